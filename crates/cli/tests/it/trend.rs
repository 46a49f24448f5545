//! `quarterdeck trend`: each moment is what `facts` and `audit` say of that commit on that day, and what is not known is
//! never a figure.

use crate::support::{Machine, Row, assert_same, built_shop, rows, with};
use quarterdeck_testkit::Recipe;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn trend(machine: &Machine, repository: &Path, more: &[&str]) -> Value {
    machine.run(&with(repository, "trend", &[&["--format=json"], more].concat())).json()
}

fn points(trend: &Value) -> &Vec<Value> {
    trend["points"].as_array().unwrap()
}

fn library(site: &str) -> String {
    format!("/*\n * Version: 2.1.4\n * https://{site}/tool\n * GPL license\n */\nfunction f(a) {{ return a; }}\n")
}

fn package(versions: [&str; 2]) -> String {
    let [a, b] = versions;
    format!("{{\"name\":\"shop\",\"dependencies\":{{\"left-pad\":\"{a}\",\"chalk\":\"{b}\",\"shop\":\"*\"}}}}\n")
}

fn lock(version: &str) -> String {
    let packages = format!(
        "\"\":{{}},\"node_modules/left-pad\":{{\"version\":\"{version}\"}},\"node_modules/chalk\":{{\"version\":\"5.0.0\"}}"
    );
    format!("{{\"name\":\"shop\",\"lockfileVersion\":3,\"packages\":{{{packages}}}}}\n")
}

/// Three years in which kinds change without the files: what a mark, a banner, a tool and a neighbour say comes and goes.
fn life() -> Recipe {
    Recipe::new()
        .commit("start", |c| {
            let own = (0..30).fold(c.at("2021-03-10").author("Ann Lee", "ann@own.example"), |c, at| {
                c.write(format!("src/{at}.js"), format!("// own\nown({at});\n\n"))
            });
            own.write("src/lib/charts.js", library("www.charts.example"))
                .write("gen/api.js", "call(1);\n")
                .write("old/a.js", "a(1);\n")
                .write("package.json", package(["^1.0.0", "4.0.0"]))
                .write("logo.png", b"\x89PNG\r\n\x1a\n\x00\x01")
                .symlink("link.js", "src/0.js")
                .submodule_entry("sub")
        })
        .commit("mark", |c| {
            c.at("2021-05-20")
                .author("Bob Ray", "bob@own.example")
                .write(".gitattributes", "gen/* linguist-generated\n");
            c.write("test/cart.test.js", "test('x', () => { expect(1); });\n").write("package-lock.json", lock("1.1.0"))
        })
        .commit("tools leave it alone", |c| {
            c.at("2022-01-15")
                .write("sonar-project.properties", "sonar.exclusions=old/**\n")
                .write(".eslintignore", "old\n")
        })
        .branch("side")
        .commit("written early, merged late", |c| c.at("2022-02-01").write("src/late.js", "late(1);\n"))
        .switch("main")
        .commit("ours after all", |c| {
            c.at("2022-06-30").write("README.md", "See https://www.charts.example for more.\n").remove(".gitattributes")
        })
        .merge("side", "merge side", |c| c.at("2022-09-09"))
        .commit("move and replace", |c| {
            c.at("2022-11-11").author("Cy Day", "cy@own.example").rename("src/1.js", "core/1.js").remove("src/2.js");
            c.write("src/2.js/index.js", "two(1);\ntwo(2);\n").write("package-lock.json", lock("1.2.0"))
        })
        .commit("last", |c| c.at("2023-02-02").write("package.json", package(["^1.0.0", "5.0.0"])))
}

type Sums = BTreeMap<(String, String), [u64; 4]>;

/// Files, code, comment and blank lines by kind and language, from `facts`.
fn summed(rows: &[Row]) -> Sums {
    let mut sums = Sums::new();
    for row in rows {
        let sum = sums.entry((row["kind"].clone(), row["language"].clone())).or_default();
        let number = |column: &str| row[column].parse::<u64>().unwrap_or(0);
        for (part, value) in sum.iter_mut().zip([1, number("code"), number("comments"), number("blanks")]) {
            *part += value;
        }
    }
    sums
}

fn told(point: &Value) -> Sums {
    let rows = point["lines"]["by_kind_and_language"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    rows.map(|row| {
        let figures = ["files", "code", "comments", "blanks"].map(|name| row[name].as_u64().unwrap());
        ((text(&row["kind"]), text(&row["language"])), figures)
    })
    .collect()
}

#[test]
fn each_moment_is_what_facts_say_of_its_commit_on_its_day() {
    for (name, repository, more) in [
        ("life", life().build(), &["--every=month", "--as-of=2023-04-05"][..]),
        (
            "life, marks set aside",
            life().build_bare(),
            &["--every=quarter", "--as-of=2023-04-05", "--ignore-repo-marks"],
        ),
        ("shop", built_shop(), &["--every=month", "--as-of=2024-03-05"]),
    ] {
        let machine = Machine::new();
        let trend = trend(&machine, repository.path(), &[more, &["--full=none"]].concat());
        let mut kinds = BTreeSet::new();
        let mut seen = BTreeSet::new();
        for point in points(&trend) {
            let at = point["at"].as_str().unwrap();
            let commit = point["commits"][0]["commit"].as_str().unwrap();
            if !seen.insert(commit.to_owned()) {
                assert_eq!(point["repeated"], true, "{name} {at}");
                continue;
            }
            let (commit, day) = (format!("--at={commit}"), format!("--as-of={at}"));
            let mut options = vec![commit.as_str(), day.as_str()];
            options.extend(more.iter().filter(|option| **option == "--ignore-repo-marks"));
            let files = machine.facts(repository.path(), "file", &options);
            assert_eq!(told(point), summed(&files), "{name} {at}");
            kinds.extend(files.iter().map(|row| row["kind_rule"].clone()));
            let moment = at.parse::<String>().unwrap();
            let commits = machine.facts(repository.path(), "commit", &options);
            let year = format!("{}{}", moment[..4].parse::<u32>().unwrap() - 1, &moment[4..]);
            let recent: Vec<_> = commits
                .iter()
                .filter(|row| row["merge"] == "false" && row["committed_at"] > year && row["committed_at"] <= moment)
                .collect();
            let authors: BTreeSet<&str> = recent.iter().map(|row| row["author"].as_str()).collect();
            let activity = [&point["activity"]["commits_12m"], &point["activity"]["authors_12m"]];
            assert_eq!(activity, [recent.len(), authors.len()], "{name} {at}");
        }
        if name == "life" {
            // Otherwise the comparison would prove little.
            for rule in
                ["vendored:library-banner", "data:left-out-by-own-tools", "pointer:symlink", "pointer:submodule"]
            {
                assert!(kinds.contains(rule), "{rule} of {kinds:?}");
            }
            assert!(kinds.iter().any(|rule| rule.starts_with("generated:")), "{kinds:?}");
        }
    }
}

#[test]
fn an_audited_moment_is_the_audit_of_its_commit_on_its_day() {
    let (machine, repository) = (Machine::new(), life().build());
    let trend = trend(&machine, repository.path(), &["--every=quarter", "--full=year", "--as-of=2023-04-05"]);
    let full: Vec<&Value> = points(&trend).iter().filter(|point| !point["audit"].is_null()).collect();
    let days: Vec<&str> = full.iter().map(|point| &point["at"].as_str().unwrap()[..10]).collect();
    assert_eq!(days, ["2021-12-31", "2022-12-31", "2023-04-05"]);
    for point in full {
        let (at, commit) = (point["at"].as_str().unwrap(), point["commits"][0]["commit"].as_str().unwrap());
        let audit = machine.audit(repository.path(), &[&format!("--at={commit}"), &format!("--as-of={at}")]);
        let told = &point["audit"];
        for (mine, theirs) in told["grades"].as_array().unwrap().iter().zip(audit["dimensions"].as_array().unwrap()) {
            assert_eq!(mine["dimension"], theirs["id"], "{at}");
            for (field, place) in
                [("letter", "/grade/letter"), ("score", "/grade/score"), ("coverage", "/coverage/share")]
            {
                assert!(theirs.pointer(place).is_some(), "{theirs}");
                assert_eq!(&mine[field], theirs.pointer(place).unwrap(), "{at} {field}");
            }
        }
        let findings = audit["findings"].as_array().unwrap();
        assert!(!findings.is_empty());
        for severity in ["critical", "high", "medium", "low"] {
            let count = findings.iter().filter(|finding| finding["severity"] == severity).count();
            assert_eq!(told["findings"][severity], count, "{at} {severity}");
        }
        for end in ["low", "high"] {
            let sum: f64 = findings.iter().map(|finding| finding["effort_days"][end].as_f64().unwrap()).sum();
            assert!((told["effort_days"][end].as_f64().unwrap() - sum).abs() < 0.05, "{at} {end} {sum}");
        }
        let hottest = audit["hotspots"].as_array().unwrap().iter().take(5).map(|file| &file["path"]);
        let mine = told["hotspots"].as_array().unwrap().iter().map(|file| &file["path"]);
        assert!(hottest.eq(mine), "{at}");
    }
}

#[test]
fn dependencies_are_counted_and_their_age_too() {
    let (machine, repository) = (Machine::new(), life().build());
    let trend = trend(&machine, repository.path(), &["--full=none", "--as-of=2023-03-03"]);
    let of = |day: &str| points(&trend).iter().find(|point| point["at"].as_str().unwrap().starts_with(day)).unwrap();
    // (day, direct, pinned, locked, middle age, oldest age): the package itself is no dependency of itself.
    for (day, counts, ages) in [
        ("2021-03-31", [2, 1, 0], [0, 0]),
        // The lock file of May moves nothing.
        ("2021-05-31", [2, 2, 2], [61, 61]),
        // left-pad in the lock file of November; chalk in the manifest of February, in the lock file never.
        ("2022-11-30", [2, 2, 2], [0, 609]),
        ("2023-02-28", [2, 2, 2], [90, 699]),
    ] {
        let point = of(day);
        let told = ["direct", "pinned", "locked"].map(|name| point["dependencies"][name].as_u64().unwrap());
        let age = ["median_days", "oldest_days"].map(|name| point["dependency_age"][name].as_u64().unwrap());
        assert_eq!((told, age, &point["dependency_age"]["unknown"]), (counts, ages, &Value::from(0)), "{day}");
    }
    let later = ["--full=none", "--as-of=2023-03-03", "--since=2022-05-01"];
    let later = self::trend(&machine, repository.path(), &later);
    let first = &points(&later)[0]["dependency_age"];
    assert!(first["median_days"].is_null() && first["unknown"] == 2 && first["reason"].is_string(), "{first}");
}

#[test]
fn what_is_not_known_is_an_empty_cell_with_a_reason() {
    let (machine, repository) = (Machine::new(), life().build());
    let figures = ["source_lines", "test_lines", "direct_dependencies", "commits_12m", "authors_12m", "debt_score"];
    let csv = |path: &Path, more: &[&str]| {
        let options = [&["--format=csv", "--every=year", "--as-of=2023-04-05", "--since=2019-06-01"], more].concat();
        rows(&machine.run(&with(path, "trend", &options)).done().stdout)
    };
    for (name, rows, reason) in [
        ("before the first commit", csv(repository.path(), &[]), "there was no commit yet"),
        ("shallow", csv(repository.shallow(2).path(), &[]), "shallow"),
    ] {
        assert_eq!(rows.len(), 5, "{name}");
        assert_eq!(rows[0]["date"], "2019-12-31");
        for figure in figures {
            assert_eq!(rows[0][figure], "", "{name} {figure}");
        }
        assert!(rows[0]["reasons"].contains(reason) && rows[0]["commit"].is_empty(), "{name} {}", rows[0]["reasons"]);
        let last = &rows[4];
        assert!(last["source_lines"].parse::<u64>().unwrap() > 30, "{name}");
        assert_eq!(last["commits_12m"].is_empty(), name == "shallow", "{name}");
    }
    let partial = csv(life().build().partial().path(), &["--full=none"]);
    assert!(partial[2]["source_lines"].is_empty() && partial[2]["reasons"].contains("missing"), "{:?}", partial[2]);
}

#[test]
fn neither_cache_nor_threads_leave_a_trace() {
    let (machine, repository) = (Machine::new(), life().build());
    let run = |machine: &Machine, more: &[&str]| {
        let folder = machine.path("out");
        let out = format!("--out={}", folder.display());
        machine.run(&with(repository.path(), "trend", &[&["--as-of=2023-04-05", out.as_str()], more].concat())).done();
        ["trend.csv", "trend.html", "trend.json"].map(|name| std::fs::read(folder.join(name)).unwrap())
    };
    let cold = run(&machine, &[]);
    for more in [&[][..], &["--jobs=1"], &["--jobs=4"], &["--no-cache", "--jobs=1"]] {
        for (one, other) in run(&machine, more).iter().zip(&cold) {
            assert_same(&format!("{more:?}"), one, other);
        }
    }
}

#[test]
fn the_page_runs_nothing_and_shows_hostile_text_as_text() {
    let (machine, repository) = (Machine::new(), built_shop());
    let folder = machine.path("out");
    let out = format!("--out={}", folder.display());
    let options = [out.as_str(), "--name=<img src=x onerror=alert(1)>", "--full=none"];
    machine.run(&with(repository.path(), "trend", &options)).done();
    let page = std::fs::read_to_string(folder.join("trend.html")).unwrap();
    assert!(page.contains("default-src 'none'; style-src 'sha256-") && page.contains("&lt;img src=x"));
    for part in ["<script", "<img", " style=", "http://", "src=\"", "url("] {
        assert!(!page.contains(part), "{part}");
    }
}

#[test]
fn what_cannot_be_looked_back_on_is_refused() {
    let (machine, repository) = (Machine::new(), built_shop());
    for since in ["--since=yesterday", "--since=2024", "--since=1950-01-01"] {
        machine.run(&with(repository.path(), "trend", &[since])).refused(2, "--since");
    }
    machine.run(&with(repository.path(), "trend", &["--every=week"])).misused("--every");
    machine.run(&with(&machine.path("nowhere"), "trend", &[])).refused(3, "does not exist");
}

#[test]
fn an_audit_can_tell_it_too() {
    let (machine, repository) = (Machine::new(), life().build());
    let folder = machine.path("out");
    let out = format!("--out={}", folder.display());
    machine.run(&with(repository.path(), "audit", &[&out, "--trend=quarter", "--as-of=2023-04-05"])).done();
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let page = read("audit.html");
    assert!(page.contains("id=\"time\"") && page.contains("href=\"#time\"") && !page.contains(" style="));
    let (told, alone): (Value, Value) = (
        serde_json::from_str(&read("trend.json")).unwrap(),
        trend(&machine, repository.path(), &["--every=quarter", "--as-of=2023-04-05"]),
    );
    assert_eq!(told, alone);
    assert_eq!(rows(read("trend.csv").as_bytes()).len(), points(&alone).len());
    machine.run(&with(repository.path(), "audit", &["--trend"])).misused("--out");
}

#[test]
fn the_last_moment_of_an_audit_line_by_line_is_that_audit() {
    let token = ["glpat-", "Qx7T2mZp9LkVn4RdYw8H"].concat();
    let repository = life()
        .commit("in", |c| c.at("2023-02-03").write("src/pay.js", format!("// own\nconst token = '{token}';\n")))
        .commit("out", |c| c.at("2023-02-04").remove("src/pay.js"))
        .build();
    let machine = Machine::new();
    let (folder, policy) = (machine.path("out"), machine.path("policy.toml"));
    let out = format!("--out={}", folder.display());
    std::fs::write(&policy, "enable = [\"SEC-02\"]\n").unwrap();
    let config = format!("--config={}", policy.display());
    let told = |more: &[&str]| {
        let options = [&[&out, "--trend=year", "--as-of=2023-04-05", config.as_str()], more].concat();
        machine.run(&with(repository.path(), "audit", &options)).done();
        let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
        let [audit, trend]: [Value; 2] =
            ["audit.json", "trend.json"].map(|name| serde_json::from_str(&read(name)).unwrap());
        let last = points(&trend).last().unwrap()["audit"].clone();
        for (mine, theirs) in last["grades"].as_array().unwrap().iter().zip(audit["dimensions"].as_array().unwrap()) {
            let theirs = ["/id", "/grade/letter", "/grade/score", "/coverage/share"].map(|at| theirs.pointer(at));
            assert_eq!(["dimension", "letter", "score", "coverage"].map(|field| mine.get(field)), theirs, "{more:?}");
        }
        let count = last["findings"].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum::<u64>();
        assert_eq!(count, audit["findings"].as_array().unwrap().len() as u64, "{more:?}");
        let is_said = trend["notes"].to_string().contains("--deep") && read("audit.html").contains("(--deep)");
        (last, is_said)
    };
    let (plain, deep) = (told(&[]), told(&["--deep"]));
    assert_ne!(plain.0, deep.0, "otherwise the comparison would prove little");
    assert_eq!((plain.1, deep.1), (false, true));
}

#[test]
fn several_repositories_are_summed_and_never_without_one_that_is_cut_off() {
    let (machine, whole, cut) = (Machine::new(), life().build(), life().build().shallow(2));
    let lines = |first: &Path, more: &[&str]| -> Vec<Option<u64>> {
        let options =
            [&["--format=csv", "--every=year", "--full=none", "--as-of=2023-04-05", "--since=2020-01-01"], more];
        let rows = rows(&machine.run(&with(first, "trend", &options.concat())).done().stdout);
        rows.iter().map(|row| row["source_lines"].parse().ok()).collect()
    };
    let one = lines(whole.path(), &[]);
    assert!(one[0].is_none() && one[1..].iter().all(Option::is_some), "{one:?}");
    let twice: Vec<Option<u64>> = one.iter().map(|lines| lines.map(|lines| 2 * lines)).collect();
    assert_eq!(lines(whole.path(), &[whole.path().to_str().unwrap()]), twice);
    // The shallow clone begins in November 2022: before that nobody knows what it held.
    let both = lines(whole.path(), &[cut.path().to_str().unwrap()]);
    assert_eq!(both, [None, None, twice[2], twice[3]]);
}
