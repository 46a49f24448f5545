// Expected values by the rules of the white paper "Cognitive Complexity" (G. Ann Campbell, SonarSource). The code is our own.

// cognitive 0, nesting 0: optional chaining and null coalescing are free
function free(a, b = 2) { return a?.b?.c ?? b; }

// cognitive 1, nesting 1: one if
function one(a) { if (a) { sell(); } }

// cognitive 4, nesting 1: if 1, else if 1, else if 1, else 1
function chain(n) { if (n > 9) { return 1; } else if (n > 8) { return 2; } else if (n > 7) { return 3; } else { return 4; } }

// cognitive 6, nesting 3: 1 + 2 + 3
function grid(rows) { for (const row of rows) { for (let i in row) { while (row[i]) { sell(); } } } }

// cognitive 5, nesting 2: if 1, else 1, if within else 2, else 1
function elseNests(a, b) { if (a) { sell(); } else { sell(); if (b) { sell(); } else { rest(); } } }

// cognitive 1: switch
function days(month) { switch (month) { case 2: return 28; case 4: case 6: return 30; default: return 31; } }

// cognitive 2: if 1, one sequence 1
function same(a, b, c) { if (a && (b && c)) { sell(); } }

// cognitive 4: if 1, && 1, || 1, && 1
function mixed(a, b, c, d) { if (a && b || c || d && a) { sell(); } }

// cognitive 3: negation parts sequences
function negated(a, b, c) { if (a && !(b && c)) { sell(); } }

// cognitive 3: catch 1, if within it 2
function caught() { try { sell(); } catch { if (open) { rest(); } } finally { rest(); } }

// cognitive 3: nested ternaries 1 + 2
function ternaries(a, b) { return a ? 1 : b ? 2 : 3; }

// cognitive 4: loop 1, if 2, jump to a label 1
function labelled(rows) { outer: for (const row of rows) { if (row) { continue outer; } } }

// cognitive 3, nesting 1: control flow of its own 1, so the function inside counts, nested 2
function outer(a) {
    if (a) { sell(); }
    // cognitive 1: and on its own
    const inner = () => { if (a) { rest(); } };
    return inner;
}

// cognitive 0, nesting 0: a function as a module leaves out what it holds
const shop = (function () {
    // cognitive 1: which counts on its own
    function sold(a) { if (a) { rest(); } }
    return { sold };
})();

// cognitive 6: if 1, callback within it: if 1 + 1 + 1, && 1, || 1
function callback(a, rows) { if (a) { rows.map((row) => { if (row && a || !row) { sell(); } }); } }

// cognitive 1: recursion
function depth(n) { return depth(n - 1) + depth(n - 2); }

class Shop {
    // cognitive 1: recursion on itself
    total(n) { return this.total(n - 1); }

    // cognitive 2, nesting 1: do 1, ternary in its condition 1
    loop(a) { do { sell(); } while (a ? 1 : 0); }
}
