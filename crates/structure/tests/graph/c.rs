//! C and C++ includes.

use crate::tree::{assert_graph, files, graph};

#[test]
fn paths_are_looked_for_beside_the_file_then_upwards_then_by_their_end() {
    assert_graph(
        &[
            "src/a.c: path b.h; path util/c.h; path lib/d.h; path odd/e.h; module stdio.h; module zlib.h; path gone.h; path gtest/gtest.h; computed",
            "src/b.h:",
            "util/c.h:",
            "include/lib/d.h:",
            "deep/er/odd/e.h:",
        ],
        &[],
        &[
            "src/a.c -> src/b.h :1",
            "src/a.c -> util/c.h :2",
            "src/a.c -> include/lib/d.h :3",
            "src/a.c -> deep/er/odd/e.h :4",
        ],
        (4, 3, 2),
    );
}

#[test]
fn headers_of_the_system_in_angle_brackets_are_found_and_standard_ones_are_not_ours() {
    assert_graph(
        &["test/a.cc: module shop/till.h; module string.h; module vector", "include/shop/till.h:", "src/string.h:"],
        &[],
        &["test/a.cc -> include/shop/till.h :1"],
        (1, 2, 0),
    );
}

#[test]
fn what_a_header_declares_is_used_where_it_is_defined() {
    assert_graph(
        &["src/a.c: path b.h; path a.h", "src/a.h:", "src/b.h:", "src/b.c: path b.h; path a.h", "other/b.c:"],
        &[],
        &[
            "src/a.c -> src/a.h :2",
            "src/a.c -> src/b.h :1",
            "src/a.c -> src/b.c :1 later",
            "src/b.c -> src/a.c :2 later",
            "src/b.c -> src/a.h :2",
            "src/b.c -> src/b.h :1",
        ],
        (4, 0, 0),
    );
}

#[test]
fn one_end_of_several_paths_is_no_edge() {
    assert_graph(&["src/a.c: path x/b.h", "one/x/b.h:", "two/x/b.h:"], &[], &[], (1, 0, 0));
}

#[test]
fn circles_of_headers_are_cycles_and_two_sources_that_use_each_other_are_none() {
    let tree = files(&["a.h: path b.h", "b.h: path a.h", "a.c: path b.h", "b.c: path a.h"]);
    let cycles = graph(&tree, &[]).cycles;
    assert_eq!(cycles.len(), 1);
    assert_eq!(cycles[0].modules.iter().map(ToString::to_string).collect::<Vec<_>>(), ["a.h", "b.h"]);
}
