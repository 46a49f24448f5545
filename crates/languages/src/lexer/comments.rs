//! What comments say: admitted debt, and that a program wrote the file. Apart because it reads words, not syntax.

use super::banner;
use crate::rules::GENERATED_PHRASES;
use bstr::{ByteSlice, Finder};
use std::sync::LazyLock;

/// Lines of a file in which it may say that a program wrote it.
const HEAD_LINES: u32 = 40;
/// Bytes of comments that are searched for such phrases.
const HEAD_BYTES: usize = 16 * 1024;

/// The phrases by which a file says that a program wrote it, ready to be looked for: all the parts of one.
static PHRASES: LazyLock<Vec<Vec<Finder<'static>>>> = LazyLock::new(|| {
    GENERATED_PHRASES.iter().map(|parts| parts.iter().map(|part| Finder::new(part).into_owned()).collect()).collect()
});

/// What was read in comments so far.
#[derive(Default)]
pub(super) struct Notes {
    pub(super) debt: u32,
    pub(super) generated: bool,
    searched_bytes: usize,
    /// The comments of the head, line by line.
    head: Vec<u8>,
}

impl Notes {
    /// Reads a comment that begins on `line`.
    pub(super) fn read(&mut self, comment: &[u8], line: u32) {
        self.debt += debt_words(comment);
        if line <= HEAD_LINES && self.searched_bytes < HEAD_BYTES {
            let left = (HEAD_LINES - line + 1) as usize;
            let head = &comment[..comment.len().min(HEAD_BYTES - self.searched_bytes)];
            self.searched_bytes += head.len();
            for line in head.lines().take(left) {
                self.head.extend_from_slice(line);
                self.head.push(b'\n');
            }
            let text = head.lines().take(left).collect::<Vec<_>>().join(&b' ').to_ascii_lowercase();
            self.generated =
                self.generated || PHRASES.iter().any(|parts| parts.iter().all(|part| part.find(&text).is_some()));
        }
    }
}

impl Notes {
    /// See [`banner::library_site`].
    pub(super) fn library_site(&self) -> String {
        banner::library_site(&self.head.to_str_lossy()).unwrap_or_default()
    }
}

/// Counts TODO, FIXME, HACK and XXX in capitals as whole words.
fn debt_words(comment: &[u8]) -> u32 {
    let mut count = 0;
    let mut at = 0;
    while let Some(found) = comment[at..].iter().position(|byte| matches!(byte, b'T' | b'F' | b'H' | b'X')) {
        at += found;
        let rest = &comment[at..];
        let word = [&b"TODO"[..], b"FIXME", b"HACK", b"XXX"].into_iter().find(|word| rest.starts_with(word));
        let Some(word) = word else {
            at += 1;
            continue;
        };
        let before = at.checked_sub(1).and_then(|before| comment.get(before));
        let after = rest.get(word.len());
        if ![before, after].into_iter().flatten().any(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') {
            count += 1;
        }
        at += word.len();
    }
    count
}
