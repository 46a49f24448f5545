#!/usr/bin/env python3
"""Compares our line counts with tokei's, language by language, on the same folder.

    lines.py FOLDER... [--tokei PATH] [--count PATH] [--markdown] [--all]

`--count` is the example program of the languages crate:
    cargo build --release -p quarterdeck-languages --example count
Both programs read every file: no ignore rules, hidden files included. Prints each language for which either counts at
least 5,000 lines: our code lines, tokei's own code lines (embedded languages left out), the difference in per cent,
and tokei's code lines with what it counted as embedded in that language.
"""

import argparse
import csv
import io
import json
import subprocess
import sys
from pathlib import Path

SMALLEST_LINES = 5000

# tokei's name for what we name differently; several of one side are added up.
TOKEI_NAME = {
    "C++ Header": "C++",
    "C++ Module": "C++",
    "C Header": "C",
    "SCSS": "Sass",
    "Go HTML": "Go Template",
    "Templ": "Go Template",
    "ClojureScript": "Clojure",
}


def tokei(program, folder):
    """Own code lines, own lines and code lines with embedded ones, by language."""
    command = [program, "--no-ignore", "--hidden", "--output", "json", str(folder)]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    rows = {}
    for name, entry in answer.items():
        if name == "Total":
            continue
        embedded = sum(
            report["stats"]["code"] for reports in entry["children"].values() for report in reports
        )
        row = rows.setdefault(TOKEI_NAME.get(name, name), [0, 0, 0])
        row[0] += entry["code"]
        row[1] += entry["code"] + entry["comments"] + entry["blanks"]
        row[2] += entry["code"] + embedded
    return rows


def ours(program, folder):
    """Code lines and lines, by language."""
    answer = subprocess.run([program, str(folder)], check=True, capture_output=True, text=True).stdout
    rows = {}
    for row in csv.DictReader(io.StringIO(answer)):
        total = rows.setdefault(TOKEI_NAME.get(row["language"], row["language"]), [0, 0])
        total[0] += int(row["code"])
        total[1] += int(row["code"]) + int(row["comments"]) + int(row["blanks"])
    return rows


def percent(part, whole):
    """Difference of `part` from `whole` in per cent, as text."""
    return f"{100 * (part - whole) / whole:+.2f}" if whole else ("0.00" if part == 0 else "new")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folders", nargs="+", type=Path)
    arguments.add_argument("--tokei", default="tokei")
    arguments.add_argument("--count", default="target/release/examples/count")
    arguments.add_argument("--markdown", action="store_true", help="a table for docs/reference/truth/lines.md")
    options = arguments.parse_args()
    header = ["repository", "language", "our lines", "our code", "tokei code", "difference %", "with embedded", "%"]
    rows = []
    for folder in options.folders:
        theirs, our = tokei(options.tokei, folder), ours(options.count, folder)
        for language in sorted(set(theirs) | set(our)):
            code, lines = our.get(language, [0, 0])
            own, their_lines, embedded = theirs.get(language, [0, 0, 0])
            if language and max(lines, their_lines) >= SMALLEST_LINES:
                rows.append(
                    [folder.name, language, lines, code, own, percent(code, own), embedded, percent(code, embedded)]
                )
    if options.markdown:
        print("| " + " | ".join(header) + " |")
        print("|" + " --- |" * len(header))
        for row in rows:
            print("| " + " | ".join(str(cell) for cell in row) + " |")
    else:
        csv.writer(sys.stdout, lineterminator="\n").writerows([header, *rows])


if __name__ == "__main__":
    main()
