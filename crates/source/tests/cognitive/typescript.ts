// Expected values by the rules of the white paper "Cognitive Complexity" (G. Ann Campbell, SonarSource). The code is our own.

// cognitive 0, nesting 0: types, conditional types included, are free
function typed<T>(a: T extends string ? number : boolean, b?: string): string { return b!.length as unknown as string; }

// cognitive 0: optional chaining and null coalescing are free
function free(a?: { b?: string }): string { return a?.b ?? "none"; }

// cognitive 3, nesting 1: if 1, else if 1, else 1
function chain(n: number): number { if (n > 9) { return 1; } else if (n > 8) { return 2; } else { return 3; } }

// cognitive 6, nesting 3: 1 + 2 + 3
function grid(rows: number[][]): void { for (const row of rows) { for (const i in row) { while (row[i]) { sell(); } } } }

// cognitive 5, nesting 2: if 1, else 1, if within else 2, else 1
function elseNests(a: boolean, b: boolean): void { if (a) { sell(); } else { sell(); if (b) { sell(); } else { rest(); } } }

// cognitive 1: switch
function days(month: number): number { switch (month) { case 2: return 28; default: return 31; } }

// cognitive 2: if 1, one sequence 1
function same(a: boolean, b: boolean): void { if (a && b && a) { sell(); } }

// cognitive 4: if 1, && 1, || 1, && 1
function mixed(a: boolean, b: boolean): void { if (a && b || b || b && a) { sell(); } }

// cognitive 3: negation parts sequences
function negated(a: boolean, b: boolean): void { if (a && !(b && a)) { sell(); } }

// cognitive 3: catch 1, if within it 2
function caught(): void { try { sell(); } catch (e: unknown) { if (e) { rest(); } } finally { rest(); } }

// cognitive 3: nested ternaries 1 + 2
function ternaries(a: boolean, b: boolean): number { return a ? 1 : b ? 2 : 3; }

// cognitive 4: loop 1, if 2, jump to a label 1
function labelled(rows: number[]): void { outer: for (const row of rows) { if (row) { break outer; } } }

// cognitive 3: if 1, arrow function nests: if 2
const outer = (a: boolean): void => { if (a) { sell(); } later((): void => { if (a) { rest(); } }); };

// cognitive 1: recursion
function depth(n: number): number { return depth(n - 1); }

abstract class Shop {
    abstract price(n: number): number;

    // cognitive 1: recursion on itself
    total(n: number): number { return this.total(n - 1); }

    // cognitive 1: a field that holds a function
    open = (a: boolean): void => { if (a) { sell(); } };
}
