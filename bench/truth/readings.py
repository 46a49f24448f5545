#!/usr/bin/env python3
"""Tallies verdicts of people who read findings against source and history.

usage: readings.py FILE...          prints tables in Markdown from files of verdicts
       readings.py --csv FILE...    prints the verdicts without their reasons, sorted, as CSV

A file of verdicts holds JSON lines {"repo","check","place","fingerprint","verdict","why"} or that CSV; its name is the reader's. Places:
`top` (the first twenty findings as told), `sample` (of each check the first two further ones), `works` (sentences on what works), `grade`.
Verdicts: `ok` true in every word and useful, `useless` true but nobody should be told, `false` some word is wrong.
"""
import collections
import csv
import json
import pathlib
import sys

COLUMNS = ["reader", "repo", "check", "place", "fingerprint", "verdict"]


def rows(path):
    text = pathlib.Path(path).read_text()
    if path.endswith(".csv"):
        yield from csv.DictReader(text.splitlines())
        return
    for line in text.splitlines():
        try:
            row = json.loads(line)
        except json.JSONDecodeError:
            continue
        if row.get("verdict") in ("ok", "useless", "false"):
            yield {column: row.get(column, "") for column in COLUMNS} | {"reader": pathlib.Path(path).stem}


def share(part, whole):
    return f"{100 * part / whole:.0f} %" if whole else "-"


def table(title, groups):
    print(f"| {title} | read | ok | useless | false | true | true and useful |\n|---|--:|--:|--:|--:|--:|--:|")
    total = collections.Counter()
    for name, counts in groups:
        total.update(counts)
        line(name, counts)
    line("all", total)
    print()


def line(name, counts):
    whole = sum(counts.values())
    true = counts["ok"] + counts["useless"]
    print(f"| {name} | {whole} | {counts['ok']} | {counts['useless']} | {counts['false']} | {share(true, whole)} | {share(counts['ok'], whole)} |")


def grouped(verdicts, key):
    groups = collections.defaultdict(collections.Counter)
    for row in verdicts:
        groups[key(row)][row["verdict"]] += 1
    return sorted(groups.items())


def main():
    as_csv = sys.argv[1:2] == ["--csv"]
    verdicts = [row for path in sys.argv[1 + as_csv:] for row in rows(path)]
    verdicts.sort(key=lambda row: [row[column] or "" for column in COLUMNS])
    if as_csv:
        writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows({column: row[column] for column in COLUMNS} for row in verdicts)
        return
    findings = [row for row in verdicts if row["place"] in ("top", "sample")]
    table("First twenty", grouped((row for row in verdicts if row["place"] == "top"), lambda row: f"{row['repo']}, {row['reader']}"))
    table("Check", grouped(findings, lambda row: row["check"]))
    table("Sentence", grouped((row for row in verdicts if row["place"] in ("works", "grade")), lambda row: row["place"]))


if __name__ == "__main__":
    main()
