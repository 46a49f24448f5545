#!/usr/bin/env python3
"""Times our audit beside `git log --numstat -M` on the same clones, alternating, and prints medians and ratios.

usage: audit.py <quarterdeck> <runs> <repository>...

Cold means an empty cache folder for each run; warm means the cache of the run before. Peak memory is the largest
resident set of one process, as the kernel counts it (parser processes included one by one, not summed). Needs python3
and git only.
"""
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time


def measure(command, environment):
    """Wall and CPU seconds (children included) and the largest resident set in MB of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    _, errors = child.communicate()
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if child.returncode != 0:
        print(f"    {command[0]} ended with {child.returncode}: {errors.decode(errors='replace').strip()[-200:]}")
    return wall, cpu


def peak_mb(command, environment):
    """The largest resident set of a run, measured apart by a fresh process."""
    script = "import resource,subprocess,sys;subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL);" \
             "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    out = subprocess.run([sys.executable, "-c", script, *command], capture_output=True, env=environment)
    return int(out.stdout) / 1024


def main():
    program, runs, repositories = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    print("| repository | what | wall s | CPU s | peak MB | wall / git |")
    print("|---|---|--:|--:|--:|--:|")
    for repository in repositories:
        git = ["git", "-C", repository, "log", "--numstat", "-M", "--format=%H"]
        ours = [program, "audit", repository, "--name", "x"]
        rows = {"git log --numstat -M": [], "audit, cold": [], "audit, warm": []}
        peaks = {}
        for _ in range(runs):
            with tempfile.TemporaryDirectory() as cache:
                environment = dict(os.environ, XDG_CACHE_HOME=cache)
                rows["git log --numstat -M"].append(measure(git, environment))
                rows["audit, cold"].append(measure(ours, environment))
                rows["audit, warm"].append(measure(ours, environment))
        with tempfile.TemporaryDirectory() as cache:
            environment = dict(os.environ, XDG_CACHE_HOME=cache)
            peaks["git log --numstat -M"] = peak_mb(git, environment)
            peaks["audit, cold"] = peak_mb(ours, environment)
            peaks["audit, warm"] = peak_mb(ours, environment)
        base = statistics.median(wall for wall, _ in rows["git log --numstat -M"])
        for what, samples in rows.items():
            wall = statistics.median(wall for wall, _ in samples)
            cpu = statistics.median(cpu for _, cpu in samples)
            print(f"| {repository} | {what} | {wall:.2f} | {cpu:.2f} | {peaks[what]:.0f} | {wall / base:.2f} |")


if __name__ == "__main__":
    main()
