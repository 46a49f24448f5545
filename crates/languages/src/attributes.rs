//! Attributes, annotations and decorators leave the tokens that are compared: the same `#[cfg(..)]` over two functions
//! does not make them copies. Apart from the lexer because it reads tokens.

use crate::lexer::hash;
use crate::{Language, TokenStream};
use std::sync::LazyLock;

/// How a language writes what it says of a declaration.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `#[..]`, `#![..]`.
    Hash,
    /// `@Name`, `@name.name(..)` as the first of a line.
    At,
    /// `[..]` as the first of a line where a declaration may begin.
    Brackets,
}

struct Marks {
    hash: u32,
    bang: u32,
    at: u32,
    dot: u32,
    equals: u32,
    interface: u32,
    open: [u32; 3],
    close: [u32; 3],
    /// What stands before a declaration.
    before: [u32; 3],
}

static MARKS: LazyLock<Marks> = LazyLock::new(|| Marks {
    hash: hash(b"#"),
    bang: hash(b"!"),
    at: hash(b"@"),
    dot: hash(b"."),
    equals: hash(b"="),
    interface: hash(b"interface"),
    open: [hash(b"("), hash(b"["), hash(b"{")],
    close: [hash(b")"), hash(b"]"), hash(b"}")],
    before: [hash(b"{"), hash(b"}"), hash(b";")],
});

fn form(language: &Language) -> Option<Form> {
    match language.name {
        "Rust" => Some(Form::Hash),
        "Dart" | "Groovy" | "Java" | "JavaScript" | "JSX" | "Kotlin" | "Python" | "Scala" | "Swift" | "TSX"
        | "TypeScript" => Some(Form::At),
        "C#" => Some(Form::Brackets),
        _ => None,
    }
}

/// The tokens without those of attributes.
pub(crate) fn without_attributes(language: &Language, tokens: TokenStream) -> TokenStream {
    let Some(form) = form(language) else { return tokens };
    let hashes = &tokens.hashes;
    let mut kept = TokenStream::default();
    let mut at = 0;
    while at < hashes.len() {
        let is_first = at == 0 || tokens.lines[at - 1] < tokens.lines[at];
        let end = match form {
            Form::Hash => hash_form(hashes, at),
            Form::At => is_first.then(|| at_form(hashes, at)).flatten(),
            Form::Brackets => {
                let before = kept.hashes.last().is_none_or(|before| MARKS.before.contains(before));
                (is_first && before).then(|| brackets_form(hashes, at)).flatten()
            }
        };
        if let Some(end) = end {
            at = end;
            continue;
        }
        kept.hashes.push(hashes[at]);
        kept.lines.push(tokens.lines[at]);
        at += 1;
    }
    kept
}

fn hash_form(hashes: &[u32], at: usize) -> Option<usize> {
    if hashes[at] != MARKS.hash {
        return None;
    }
    let open = at + 1 + usize::from(hashes.get(at + 1) == Some(&MARKS.bang));
    (hashes.get(open) == Some(&MARKS.open[1])).then(|| closing(hashes, open)).flatten()
}

fn at_form(hashes: &[u32], at: usize) -> Option<usize> {
    if hashes[at] != MARKS.at || hashes.get(at + 1).is_none_or(|name| *name == MARKS.interface) {
        return None;
    }
    let mut end = at + 2;
    while hashes.get(end) == Some(&MARKS.dot) {
        end += 2;
    }
    if hashes.get(end) == Some(&MARKS.open[0]) { closing(hashes, end) } else { Some(end.min(hashes.len())) }
}

fn brackets_form(hashes: &[u32], at: usize) -> Option<usize> {
    let end = (hashes[at] == MARKS.open[1]).then(|| closing(hashes, at)).flatten()?;
    // `["key"] = 1` in an initializer is no attribute.
    (hashes.get(end) != Some(&MARKS.equals)).then_some(end)
}

/// Most tokens of an attribute.
const MOST_TOKENS: usize = 2_000;

/// The position after the bracket that closes the one here.
fn closing(hashes: &[u32], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (offset, token) in hashes[open..].iter().take(MOST_TOKENS).enumerate() {
        if MARKS.open.contains(token) {
            depth += 1;
        } else if MARKS.close.contains(token) {
            depth -= 1;
            if depth == 0 {
                return Some(open + offset + 1);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::{by_name, read_text};

    #[test]
    fn attributes_are_no_tokens() {
        for (language, with, without) in [
            ("Rust", "#![a(b)]\n#[cfg(any(a, b))] #[doc = \"x\"]\nfn f() {}", "fn f() {}"),
            ("Rust", "macro_rules! m { ($($a:tt)*) => { #a } }", "macro_rules! m { ($($a:tt)*) => { #a } }"),
            ("Java", "@A\n@b.C(x = {1, 2})\npublic @D void f() {}", "public @D void f() {}"),
            ("Java", "@interface A {}", "@interface A {}"),
            ("Python", "@a.b(c)\n@d\ndef f(): pass", "def f(): pass"),
            ("Python", "x = a @ b", "x = a @ b"),
            ("TypeScript", "@Component({ a: [1] })\nclass A {\n  @Input()\n  b = 1;\n}", "class A { b = 1; }"),
            ("C#", "[A]\n[B(1), C]\nclass D {\n  [E] int F;\n  [G]\n  int H;\n}", "class D { int F; int H; }"),
            ("C#", "var a = new B {\n  [\"c\"] = 1,\n};", "var a = new B { [\"c\"] = 1, };"),
            ("C#", "var a = b\n  [0];", "var a = b [0];"),
            ("PHP", "$a = @f();", "$a = @f();"),
            ("Rust", "#[never closed", "#[never closed"),
        ] {
            let hashes = |text: &str| read_text(by_name(language), text.as_bytes()).tokens.hashes;
            assert_eq!(hashes(with), hashes(without), "{language} {with}");
            assert!(!hashes(without).is_empty());
        }
    }
}
