//! A document as PDF/UA-1: tagged, with its fonts inside, the same bytes each time.
//!
//! The template is ours and reads the document as data: no text of it is ever compiled. The typesetter sees one source
//! and two fonts; every file, package and clock is denied.

mod view;

use crate::model::Document;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Dict, Duration, IntoValue, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

const TEMPLATE: &str = include_str!("../template/document.typ");
const FONTS: [&[u8]; 2] = [include_bytes!("../fonts/Inter-Regular.ttf"), include_bytes!("../fonts/Inter-SemiBold.ttf")];

/// What every document shares: it is read once.
struct Shared {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
}

static SHARED: LazyLock<Shared> = LazyLock::new(|| {
    let fonts: Vec<Font> = FONTS.iter().filter_map(|bytes| Font::new(Bytes::new(*bytes), 0)).collect();
    let path = VirtualPath::new("document.typ").expect("because it is a plain name");
    let id = FileId::new(RootedPath::new(VirtualRoot::Project, path));
    let template = Source::new(id, TEMPLATE.to_owned());
    Shared { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts, template }
});

/// The world of one document.
struct Paper {
    library: LazyHash<Library>,
}

impl World for Paper {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &SHARED.book
    }

    fn main(&self) -> FileId {
        SHARED.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == SHARED.template.id() { Ok(SHARED.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        SHARED.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Writes the document.
///
/// Characters that the fonts do not hold are shown as `□`: PDF/UA allows no text without a shape.
pub fn pdf(document: &Document) -> Result<Vec<u8>, String> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| error.message().to_string())?;
    let options = PdfOptions { standards, creator: Smart::Custom(None), ..PdfOptions::default() };
    typst_pdf::pdf(&pages(document)?, &options).map_err(|errors| sentence(&errors))
}

fn pages(document: &Document) -> Result<PagedDocument, String> {
    let shown = |character| SHARED.fonts.iter().all(|font| font.info().coverage.contains(u32::from(character)));
    let mut inputs = Dict::new();
    inputs.insert("document".into(), view::json(document, &shown)?.into_value());
    let library = Library::builder().with_inputs(inputs).with_features([Feature::A11yExtras].into_iter().collect());
    let paper = Paper { library: LazyHash::new(library.build()) };
    typst::compile(&paper).output.map_err(|errors| sentence(&errors))
}

fn sentence(errors: &[SourceDiagnostic]) -> String {
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    format!("the document cannot be set: {}", messages.join("; "))
}

#[cfg(test)]
mod tests {
    use super::pages;
    use crate::model::{Align, Block, Cell, Column, Document, Status, Table, plain};
    use typst::layout::{Frame, FrameItem, Point};

    /// The words of a frame, in the order in which they are drawn.
    fn words(frame: &Frame, out: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => words(&group.frame, out),
                FrameItem::Text(text) => out.push_str(&text.text),
                _ => {}
            }
        }
    }

    /// A document whose every text beside its blocks is the same.
    fn document(text: &str, blocks: Vec<Block>) -> Document {
        Document {
            language: "en".to_owned(),
            title: text.to_owned(),
            subtitle: text.to_owned(),
            organisation: text.to_owned(),
            foot: text.to_owned(),
            words: [("page".to_owned(), text.to_owned())].into(),
            blocks,
            references: Vec::new(),
            date: "2026-11-01".to_owned(),
        }
    }

    #[test]
    fn no_text_is_compiled() {
        for text in [
            "#panic(\"compiled\")",
            "#import \"/etc/passwd\": *",
            "#read(\"document.typ\") #sys.inputs #include \"x\"",
            "$ x^2 $ *strong* _emph_ `raw` <label> @reference // comment /* more */ \\ ~ --- ...",
            "= heading",
            "\"] ), \\u{41}",
        ] {
            let document = document(text, vec![Block::Heading(1, text.to_owned()), Block::Paragraph(plain(text))]);
            let pages = pages(&document).unwrap();
            let mut out = String::new();
            for page in pages.pages() {
                words(&page.frame, &mut out);
            }
            // Room to break is no part of a text.
            let bare = |text: &str| text.replace('\u{200b}', "").split_whitespace().collect::<String>();
            // Head, title, subtitle, heading, paragraph, foot and the word beside the number of the page.
            assert_eq!(bare(&out).matches(&bare(text)).count(), 7, "{text}: {out}");
        }
    }

    /// Where the words of a frame stand: height, left end and right end in points, and the words.
    fn places(frame: &Frame, from: Point, out: &mut Vec<(i64, f64, f64, String)>) {
        for (at, item) in frame.items() {
            let at = from + *at;
            match item {
                FrameItem::Group(group) => places(&group.frame, at, out),
                FrameItem::Text(text) if !text.text.trim().is_empty() => {
                    let (left, width) = (at.x.to_pt(), text.width().to_pt());
                    out.push((at.y.to_pt().round() as i64, left, left + width, text.text.to_string()));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn no_day_of_a_table_stands_over_its_neighbour() {
        let cell = |text: &str| Cell { text: plain(text), status: None };
        let standing = |text: &str| Cell { text: plain(text), status: Some(Status::Late) };
        // The promises of a roadmap: three columns of days, and a column of words that are nearly as short.
        for standing in
            [standing("late"), standing("late, with 3 of 4 pieces of work"), standing(&"late, with ".repeat(4))]
        {
            let day = || cell("30\u{a0}September\u{a0}2027");
            let first = cell("G2. Close the month's invoices in two days instead of six");
            let titles = ["Problem or goal", "Wanted by", "As likely as not", "85 chances in 100", "Where it stands"];
            let column = |title: &str| Column { title: title.to_owned(), align: Align::Left };
            let table = Table {
                caption: String::new(),
                columns: titles.map(column).to_vec(),
                rows: vec![vec![first, day(), day(), day(), standing]],
            };
            let document = document("plan", vec![Block::Table(table)]);
            let pages = pages(&document).unwrap();
            let mut places_found = Vec::new();
            for page in pages.pages() {
                places(&page.frame, Point::zero(), &mut places_found);
            }
            assert!(
                places_found.iter().filter(|(.., text)| text.contains("September")).count() == 3,
                "{places_found:?}"
            );
            places_found.sort_by(|a, b| (a.0, a.1).partial_cmp(&(b.0, b.1)).unwrap());
            for pair in places_found.windows(2) {
                assert!(pair[0].0 != pair[1].0 || pair[0].2 <= pair[1].1 + 0.1, "{pair:?}");
            }
        }
    }

    #[test]
    fn the_fonts_are_there() {
        assert_eq!(super::SHARED.fonts.len(), super::FONTS.len());
        for family in super::SHARED.fonts.iter().map(|font| font.info().family.as_str()) {
            assert_eq!(family, "Inter");
        }
    }
}
