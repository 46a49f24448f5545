//! A real parser process: this program starts itself with `serve` and asks it.

use quarterdeck_source::{InProcess, Parser, ParserProcess, serve};
use std::process::Command;

fn main() {
    if std::env::args().nth(1).as_deref() == Some("serve") {
        assert_eq!(std::env::vars_os().count(), 0, "the environment is empty");
        return serve(std::io::stdin().lock(), std::io::stdout().lock()).expect("good frames");
    }
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.arg("serve");
    let mut process = ParserProcess::spawn(command).expect("this program starts");
    for (language, source) in [
        ("Java", "class A { int f(int a) { return a > 0 ? 1 : f(a); } }"),
        ("Go", "package a\nimport \"fmt\"\nfunc F() { fmt.Println() }\n"),
        ("Python", "def f(:\n  pass\n"),
        ("Klingon", ""),
    ] {
        let bytes = source.as_bytes();
        assert_eq!(process.parse(language, bytes), InProcess.parse(language, bytes), "{language}");
    }
}
