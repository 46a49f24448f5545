//! The 135 checks of the catalogue, built or not: coverage is measured against it, so that a short list of easy checks
//! cannot pass for a full audit. One file per dimension.

mod architecture;
mod debt;
mod process;
mod security;
mod team;

use quarterdeck_findings::{Access, CatalogueEntry, Dimension};

/// Loss of data, money or legal duty when it fails.
const CRITICAL: u32 = 100;
/// Hurts within months, or what Scorecard calls a high risk.
const HIGH: u32 = 75;
/// Slows every change.
const MEDIUM: u32 = 50;
/// Hygiene.
const LOW: u32 = 25;

const COUNT: usize = 135;

/// Every check of the catalogue, by dimension and id.
pub const CATALOGUE: &[CatalogueEntry] = &joined();

/// The entry of a check.
pub fn entry_of(id: &str) -> Option<&'static CatalogueEntry> {
    CATALOGUE.iter().find(|entry| entry.id == id)
}

const fn entry(
    id: &'static str,
    name: &'static str,
    dimension: Dimension,
    access: &'static [Access],
    weight_tenths: u32,
) -> CatalogueEntry {
    CatalogueEntry { id, name, dimension, access, weight_tenths }
}

const fn joined() -> [CatalogueEntry; COUNT] {
    let parts: [&[CatalogueEntry]; 5] =
        [&architecture::ENTRIES, &debt::ENTRIES, &process::ENTRIES, &security::ENTRIES, &team::ENTRIES];
    let mut all = [architecture::ENTRIES[0]; COUNT];
    let (mut part, mut at) = (0, 0);
    while part < parts.len() {
        let mut row = 0;
        while row < parts[part].len() {
            all[at] = parts[part][row];
            at += 1;
            row += 1;
        }
        part += 1;
    }
    assert!(at == COUNT, "the catalogue must hold exactly its stated number of checks");
    all
}

#[cfg(test)]
mod tests {
    use super::CATALOGUE;
    use quarterdeck_findings::Dimension;
    use std::collections::BTreeSet;

    #[test]
    fn it_holds_135_checks_with_their_own_ids_and_names() {
        assert_eq!(CATALOGUE.len(), 135);
        assert_eq!(CATALOGUE.iter().map(|entry| entry.id).collect::<BTreeSet<_>>().len(), 135);
        assert_eq!(CATALOGUE.iter().map(|entry| entry.name).collect::<BTreeSet<_>>().len(), 135);
        for (dimension, prefix, count) in [
            (Dimension::Architecture, "ARC-", 26),
            (Dimension::Debt, "DEB-", 25),
            (Dimension::Process, "PRC-", 32),
            (Dimension::Security, "SEC-", 36),
            (Dimension::Team, "TEA-", 16),
        ] {
            let of_dimension: Vec<_> = CATALOGUE.iter().filter(|entry| entry.dimension == dimension).collect();
            assert_eq!(of_dimension.len(), count, "{prefix}");
            assert!(of_dimension.iter().all(|entry| entry.id.starts_with(prefix)));
        }
    }

    #[test]
    fn each_entry_says_where_its_facts_come_from_and_what_it_weighs() {
        for entry in CATALOGUE {
            assert!(!entry.access.is_empty(), "{}", entry.id);
            assert!([100, 75, 50, 25].contains(&entry.weight_tenths), "{}", entry.id);
            assert!(
                entry.name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
                "{}",
                entry.id
            );
        }
    }
}
