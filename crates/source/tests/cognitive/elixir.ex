# Expected values by the rules of the white paper "Cognitive Complexity" (G. Ann Campbell, SonarSource). The code is our own.
defmodule Shop do
  # cognitive 0, nesting 0: straight code
  def straight(a), do: a + 1

  # cognitive 1, nesting 1: one if
  def one(a) do
    if a do
      sell()
    end
  end

  # cognitive 1, nesting 1: unless, in one line
  def rarely(a), do: unless(a, do: sell())

  # cognitive 2, nesting 1: if 1, else 1
  def either(a) do
    if a do
      sell()
    else
      rest()
    end
  end

  # cognitive 2, nesting 1: the same in one line
  def in_line(a), do: if(a, do: sell(), else: rest())

  # cognitive 6, nesting 3: 1 + 2 + 3
  def grid(rows) do
    for row <- rows do
      case row do
        [cell | _] ->
          if cell do
            sell()
          end

        _ ->
          nil
      end
    end
  end

  # cognitive 5, nesting 2: if 1, else 1, if within else 2, else 1
  def else_nests(a, b) do
    if a do
      sell()
    else
      if b do
        sell()
      else
        rest()
      end
    end
  end

  # cognitive 1, nesting 1: cond
  def chain(n) do
    cond do
      n > 9 -> 1
      n > 8 -> 2
      true -> 3
    end
  end

  # cognitive 1, nesting 1: with, its else is its default
  def joined(a) do
    with {:ok, b} <- sell(a),
         {:ok, c} <- rest(b) do
      c
    else
      _ -> nil
    end
  end

  # cognitive 1, nesting 1: receive
  def waiting do
    receive do
      :sold -> 1
    end
  end

  # cognitive 2: if 1, one sequence 1
  def same(a, b, c) do
    if a && (b && c), do: sell()
  end

  # cognitive 4: if 1, and 1, or 1, and 1
  def mixed(a, b, c, d) do
    if (a and b) or c or (d and a), do: sell()
  end

  # cognitive 3: negation parts sequences
  def negated(a, b, c) do
    if a && !(b && c), do: sell()
  end

  # cognitive 4, nesting 2: rescue 1, if within it 2, else of try 1, after 0
  def caught(a) do
    try do
      sell()
    rescue
      _ in ArgumentError -> if a, do: rest()
    else
      _ -> rest()
    after
      rest()
    end
  end

  # cognitive 1: rescue of the function
  def saved do
    sell()
  rescue
    _ -> rest()
  end

  # cognitive 2: a closure nests
  def small(rows) do
    Enum.each(rows, fn row -> if row, do: sell() end)
  end

  # cognitive 1: recursion
  def depth(n), do: depth(n - 1) + depth(n - 2)

  # cognitive 0: a function of another arity
  def total(a), do: total(a, 0)
end
