# Expected values by the rules of the white paper "Cognitive Complexity" (G. Ann Campbell, SonarSource). The code is our own.


# cognitive 0, nesting 0: straight code
def straight(a):
    return a + 1


# cognitive 1, nesting 1: one if
def one(a):
    if a:
        sell()


# cognitive 4, nesting 1: if 1, elif 1, elif 1, else 1
def chain(n):
    if n > 9:
        return 1
    elif n > 8:
        return 2
    elif n > 7:
        return 3
    else:
        return 4


# cognitive 6, nesting 3: 1 + 2 + 3
def grid(rows):
    for row in rows:
        while row:
            if row[0]:
                sell()


# cognitive 5, nesting 2: if 1, else 1, if within else 2, else 1
def else_nests(a, b):
    if a:
        sell()
    else:
        sell()
        if b:
            sell()
        else:
            rest()


# cognitive 2: loop 1, its else 1
def loop_else(rows):
    for row in rows:
        sell()
    else:
        rest()


# cognitive 4, nesting 2: except 1, if within it 2, else of try 1, finally 0
def caught(a):
    try:
        sell()
    except ValueError:
        if a:
            rest()
    else:
        rest()
    finally:
        rest()


# cognitive 1, nesting 1: match
def matched(month):
    match month:
        case 2:
            return 28
        case 4 | 6:
            return 30
        case _:
            return 31


# cognitive 2: if 1, one sequence 1
def same(a, b, c):
    if a and b and c:
        sell()


# cognitive 4: if 1, and 1, or 1, and 1
def mixed(a, b, c, d):
    if a and b or c or d and a:
        sell()


# cognitive 3: negation parts sequences
def negated(a, b, c):
    if a and not (b and c):
        sell()


# cognitive 1, nesting 0: conditional expression
def ternary(a):
    return 1 if a else 2


# cognitive 0: a comprehension without condition is free
def mapped(rows):
    return [row + 1 for row in rows]


# cognitive 0: its condition is free as well
def filtered(rows):
    return [row for row in rows if row]


# cognitive 1: and joins conditions wherever they stand
def filtered_twice(rows):
    return [row for row in rows if row and row.price]


# cognitive 2: a lambda nests
def small(rows):
    return sorted(rows, key=lambda row: 1 if row else 2)


# cognitive 2: a function nests
def outer(a):
    # cognitive 1: and counts on its own
    def inner():
        if a:
            sell()

    inner()
    rest()


# cognitive 1: a decorator does not: one function and a return
def decorator(wrapped):
    """Wraps."""

    def wrapper(a):
        if a:
            wrapped()

    return wrapper


# cognitive 1: recursion
def depth(n):
    return depth(n - 1) + depth(n - 2)


class Shop:
    # cognitive 1: recursion on itself
    def total(self, n):
        return self.total(n - 1)

    # cognitive 0: with is no control flow
    def opened(self):
        with open("a") as file:
            return file
