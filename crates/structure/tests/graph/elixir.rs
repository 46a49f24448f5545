//! Elixir modules.

use crate::tree::assert_graph;

#[test]
fn modules_are_found_by_full_name_through_aliases() {
    assert_graph(
        &[
            "lib/till.ex: has Shop.Till; module Shop.Line as Line; module Shop.Cart as Cart; module Ecto.Query; module Shop.Gone; module Shop.Orders; uses Line; uses Cart.Item; uses Shop.Coin; uses Enum",
            "lib/line.ex: has Shop.Line",
            "lib/cart.ex: has Shop.Cart",
            "lib/item.ex: has Shop.Cart.Item",
            "lib/coin.ex: has Shop.Coin",
            "lib/order.ex: has Shop.Orders.Order",
            "lib/unused.ex: has Shop.Unused; module Shop.Coin as Coin",
        ],
        &[],
        &[
            "lib/till.ex -> lib/line.ex :2",
            "lib/till.ex -> lib/cart.ex :3",
            "lib/till.ex -> lib/item.ex :8",
            "lib/till.ex -> lib/coin.ex :9",
            "lib/unused.ex -> lib/coin.ex :2 types",
        ],
        (4, 1, 1),
    );
}
