//! The PDF is tagged, names its language, and is the same each time.

use crate::sample::{LANGUAGES, document, hostile};
use quarterdeck_document::{Block, Document, pdf, plain};

fn holds(bytes: &[u8], part: &str) -> bool {
    bytes.windows(part.len()).any(|window| window == part.as_bytes())
}

#[test]
fn tagged_in_its_language_and_the_same_twice() {
    for language in LANGUAGES {
        let bytes = pdf(&document(language)).unwrap();
        assert!(bytes.starts_with(b"%PDF-"));
        for part in ["/MarkInfo", "/StructTreeRoot", "/ViewerPreferences", "<pdfuaid:part>1</pdfuaid:part>"] {
            assert!(holds(&bytes, part), "{language}: {part}");
        }
        assert!(
            holds(&bytes, &format!("/Lang ({language})")) || holds(&bytes, &format!("/Lang({language})")),
            "{language}"
        );
        assert!(holds(&bytes, "20261101") && !holds(&bytes, "D:1970"), "{language}: the day of the data");
        assert_eq!(bytes, pdf(&document(language)).unwrap(), "{language}");
    }
}

/// Threads share the fonts and the typesetter's memory; none of it may show.
#[test]
fn same_bytes_on_every_thread() {
    let first = pdf(&document("en")).unwrap();
    let threads: Vec<_> = LANGUAGES
        .into_iter()
        .cycle()
        .take(6)
        .map(|language| std::thread::spawn(move || (language, pdf(&document(language)).unwrap())))
        .collect();
    for thread in threads {
        let (language, bytes) = thread.join().unwrap();
        assert_eq!(bytes == first, language == "en", "{language}");
    }
}

#[test]
fn hostile_texts_and_numbers_make_a_document() {
    let bytes = pdf(&hostile()).unwrap();
    assert!(holds(&bytes, "/StructTreeRoot") && !holds(&bytes, "/JavaScript") && !holds(&bytes, "/URI"));
}

#[test]
fn any_single_character_can_be_set() {
    // One of each kind: controls, marks, other scripts, private use, the largest.
    let characters =
        ['\0', '\u{ad}', '\u{301}', '\u{378}', '\u{5d0}', '\u{644}', '\u{915}', '\u{e01}', '\u{200d}', '\u{2028}'];
    let more = [
        '\u{202f}',
        '\u{3042}',
        '\u{e000}',
        '\u{fb01}',
        '\u{fe0f}',
        '\u{feff}',
        '\u{fffd}',
        '\u{ffff}',
        '\u{1f468}',
        '\u{10ffff}',
    ];
    let text: String =
        characters.into_iter().chain(more).flat_map(|character| ['a', character, ' ', character]).collect();
    let empty = Document { blocks: vec![Block::Paragraph(plain(text.clone()))], title: text, ..document("en") };
    pdf(&empty).unwrap();
}

#[test]
fn a_document_needs_a_title_and_nothing_else() {
    let nothing = Document {
        language: String::new(),
        title: String::new(),
        subtitle: String::new(),
        organisation: String::new(),
        foot: String::new(),
        words: std::collections::BTreeMap::new(),
        blocks: Vec::new(),
        references: Vec::new(),
        date: String::new(),
    };
    assert!(pdf(&nothing).unwrap_err().contains("title"));
    assert!(pdf(&Document { title: "x".to_owned(), ..nothing }).is_ok());
}
