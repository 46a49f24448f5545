// Expected values by the rules of the white paper "Cognitive Complexity" (G. Ann Campbell, SonarSource). The code is our own.
// cognitive 0, nesting 0: straight code costs nothing
static int price(int net) { return net * 119 / 100; }

// cognitive 1, nesting 1: one if
void one(int open) { if (open) { sell(); } }

// cognitive 4, nesting 1: if 1, else if 1, else if 1, else 1
int chain(int n) { if (n > 9) { return 1; } else if (n > 8) { return 2; } else if (n > 7) { return 3; } else { return 4; } }

// cognitive 6, nesting 3: 1 + 2 + 3
void grid(int **rows) { for (int i = 0; i < 3; i++) { for (int k = 0; k < 3; k++) { while (rows[i][k] > 0) sell(); } } }

// cognitive 5, nesting 2: if 1, else 1, if within else 2, else 1
void else_nests(int a, int b) { if (a) { sell(); } else { sell(); if (b) { sell(); } else { rest(); } } }

// cognitive 1: switch counts once whatever its cases
int days(int month) { switch (month) { case 2: return 28; case 4: case 6: return 30; default: return 31; } }

// cognitive 2: if 1, one sequence 1
void same(int a, int b, int c) { if (a && (b && c)) { sell(); } }

// cognitive 4: if 1, && 1, || 1, && 1
void mixed(int a, int b, int c, int d) { if (a && b || c || d && a) { sell(); } }

// cognitive 3: negation parts sequences
void negated(int a, int b, int c) { if (a && !(b && c)) { sell(); } }

// cognitive 1: operators count outside of ifs too
int plain(int a, int b) { return a || b; }

// cognitive 2: if 1, goto 1
void jump(int a) { again: if (a) goto again; }

// cognitive 3: plain break and continue are free: loop 1, if 2
void unlabelled(int *row) { for (;;) { if (*row++) continue; } }

// cognitive 1, nesting 0: ternary
int ternary(int a) { return a ? 1 : 2; }

// cognitive 3: nested ternaries 1 + 2
int ternaries(int a, int b) { return a ? 1 : b ? 2 : 3; }

// cognitive 3, nesting 2: while 1, do 2; the condition of a loop is not nested
void loops(int a) { while (a) { do { sell(); } while (a); } }

// cognitive 1: recursion
int depth(int n) { return depth(n - 1) + depth(n - 2); }

// cognitive 1: what the preprocessor decides is free, what stands in its branches counts
void built(int a) {
#if defined(FAST) && defined(SMALL)
    sell();
#elif defined(FAST) || defined(TINY)
    if (a) { sell(); }
#else
    rest();
#endif
}

// cognitive 3, nesting 2: without braces: loop 1, if 2
void bare(int n) { while (n--) if (n > 2) sell(); }
