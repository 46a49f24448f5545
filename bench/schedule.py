#!/usr/bin/env python3
"""Schedules the public MS-RCPSP benchmark (iMOPSE, set d36) and publishes how far from the best the schedules can be.

usage: schedule.py run <quarterdeck> <folder of .def files> <folder of results>
       schedule.py reference <folder of .def files> <folder of results> [<seconds>]     (needs the Python package ortools)
       schedule.py publish <folder of .def files> <folder of results> > docs/reference/truth/schedule.md

The instances: github.com/imopse/iMOPSE, configurations/problems/MSRCPSP/d36; they are not part of this repository. `run`
converts each and solves it with the default number of plans, with --seconds 0.5 and with --seconds 10. `reference` gives
the same instances to a constraint solver (OR-Tools CP-SAT, two workers). What the example what_if of the room prints goes
into what_if.txt of the results. Needs python3 only.
"""
import json
import pathlib
import subprocess
import sys
import time

RUNS = {"0.5s": ["--seconds", "0.5"], "10s": ["--seconds", "10"], "default": []}


def convert(text):
    """A .def file as a problem. Its levels start at 0, ours at 1; durations are whole hours at speed 1."""
    people, tasks, part = [], [], None
    for line in text.splitlines():
        words = line.split()
        if not words:
            continue
        if words[0].startswith("====="):
            part = None if part == "tasks" else part
        elif words[0] in ("ResourceID", "TaskID"):
            part = {"ResourceID": "people", "TaskID": "tasks"}[words[0]]
        elif part == "people":
            levels = zip(words[2::2], words[3::2], strict=True)
            skills = {skill.rstrip(":"): int(level) + 1 for skill, level in levels}
            people.append({"id": words[0], "cost_per_slot": float(words[1]), "skills": skills})
        elif part == "tasks":
            skill, level = words[2].rstrip(":"), int(words[3]) + 1
            task = {"id": words[0], "effort": int(words[1]), "skill": skill, "level": level, "after": words[4:]}
            tasks.append(task)
    if f"Tasks: {len(tasks)}" not in text or f"Resources: {len(people)}" not in text:
        raise ValueError("the counts of the file's head do not agree with its rows")
    return {"slot": "hour", "people": people, "tasks": tasks}


def instances(folder):
    files = sorted(pathlib.Path(folder).glob("*.def"))
    return {file.stem: convert(file.read_text(encoding="ascii", errors="replace")) for file in files}


def run(program, folder, results):
    results = pathlib.Path(results)
    results.mkdir(parents=True, exist_ok=True)
    for name, problem in instances(folder).items():
        file = results / f"{name}.problem.json"
        file.write_text(json.dumps(problem))
        for kind, more in RUNS.items():
            command = [program, "plan", "solve", str(file), "--objective", "makespan", "--format", "json", *more]
            start = time.monotonic()
            done = subprocess.run(command, capture_output=True, check=True)
            answer = json.loads(done.stdout)
            answer["wall_seconds"] = time.monotonic() - start
            check(problem, answer)
            (results / f"{name}.{kind}.json").write_text(json.dumps(answer))
        print(name, answer["makespan"], flush=True)


def check(problem, answer):
    """That the schedule is one, by the rules of the benchmark and by other code than the product's."""
    tasks = {task["id"]: task for task in problem["tasks"]}
    skills = {person["id"]: person["skills"] for person in problem["people"]}
    placed = {row["id"]: row for row in answer["tasks"]}
    assert placed.keys() == tasks.keys() and not answer["unscheduled"]
    busy = {}
    for row in answer["tasks"]:
        task = tasks[row["id"]]
        assert row["end"] - row["start"] == task["effort"]
        assert skills[row["person"]].get(task["skill"], 0) >= task["level"]
        assert all(placed[other]["end"] <= row["start"] for other in task["after"])
        for start, end in busy.setdefault(row["person"], []):
            assert row["end"] <= start or end <= row["start"]
        busy[row["person"]].append((row["start"], row["end"]))
    assert max(row["end"] for row in answer["tasks"]) == answer["makespan"]


def reference(folder, results, seconds="60"):
    from ortools.sat.python import cp_model

    for name, problem in instances(folder).items():
        model = cp_model.CpModel()
        horizon = sum(task["effort"] for task in problem["tasks"])
        makespan = model.new_int_var(0, horizon, "makespan")
        ends, by_person = {}, {person["id"]: [] for person in problem["people"]}
        starts = {}
        for task in problem["tasks"]:
            start = starts[task["id"]] = model.new_int_var(0, horizon, "")
            end = ends[task["id"]] = start + task["effort"]
            model.add(end <= makespan)
            chosen = []
            for person in problem["people"]:
                if person["skills"].get(task["skill"], 0) >= task["level"]:
                    does = model.new_bool_var("")
                    chosen.append(does)
                    interval = model.new_optional_fixed_size_interval_var(start, task["effort"], does, "")
                    by_person[person["id"]].append(interval)
            model.add_exactly_one(chosen)
        for task in problem["tasks"]:
            for other in task["after"]:
                model.add(ends[other] <= starts[task["id"]])
        for intervals in by_person.values():
            model.add_no_overlap(intervals)
        model.minimize(makespan)
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = float(seconds)
        solver.parameters.num_workers = 2
        status = solver.solve(model)
        found = int(solver.objective_value) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None
        answer = {"makespan": found, "bound": int(solver.best_objective_bound), "seconds": float(seconds)}
        (pathlib.Path(results) / f"{name}.reference.json").write_text(json.dumps(answer))
        print(name, answer, flush=True)


def publish(folder, results):
    rows = []
    for name, problem in instances(folder).items():
        read = lambda kind: json.loads((pathlib.Path(results) / f"{name}.{kind}.json").read_text())
        answers = {kind: read(kind) for kind in RUNS}
        other = pathlib.Path(results) / f"{name}.reference.json"
        other = json.loads(other.read_text()) if other.exists() else {"makespan": None, "bound": 0}
        bound = max(answers["default"]["bound"]["value"], other["bound"])
        known = min(filter(None, [other["makespan"], *(answer["makespan"] for answer in answers.values())]))
        rows.append((name, problem, answers, other, bound, known))
    print(PAGE_HEAD)
    print("| instance | tasks | people | bound | CP-SAT | best | 0.5 s | above best | 10 s | above best | default | above bound |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    above = {kind: [] for kind in [*RUNS, "bound"]}
    for name, problem, answers, other, bound, known in rows:
        cells = [name, len(problem["tasks"]), len(problem["people"]), f"{bound:.0f}", other["makespan"] or "none", known]
        for kind in RUNS:
            value = answers[kind]["makespan"]
            gap = 100 * (value - known) / known
            above[kind].append(gap)
            if kind == "default":
                gap = 100 * (value - bound) / bound
                above["bound"].append(gap)
            cells += [value, f"{gap:.1f} %"]
        print("| " + " | ".join(str(cell) for cell in cells) + " |")
    print()
    for kind, what in [("0.5s", "0.5 s, above the best"), ("10s", "10 s, above the best"), ("default", "default number of plans, above the best"), ("bound", "default number of plans, above the bound")]:
        gaps = above[kind]
        print(f"- {what}: mean {sum(gaps) / len(gaps):.2f} %, worst {max(gaps):.1f} %.")
    compared = [row for row in rows if row[3]["makespan"]]
    ours = lambda row: row[2]["10s"]["makespan"]
    less = sum(ours(row) < row[3]["makespan"] for row in compared)
    more = sum(ours(row) > row[3]["makespan"] for row in compared)
    if compared:
        seconds = compared[0][3]["seconds"]
        print(f"- Against CP-SAT with {seconds:.0f} s: ours of 10 s is shorter on {less}, longer on {more}, the same on {len(compared) - less - more} of {len(compared)}.")
    proven = sum(ours(row) <= row[4] for row in rows)
    print(f"- Proven best (equal to the bound) within 10 s: {proven} of {len(rows)}.")
    default = sorted(row[2]["default"]["wall_seconds"] for row in rows)
    middle = default[len(default) // 2]
    print(f"- The default number of plans took {middle:.2f} s in the middle and {default[-1]:.2f} s at most.")
    what_if = pathlib.Path(results) / "what_if.txt"
    if what_if.exists():
        print(WHAT_IF.format(printed=what_if.read_text().strip()))


WHAT_IF = """
## What-ifs

A roadmap of 60 tasks and 12 people with calendars, reviews, deadlines and budgets is changed in 40 ways, and each is solved
from the schedule before: `cargo run --release -p quarterdeck-schedule --example what_if` printed

```text
{printed}
```

## What this does not show

The benchmark has neither calendars, speeds, reviews, deadlines nor budgets, and its objective is the makespan. For `value`
the bound is weaker: how good those schedules are is known only from small problems whose best is found by trying everything
(`crates/schedule/tests/it/optimum.rs`). With tight budgets it is weaker still, and nothing independent was compared."""

PAGE_HEAD = """# Schedules against a public benchmark

Made by `bench/schedule.py` from the release build, on two cores that other work shared; runs by the clock depend on the
machine, the default number of plans does not.

**Instances**: the 36 of set d36 of iMOPSE (Myszkowski, Skowronski, Olech, Oslizlo: Hybrid Ant Colony Optimization in solving
Multi-Skill Resource-Constrained Project Scheduling Problem, Soft Computing 2015, doi 10.1007/s00500-014-1455-x;
github.com/imopse/iMOPSE): about 100 and 200 tasks, 5 to 40 people with 6 skills each at three levels, whole hours. The
objective is the makespan. Each schedule is checked by the script itself.

**Bound**: no schedule can be shorter; the larger of the product's and the constraint solver's. **CP-SAT**: what OR-Tools 9.15
finds with two workers in the plain model (an interval for each person who can do the task) on the same machine; somebody
who tunes it will find more. **Best**: the shortest found by anything here. Tables of publications are not used: the bound is
proven, and no best known result can be below it, so the distance to the bound is at least the distance to any of them.
"""

if __name__ == "__main__":
    commands = {"run": run, "reference": reference, "publish": publish}
    if len(sys.argv) < 2 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]](*sys.argv[2:])
