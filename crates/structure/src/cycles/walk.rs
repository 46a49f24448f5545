//! A shortest closed walk through a strongly connected graph: the example that a reader can follow.

use super::graph::Graph;
use std::collections::VecDeque;

/// Most edges that are looked at, all searches together. The first search always ends: there is always an example.
const EDGE_VISITS: usize = 2_000_000;

/// Positions of the edges of a shortest closed walk, from its smallest node on. Past the bound on work it is a closed
/// walk that is shortest through one of the nodes with the fewest edges.
pub(super) fn shortest(graph: &Graph) -> Vec<usize> {
    if let Some(pair) = mutual(graph) {
        return pair;
    }
    let mut search =
        Search { graph, stamp: 0, met: vec![0; graph.nodes()], reached_by: vec![usize::MAX; graph.nodes()], visits: 0 };
    let mut degrees = vec![0usize; graph.nodes()];
    for edge in graph.edges() {
        degrees[edge.from as usize] += 1;
        degrees[edge.to as usize] += 1;
    }
    let mut nodes: Vec<usize> = (0..graph.nodes()).collect();
    nodes.sort_by_key(|&node| (degrees[node], node));
    let mut best: Vec<usize> = Vec::new();
    for node in nodes {
        // Without mutual edges, three is the shortest.
        if best.len() == 3 || (!best.is_empty() && search.visits > EDGE_VISITS) {
            break;
        }
        let limit = if best.is_empty() { usize::MAX } else { best.len() };
        if let Some(walk) = search.through(node, limit) {
            best = walk;
        }
    }
    let first = (0..best.len()).min_by_key(|&at| graph.edges()[best[at]].from).unwrap_or_default();
    best.rotate_left(first);
    best
}

/// The first two nodes that lead to each other.
fn mutual(graph: &Graph) -> Option<Vec<usize>> {
    graph.edges().iter().enumerate().find_map(|(there, edge)| Some(vec![there, graph.find(edge.to, edge.from)?]))
}

struct Search<'a> {
    graph: &'a Graph,
    /// Number of the search; a node is met when it carries it.
    stamp: u32,
    met: Vec<u32>,
    reached_by: Vec<usize>,
    visits: usize,
}

impl Search<'_> {
    /// Breadth first from a node until it is met again, in fewer than `limit` steps.
    fn through(&mut self, start: usize, limit: usize) -> Option<Vec<usize>> {
        self.stamp += 1;
        let mut queue = VecDeque::from([(start, 0usize)]);
        while let Some((node, steps)) = queue.pop_front() {
            if steps + 1 >= limit {
                return None;
            }
            for position in self.graph.out(node) {
                self.visits += 1;
                let to = self.graph.edges()[position].to as usize;
                if to == start {
                    return Some(self.back(start, position));
                }
                if self.met[to] != self.stamp {
                    self.met[to] = self.stamp;
                    self.reached_by[to] = position;
                    queue.push_back((to, steps + 1));
                }
            }
        }
        None
    }

    fn back(&self, start: usize, last: usize) -> Vec<usize> {
        let mut walk = vec![last];
        let mut node = self.graph.edges()[last].from as usize;
        while node != start {
            walk.push(self.reached_by[node]);
            node = self.graph.edges()[self.reached_by[node]].from as usize;
        }
        walk.reverse();
        walk
    }
}
