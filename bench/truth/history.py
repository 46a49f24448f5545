#!/usr/bin/env python3
"""Compares our history facts with git's own answers, and coupling with an independent computation.

usage: history.py <quarterdeck> <repository>...

For every path of the snapshot: revisions_path, author_emails, first_seen and last_changed against
`git log --no-merges --no-renames --name-only`; the number of commits that repeat another one (same author, moment of writing with
zone, subject and paths, and first parents lead from neither to the other) against the same log; and every pair of files of `facts --level pair`
against code-maat's published definition computed here from that log without the repeated ones. Needs python3 and git only.
"""
import collections
import csv
import datetime
import io
import subprocess
import sys

COUPLING_COMMIT_FILES, MIN_REVISIONS, MIN_SHARED, MIN_DEGREE = 30, 5, 5, 30


def log(repository):
    """Commits of HEAD without merges: (id, who, when and what by its author, email, committer seconds, paths), straight from git."""
    command = ["git", "-C", repository, "-c", "core.quotePath=false", "log", "--no-merges", "--no-renames",
               "--root", "-m", "--name-only", "-z", "--date=raw", "--format=%x01%H%x02%an%n%ae%n%ad%x02%B%x02%ae%x02%ct%x03"]
    out = subprocess.run(command, capture_output=True, check=True).stdout
    for record in out.split(b"\x01")[1:]:
        commit, by, message, email, rest = record.split(b"\x02", 4)
        seconds, names = rest.split(b"\x03", 1)
        paths = [name for name in names.strip(b"\x00\n").split(b"\x00") if name]
        subject = message.strip().split(b"\n")[0].strip()
        yield commit, (by, subject), email, int(seconds), [path.lstrip(b"\n") for path in paths]


def first_parents(repository):
    out = subprocess.run(["git", "-C", repository, "rev-list", "--parents", "HEAD"], capture_output=True, check=True)
    return {commit: parents[0] if parents else None for commit, *parents in (text.split() for text in out.stdout.splitlines())}


def repeated(repository, commits):
    """Commits that repeat another one; of each group the first on the main line counts, else any."""
    parent, groups = first_parents(repository), collections.defaultdict(list)

    def leads(commit, to):
        while commit is not None and commit != to:
            commit = parent[commit]
        return commit is not None

    for commit, written, _, _, paths in commits:
        if paths:
            groups[written, tuple(sorted(set(paths)))].append(commit)
    main, commit = set(), next(iter(parent))
    while commit is not None:
        main.add(commit)
        commit = parent[commit]
    more = set()
    for group in groups.values():
        kept = next((commit for commit in group if commit in main), group[0])
        more.update(other for other in group if not leads(kept, other) and not leads(other, kept))
    return more


def ours(program, repository, level):
    command = [program, "facts", repository, "--level", level, "--name", "x"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")
    return list(csv.DictReader(io.StringIO(text)))


def iso(seconds):
    moment = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def compare(program, repository):
    revisions, emails = collections.Counter(), collections.defaultdict(set)
    first, last = {}, {}
    coupling_revisions, shared = collections.Counter(), collections.Counter()
    commits = list(log(repository))
    more = repeated(repository, commits)
    for commit, _, email, seconds, paths in commits:
        for path in paths:
            revisions[path] += 1
            emails[path].add(email)
            first[path] = min(first.get(path, seconds), seconds)
            last[path] = max(last.get(path, seconds), seconds)
        if 0 < len(paths) <= COUPLING_COMMIT_FILES and commit not in more:
            coupling_revisions.update(paths)
            ordered = sorted(paths)
            shared.update((a, b) for i, a in enumerate(ordered) for b in ordered[i + 1:])
    files = ours(program, repository, "file")
    wrong, unknown, known_paths = [], 0, set()
    for row in files:
        path = row["path"].encode()
        known_paths.add(path)
        if row["revisions_path"] == "":
            unknown += 1
            continue
        expected = (str(revisions[path]), str(len(emails[path])), iso(first.get(path, 0)), iso(last.get(path, 0)))
        got = (row["revisions_path"], row["author_emails"], row["first_seen"], row["last_changed"])
        if expected != got:
            wrong.append((row["path"], expected, got))
    print(f"{repository}: {len(files)} paths, {unknown} unknown, {len(wrong)} differ from git")
    for line in wrong[:5]:
        print("   ", *line)
    told = sum(row["repeated"] == "true" for row in ours(program, repository, "commit"))
    print(f"    repeated commits: {told} of ours, {len(more)} by git")
    coupled(program, repository, coupling_revisions, shared, known_paths)
    return not wrong and told == len(more)


def coupled(program, repository, revisions, shared, known):
    expected = {}
    for (a, b), both in shared.items():
        if both < MIN_SHARED or a not in known or b not in known:
            continue
        average = (revisions[a] + revisions[b]) / 2
        degree = int(100 * both / average)
        if average >= MIN_REVISIONS and degree >= MIN_DEGREE:
            expected[(a, b)] = (both, degree)
    rows = ours(program, repository, "pair")
    got = {(row["first"].encode(), row["second"].encode()): (int(row["shared"]), int(row["degree"])) for row in rows}
    agree = sum(1 for pair, value in got.items() if expected.get(pair) == value)
    missing = len(set(expected) - set(got))
    print(f"    coupling: {len(got)} pairs of ours, {agree} agree, {len(got) - agree} differ, "
          f"{len(expected)} expected, {missing} not listed (the list stops at 10,000)")


if __name__ == "__main__":
    results = [compare(sys.argv[1], repository) for repository in sys.argv[2:]]
    sys.exit(0 if all(results) else 1)
