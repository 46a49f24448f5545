# Expected values by the rules of the white paper "Cognitive Complexity" (G. Ann Campbell, SonarSource). The code is our own.

# cognitive 0, nesting 0: straight code, safe navigation
def straight(a)
  a&.total + 1
end

# cognitive 1, nesting 1: one if
def one(a)
  if a
    sell
  end
end

# cognitive 1, nesting 1: the same behind the statement
def behind(a)
  sell unless a
end

# cognitive 4, nesting 1: if 1, elsif 1, elsif 1, else 1
def chain(n)
  if n > 9
    1
  elsif n > 8
    2
  elsif n > 7
    3
  else
    4
  end
end

# cognitive 7, nesting 2: if 1, elsif 1, if within it 2, else 1, if within it 2
def in_chain(n, a)
  if n > 9
    1
  elsif n > 8
    sell if a
  else
    rest if a
  end
end

# cognitive 2, nesting 1: unless 1, else 1
def unless_else(a)
  unless a
    sell
  else
    rest
  end
end

# cognitive 6, nesting 3: 1 + 2 + 3
def grid(rows)
  for row in rows
    while row
      sell if row[0]
    end
  end
end

# cognitive 3, nesting 2: until 1, loop behind its body 2
def turns(a)
  until a
    sell while open?
  end
end

# cognitive 5, nesting 2: if 1, else 1, if within else 2, else 1
def else_nests(a, b)
  if a
    sell
  else
    sell
    if b
      sell
    else
      rest
    end
  end
end

# cognitive 1, nesting 1: case once, its else is the default
def days(month)
  case month
  when 2 then 28
  when 4, 6 then 30
  else 31
  end
end

# cognitive 3, nesting 2: case 1, if within its default 2
def unknown(month, a)
  case month
  when 2 then 28
  else
    sell if a
  end
end

# cognitive 1, nesting 1: case with patterns, guards are free
def shape(thing)
  case thing
  in { size: Integer => size } if size > 3 then size
  in [first, *] then first
  else nil
  end
end

# cognitive 2: if 1, one sequence 1
def same(a, b, c)
  sell if a && (b && c)
end

# cognitive 4: if 1, && 1, || 1, && 1
def mixed(a, b, c, d)
  sell if a && b || c || d && a
end

# cognitive 2: if 1, the word is the same operator
def words(a, b, c)
  sell if a && b and c
end

# cognitive 3: negation parts sequences
def negated(a, b, c)
  sell if a && !(b && c)
end

# cognitive 4, nesting 2: rescue 1, if within it 2, else of begin 1, ensure 0
def caught(a)
  begin
    sell
  rescue ArgumentError
    rest if a
  else
    rest
  ensure
    rest
  end
end

# cognitive 1, nesting 0: rescue of the method
def saved
  sell
rescue StandardError
  rest
end

# cognitive 1, nesting 1: begin without rescue groups
def memo(a)
  @memo ||= begin
    sell if a
  end
end

# cognitive 1: rescue behind the statement
def quiet
  sell rescue nil
end

# cognitive 3: ternaries 1 + 2
def ternaries(a, b)
  a ? 1 : (b ? 2 : 3)
end

# cognitive 2: a block nests
def each_one(rows)
  rows.each do |row|
    sell if row
  end
end

# cognitive 2: a lambda nests once
def small
  ->(row) { row ? 1 : 2 }
end

# cognitive 1: recursion
def depth(n)
  depth(n - 1) + depth(n - 2)
end

class Shop
  # cognitive 1: recursion on itself
  def self.total(n)
    self.total(n - 1)
  end

  # cognitive 0: of another
  def total(n)
    line.total(n - 1)
  end
end
