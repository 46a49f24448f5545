#!/usr/bin/env python3
"""Compares ownership and truck factor with the published algorithm, computed here from git alone, and with published values.

usage: truck_factor.py <quarterdeck> <folder with owner+name/repo or owner/name>

Algorithm: Avelino, Passos, Hora, Valente, A Novel Approach for Estimating Truck Factors, ICPC 2016, with the settings of its
tool (normalised degree of authorship above 0.75, degree at least 3.293, coverage 0.5, people with fewer than a tenth of the
files of the first one are pruned). Published values: the tool's README, "using data from November, 2016".

Three figures a project: published; `git`, the algorithm over `git log --name-status --find-renames` with people merged by
e-mail or name; `ours`, the same over `facts --level contribution`. Files are those that quarterdeck calls source or test at that
date, so that the comparison is about history. Needs python3 and git.
"""
import collections
import csv
import io
import math
import pathlib
import subprocess
import sys

AT = "2016-11-15"
PUBLISHED = {
    "d3/d3": 1, "vuejs/vue": 1, "jquery/jquery": 4, "angular/angular.js": 6, "rails/rails": 11, "atom/atom": 4,
}


def authors(revisions, creator):
    """Authors of a file: revisions by person, and who created it."""
    total = sum(revisions.values())
    degree = {
        person: 3.293 + 1.098 * (person == creator) + 0.164 * own - 0.321 * math.log(1 + total - own)
        for person, own in revisions.items()
    }
    best = max(degree.values(), default=0)
    return {p for p, value in degree.items() if value >= 3.293 and value / best > 0.75}


def truck_factor(authors_of):
    files_of = collections.defaultdict(set)
    for file, people in authors_of.items():
        for person in people:
            files_of[person].add(file)
    sizes = {person: len(files) for person, files in files_of.items()}
    removed = []
    while files_of:
        covered = set().union(*files_of.values())
        if len(covered) / len(authors_of) < 0.5:
            break
        top = min(files_of, key=lambda person: (-len(files_of[person]), str(person)))
        removed.append(top)
        del files_of[top]
    return sum(sizes[person] >= 0.1 * sizes[removed[0]] for person in removed) if removed else 0


def rows(program, path, level):
    command = [program, "facts", str(path), "--level", level, "--at", AT, "--name", "x", "--names"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")
    return list(csv.DictReader(io.StringIO(text)))


def ours(program, path, wanted):
    revisions, creators = collections.defaultdict(dict), {}
    for row in rows(program, path, "contribution"):
        if row["path"] in wanted:
            revisions[row["path"]][row["person"]] = int(row["revisions"])
            if row["created"] == "true":
                creators[row["path"]] = row["person"]
    return {file: authors(people, creators.get(file)) for file, people in revisions.items()}


class People:
    """Joins names and e-mails: the same address or the same full name is one person."""

    def __init__(self):
        self.parent = {}

    def root(self, mark):
        self.parent.setdefault(mark, mark)
        while self.parent[mark] != mark:
            mark = self.parent[mark]
        return mark

    def person(self, name, email):
        a, b = self.root(("n", name.lower())), self.root(("e", email.lower()))
        if a != b:
            self.parent[max(a, b)] = min(a, b)
        return min(a, b)


def straight(path, commit, wanted):
    """The published algorithm from git alone, newest commit first, renames followed backwards."""
    command = ["git", "-C", str(path), "-c", "core.quotePath=false", "-c", "diff.renameLimit=5000", "log", "--no-merges",
               "--name-status", "--format=%x01%an%x02%ae"]
    log = subprocess.run([*command, "--find-renames", commit], capture_output=True)
    if log.returncode:  # contents are missing from the clone: identical contents need none
        log = subprocess.run([*command, "--find-renames=100%", commit], capture_output=True, check=True)
    out = log.stdout.decode("utf-8", "replace")
    current = {file: file for file in wanted}
    revisions, creators = collections.defaultdict(collections.Counter), {}
    people = People()
    for record in out.split("\x01")[1:]:
        head, *changes = record.split("\n")
        person = people.person(*head.split("\x02"))
        moves = {}
        for change in changes:
            status, *names = change.split("\t")
            if not names or names[-1] not in current:
                continue
            file = current[names[-1]]
            revisions[file][person] += 1
            if status == "A":
                creators[file] = person
            if status.startswith("R"):
                moves[names[-1]] = (names[0], file)
        for new, (old, file) in moves.items():
            current.pop(new, None)
            current[old] = file
    result = {}
    for file, counted in revisions.items():
        merged = collections.Counter()
        for person, count in counted.items():
            merged[people.root(person)] += count
        result[file] = authors(merged, people.root(creators[file]) if file in creators else None)
    return result


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    print("| project | commit | files | published | git alone | ours | files with as many authors |")
    print("|---|---|--:|--:|--:|--:|--:|")
    for project, published in PUBLISHED.items():
        owner, name = project.split("/")
        places = [folder / f"{owner}+{name}" / "repo", folder / owner / name, folder / name]
        path = next((place for place in places if place.exists()), None)
        if path is None:
            print(f"| {project} | no clone | | {published} | | | |")
            continue
        files = rows(program, path, "file")
        wanted = {row["path"] for row in files if row["kind"] in ("source", "test") and row["language"]}
        last = ["git", "-C", str(path), "rev-list", "-1", f"--before={AT}T23:59:59Z", "--first-parent", "HEAD"]
        commit = subprocess.run(last, capture_output=True, check=True, text=True).stdout.strip()
        mine, theirs = ours(program, path, wanted), straight(path, commit, wanted)
        both = mine.keys() & theirs.keys()
        equal = sum(len(mine[file]) == len(theirs[file]) for file in both)
        share = f"{100 * equal / len(both):.1f} %" if both else "-"
        print(f"| {project} | {commit[:8]} | {len(both)} | {published} | {truck_factor(theirs)} | {truck_factor(mine)} | {share} |",
              flush=True)


if __name__ == "__main__":
    main()
