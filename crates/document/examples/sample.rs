//! Writes the documents of the tests into a folder, to look at them: `cargo run -p quarterdeck-document --features pdf
//! --example sample -- <folder>`.

#[path = "../tests/it/sample.rs"]
mod sample;

use quarterdeck_document::{Document, html, markdown};
use std::path::Path;

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    let folder = Path::new(&folder);
    for language in sample::LANGUAGES {
        write(folder, language, &sample::document(language))?;
    }
    write(folder, "hostile", &sample::hostile())
}

fn write(folder: &Path, name: &str, document: &Document) -> std::io::Result<()> {
    std::fs::write(folder.join(format!("{name}.md")), markdown(document))?;
    std::fs::write(folder.join(format!("{name}.html")), html(document))?;
    #[cfg(feature = "pdf")]
    std::fs::write(
        folder.join(format!("{name}.pdf")),
        quarterdeck_document::pdf(document).map_err(std::io::Error::other)?,
    )?;
    Ok(())
}
