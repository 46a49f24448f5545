//! Ruby requires and constants.

use crate::tree::{assert_graph, files, graph, manifest};

#[test]
fn constants_are_looked_up_from_the_innermost_scope_outwards() {
    assert_graph(
        &[
            "app/models/shop/order.rb: has Shop Shop::Order; uses Shop/Shop::Order Line; uses Shop/Shop::Order Coin; uses Shop Tax; uses  Gone",
            "app/models/shop/order/line.rb: has Shop::Order::Line",
            "app/models/shop/coin.rb: has Shop Shop::Coin",
            "app/models/coin.rb: has Coin",
            "lib/tax.rb: has Tax",
            "app/models/line.rb: has Line",
        ],
        &[],
        &[
            "app/models/shop/order.rb -> app/models/shop/order/line.rb :2",
            "app/models/shop/order.rb -> app/models/shop/coin.rb :3",
            "app/models/shop/order.rb -> lib/tax.rb :4",
        ],
        (3, 1, 0),
    );
}

#[test]
fn an_absolute_name_starts_at_the_top() {
    assert_graph(
        &["a.rb: uses  Coin", "shop/coin.rb: has Shop::Coin", "coin.rb: has Coin"],
        &[],
        &["a.rb -> coin.rb :1"],
        (1, 0, 0),
    );
}

#[test]
fn of_several_files_that_open_a_class_the_one_named_after_it_is_meant() {
    assert_graph(
        &[
            "app/a.rb: has A; uses  User; uses  Shop; uses  Both",
            "app/models/user.rb: has User",
            "lib/patches/user_patch.rb: has User",
            "lib/one.rb: has Shop Both",
            "lib/two.rb: has Shop Both",
            "lib/shop.rb: has Shop",
        ],
        &[],
        &["app/a.rb -> app/models/user.rb :2", "app/a.rb -> lib/shop.rb :3"],
        (2, 0, 1),
    );
}

#[test]
fn members_that_a_module_of_the_system_lacks_are_unresolved_unless_it_extends_a_gem() {
    assert_graph(
        &["a.rb: uses  Shop::Gone; uses  ActiveRecord::Base; uses  Devise::Gone", "b.rb: has Shop ActiveRecord"],
        &[manifest("Gemfile", "", &[], &["activerecord"])],
        &[],
        (0, 2, 1),
    );
}

#[test]
fn stand_ins_of_tests_are_for_tests() {
    assert_graph(
        &["app/a.rb: uses  Stripe", "spec/fake.rb: test; has Stripe", "spec/a_spec.rb: test; uses  Stripe"],
        &[],
        &["spec/a_spec.rb -> spec/fake.rb :2"],
        (1, 1, 0),
    );
}

#[test]
fn names_that_rails_derives_count_only_when_they_lead_somewhere() {
    assert_graph(
        &["app/order.rb: has Order; uses Order ?Line; uses Order ?Attachment", "app/line.rb: has Line"],
        &[],
        &["app/order.rb -> app/line.rb :2"],
        (1, 0, 0),
    );
}

#[test]
fn required_files_are_relative_or_in_the_load_path() {
    assert_graph(
        &[
            "lib/shop/a.rb: path ./b; path shop/b; path ./gone; path json; path shop/gone; path other/c; computed; path rails/all",
            "lib/shop/b.rb",
            "engines/x/lib/other/c.rb",
            "engines/x/lib/rails/engine.rb",
            "spec/models/a_spec.rb: test; path spec_helper",
            "spec/spec_helper.rb: test",
        ],
        &[manifest("Gemfile", "", &[], &["rails"])],
        &[
            "lib/shop/a.rb -> lib/shop/b.rb :1",
            "lib/shop/a.rb -> engines/x/lib/other/c.rb :6",
            "spec/models/a_spec.rb -> spec/spec_helper.rb :2",
        ],
        (4, 2, 3),
    );
}

#[test]
fn classes_that_use_each_other_are_no_circle() {
    let tree = files(&["user.rb: has User; uses  Order", "order.rb: has Order; uses  User"]);
    let graph = graph(&tree, &[]);
    assert_eq!((graph.edges.len(), graph.cycles.len(), graph.shares[0].unit), (2, 0, None));
}
