#!/usr/bin/env python3
"""What a user would script over `git log` for hotspots, ownership and coupling: the last part of the bundle.

usage: bundle_history.py <repository>

Prints revisions and main author of each file, and pairs of files that change together (five shared commits, degree of
30 per cent, commits of at most 30 files).
"""
import collections
import itertools
import subprocess
import sys


def main():
    log = subprocess.run(["git", "-C", sys.argv[1], "log", "--no-merges", "--name-only", "--format=%x01%ae"],
                         capture_output=True, check=True).stdout
    revisions, authors, shared = collections.Counter(), collections.defaultdict(collections.Counter), collections.Counter()
    for commit in log.split(b"\x01")[1:]:
        author, *paths = commit.strip().split(b"\n")
        paths = [path for path in paths if path]
        for path in paths:
            revisions[path] += 1
            authors[path][author] += 1
        if len(paths) <= 30:
            shared.update(itertools.combinations(sorted(paths), 2))
    for path, count in revisions.most_common():
        author, own = authors[path].most_common(1)[0]
        print(path, count, author, own / count)
    for (a, b), count in shared.items():
        degree = 200 * count / (revisions[a] + revisions[b])
        if count >= 5 and degree >= 30:
            print(a, b, count, degree)


if __name__ == "__main__":
    main()
