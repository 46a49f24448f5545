//! The transitive closure of a graph, counted and not kept: strongly connected sets first, then sets of bits in blocks,
//! sinks first.

use crate::cycles::circles;
use quarterdeck_facts::Propagation;
use std::collections::BTreeSet;

/// Words of one block of targets: 64 targets each.
const BLOCK_WORDS: usize = 64;

/// Counts over nodes `0..nodes` with edges sorted by (from, to), one per pair, none from a node to itself. The closure is
/// left unknown above `most` nodes.
pub(crate) fn propagation(nodes: usize, edges: &[(u32, u32)], most: u64) -> Propagation {
    let weighted: Vec<(u32, u32, u32)> = edges.iter().map(|&(from, to)| (from, to, 1)).collect();
    let circles: Vec<Vec<u32>> = circles(nodes, &weighted).into_iter().map(|(circle, _)| circle).collect();
    let largest = circles.iter().map(Vec::len).max().unwrap_or(usize::from(nodes > 0));
    Propagation {
        nodes: u32::try_from(nodes).unwrap_or(u32::MAX),
        edges: edges.len() as u64,
        reachable: (nodes as u64 <= most).then(|| reachable(&Condensed::new(nodes, edges, &circles), nodes)),
        largest_circle: u32::try_from(largest).unwrap_or(u32::MAX),
    }
}

/// The graph with each strongly connected set drawn together.
struct Condensed {
    /// Nodes of each set.
    members: Vec<Vec<u32>>,
    /// Sets that each set leads to directly.
    next: Vec<BTreeSet<u32>>,
    /// Sets, each after all that it leads to.
    order: Vec<u32>,
}

impl Condensed {
    fn new(nodes: usize, edges: &[(u32, u32)], circles: &[Vec<u32>]) -> Self {
        let mut set_of = vec![u32::MAX; nodes];
        let mut members: Vec<Vec<u32>> = circles.to_vec();
        for (set, circle) in (0u32..).zip(circles) {
            circle.iter().for_each(|&node| set_of[node as usize] = set);
        }
        for (node, set) in (0u32..).zip(&mut set_of) {
            if *set == u32::MAX {
                *set = u32::try_from(members.len()).unwrap_or(u32::MAX);
                members.push(vec![node]);
            }
        }
        let mut next = vec![BTreeSet::new(); members.len()];
        for &(from, to) in edges {
            let (from, to) = (set_of[from as usize], set_of[to as usize]);
            if from != to {
                next[from as usize].insert(to);
            }
        }
        let order = sinks_first(&next);
        Self { members, next, order }
    }
}

/// Kahn's algorithm from the ends; the graph has no circles.
fn sinks_first(next: &[BTreeSet<u32>]) -> Vec<u32> {
    let mut open: Vec<usize> = next.iter().map(BTreeSet::len).collect();
    let mut users: Vec<Vec<u32>> = vec![Vec::new(); next.len()];
    for (from, targets) in (0u32..).zip(next) {
        targets.iter().for_each(|&to| users[to as usize].push(from));
    }
    let mut order: Vec<u32> = (0u32..).zip(&open).filter(|(_, open)| **open == 0).map(|(set, _)| set).collect();
    let mut at = 0;
    while at < order.len() {
        for &user in &users[order[at] as usize] {
            open[user as usize] -= 1;
            if open[user as usize] == 0 {
                order.push(user);
            }
        }
        at += 1;
    }
    order
}

fn reachable(graph: &Condensed, nodes: usize) -> u64 {
    let mut pairs = 0;
    let mut bits = vec![[0u64; BLOCK_WORDS]; graph.members.len()];
    for first in (0..nodes).step_by(BLOCK_WORDS * 64) {
        for &set in &graph.order {
            let mut own = [0u64; BLOCK_WORDS];
            for &node in &graph.members[set as usize] {
                if let Some(at) = (node as usize).checked_sub(first).filter(|at| *at < BLOCK_WORDS * 64) {
                    own[at / 64] |= 1 << (at % 64);
                }
            }
            for &to in &graph.next[set as usize] {
                own.iter_mut().zip(&bits[to as usize]).for_each(|(own, other)| *own |= other);
            }
            let seen: u64 = own.iter().map(|word| u64::from(word.count_ones())).sum();
            pairs += seen * graph.members[set as usize].len() as u64;
            bits[set as usize] = own;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::propagation;

    /// The definition, by Warshall's algorithm.
    fn by_definition(nodes: usize, edges: &[(u32, u32)]) -> u64 {
        let mut reach = vec![vec![false; nodes]; nodes];
        (0..nodes).for_each(|node| reach[node][node] = true);
        edges.iter().for_each(|&(from, to)| reach[from as usize][to as usize] = true);
        for middle in 0..nodes {
            for from in 0..nodes {
                for to in 0..nodes {
                    reach[from][to] |= reach[from][middle] && reach[middle][to];
                }
            }
        }
        reach.iter().flatten().filter(|reached| **reached).count() as u64
    }

    #[test]
    fn the_closure_is_that_of_the_definition() {
        let mut seed = 7_u64;
        let mut next = |limit: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % limit
        };
        for round in 0..40 {
            let nodes = 1 + next(30) as usize;
            let mut edges: Vec<(u32, u32)> = (0..round * 2)
                .map(|_| (next(nodes as u64) as u32, next(nodes as u64) as u32))
                .filter(|(from, to)| from != to)
                .collect();
            edges.sort_unstable();
            edges.dedup();
            let counted = propagation(nodes, &edges, 100);
            assert_eq!(counted.reachable, Some(by_definition(nodes, &edges)), "{nodes} {edges:?}");
        }
    }

    #[test]
    fn known_graphs_have_known_costs() {
        for (nodes, edges, cost, circle) in [
            (0, vec![], None, 0),
            (4, vec![], Some(0.25), 1),
            (3, vec![(0, 1), (1, 2)], Some(6.0 / 9.0), 1),
            (3, vec![(0, 1), (1, 2), (2, 0)], Some(1.0), 3),
        ] {
            let counted = propagation(nodes, &edges, 100);
            assert_eq!((counted.cost(), counted.largest_circle), (cost, circle), "{edges:?}");
        }
        // A chain longer than one block of bits.
        let chain: Vec<(u32, u32)> = (0..4999).map(|node| (node, node + 1)).collect();
        assert_eq!(propagation(5000, &chain, 5000).reachable, Some(5000 * 5001 / 2));
        assert_eq!(propagation(5000, &chain, 4999).reachable, None);
    }
}
