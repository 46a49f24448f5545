// Expected values by the rules of the white paper "Cognitive Complexity" (G. Ann Campbell, SonarSource). The code is our own.
package shop

// cognitive 0, nesting 0: straight code, defer and go
func straight() { defer rest(); go sell() }

// cognitive 1, nesting 1: one if, its short statement included
func one(a error) { if err := sell(); err != nil { rest() } }

// cognitive 4, nesting 1: if 1, else if 1, else if 1, else 1
func chain(n int) int { if n > 9 { return 1 } else if n > 8 { return 2 } else if n > 7 { return 3 } else { return 4 } }

// cognitive 6, nesting 3: 1 + 2 + 3
func grid(rows [][]int) { for _, row := range rows { for i := 0; i < 3; i++ { for row[i] > 0 { sell() } } } }

// cognitive 5, nesting 2: if 1, else 1, if within else 2, else 1
func elseNests(a, b bool) { if a { sell() } else { sell(); if b { sell() } else { rest() } } }

// cognitive 1: switch
func days(month int) int { switch month { case 2: return 28; case 4, 6: return 30; default: return 31 } }

// cognitive 1: switch over types
func kind(a any) int { switch a.(type) { case int: return 1; case string: return 2 }; return 3 }

// cognitive 3, nesting 2: loop 1, select 2
func receive(in chan int) { for { select { case <-in: sell(); default: rest() } } }

// cognitive 2: if 1, one sequence 1
func same(a, b, c bool) { if a && (b && c) { sell() } }

// cognitive 4: if 1, && 1, || 1, && 1
func mixed(a, b, c, d bool) { if a && b || c || d && a { sell() } }

// cognitive 3: negation parts sequences
func negated(a, b, c bool) { if a && !(b && c) { sell() } }

// cognitive 4: loop 1, if 2, jump to a label 1
func labelled(rows []int) {
outer:
	for _, row := range rows { if row > 0 { break outer } }
}

// cognitive 2: if 1, goto 1
func jump(a bool) {
again:
	if a { goto again }
}

// cognitive 2, nesting 0: a function literal nests: if 2
func literal(a bool) func() {
	// cognitive 1, nesting 1: and counts on its own
	return func() { if a { sell() } }
}

// cognitive 3: literal in literal 1 + 2
func literals(a bool) { go func() { func() { if a { sell() } }() }() }

// cognitive 1: recursion
func depth(n int) int { return depth(n-1) + depth(n-2) }

// cognitive 1: a method on its receiver
func (s *Shop) total(n int) int { return s.total(n - 1) }

// cognitive 0: on another value it is no recursion
func (s *Shop) price(n int) int { return s.parent.price(n - 1) }
