//! Who holds how much of each component, as aggregates. No figure ranks a person.

use quarterdeck_facts::{ComponentIx, Facts, PersonIx};
use std::collections::BTreeMap;

/// Knowledge of one component.
pub(crate) struct Ownership {
    /// The component.
    pub(crate) component: ComponentIx,
    /// People who changed it, bots left out.
    pub(crate) people: u64,
    /// Of those, people who changed it in the 24 months before `as_of`.
    pub(crate) people_24m: u64,
    /// Changes of files by people, renames followed, merges left out.
    pub(crate) revisions: u64,
    /// Who made most of them, with their share (0 to 1).
    pub(crate) main: (PersonIx, f64),
    /// Its lines; `None` unless the history was read line by line.
    pub(crate) lines: Option<OwnedLines>,
}

/// Lines of one component whose author is known.
#[derive(Clone, Copy)]
pub(crate) struct OwnedLines {
    /// How many.
    pub(crate) count: u64,
    /// Who wrote most of them, with their share (0 to 1).
    pub(crate) main: (PersonIx, f64),
}

/// Ownership of each component that people changed, by component.
pub(crate) fn ownership(facts: &Facts) -> Vec<Ownership> {
    let mut changes: BTreeMap<(ComponentIx, PersonIx), (u64, u64)> = BTreeMap::new();
    for contribution in &facts.contributions {
        let entry = changes.entry((facts.file(contribution.file).component, contribution.person)).or_default();
        entry.0 += u64::from(contribution.revisions);
        entry.1 += u64::from(contribution.revisions_24m);
    }
    let mut owned: BTreeMap<ComponentIx, Ownership> = BTreeMap::new();
    let mut most: BTreeMap<ComponentIx, u64> = BTreeMap::new();
    for ((component, person), (revisions, recent)) in changes {
        let empty = Ownership { component, people: 0, people_24m: 0, revisions: 0, main: (person, 0.0), lines: None };
        let row = owned.entry(component).or_insert(empty);
        row.people += 1;
        row.people_24m += u64::from(recent > 0);
        row.revisions += revisions;
        let best = most.entry(component).or_default();
        if revisions > *best {
            *best = revisions;
            row.main.0 = person;
        }
    }
    let lines = owned_lines(facts);
    let with_share = |mut row: Ownership| {
        let best = most.get(&row.component).copied().unwrap_or_default();
        row.main.1 = if row.revisions == 0 { 0.0 } else { best as f64 / row.revisions as f64 };
        row.lines = lines.get(&row.component).copied();
        row
    };
    owned.into_values().filter(|row| row.revisions > 0).map(with_share).collect()
}

/// The lines of each component, by component.
fn owned_lines(facts: &Facts) -> BTreeMap<ComponentIx, OwnedLines> {
    let mut of_people: BTreeMap<(ComponentIx, PersonIx), u64> = BTreeMap::new();
    for owner in &facts.line_owners {
        *of_people.entry((facts.file(owner.file).component, owner.person)).or_default() += u64::from(owner.lines);
    }
    let mut owned: BTreeMap<ComponentIx, (u64, PersonIx, u64)> = BTreeMap::new();
    for ((component, person), lines) in of_people {
        let (count, main, best) = owned.entry(component).or_insert((0, person, 0));
        *count += lines;
        if lines > *best {
            (*main, *best) = (person, lines);
        }
    }
    let with_share = |(component, (count, main, best)): (ComponentIx, (u64, PersonIx, u64))| {
        (component, OwnedLines { count, main: (main, best as f64 / count.max(1) as f64) })
    };
    owned.into_iter().map(with_share).collect()
}
