//! Lua modules.

use crate::tree::assert_graph;

#[test]
fn modules_are_found_below_the_search_path() {
    assert_graph(
        &[
            "src/shop/till.lua: module shop.order; module shop.cart; module cjson; module shop.gone; path x.lua; module helper; computed; module deep.mod",
            "src/shop/order.lua",
            "src/shop/cart/init.lua",
            "x.lua",
            "spec/helper.lua",
            "plugins/a/deep/mod.lua",
        ],
        &[],
        &[
            "src/shop/till.lua -> src/shop/order.lua :1",
            "src/shop/till.lua -> src/shop/cart/init.lua :2",
            "src/shop/till.lua -> x.lua :5",
            "src/shop/till.lua -> spec/helper.lua :6",
            "src/shop/till.lua -> plugins/a/deep/mod.lua :8",
        ],
        (5, 1, 2),
    );
}
