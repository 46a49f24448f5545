//! Somebody else's code that no name gives away, and what is counted without being understood.

use crate::support::{Machine, by_path, gaps};
use quarterdeck_testkit::{CommitRecipe, Recipe};

/// A script with a banner.
fn library(site: &str) -> String {
    format!("/*\n * Version: 2.1.4\n * https://{site}/tool\n * GPL license\n */\nfunction f(a) {{ return a; }}\n")
}

/// Thirty own scripts and what is added to them.
fn project(more: impl FnOnce(&mut CommitRecipe) -> &mut CommitRecipe) -> Recipe {
    Recipe::new().commit("all", |c| {
        let own = (0..30).fold(c.author("Ann Lee", "ann@mail.own.example"), |c, at| {
            c.write(format!("src/{at}.js"), format!("own({at});\n"))
        });
        more(own)
    })
}

#[test]
fn a_banner_of_somebody_else_is_a_library() {
    let foreign = library("www.charts.example");
    let repository = project(|c| {
        c.write("src/lib/charts.js", &foreign)
            .write("src/lib/charts.core.js", &foreign)
            .write("src/own.js", library("mail.own.example"))
            .write("src/told.js", library("told.example"))
            .write("README.md", "See https://told.example for more.\n")
            .write("src/half.js", foreign.replace("Version: 2.1.4", "Version two"))
            .write("src/free.js", foreign.replace("license", ""))
    });
    let kinds = by_path(&Machine::new().facts(repository.build_bare().path(), "file", &[]), "kind_rule");
    for (path, rule) in [
        ("src/lib/charts.js", "vendored:library-banner"),
        ("src/lib/charts.core.js", "vendored:library-banner"),
        ("src/own.js", "source:code"),
        ("src/told.js", "source:code"),
        ("src/half.js", "source:code"),
        ("src/free.js", "source:code"),
        ("src/1.js", "source:code"),
    ] {
        assert_eq!(kinds[path], rule, "{path}");
    }
}

#[test]
fn a_banner_hides_less_than_a_tenth() {
    for (copies, rule) in [(3, "vendored:library-banner"), (4, "source:code")] {
        let repository =
            project(|c| (0..copies).fold(c, |c, at| c.write(format!("src/hidden{at}.js"), library("charts.example"))));
        let kinds = by_path(&Machine::new().facts(repository.build_bare().path(), "file", &[]), "kind_rule");
        assert_eq!(kinds["src/hidden0.js"], rule, "{copies} of {}", 30 + copies);
    }
}

/// Sixty commits of own code, one of which brings in a package with such a home, which is changed so often afterwards.
fn with_package(home: &str, changes: usize) -> Recipe {
    let start = project(|c| c.write("README.md", "See https://told.example\n"));
    let imported = start.commit("import", |c| {
        c.write("tools/pages/composer.json", format!("{{\"name\": \"x/pages\", \"homepage\": \"{home}\"}}"))
            .write("tools/pages/libs/Page.php", "<?php class Page {}\n")
            .write("tools/pages/tests/PageTest.php", "<?php class PageTest {}\n")
    });
    let changed = (0..changes).fold(imported, |recipe, at| {
        recipe.commit(&format!("page {at}"), |c| c.write("tools/pages/libs/Page.php", format!("<?php f({at});\n")))
    });
    (0..60).fold(changed, |recipe, at| recipe.commit("own", |c| c.write("src/1.js", format!("own2({at});\n"))))
}

#[test]
fn a_package_of_somebody_else_that_came_in_whole_is_vendored() {
    for (home, changes, rule) in [
        ("https://docs.example", 1, "vendored:foreign-package"),
        ("https://docs.example", 3, "source:code"),
        ("https://told.example/docs", 1, "source:code"),
        ("https://mail.own.example", 1, "source:code"),
        ("docs", 1, "source:code"),
    ] {
        let repository = with_package(home, changes).build_bare();
        let kinds = by_path(&Machine::new().facts(repository.path(), "file", &[]), "kind_rule");
        assert_eq!(kinds["tools/pages/libs/Page.php"], rule, "{home} {changes}");
        assert_eq!(
            kinds["tools/pages/tests/PageTest.php"] == "vendored:foreign-package",
            rule != "source:code",
            "{home}"
        );
        assert_eq!(kinds["src/1.js"], "source:code");
    }
}

#[test]
fn a_folder_that_composer_wrote_is_vendored_wherever_it_lies() {
    let repository = project(|c| {
        c.write("upload/storage/vendor/autoload.php", "<?php f();\n")
            .write("upload/storage/vendor/composer/autoload_real.php", "<?php f();\n")
            .write("upload/storage/vendor/acme/tool/src/Tool.php", "<?php class Tool {}\n")
            .write("upload/storage/vendor/acme/tool/composer.json", "{\"require\": {\"a/b\": \"1.0\"}}\n")
            .write("upload/model/vendor/Vendor.php", "<?php class Vendor {}\n")
    });
    let repository = repository.build_bare();
    let machine = Machine::new();
    let kinds = by_path(&machine.facts(repository.path(), "file", &[]), "kind_rule");
    assert_eq!(kinds["upload/storage/vendor/acme/tool/src/Tool.php"], "vendored:composer-folder");
    assert_eq!(kinds["upload/model/vendor/Vendor.php"], "source:code", "a business noun");
    assert!(machine.facts(repository.path(), "dependency", &[]).is_empty(), "its dependencies are not the project's");
}

#[test]
fn sources_of_bootstrap_are_vendored_with_their_tests() {
    let all = ["reboot", "variables", "mixins", "functions", "carousel", "pagination"];
    let repository = project(|c| {
        let c = all.iter().fold(c, |c, name| c.write(format!("view/scss/_{name}.scss"), "a { b: c; }\n"));
        c.write("view/scss/tests/jasmine.js", "run();\n")
            .write("view/own.scss", "a { b: c; }\n")
            .write("web/_reboot.scss", "a { b: c; }\n")
            .write("web/_variables.scss", "a { b: c; }\n")
    });
    let kinds = by_path(&Machine::new().facts(repository.build_bare().path(), "file", &[]), "kind_rule");
    for (path, rule) in [
        ("view/scss/_reboot.scss", "vendored:bootstrap-folder"),
        ("view/scss/tests/jasmine.js", "vendored:bootstrap-folder"),
        ("view/own.scss", "source:markup"),
        ("web/_reboot.scss", "source:markup"),
    ] {
        assert_eq!(kinds[path], rule, "{path}");
    }
}

#[test]
fn what_two_own_tools_leave_alone_is_data_as_a_claim() {
    let repository = |tools: &[(&str, &str)], lines: usize| {
        project(|c| {
            let c = tools.iter().fold(c, |c, (path, text)| c.write(*path, *text));
            c.write("data/fixes/a.js", "fix();\n".repeat(lines)).write("patches.txt", "p.one\n")
        })
    };
    let tsconfig = ("tsconfig.json", "{\"exclude\": [\"data/fixes/**\"]}\n");
    let eslint = ("eslint.config.mjs", "export default [{ ignores: ['data/fixes/**'] }]\n");
    let climate = (".codeclimate.yml", "exclude_patterns:\n  - 'data/fixes/**'\n");
    let manifest = ("data/fixes/package.json", "{\"name\": \"x\"}\n");
    let left_out = "data:left-out-by-own-tools";
    for (tools, lines, arguments, rule) in [
        (&[tsconfig, climate][..], 1, &[][..], left_out),
        (&[eslint, climate][..], 3, &[][..], left_out),
        (&[eslint, climate][..], 10, &[][..], "source:code"),
        (&[tsconfig, eslint][..], 1, &[][..], "source:code"),
        (&[climate][..], 1, &[][..], "source:code"),
        (&[tsconfig, climate, manifest][..], 1, &[][..], "source:code"),
        (&[tsconfig, climate][..], 1, &["--ignore-repo-marks"][..], "source:code"),
    ] {
        let built = repository(tools, lines).build_bare();
        let facts = Machine::new().facts(built.path(), "file", arguments);
        assert_eq!(by_path(&facts, "kind_rule")["data/fixes/a.js"], rule, "{tools:?} {lines} {arguments:?}");
        let claimed = by_path(&facts, "kind_claimed")["data/fixes/a.js"].clone();
        assert_eq!(claimed == "true", rule == left_out, "{tools:?} {claimed}");
    }
}

#[test]
fn files_that_a_list_runs_once_are_migrations() {
    let repository = project(|c| {
        c.write("hr/patches.txt", "hr.patches.v1.fill\n")
            .write("hr/patches/v1/fill.py", "def execute():\n    run()\n")
            .write("other/patches/fill.py", "def execute():\n    run()\n")
    });
    let kinds = by_path(&Machine::new().facts(repository.build_bare().path(), "file", &[]), "kind_rule");
    assert_eq!(kinds["hr/patches/v1/fill.py"], "data:listed-migration");
    assert_eq!(kinds["other/patches/fill.py"], "source:code");
}

#[test]
fn languages_without_a_parser_are_named() {
    let repository = project(|c| c.write("a.nim", "echo 1\n").write("b/b.nim", "echo 1\necho 2\n")).build_bare();
    let audit = Machine::new().audit(repository.path(), &[]);
    assert_eq!(gaps(&audit)["language-not-parsed"], 2);
    let gap = audit["gaps"].as_array().unwrap().iter().find(|gap| gap["kind"] == "language-not-parsed").unwrap();
    assert!(gap["detail"].as_str().unwrap().contains("Nim, code lines: 3"), "{gap}");
}

#[test]
fn damage_is_noticed_when_the_facts_are_known_from_a_better_clone() {
    let machine = Machine::new();
    let recipe = project(|c| c);
    let audited = |corrupt: bool| {
        let repository = recipe.clone().build_bare();
        let repository = if corrupt { repository.corrupt_object("HEAD:src/7.js") } else { repository };
        gaps(&machine.audit(repository.path(), &[]))
    };
    assert!(audited(false).is_empty());
    assert_eq!(audited(true)["corrupt-object"], 1);
}
