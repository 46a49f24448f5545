// Expected values by the rules of the white paper "Cognitive Complexity" (G. Ann Campbell, SonarSource). The code is our own.
class Shop {
  // cognitive 0, nesting 0: straight code costs nothing
  def price(net: Int): Int = net * 119 / 100

  // cognitive 1, nesting 1: one if
  def one(open: Boolean): Unit = if (open) sell()

  // cognitive 4, nesting 1: if 1, else if 1, else if 1, else 1
  def chain(n: Int): Int = { if (n > 9) { 1 } else if (n > 8) { 2 } else if (n > 7) { 3 } else { 4 } }

  // cognitive 6, nesting 3: 1 + 2 + 3
  def grid(rows: List[List[Int]]): Unit = { for (row <- rows) { for (cell <- row) { while (cell > 0) { sell() } } } }

  // cognitive 1, nesting 1: one for with two generators and a guard
  def pairs(a: List[Int]) = for { x <- a; y <- a if x > y } yield x + y

  // cognitive 5, nesting 2: if 1, else 1, if within else 2, else 1
  def elseNests(a: Boolean, b: Boolean): Unit = { if (a) { sell() } else { sell(); if (b) { sell() } else { rest() } } }

  // cognitive 1, nesting 1: match counts once whatever its cases and guards
  def days(month: Int, leap: Boolean): Int = month match {
    case 2 if leap => 29
    case 2 => 28
    case 4 | 6 => 30
    case _ => 31
  }

  // cognitive 3, nesting 2: match 1, if within a case 2
  def inCase(n: Int, a: Boolean): Unit = n match {
    case 1 => if (a) sell()
    case _ => rest()
  }

  // cognitive 2: if 1, one sequence 1
  def same(a: Boolean, b: Boolean, c: Boolean): Unit = if (a && (b && c)) sell()

  // cognitive 4: if 1, && 1, || 1, && 1
  def mixed(a: Boolean, b: Boolean, c: Boolean, d: Boolean): Unit = if (a && b || c || d && a) sell()

  // cognitive 3: negation parts sequences
  def negated(a: Boolean, b: Boolean, c: Boolean): Unit = if (a && !(b && c)) sell()

  // cognitive 3, nesting 2: try 0, catch once 1, if within a case 2, finally 0
  def caught(a: Boolean): Unit = try { sell() } catch {
    case e: Empty => if (a) rest()
    case e: Full => rest()
  } finally { rest() }

  // cognitive 2, nesting 1: a lambda nests: if 2
  def lambda(a: Boolean): Unit = later(x => if (a) sell())

  // cognitive 2, nesting 1: a block of cases is a lambda: if 2
  def cases(a: Boolean): Unit = later { case x => if (a) sell() }

  // cognitive 3: lambda in lambda 1 + 2
  def lambdas(a: Boolean): Unit = later(x => later(y => if (a) sell()))

  // cognitive 1: recursion
  def depth(n: Int): Int = depth(n - 1) + this.depth(n - 2)

  // cognitive 1: operators count outside of ifs too
  def plain(a: Boolean, b: Boolean): Boolean = a || b

  // cognitive 3, nesting 2: while 1, do 2
  def loops(a: Boolean): Unit = { while (a) { do { sell() } while (a) } }

  // cognitive 2: a function inside nests: if 2
  def outer(a: Boolean): Unit = {
    // cognitive 1, nesting 1: and counts on its own
    def inner(): Unit = if (a) sell()
    inner()
  }
}
