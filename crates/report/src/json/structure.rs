//! Structure and history in `audit.json`: languages, components, hotspots, cycles, coupling, clones, ownership.

use super::finding::path;
use super::parts as out;
use super::types::{Effort, Hotspot, Imported, ResolvedShare};
use crate::{limits, words};
use quarterdeck_base::round_to;
use quarterdeck_facts::{CycleStep, Facts, FileFacts, ModuleUnit, RepositoryIx};

fn name(facts: &Facts, repository: RepositoryIx) -> String {
    facts.repositories[repository.at()].name.clone()
}

pub(super) fn languages(facts: &Facts) -> Vec<out::Language> {
    let totals = facts.languages().into_iter();
    totals
        .map(|total| out::Language {
            name: total.language,
            files: total.files,
            code: total.code,
            comments: total.comments,
            blanks: total.blanks,
        })
        .collect()
}

pub(super) fn components(facts: &Facts) -> Vec<out::Component> {
    let row = |component: &quarterdeck_facts::Component| out::Component {
        repository: name(facts, component.repository),
        name: component.name.clone(),
        path: path(&component.path),
        reason: crate::words::component_reason(component.reason),
        files: component.files,
        code: component.code,
    };
    facts.components.iter().map(row).collect()
}

/// Files with a hotspot score above zero, highest first.
pub(crate) fn hottest(facts: &Facts, limit: usize) -> Vec<&FileFacts> {
    let score = |file: &FileFacts| file.hotspot_score.unwrap_or(0.0);
    let mut files: Vec<_> = facts.files.iter().filter(|file| score(file) > 0.0).collect();
    files.sort_by(|a, b| score(b).total_cmp(&score(a)).then(a.repository.cmp(&b.repository)).then(a.path.cmp(&b.path)));
    files.truncate(limit);
    files
}

pub(super) fn hotspots(facts: &Facts) -> Vec<out::HotFile> {
    let row = |file: &FileFacts| {
        let history = file.history.as_ref();
        let missing = || "the file's history could not be assessed".to_owned();
        out::HotFile {
            repository: name(facts, file.repository),
            path: path(&file.path),
            component: facts.components[file.component.at()].name.clone(),
            language: file.language,
            hotspot: Hotspot {
                hotspot_score: file.hotspot_score.map(|score| round_to(score, 2)),
                hotspot_score_reason: file.hotspot_score.is_none().then(missing),
            },
            effort: Effort {
                effort_score: file.effort_score.map(|score| round_to(score, 4)),
                effort_score_reason: file.effort_score.is_none().then(missing),
            },
            code: file.code,
            cognitive_sum: file.cognitive_sum,
            cyclomatic_max: file.cyclomatic_max,
            revisions: history.map_or(0, |history| history.revisions),
            revisions_12m: history.map_or(0, |history| history.revisions_12m),
            fixes: history.map_or(0, |history| history.fixes),
            authors: history.map_or(0, |history| history.authors),
        }
    };
    hottest(facts, limits::JSON_HOTSPOTS).into_iter().map(row).collect()
}

/// The stable id of what a cycle is made of.
fn unit(unit: ModuleUnit) -> &'static str {
    match unit {
        ModuleUnit::File => "file",
        ModuleUnit::Folder => "folder",
    }
}

pub(super) fn cycles(facts: &Facts) -> Vec<out::Cycle> {
    let step = |step: &CycleStep| out::Step {
        from: path(&step.from),
        to: path(&step.to),
        imports: step.imports,
        example_file: path(&facts.file(step.example.from).path),
        example_line: step.example.line,
    };
    let row = |cycle: &quarterdeck_facts::Cycle| out::Cycle {
        repository: name(facts, cycle.repository),
        unit: unit(cycle.unit),
        language: cycle.language,
        files: cycle.files,
        modules: cycle.modules.iter().map(path).collect(),
        example: cycle.example.iter().map(step).collect(),
        cut: cycle.cut.iter().map(step).collect(),
    };
    facts.imports.cycles.iter().take(limits::JSON_CYCLES).map(row).collect()
}

pub(super) fn pairs(facts: &Facts) -> Vec<out::Pair> {
    let row = |pair: &quarterdeck_facts::CoupledPair| out::Pair {
        repository: name(facts, pair.repository),
        first: path(&pair.first),
        second: path(&pair.second),
        shared: pair.shared,
        first_revisions: pair.first_revisions,
        second_revisions: pair.second_revisions,
        degree: pair.degree,
        imported: Imported {
            imported: pair.imported,
            imported_reason: pair.imported.is_none().then(|| "imports of one of the two were not resolved".to_owned()),
        },
    };
    facts.pairs.iter().take(limits::JSON_PAIRS).map(row).collect()
}

pub(super) fn clones(facts: &Facts) -> Vec<out::Clone> {
    let place = |place: &quarterdeck_facts::ClonePlace| out::Place {
        repository: facts.repository_of(place.file).name.clone(),
        path: path(&facts.file(place.file).path),
        start_line: place.start_line,
        end_line: place.end_line,
    };
    let row = |group: &quarterdeck_facts::CloneGroup| out::Clone {
        tokens: group.tokens,
        lines: group.lines,
        places: group.places.iter().map(place).collect(),
    };
    facts.clones.iter().take(limits::JSON_CLONES).map(row).collect()
}

pub(super) fn imports(facts: &Facts) -> Vec<out::Imports> {
    let row = |share: &quarterdeck_facts::ImportShare| {
        let known = share.internal + share.external;
        let all = known + share.unresolved;
        out::Imports {
            language: share.language,
            internal: share.internal,
            external: share.external,
            unresolved: share.unresolved,
            resolved: ResolvedShare {
                resolved_share: (all > 0).then(|| round_to(known as f64 / all as f64, 3)),
                resolved_share_reason: (all == 0).then(|| "there are no imports in this language".to_owned()),
            },
        }
    };
    facts.imports.shares.iter().map(row).collect()
}

pub(super) fn ownership(facts: &Facts, names: bool) -> Vec<out::Owned> {
    let row = |owned: crate::ownership::Ownership| {
        let component = &facts.components[owned.component.at()];
        let person = words::person(&facts.people[owned.main.0.at()], names).to_owned();
        out::Owned {
            repository: name(facts, component.repository),
            component: component.name.clone(),
            people: owned.people,
            people_24m: owned.people_24m,
            revisions: owned.revisions,
            main_person: person,
            main_person_share: round_to(owned.main.1, 3),
            lines: owned.lines.map(|lines| lines.count),
            main_line_person: owned
                .lines
                .map(|lines| words::person(&facts.people[lines.main.0.at()], names).to_owned()),
            main_line_person_share: owned.lines.map(|lines| round_to(lines.main.1, 3)),
        }
    };
    crate::ownership::ownership(facts).into_iter().map(row).collect()
}
