//! Expected values by the rules of the white paper "Cognitive Complexity" (G. Ann Campbell, SonarSource). The code is our own.
// cognitive 0, nesting 0: straight code, `?` and await included
async fn straight(shop: &Shop) -> Result<u32, Error> { let price = shop.price().await?; Ok(price * 119 / 100) }

// cognitive 1, nesting 1: one if
fn one(open: bool) { if open { sell(); } }

// cognitive 1, nesting 1: one if let
fn one_let(open: Option<u32>) { if let Some(n) = open { sell(n); } }

// cognitive 4, nesting 1: if 1, else if 1, else if 1, else 1
fn chain(n: u32) -> u32 { if n > 9 { 1 } else if n > 8 { 2 } else if n > 7 { 3 } else { 4 } }

// cognitive 6, nesting 3: 1 + 2 + 3
fn grid(rows: &[Vec<u32>]) { for row in rows { while row.len() > 2 { if row[0] > 0 { sell(); } } } }

// cognitive 3, nesting 2: loop 1, if 2; plain break is free
fn endless(n: u32) { loop { if n > 3 { break; } } }

// cognitive 5, nesting 2: if 1, else 1, if within else 2, else 1
fn else_nests(a: bool, b: bool) { if a { sell(); } else { sell(); if b { sell(); } else { rest(); } } }

// cognitive 1, nesting 1: match counts once whatever its arms and guards
fn days(month: u32, leap: bool) -> u32 { match month { 2 if leap => 29, 2 => 28, 4 | 6 | 9 | 11 => 30, _ => 31 } }

// cognitive 3, nesting 2: match 1, if within an arm 2
fn arm(n: u32, a: bool) { match n { 1 => if a { sell(); }, _ => rest() } }

// cognitive 1: let else is a decision
fn let_else(n: Option<u32>) -> u32 { let Some(n) = n else { return 0 }; n }

// cognitive 3: let else 1, if within its block 2
fn let_else_nests(n: Option<u32>, a: bool) -> u32 { let Some(n) = n else { if a { sell(); } return 0 }; n }

// cognitive 2: if 1, one sequence 1
fn same(a: bool, b: bool, c: bool) { if a && (b && c) { sell(); } }

// cognitive 4: if 1, && 1, || 1, && 1
fn mixed(a: bool, b: bool, c: bool, d: bool) { if a && b || c || d && a { sell(); } }

// cognitive 3: a negation parts sequences
fn negated(a: bool, b: bool, c: bool) { if a && !(b && c) { sell(); } }

// cognitive 2: a chain of let conditions is one sequence
fn let_chain(a: Option<u32>, b: bool) { if let Some(n) = a && b && n > 3 { sell(); } }

// cognitive 1: operators count outside of ifs too
fn plain(a: bool, b: bool) -> bool { a || b }

// cognitive 4: loop 1, if 2, jump to a label 1
fn labelled(row: &[u32]) { 'outer: for cell in row { if *cell > 0 { break 'outer; } } }

// cognitive 2, nesting 1: a closure nests: if 2
fn closure(a: bool) -> impl Fn() { move || { if a { sell(); } } }

// cognitive 3, nesting 1: closure in closure: if 1 + 2
fn closures(a: bool) { later(|| later(|| if a { sell(); })); }

// cognitive 1: recursion
fn depth(n: u32) -> u32 { depth(n - 1) + depth(n - 2) }

impl Shop {
    // cognitive 1: a method on self
    fn total(&self, n: u32) -> u32 { self.total(n - 1) }

    // cognitive 1: a function of the type
    fn open(n: u32) -> Self { Self::open(n - 1) }

    // cognitive 0: a free function of the same name, and a method of another value
    fn sell(&self) { sell(); self.parent.sell(); }
}

// cognitive 2, nesting 0: a function inside nests: if 2
fn outer(a: bool) {
    // cognitive 1, nesting 1: and counts on its own
    fn inner(a: bool) { if a { sell(); } }
    inner(a);
}

// cognitive 0: the arguments of macros are tokens
fn macros(a: bool, b: bool) { assert!(a && b); select! { _ = a => { if b { sell(); } } } }
