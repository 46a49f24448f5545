//! Rust modules and crates.

use crate::tree::{assert_graph, manifest};

#[test]
fn paths_lead_to_the_files_of_modules() {
    assert_graph(
        &[
            "src/lib.rs: path a; path b; path ./odd/c.rs; path gone; has Top",
            "src/a.rs: import crate::b::Deep; import super::b::inner; import self::sub::X; import std::fmt; import serde::Serialize; path sub",
            "src/b/mod.rs: path inner; has Deep",
            "src/b/inner.rs: import super::Deep; import crate::Top; import crate::Gone; import super::super::a",
            "src/a/sub.rs: has X",
            "src/odd/c.rs: has C",
        ],
        &[manifest("Cargo.toml", "shop", &[], &[])],
        &[
            "src/lib.rs -> src/a.rs :1",
            "src/lib.rs -> src/b/mod.rs :2",
            "src/lib.rs -> src/odd/c.rs :3",
            "src/a.rs -> src/b/mod.rs :1",
            "src/a.rs -> src/b/inner.rs :2",
            "src/a.rs -> src/a/sub.rs :3",
            "src/b/mod.rs -> src/b/inner.rs :1",
            "src/b/inner.rs -> src/lib.rs :2",
            "src/b/inner.rs -> src/a.rs :4",
            "src/b/inner.rs -> src/b/mod.rs :1",
        ],
        (11, 2, 2),
    );
}

#[test]
fn names_that_are_handed_on_lead_to_where_they_come_from() {
    assert_graph(
        &[
            "shop/src/lib.rs: path till; import self::till::Till; import till::Key as Lock; has Own",
            "shop/src/till.rs: has Till Key",
            "app/src/main.rs: import my_shop::Till; import my_shop::Lock; import my_shop::Own; import my_shop::till; import other::X",
        ],
        &[manifest("shop/Cargo.toml", "my-shop", &[], &[]), manifest("app/Cargo.toml", "app", &[], &[])],
        &[
            "shop/src/lib.rs -> shop/src/till.rs :1",
            "app/src/main.rs -> shop/src/lib.rs :3",
            "app/src/main.rs -> shop/src/till.rs :1",
        ],
        (7, 1, 0),
    );
}

#[test]
fn files_of_tests_and_binaries_are_crates_of_their_own() {
    assert_graph(
        &[
            "src/lib.rs: has A",
            "src/bin/tool.rs: import shop::A; import crate::helper",
            "tests/one.rs: test; path common; import common::help; import shop::A",
            "tests/common/mod.rs: test; has help",
            "tests/big/main.rs: test; path part; import crate::part::P",
            "tests/big/part.rs: test; has P",
        ],
        &[manifest("Cargo.toml", "shop", &[], &[])],
        &[
            "src/bin/tool.rs -> src/lib.rs :1",
            "tests/one.rs -> src/lib.rs :4",
            "tests/one.rs -> tests/common/mod.rs :2",
            "tests/big/main.rs -> tests/big/part.rs :2",
        ],
        (6, 0, 1),
    );
}

#[test]
fn paths_in_code_are_uses() {
    assert_graph(
        &[
            "src/lib.rs: path a; path b; uses a::run; uses crate::b::run; uses serde::to; uses Type::new",
            "src/a.rs: has run",
            "src/b.rs: has run; import crate::a; uses a::run",
        ],
        &[manifest("Cargo.toml", "shop", &[], &[])],
        &["src/lib.rs -> src/a.rs :1", "src/lib.rs -> src/b.rs :2", "src/b.rs -> src/a.rs :2"],
        (3, 0, 0),
    );
}

#[test]
fn circles_of_modules_are_no_cycles() {
    let files = crate::tree::files(&["src/a.rs: import crate::b::B", "src/b.rs: import crate::a::A; has B"]);
    let graph = crate::tree::graph(&files, &[manifest("Cargo.toml", "shop", &[], &[])]);
    assert!(graph.cycles.is_empty());
    assert_eq!(graph.shares[0].unit, None);
}

#[test]
fn names_that_lead_to_each_other_are_followed_once() {
    let circle = "import A::x as B; import B::x as A";
    let uses: String = (0..2_000).map(|number| format!("; import A::x{number}")).collect();
    let manifests = [manifest("Cargo.toml", "shop", &[], &[])];
    let start = std::time::Instant::now();
    let lib = format!("src/lib.rs: path m; {circle}");
    assert_graph(
        &[&lib, &format!("src/m.rs: {circle}{uses}")],
        &manifests,
        &["src/lib.rs -> src/m.rs :1"],
        (1, 2_004, 0),
    );
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
