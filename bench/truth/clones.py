#!/usr/bin/env python3
"""Compares our clone groups with the clone pairs of jscpd.

usage: clones.py OURS.json JSCPD-REPORT.json

OURS.json is the output of `cargo run --release -p quarterdeck-structure --example clones -- --tokens PATH...`, the report
that of `jscpd --mode weak --min-tokens 50 --min-lines 5 --absolute --reporters json PATH...`; absolute paths on both
sides.

A pair (lines of file A, lines of file B) is found when one of our groups has a place in A and another in B that cover at
least 90 % of the lines of each side. What is not found is compared again by our tokens on those lines: the longest equal
run says whether a clone by our definition is there, and only then is it a miss.
"""
import collections
import json
import sys

SHARE = 0.9
MIN_TOKENS = 50
MIN_LINES = 5

# Reasons that mean: by our definition there is no clone; and: there is one and we do not say it.
NO_CLONE = (
    "jscpd's place ends before it starts",
    "jscpd's two places overlap each other",
    "fewer than 50 of our tokens on the lines",
    "no equal run of 50 of our tokens on the lines",
    "equal run, on fewer than 5 lines",
)
MISS = "MISSED: an equal run of 50 tokens and 5 lines, in no group"


def by_file(report):
    """Places of each file: (group number, first line, last line)."""
    places = collections.defaultdict(list)
    for number, group in enumerate(report["groups"]):
        for path, first, last in group["places"]:
            places[path].append((number, first, last))
    return places


def overlap(first, last, start, end):
    return max(0, min(last, end) - max(first, start) + 1)


def best(places, a, b):
    """Best share of lines of the worse side that one group covers."""
    found = collections.defaultdict(list)
    for group, first, last in places.get(a[0], ()):
        if overlap(first, last, a[1], a[2]):
            found[group].append((first, last))
    result = 0.0
    for group, first, last in places.get(b[0], ()):
        on_b = overlap(first, last, b[1], b[2]) / (b[2] - b[1] + 1)
        if on_b <= result or group not in found:
            continue
        for start, end in found[group]:
            if a[0] == b[0] and (start, end) == (first, last):
                continue
            on_a = overlap(start, end, a[1], a[2]) / (a[2] - a[1] + 1)
            result = max(result, min(on_a, on_b))
    return result


def together(places, a, b):
    """Share of lines of the worse side that all groups with a place on both sides cover."""
    sides = []
    for side, other in ((a, b), (b, a)):
        groups = {group for group, first, last in places.get(other[0], ()) if overlap(first, last, other[1], other[2])}
        lines = set()
        for group, first, last in places.get(side[0], ()):
            if group in groups:
                lines.update(range(max(first, side[1]), min(last, side[2]) + 1))
        sides.append(len(lines) / (side[2] - side[1] + 1))
    return min(sides)


def tokens(streams, side):
    """Our tokens that begin on the lines of one side: (hash, line)."""
    flat = streams.get(side[0], [])
    return [pair for pair in zip(flat[::2], flat[1::2]) if side[1] <= pair[1] <= side[2]]


def longest_run(a, b):
    """Longest equal run: (tokens, first line in A, last line in A, first line in B, last line in B)."""
    at = collections.defaultdict(list)
    for index, (token, _) in enumerate(b):
        at[token].append(index)
    result, before = (0, 0, 0, 0, 0), {}
    for i, (token, _) in enumerate(a):
        now = {}
        for j in at.get(token, ()):
            length = now[j] = before.get(j - 1, 0) + 1
            if length > result[0]:
                result = (length, a[i - length + 1][1], a[i][1], b[j - length + 1][1], b[j][1])
        before = now
    return result


def classify(a, b, places, streams):
    if a[0] == b[0] and overlap(a[1], a[2], b[1], b[2]):
        return "jscpd's two places overlap each other"
    if a[0] not in streams or b[0] not in streams:
        return "file is not read as this language by us"
    of_a, of_b = tokens(streams, a), tokens(streams, b)
    run = longest_run(of_a, of_b)
    if min(len(of_a), len(of_b)) < MIN_TOKENS:
        return "fewer than 50 of our tokens on the lines"
    if run[0] < MIN_TOKENS:
        return "no equal run of 50 of our tokens on the lines"
    if min(run[2] - run[1], run[4] - run[3]) + 1 < MIN_LINES:
        return "equal run, on fewer than 5 lines"
    if best(places, (a[0], run[1], run[2]), (b[0], run[3], run[4])) == 1.0:
        if together(places, a, b) >= SHARE:
            return "found in several groups that together cover 90 %"
        worst = min((run[2] - run[1] + 1) / (a[2] - a[1] + 1), (run[4] - run[3] + 1) / (b[2] - b[1] + 1))
        if worst >= 0.7:
            return "longest equal run found, 70 to 90 % of jscpd's lines: part lines and comments at the ends"
        return "longest equal run found, below 70 % of jscpd's lines: the rest is not equal by our tokens"
    if together(places, (a[0], run[1], run[2]), (b[0], run[3], run[4])) >= SHARE:
        return "found as a repeated block, cut at other lines"
    return MISS


def main():
    with open(sys.argv[1]) as file:
        ours = json.load(file)
    with open(sys.argv[2]) as file:
        report = json.load(file)
    places, streams = by_file(ours), ours["streams"]
    pairs, found, whole, classes = (collections.Counter() for _ in range(4))
    examples = collections.defaultdict(list)
    for pair in report["duplicates"]:
        sides = [(pair[side]["name"], pair[side]["start"], pair[side]["end"]) for side in ("firstFile", "secondFile")]
        pairs[pair["format"]] += 1
        if any(last < first for _, first, last in sides):
            classes[pair["format"], "jscpd's place ends before it starts"] += 1
            continue
        # jscpd's first and last line mostly hold one token of the clone; without them only whole lines are compared.
        inner = [(path, first + 1, last - 1) for path, first, last in sides]
        if all(first <= last for _, first, last in inner) and best(places, *inner) >= SHARE:
            whole[pair["format"]] += 1
        elif best(places, *sides) >= SHARE:
            whole[pair["format"]] += 1
        if best(places, *sides) >= SHARE:
            found[pair["format"]] += 1
            continue
        reason = (pair["format"], classify(*sides, places, streams))
        classes[reason] += 1
        examples[reason].append(sides)
    total = {key: ours[key] for key in ("files", "tokens", "duplicated_lines", "cut")}
    print(f"ours: {total}, {len(ours['groups'])} groups")
    for language, count in sorted(pairs.items()):
        missed = classes[language, MISS]
        none = sum(classes[language, reason] for reason in NO_CLONE)
        print(
            f"{language}: {found[language]} of {count} pairs = {100 * found[language] / count:.1f} %; "
            f"whole lines {whole[language]} = {100 * whole[language] / count:.1f} %; "
            f"{none} are no clone by our definition; {missed} missed"
        )
    for (language, reason), count in sorted(classes.items()):
        print(f"  {language}: {count} {reason}")
        for a, b in examples[language, reason][:3]:
            print(f"      {a[0]}:{a[1]}-{a[2]}  {b[0]}:{b[1]}-{b[2]}")


if __name__ == "__main__":
    main()
