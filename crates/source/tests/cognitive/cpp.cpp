// Expected values by the rules of the white paper "Cognitive Complexity" (G. Ann Campbell, SonarSource). The code is our own.
class Shop {
    // cognitive 0, nesting 0: straight code costs nothing
    int price(int net) const { return net * 119 / 100; }

    // cognitive 1, nesting 1: one if with its initial statement
    void one() { if (auto it = find(); it != end()) { sell(); } }

    // cognitive 4, nesting 1: if 1, else if 1, else if 1, else 1
    int chain(int n) { if (n > 9) { return 1; } else if (n > 8) { return 2; } else if (n > 7) { return 3; } else { return 4; } }

    // cognitive 6, nesting 3: 1 + 2 + 3
    void grid() { for (auto &row : rows) { for (auto &cell : row) { while (cell > 0) sell(); } } }

    // cognitive 5, nesting 2: if 1, else 1, if within else 2, else 1
    void else_nests(bool a, bool b) { if (a) { sell(); } else { sell(); if (b) { sell(); } else { rest(); } } }

    // cognitive 1: switch counts once
    int days(int month) { switch (month) { case 2: return 28; case 4: case 6: return 30; default: return 31; } }

    // cognitive 2: if 1, one sequence 1; `and` is `&&`
    void same(bool a, bool b, bool c) { if (a && b and c) { sell(); } }

    // cognitive 4: if 1, && 1, || 1, && 1
    void mixed(bool a, bool b, bool c, bool d) { if (a && b || c || d && a) { sell(); } }

    // cognitive 3: negation parts sequences
    void negated(bool a, bool b, bool c) { if (a && !(b && c)) { sell(); } }

    // cognitive 0: `&&` of a type is no operator
    void moved(Key &&key, auto &&...rest) { take(std::move(key)); }

    // cognitive 3, nesting 2: try 0, catch 1, if within 2
    void caught(bool a) { try { sell(); } catch (const Empty &e) { if (a) { rest(); } } }

    // cognitive 2: each catch counts
    void caught_twice() { try { sell(); } catch (const Empty &e) { rest(); } catch (...) { rest(); } }

    // cognitive 1, nesting 0: ternary
    int ternary(bool a) { return a ? 1 : 2; }

    // cognitive 2: if 1, goto 1
    void jump(bool a) { again: if (a) goto again; }

    // cognitive 2, nesting 1: a lambda nests: if 2
    void lambda(bool a) { later([a] { if (a) { sell(); } }); }

    // cognitive 3: lambda in lambda: if 1 + 2
    void lambdas(bool a) { later([a] { later([a] { if (a) { sell(); } }); }); }

    // cognitive 1: recursion on itself
    int total(int n) { return this->total(n - 1) + total(n - 2); }

    // cognitive 0: another number of arguments is an overload
    int total(int n, int start) { return total(n); }
};

// cognitive 1: a free function that calls itself
template <typename T> T depth(T n) { return depth(n - 1); }

// cognitive 0: a method that calls a free function of its name by its full name
void Shop::close(int n) { ::close(n); }
