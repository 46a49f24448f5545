//! Dart imports.

use crate::tree::assert_graph;

#[test]
fn packages_of_the_system_lie_in_their_lib_folders() {
    assert_graph(
        &[
            "packages/shop/lib/till.dart: path dart:io; path package:shop/src/order.dart; path package:bank/bank.dart; path ../gone.dart; path src/order.dart; path package:flutter/material.dart; path package:shop/gone.dart; path till.g.dart",
            "packages/shop/lib/src/order.dart",
            "packages/bank/lib/bank.dart",
        ],
        &[],
        &[
            "packages/shop/lib/till.dart -> packages/shop/lib/src/order.dart :2",
            "packages/shop/lib/till.dart -> packages/bank/lib/bank.dart :3",
        ],
        (3, 2, 2),
    );
}

#[test]
fn the_package_at_the_root_may_have_any_name() {
    assert_graph(
        &["lib/a.dart: path package:shop/b.dart; path package:shop/gone.dart", "lib/b.dart"],
        &[],
        &["lib/a.dart -> lib/b.dart :1"],
        (1, 0, 1),
    );
}
