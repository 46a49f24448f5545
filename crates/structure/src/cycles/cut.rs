//! A feedback edge set: edges whose removal leaves no circle, with as little weight as can be found.
//!
//! An order of the nodes gives one: the edges that point backwards. Small graphs get the best order (dynamic
//! programming over sets of nodes, Held and Karp 1962); larger ones the greedy order of Eades, Lin and Smyth (1993) with
//! weights, improved by moving single nodes while that helps. Edges that turn out not to be needed are kept.

use super::graph::Graph;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// Most nodes for the exact answer.
const EXACT_NODES: usize = 12;
/// Most nodes for moves of single nodes, and most rounds of them.
const MOVE_NODES: usize = 1_500;
const MOVE_ROUNDS: usize = 4;
/// Most edges that are looked at to keep edges that need not go.
const EDGE_VISITS: usize = 2_000_000;

/// Positions of the edges to remove from a strongly connected graph.
pub(super) fn cut(graph: &Graph) -> Vec<usize> {
    let positions = 0..graph.edges().len();
    if graph.edges().len() == graph.nodes() {
        // A ring: any edge breaks it.
        return positions.min_by_key(|&edge| (graph.edges()[edge].weight, edge)).into_iter().collect();
    }
    let order = if graph.nodes() <= EXACT_NODES { best_order(graph) } else { improved(graph, greedy_order(graph)) };
    let rank = ranks(&order);
    let backward: Vec<usize> = positions
        .filter(|&edge| rank[graph.edges()[edge].from as usize] > rank[graph.edges()[edge].to as usize])
        .collect();
    needed(graph, backward)
}

fn ranks(order: &[usize]) -> Vec<usize> {
    let mut rank = vec![0; order.len()];
    for (at, &node) in order.iter().enumerate() {
        rank[node] = at;
    }
    rank
}

/// Weight first, number of edges second.
fn cost(weight: u32) -> u64 {
    (u64::from(weight) << 20) + 1
}

/// The order with the least cost of edges that point backwards: by sets of nodes that come first.
fn best_order(graph: &Graph) -> Vec<usize> {
    let nodes = graph.nodes();
    let sets = 1usize << nodes;
    let mut least = vec![u64::MAX; sets];
    let mut last = vec![0usize; sets];
    least[0] = 0;
    for set in 0..sets {
        for node in (0..nodes).filter(|node| set & (1 << node) == 0) {
            let back = graph.out(node).map(|edge| graph.edges()[edge]).filter(|edge| set & (1 << edge.to) != 0);
            let total = least[set] + back.map(|edge| cost(edge.weight)).sum::<u64>();
            let larger = set | (1 << node);
            if total < least[larger] {
                least[larger] = total;
                last[larger] = node;
            }
        }
    }
    let mut order = Vec::with_capacity(nodes);
    let mut set = sets - 1;
    while set != 0 {
        order.push(last[set]);
        set &= !(1 << last[set]);
    }
    order.reverse();
    order
}

/// Nodes that nothing leads to go first, nodes that lead nowhere last; else the one that gives most and takes least.
fn greedy_order(graph: &Graph) -> Vec<usize> {
    let mut left = Remaining::new(graph);
    let (mut front, mut back) = (Vec::new(), Vec::new());
    loop {
        let at_end = left.ends.pop_front();
        let at_start = if at_end.is_none() { left.starts.pop_front() } else { None };
        let chosen = at_end.or(at_start).or_else(|| left.richest());
        let Some(node) = chosen else { break };
        if left.gone[node] {
            continue;
        }
        left.remove(node);
        if at_end.is_some() { back.push(node) } else { front.push(node) }
    }
    front.extend(back.into_iter().rev());
    front
}

/// What is left of a graph while nodes are taken out.
struct Remaining<'a> {
    graph: &'a Graph,
    incoming: Vec<Vec<usize>>,
    gone: Vec<bool>,
    /// Edges in and out.
    degrees: Vec<(usize, usize)>,
    /// Weight out minus weight in.
    surplus: Vec<i64>,
    /// By surplus, then first node; entries with an old surplus are passed over.
    queue: BinaryHeap<(i64, Reverse<usize>)>,
    starts: VecDeque<usize>,
    ends: VecDeque<usize>,
}

impl<'a> Remaining<'a> {
    fn new(graph: &'a Graph) -> Self {
        let incoming = graph.incoming();
        let degrees = (0..graph.nodes()).map(|node| (incoming[node].len(), graph.out(node).len())).collect();
        let mut surplus = vec![0i64; graph.nodes()];
        for edge in graph.edges() {
            surplus[edge.from as usize] += i64::from(edge.weight);
            surplus[edge.to as usize] -= i64::from(edge.weight);
        }
        let queue = surplus.iter().enumerate().map(|(node, &surplus)| (surplus, Reverse(node))).collect();
        let gone = vec![false; graph.nodes()];
        Self { graph, incoming, gone, degrees, surplus, queue, starts: VecDeque::new(), ends: VecDeque::new() }
    }

    fn richest(&mut self) -> Option<usize> {
        loop {
            let (surplus, Reverse(node)) = self.queue.pop()?;
            if !self.gone[node] && self.surplus[node] == surplus {
                return Some(node);
            }
        }
    }

    fn remove(&mut self, node: usize) {
        self.gone[node] = true;
        for position in self.graph.out(node) {
            let edge = self.graph.edges()[position];
            let to = edge.to as usize;
            if !self.gone[to] {
                self.degrees[to].0 -= 1;
                self.changed(to, i64::from(edge.weight));
            }
        }
        for at in 0..self.incoming[node].len() {
            let edge = self.graph.edges()[self.incoming[node][at]];
            let from = edge.from as usize;
            if !self.gone[from] {
                self.degrees[from].1 -= 1;
                self.changed(from, -i64::from(edge.weight));
            }
        }
    }

    fn changed(&mut self, node: usize, by: i64) {
        self.surplus[node] += by;
        self.queue.push((self.surplus[node], Reverse(node)));
        match self.degrees[node] {
            (_, 0) => self.ends.push_back(node),
            (0, _) => self.starts.push_back(node),
            _ => {}
        }
    }
}

/// Moves each node to its best place among the others while that makes the backward edges cheaper.
fn improved(graph: &Graph, mut order: Vec<usize>) -> Vec<usize> {
    if graph.nodes() > MOVE_NODES {
        return order;
    }
    let incoming = graph.incoming();
    let mut rank = ranks(&order);
    for _ in 0..MOVE_ROUNDS {
        let mut moved = false;
        for node in 0..graph.nodes() {
            let from = rank[node];
            let Some(to) = better_place(graph, &incoming, &rank, node) else { continue };
            order.remove(from);
            order.insert(to, node);
            let (first, last) = (from.min(to), from.max(to));
            for at in first..=last {
                rank[order[at]] = at;
            }
            moved = true;
        }
        if !moved {
            break;
        }
    }
    order
}

/// Where a node should stand, as its rank after the move; `None` when no place is better.
fn better_place(graph: &Graph, incoming: &[Vec<usize>], rank: &[usize], node: usize) -> Option<usize> {
    let signed = |weight: u32| i64::try_from(cost(weight)).unwrap_or(i64::MAX);
    // Passing a node that this one leads to makes that edge point backwards; passing one that leads here mends it.
    let passed = graph.out(node).map(|position| {
        let edge = graph.edges()[position];
        (rank[edge.to as usize], signed(edge.weight))
    });
    let mended = incoming[node].iter().map(|&position| {
        let edge = graph.edges()[position];
        (rank[edge.from as usize], -signed(edge.weight))
    });
    let mut neighbours: Vec<(usize, i64)> = passed.chain(mended).collect();
    neighbours.sort_unstable();
    // Costs relative to the very first place.
    let (mut total, mut here) = (0i64, 0i64);
    let (mut least, mut place) = (0i64, 0usize);
    for (index, &(at, change)) in neighbours.iter().enumerate() {
        total += change;
        if at < rank[node] {
            here = total;
        }
        // Both edges of a mutual pair are passed at once.
        let complete = neighbours.get(index + 1).is_none_or(|next| next.0 != at);
        if complete && total < least {
            (least, place) = (total, at + 1);
        }
    }
    let after_removal = if place > rank[node] { place - 1 } else { place };
    (least < here).then_some(after_removal)
}

/// Leaves out edges that can stay without closing a circle, heaviest first.
fn needed(graph: &Graph, mut backward: Vec<usize>) -> Vec<usize> {
    let mut kept = vec![true; graph.edges().len()];
    for &edge in &backward {
        kept[edge] = false;
    }
    backward.sort_by_key(|&edge| (Reverse(graph.edges()[edge].weight), edge));
    let mut visits = 0;
    let mut met = vec![0u32; graph.nodes()];
    for (stamp, &position) in (1u32..).zip(&backward) {
        if visits > EDGE_VISITS {
            break;
        }
        let edge = graph.edges()[position];
        let mut open = vec![edge.to];
        met[edge.to as usize] = stamp;
        while let Some(node) = open.pop() {
            for next in graph.out(node as usize).filter(|&next| kept[next]) {
                visits += 1;
                let to = graph.edges()[next].to;
                if met[to as usize] != stamp {
                    met[to as usize] = stamp;
                    open.push(to);
                }
            }
        }
        kept[position] = met[edge.from as usize] != stamp;
    }
    backward.retain(|&edge| !kept[edge]);
    backward
}

#[cfg(test)]
mod tests {
    use super::{EXACT_NODES, best_order, cut, greedy_order, improved, ranks};
    use crate::cycles::graph::{Edge, Graph};

    /// A ring with chords, the same on each run.
    fn made_up(nodes: u32, chords: u32, seed: u32) -> Graph {
        let mut state = seed;
        let mut next = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % below
        };
        let mut pairs: Vec<(u32, u32)> = (0..nodes).map(|node| (node, (node + 1) % nodes)).collect();
        pairs.extend((0..chords).map(|_| (next(nodes), next(nodes))).filter(|(from, to)| from != to));
        pairs.sort_unstable();
        pairs.dedup();
        let edges = pairs.into_iter().map(|(from, to)| Edge { from, to, weight: 1 + next(9) }).collect();
        Graph::new(nodes as usize, edges)
    }

    fn weight(graph: &Graph, edges: &[usize]) -> u32 {
        edges.iter().map(|&edge| graph.edges()[edge].weight).sum()
    }

    fn without(graph: &Graph, cut: &[usize]) -> Graph {
        let left = graph.edges().iter().enumerate().filter(|(at, _)| !cut.contains(at)).map(|(_, edge)| *edge);
        Graph::new(graph.nodes(), left.collect())
    }

    #[test]
    fn no_circle_is_left_at_any_size() {
        for (nodes, chords) in [(2, 1), (5, 6), (12, 40), (13, 10), (60, 200), (1_600, 3_000)] {
            let graph = made_up(nodes, chords, 7);
            assert!(without(&graph, &cut(&graph)).components().is_empty(), "{nodes} nodes, {chords} chords");
        }
    }

    #[test]
    fn small_graphs_get_the_lightest_cut_of_all() {
        for seed in 0..20 {
            let graph = made_up(5, 5, seed);
            let edges = graph.edges().len();
            let sets = (0u32..1 << edges).map(|set| (0..edges).filter(|at| set & (1 << at) != 0).collect::<Vec<_>>());
            let lightest =
                sets.filter(|set| without(&graph, set).components().is_empty()).map(|set| weight(&graph, &set)).min();
            assert_eq!(Some(weight(&graph, &cut(&graph))), lightest, "seed {seed}");
        }
    }

    #[test]
    fn the_greedy_order_is_near_the_best_one() {
        let backward = |graph: &Graph, order: &[usize]| {
            let rank = ranks(order);
            let points_back = |edge: &&Edge| rank[edge.from as usize] > rank[edge.to as usize];
            graph.edges().iter().filter(points_back).map(|edge| edge.weight).sum::<u32>()
        };
        let (mut best, mut found) = (0, 0);
        for seed in 0..20 {
            let graph = made_up(EXACT_NODES as u32, 30, seed);
            best += backward(&graph, &best_order(&graph));
            found += backward(&graph, &improved(&graph, greedy_order(&graph)));
        }
        assert!(best <= found && found * 100 <= best * 115, "best {best}, found {found}");
    }
}
