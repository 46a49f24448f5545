#!/usr/bin/env python3
"""Back-tests the repositories of backtest.toml at two cut-offs and publishes what the product's lists gain or lose.

usage: backtest.py collect <quarterdeck> <folder of clones> <set> <folder of results>
       backtest.py publish <results> [<results with the formulas before>] > docs/reference/truth/backtest.md

`collect` looks for each repository as <folder of clones>/<owner>+<name>/repo, ranks 12 and 24 months before its HEAD with a
horizon of 12 months, and keeps the rows. `publish` resamples repositories. Needs python3 (3.11) and git only.
"""
import csv
import datetime
import pathlib
import random
import subprocess
import sys
import tomllib

HORIZON_DAYS = 365
RESAMPLES = 10_000
SEED = 20261126
# Fewer say more about chance than about a list.
MIN_FIXES = 10
MEASURES = {
    "recall_at_20_percent_of_lines": "found in 20 % of lines",
    "popt": "Popt",
    "precision_at_10": "hits in first 10",
    "fixes_in_top_5_percent_of_files": "found in 5 % of files",
}
OURS = ["effort_score", "hotspot_score"]


def repositories(name):
    with open(pathlib.Path(__file__).with_suffix(".toml"), "rb") as file:
        return tomllib.load(file)[name]


def collect(program, clones, name, results):
    results = pathlib.Path(results)
    results.mkdir(parents=True, exist_ok=True)
    for repository in repositories(name):
        clone = pathlib.Path(clones) / repository.replace("/", "+") / "repo"
        git = ["git", f"--git-dir={clone}", "log", "-1", "--format=%ct", "HEAD"]
        head = int(subprocess.run(git, capture_output=True, check=True).stdout)
        earlier = datetime.datetime.fromtimestamp(head, datetime.UTC) - datetime.timedelta(days=2 * HORIZON_DAYS)
        for cut, more in ("12", []), ("24", ["--at", earlier.date().isoformat()]):
            command = [program, "backtest", str(clone), "--name", repository.split("/")[1], "--format", "csv", *more]
            done = subprocess.run(command, capture_output=True)
            kind, text = ("csv", done.stdout) if done.returncode == 0 else ("error", done.stderr)
            (results / f"{repository.replace('/', '+')}.{cut}.{kind}").write_bytes(text)
            print(repository, cut, "done" if kind == "csv" else text.decode().strip(), flush=True)


def read(results, name):
    """By repository a list of runs; a run is its rows by ranking. And what was left out, with the reason."""
    kept, left_out = {}, []
    for repository in repositories(name):
        for cut in "12", "24":
            stem = pathlib.Path(results) / f"{repository.replace('/', '+')}.{cut}"
            error = stem.with_name(stem.name + ".error")
            if error.exists():
                left_out.append((repository, cut, error.read_text().strip().removeprefix("error: ")))
                continue
            with open(stem.with_name(stem.name + ".csv"), newline="") as file:
                rows = {row["ranking"]: row for row in csv.DictReader(file)}
            fixes = int(rows["random"]["counted_fixes"])
            if fixes < MIN_FIXES:
                left_out.append((repository, cut, f"{fixes} fixes, {MIN_FIXES} at least are asked for."))
                continue
            kept.setdefault(repository, []).append(rows)
    return kept, left_out


def values(kept, ranking, measure):
    """One value for each repository: the mean over its cut-offs, so that each weighs the same."""
    return [sum(float(run[ranking][measure]) for run in runs) / len(runs) for runs in kept.values()]


def mean(numbers):
    return sum(numbers) / len(numbers)


def interval(differences):
    """95 % of the means of resampled repositories: each resample takes as many, with repetition."""
    chance = random.Random(SEED)
    count = len(differences)
    means = sorted(mean(chance.choices(differences, k=count)) for _ in range(RESAMPLES))
    return means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES) - 1]


def shown(measure, value):
    return f"{value:.3f}" if measure == "popt" else f"{100 * value:.1f} %"


def compare(ours, theirs, measure):
    differences = [a - b for a, b in zip(ours, theirs)]
    low, high = interval(differences)
    scale, unit = (1, "") if measure == "popt" else (100, "")
    places = 3 if measure == "popt" else 1
    verdict = "better" if low > 0 else "worse" if high < 0 else "open"
    numbers = [f"{scale * number:+.{places}f}{unit}" for number in (mean(differences), low, high)]
    return f"{numbers[0]} ({numbers[1]} to {numbers[2]}) {verdict}"


def verdicts(kept, rankings, ours, wanted):
    """For each measure that a score is made for: which lists it beats, and which it does not."""
    for m in wanted:
        by = {}
        for other in (ranking for ranking in rankings if ranking not in OURS):
            by.setdefault(compare(values(kept, ours, m), values(kept, other, m), m).split()[-1], []).append(f"`{other}`")
        said = "; ".join(f"{word} than {', '.join(by[word])}" for word in ("better", "worse") if word in by)
        undecided = f"not told apart from {', '.join(by['open'])}" if "open" in by else ""
        print(f"- `{ours}`, {MEASURES[m]}: {'; '.join(part for part in (said, undecided) if part)}.")


def table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("|---" + "|--:" * (len(head) - 1) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def publish(results, before=None):
    kept, left_out = read(results, "evaluation")
    rankings = list(next(iter(kept.values()))[0])
    runs = sum(len(runs) for runs in kept.values())
    fixes = sum(int(run["random"]["counted_fixes"]) for all_runs in kept.values() for run in all_runs)
    made_for = list(zip(OURS, (list(MEASURES)[:2], list(MEASURES)[2:])))
    print(HEAD.format(repositories=len(kept), runs=runs, fixes=fixes, tuning=", ".join(repositories("tuning"))))
    print("## In short\n\nEach score on the two measures that it is made for:\n")
    for ours, wanted in made_for:
        verdicts(kept, rankings, ours, wanted)
    print("\n## All lists\n\nMean over repositories; in bold the best of a column.\n")
    means = {ranking: {m: mean(values(kept, ranking, m)) for m in MEASURES} for ranking in rankings}
    best = {m: max(row[m] for row in means.values()) for m in MEASURES}
    cell = lambda m, value: f"**{shown(m, value)}**" if value == best[m] else shown(m, value)
    table(["list", *MEASURES.values()], [[f"`{r}`", *(cell(m, means[r][m]) for m in MEASURES)] for r in rankings])
    for ours in OURS:
        print(f"## `{ours}` against each list\n")
        print("Mean difference with its 95 % interval, in percentage points (Popt: in units of one).\n")
        rows = []
        if before:
            old, _ = read(before, "evaluation")
            if list(old) != list(kept):
                sys.exit("both results must hold the same repositories")
            old = {m: values(old, ours, m) for m in MEASURES}
            rows.append([f"`{ours}` as it was", *(compare(values(kept, ours, m), old[m], m) for m in MEASURES)])
        for other in rankings:
            if other != ours:
                compared = [compare(values(kept, ours, m), values(kept, other, m), m) for m in MEASURES]
                rows.append([f"`{other}`", *compared])
        table(["list", *MEASURES.values()], rows)
    print("## Each repository\n\nFor its own question each list of the product beside the best of the other seven, which is chosen")
    print("afterwards and for each cell: nobody can know it in advance. In bold where the product's list is behind it.\n")
    others = [ranking for ranking in rankings if ranking not in OURS]
    rows = []
    for repository, all_runs in kept.items():
        one = {repository: all_runs}
        row = [repository, ", ".join(run["random"]["counted_fixes"] for run in all_runs), all_runs[0]["random"]["files"]]
        for ours, wanted in made_for:
            for m in wanted:
                mine = values(one, ours, m)[0]
                most, name = max((values(one, other, m)[0], other) for other in others)
                text = f"{shown(m, mine)}, {shown(m, most)} `{name}`"
                row.append(f"**{text}**" if mine < most else text)
        rows.append(row)
    head = [f"`{ours}`: {MEASURES[m]}" for ours, wanted in made_for for m in wanted]
    table(["repository", "fixes", "files", *head], rows)
    print("## Left out\n")
    for repository, cut, reason in left_out:
        print(f"- {repository}, {cut} months before HEAD: {reason}")


HEAD = """# Back-test of the two scores

Published by `bench/backtest.py`, losses included; not edited by hand. Definitions: [backtest.md](../backtest.md).

Asked of {repositories} public repositories with {runs} cut-offs (12 and 24 months before HEAD where history allows, horizon 12
months) and {fixes} fixes: does the list find the fixes that follow? None of them was looked at while the formulas were chosen;
that was done on {tuning}.
Both sets were written down before they were measured (`bench/backtest.toml`; of the tuning set one was).

Taken on 2026-11-26 with the commit that changed the scores; versions that sort files into other kinds or follow them further
back give other figures. "As it was" is the formula of the commit before, over the same facts.

Each repository weighs the same: its value is the mean over its cut-offs. Intervals are the middle 95 % of 10,000 resamples of
repositories (paired bootstrap, fixed seed); "better" and "worse" say that the interval excludes zero, "open" that it does not.
Many comparisons stand side by side and are not corrected for their number: a single narrow "better" or "worse" can be chance.

```console
$ python3 bench/backtest.py collect quarterdeck clones evaluation results
$ python3 bench/backtest.py publish results results-before > docs/reference/truth/backtest.md
```
"""


if __name__ == "__main__":
    {"collect": collect, "publish": publish}[sys.argv[1]](*sys.argv[2:])
