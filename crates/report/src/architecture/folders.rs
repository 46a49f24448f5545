//! A page for each large component: its folders and who imports whom among them.

use super::cluster::{Cluster, Full, Item, cluster, common};
use super::components::{folder_page, key};
use super::pages::{ArrowKind, Block, BlockKind, Page, arrow, block, counted, page, summed};
use crate::escape::visible;
use crate::limits;
use quarterdeck_base::RepoPath;
use quarterdeck_facts::{Facts, FileIx, FileKind};
use std::collections::BTreeMap;

/// Fewest source files of a component with a page.
const LARGE_FILES: usize = 12;
/// A folder is opened when it holds this share of the component's code.
const OPENED_SHARE: f64 = 0.08;

/// Pages of the largest components with folders, most code first, at most `most`.
pub(super) fn pages(facts: &Facts, most: usize) -> Vec<Page> {
    let mut folders: BTreeMap<usize, BTreeMap<&[u8], (u64, u64)>> = BTreeMap::new();
    for file in facts.files.iter().filter(|file| file.kind == FileKind::Source) {
        let size = folders.entry(file.component.at()).or_default().entry(file.path.parent()).or_insert((0, 0));
        *size = (size.0 + 1, size.1 + u64::from(file.code));
    }
    folders.retain(|_, folders| {
        folders.len() > 1 && folders.values().map(|size| size.0).sum::<u64>() >= LARGE_FILES as u64
    });
    let mut order: Vec<usize> = folders.keys().copied().collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(facts.components[at].code), at));
    let cut = order.len().saturating_sub(most);
    let drawn = order.into_iter().take(most).map(|at| folder_drawing(facts, at, &folders[&at]));
    let mut pages: Vec<Page> = drawn.collect();
    if let (Some(last), true) = (pages.last_mut(), cut > 0) {
        last.notes.push(format!(
            "{} with folders have no page: only the {most} largest do.",
            counted(cut as u64, "component", "components")
        ));
    }
    pages
}

fn folder_drawing(facts: &Facts, component: usize, folders: &BTreeMap<&[u8], (u64, u64)>) -> Page {
    let own = &facts.components[component];
    let repository = own.repository.at();
    let name = if own.path.as_bytes().is_empty() {
        visible(&own.name).into_owned()
    } else {
        key(facts, repository, &own.path)
    };
    let sizes: Vec<(&[u8], (u64, u64))> = folders.iter().map(|(folder, size)| (*folder, *size)).collect();
    let items: Vec<Item> = sizes
        .iter()
        .map(|(folder, (_, code))| {
            let key = key(facts, repository, &RepoPath::new(folder.to_vec()));
            Item { path: key.split('/').map(str::to_owned).collect(), code: *code }
        })
        .collect();
    let chosen: Vec<usize> = (0..items.len()).collect();
    let clusters = cluster(&items, &chosen, limits::DRAWN_FOLDERS, OPENED_SHARE, Full::Largest);
    let mut box_of: BTreeMap<&[u8], usize> = BTreeMap::new();
    for (at, cluster) in clusters.iter().enumerate() {
        box_of.extend(cluster.items().iter().map(|&item| (sizes[item].0, at)));
    }
    let blocks: Vec<Block> = clusters.iter().map(|cluster| folder_block(cluster, &items, &sizes)).collect();
    let place = |file: FileIx| {
        let file = facts.file(file);
        let mine = file.kind == FileKind::Source && file.component.at() == component;
        if mine { box_of.get(&**file.path.parent()).copied() } else { None }
    };
    let uses =
        facts.imports.edges.iter().filter_map(|edge| Some((place(edge.from)?, place(edge.to)?, 1, ArrowKind::Use)));
    let sums = summed(uses);
    let arrows = sums.iter().map(|(&(from, to), &(imports, _))| {
        let kind = if sums.contains_key(&(to, from)) { ArrowKind::Circle } else { ArrowKind::Use };
        arrow(from, to, imports, imports.to_string(), kind)
    });
    let shared = common(&items, &chosen).join("/");
    let title = format!("{}: folders of {name}", facts.system);
    let mut page = page(folder_page(facts, own), &name, title, blocks, arrows.collect());
    let below = if shared.is_empty() { String::new() } else { format!("Names are below {shared}. ") };
    page.notes.push(format!("{below}Numbers are imports of source files."));
    page
}

fn folder_block(cluster: &Cluster, items: &[Item], sizes: &[(&[u8], (u64, u64))]) -> Block {
    let all = cluster.items().iter().map(|&item| sizes[item].1);
    let (files, code) = all.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let figures = format!("{}, {}", counted(files, "file", "files"), counted(code, "line", "lines"));
    let shared = common(items, &(0..items.len()).collect::<Vec<_>>()).len();
    let below = |path: &[String]| {
        let rest = &path[shared.min(path.len())..];
        match path.last() {
            Some(last) if rest.is_empty() => format!("{last} itself"),
            Some(last) if last == "." => "top folder itself".to_owned(),
            _ => rest.join("/"),
        }
    };
    match cluster {
        Cluster::Single(item) => {
            let path = &items[*item].path;
            let whole = path.join("/");
            block(format!("qd:{whole}/*"), &below(path), &whole, figures, BlockKind::Folder)
        }
        Cluster::Group { prefix, .. } => {
            let whole = prefix.join("/");
            block(format!("qd:{whole}/**"), &below(prefix), &whole, figures, BlockKind::Folder)
        }
        Cluster::Rest { prefix, items } => {
            let whole = prefix.join("/");
            let title = format!("{}, the smallest", counted(items.len() as u64, "folder", "folders"));
            block(format!("qd:rest:{whole}"), &title, &whole, figures, BlockKind::Group)
        }
    }
}
