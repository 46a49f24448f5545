//! Documents from the outside: every block, three languages, hostile texts.

mod sample;

mod html;
mod markdown;
#[cfg(feature = "pdf")]
mod pdf;
