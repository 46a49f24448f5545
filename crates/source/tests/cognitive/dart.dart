// Expected values by the rules of the white paper "Cognitive Complexity" (G. Ann Campbell, SonarSource). The code is our own.

// cognitive 0, nesting 0: null-aware operators are free
int free(Order? a) { return a?.total ?? 0; }

// cognitive 1, nesting 1: one if
void one(bool a) { if (a) { sell(); } }

// cognitive 4, nesting 1: if 1, else if 1, else if 1, else 1
int chain(int n) { if (n > 9) { return 1; } else if (n > 8) { return 2; } else if (n > 7) { return 3; } else { return 4; } }

// cognitive 6, nesting 3: 1 + 2 + 3
void grid(List rows) { for (var row in rows) { for (int i = 0; i < 3; i++) { while (row[i]) { sell(); } } } }

// cognitive 1, nesting 1: do
void turns(bool a) { do { sell(); } while (a); }

// cognitive 5, nesting 2: if 1, else 1, if within else 2, else 1
void elseNests(bool a, bool b) { if (a) { sell(); } else { sell(); if (b) { sell(); } else { rest(); } } }

// cognitive 1, nesting 1: switch
int days(int month) { switch (month) { case 2: return 28; case 4: case 6: return 30; default: return 31; } }

// cognitive 1, nesting 1: switch as an expression
int shown(int month) => switch (month) { 2 => 28, 4 || 6 => 30, _ => 31 };

// cognitive 2: if 1, one sequence 1
void same(bool a, bool b, bool c) { if (a && (b && c)) { sell(); } }

// cognitive 4: if 1, && 1, || 1, && 1
void mixed(bool a, bool b, bool c, bool d) { if (a && b || c || d && a) { sell(); } }

// cognitive 3: negation parts sequences
void negated(bool a, bool b, bool c) { if (a && !(b && c)) { sell(); } }

// cognitive 3, nesting 2: catch 1, if within it 2, finally 0
void caught() { try { sell(); } catch (e) { if (open) { rest(); } } finally { rest(); } }

// cognitive 4, nesting 2: on 1, if within it 2, on with catch 1
void caughtByType() { try { sell(); } on A { if (open) { rest(); } } on B catch (e) { rest(); } }

// cognitive 3: nested ternaries 1 + 2
int ternaries(bool a, bool b) { return a ? 1 : b ? 2 : 3; }

// cognitive 4, nesting 2: loop 1, if 2, jump to a label 1
void labelled(List rows) { outer: for (var row in rows) { if (row) { continue outer; } } }

// cognitive 3, nesting 2: elements of a list: loop 1, if 2
List built(List rows) => [for (var row in rows) if (row) row];

// cognitive 2: a closure nests
void small(List rows) { rows.forEach((row) { if (row) { sell(); } }); }

// cognitive 2: a function nests
void outer(bool a) {
  // cognitive 1: and counts on its own
  void inner() { if (a) { sell(); } }
  inner();
}

// cognitive 1: recursion
int depth(int n) { return depth(n - 1) + depth(n - 2); }

class Shop {
  // cognitive 1: recursion on itself
  int total(int n) { return this.total(n - 1); }

  // cognitive 0: of another
  int price(int n) { return parent.price(n - 1); }
}
