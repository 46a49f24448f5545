//! What a parser is not given at all: the bounds that a plain scan of the bytes can tell, apart so that refusing
//! never costs a parse.

use crate::Refused;
use quarterdeck_base::bound;

/// Refuses files beyond the bounds on size, line length and bracket nesting.
pub(crate) fn admit(bytes: &[u8]) -> Result<(), Refused> {
    if bytes.len() as u64 > bound::PARSE_BYTES {
        return Err(Refused::TooLarge);
    }
    if bytes.split(|byte| *byte == b'\n').any(|line| line.len() as u64 > bound::PARSE_LINE_BYTES) {
        return Err(Refused::LongLine);
    }
    if deepest_brackets(bytes) > bound::PARSE_NESTING {
        return Err(Refused::TooDeep);
    }
    Ok(())
}

/// Deepest nesting of brackets, those in strings and comments included: telling them apart would need the parser.
/// A closing bracket takes back one opening bracket of its own kind, so text such as `a)` cannot hide what follows.
fn deepest_brackets(bytes: &[u8]) -> u64 {
    let mut open = [0_u64; 3];
    let mut deepest = 0;
    for byte in bytes {
        match byte {
            b'(' => open[0] += 1,
            b'[' => open[1] += 1,
            b'{' => open[2] += 1,
            b')' => open[0] = open[0].saturating_sub(1),
            b']' => open[1] = open[1].saturating_sub(1),
            b'}' => open[2] = open[2].saturating_sub(1),
            _ => continue,
        }
        deepest = deepest.max(open.iter().sum());
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::{admit, deepest_brackets};
    use crate::Refused;

    #[test]
    fn the_three_bounds_refuse_by_name() {
        for (bytes, expected) in [
            (b"f(x)".to_vec(), Ok(())),
            (vec![b'\n'; 2 * 1024 * 1024], Ok(())),
            (vec![b'\n'; 2 * 1024 * 1024 + 1], Err(Refused::TooLarge)),
            (vec![b'a'; 200_001], Err(Refused::LongLine)),
            (vec![b'('; 400], Ok(())),
            (vec![b'('; 401], Err(Refused::TooDeep)),
        ] {
            assert_eq!(admit(&bytes), expected, "{} bytes", bytes.len());
        }
    }

    #[test]
    fn brackets_of_three_kinds_nest_in_each_other() {
        assert_eq!(deepest_brackets(b"a([{}])(x)"), 3);
        assert_eq!(deepest_brackets(b")))((("), 3);
    }
}
