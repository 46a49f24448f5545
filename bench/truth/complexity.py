#!/usr/bin/env python3
"""Compares our cyclomatic complexity with lizard's, function by function.

    pip install lizard==1.24.3
    cargo build -p quarterdeck-source --example functions
    bench/truth/complexity.py <examples/functions binary> <language> <folder> [--sample 1500] [--show 40] [--rule lizard]

With `--rule lizard` our figure follows lizard's decisions on C# (no `foreach`, one for the question mark of a type).

Files are sorted by path; with more than --sample of them, evenly spaced ones are taken. Files with a line above 1,000
bytes are left out as minified. A function matches when file and last part of the name are equal and the start lines
differ by at most one. Functions without a name are not compared. lizard stops on some files; those are counted and
left out.

Where the two differ, a third figure decides: the decision tokens that lizard's own tokenizer finds in the lines of the
function, without the lines of functions inside, plus `foreach` and without `?` after a type in C#, without `?` before a
type in PHP, plus `unless` in Ruby. In Rust it is lizard's figure less the tokens `where`, `||` of closures and `?` of
`?Sized`, which it counts as decisions. `tokens agree with ours` means that lizard's reader lost or added tokens that its
tokenizer saw.
"""
import argparse
import collections
import csv
import io
import os
import re
import subprocess
import sys
import tempfile

import lizard_languages

EXTENSIONS = {
    "java": "java", "csharp": "cs", "php": "php", "python": "py", "javascript": "js", "typescript": "ts", "tsx": "tsx",
    "go": "go", "ruby": "rb", "lua": "lua", "swift": "swift", "rust": "rs", "c": "c", "cpp": "cc,cpp,cxx,h,hpp,hh",
    "kotlin": "kt", "scala": "scala", "vue": "vue",
}
# Decisions that lizard's tokenizer sees and lizard does not count.
ALSO = {"csharp": {"foreach"}, "ruby": {"unless"}}
BATCH = 50
MINIFIED_LINE_BYTES = 1000


def list_files(folder, language, sample):
    found = []
    for base, folders, names in os.walk(folder):
        folders.sort()
        for name in names:
            path = os.path.join(base, name)
            wanted = name.endswith(tuple("." + end for end in EXTENSIONS[language].split(","))) and not os.path.islink(path)
            if wanted and os.path.isfile(path) and not is_minified(path):
                found.append(path)
    found.sort()
    if len(found) <= sample:
        return found
    return [found[index * len(found) // sample] for index in range(sample)]


def is_minified(path):
    with open(path, "rb") as file:
        return any(len(line) > MINIFIED_LINE_BYTES for line in file)


def lizard(paths, language):
    """Rows of lizard and the files on which it stopped."""
    rows, failed = [], []
    for start in range(0, len(paths), BATCH):
        batch = paths[start:start + BATCH]
        output = run_lizard(batch, language)
        if output is not None:
            rows += output
            continue
        for path in batch:
            output = run_lizard([path], language)
            if output is None:
                failed.append(path)
            else:
                rows += output
    return rows, failed


def run_lizard(paths, language):
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as listing:
        listing.write("\n".join(paths) + "\n")
        listing.flush()
        done = subprocess.run(
            ["lizard", "--csv", "-l", language, "-i", "-1", "-f", listing.name], capture_output=True, text=True)
    if "Traceback" in done.stderr:
        return None
    rows = []
    for row in csv.reader(io.StringIO(done.stdout)):
        if len(row) >= 11 and row[1].isdigit():
            rows.append((row[6], row[7], int(row[9]), int(row[1])))
    return rows


def decisions(path, language):
    """Decision tokens by line, as lizard's tokenizer sees them."""
    reader = lizard_languages.get_reader_for(path)
    with open(path, encoding="utf-8", errors="replace") as file:
        source = file.read()
    conditions = reader._build_conditions() | ALSO.get(language, set())
    by_line, line = collections.Counter(), 1
    tokens = [token for token in reader.generate_tokens(source)]
    for index, token in enumerate(tokens):
        marks = token == "?" or language in ("swift", "scala")
        if token in conditions and not (marks and is_type_mark(tokens, index, language)):
            by_line[line] += 1
        line += token.count("\n")
    return by_line


def no_decisions(path):
    """Tokens that lizard counts in Rust although they decide nothing: `where`, `||` of a closure, `?Sized`."""
    with open(path, encoding="utf-8", errors="replace") as file:
        source = file.read()
    by_line, line, before = collections.Counter(), 1, ""
    tokens = list(lizard_languages.get_reader_for(path).generate_tokens(source))
    for token, after in zip(tokens, tokens[1:] + [""]):
        operand = re.match(r"[\w)\]}\"'?]", before[-1:]) and before not in ("move", "return", "in")
        if token == "where" or (token == "||" and not operand) or (token == "?" and after == "Sized"):
            by_line[line] += 1
        line += token.count("\n")
        before = before if token.isspace() else token
    return by_line


def is_no_scala_decision(tokens, index):
    """The first `case` of a block (of `catch` all count, and `catch` does not), `case class`, `do` beside its `while`."""
    words = [token for token in tokens[max(0, index - 12):index] if not token.isspace() and not token.startswith(("//", "/*"))]
    after = [token for token in tokens[index + 1:index + 4] if not token.isspace()][:1]
    first = words[-1:] == ["{"] and words[-2:-1] != ["catch"]
    return tokens[index] in ("catch", "do") or (tokens[index] == "case" and (first or after in (["class"], ["object"])))


def is_type_mark(tokens, index, language):
    """`string? x` in C#, `?string $x` in PHP; a ternary has blanks around its question mark. In Swift `x?.y`, labels of
    arguments (`for task:`), and the pattern of `if case`."""
    if language == "csharp":
        return index > 0 and not tokens[index - 1].isspace() and tokens[index + 1:index + 2] != ["."]
    if language == "swift":
        before = [before for before in tokens[max(0, index - 9):index] if not before.isspace()][-1:]
        is_label = token_is_word(tokens[index]) and before and before[0] in ("(", ",")
        is_pattern = tokens[index] == "case" and before and before[0] in ("if", "guard", "while", "for", ",")
        return bool(getattr(tokens[index], "is_optional", False) or is_label or is_pattern)
    if language == "scala":
        return is_no_scala_decision(tokens, index)
    if language == "php":
        return index + 1 < len(tokens) and not tokens[index + 1].isspace()
    return False


def token_is_word(token):
    return token[:1].isalpha()


def own_tokens(by_line, start, end, rows):
    """Decision tokens in the lines from start to end that no function inside has."""
    inside = [(row[0], row[3]) for row in rows if start < row[0] and row[3] <= end]
    return 1 + sum(
        count for line, count in by_line.items()
        if start <= line <= end and not any(first <= line <= last for first, last in inside))


def last_part(name):
    operator = re.search(r"\boperator\b.*", name)
    if operator:
        return operator[0].replace(" ", "")
    return re.split(r"::|[.:]", re.sub(r"<.*>$", "", name))[-1].strip()


def is_named(name):
    part = last_part(name)
    return bool(part) and "anonymous" not in part and not part.startswith(("(", "*global*"))


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("binary")
    arguments.add_argument("language", choices=sorted(EXTENSIONS))
    arguments.add_argument("folder")
    arguments.add_argument("--sample", type=int, default=1500)
    arguments.add_argument("--show", type=int, default=0)
    arguments.add_argument("--rule", choices=["ours", "lizard"], default="ours")
    arguments = arguments.parse_args()
    paths = list_files(arguments.folder, arguments.language, arguments.sample)
    theirs, failed = lizard(paths, arguments.language)
    rule = ["--rule", "lizard"] if arguments.rule == "lizard" else []
    done = subprocess.run([arguments.binary, *rule], input="\n".join(paths), capture_output=True, text=True, check=True)
    ours, by_path = collections.defaultdict(list), collections.defaultdict(list)
    for row in csv.DictReader(io.StringIO(done.stdout)):
        if row["path"] not in failed:
            function = [int(row["start_line"]), int(row["cyclomatic"]), False, int(row["end_line"])]
            ours[row["path"], last_part(row["name"])].append(function)
            by_path[row["path"]].append(function)
    ours_named = sum(len(rows) for (_, name), rows in ours.items() if is_named(name))
    named = [row for row in theirs if is_named(row[1])]
    matched, equal, agree, different, missing, tokens_of = 0, 0, 0, [], [], {}
    # lizard counts the lines of a Vue file without those outside of its scripts.
    reach = sys.maxsize if arguments.language == "vue" else 1
    for path, name, line, complexity in sorted(named):
        near = [row for row in ours[path, last_part(name)] if not row[2] and abs(row[0] - line) <= reach]
        if not near:
            missing.append((path, line, name, complexity))
            continue
        row = min(near, key=lambda row: abs(row[0] - line))
        row[2] = True
        matched += 1
        if row[1] == complexity:
            equal += 1
        else:
            if arguments.language == "rust":
                by_line = tokens_of.get(path) or tokens_of.setdefault(path, no_decisions(path))
                tokens = complexity + 1 - own_tokens(by_line, row[0], row[3], by_path[path])
            else:
                by_line = tokens_of.get(path) or tokens_of.setdefault(path, decisions(path, arguments.language))
                tokens = own_tokens(by_line, row[0], row[3], by_path[path])
            agree += tokens == row[1]
            different.append((path, line, name, complexity, row[1], tokens))
    share = 100 * equal / matched if matched else 0
    print(f"{arguments.language}: {len(paths)} files, lizard stopped on {len(failed)}; named functions: lizard "
          f"{len(named)}, ours {ours_named}, matched {matched}, equal {equal} ({share:.2f} %), "
          f"different {len(different)} (tokens agree with ours in {agree}), only lizard {len(missing)}")
    for title, rows in (("different (lizard, ours, tokens)", different), ("only lizard", missing)):
        for row in rows[::max(1, len(rows) // arguments.show)] if arguments.show else []:
            print(f"  {title}: {os.path.relpath(row[0], arguments.folder)}:{row[1]} {row[2]} {row[3:]}")
    sys.stderr.write(done.stderr)


main()
