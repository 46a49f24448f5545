#!/usr/bin/env python3
"""Writes the precision of each check beside it, from verdicts of people.

usage: precision.py VERDICTS.csv...     oldest first, from the root of the repository; then run `cargo xtask gen`

Counts the findings of places `top` and `sample`: read, true and useful, repositories. Of each check the newest reading that holds it
counts: older ones are of a rule or a sentence that was mended since. A check that nobody read keeps `None`.
"""
import collections
import csv
import pathlib
import re
import sys


def main():
    read, correct, repositories = collections.Counter(), collections.Counter(), collections.defaultdict(set)
    counted = set()
    for path in reversed(sys.argv[1:]):
        rows = [row for row in csv.DictReader(pathlib.Path(path).read_text().splitlines()) if row["place"] in ("top", "sample")]
        held = {row["check"] for row in rows} - counted
        counted |= held
        for row in rows:
            if row["check"] in held:
                read[row["check"]] += 1
                correct[row["check"]] += row["verdict"] == "ok"
                repositories[row["check"]].add(row["repo"])
    for path in sorted(pathlib.Path("crates/checks/src/checks").glob("*/*.rs")):
        text = path.read_text()
        check = re.search(r'^    id: "([A-Z]+-\d+)",$', text, re.M).group(1)
        value = "None"
        if read[check]:
            value = (
                f"Some(Precision {{ read: {read[check]}, correct: {correct[check]}, "
                f"repositories: {len(repositories[check])} }})"
            )
        new = re.sub(r"^    precision: .*,$", f"    precision: {value},", text, count=1, flags=re.M)
        if value != "None" and not re.search(r"\bPrecision\b[^{]*?;", new.split("precision:")[0]):
            new = re.sub(r"^(use quarterdeck_findings::\{[^}]*?)(\bSeverity|\bStatus|\bScope)", r"\1Precision, \2", new, count=1, flags=re.M)
        if new != text:
            path.write_text(new)
        if read[check]:
            print(f"{check} {correct[check]} of {read[check]}, {len(repositories[check])} repositories")


if __name__ == "__main__":
    main()
