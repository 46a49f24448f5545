//! Repositories made to harm whoever reads them: nothing of theirs runs, and nothing of theirs reaches a terminal or a
//! page as anything but text.

use crate::support::{FILES, Machine, assert_same_files, built_shop, file, gaps, nothing, one_file, shop, with};
use quarterdeck_testkit::{Recipe, TestRepository};
use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

/// Makes a shell script that leaves `marker` when anything runs it.
fn trap(at: &Path, marker: &Path) {
    std::fs::create_dir_all(at.parent().unwrap()).unwrap();
    std::fs::write(at, format!("#!/bin/sh\ntouch {}\ncat\n", marker.display())).unwrap();
    std::fs::set_permissions(at, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn nothing_that_a_repository_configures_is_executed() {
    let machine = Machine::new();
    let (marker, script, include) = (machine.path("marker"), machine.path("trap.sh"), machine.path("more.config"));
    trap(&script, &marker);
    let run = script.display().to_string();
    let every = format!(
        "[core]\n\tfsmonitor = {run}\n\tsshCommand = {run}\n\tpager = {run}\n\teditor = {run}\n\taskPass = {run}\n\tgitProxy = {run}\n\
         [filter \"x\"]\n\tsmudge = {run}\n\tclean = {run}\n\tprocess = {run}\n\trequired = true\n\
         [diff]\n\texternal = {run}\n[diff \"x\"]\n\ttextconv = {run}\n\tcommand = {run}\n[merge \"x\"]\n\tdriver = {run}\n\
         [credential]\n\thelper = !{run}\n[gpg]\n\tprogram = {run}\n[alias]\n\tlog = !{run}\n\tcat-file = !{run}\n\
         [uploadpack]\n\tpackObjectsHook = {run}\n[remote \"origin\"]\n\tuploadpack = {run}\n\tvcs = ext\n"
    );
    std::fs::write(&include, &every).unwrap();
    let include = include.display();
    let recipe = || {
        shop().commit("attributes", |c| {
            c.write(".gitattributes", "* filter=x diff=x merge=x\n*.js text eol=crlf ident\n")
        })
    };
    let expected = machine.files(recipe().build().path(), &[]);
    for (what, config) in [
        ("commands", every.clone()),
        ("hooks path", format!("[core]\n\thooksPath = {}\n", script.parent().unwrap().display())),
        ("work tree", "[core]\n\tworktree = /etc\n".to_owned()),
        ("no work tree", "[core]\n\tbare = true\n".to_owned()),
        ("include", format!("[include]\n\tpath = {include}\n")),
        (
            "includeIf",
            format!(
                "[includeIf \"gitdir:**\"]\n\tpath = {include}\n[includeIf \"onbranch:main\"]\n\tpath = {include}\n\
                 [includeIf \"hasconfig:remote.*.url:**\"]\n\tpath = {include}\n[remote \"origin\"]\n\turl = /x/y\n"
            ),
        ),
        ("extension", "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tworktreeConfig = true\n".to_owned()),
        ("an include of itself", "[include]\n\tpath = config\n".to_owned()),
    ] {
        let repository = recipe().build().with_config(&config);
        // Not asked of git, which would obey the configuration.
        let git_folder = repository.path().join(".git");
        let hooks = git_folder.join("hooks");
        for hook in ["post-checkout", "pre-commit", "post-index-change", "fsmonitor-watchman", "reference-transaction"]
        {
            trap(&hooks.join(hook), &marker);
        }
        std::fs::write(git_folder.join("config.worktree"), &every).unwrap();
        assert_same_files(what, &Machine::new().files(repository.path(), &[]), &expected);
        assert!(!marker.exists(), "{what}: something was executed");
    }
}

#[test]
fn the_environment_does_not_redirect_the_audit() {
    let (machine, repository, other) = (Machine::new(), built_shop(), one_file("other", "x").build());
    let expected = machine.run(&with(repository.path(), "audit", &["--format=json"])).done().stdout.clone();
    let mut command = machine.command(crate::support::PROGRAM);
    command.args(with(repository.path(), "audit", &["--format=json"]));
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_INDEX_FILE"] {
        command.env(name, other.git_folder());
    }
    command.env("GIT_CONFIG_COUNT", "1").env("GIT_CONFIG_KEY_0", "remote.origin.url");
    command.env("GIT_CONFIG_VALUE_0", "https://example.org/a/elsewhere.git").env("GIT_NAMESPACE", "elsewhere");
    assert_eq!(String::from_utf8(command.output().unwrap().stdout).unwrap(), String::from_utf8(expected).unwrap());
}

#[test]
fn links_submodules_and_pointers_are_named_and_not_followed() {
    let machine = Machine::new();
    let secret = machine.path("secret.js");
    std::fs::write(&secret, "function secret() { return 1 }\n").unwrap();
    let target = secret.to_str().unwrap();
    let repository = one_file("a.js", "function a() { return 1 }\n")
        .commit("more", |c| {
            c.symlink("out.js", target).symlink("etc", "/etc").symlink("loop", "loop").symlink("up", "../../../..");
            c.symlink("README.md", "a.js").symlink("package.json", target).symlink(".gitattributes", "/etc/passwd");
            c.symlink(".mailmap", "a.js").submodule_entry("module").lfs_pointer("big.bin")
        })
        .build();
    let found = gaps(&machine.audit(repository.path(), &[]));
    let expected = [("lfs-pointer", 1), ("submodule", 1), ("symlink", 8)].map(|(kind, count)| (kind.to_owned(), count));
    assert_eq!(found, BTreeMap::from(expected));
    let functions = machine.facts(repository.path(), "function", &[]);
    assert_eq!(functions.iter().map(|row| row["name"].as_str()).collect::<Vec<_>>(), ["a"]);
}

/// Text that repaints terminals, breaks out of pages, reorders lines, and is no text at all.
const NASTY: [&[u8]; 11] = [
    b"\x1b[31mred\x1b]0;title\x07.js",
    b"<script>alert(1)</script>.js",
    b"\"><img src=x onerror=alert(1)>.js",
    b"two\nlines\r.js",
    b"bad\xff\xfe.js",
    "exe\u{202e}sj.js".as_bytes(),
    b"-rf.js",
    b"--upload-pack=x.js",
    b"=cmd|' /C calc'!A0.js",
    b"'; rm -rf ~; '.js",
    "c1\u{9b}31m\u{85}.js".as_bytes(),
];

/// A repository in which every name is nasty, and every file worth a finding.
fn nasty() -> TestRepository {
    let code = |number: usize| {
        let branches: String =
            (0..40).map(|i| format!("  if (a && b || c{number}) {{ for (;;) {{ x({i}); }} }}\n")).collect();
        format!("function f{number}(a, b) {{\n{branches}}}\n")
    };
    let mut recipe = Recipe::new();
    for round in 0..12 {
        for (number, name) in NASTY.iter().enumerate() {
            recipe = recipe.commit("x", |c| {
                c.message([b"fix: ", *name].concat()).author(clean(name), clean(name));
                c.write(name, format!("{}// {round}\n", code(number)));
                c.write([b"folder ", *name, b"/", *name].concat(), format!("{}// {round}\n", code(number)))
            });
        }
    }
    recipe.build_bare()
}

/// Without what ends an author line.
fn clean(name: &[u8]) -> Vec<u8> {
    name.iter().copied().filter(|byte| !b"<>\n".contains(byte)).collect()
}

/// True for bytes of a text that a terminal obeys.
fn obeyed(text: &str) -> bool {
    text.chars().any(|c| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c))
}

#[test]
fn names_are_text_and_never_instructions() {
    let (machine, repository) = (Machine::new(), nasty());
    for more in [&["--names"][..], &[]] {
        let summary = machine.run(&with(repository.path(), "audit", more));
        assert!(!obeyed(&summary.done().text()), "{}", summary.text().escape_debug());
        let files = machine.files(repository.path(), more);
        let json: serde_json::Value = serde_json::from_slice(file(&files, "audit.json")).unwrap();
        for name in ["architecture.drawio", "architecture.mmd"] {
            let drawing = String::from_utf8(file(&files, name).to_vec()).unwrap();
            assert!(!obeyed(&drawing) && !drawing.contains("<script>") && !drawing.contains("<img"), "{drawing}");
        }
        assert_eq!(json["totals"]["files"], 22);
        assert!(json["totals"]["findings"].as_u64().unwrap() > 11, "the names were not put to the test");
        let rows = crate::support::rows(file(&files, "facts.csv"));
        assert_eq!(rows.len(), 22);
        assert!(rows.iter().all(|row| !row["path"].starts_with(['=', '+', '-', '@'])), "a cell is a formula");
        let text = |name: &str| String::from_utf8(file(&files, name).to_vec()).unwrap();
        let html = text("audit.html");
        assert!(!obeyed(&html), "the page holds characters that are obeyed");
        assert!(!obeyed(&text("summary.md")), "the summary holds characters that are obeyed");
        for name in ["audit.sarif", "gl-code-quality.json"] {
            let _: serde_json::Value = serde_json::from_slice(file(&files, name)).unwrap();
        }
        assert_eq!((html.matches("<script>alert").count(), html.matches("<img").count()), (0, 0));
        assert!(html.contains("&lt;script&gt;alert"));
    }
    for level in ["file", "function", "commit", "component", "dependency", "pair", "component-pair"] {
        let csv = machine.facts(repository.path(), level, &["--names"]);
        let json =
            machine.run(&with(repository.path(), "facts", &["--names", "--level", level, "--format=json"])).json();
        assert_eq!(json.as_array().unwrap().len(), csv.len(), "{level}");
    }
    let bytes = machine.facts(repository.path(), "file", &[]);
    assert!(bytes.iter().any(|row| row["path_bytes"] == "626164fffe2e6a73"), "the bytes of a path are kept");
    assert_eq!(gaps(&machine.audit(repository.path(), &[])).get("path-not-utf8"), Some(&2));
}

/// One entry of a tree as git stores it.
fn entry(mode: &str, name: &[u8], id: &str) -> Vec<u8> {
    let id = (0..id.len()).step_by(2).map(|at| u8::from_str_radix(&id[at..at + 2], 16).unwrap());
    [mode.as_bytes(), b" ", name, b"\0"].concat().into_iter().chain(id).collect()
}

#[test]
fn trees_that_git_would_refuse_write_nothing_anywhere() {
    let blob = |repository: &TestRepository| repository.raw_object("blob", b"function f() { return 1 }\n");
    type Tree = fn(&TestRepository, &str) -> Vec<u8>;
    let table: [(&str, Tree); 10] = [
        ("..", |_, blob| entry("100644", b"..", blob)),
        (".git", |_, blob| entry("100644", b".git", blob)),
        (".git/config", |_, blob| entry("100644", b".git/config", blob)),
        ("absolute", |_, blob| entry("100644", b"/etc/passwd.js", blob)),
        ("up", |_, blob| entry("100644", b"../../../../tmp/quarterdeck-out.js", blob)),
        ("empty name", |_, blob| entry("100644", b"", blob)),
        ("twice", |_, blob| [entry("100644", b"a.js", blob), entry("100644", b"a.js", blob)].concat()),
        ("not sorted", |_, blob| [entry("100644", b"b.js", blob), entry("100644", b"a.js", blob)].concat()),
        ("odd mode", |_, blob| [entry("777", b"a.js", blob), entry("100664", b"b.js", blob)].concat()),
        ("file as folder", |_, blob| [entry("100644", b"a.js", blob), entry("40000", b"b", blob)].concat()),
    ];
    for (what, tree) in table {
        let repository = one_file("start", "x").build_bare();
        let content = tree(&repository, &blob(&repository));
        let id = repository.raw_object("tree", &content);
        let repository = repository.rewrite_head(|commit| {
            let text = String::from_utf8(commit).unwrap();
            let rest = text.split_once('\n').unwrap().1;
            format!("tree {id}\n{rest}").into_bytes()
        });
        let machine = Machine::new();
        let answer = machine.run(&with(repository.path(), "audit", &["--out=out", "--format=json"]));
        assert!(matches!(answer.code, Some(0 | 3)), "{what}: {answer:?}");
        if answer.code == Some(0) {
            assert_eq!(std::fs::read_dir(machine.path("out")).unwrap().count(), FILES.len(), "{what}");
            machine.facts(repository.path(), "function", &[]);
        } else {
            answer.refused(3, "cannot be read");
        }
        let mut here: Vec<_> = std::fs::read_dir(machine.path("")).unwrap().map(|e| e.unwrap().file_name()).collect();
        here.retain(|name| name != "cache" && name != "out");
        assert!(here.is_empty(), "{what}: {here:?}");
    }
    assert!(!Path::new("/tmp/quarterdeck-out.js").exists());
}

#[test]
fn commits_that_git_would_refuse_do_not_stop_the_audit() {
    let replace = |from: &'static str, to: &'static [u8]| {
        move |commit: Vec<u8>| {
            let at = commit.windows(from.len()).position(|part| part == from.as_bytes()).unwrap();
            [&commit[..at], to, &commit[at + from.len()..]].concat()
        }
    };
    for (what, from, to) in [
        ("no author name", "author Ann <", &b"author <"[..]),
        ("a mail address in a name", "author Ann <", b"author <a@b> Ann <"),
        ("invalid UTF-8", "author Ann <", b"author \xff\xfe\x00 <"),
        ("an unknown header", "\nauthor", b"\nfoo bar\n baz\nauthor"),
        ("a signature", "\n\n", b"\ngpgsig -----BEGIN\n \n -----END\n\n"),
        ("no message", "\n\nadd", b"\n\n"),
        ("a message with zeros", "\n\nadd", b"\n\na\0b\x1b[31m"),
        ("an odd zone", "+0000\n", b"+9999\n"),
        ("an unknown encoding", "\n\n", b"\nencoding klingon\n\n"),
    ] {
        let repository = one_file("a.js", "f()\n").build().rewrite_head(replace(from, to));
        let machine = Machine::new();
        let summary = machine.run(&with(repository.path(), "audit", &["--names"]));
        assert!(summary.code == Some(0) && !obeyed(&summary.text()), "{what}: {summary:?}");
        assert_eq!(machine.facts(repository.path(), "commit", &["--names"]).len(), 1, "{what}");
    }
}

#[test]
fn sizes_beyond_any_reason_are_read_or_named() {
    let deep = ["d"; 500].join("/") + "/deep.js";
    let folded = ["d"; 100].join("/") + "/shallow.js";
    let long = [b"n".repeat(3_997), b".js".to_vec()].concat();
    let repository = Recipe::new()
        .commit("deep", |c| c.write(&deep, "f()\n").write(&folded, "f()\n").write(&long, "f()\n"))
        .commit("again", |c| c.write(&deep, "g()\n").write(&long, "g()\n").message("m".repeat(1 << 20)))
        .commit("spaces", |c| c.write("Case.js", "f()\n").write("case.JS", "f()\n").message(" \n".repeat(100_000)))
        .build_bare();
    let machine = Machine::new();
    let audit = machine.audit(repository.path(), &[]);
    let expected = [("too-complex", 1), ("case-collision", 2)].map(|(kind, count)| (kind.to_owned(), count));
    assert_eq!(gaps(&audit), BTreeMap::from(expected));
    let paths = machine.facts(repository.path(), "file", &[]);
    assert_eq!(paths.len(), 4, "all but the file nested too deep");
    assert!(paths.iter().any(|row| row["path"].len() == 4_000 && row["revisions"] == "2"));
    let subjects = machine.facts(repository.path(), "commit", &[]);
    assert!(subjects.iter().all(|row| row["subject"].len() <= 16 * 1024));
    assert!(machine.run(&with(repository.path(), "audit", &[])).done().text().len() < 100_000);
}

#[test]
fn a_commit_with_thousands_of_files_is_read() {
    let recipe = Recipe::new().commit("all", |c| {
        (0..5_000).fold(c, |c, number| c.write(format!("src/{}/f{number}.txt", number % 50), format!("{number}\n")))
    });
    let recipe = recipe.commit("move", |c| c.rename("src", "lib")).commit("remove", |c| c.remove("lib/7"));
    let (machine, repository) = (Machine::new(), recipe.build_bare());
    let audit = machine.audit(repository.path(), &[]);
    assert_eq!(audit["totals"]["files"], 4_900);
    assert_eq!(gaps(&audit), BTreeMap::from([("bulk-commit".to_owned(), 3), ("import-commit".to_owned(), 2)]));
    let rows = machine.facts(repository.path(), "file", &[]);
    assert!(rows.iter().all(|row| row["revisions"] == "2" && row["revisions_path"] == "1"), "renames are followed");
}

#[test]
fn a_snapshot_without_files_is_audited() {
    let empty = Recipe::new().commit("nothing", nothing);
    let emptied = one_file("a", "b").commit("gone", |c| c.remove("a"));
    for repository in [empty.build_bare(), emptied.build_bare()] {
        let audit = Machine::new().audit(repository.path(), &[]);
        assert_eq!((audit["totals"]["files"].as_u64(), gaps(&audit).len()), (Some(0), 0));
    }
}
