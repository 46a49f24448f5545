//! Swift types.

use crate::tree::{assert_graph, files, graph};

#[test]
fn types_are_found_by_name_and_modules_by_their_folders() {
    assert_graph(
        &[
            "Sources/Shop/Till.swift: has Till; module Foundation; module Bank; uses Order; uses Twice; uses Gone",
            "Sources/Shop/Order.swift: has Order",
            "Sources/Bank/Account.swift: has Account",
            "Sources/One/Twice.swift: has Twice",
            "Sources/Two/Twice.swift: has Twice",
        ],
        &[],
        &["Sources/Shop/Till.swift -> Sources/Shop/Order.swift :4"],
        (1, 1, 0),
    );
}

#[test]
fn files_of_a_module_may_use_each_other() {
    let tree = files(&["A.swift: has A; uses B; module UIKit", "B.swift: has B; uses A"]);
    let graph = graph(&tree, &[]);
    assert_eq!((graph.edges.len(), graph.cycles.len(), graph.shares[0].unit), (2, 0, None));
}
