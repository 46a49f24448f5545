// Expected values by the rules of the white paper "Cognitive Complexity" (G. Ann Campbell, SonarSource). The code is our own.
class Shop {
    // cognitive 0, nesting 0: straight code costs nothing
    int price(int net) { return net * 119 / 100; }

    // cognitive 1, nesting 1: one if
    void one(boolean open) { if (open) { sell(); } }

    // cognitive 4, nesting 1: if +1, else if +1, else if +1, else +1; the chain is one level deep
    String grade(int points) {
        if (points > 90) { return "A"; } else if (points > 80) { return "B"; } else if (points > 70) { return "C"; } else { return "D"; }
    }

    // cognitive 6, nesting 3: three nested structures 1 + 2 + 3
    void grid(int[][] cells) {
        for (int[] row : cells) { for (int cell : row) { if (cell > 0) { sell(); } } }
    }

    // cognitive 5, nesting 2: if 1, else 1, if inside else 2, else of that 1
    void elseNests(boolean a, boolean b) {
        if (a) { sell(); } else { sell(); if (b) { sell(); } else { rest(); } }
    }

    // cognitive 1: switch counts once whatever its cases
    int days(int month) {
        switch (month) { case 2: return 28; case 4: case 6: return 30; default: return 31; }
    }

    // cognitive 1: a switch expression too
    int arrows(int month) { return switch (month) { case 2 -> 28; case 4, 6 -> 30; default -> 31; }; }

    // cognitive 2: one sequence of like operators: if 1, && 1
    void same(boolean a, boolean b, boolean c) { if (a && b && c) { sell(); } }

    // cognitive 4: if 1, && 1, || 1, && 1
    void mixed(boolean a, boolean b, boolean c, boolean d, boolean e, boolean f) { if (a && b || c || d && e && f) { sell(); } }

    // cognitive 3: a negation starts a sequence of its own: if 1, && 1, && 1
    void negated(boolean a, boolean b, boolean c) { if (a && !(b && c)) { sell(); } }

    // cognitive 1: operators count outside of ifs too
    boolean plain(boolean a, boolean b) { return a || b; }

    // cognitive 3, nesting 2: try 0, catch 1, if within the catch 2, finally 0; try is one level deep
    void caught() { try { sell(); } catch (IllegalStateException e) { if (e.getCause() == null) { rest(); } } finally { rest(); } }

    // cognitive 1: a catch of several types is one catch
    void multi() { try { sell(); } catch (IllegalStateException | IllegalArgumentException e) { rest(); } }

    // cognitive 1, nesting 0: ternary
    int ternary(boolean a) { return a ? 1 : 2; }

    // cognitive 3: nested ternaries 1 + 2
    int ternaries(boolean a, boolean b) { return a ? 1 : b ? 2 : 3; }

    // cognitive 4: loop 1, if 2, jump to a label 1
    void labelled(int[] row) { outer: for (int cell : row) { if (cell > 0) { break outer; } } }

    // cognitive 3: plain break and continue are free
    void unlabelled(int[] row) { for (int cell : row) { if (cell > 0) { continue; } } }

    // cognitive 2, nesting 1: a lambda nests: if within it 2
    Runnable lambda(boolean a) { return () -> { if (a) { sell(); } }; }

    // cognitive 4: lambda in lambda: if 1 + 2 levels, and && 1
    Runnable lambdas(boolean a) { return () -> later(() -> { if (a && open()) { sell(); } }); }

    // cognitive 1: recursion
    int depth(int n) { return depth(n - 1) + depth(n - 2); }

    // cognitive 0: the same name with another number of arguments is an overload
    int depth(int n, int start) { return depth(n); }

    // cognitive 3, nesting 2: while 1, do 2 and the condition of a loop is not nested
    void loops(boolean a) { while (a) { do { sell(); } while (a); } }

    // cognitive 2: methods of an anonymous class nest in the method around
    Runnable anonymous(boolean a) {
        return new Runnable() {
            // cognitive 1: and count on their own
            public void run() { if (a) { sell(); } }
        };
    }
}
