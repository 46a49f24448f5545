//! Many blobs, each inflated once: the packs are read along their chains of deltas, so that what several versions of a
//! file share is not decoded again for each of them. Apart from `object`, which reads one blob at a time.
//!
//! Only wanted blobs and the bases they rest on are touched: what else lies in a pack costs nothing. Bytes are believed
//! only when they have the id that was asked for, as everywhere.

use crate::{ObjectProblem, Oid, Reader, Repository};
use gix::objs::Kind;
use gix::odb::pack::data::entry::Header;
use gix::odb::pack::{data, index};
use quarterdeck_base::bound;
use rayon::prelude::*;
use std::collections::HashMap;
use std::path::PathBuf;
use std::rc::Rc;

/// What a blob of the list holds, by its position in the list.
pub type BlobContent<'b> = Result<&'b [u8], ObjectProblem>;

impl Repository {
    /// Reads each of these blobs once, on all threads, in an order of its own: `visit` is called once for each position of
    /// the list. `wanted` holds no id twice.
    pub fn each_blob(&self, wanted: &[Oid], visit: &(impl Fn(usize, BlobContent<'_>) + Sync)) {
        self.each_blob_within(bound::DELTA_BYTES, wanted, visit);
    }

    /// As [`Self::each_blob`], with so many bytes of bases that one thread may hold.
    fn each_blob_within(&self, most: u64, wanted: &[Oid], visit: &(impl Fn(usize, BlobContent<'_>) + Sync)) {
        let packs = self.pack_files();
        let places: Vec<Option<(usize, u64)>> = wanted.par_iter().map(|id| place(&packs, id)).collect();
        let mut in_pack: Vec<Vec<(u64, u32)>> = vec![Vec::new(); packs.len()];
        let mut single: Vec<u32> = Vec::new();
        for (at, place) in places.iter().enumerate() {
            match place {
                Some((pack, offset)) => in_pack[*pack].push((*offset, at as u32)),
                None => single.push(at as u32),
            }
        }
        for (pack, places) in packs.iter().zip(&mut in_pack) {
            places.sort_unstable();
            let forest = Forest::new(pack, places);
            let walk = Walk { pack, forest: &forest, wanted, most_bytes: most, visit };
            // Neighbours in a pack are versions of one file more often than not: whole trees, in the order of the pack.
            let left: Vec<Vec<u32>> =
                forest.roots.par_iter().map_init(Scratch::default, |scratch, root| walk.tree(*root, scratch)).collect();
            single.extend(left.into_iter().flatten());
            for node in forest.unreached() {
                visit(node as usize, Err(ObjectProblem::Corrupt));
            }
        }
        single.par_iter().for_each_init(
            || (self.blob_reader(), Vec::new()),
            |(reader, buffer): &mut (Reader, Vec<u8>), at| {
                let read = reader.blob(&wanted[*at as usize], buffer);
                visit(*at as usize, read.map(|()| buffer.as_slice()));
            },
        );
    }

    /// The packs of the repository and of those it borrows from, by path. One that cannot be opened is left to the reader
    /// of single objects, which says what is wrong.
    fn pack_files(&self) -> Vec<Pack> {
        let repository = self.thread_local();
        let store = repository.objects.store_ref();
        let mut folders = vec![store.path().to_path_buf()];
        folders.extend(store.alternate_db_paths().unwrap_or_default());
        let mut indexes: Vec<PathBuf> = folders
            .iter()
            .filter_map(|folder| std::fs::read_dir(folder.join("pack")).ok())
            .flat_map(|files| files.filter_map(|file| Some(file.ok()?.path())))
            .filter(|path| path.extension().is_some_and(|extension| extension == "idx"))
            .collect();
        indexes.sort();
        indexes.dedup();
        let hash = repository.object_hash();
        let open = |path: PathBuf| -> Option<Pack> {
            let data = data::File::at(path.with_extension("pack"), hash).ok()?;
            Some(Pack { index: index::File::at(path, hash).ok()?, data })
        };
        indexes.into_iter().filter_map(open).collect()
    }
}

struct Pack {
    index: index::File,
    data: data::File,
}

fn place(packs: &[Pack], id: &Oid) -> Option<(usize, u64)> {
    packs.iter().enumerate().find_map(|(at, pack)| Some((at, offset(pack, &id.0)?)))
}

fn offset(pack: &Pack, id: &gix::oid) -> Option<u64> {
    pack.index.lookup(id).map(|entry| pack.index.pack_offset_at_index(entry))
}

const NONE: u32 = u32::MAX;

/// One entry of a pack: wanted, or the base of one that is.
struct Node {
    offset: u64,
    /// Position in the list of wanted blobs, or [`NONE`].
    wanted: u32,
    /// The first entry that rests on it, or [`NONE`].
    first_child: u32,
    /// The next entry that rests on the same base, or [`NONE`].
    next_sibling: u32,
}

/// The chains of deltas of one pack that lead to wanted blobs.
struct Forest {
    nodes: Vec<Node>,
    /// Entries that rest on nothing in this pack, by offset.
    roots: Vec<u32>,
    /// Whether a root leads there; entries that rest on each other in a circle do not.
    reached: Vec<bool>,
}

impl Forest {
    /// From offsets with positions in the list, sorted.
    fn new(pack: &Pack, places: &[(u64, u32)]) -> Self {
        let node = |offset, wanted| Node { offset, wanted, first_child: NONE, next_sibling: NONE };
        let mut nodes: Vec<Node> = places.iter().map(|(offset, at)| node(*offset, *at)).collect();
        let mut known: HashMap<u64, u32> =
            places.iter().enumerate().map(|(at, (offset, _))| (*offset, at as u32)).collect();
        let mut roots = Vec::new();
        let mut at = 0;
        while at < nodes.len() {
            match base_offset(pack, nodes[at].offset) {
                Some(base) => {
                    let parent = *known.entry(base).or_insert_with(|| {
                        nodes.push(node(base, NONE));
                        nodes.len() as u32 - 1
                    });
                    nodes[at].next_sibling = nodes[parent as usize].first_child;
                    nodes[parent as usize].first_child = at as u32;
                }
                None => roots.push(at as u32),
            }
            at += 1;
        }
        roots.sort_by_key(|root| nodes[*root as usize].offset);
        let mut forest = Self { reached: vec![false; nodes.len()], nodes, roots };
        let mut open = forest.roots.clone();
        while let Some(node) = open.pop() {
            forest.reached[node as usize] = true;
            open.extend(forest.children(node));
        }
        forest
    }

    fn children(&self, node: u32) -> impl Iterator<Item = u32> + '_ {
        let known = |node: u32| (node != NONE).then_some(node);
        std::iter::successors(known(self.nodes[node as usize].first_child), move |child| {
            known(self.nodes[*child as usize].next_sibling)
        })
    }

    /// Wanted blobs in circles: no bytes can come of them.
    fn unreached(&self) -> impl Iterator<Item = u32> + '_ {
        self.nodes
            .iter()
            .zip(&self.reached)
            .filter(|(node, reached)| !**reached && node.wanted != NONE)
            .map(|(node, _)| node.wanted)
    }
}

/// Where the base of an entry stands in the same pack; `None` for entries that stand alone, that cannot be read, and that
/// name a base outside.
fn base_offset(pack: &Pack, at: u64) -> Option<u64> {
    let entry = pack.data.entry(at).ok()?;
    match entry.header {
        Header::OfsDelta { base_distance } => entry.checked_base_pack_offset(base_distance),
        Header::RefDelta { base_id } => offset(pack, &base_id),
        _ => None,
    }
}

/// Buffers that one thread uses again and again.
#[derive(Default)]
struct Scratch {
    inflate: gix::zlib::Inflate,
    delta: Vec<u8>,
}

struct Walk<'a, V> {
    pack: &'a Pack,
    forest: &'a Forest,
    wanted: &'a [Oid],
    most_bytes: u64,
    visit: &'a V,
}

/// An entry to be decoded: its base, and how many bytes are kept in memory for those that come after it.
type Step = (u32, Option<Rc<Vec<u8>>>, u64);

impl<V: Fn(usize, BlobContent<'_>)> Walk<'_, V> {
    /// Decodes one tree, depth first. Answers with the wanted blobs that have to be read one by one.
    fn tree(&self, root: u32, scratch: &mut Scratch) -> Vec<u32> {
        let mut left = Vec::new();
        let mut open: Vec<Step> = vec![(root, None, 0)];
        while let Some((node, base, kept)) = open.pop() {
            let content = if kept > self.most_bytes { None } else { self.decode(node, base.as_deref(), scratch) };
            // What cannot be had along the chain is read one by one: that reader tells damaged from too large.
            let Some(content) = content else {
                self.leave(node, &mut left);
                continue;
            };
            let wanted = self.forest.nodes[node as usize].wanted;
            if wanted != NONE && self.is_verified(wanted, &content) {
                (self.visit)(wanted as usize, Ok(&content));
            } else if wanted != NONE {
                left.push(wanted);
            }
            let content = Rc::new(content);
            for (number, child) in self.forest.children(node).enumerate() {
                let more = if number == 0 { 0 } else { content.len() as u64 };
                open.push((child, Some(Rc::clone(&content)), kept + more));
            }
        }
        left
    }

    fn leave(&self, node: u32, left: &mut Vec<u32>) {
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            left.extend(Some(self.forest.nodes[node as usize].wanted).filter(|wanted| *wanted != NONE));
            open.extend(self.forest.children(node));
        }
    }

    fn is_verified(&self, wanted: u32, content: &[u8]) -> bool {
        let id = &self.wanted[wanted as usize].0;
        gix::objs::compute_hash(id.kind(), Kind::Blob, content).is_ok_and(|found| found == *id)
    }

    fn decode(&self, node: u32, base: Option<&Vec<u8>>, scratch: &mut Scratch) -> Option<Vec<u8>> {
        let entry = self.pack.data.entry(self.forest.nodes[node as usize].offset).ok()?;
        if entry.decompressed_size > bound::BLOB_BYTES {
            return None;
        }
        let size = entry.decompressed_size as usize;
        let Some(base) = base else {
            let mut content = vec![0; size];
            let is_blob = entry.header.as_kind() == Some(Kind::Blob);
            self.pack.data.decompress_entry(&entry, &mut scratch.inflate, &mut content).ok().filter(|_| is_blob)?;
            return Some(content);
        };
        scratch.delta.resize(size, 0);
        self.pack.data.decompress_entry(&entry, &mut scratch.inflate, &mut scratch.delta).ok()?;
        applied(base, &scratch.delta)
    }
}

/// A size as a delta writes it: seven bits a byte, the lowest first.
fn take_size(delta: &mut &[u8]) -> Option<u64> {
    let mut size = 0u64;
    for shift in (0..u64::BITS).step_by(7) {
        let (byte, rest) = delta.split_first()?;
        *delta = rest;
        size |= u64::from(byte & 0x7f).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(size);
        }
    }
    None
}

/// The bytes of a copy instruction that its bits announce, the lowest first.
fn take_number(delta: &mut &[u8], bits: u8, count: u32) -> Option<usize> {
    let mut number = 0;
    for place in (0..count).filter(|place| bits >> place & 1 == 1) {
        let (byte, rest) = delta.split_first()?;
        *delta = rest;
        number |= usize::from(*byte) << (8 * place);
    }
    Some(number)
}

/// What a delta makes of its base; `None` when it does not fit, or makes more than [`bound::BLOB_BYTES`].
fn applied(base: &[u8], mut delta: &[u8]) -> Option<Vec<u8>> {
    /// What a copy without a length copies.
    const WHOLE_COPY: usize = 0x1_0000;
    let (before, after) = (take_size(&mut delta)?, take_size(&mut delta)?);
    if before != base.len() as u64 || after > bound::BLOB_BYTES {
        return None;
    }
    let mut content = Vec::with_capacity(after as usize);
    while let Some((instruction, rest)) = delta.split_first() {
        delta = rest;
        let part = if instruction & 0x80 != 0 {
            let start = take_number(&mut delta, *instruction, 4)?;
            let length = take_number(&mut delta, instruction >> 4, 3)?;
            base.get(start..start.checked_add(if length == 0 { WHOLE_COPY } else { length })?)?
        } else {
            let (part, rest) =
                delta.split_at_checked(usize::from(*instruction)).filter(|(part, _)| !part.is_empty())?;
            delta = rest;
            part
        };
        if content.len() + part.len() > after as usize {
            return None;
        }
        content.extend_from_slice(part);
    }
    (content.len() as u64 == after).then_some(content)
}

#[cfg(test)]
mod tests;
