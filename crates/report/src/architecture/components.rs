//! The page of components and, where folders of components were drawn as one box, a page for each of these.

use super::cluster::{Cluster, Full, Item, cluster, common};
use super::pages::{ArrowKind, Block, BlockKind, Page, arrow, block, counted, page, summed};
use crate::escape::visible;
use crate::limits;
use quarterdeck_base::RepoPath;
use quarterdeck_facts::{Component, Facts};
use std::collections::{BTreeMap, BTreeSet};

/// Id of the page of all components.
pub(super) const PAGE: &str = "qd:page:components";

/// The stable key of a place in the system: its path, after its repository when there are several.
pub(super) fn key(facts: &Facts, repository: usize, path: &RepoPath) -> String {
    let own = if path.as_bytes().is_empty() { ".".to_owned() } else { readable(path) };
    if facts.repositories.len() == 1 { own } else { format!("{}/{own}", visible(&facts.repositories[repository].name)) }
}

/// A path for people; one that is not UTF-8 ends with its bytes, so that two never read alike.
fn readable(path: &RepoPath) -> String {
    let text = path.to_string();
    let shown = visible(&text);
    match crate::json::path_bytes(path) {
        Some(bytes) => format!("{shown}#{bytes}"),
        None => shown.into_owned(),
    }
}

/// Id of the page of a component's folders.
pub(super) fn folder_page(facts: &Facts, component: &Component) -> String {
    format!("qd:page:in:{}", key(facts, component.repository.at(), &component.path))
}

/// Pages of components: all of them, then one for each group.
pub(super) fn pages(facts: &Facts) -> Vec<Page> {
    let with_source: BTreeSet<usize> = facts.source().map(|file| facts.file(file).component.at()).collect();
    let has_files = |at: &usize| facts.components[*at].files > 0;
    let tests = (0..facts.components.len()).filter(|at| has_files(at) && !with_source.contains(at)).count();
    let drawn: Vec<usize> = with_source.into_iter().filter(has_files).collect();
    let items: Vec<Item> = drawn
        .iter()
        .map(|&at| {
            let component = &facts.components[at];
            let key = key(facts, component.repository.at(), &component.path);
            Item { path: key.split('/').map(str::to_owned).collect(), code: component.code }
        })
        .collect();
    let drawing = Drawing { facts, drawn, items };
    let all: Vec<usize> = (0..drawing.items.len()).collect();
    let (mut first, mut open) =
        drawing.page(PAGE.to_owned(), "Components", format!("{}: components", facts.system), &all);
    if tests > 0 {
        first
            .notes
            .push(format!("{} without source files have no box.", counted(tests as u64, "component", "components")));
    }
    let mut pages = vec![first];
    open.reverse();
    while let Some((prefix, items)) = open.pop() {
        let folder = prefix.join("/");
        let title = format!("{}: components below {folder}", facts.system);
        let (next, mut inner) = drawing.page(group_page(&prefix), &folder, title, &items);
        pages.push(next);
        inner.reverse();
        open.append(&mut inner);
    }
    pages
}

fn group_page(prefix: &[String]) -> String {
    format!("qd:page:below:{}", prefix.join("/"))
}

struct Drawing<'a> {
    facts: &'a Facts,
    /// Positions of the components that are drawn; items stand in the same order.
    drawn: Vec<usize>,
    items: Vec<Item>,
}

type Open = Vec<(Vec<String>, Vec<usize>)>;

impl Drawing<'_> {
    /// One page, and the groups on it that deserve pages of their own.
    fn page(&self, id: String, name: &str, title: String, chosen: &[usize]) -> (Page, Open) {
        let clusters = cluster(&self.items, chosen, limits::DRAWN_BOXES, 0.0, Full::Closed);
        let shared = common(&self.items, chosen).len();
        let mut box_of: BTreeMap<usize, usize> = BTreeMap::new();
        for (at, cluster) in clusters.iter().enumerate() {
            box_of.extend(cluster.items().iter().map(|&item| (self.drawn[item], at)));
        }
        let blocks: Vec<Block> = clusters.iter().map(|cluster| self.block(cluster, shared)).collect();
        let uses = self.facts.architecture.pairs.iter().filter(|pair| pair.is_use()).filter_map(|pair| {
            let (from, to) = (*box_of.get(&pair.from.at())?, *box_of.get(&pair.to.at())?);
            if [from, to].iter().any(|&at| matches!(clusters[at], Cluster::Rest { .. })) {
                return None;
            }
            let single = [from, to].iter().all(|&at| matches!(clusters[at], Cluster::Single(_)));
            let kind = match (pair.cut, pair.in_cycle) {
                (true, _) if single => ArrowKind::Cut,
                (_, true) if single => ArrowKind::Circle,
                _ => ArrowKind::Use,
            };
            Some((from, to, pair.imports, kind))
        });
        let arrows = summed(uses).into_iter().map(|((from, to), (imports, kind))| {
            let label = if imports == 0 { "manifest".to_owned() } else { imports.to_string() };
            arrow(from, to, imports, label, kind)
        });
        let mut page = page(id, name, title, blocks, arrows.collect());
        self.notes(&mut page, chosen, &clusters);
        let open = clusters.into_iter().filter_map(|cluster| match cluster {
            Cluster::Group { prefix, items } => Some((prefix, items)),
            Cluster::Single(_) | Cluster::Rest { .. } => None,
        });
        (page, open.collect())
    }

    fn block(&self, cluster: &Cluster, shared: usize) -> Block {
        let facts = self.facts;
        let all = cluster.items().iter().map(|&item| &facts.components[self.drawn[item]]);
        let (files, code) = all.fold((0, 0), |sum, one| (sum.0 + u64::from(one.files), sum.1 + one.code));
        let figures = format!("{}, {}", counted(files, "file", "files"), counted(code, "line", "lines"));
        let number = counted(cluster.items().len() as u64, "component", "components");
        let below = |prefix: &[String]| prefix[shared.min(prefix.len().saturating_sub(1))..].join("/");
        match cluster {
            Cluster::Single(item) => {
                let component = &facts.components[self.drawn[*item]];
                let key = self.items[*item].path.join("/");
                let name = if component.path.as_bytes().is_empty() {
                    visible(&component.name).into_owned()
                } else {
                    below(&self.items[*item].path)
                };
                let name = if name.is_empty() { key.clone() } else { name };
                let mut block = block(format!("qd:{key}"), &name, &key, figures, BlockKind::Component);
                block.opens = Some(folder_page(facts, component));
                block
            }
            Cluster::Group { prefix, .. } => {
                let whole = prefix.join("/");
                let detail = format!("{number}, {}", counted(code, "line", "lines"));
                let mut block = block(format!("qd:{whole}/**"), &below(prefix), &whole, detail, BlockKind::Group);
                block.opens = Some(group_page(prefix));
                block
            }
            Cluster::Rest { prefix, .. } => {
                let whole = prefix.join("/");
                let id = format!("qd:rest:{whole}");
                block(id, &format!("{number}, the smallest"), &whole, figures, BlockKind::Group)
            }
        }
    }

    fn notes(&self, page: &mut Page, chosen: &[usize], clusters: &[Cluster]) {
        let facts = self.facts;
        let inside: BTreeSet<usize> = chosen.iter().map(|&item| self.drawn[item]).collect();
        if inside.len() < self.drawn.len() {
            let names = |outgoing: bool| {
                let pairs = facts.architecture.pairs.iter().filter(|pair| pair.is_use());
                let ends = pairs.filter_map(|pair| {
                    let (near, far) = if outgoing { (pair.from, pair.to) } else { (pair.to, pair.from) };
                    (inside.contains(&near.at()) && !inside.contains(&far.at())).then(|| far.at())
                });
                ends.collect::<BTreeSet<usize>>()
            };
            page.notes.push(format!(
                "Outside this page: uses {}, is used by {}.",
                self.listed(&names(true)),
                self.listed(&names(false))
            ));
        }
        match facts.imports.resolved_share() {
            Some(share) => page.notes.push(format!(
                "Arrows: imports of source files (numbers) and manifests. {} % of all imports are resolved.",
                quarterdeck_base::round_to(share * 100.0, 1)
            )),
            None => page.notes.push("Arrows: manifests only; no import could be resolved.".to_owned()),
        }
        if clusters.iter().any(|cluster| matches!(cluster, Cluster::Rest { .. })) {
            page.notes.push(
                "The smallest components share a box without arrows: `quarterdeck facts --level component-pair` lists all."
                    .to_owned(),
            );
        }
    }

    fn listed(&self, components: &BTreeSet<usize>) -> String {
        const NAMED: usize = 6;
        if components.is_empty() {
            return "none".to_owned();
        }
        let names = components.iter().take(NAMED).map(|&at| {
            let component = &self.facts.components[at];
            key(self.facts, component.repository.at(), &component.path)
        });
        let mut text = names.collect::<Vec<_>>().join(", ");
        if components.len() > NAMED {
            text.push_str(&format!(" and {} more", components.len() - NAMED));
        }
        text
    }
}
