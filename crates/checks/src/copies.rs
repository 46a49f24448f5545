//! Copies that touch: one copy, cut in two by a token that differs.

use quarterdeck_facts::ClonePlace;

/// One copy: most of its lines at a place, those of its longest piece without a difference, and its places in source files.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Copies {
    pub(crate) lines: u32,
    pub(crate) longest: u32,
    pub(crate) places: Vec<ClonePlace>,
}

/// Copies in their order; those whose places all touch the places of one before them are joined to it.
pub(crate) fn joined(copies: Vec<Copies>) -> Vec<Copies> {
    let mut left = copies;
    let mut joined: Vec<Copies> = Vec::new();
    while !left.is_empty() {
        let mut whole = left.remove(0);
        // What is joined may touch a further one.
        while let Some(at) = left.iter().position(|other| touch(&whole, other)) {
            whole.join(&left.remove(at));
        }
        joined.push(whole);
    }
    joined
}

/// True when each place of one begins or ends where a place of the other ends or begins, at a line or the next.
fn touch(one: &Copies, other: &Copies) -> bool {
    let touches = |a: &ClonePlace, b: &ClonePlace| a.file == b.file && (meet(a, b) || meet(b, a));
    one.places.len() == other.places.len() && one.places.iter().zip(&other.places).all(|(a, b)| touches(a, b))
}

fn meet(first: &ClonePlace, second: &ClonePlace) -> bool {
    first.end_line == second.start_line || first.end_line.checked_add(1) == Some(second.start_line)
}

impl Copies {
    fn join(&mut self, other: &Self) {
        self.lines = self.lines.saturating_add(other.lines);
        self.longest = self.longest.max(other.longest);
        for (place, more) in self.places.iter_mut().zip(&other.places) {
            place.start_line = place.start_line.min(more.start_line);
            place.end_line = place.end_line.max(more.end_line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Copies, joined};
    use quarterdeck_facts::{ClonePlace, FileIx};

    fn copy(lines: u32, places: &[(usize, u32, u32)]) -> Copies {
        pieces(lines, lines, places)
    }

    fn pieces(lines: u32, longest: u32, places: &[(usize, u32, u32)]) -> Copies {
        let place = |(file, start_line, end_line): &(usize, u32, u32)| ClonePlace {
            file: FileIx::new(*file),
            start_line: *start_line,
            end_line: *end_line,
        };
        Copies { lines, longest, places: places.iter().map(place).collect() }
    }

    #[test]
    fn copies_that_touch_at_all_places_are_one() {
        let first = || copy(20, &[(0, 1, 20), (1, 101, 120)]);
        for (second, expected) in [
            (copy(30, &[(0, 20, 50), (1, 120, 150)]), vec![pieces(50, 30, &[(0, 1, 50), (1, 101, 150)])]),
            (copy(30, &[(0, 21, 50), (1, 121, 150)]), vec![pieces(50, 30, &[(0, 1, 50), (1, 101, 150)])]),
            (copy(30, &[(0, 22, 50), (1, 121, 150)]), vec![first(), copy(30, &[(0, 22, 50), (1, 121, 150)])]),
            (copy(30, &[(0, 21, 50), (2, 121, 150)]), vec![first(), copy(30, &[(0, 21, 50), (2, 121, 150)])]),
        ] {
            assert_eq!(joined(vec![first(), second]), expected);
        }
        // The third touches the second only.
        let chain = vec![copy(5, &[(0, 1, 5), (1, 1, 5)]), copy(5, &[(0, 11, 15), (1, 11, 15)])];
        let middle = copy(5, &[(0, 6, 10), (1, 6, 10)]);
        assert_eq!(joined(chain.into_iter().chain([middle]).collect()), [pieces(15, 5, &[(0, 1, 15), (1, 1, 15)])]);
    }
}
