//! Writes the page of the sample system: `cargo run -p quarterdeck-report --features sample --example sample -- out.html`.

use quarterdeck_report::{Texts, html, testing};
use std::fs::File;
use std::io::{self, BufWriter};

fn main() -> io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "audit.html".to_owned());
    let files = std::env::args().nth(2).and_then(|count| count.parse().ok()).unwrap_or_default();
    let judgement = testing::judgement();
    let texts = Texts::english(judgement.checks.iter().map(|check| check.meta));
    let facts = testing::large_facts(files);
    html::audit(&facts, &judgement, &testing::meta(), &texts, &mut BufWriter::new(File::create(path)?))
}
