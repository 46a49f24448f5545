# Expected values by the rules of the white paper "Cognitive Complexity" (G. Ann Campbell, SonarSource). The code is our own.

# cognitive 0, nesting 0: straight code, a pipe
straight() { sell | rest; }

# cognitive 1, nesting 1: one if
one() {
  if [ -n "$1" ]; then sell; fi
}

# cognitive 4, nesting 1: if 1, elif 1, elif 1, else 1
chain() {
  if [ "$1" -gt 9 ]; then
    echo 1
  elif [ "$1" -gt 8 ]; then
    echo 2
  elif [ "$1" -gt 7 ]; then
    echo 3
  else
    echo 4
  fi
}

# cognitive 6, nesting 3: 1 + 2 + 3
grid() {
  for row in $1; do
    while read -r cell; do
      if [ "$cell" ]; then sell; fi
    done < "$row"
  done
}

# cognitive 5, nesting 2: if 1, else 1, if within else 2, else 1
else_nests() {
  if [ "$1" ]; then
    sell
  else
    if [ "$2" ]; then
      sell
    else
      rest
    fi
  fi
}

# cognitive 5, nesting 2: if 1, elif 1, if within it 2, else 1
in_chain() {
  if [ "$1" ]; then
    sell
  elif [ "$2" ]; then
    if [ "$3" ]; then sell; fi
  else
    rest
  fi
}

# cognitive 1, nesting 1: case
days() {
  case $1 in
    2) echo 28 ;;
    4 | 6) echo 30 ;;
    *) echo 31 ;;
  esac
}

# cognitive 1, nesting 1: until
wait_for() {
  until ready; do sleep 1; done
}

# cognitive 1, nesting 1: select
choose() {
  select one in a b; do echo "$one"; done
}

# cognitive 1, nesting 1: a loop with a counter
count() {
  for ((i = 0; i < 3; i++)); do sell; done
}

# cognitive 2: if 1, one sequence of commands 1
same() {
  if sell && rest && open; then echo yes; fi
}

# cognitive 3: if 1, && 1, || 1
mixed() {
  if sell && rest || open; then echo yes; fi
}

# cognitive 2: if 1, one sequence within brackets 1
tested() {
  if [[ $1 == a && $2 == b ]]; then sell; fi
}

# cognitive 1, nesting 0: a command that decides
guarded() {
  sell || return 1
}

# cognitive 4, nesting 2: loop 1, loop 2, break out of both 1
labelled() {
  for row in $1; do
    for cell in $row; do
      break 2
    done
    break
  done
}

# cognitive 1: recursion
depth() {
  depth $(($1 - 1))
}

# cognitive 1, nesting 0: a ternary in arithmetic
ternary() {
  echo $(($1 > 0 ? 1 : 2))
}
