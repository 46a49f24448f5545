#!/usr/bin/env python3
"""Times our audit beside git and beside the tools that a user would otherwise run one after the other.

usage: audit.py <quarterdeck> <runs> <repository>... [--bundle FOLDER] [--curve] [--only WORD]

The same clones in the same run, each round all commands in turn, medians over the rounds, ratios to
`git log --numstat -M` (and to the bundle). Needs python3 and git. Clones must be whole.

Rows
  git log --numstat -M   of HEAD
  audit, cold            an empty cache folder
  audit, unchanged       again, nothing happened
  audit, one commit      the cache of an audit of HEAD~1, then HEAD
  audit, other date      the cache of an audit of HEAD, then --at a year earlier; with what the figure of the product
                         allows: 1.2 x (cold seconds per byte of that date's files) x (bytes HEAD does not hold) + 0.5 s
  trend, ten years       an empty cache, one point for each month, lexer and manifest facts
  audit --deep           an empty cache
  bundle                 with --bundle: line counter, complexity tool, duplicate finder and secret scanner over the files of
                         HEAD, and coupling and ownership from `git log` (bundle_history.py)

FOLDER holds the tools, made by
  pip install --target FOLDER/py lizard==1.24.3 detect-secrets==1.5.0
  npm install --prefix FOLDER jscpd@5.3.3
  cargo install tokei --version 15.0.0 --root FOLDER

--curve prints cold audits of growing prefixes of the history instead.
Peak memory is measured in a run of its own, looking every 10 ms: the sum over the processes of the run of anonymous
pages, and of resident ones.
"""
import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def run(command, environment):
    """Wall and CPU seconds of one run, children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    _, errors = child.communicate()
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if child.returncode not in (0, 1):
        print(f"    {command[0]} ended with {child.returncode}: {errors.decode(errors='replace').strip()[-300:]}",
              file=sys.stderr)
    return wall, cpu


def family(root):
    """A process and everything below it."""
    found, wanted = [], [str(root)]
    while wanted:
        process = wanted.pop()
        found.append(process)
        try:
            for task in os.listdir(f"/proc/{process}/task"):
                with open(f"/proc/{process}/task/{task}/children") as children:
                    wanted.extend(children.read().split())
        except OSError:
            pass
    return found


def peaks(command, environment):
    """Largest anonymous and resident memory of a run, in MB."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    anonymous = resident = 0
    while child.poll() is None:
        sums = {"RssAnon": 0, "VmRSS": 0}
        for process in family(child.pid):
            try:
                with open(f"/proc/{process}/status") as status:
                    for line in status:
                        name = line.split(":")[0]
                        if name in sums:
                            sums[name] += int(line.split()[1])
            except OSError:
                pass
        anonymous, resident = max(anonymous, sums["RssAnon"]), max(resident, sums["VmRSS"])
        time.sleep(0.01)
    return anonymous / 1024, resident / 1024


def git(repository, *arguments):
    return subprocess.run(["git", "-C", repository, *arguments], check=True, capture_output=True, text=True).stdout


def files(repository, commit):
    """Blob to size of all files of a commit."""
    found = {}
    for line in git(repository, "ls-tree", "-r", "-l", commit).splitlines():
        mode, kind, blob, size = line.split("\t")[0].split()
        if kind == "blob":
            found[blob] = int(size)
    return found


def steps(program, repository, cache, bundle, tree):
    """What is timed: name to (commands that prepare, timed commands, keep the cache of the step before)."""
    audit = [program, "audit", repository, "--name", "x"]
    old = git(repository, "rev-list", "-1", "--first-parent", f"--before={year_before(repository)}", "HEAD").strip()
    steps = {
        "git log --numstat -M": ([], [["git", "-C", repository, "log", "--numstat", "-M", "--format=%H"]], False),
        "audit, cold": ([], [audit], False),
        "audit, unchanged": ([], [audit], True),
        "audit, one commit": ([audit + ["--at", "HEAD~1"]], [audit], False),
        "audit, other date": ([audit], [audit + ["--at", old]], False),
        "audit, other date, cold": ([], [audit + ["--at", old]], False),
        "trend, ten years": ([], [[program, "trend", repository, "--name", "x", "--every", "month", "--full", "none",
                                   "--since", ten_years_before(repository)]], False),
        "audit --deep": ([], [audit + ["--deep"]], False),
    }
    if bundle:
        steps["bundle"] = ([], [
            [f"{bundle}/bin/tokei", "--files", tree],
            [sys.executable, "-m", "lizard", "--csv", tree],
            [f"{bundle}/node_modules/.bin/jscpd", "--silent", "--min-tokens", "50", "--reporters", "json",
             "--output", f"{cache}/jscpd", tree],
            [sys.executable, "-m", "detect_secrets", "-C", tree, "scan", "--all-files"],
            [sys.executable, f"{HERE}/bundle_history.py", repository],
        ], False)
    return steps, old


def head_day(repository):
    return git(repository, "log", "-1", "--format=%cs", "HEAD").strip()


def year_before(repository):
    year, rest = head_day(repository).split("-", 1)
    return f"{int(year) - 1}-{rest}"


def ten_years_before(repository):
    year, rest = head_day(repository).split("-", 1)
    return f"{int(year) - 10}-{rest}".replace("02-29", "02-28")


def table(program, rounds, repository, bundle, only):
    tree = tempfile.mkdtemp()
    archive = subprocess.Popen(["git", "-C", repository, "archive", "HEAD"], stdout=subprocess.PIPE)
    subprocess.run(["tar", "-x", "-C", tree], stdin=archive.stdout, check=False)
    samples, memory = {}, {}
    for turn in range(rounds + 1):
        cache = tempfile.mkdtemp()
        environment = dict(os.environ, XDG_CACHE_HOME=cache, PYTHONPATH=f"{bundle}/py" if bundle else "")
        todo, old = steps(program, repository, cache, bundle, tree)
        for name, (before, commands, keeps) in todo.items():
            if only and not any(word in name for word in only.split(",")):
                continue
            if not keeps:
                shutil.rmtree(cache, ignore_errors=True)
                os.makedirs(cache)
            for command in before:
                run(command, environment)
            if turn == 0:
                # The first round warms the disk's cache and is for memory.
                seen = [peaks(command, environment) for command in commands]
                memory[name] = tuple(max(part) for part in zip(*seen))
                continue
            times = [run(command, environment) for command in commands]
            samples.setdefault(name, []).append(tuple(sum(part) for part in zip(*times)))
        shutil.rmtree(cache, ignore_errors=True)
    shutil.rmtree(tree, ignore_errors=True)
    medians = {name: tuple(statistics.median(part) for part in zip(*rows)) for name, rows in samples.items()}
    base = medians.get("git log --numstat -M", (float("nan"),))[0]
    for name, (wall, cpu) in medians.items():
        walls = [wall for wall, _ in samples[name]]
        against = f"{medians['bundle'][0] / wall:.1f} / {medians['bundle'][1] / cpu:.1f}" if "bundle" in medians else ""
        print(f"| {os.path.basename(os.path.dirname(repository)) or repository} | {name} | {wall:.3f} "
              f"| {min(walls):.3f}-{max(walls):.3f} | {cpu:.2f} | {memory[name][0]:.0f} | {memory[name][1]:.0f} "
              f"| {wall / base:.3f} | {against} |", flush=True)
    if "audit, other date" in medians and "audit, other date, cold" in medians:
        then, now = files(repository, old), files(repository, "HEAD")
        unseen = sum(size for blob, size in then.items() if blob not in now)
        allowed = 1.2 * medians["audit, other date, cold"][0] / max(sum(then.values()), 1) * unseen + 0.5
        print(f"\nother date: {unseen:,} of {sum(then.values()):,} bytes not seen before; allowed {allowed:.3f} s, "
              f"took {medians['audit, other date'][0]:.3f} s\n", flush=True)


def curve(program, rounds, repository):
    print("| repository | commits | bytes of files | wall s | CPU s | ms / commit | anon MB |\n|---|--:|--:|--:|--:|--:|--:|")
    line = git(repository, "rev-list", "--first-parent", "HEAD").split()
    for part in range(1, 6):
        commit = line[-max(1, len(line) * part // 5)]
        count = int(git(repository, "rev-list", "--count", commit))
        size = sum(files(repository, commit).values())
        command = [program, "audit", repository, "--name", "x", "--no-cache", "--at", commit]
        anonymous, _ = peaks(command, os.environ)
        rows = [run(command, os.environ) for _ in range(rounds)]
        wall, cpu = (statistics.median(part) for part in zip(*rows))
        print(f"| {os.path.basename(os.path.dirname(repository))} | {count:,} | {size:,} | {wall:.2f} | {cpu:.2f} "
              f"| {1000 * wall / count:.3f} | {anonymous:.0f} |", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("rounds", type=int)
    parser.add_argument("repositories", nargs="+")
    parser.add_argument("--bundle")
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--only")
    asked = parser.parse_args()
    if asked.curve:
        for repository in asked.repositories:
            curve(asked.program, asked.rounds, repository)
        return
    print("| repository | what | wall s | range | CPU s | anon MB | RSS MB | wall / git | bundle: wall / CPU times ours |")
    print("|---|---|--:|--:|--:|--:|--:|--:|--:|")
    for repository in asked.repositories:
        table(asked.program, asked.rounds, repository, asked.bundle and os.path.abspath(asked.bundle), asked.only)


if __name__ == "__main__":
    main()
