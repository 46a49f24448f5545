#!/usr/bin/env python3
"""Audits public projects of known reputation and says which of the pairs in grades.toml hold.

usage: grades.py <quarterdeck> <folder with owner+name/repo or owner/name> [--set calibrate|confirm] [--json FILE]

A pair holds when both have a grade in the dimension and the better one scores more; it is open when one has no grade.
Needs python3 (3.11 or later) and full clones.
"""
import argparse
import json
import pathlib
import subprocess
import tempfile
import tomllib

DIMENSIONS = ["architecture", "debt", "process", "security", "team"]


def clone(folder, project):
    owner, name = project.split("/")
    for candidate in (folder / f"{owner}+{name}" / "repo", folder / owner / name, folder / name):
        if candidate.exists():
            return candidate
    return None


def audit(program, path, project):
    with tempfile.TemporaryDirectory() as out:
        command = [program, "audit", str(path), "--name", project.split("/")[1], "--out", out]
        subprocess.run(command, capture_output=True, check=True)
        return json.loads(pathlib.Path(out, "audit.json").read_text())


def cell(dimension):
    grade, share = dimension["grade"], dimension["coverage"]["share"]
    letter = f"{grade['letter']} {grade['score']:.0f}" if grade.get("letter") else "-"
    return f"{letter} ({100 * share:.0f} %)"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--set", choices=["calibrate", "confirm"], default="calibrate")
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args()
    data = tomllib.loads(pathlib.Path(__file__).with_name("grades.toml").read_text())
    audits = {}
    for project in data[options.set]:
        path = clone(options.folder, project)
        if path is None:
            print(f"{project}: no clone in {options.folder}, left out")
            continue
        audits[project] = audit(options.program, path, project)
    dimensions = {project: {d["id"]: d for d in one["dimensions"]} for project, one in audits.items()}
    print("| project | commit | " + " | ".join(DIMENSIONS) + " | findings |")
    print("|---|---|" + "---|" * len(DIMENSIONS) + "--:|")
    for project, one in audits.items():
        cells = " | ".join(cell(dimensions[project][d]) for d in DIMENSIONS)
        print(f"| {project} | {one['repositories'][0]['commit'][:8]} | {cells} | {len(one['findings'])} |")
    print()
    held = counted = 0
    for pair in data["pair"]:
        better, worse, dimension = pair["better"], pair["worse"], pair["dimension"]
        if better not in audits or worse not in audits:
            continue
        a, b = (dimensions[project][dimension]["grade"].get("score") for project in (better, worse))
        verdict = "open" if a is None or b is None else "holds" if a > b else "fails"
        counted += 1
        held += verdict == "holds"
        print(f"| {dimension} | {better} {'-' if a is None else a} | {worse} {'-' if b is None else b} | {verdict} |")
    print(f"\n{held} of {counted} pairs hold")
    if options.json:
        options.json.write_text(json.dumps({p: {d: g['grade'] for d, g in v.items()} for p, v in dimensions.items()}))


if __name__ == "__main__":
    main()
