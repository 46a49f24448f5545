//! What software says of itself at the beginning of a document: a claim of one kind beside words of another, so that a word in
//! passing is none.

use bstr::ByteSlice;

/// Software says within so many lines what it is.
const OPENING_LINES: usize = 60;

/// The words beside a claim stand at most so many lines away.
const BESIDE_LINES: usize = 20;

/// Line, from 1, of the first claim in the opening of a document that has one of these words near it and none of those before
/// it in its sentence: `test it against a vulnerable app` speaks of other software. All in lower case.
pub(crate) fn first_claim(bytes: &[u8], claim: &[u8], beside: &[String], of_others: &[String]) -> Option<u32> {
    let lines: Vec<Vec<u8>> = bytes.lines().take(OPENING_LINES).map(|line| line.trim().to_ascii_lowercase()).collect();
    let is_near = |at: usize| {
        let near = &lines[at.saturating_sub(BESIDE_LINES)..(at + BESIDE_LINES + 1).min(lines.len())];
        near.iter().any(|line| beside.iter().any(|word| word_at(line, word.as_bytes()).is_some()))
    };
    let at = (0..lines.len()).find(|at| {
        let Some(column) = word_at(&lines[*at], claim) else { return false };
        let above = at.checked_sub(1).map_or(&[][..], |above| lines[above].as_slice());
        let before = [above, &lines[*at][..column]].join(&b' ');
        let sentence = before.rsplit(|byte| b".!?#".contains(byte)).next().unwrap_or_default();
        is_near(*at) && !of_others.iter().any(|word| word_at(sentence, word.as_bytes()).is_some())
    })?;
    u32::try_from(at + 1).ok()
}

/// Where the first such word stands; a letter or digit may not stand beside it.
pub(crate) fn word_at(line: &[u8], word: &[u8]) -> Option<usize> {
    let beside = |at: Option<usize>| at.and_then(|at| line.get(at)).is_some_and(u8::is_ascii_alphanumeric);
    line.find_iter(word).find(|at| !beside(at.checked_sub(1)) && !beside(Some(at + word.len())))
}

#[cfg(test)]
mod tests {
    use super::first_claim;

    #[test]
    fn a_claim_is_made_of_oneself_at_the_beginning() {
        let (beside, of_others) = (["training".to_owned()], ["against".to_owned(), "your".to_owned()]);
        for (text, line) in [
            ("# Goat\n\nGoat is an insecure app.\nUse it for security training.\n", Some(3)),
            ("Goat is an Insecure\tapp.\n\nTraining.", None),
            ("# Goat\n\nGoat is an insecure app.\n", None),
            ("# Goat\n\nGoat is an insecure application, for training.\n", None),
            // Of other software, in a sentence of two lines, and in the sentence before.
            ("# Scanner\n\nRun it against an insecure app in your training.\n", None),
            ("# Scanner\n\nRun it in a training against\nan insecure app.\n", None),
            ("# Goat\n\nGuards against nothing. An insecure app for training.\n", Some(3)),
            ("Scan your pages\n\nan insecure app for training\n", Some(3)),
        ] {
            assert_eq!(first_claim(text.as_bytes(), b"insecure app", &beside, &of_others), line, "{text}");
        }
        let far = |lines: usize| format!("an insecure app\n{}training\n", "\n".repeat(lines - 1));
        let late = |lines: usize| format!("{}an insecure app for training\n", "\n".repeat(lines));
        for (text, line) in [(far(20), Some(1)), (far(21), None), (late(59), Some(60)), (late(60), None)] {
            assert_eq!(first_claim(text.as_bytes(), b"insecure app", &beside, &of_others), line, "{}", text.len());
        }
    }
}
