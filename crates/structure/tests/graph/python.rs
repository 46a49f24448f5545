//! Python imports.

use crate::tree::{assert_graph, manifest};

#[test]
fn a_name_is_a_submodule_when_there_is_one() {
    assert_graph(
        &[
            "app/__init__.py",
            "app/a.py: from app names b VERSION; module app.c.d; module os.path; module django.db; module app.gone",
            "app/b.py: from . names a; from .c names *; from .c.d names x; from ..up names y",
            "app/c/__init__.py",
            "app/c/d.py: from .. names b",
        ],
        &[],
        &[
            "app/a.py -> app/__init__.py :1",
            "app/a.py -> app/b.py :1",
            "app/a.py -> app/c/d.py :2",
            "app/b.py -> app/a.py :1",
            "app/b.py -> app/c/__init__.py :2",
            "app/b.py -> app/c/d.py :3",
            "app/c/d.py -> app/b.py :1",
        ],
        (6, 2, 2),
    );
}

#[test]
fn source_roots_are_guessed() {
    for (tree, manifests, edge) in [
        (["src/p/a.py: module p.b", "src/p/b.py"], vec![], "src/p/a.py -> src/p/b.py :1"),
        (
            ["x/svc/p/a.py: module p.b", "x/svc/p/b.py"],
            vec![manifest("x/svc/pyproject.toml", "svc", &[], &[])],
            "x/svc/p/a.py -> x/svc/p/b.py :1",
        ),
        (
            ["svc/lib/p/a.py: module p.b", "svc/lib/p/b.py"],
            vec![manifest("svc/pyproject.toml", "svc", &[("", "lib")], &[])],
            "svc/lib/p/a.py -> svc/lib/p/b.py :1",
        ),
        (["tools/a.py: module b", "tools/b.py"], vec![], "tools/a.py -> tools/b.py :1"),
    ] {
        assert_graph(&tree, &manifests, &[edge], (1, 0, 0));
    }
    assert_graph(
        &["deep/x/p/__init__.py", "deep/x/p/b.py", "main.py: module p.b"],
        &[],
        &["main.py -> deep/x/p/b.py :1"],
        (1, 0, 0),
    );
}

#[test]
fn folders_of_scripts_are_seen_from_within_only() {
    assert_graph(&["tools/helper.py", "other/a.py: module helper; module json", "other/json.py"], &[], &[], (0, 2, 0));
}

#[test]
fn types_and_deferred_imports_are_marked_when_all_are() {
    assert_graph(
        &["a.py: types from b names T; later from c names f; later module d; module d", "b.py", "c.py", "d.py"],
        &[],
        &["a.py -> b.py :1 types", "a.py -> c.py :2 later", "a.py -> d.py :4"],
        (4, 0, 0),
    );
}

#[test]
fn other_repositories_are_reached_by_top_level_package() {
    assert_graph(
        &["a.py: from lib.core names x", "lib/__init__.py: repository 1", "lib/core.py: repository 1"],
        &[],
        &["a.py -> lib/core.py :1"],
        (1, 0, 0),
    );
}

#[test]
fn dependencies_are_external_even_when_a_folder_has_their_name() {
    assert_graph(
        &["docker/run.py: module docker; module docker.errors", "app.py: computed"],
        &[manifest("pyproject.toml", "x", &[], &["docker"])],
        &[],
        (0, 2, 1),
    );
}
