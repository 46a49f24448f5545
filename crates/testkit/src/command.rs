//! The one place that runs `git`: no configuration, no hooks, no clock and no identity of the machine comes in.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Settings given on every command line, so that nothing in the repository or on the machine can change them.
const SETTINGS: &[&str] = &[
    "core.hooksPath=/dev/null",
    "core.autocrlf=false",
    "core.quotePath=true",
    "protocol.file.allow=always",
    "init.defaultBranch=main",
    "gc.auto=0",
    "maintenance.auto=false",
    "commit.gpgsign=false",
    "tag.gpgsign=false",
    "advice.detachedHead=false",
];

/// Runs git in `folder` with `input` on its standard input; the answer is standard output, the error standard error.
pub(crate) fn git(folder: &Path, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, String> {
    let mut command = Command::new("git");
    command.env_clear();
    if let Some(path) = std::env::var_os("PATH") {
        command.env("PATH", path);
    }
    let home = std::env::temp_dir();
    for (name, value) in [
        ("GIT_CONFIG_NOSYSTEM", "1"),
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_TERMINAL_PROMPT", "0"),
        ("GIT_AUTHOR_NAME", "Ann"),
        ("GIT_AUTHOR_EMAIL", "ann@example.org"),
        ("GIT_AUTHOR_DATE", "1704067200 +0000"),
        ("GIT_COMMITTER_NAME", "Ann"),
        ("GIT_COMMITTER_EMAIL", "ann@example.org"),
        ("GIT_COMMITTER_DATE", "1704067200 +0000"),
        ("LC_ALL", "C"),
        ("TZ", "UTC"),
    ] {
        command.env(name, value);
    }
    // A folder above the temporary folder may be a repository; git must not find it.
    command.env("HOME", &home).env("GIT_CEILING_DIRECTORIES", &home);
    for setting in SETTINGS {
        command.args(["-c", setting]);
    }
    command.args(arguments).current_dir(folder);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("git is on the PATH");
    let mut stdin = child.stdin.take().expect("stdin was asked for as a pipe");
    // Written from a thread of its own: git may answer before it has read everything.
    let output = std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input));
        child.wait_with_output().expect("git was started and can be waited for")
    });
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(format!("git {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr).trim_end()))
    }
}
