//! Diagrams against the code: which box is named after which part, and where the two differ. Names are compared by letters
//! and digits alone, and only when one part answers to the name; a diagram is compared when enough boxes have a part.

mod names;

use names::Names;
use quarterdeck_facts::{
    BoxMatch, Comparison, ComponentIx, Diagram, Drawing, DrawnPage, DrawnPlace, DrawnUse, Facts, FileIx, FileKind,
    ImportEdge,
};
use std::collections::{BTreeMap, BTreeSet};

/// Fewest parts of the code that a diagram of it names.
const LEAST_PLACES: usize = 3;
/// Smallest share of its boxes that stand for parts.
const LEAST_SHARE: f64 = 0.4;
/// A component with this share of the source code should have a box.
const LARGE_SHARE: f64 = 0.05;

/// Every page that the files draw, compared with the code where it is a drawing of it.
pub fn diagrams(facts: &Facts, drawn: &[(FileIx, &Drawing)]) -> Vec<Diagram> {
    if drawn.is_empty() {
        return Vec::new();
    }
    let names = Names::new(facts);
    let pages =
        drawn.iter().flat_map(|(file, drawing)| drawing.pages.iter().map(move |page| (*file, drawing.kind, page)));
    pages
        .map(|(file, kind, page)| {
            let places: Vec<Option<DrawnPlace>> =
                page.boxes.iter().map(|one| if one.outside { None } else { names.place(&one.label) }).collect();
            let named = page.boxes.iter().zip(&places).filter_map(|(one, place)| {
                Some(BoxMatch { label: one.label.clone(), line: one.line, place: place.clone()? })
            });
            Diagram {
                file,
                kind,
                name: page.name.clone(),
                line: page.line,
                boxes: page.boxes.len() as u32,
                arrows: page.arrows.len() as u32,
                matches: named.collect(),
                comparison: compared(facts, page, &places),
            }
        })
        .collect()
}

/// Imports between places, by their positions in the list of places.
type Uses = BTreeMap<(usize, usize), (u32, Option<ImportEdge>)>;

fn compared(facts: &Facts, page: &DrawnPage, places: &[Option<DrawnPlace>]) -> Option<Comparison> {
    let distinct: Vec<&DrawnPlace> = places.iter().flatten().collect::<BTreeSet<_>>().into_iter().collect();
    let inside = page.boxes.iter().filter(|one| !one.outside).count();
    let named = places.iter().flatten().count();
    if distinct.len() < LEAST_PLACES || (named as f64) < LEAST_SHARE * inside as f64 {
        return None;
    }
    let position = |at: u32| {
        let place = places.get(at as usize)?.as_ref()?;
        distinct.binary_search(&place).ok()
    };
    let arrows: BTreeSet<(usize, usize)> = page
        .arrows
        .iter()
        .filter_map(|arrow| Some((position(arrow.from)?, position(arrow.to)?)))
        .filter(|(from, to)| from != to)
        .collect();
    let uses = uses(facts, &distinct);
    let either = |(from, to): (usize, usize)| uses.contains_key(&(from, to)) || uses.contains_key(&(to, from));
    // A flow of work names folders as well; its arrows have no imports behind them.
    let components = distinct.iter().filter(|place| matches!(place, DrawnPlace::Component(_))).count();
    let is_of_code =
        if arrows.is_empty() { components >= LEAST_PLACES } else { arrows.iter().any(|ends| either(*ends)) };
    if !is_of_code {
        return None;
    }
    let label = |at: usize| {
        let first = places.iter().position(|place| place.as_ref() == Some(distinct[at]));
        first.map_or_else(String::new, |first| page.boxes[first].label.clone())
    };
    let drawn_use = |(from, to): (usize, usize)| {
        let (imports, example) = uses.get(&(from, to)).copied().unwrap_or((0, None));
        DrawnUse { from: label(from), to: label(to), imports, example }
    };
    let resolved: BTreeSet<usize> = (0..distinct.len()).filter(|&at| is_resolved(facts, distinct[at])).collect();
    let known = |(from, to): &(usize, usize)| resolved.contains(from) && resolved.contains(to);
    let without_code = page.boxes.iter().zip(places).filter(|(one, place)| !one.outside && place.is_none());
    Some(Comparison {
        boxes_without_code: without_code.map(|(one, _)| (one.label.clone(), one.line)).collect(),
        components_without_box: without_box(facts, &distinct),
        arrows_without_import: arrows
            .iter()
            .copied()
            .filter(|ends| !either(*ends))
            .filter(known)
            .map(drawn_use)
            .collect(),
        imports_without_arrow: uses
            .iter()
            .filter(|((from, to), (imports, _))| {
                *imports > 0 && !arrows.contains(&(*from, *to)) && !arrows.contains(&(*to, *from))
            })
            .map(|(ends, _)| drawn_use(*ends))
            .collect(),
    })
}

/// The folder that a place stands for, with its repository; `None` for a file.
fn folder<'a>(facts: &'a Facts, place: &'a DrawnPlace) -> Option<(usize, &'a [u8])> {
    match place {
        DrawnPlace::Component(component) => {
            let component = &facts.components[component.at()];
            Some((component.repository.at(), component.path.as_bytes()))
        }
        DrawnPlace::Folder(repository, path) => Some((repository.at(), path.as_bytes())),
        DrawnPlace::File(_) => None,
    }
}

/// The narrowest place that holds a file.
fn place_of(facts: &Facts, places: &[&DrawnPlace], file: FileIx) -> Option<usize> {
    let own = facts.file(file);
    let holds = |at: &usize| match places[*at] {
        DrawnPlace::File(known) => (*known == file).then_some(usize::MAX),
        place => {
            let (repository, path) = folder(facts, place)?;
            (own.repository.at() == repository && own.path.is_in(path)).then_some(path.len())
        }
    };
    (0..places.len()).filter_map(|at| Some((holds(&at)?, at))).max().map(|(_, at)| at)
}

fn uses(facts: &Facts, places: &[&DrawnPlace]) -> Uses {
    let mut known: BTreeMap<FileIx, Option<usize>> = BTreeMap::new();
    let mut place = |file: FileIx| *known.entry(file).or_insert_with(|| place_of(facts, places, file));
    let mut uses = Uses::new();
    for edge in &facts.imports.edges {
        if [edge.from, edge.to].iter().any(|file| facts.file(*file).kind != FileKind::Source) {
            continue;
        }
        if let (Some(from), Some(to)) = (place(edge.from), place(edge.to))
            && from != to
        {
            let sum = uses.entry((from, to)).or_insert((0, Some(*edge)));
            sum.0 += 1;
        }
    }
    let position = |component: ComponentIx| places.iter().position(|place| **place == DrawnPlace::Component(component));
    for pair in facts.architecture.pairs.iter().filter(|pair| pair.declared.is_some()) {
        if let (Some(from), Some(to)) = (position(pair.from), position(pair.to)) {
            uses.entry((from, to)).or_insert((0, None));
        }
    }
    uses
}

/// True when imports of the place can be seen: it holds source files, and most are in languages with resolved imports.
fn is_resolved(facts: &Facts, place: &DrawnPlace) -> bool {
    let languages: BTreeSet<&str> = facts.imports.shares.iter().map(|share| share.language).collect();
    let (mut seen, mut all) = (0_u64, 0_u64);
    for index in facts.source() {
        if place_of(facts, &[place], index).is_some() {
            let code = u64::from(facts.file(index).code);
            all += code;
            seen += if languages.contains(facts.file(index).language) { code } else { 0 };
        }
    }
    all > 0 && seen * 2 > all
}

fn without_box(facts: &Facts, places: &[&DrawnPlace]) -> Vec<ComponentIx> {
    let mut code: BTreeMap<ComponentIx, u64> = BTreeMap::new();
    for file in facts.source().map(|index| facts.file(index)) {
        *code.entry(file.component).or_default() += u64::from(file.code);
    }
    let all: u64 = code.values().sum();
    let has_box = |component: ComponentIx| {
        let own = &facts.components[component.at()];
        places.iter().any(|place| {
            let path = match place {
                DrawnPlace::File(file) => return facts.file(*file).component == component,
                place => folder(facts, place),
            };
            path.is_some_and(|(repository, path)| {
                let inside = |inner: &[u8], outer: &[u8]| quarterdeck_base::RepoPath::new(inner.to_vec()).is_in(outer);
                // The folder at the top holds everything: it stands for itself alone.
                repository == own.repository.at()
                    && ((inside(path, own.path.as_bytes()) && !own.path.as_bytes().is_empty())
                        || (inside(own.path.as_bytes(), path) && !path.is_empty())
                        || path == own.path.as_bytes())
            })
        })
    };
    let large = code.into_iter().filter(|(_, lines)| *lines as f64 >= LARGE_SHARE * all as f64 && all > 0);
    large.map(|(component, _)| component).filter(|component| !has_box(*component)).collect()
}

#[cfg(test)]
mod tests;
