//! PHP uses and requires.

use crate::tree::{assert_graph, manifest};

#[test]
fn classes_are_found_by_their_full_names() {
    assert_graph(
        &[
            r"A.php: in App; has A; import App\Model\B; import App\Model\C as Sea; import Symfony\Kernel; uses D; uses sea; uses \App\Model\E; uses Model\F; uses b; import App\Model\G",
            r"B.php: in App\Model; has B",
            r"C.php: in App\Model; has C",
            r"D.php: in App; has D",
            r"E.php: in App\Model; has E",
            r"F.php: in App\Model; has F",
            r"G.php: in App\Model; has G",
        ],
        &[],
        &[
            "A.php -> B.php :3",
            "A.php -> C.php :4",
            "A.php -> D.php :6",
            "A.php -> E.php :8",
            "A.php -> F.php :9",
            "A.php -> G.php :11 types",
        ],
        (3, 1, 0),
    );
}

#[test]
fn psr4_is_asked_when_no_file_declares_the_class() {
    assert_graph(
        &[r"web/A.php: in App; has A; import App\Odd\B; import App\Gone; uses B", r"web/src/Odd/B.php"],
        &[manifest("web/composer.json", "", &[("App\\", "src/")], &[])],
        &["web/A.php -> web/src/Odd/B.php :3"],
        (1, 0, 1),
    );
}

#[test]
fn classes_without_a_namespace_must_be_unique() {
    assert_graph(
        &[
            "A.php: has A; uses Bean; uses View",
            "Bean.php: has Bean",
            "one/View.php: has View",
            "two/View.php: has View",
            r"N.php: in App; has N; uses Bean; uses \Bean",
        ],
        &[],
        &["A.php -> Bean.php :2", "N.php -> Bean.php :4"],
        (0, 0, 0),
    );
}

#[test]
fn functions_of_a_namespace_count_as_internal() {
    assert_graph(&[r"A.php: in App; has A; import App\helper; import Exception"], &[], &[], (1, 1, 0));
}

#[test]
fn required_files_are_looked_for_by_the_file_then_at_the_root() {
    assert_graph(
        &[
            "modules/a/A.php: path ./b.php; path include/utils.php; path gone.php; computed; later path vendor/autoload.php; path ../../top.php; path view.tpl",
            "modules/a/b.php",
            "include/utils.php",
            "top.php",
        ],
        &[],
        &[
            "modules/a/A.php -> modules/a/b.php :1",
            "modules/a/A.php -> include/utils.php :2",
            "modules/a/A.php -> top.php :6",
        ],
        (3, 1, 2),
    );
}

#[test]
fn a_class_that_functions_load_is_used_when_they_run() {
    assert_graph(
        &[
            "Install.php: has Install; later path Repair.php; uses Repair",
            "Child.php: has Child; uses Repair; later path Repair.php",
            "Repair.php: has Repair",
        ],
        &[],
        &["Install.php -> Repair.php :2 later", "Child.php -> Repair.php :2"],
        (2, 0, 0),
    );
}

#[test]
fn uses_that_load_nothing_are_for_types_only() {
    assert_graph(
        &[
            r"a/A.php: in App; has A; import App\B\B; idles B; idles C; uses D",
            r"b/B.php: in App\B; has B",
            "a/C.php: in App; has C",
            "a/D.php: in App; has D",
        ],
        &[],
        &["a/A.php -> b/B.php :3 types", "a/A.php -> a/C.php :5 types", "a/A.php -> a/D.php :6"],
        (1, 0, 0),
    );
}
