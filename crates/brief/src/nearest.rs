//! The word that was meant: the nearest of a list to one that is not in it.

/// The nearest of some words to one that is not among them; `None` when none is near.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const MAX_CHARS: usize = 40;
    if word.chars().count() > MAX_CHARS {
        return None;
    }
    let word = word.to_lowercase();
    let near = |known: &&'a str| {
        let distance = edits(&word, &known.to_lowercase());
        // One slip in three letters, or one word that starts as the other does.
        let starts = word.len() >= 3 && (known.starts_with(&word) || word.starts_with(*known));
        (distance * 3 <= word.chars().count().max(3) || starts).then_some(distance)
    };
    known.into_iter().filter_map(|known| Some((near(&known)?, known))).min().map(|(_, known)| known)
}

/// Letters to insert, remove, replace or swap with their neighbour (optimal string alignment).
fn edits(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows: Vec<Vec<usize>> = (0..=a.len()).map(|i| (i..=i + b.len()).collect()).collect();
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let replace = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replace.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_finds_the_word_that_was_meant() {
        let known = ["title", "themes", "target", "days_per_week", "days_per_month", "cost_per_day"];
        for (word, expected) in [
            ("titel", Some("title")),
            ("theme", Some("themes")),
            ("Title", Some("title")),
            ("day_per_week", Some("days_per_week")),
            ("cost", Some("cost_per_day")),
            ("colour", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, known), expected, "{word}");
        }
        assert_eq!(nearest(&"t".repeat(1_000_000), known), None);
    }
}
