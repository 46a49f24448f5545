//! The byte-level lexer: one pass over a file, line classes and tokens as it goes. Apart from `facts` because it
//! knows nothing of files, only of bytes and a syntax.
//!
//! It never fails: what it cannot make sense of is code. It never goes back more than a bounded number of times
//! ([`FAILED_SEARCHES`]), so its time is linear in the size of the file.

mod banner;
mod comments;
mod forms;
mod guests;
mod lines;
mod strings;

pub use banner::site;
pub(crate) use lines::Totals;

use crate::language::{At, BlockComment, Inside, LANGUAGES, Language, LineComment, StringRule, Syntax, byte};
use crate::{LineClass, TokenStream};
use bstr::ByteSlice;
use comments::Notes;
use guests::Guest;
use lines::Lines;
use quarterdeck_base::bound;

/// Searches for an end mark that may fail before the lexer stops looking for such forms in a file.
const FAILED_SEARCHES: u32 = 64;
/// Deepest nesting of code within strings.
const FRAMES: usize = 64;

/// What the caller wants besides totals.
#[derive(Clone, Copy)]
pub(crate) struct Wanted {
    pub(crate) tokens: bool,
    pub(crate) classes: bool,
}

/// What came out.
pub(crate) struct Lexed {
    pub(crate) totals: Totals,
    pub(crate) classes: Vec<LineClass>,
    pub(crate) tokens: TokenStream,
    pub(crate) nesting: u32,
    pub(crate) says_generated: bool,
    pub(crate) library_site: String,
    pub(crate) admitted_debt: u32,
}

/// Code within a string, to be left at `close` on the same depth of brackets.
struct Frame {
    rule: &'static StringRule,
    close: u8,
    depth: u32,
}

pub(crate) struct Lexer<'a> {
    bytes: &'a [u8],
    position: usize,
    syntax: &'static Syntax,
    /// Of the language itself: where its code begins within another text.
    inside: Option<Inside>,
    guest: Option<Guest>,
    frames: Vec<Frame>,
    /// Tags of here-documents that begin after this line.
    pending: Vec<Vec<u8>>,
    lines: Lines<'a>,
    notes: Notes,
    tokens: Option<TokenStream>,
    depth: u32,
    nesting: u32,
    /// Start and end of the last token: tells whether `/` divides or begins a pattern.
    last: (usize, usize),
    failed: u32,
    /// The same for patterns between slashes, which are looked for within a line.
    failed_patterns: u32,
}

/// Lexes a text. `None` means unknown language: every line that is not blank is code.
pub(crate) fn lex(language: Option<&'static Language>, bytes: &[u8], wanted: Wanted) -> Lexed {
    static PLAIN: Syntax = Syntax {
        literate: false,
        blocks: &[],
        lines: &[],
        strings: &[],
        specials: &[],
        inside: None,
        regions: &[],
        table: [byte::PUNCTUATION; 256],
    };
    let syntax = language.map_or(&PLAIN, |language| &language.syntax);
    let mut lexer = Lexer {
        bytes,
        position: if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 },
        syntax: syntax.inside.map_or(syntax, |inside| &LANGUAGES[inside.outside].syntax),
        inside: syntax.inside,
        guest: None,
        frames: Vec::new(),
        pending: Vec::new(),
        lines: Lines::new(bytes, syntax.literate, wanted.classes),
        notes: Notes::default(),
        tokens: wanted.tokens.then(|| tokens_for(bytes.len())),
        depth: 0,
        nesting: 0,
        last: (0, 0),
        failed: 0,
        failed_patterns: 0,
    };
    if language.is_some() {
        lexer.run(syntax);
    } else {
        lexer.lines.plain(lexer.position);
    }
    lexer.lines.finish();
    if let Some(tokens) = &mut lexer.tokens {
        tokens.hashes.shrink_to_fit();
        tokens.lines.shrink_to_fit();
    }
    Lexed {
        totals: lexer.lines.totals,
        classes: lexer.lines.classes.unwrap_or_default(),
        tokens: lexer.tokens.unwrap_or_default(),
        nesting: lexer.nesting,
        says_generated: lexer.notes.generated,
        library_site: lexer.notes.library_site(),
        admitted_debt: lexer.notes.debt,
    }
}

impl Lexer<'_> {
    fn run(&mut self, own: &'static Syntax) {
        while let Some(&first) = self.bytes.get(self.position) {
            let class = self.syntax.table[usize::from(first)];
            match class {
                byte::SPACE => {
                    let rest = &self.bytes[self.position + 1..];
                    self.position += 1 + rest.iter().take_while(|next| **next == b' ').count();
                }
                byte::NEWLINE => self.newline(),
                byte::WORD => self.word(),
                byte::PUNCTUATION => self.punctuation(first),
                _ => {
                    if !self.form(first, own) {
                        match class & !byte::TRY {
                            byte::WORD => self.word(),
                            byte::SPACE => self.position += 1,
                            _ => self.punctuation(first),
                        }
                    }
                }
            }
        }
    }

    fn newline(&mut self) {
        self.lines.newline(self.position);
        self.position += 1;
        while self.frames.last().is_some_and(|frame| !frame.rule.multi_line) {
            self.frames.pop();
        }
        if !self.pending.is_empty() {
            self.here_documents();
        }
    }

    fn word(&mut self) {
        let (bytes, table, start) = (self.bytes, &self.syntax.table, self.position);
        let number = bytes[start].is_ascii_digit();
        let mut at = start + 1;
        loop {
            while at < bytes.len() && table[usize::from(bytes[at])] & !byte::TRY == byte::WORD {
                at += 1;
            }
            // `1.5` is one number; `1..2` and `a.b` are not.
            if !number || bytes.get(at) != Some(&b'.') || !bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
                break;
            }
            at += 1;
        }
        self.token(start, at);
        self.position = at;
    }

    fn punctuation(&mut self, first: u8) {
        if self.leaves_guest() {
            return;
        }
        match first {
            b'(' | b'[' | b'{' => {
                self.depth += 1;
                self.nesting = self.nesting.max(self.depth);
            }
            b')' | b']' | b'}' => {
                if let Some(frame) = self.frames.last()
                    && frame.close == first
                    && frame.depth == self.depth
                {
                    let rule = frame.rule;
                    self.frames.pop();
                    self.string(rule, self.position, self.position + 1);
                    return;
                }
                self.depth = self.depth.saturating_sub(1);
            }
            _ => {}
        }
        self.token(self.position, self.position + 1);
        self.position += 1;
    }

    /// Records one token of a single line; it is code.
    fn token(&mut self, start: usize, end: usize) {
        self.lines.code = true;
        self.last = (start, end);
        let line = self.lines.line;
        if let Some(tokens) = &mut self.tokens
            && (tokens.hashes.len() as u64) < bound::FILE_TOKENS
        {
            tokens.hashes.push(hash(&self.bytes[start..end]));
            tokens.lines.push(line);
        }
    }

    /// Records a string or other code that may span lines, and goes on after it.
    fn code_span(&mut self, start: usize, end: usize) {
        self.token(start, end);
        self.lines.span(start, end, false);
        self.position = end;
    }

    fn comment_span(&mut self, start: usize, end: usize) {
        self.notes.read(&self.bytes[start..end], self.lines.line);
        self.lines.span(start, end, true);
        self.position = end;
    }

    /// Tries everything that can begin at a byte marked in the table.
    fn form(&mut self, first: u8, own: &'static Syntax) -> bool {
        if self.leaves_guest() || self.enters_guest(own) {
            return true;
        }
        let syntax = self.syntax;
        if !syntax.specials.is_empty() && self.special(first) {
            return true;
        }
        for block in syntax.blocks {
            if self.starts(block.begin) && self.stands(block.at) {
                let end = self.block_end(block);
                self.comment_span(self.position, end);
                return true;
            }
        }
        for line in syntax.lines {
            if self.is_line_comment(line) {
                let end = self.line_comment_end();
                if let At::Column(2..) = line.at {
                    // What stands before is a sequence number.
                    self.lines.code = false;
                }
                self.comment_span(self.position, end);
                return true;
            }
        }
        for rule in syntax.strings {
            if self.starts(rule.begin) {
                if rule.character {
                    let Some(end) = strings::character_end(self.bytes, self.position, rule) else { continue };
                    self.code_span(self.position, end);
                } else {
                    self.string(rule, self.position, self.position + rule.begin.len());
                }
                return true;
            }
        }
        false
    }

    /// Goes on in a string at `from`; `start` is where its token begins.
    fn string(&mut self, rule: &'static StringRule, start: usize, from: usize) {
        let stop = strings::end(self.bytes, from, rule);
        if let strings::Stop::Code(end) = stop
            && self.frames.len() < FRAMES
        {
            self.code_span(start, end);
            let close = if rule.interpolation.ends_with('(') { b')' } else { b'}' };
            self.frames.push(Frame { rule, close, depth: self.depth });
            return;
        }
        let mut stop = stop;
        while let strings::Stop::Code(at) = stop {
            stop = strings::end(self.bytes, at, rule);
        }
        let strings::Stop::End(end) = stop else { return };
        self.code_span(start, end);
    }

    fn starts(&self, mark: &str) -> bool {
        self.bytes[self.position..].starts_with(mark.as_bytes())
    }

    fn stands(&self, at: At) -> bool {
        match at {
            At::Anywhere => true,
            At::LineStart => !self.lines.code && !self.lines.comment,
            At::AfterSpace => self.position == 0 || lines::is_space(self.bytes[self.position - 1]),
            At::Column(column) => self.position + 1 == self.lines.start + usize::from(column),
        }
    }

    fn is_line_comment(&self, line: &LineComment) -> bool {
        let rest = &self.bytes[self.position..];
        let (mark, unless) = (line.mark.as_bytes(), line.unless.as_bytes());
        let begins = match rest.get(..mark.len()) {
            Some(text) if line.ignore_case => text.eq_ignore_ascii_case(mark),
            Some(text) => text == mark,
            None => false,
        };
        begins && self.stands(line.at) && (unless.is_empty() || !rest[mark.len()..].starts_with(unless))
    }

    /// A line comment ends before the end of the line when the language ends there (`?>`).
    fn line_comment_end(&self) -> usize {
        let rest = &self.bytes[self.position..];
        let line = rest.find_byte(b'\n').unwrap_or(rest.len());
        let end = match &self.guest {
            Some(guest) => rest[..line].find(guest.close).unwrap_or(line),
            None => line,
        };
        self.position + end
    }

    fn block_end(&self, block: &BlockComment) -> usize {
        let (begin, end) = (block.begin.as_bytes(), block.end.as_bytes());
        let mut at = self.position + begin.len();
        if !block.nested {
            while let Some(found) = self.bytes[at..].find_byte(end[0]) {
                at += found;
                // A mark that stands in column one ends in column one: `=cut`, `=end`.
                let placed = block.at != At::Column(1) || self.bytes[at - 1] == b'\n';
                if placed && self.bytes[at..].starts_with(end) {
                    return at + end.len();
                }
                at += 1;
            }
            return self.bytes.len();
        }
        let mut depth = 1;
        while depth > 0 {
            let Some(found) = self.bytes[at..].find_byteset([begin[0], end[0]]) else { return self.bytes.len() };
            at += found;
            if self.bytes[at..].starts_with(end) {
                depth -= 1;
                at += end.len();
            } else if self.bytes[at..].starts_with(begin) {
                depth += 1;
                at += begin.len();
            } else {
                at += 1;
            }
        }
        at
    }
}

/// Room for the tokens of a text of this size: a token takes five bytes or more of most code.
fn tokens_for(bytes: usize) -> TokenStream {
    let room = (bytes / 5).min(usize::try_from(bound::FILE_TOKENS).unwrap_or(usize::MAX));
    TokenStream { hashes: Vec::with_capacity(room), lines: Vec::with_capacity(room) }
}

/// FNV-1a, 64 bits folded to 32.
pub(crate) fn hash(bytes: &[u8]) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in bytes {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    ((hash >> 32) ^ (hash & 0xffff_ffff)) as u32
}
