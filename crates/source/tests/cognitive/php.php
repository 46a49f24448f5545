<?php
// Expected values by the rules of the white paper "Cognitive Complexity" (G. Ann Campbell, SonarSource). The code is our own.

// cognitive 0, nesting 0: null handling is free
function free(?string $a) { return $a?->length ?? 0; }

// cognitive 1, nesting 1: one if
function one($open) { if ($open) { sell(); } }

// cognitive 4, nesting 1: if 1, elseif 1, else if 1, else 1
function chain($n) { if ($n > 9) { return 1; } elseif ($n > 8) { return 2; } else if ($n > 7) { return 3; } else { return 4; } }

// cognitive 3, nesting 1: the same with colons: if 1, elseif 1, else 1
function colons($n) { if ($n > 9): sell(); elseif ($n > 8): rest(); else: sell(); endif; }

// cognitive 6, nesting 3: 1 + 2 + 3
function grid($cells) { foreach ($cells as $row) { for ($i = 0; $i < 3; $i++) { while ($row[$i]) { sell(); } } } }

// cognitive 5, nesting 2: if 1, else 1, if within else 2, else 1
function else_nests($a, $b) { if ($a) { sell(); } else { sell(); if ($b) { sell(); } else { rest(); } } }

// cognitive 1: switch
function days($month) { switch ($month) { case 2: return 28; case 4: case 6: return 30; default: return 31; } }

// cognitive 1: match
function arms($month) { return match ($month) { 2 => 28, 4, 6 => 30, default => 31 }; }

// cognitive 2: if 1, one sequence 1, words or signs
function same($a, $b, $c) { if ($a && $b and $c) { sell(); } }

// cognitive 4: if 1, && 1, || 1, && 1
function mixed($a, $b, $c, $d) { if ($a && $b || $c || $d && $a) { sell(); } }

// cognitive 3: negation parts sequences
function negated($a, $b, $c) { if ($a && !($b && $c)) { sell(); } }

// cognitive 3: catch 1, if within it 2
function caught() { try { sell(); } catch (Failure $e) { if ($e->code) { rest(); } } finally { rest(); } }

// cognitive 3: nested ternaries 1 + 2
function ternaries($a, $b) { return $a ? 1 : ($b ? 2 : 3); }

// cognitive 1: short ternary
function short($a) { return $a ?: 1; }

// cognitive 4: loops 1 + 2, break out of two 1
function levels($rows) { foreach ($rows as $row) { foreach ($row as $cell) { break 2; } } }

// cognitive 1: break out of one is free
function level($rows) { foreach ($rows as $row) { break 1; } }

// cognitive 2: if 1, goto 1
function jump($a) { again: if ($a) { goto again; } }

// cognitive 2: a closure nests
function closure($a) { return function () use ($a) { if ($a) { sell(); } }; }

// cognitive 2: an arrow function too
function arrow($a) { return fn () => $a ? 1 : 2; }

// cognitive 1: recursion
function depth($n) { return depth($n - 1); }

class Shop {
    // cognitive 1: recursion on itself
    public function total($n) { return $this->total($n - 1); }

    // cognitive 0: the same method of another object is no recursion
    public function price($other) { return $other->price(1); }
}
