-- Expected values by the rules of the white paper "Cognitive Complexity" (G. Ann Campbell, SonarSource). The code is our own.

-- cognitive 0, nesting 0: straight code
local function straight(a) return a + 1 end

-- cognitive 1, nesting 1: one if
local function one(a)
  if a then sell() end
end

-- cognitive 4, nesting 1: if 1, elseif 1, elseif 1, else 1
local function chain(n)
  if n > 9 then return 1 elseif n > 8 then return 2 elseif n > 7 then return 3 else return 4 end
end

-- cognitive 6, nesting 3: 1 + 2 + 3
local function grid(rows)
  for _, row in ipairs(rows) do
    for i = 1, 3 do
      while row[i] do sell() end
    end
  end
end

-- cognitive 5, nesting 2: if 1, else 1, if within else 2, else 1
local function else_nests(a, b)
  if a then
    sell()
  else
    if b then sell() else rest() end
  end
end

-- cognitive 5, nesting 2: if 1, elseif 1, if within it 2, else 1
local function in_chain(a, b, c)
  if a then
    sell()
  elseif b then
    if c then sell() end
  else
    rest()
  end
end

-- cognitive 1, nesting 1: repeat
local function turns(a)
  repeat sell() until a
end

-- cognitive 2: if 1, one sequence 1
local function same(a, b, c)
  if a and (b and c) then sell() end
end

-- cognitive 4: if 1, and 1, or 1, and 1
local function mixed(a, b, c, d)
  if a and b or c or d and a then sell() end
end

-- cognitive 3: negation parts sequences
local function negated(a, b, c)
  if a and not (b and c) then sell() end
end

-- cognitive 2, nesting 0: and, or in place of a ternary
local function chosen(a)
  return a and 1 or 2
end

-- cognitive 4, nesting 2: loop 1, if 2, jump 1
local function labelled(rows)
  for _, row in ipairs(rows) do
    if row then goto continue end
    ::continue::
  end
end

-- cognitive 3, nesting 1: control flow of its own 1, so the function inside counts, nested 2
local function outer(a)
  if a then sell() end
  -- cognitive 1: and on its own
  local inner = function(b) if b then rest() end end
  return inner
end

-- cognitive 0, nesting 0: a function as a module leaves out what it holds
local shop = (function()
  -- cognitive 1: which counts on its own
  local function sold(a) if a then rest() end end
  return { sold = sold }
end)()

-- cognitive 1: recursion
local function depth(n)
  return depth(n - 1) + depth(n - 2)
end

-- cognitive 1: a method on itself
function shop:total(n)
  return self:total(n - 1)
end

-- cognitive 0: of another
function shop:price(n)
  return self.parent:price(n - 1)
end
