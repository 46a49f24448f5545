//! How few people hold a component or the whole system: what TEA-01 tells, and what makes praise of TEA-02 and TEA-04 hollow.

use crate::authorship::{authors as authors_among, authors_of, holders, removals};
use crate::recent::is_new;
use crate::rest::is_once_or_made_up;
use crate::support::{is_source_code, recent_revisions, share, source_code};
use quarterdeck_facts::{ComponentIx, Contribution, Facts, PersonIx};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A component of fewer source files says nothing about who knows it.
pub(crate) const LEAST_FILES: usize = 10;

/// A component of fewer code lines can be read in a day.
pub(crate) const LEAST_LINES: u64 = 500;

/// A file of fewer code lines (a registration, a re-export) needs no knowledge.
const LEAST_FILE_LINES: u32 = 20;

/// Whoever holds a smaller share of the files does not keep the work going.
const LEAST_HOLDING: f64 = 0.15;

/// Up to this share of files that nobody is left for, a handful of them decided.
const NARROW_SHARE: f64 = 0.55;

/// A component of so many files says who knows it, however young.
const YOUNG_FILES: usize = 20;

/// Files that hold a smaller share of the code lines are not what a component stands on.
const LEAST_LOST_LINES: f64 = 0.4;

/// What was computed of one component, or of the whole system.
pub(crate) struct Knowledge {
    /// `None` for the whole.
    pub(crate) component: Option<ComponentIx>,
    pub(crate) files: usize,
    pub(crate) lines: u64,
    pub(crate) revisions_12m: u64,
    /// Everybody who ever committed.
    pub(crate) ever: usize,
    /// Files without an author among people still active.
    pub(crate) orphans: usize,
    /// The active people whose leaving would do it, most files first.
    pub(crate) holders: Vec<PersonIx>,
    /// Of the files, those that lose their last author when all of these leave, by component.
    orphaned: BTreeMap<ComponentIx, usize>,
    /// Files of the place that are as long, and that only wide commits changed: nobody is known to have written them.
    pub(crate) unknown: usize,
    /// The code lines of these files, and of those that nobody would be left for when the holders leave.
    file_lines: u64,
    lost_lines: u64,
    /// Of the files, those that the first of them is an author of.
    first_holds: usize,
    /// A component of fewer than 20 files that all came in during the last 12 months: who wrote them is the only one to know them.
    pub(crate) is_young: bool,
    /// What lies at the root beside other components, and a third of it or more runs once or makes up data.
    pub(crate) is_leftover: bool,
}

impl Knowledge {
    pub(crate) fn active(&self) -> f64 {
        self.holders.len() as f64
    }

    /// A third of the files or more has nobody today.
    pub(crate) fn is_thin(&self) -> bool {
        self.orphans * 3 >= self.files
    }

    /// Without the holders so few files more than half have nobody that some more or less would give another factor.
    pub(crate) fn is_narrow(&self) -> bool {
        let left = self.orphans + self.orphaned.values().sum::<usize>();
        share(left as u64, self.files as u64) < NARROW_SHARE
    }

    /// Too many files have nobody: whoever is named only tips what is lost already.
    pub(crate) fn is_tipped(&self) -> bool {
        !self.holders.is_empty() && share(self.first_holds as u64, self.files as u64) < LEAST_HOLDING
    }

    /// True where more than half of the files would have nobody, and what holds most of the code lines would have somebody.
    pub(crate) fn is_light(&self) -> bool {
        share(self.lost_lines, self.file_lines) < LEAST_LOST_LINES
    }

    /// The component, smaller than half of the files, where three in five of the files stand that would lose their last author.
    pub(crate) fn concentrated_in(&self, parts: &[Knowledge]) -> Option<ComponentIx> {
        let all: usize = self.orphaned.values().sum();
        let (component, most) =
            self.orphaned.iter().max_by_key(|(component, files)| (**files, Reverse(**component)))?;
        let is_smaller =
            |part: &Knowledge| part.component == Some(*component) && part.files * 2 < self.files && !part.is_young;
        (most * 5 >= all * 3 && parts.iter().any(is_smaller)).then_some(*component)
    }
}

/// Every component that is large enough, with its truck factors.
pub(crate) fn components(facts: &Facts, active: &BTreeSet<PersonIx>) -> Vec<Knowledge> {
    let mut by_component: BTreeMap<ComponentIx, Vec<&[Contribution]>> = BTreeMap::new();
    for of_file in known_files(facts) {
        by_component.entry(facts.file(of_file[0].file).component).or_default().push(of_file);
    }
    by_component
        .iter()
        .filter(|(_, files)| files.len() >= LEAST_FILES)
        .map(|(component, files)| knowledge(facts, Some(*component), files, active))
        // Where nobody is known to have written most of the files, the others say little.
        .filter(|knowledge| knowledge.lines >= LEAST_LINES && knowledge.unknown < knowledge.files)
        .collect()
}

/// All source files together.
pub(crate) fn whole(facts: &Facts, active: &BTreeSet<PersonIx>) -> Knowledge {
    knowledge(facts, None, &known_files(facts).collect::<Vec<_>>(), active)
}

/// Who changed each source file that is long enough to need knowledge.
fn known_files(facts: &Facts) -> impl Iterator<Item = &[Contribution]> {
    facts.contributions.chunk_by(|a, b| a.file == b.file).filter(|of_file| {
        let file = facts.file(of_file[0].file);
        is_source_code(file) && file.code >= LEAST_FILE_LINES
    })
}

fn knowledge(
    facts: &Facts,
    component: Option<ComponentIx>,
    files: &[&[Contribution]],
    active: &BTreeSet<PersonIx>,
) -> Knowledge {
    let here = source_code(facts).filter(|(_, file)| component.is_none_or(|component| file.component == component));
    let (lines, revisions_12m, long) = here.fold((0, 0, 0), |(lines, revisions, long), (_, file)| {
        let is_long = usize::from(file.code >= LEAST_FILE_LINES);
        (lines + u64::from(file.code), revisions + u64::from(recent_revisions(file)), long + is_long)
    });
    let ever = removals(&authors_of(files, &|_| true)).len();
    let staying = authors_of(files, &|person| active.contains(&person));
    let orphans = staying.iter().filter(|authors| authors.is_empty()).count();
    let holders = holders(files, active);
    let first_holds = staying.iter().filter(|authors| holders.first().is_some_and(|one| authors.contains(one))).count();
    let mut orphaned: BTreeMap<ComponentIx, usize> = BTreeMap::new();
    let (mut file_lines, mut lost_lines) = (0, 0);
    for (of_file, authors) in files.iter().zip(&staying) {
        let file = facts.file(of_file[0].file);
        file_lines += u64::from(file.code);
        let left = |person| active.contains(&person) && !holders.contains(&person);
        if authors.is_empty() {
            lost_lines += u64::from(file.code);
        } else if authors_among(of_file, &left).is_empty() {
            lost_lines += u64::from(file.code);
            *orphaned.entry(file.component).or_default() += 1;
        }
    }
    let is_leftover = component.is_some_and(|component| is_rest(facts, component)) && {
        let once = files.iter().filter(|of_file| is_once_or_made_up(facts.file(of_file[0].file))).count();
        once * 3 >= files.len()
    };
    let is_young = component.is_some()
        && files.len() < YOUNG_FILES
        && files.iter().all(|of_file| is_new(facts.file(of_file[0].file)));
    Knowledge {
        component,
        files: files.len(),
        lines,
        revisions_12m,
        ever,
        orphans,
        holders,
        orphaned,
        unknown: usize::saturating_sub(long, files.len()),
        file_lines,
        lost_lines,
        first_holds,
        is_young,
        is_leftover,
    }
}

/// True for what lies at the root beside other components: unlike a root that is the system, it has not the repository's name.
fn is_rest(facts: &Facts, component: ComponentIx) -> bool {
    let component = &facts.components[component.at()];
    component.path.as_bytes().is_empty() && component.name != facts.repositories[component.repository.at()].name
}

/// Leaves the whole out where most of what would be lost stands in one of the parts that are listed.
pub(crate) fn without_concentrated(mut places: Vec<Knowledge>) -> Vec<Knowledge> {
    if let Some(whole) = places.pop_if(|place| place.component.is_none())
        && whole.concentrated_in(&places).is_none()
    {
        places.push(whole);
    }
    places
}
