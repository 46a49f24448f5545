//! Dated data sets bundled with the product. The first one is the date itself: no verdict uses knowledge newer than it.

mod end_of_life;

pub use end_of_life::{
    Cycle, Product, ProductKind, end_of_life_date, product, product_named_by_image, product_of_image,
    product_of_package,
};

use quarterdeck_base::Timestamp;

/// Day on which the bundled data sets were last brought up to date, `YYYY-MM-DD`.
pub const KNOWLEDGE_DATE: &str = "2026-11-01";

/// A committer date later than this many days after the knowledge date is reported and not believed.
pub const BELIEVED_DAYS_AHEAD: i64 = 400;

/// The knowledge date as a moment.
pub fn knowledge_date() -> Timestamp {
    Timestamp::parse(KNOWLEDGE_DATE).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_knowledge_date_is_a_date() {
        assert_eq!(super::knowledge_date().date(), super::KNOWLEDGE_DATE);
    }
}
