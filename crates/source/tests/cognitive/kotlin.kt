// Expected values by the rules of the white paper "Cognitive Complexity" (G. Ann Campbell, SonarSource). The code is our own.
class Shop {
    // cognitive 0, nesting 0: straight code, `?.` and `?:` included
    fun price(net: Int?): Int { val n = net?.plus(1) ?: 0; return n * 119 / 100 }

    // cognitive 1, nesting 1: one if
    fun one(open: Boolean) { if (open) sell() }

    // cognitive 4, nesting 1: if 1, else if 1, else if 1, else 1
    fun chain(n: Int): Int { if (n > 9) { return 1 } else if (n > 8) { return 2 } else if (n > 7) { return 3 } else { return 4 } }

    // cognitive 2, nesting 1: an if that is a value
    fun value(a: Boolean) = if (a) 1 else 2

    // cognitive 6, nesting 3: 1 + 2 + 3
    fun grid(rows: List<List<Int>>) { for (row in rows) { for (cell in row) { while (cell > 0) { sell() } } } }

    // cognitive 5, nesting 2: if 1, else 1, if within else 2, else 1
    fun elseNests(a: Boolean, b: Boolean) { if (a) { sell() } else { sell(); if (b) { sell() } else { rest() } } }

    // cognitive 1, nesting 1: when counts once whatever its entries
    fun days(month: Int): Int = when (month) { 2 -> 28; 4, 6 -> 30; else -> 31 }

    // cognitive 3, nesting 2: when 1, if within an entry 2
    fun entry(n: Int, a: Boolean) { when { n > 1 -> if (a) sell(); else -> rest() } }

    // cognitive 2: if 1, one sequence 1
    fun same(a: Boolean, b: Boolean, c: Boolean) { if (a && (b && c)) sell() }

    // cognitive 4: if 1, && 1, || 1, && 1
    fun mixed(a: Boolean, b: Boolean, c: Boolean, d: Boolean) { if (a && b || c || d && a) sell() }

    // cognitive 3: negation parts sequences
    fun negated(a: Boolean, b: Boolean, c: Boolean) { if (a && !(b && c)) sell() }

    // cognitive 3, nesting 2: try 0, catch 1, if within 2, finally 0
    fun caught(a: Boolean) { try { sell() } catch (e: Empty) { if (a) rest() } finally { rest() } }

    // cognitive 4: loop 1, if 2, jump to a label 1
    fun labelled(row: List<Int>) { outer@ for (cell in row) { if (cell > 0) break@outer } }

    // cognitive 3: plain jumps are free
    fun unlabelled(row: List<Int>) { for (cell in row) { if (cell > 0) continue } }

    // cognitive 2, nesting 1: a lambda nests: if 2
    fun lambda(a: Boolean) { later { if (a) sell() } }

    // cognitive 3: lambda in lambda 1 + 2
    fun lambdas(a: Boolean) { later { later { if (a) sell() } } }

    // cognitive 1: recursion
    fun depth(n: Int): Int = depth(n - 1) + this.depth(n - 2)

    // cognitive 0: another number of arguments is an overload
    fun depth(n: Int, start: Int): Int = depth(n)

    // cognitive 3, nesting 2: while 1, do 2
    fun loops(a: Boolean) { while (a) { do { sell() } while (a) } }

    // cognitive 2: a function inside nests: if 2
    fun outer(a: Boolean) {
        // cognitive 1, nesting 1: and counts on its own
        fun inner() { if (a) sell() }
        inner()
    }

    val total: Int
        // cognitive 1: an accessor
        get() { if (open) return 1; return 0 }
}
