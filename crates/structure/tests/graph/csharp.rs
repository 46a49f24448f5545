//! C# usings.

use crate::tree::{assert_graph, manifest};

#[test]
fn a_using_opens_a_namespace_and_uses_make_edges() {
    assert_graph(
        &[
            "A.cs: in X.A; has A; all X.B; all System.Linq; uses B; uses Linq; uses X.C.Deep; uses Wire",
            "B.cs: in X.B; has B",
            "C.cs: in X.C; has Deep",
            "Wire.cs: in X.B; has WireAttribute",
        ],
        &[],
        &["A.cs -> B.cs :5", "A.cs -> C.cs :7", "A.cs -> Wire.cs :8"],
        (1, 1, 0),
    );
}

#[test]
fn own_namespaces_come_before_opened_ones() {
    assert_graph(
        &[
            "A.cs: in X.A.Inner; has A; all Y; uses T; uses U; uses C.V",
            "T.cs: in X.A; has T",
            "Y.cs: in Y; has T U",
            "V.cs: in X.C; has V",
        ],
        &[],
        &["A.cs -> T.cs :4", "A.cs -> Y.cs :5", "A.cs -> V.cs :6"],
        (1, 0, 0),
    );
}

#[test]
fn ambiguous_names_make_no_edge() {
    assert_graph(
        &["A.cs: in X; has A; all Y; all Z; uses T", "Y.cs: in Y; has T", "Z.cs: in Z; has T"],
        &[],
        &[],
        (2, 0, 0),
    );
}

#[test]
fn a_partial_type_is_its_first_file_and_never_another_part() {
    assert_graph(
        &["A.cs: in X; has A; uses P", "P.One.cs: in X; has P", "P.Two.cs: in X; has P; uses P"],
        &[],
        &["A.cs -> P.One.cs :3"],
        (0, 0, 0),
    );
}

#[test]
fn aliases_and_static_usings_name_a_type() {
    assert_graph(
        &[
            "A.cs: in X; has A; import Y.B as Bee; import Y.Tools; import System.Math; uses Bee",
            "B.cs: in Y; has B",
            "T.cs: in Y; has Tools",
        ],
        &[],
        &["A.cs -> B.cs :3", "A.cs -> T.cs :4"],
        (2, 1, 0),
    );
}

#[test]
fn global_usings_hold_for_their_project() {
    assert_graph(
        &[
            "one/GlobalUsings.cs: all Y",
            "one/sub/A.cs: in X; has A; uses B",
            "two/C.cs: in Z; has C; uses B",
            "lib/B.cs: in Y; has B",
        ],
        &[manifest("one/One.csproj", "", &[], &[]), manifest("two/Two.csproj", "", &[], &[])],
        &["one/sub/A.cs -> lib/B.cs :3"],
        (1, 0, 0),
    );
}
