//! Whether functions changed in a year: a shop whose history tells each case.

use crate::{Input, NoProgress, Parsing, Request, survey};
use quarterdeck_base::Timestamp;
use quarterdeck_facts::{AsOfSource, Facts};
use quarterdeck_git::{Oid, Repository};
use quarterdeck_testkit::{CommitRecipe, Recipe, TestRepository};

/// A function of 21 points, or of a few more, with a line of its own.
fn hard(name: &str, own: &str) -> String {
    let nested = "    if a:\n     if b:\n      if c:\n       if d:\n        if e:\n         if f:\n          pass\n";
    format!("def {name}(a, b, c, d, e, f):\n{nested}    return {own}\n\n")
}

pub(crate) fn facts_of(repository: &TestRepository, as_of: &str) -> Facts {
    let commit = Oid::from_hex(&repository.head()).unwrap();
    let opened = Repository::open(repository.path()).unwrap();
    let as_of = Timestamp::parse(as_of).unwrap();
    let request = Request {
        system: "shop".to_owned(),
        inputs: vec![Input { name: "shop".to_owned(), repository: opened, commit }],
        as_of: (as_of, AsOfSource::Given),
        believed_until: as_of,
        ignore_repo_marks: false,
        deep: false,
        parsing: Parsing::InProcess,
        cache: None,
        seen: None,
    };
    survey(&request, &NoProgress).unwrap()
}

/// Each function with whether it changed, by file and line.
fn told(facts: &Facts) -> Vec<(String, Option<bool>)> {
    let named = |function: &quarterdeck_facts::FunctionFacts| {
        (format!("{}:{}", facts.file(function.file).path, function.name), function.changed_12m)
    };
    facts.functions.iter().map(named).collect()
}

fn shop() -> Recipe {
    Recipe::new()
        .commit("start", |c| {
            c.at("2022-01-01")
                .write("order.py", hard("total", "1") + &hard("ship", "2"))
                .write("old.py", hard("bill", "3") + &hard("pay", "4") + "# a file with a few lines\nRATE = 12\n")
                .write("quiet.py", hard("rest", "5"))
                .write("moved.py", hard("walk", "6"))
        })
        .commit("rename", |c| c.at("2023-01-01").rename("moved.py", "stays.py"))
        .commit("change one, comment and indent the other", |c| {
            let ship = hard("ship", "2").replace("    return", "    # on its way\n    return");
            let ship = format!("if True:\n{}\n", ship.lines().map(|line| format!("  {line}\n")).collect::<String>());
            c.at("2024-01-10").write("order.py", hard("total", "9") + &ship)
        })
        .commit("move, and one line", |c| {
            let pay = hard("pay", "8");
            c.at("2024-02-01")
                .rename("old.py", "lib/new.py")
                .write("lib/new.py", hard("bill", "3") + &pay + "# a file with a few lines\nRATE = 12\n")
        })
        .commit("new", |c| {
            c.at("2024-03-01")
                .write("added.py", hard("fresh", "7"))
                .write("stays.py", hard("walk", "6") + "RATE = 1\n")
                .write("easy.py", "def easy():\n    return 1\n")
        })
}

#[test]
fn what_changed_itself_is_told_from_what_only_stands_in_a_changed_file() {
    let repository = shop().build();
    let expected = [
        ("added.py:fresh", Some(true)),
        ("easy.py:easy", None),
        ("lib/new.py:bill", Some(false)),
        ("lib/new.py:pay", Some(true)),
        ("order.py:total", Some(true)),
        ("order.py:ship", Some(false)),
        ("quiet.py:rest", None),
        ("stays.py:walk", Some(false)),
    ];
    let expected: Vec<(String, Option<bool>)> =
        expected.iter().map(|(name, changed)| ((*name).to_owned(), *changed)).collect();
    assert_eq!(told(&facts_of(&repository, "2024-06-01")), expected);
}

#[test]
fn without_a_commit_of_that_age_all_is_new_unless_the_clone_is_cut_off() {
    let repository = shop().build();
    let changed = |facts: &Facts| told(facts).into_iter().filter(|(_, changed)| *changed == Some(true)).count();
    assert_eq!(changed(&facts_of(&repository, "2022-06-01")), 7, "all but the easy one");
    let shallow = facts_of(&repository.shallow(2), "2024-06-01");
    assert!(told(&shallow).iter().all(|(_, changed)| changed.is_none()));
    assert!(shallow.gaps.iter().any(|gap| gap.kind == quarterdeck_base::GapKind::ShallowHistory));
}

#[test]
fn what_stood_on_a_branch_was_not_on_the_main_line() {
    let repository = Recipe::new()
        .commit("start", |c| c.at("2022-01-01").write("order.py", hard("total", "1")))
        .branch("topic")
        .commit("early work", |c| c.at("2022-06-01").write("order.py", hard("total", "2")))
        .switch("main")
        .commit("other", |c| c.at("2022-03-01").write("other.py", "RATE = 1\n"))
        .merge("topic", "Merge branch 'topic'", |c| c.at("2024-01-01"))
        .build();
    assert_eq!(told(&facts_of(&repository, "2024-06-01")), [("order.py:total".to_owned(), Some(true))]);
}

#[test]
fn what_cannot_be_read_as_it_was_is_a_gap() {
    let repository = shop().build();
    let then = repository.id("HEAD~3:order.py");
    let object = repository.git_folder().join("objects").join(&then[..2]).join(&then[2..]);
    std::fs::remove_file(&object).expect("objects of a recipe are loose");
    let facts = facts_of(&repository, "2024-06-01");
    let of_order: Vec<_> = told(&facts).into_iter().filter(|(name, _)| name.starts_with("order.py")).collect();
    assert!(of_order.len() == 2 && of_order.iter().all(|(_, changed)| changed.is_none()), "{of_order:?}");
    assert!(facts.gaps.iter().any(|gap| gap.detail == super::UNREAD && gap.count == 1));
}

/// Enough other files for a wide commit.
fn and_thirty<'a>(commit: &'a mut CommitRecipe, text: &str) -> &'a mut CommitRecipe {
    (0..30).fold(commit, |commit, at| commit.write(format!("other/f{at}.py"), format!("{text} = {at}\n")))
}

#[test]
fn what_only_a_sweep_changed_was_not_worked_on() {
    let files = ["only.py", "before.py", "after.py", "moved.py"];
    let swept = |text: String| text.replace("pass", "return None");
    let repository = Recipe::new()
        .commit("start", |c| {
            let c =
                files.iter().fold(c.at("2022-01-01"), |c, file| c.write(file, hard("total", "1") + &hard("ship", "2")));
            and_thirty(c, "A")
        })
        .commit("by hand", |c| c.at("2023-09-01").write("before.py", hard("total", "7") + &hard("ship", "2")))
        .commit("move, by hand", |c| {
            c.at("2023-10-01")
                .rename("moved.py", "lib/moved.py")
                .write("lib/moved.py", hard("total", "1") + &hard("ship", "7"))
        })
        .commit("sweep", |c| {
            let c = ["only.py", "after.py"]
                .iter()
                .fold(c.at("2024-01-01"), |c, file| c.write(file, swept(hard("total", "1") + &hard("ship", "2"))))
                .write("before.py", swept(hard("total", "7") + &hard("ship", "2")))
                .write("lib/moved.py", swept(hard("total", "1") + &hard("ship", "7") + &hard("fresh", "3")));
            and_thirty(c, "B")
        })
        .commit("by hand", |c| c.at("2024-02-01").write("after.py", swept(hard("total", "1") + &hard("ship", "8"))))
        .build();
    let expected = [
        ("after.py:total", false),
        ("after.py:ship", true),
        ("before.py:total", true),
        ("before.py:ship", false),
        ("lib/moved.py:total", false),
        ("lib/moved.py:ship", true),
        ("lib/moved.py:fresh", true),
        ("only.py:total", false),
        ("only.py:ship", false),
    ];
    let facts = facts_of(&repository, "2024-06-01");
    assert_eq!(told(&facts), expected.map(|(name, changed)| (name.to_owned(), Some(changed))));
    assert!(facts.gaps.iter().all(|gap| gap.detail != crate::swept::UNREAD), "{:?}", facts.gaps);
}

#[test]
fn a_sweep_that_takes_a_file_away_leaves_no_gap() {
    let repository = Recipe::new()
        .commit("start", |c| and_thirty(c.at("2022-01-01").write("order.py", hard("total", "1")), "A"))
        .commit("sweep", |c| and_thirty(c.at("2024-01-01").remove("order.py"), "B"))
        .commit("back", |c| c.at("2024-02-01").write("order.py", hard("total", "2")))
        .build();
    let facts = facts_of(&repository, "2024-06-01");
    assert_eq!(told(&facts), [("order.py:total".to_owned(), Some(true))]);
    assert!(facts.gaps.iter().all(|gap| gap.detail != crate::swept::UNREAD), "{:?}", facts.gaps);
}
