// Expected values by the rules of the white paper "Cognitive Complexity" (G. Ann Campbell, SonarSource). The code is our own.
class Shop
{
    // cognitive 0, nesting 0: null handling is free
    int Free(string? a) { return a?.Length ?? 0; }

    // cognitive 1, nesting 1: one if
    void One(bool open) { if (open) { Sell(); } }

    // cognitive 3, nesting 1: if 1, else if 1, else 1
    int Chain(int n) { if (n > 9) { return 1; } else if (n > 8) { return 2; } else { return 3; } }

    // cognitive 6, nesting 3: 1 + 2 + 3
    void Grid(int[][] cells) { foreach (var row in cells) { for (int i = 0; i < 3; i++) { while (row[i] > 0) { Sell(); } } } }

    // cognitive 5, nesting 2: if 1, else 1, if within else 2, else 1
    void ElseNests(bool a, bool b) { if (a) { Sell(); } else { Sell(); if (b) { Sell(); } else { Rest(); } } }

    // cognitive 1: switch statement
    int Days(int month) { switch (month) { case 2: return 28; case 4: case 6: return 30; default: return 31; } }

    // cognitive 1: switch expression
    int Arms(int month) => month switch { 2 => 28, 4 => 30, _ => 31 };

    // cognitive 2: jump to a case: switch 1, goto 1
    void Fall(int n) { switch (n) { case 1: goto case 2; case 2: break; } }

    // cognitive 2: if 1, one sequence 1
    void Same(bool a, bool b, bool c) { if (a && b && c) { Sell(); } }

    // cognitive 4: if 1, && 1, || 1, && 1
    void Mixed(bool a, bool b, bool c, bool d) { if (a && b || c || d && a) { Sell(); } }

    // cognitive 3: negation parts sequences
    void Negated(bool a, bool b, bool c) { if (a && !(b && c)) { Sell(); } }

    // cognitive 3: catch 1, if within it 2
    void Caught() { try { Sell(); } catch (Exception e) when (e.Data == null) { if (open) { Rest(); } } finally { Rest(); } }

    // cognitive 3: nested ternaries 1 + 2
    int Ternaries(bool a, bool b) { return a ? 1 : b ? 2 : 3; }

    // cognitive 2: lambda nests
    Action Lambda(bool a) { return () => { if (a) { Sell(); } }; }

    // cognitive 2: so does a local function
    void Local(bool a) { void Inner() { if (a) { Sell(); } } Inner(); }

    // cognitive 3: lambda in lambda 1 + 2
    Action Lambdas(bool a) { return () => Later(() => { if (a) { Sell(); } }); }

    // cognitive 1: recursion
    int Depth(int n) { return Depth(n - 1) + Depth(n - 2); }

    // cognitive 0: an overload is another method
    int Depth(int n, int start) { return Depth(n); }

    // cognitive 0, nesting 0: using and lock are no control flow
    void Blocks() { using (Open()) { lock (this) { Sell(); } } }

    // cognitive 1: an accessor is a function
    int Total { get { if (open) { return 1; } return 2; } }
}
