// Expected values by the rules of the white paper "Cognitive Complexity" (G. Ann Campbell, SonarSource). The code is our own.

// cognitive 0, nesting 0: optional chaining and nil coalescing are free
func free(a: Order?) -> Int { return a?.total ?? 0 }

// cognitive 1, nesting 1: one if, its binding included
func one(a: Int?) { if let b = a { sell(b) } }

// cognitive 4, nesting 1: if 1, else if 1, else if 1, else 1
func chain(n: Int) -> Int { if n > 9 { return 1 } else if n > 8 { return 2 } else if n > 7 { return 3 } else { return 4 } }

// cognitive 5, nesting 2: if 1, else if 1, if within it 2, else 1
func inChain(a: Bool, b: Bool, c: Bool) { if a { sell() } else if b { if c { sell() } } else { rest() } }

// cognitive 6, nesting 3: 1 + 2 + 3
func grid(rows: [[Int]]) { for row in rows { while open { repeat { sell() } while closed } } }

// cognitive 5, nesting 2: if 1, else 1, if within else 2, else 1
func elseNests(a: Bool, b: Bool) { if a { sell() } else { if b { sell() } else { rest() } } }

// cognitive 1, nesting 1: guard, its else is its body
func guarded(a: Int?) { guard let b = a else { return }; sell(b) }

// cognitive 1, nesting 1: switch
func days(month: Int) -> Int { switch month { case 2: return 28; case 4, 6: return 30; default: return 31 } }

// cognitive 2: if 1, one sequence 1
func same(a: Bool, b: Bool, c: Bool) { if a && (b && c) { sell() } }

// cognitive 4: if 1, && 1, || 1, && 1
func mixed(a: Bool, b: Bool, c: Bool, d: Bool) { if a && b || c || d && a { sell() } }

// cognitive 3: negation parts sequences
func negated(a: Bool, b: Bool, c: Bool) { if a && !(b && c) { sell() } }

// cognitive 3, nesting 2: catch 1, if within it 2
func caught() { do { try sell() } catch { if open { rest() } } }

// cognitive 0, nesting 0: do alone is a block
func block() { do { sell() } }

// cognitive 3: nested ternaries 1 + 2
func ternaries(a: Bool, b: Bool) -> Int { return a ? 1 : (b ? 2 : 3) }

// cognitive 4, nesting 2: loop 1, if 2, jump to a label 1
func labelled(rows: [Int]) { outer: for row in rows { if row > 0 { break outer } } }

// cognitive 2: a closure nests
func small(rows: [Int]) { rows.forEach { row in if row > 0 { sell() } } }

// cognitive 2: a function nests
func outer(a: Bool) {
    // cognitive 1: and counts on its own
    func inner() { if a { sell() } }
    inner()
}

// cognitive 1: recursion
func depth(_ n: Int) -> Int { return depth(n - 1) + depth(n - 2) }

class Shop {
    // cognitive 1: recursion on itself
    func total(n: Int) -> Int { return self.total(n: n - 1) }

    // cognitive 0: another function of that name
    func total(n: Int, m: Int) -> Int { return self.total(n: n - m) }

    // cognitive 0: of another
    func price(n: Int) -> Int { return parent.price(n: n - 1) }
}
