//! A shortest closed walk through one edge of a strongly connected graph: the example that a reader can follow.

use super::graph::Graph;
use std::collections::VecDeque;

/// Positions of the edges of a shortest closed walk that begins with an edge. Each node is met once, so the work is
/// bounded by the graph.
pub(super) fn through(graph: &Graph, edge: usize) -> Vec<usize> {
    let first = graph.edges()[edge];
    let (start, end) = (first.to as usize, first.from as usize);
    let mut reached_by: Vec<Option<usize>> = vec![None; graph.nodes()];
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front().filter(|_| reached_by[end].is_none()) {
        for position in graph.out(node) {
            let to = graph.edges()[position].to as usize;
            if to != start && reached_by[to].is_none() {
                reached_by[to] = Some(position);
                queue.push_back(to);
            }
        }
    }
    let mut walk = Vec::new();
    let mut node = end;
    while let Some(position) = reached_by[node].filter(|_| node != start) {
        walk.push(position);
        node = graph.edges()[position].from as usize;
    }
    walk.push(edge);
    walk.reverse();
    walk
}

#[cfg(test)]
mod tests {
    use super::super::graph::{Edge, Graph};
    use super::through;

    #[test]
    fn the_walk_goes_through_the_named_edge_and_is_closed() {
        // 0 and 1 lead to each other; 2 -> 3 lies on the longer circle 0 -> 2 -> 3 -> 0.
        let edges = [(0, 1), (0, 2), (1, 0), (2, 3), (3, 0)].map(|(from, to)| Edge { from, to, weight: 4 });
        let graph = Graph::new(4, edges.to_vec());
        for (edge, walk) in [(0, vec![0, 2]), (2, vec![2, 0]), (3, vec![3, 4, 1])] {
            assert_eq!(through(&graph, edge), walk, "{:?}", graph.edges()[edge]);
        }
    }
}
