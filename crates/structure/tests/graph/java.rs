//! Java imports.

use crate::tree::assert_graph;

#[test]
fn types_are_found_by_their_full_names() {
    assert_graph(
        &[
            "a/A.java: in x.a; has A; import x.b.B; import x.b.B.Inner; import java.util.List; import x.b.Gone; uses B",
            "b/B.java: in x.b; has B C",
            "b/D.java: in x.b; has D; uses B; uses D; uses List",
        ],
        &[],
        &["a/A.java -> b/B.java :3", "b/D.java -> b/B.java :3"],
        (2, 1, 1),
    );
}

#[test]
fn a_wildcard_is_counted_and_edges_come_from_uses() {
    assert_graph(
        &[
            "A.java: in x.a; has A; all x.b; all java.util; uses B; uses Other; uses List",
            "B.java: in x.b; has B",
            "C.java: in x.c; has C; all x.b.B; all x.b",
            "Other.java: in x.b; has Unused",
        ],
        &[],
        &["A.java -> B.java :5", "C.java -> B.java :3"],
        (3, 1, 0),
    );
}

#[test]
fn a_name_in_two_wildcard_packages_makes_no_edge() {
    assert_graph(
        &[
            "A.java: in x.a; has A; all x.b; all x.c; uses T; uses x.c.T.Inner",
            "B.java: in x.b; has T",
            "C.java: in x.c; has T",
        ],
        &[],
        &["A.java -> C.java :6"],
        (2, 0, 0),
    );
}

#[test]
fn an_import_hides_the_type_of_the_same_package() {
    assert_graph(
        &[
            "a/A.java: in x.a; has A; import y.T; uses T; uses T.Inner",
            "a/T.java: in x.a; has T",
            "b/B.java: in x.a; has B; uses T",
        ],
        &[],
        &["b/B.java -> a/T.java :3"],
        (0, 1, 0),
    );
}

#[test]
fn of_two_types_with_one_name_the_nearer_is_meant() {
    assert_graph(
        &[
            "one/src/A.java: in x; has A; uses App",
            "one/src/App.java: in x; has App",
            "one/test/App.java: in x; has App; test",
            "two/src/App.java: in x; has App",
            "three/B.java: in y; has B; import x.App; uses App",
            "four/C.java: in z; has C; import x.App; repository 1",
        ],
        &[],
        &["one/src/A.java -> one/src/App.java :3"],
        (2, 0, 0),
    );
}

#[test]
fn names_resolve_across_repositories() {
    assert_graph(
        &["A.java: in x; has A; import y.B; uses B", "B.java: in y; has B; repository 1"],
        &[],
        &["A.java -> B.java :3"],
        (1, 0, 0),
    );
}

#[test]
fn an_import_that_only_comments_use_is_erased() {
    assert_graph(
        &[
            "A.java: in x; has A; import y.B; import y.C; import y.D names member; uses C.Inner",
            "B.java: in y; has B",
            "C.java: in y; has C",
            "D.java: in y; has D",
        ],
        &[],
        &["A.java -> B.java :3 types", "A.java -> C.java :4", "A.java -> D.java :5"],
        (3, 0, 0),
    );
}

#[test]
fn kotlin_and_scala_share_the_types_of_java() {
    assert_graph(
        &[
            "a/A.kt: in x.a; has A help; import x.b.B; import x.b.run; all x.c; uses D; uses B",
            "b/B.java: in x.b; has B; uses A; import x.a.help",
            "b/run.kt: in x.b; has run",
            "c/D.scala: in x.c; has D; import b.B; import gone.E",
        ],
        &[],
        &[
            "a/A.kt -> b/B.java :3",
            "a/A.kt -> b/run.kt :4",
            "a/A.kt -> c/D.scala :6",
            "b/B.java -> a/A.kt :4 types",
            "c/D.scala -> b/B.java :3",
        ],
        (5, 1, 0),
    );
}

#[test]
fn a_constant_alone_is_no_edge() {
    assert_graph(
        &[
            "a/A.java: in x.a; has A; import x.b.B; idles B; idles E; import x.c.C names MAX_SIZE; import x.d.D names round",
            "b/B.java: in x.b; has B",
            "c/C.java: in x.c; has C",
            "d/D.java: in x.d; has D",
            "a/E.java: in x.a; has E",
        ],
        &[],
        &[
            "a/A.java -> b/B.java :3 types",
            "a/A.java -> c/C.java :6 types",
            "a/A.java -> d/D.java :7",
            "a/A.java -> a/E.java :5 types",
        ],
        (3, 0, 0),
    );
}
