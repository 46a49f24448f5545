//! Go imports.

use crate::tree::{assert_graph, manifest};

#[test]
fn selectors_lead_to_the_declaring_file_of_the_package() {
    assert_graph(
        &[
            "main.go: in main; module x.org/m/store; module x.org/m/v2api as api; module fmt; module x.org/m/gone; uses store.Open; uses store.Close; uses api.Call; uses fmt.Println; uses own",
            "store/a.go: in store; has Open",
            "store/b.go: in store; has Close; uses Open",
            "store/b_test.go: in store; has Close; test",
            "v2api/a.go: in v2; has Call",
        ],
        &[manifest("go.mod", "x.org/m", &[], &[])],
        &["main.go -> store/a.go :6", "main.go -> store/b.go :7", "main.go -> v2api/a.go :8"],
        (2, 1, 1),
    );
}

#[test]
fn the_longest_module_path_wins_and_packages_have_their_own_names() {
    assert_graph(
        &["main.go: in main; module x.org/m/sub/go-store; uses store.Open", "inner/go-store/a.go: in store; has Open"],
        &[manifest("go.mod", "x.org/m", &[], &[]), manifest("inner/go.mod", "x.org/m/sub", &[], &[])],
        &["main.go -> inner/go-store/a.go :3"],
        (1, 0, 0),
    );
}

#[test]
fn a_blank_import_uses_the_package_as_a_whole() {
    assert_graph(
        &["main.go: in main; module x.org/m/plug as _", "plug/b.go: in plug", "plug/a.go: in plug"],
        &[manifest("go.mod", "x.org/m", &[], &[])],
        &["main.go -> plug/a.go :2"],
        (1, 0, 0),
    );
}

#[test]
fn of_files_for_several_platforms_the_first_is_meant() {
    assert_graph(
        &[
            "main.go: in main; module x.org/m/os; uses os.Run",
            "os/run_windows.go: in os; has Run",
            "os/run_linux.go: in os; has Run",
        ],
        &[manifest("go.mod", "x.org/m", &[], &[])],
        &["main.go -> os/run_linux.go :3"],
        (1, 0, 0),
    );
}
