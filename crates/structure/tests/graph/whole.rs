//! Rules that hold for all languages together.

use crate::tree::{assert_graph, edges, files, graph};

#[test]
fn the_order_of_imports_does_not_matter() {
    let lines = [
        "app/__init__.py: from .b names x; module app.a",
        "app/a.py: module app.b; from app names c; later module app",
        "app/b.py: module app.c; module app.a",
        "app/c.py: module app.a",
    ];
    let mut tree = files(&lines);
    let first = graph(&tree, &[]);
    for file in &mut tree {
        file.code.imports.reverse();
    }
    let second = graph(&tree, &[]);
    assert_eq!(edges(&tree, &first), edges(&tree, &second));
    assert_eq!(first.shares, second.shares);
    assert_eq!(first.cycles, second.cycles);
}

#[test]
fn vendored_files_are_targets_only() {
    assert_graph(&["a.js: path ./v/b", "v/b.js: vendored; path ../a"], &[], &["a.js -> v/b.js :1"], (1, 0, 0));
}

#[test]
fn shares_are_told_by_language() {
    let tree = files(&["a.ts: path ./b; path react", "b.js: path ./gone", "c.py: module os", "d.hs: path ./a"]);
    let graph = graph(&tree, &[]);
    let shares: Vec<_> = graph.shares.iter().map(|it| (it.language, it.internal, it.external, it.unresolved)).collect();
    assert_eq!(shares, [("JavaScript", 0, 0, 1), ("Python", 0, 1, 0), ("TypeScript", 1, 1, 0)]);
    assert_eq!(graph.resolved_share(), Some(3.0 / 4.0));
}
