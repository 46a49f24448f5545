//! Running the program: a machine with a cache folder of its own, and what one run answered.

use quarterdeck_testkit::{CommitRecipe, Recipe, TestRepository};
use serde_json::Value;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_quarterdeck");

/// The day against which tests measure ages when two runs are compared.
pub(crate) const AS_OF: &str = "--as-of=2024-06-30";

/// Somebody's machine: an empty home and an empty cache folder, gone when dropped.
pub(crate) struct Machine {
    folder: TempDir,
}

impl Machine {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::Builder::new().prefix("quarterdeck-it-").tempdir().unwrap() }
    }

    /// A path on this machine where nothing is yet.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Where the program keeps what it knows.
    pub(crate) fn cache(&self) -> PathBuf {
        self.path("cache")
    }

    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("HOME", self.folder.path()).env("XDG_CACHE_HOME", self.cache());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("RUST_BACKTRACE", "1");
        command.current_dir(self.folder.path());
        command
    }

    /// Runs the program with its output caught.
    pub(crate) fn run<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Answer {
        let mut command = self.command(PROGRAM);
        command.args(arguments).stdin(Stdio::null());
        Answer::of(command.output().unwrap(), format!("{command:?}"))
    }

    /// Runs a line of shell in which `$Q` is the program and `$R` the repository.
    pub(crate) fn shell(&self, line: &str, repository: &Path) -> Answer {
        let mut command = self.command("sh");
        command.args(["-c", line]).env("Q", PROGRAM).env("R", repository).stdin(Stdio::null());
        Answer::of(command.output().unwrap(), line.to_owned())
    }

    /// `audit` with more arguments; must succeed. `audit.json` as printed.
    pub(crate) fn audit(&self, repository: &Path, more: &[&str]) -> Value {
        self.run(&with(repository, "audit", &[&["--format=json"], more].concat())).json()
    }

    /// The rows of one level of `facts`; must succeed.
    pub(crate) fn facts(&self, repository: &Path, level: &str, more: &[&str]) -> Vec<Row> {
        rows(&self.run(&with(repository, "facts", &[&["--level", level], more].concat())).done().stdout)
    }

    /// Forgets finished answers and nothing else: the next run reads through the cache.
    pub(crate) fn forget_answers(&self) {
        std::fs::remove_dir_all(self.cache().join("quarterdeck/facts-answers-local")).ok();
    }

    /// The files that `--out` writes, in the order of their names; never an answer that was kept.
    pub(crate) fn files(&self, repository: &Path, more: &[&str]) -> [Vec<u8>; FILES.len()] {
        self.forget_answers();
        self.files_or_kept(repository, more)
    }

    /// As [`Machine::files`], and a kept answer is one.
    pub(crate) fn files_or_kept(&self, repository: &Path, more: &[&str]) -> [Vec<u8>; FILES.len()] {
        let out = tempfile::tempdir_in(self.folder.path()).unwrap();
        let folder = format!("--out={}", out.path().display());
        self.run(&with(repository, "audit", &[&[folder.as_str()], more].concat())).done();
        FILES.map(|name| std::fs::read(out.path().join(name)).unwrap())
    }
}

/// What `--out` writes.
pub(crate) const FILES: [&str; 13] = [
    "architecture.drawio",
    "architecture.mmd",
    "audit.html",
    "audit.json",
    "audit.sarif",
    "components.csv",
    "dependencies.csv",
    "facts.csv",
    "findings.csv",
    "functions.csv",
    "gl-code-quality.json",
    "pairs.csv",
    "summary.md",
];

/// One row of `facts` by column.
pub(crate) type Row = BTreeMap<String, String>;

pub(crate) fn rows(csv: &[u8]) -> Vec<Row> {
    csv::Reader::from_reader(csv).deserialize().map(Result::unwrap).collect()
}

/// The command line `<command> <repository> <more>...`.
pub(crate) fn with<'a>(repository: &'a Path, command: &'a str, more: &'a [&'a str]) -> Vec<&'a OsStr> {
    let start = [OsStr::new(command), repository.as_os_str()];
    start.into_iter().chain(more.iter().map(OsStr::new)).collect()
}

/// What one run came to.
pub(crate) struct Answer {
    /// Exit code; `None` when a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
    what: String,
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let stdout: String = self.text().chars().take(500).collect();
        writeln!(out, "{}\nexit code {:?}\nstdout {stdout:?}\nstderr {:?}", self.what, self.code, self.stderr)
    }
}

impl Answer {
    pub(crate) fn of(output: Output, what: String) -> Self {
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        let answer = Self { code: output.status.code(), stdout: output.stdout, stderr, what };
        assert!(!answer.stderr.contains("panicked") && !answer.stderr.contains("backtrace"), "{answer:?}");
        answer
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.stdout).into_owned()
    }

    /// It succeeded and had nothing to say beside its data.
    pub(crate) fn done(&self) -> &Self {
        assert_eq!((self.code, self.stderr.as_str()), (Some(0), ""), "{}", self.what);
        self
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.done().stdout).unwrap_or_else(|error| panic!("{}: {error}", self.what))
    }

    /// It refused with this code and one sentence that holds `part`, and printed no data.
    pub(crate) fn refused(&self, code: i32, part: &str) {
        let one_line = self.stderr.trim_end().lines().count() == 1 && self.stderr.starts_with("error: ");
        assert_eq!(self.code, Some(code), "{self:?}");
        assert!(self.stdout.is_empty() && one_line && self.stderr.contains(part), "wanted {part:?}: {self:?}");
    }

    /// The command line was not understood: the reason, then how to get help.
    pub(crate) fn misused(&self, part: &str) {
        assert!(self.code == Some(2) && self.stdout.is_empty() && self.stderr.contains(part), "{part:?}: {self:?}");
    }
}

/// Count of each kind of gap. That the recipes' commits are older than the bundled knowledge is told of each of them and
/// left out here.
pub(crate) fn gaps(audit: &Value) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for gap in audit["gaps"].as_array().unwrap() {
        if gap["kind"] == "old-head" {
            continue;
        }
        *counts.entry(gap["kind"].as_str().unwrap().to_owned()).or_insert(0) += gap["count"].as_u64().unwrap();
    }
    counts
}

/// The rows of one column, by path.
pub(crate) fn by_path(rows: &[Row], column: &str) -> BTreeMap<String, String> {
    rows.iter().map(|row| (row["path"].clone(), row[column].clone())).collect()
}

/// One of the files that `--out` wrote, by its name.
pub(crate) fn file<'a>(files: &'a [Vec<u8>], name: &str) -> &'a [u8] {
    &files[FILES.iter().position(|known| *known == name).unwrap()]
}

/// Says where two outputs part, not what they hold: they are long.
pub(crate) fn assert_same(what: &str, first: &[u8], second: &[u8]) {
    if first == second {
        return;
    }
    let (a, b) = (String::from_utf8_lossy(first), String::from_utf8_lossy(second));
    let apart = a.lines().zip(b.lines()).find(|(a, b)| a != b);
    panic!("{what}: {} and {} bytes, apart at {apart:#?}", first.len(), second.len());
}

pub(crate) fn assert_same_files(what: &str, first: &[Vec<u8>], second: &[Vec<u8>]) {
    for (at, name) in FILES.iter().enumerate() {
        assert_same(&format!("{what}: {name}"), &first[at], &second[at]);
    }
}

/// Runs a command with bytes on its standard input.
pub(crate) fn feed(mut command: Command, input: &[u8]) -> Answer {
    let what = format!("{command:?}");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        // The program may stop reading before it has seen everything.
        scope.spawn(move || stdin.write_all(input).ok());
        child.wait_with_output().unwrap()
    });
    Answer::of(output, what)
}

/// Nothing to change in a commit.
pub(crate) fn nothing(commit: &mut CommitRecipe) -> &mut CommitRecipe {
    commit
}

/// One commit with one file.
pub(crate) fn one_file(path: impl AsRef<[u8]>, content: impl AsRef<[u8]>) -> Recipe {
    Recipe::new().commit("add", |c| c.write(path, content))
}

/// A small shop in four languages with people, branches, tags, a pipeline and dependencies: something for every room.
pub(crate) fn shop() -> Recipe {
    let people = [("Ann Lee", "ann@shop.example"), ("Bob Ray", "bob@shop.example"), ("Cy Day", "cy@home.example")];
    let function = |name: &str, turns: usize| {
        let body: String =
            (0..turns).map(|turn| format!("  if (x > {turn}) {{ y += f{turn}(x); }} else {{ y -= 1; }}\n")).collect();
        format!("export function {name}(x) {{\n  let y = 0;\n{body}  return y;\n}}\n")
    };
    Recipe::new()
        .commit("start", |c| {
            c.write("README.md", "# Shop\n").write("src/cart.js", function("cart", 3)).write(".gitignore", "out/\n")
        })
        .commit("feat: prices", |c| {
            c.author("Bob Ray", "bob@shop.example").write(
                "src/price.js",
                format!("import {{ cart }} from './cart.js';\n{}", function("price", 9)),
            );
            c.write("package.json", "{\"name\":\"shop\",\"dependencies\":{\"left-pad\":\"^1.3.0\"}}\n")
        })
        .tag("v1")
        .commit("add the stock service", |c| {
            c.write("stock/app.py", "import os\nfrom .db import get\n\ndef main(x):\n    if x:\n        return get(x)\n")
                .write("stock/db.py", "def get(x):\n    # TODO: ask the database\n    return x\n")
                .write("stock/requirements.txt", "flask==2.0.1\nrequests\n")
        })
        .annotated_tag("v2", "second")
        .branch("feature")
        .commit("feature work", |c| c.author("Cy Day", "cy@home.example").write("src/cart.js", function("cart", 5)))
        .switch("main")
        .commit("ci", |c| {
            c.write(
                ".github/workflows/ci.yml",
                "on: [push]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: npm test\n",
            )
            .write("Dockerfile", "FROM node:latest\nCMD [\"node\"]\n")
        })
        .merge("feature", "merge feature", nothing)
        .commits(12, |number, c| {
            let (name, email) = people[number % 3];
            c.author(name, email).write("src/price.js", function("price", 9 + number));
            c.message(if number % 4 == 0 { "fix: wrong total (#12)" } else { "change prices" });
            if number % 2 == 0 {
                c.write("src/cart.js", function("cart", 6 + number));
            }
            if number == 7 {
                c.rename("stock/db.py", "stock/store.py").write("stock/copy.js", function("price", 16));
            }
        })
}

/// The shop, built.
pub(crate) fn built_shop() -> TestRepository {
    shop().build()
}
