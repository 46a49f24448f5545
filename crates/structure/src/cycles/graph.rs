//! A directed graph in two arrays, and its strongly connected components (Tarjan 1972) without recursion.

/// One edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edge {
    /// Where it begins.
    pub(super) from: u32,
    /// Where it ends.
    pub(super) to: u32,
    /// What it costs to remove.
    pub(super) weight: u32,
}

/// Nodes `0..nodes` with edges sorted by (from, to), one per pair, none from a node to itself.
#[derive(Debug)]
pub(super) struct Graph {
    edges: Vec<Edge>,
    /// First edge of each node; one more at the end.
    starts: Vec<usize>,
}

impl Graph {
    /// `edges` are sorted by (from, to).
    pub(super) fn new(nodes: usize, edges: Vec<Edge>) -> Self {
        let mut starts = vec![0; nodes + 1];
        for edge in &edges {
            starts[edge.from as usize + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        Self { edges, starts }
    }

    pub(super) fn nodes(&self) -> usize {
        self.starts.len() - 1
    }

    pub(super) fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// Positions in [`Self::edges`] of the edges that begin in a node.
    pub(super) fn out(&self, node: usize) -> std::ops::Range<usize> {
        self.starts[node]..self.starts[node + 1]
    }

    /// The edges that end in each node, as positions.
    pub(super) fn incoming(&self) -> Vec<Vec<usize>> {
        let mut incoming = vec![Vec::new(); self.nodes()];
        for (position, edge) in self.edges.iter().enumerate() {
            incoming[edge.to as usize].push(position);
        }
        incoming
    }

    /// The graph on some nodes (sorted), renumbered, with the position here of each of its edges.
    pub(super) fn part(&self, nodes: &[u32]) -> (Self, Vec<usize>) {
        let (mut edges, mut positions) = (Vec::new(), Vec::new());
        for (from, node) in (0u32..).zip(nodes) {
            for position in self.out(*node as usize) {
                let edge = self.edges[position];
                if let Ok(to) = nodes.binary_search(&edge.to) {
                    edges.push(Edge { from, to: u32::try_from(to).unwrap_or(u32::MAX), weight: edge.weight });
                    positions.push(position);
                }
            }
        }
        (Self::new(nodes.len(), edges), positions)
    }

    /// Strongly connected components of two nodes or more, each sorted.
    pub(super) fn components(&self) -> Vec<Vec<u32>> {
        let mut search = Search {
            graph: self,
            seen: vec![0; self.nodes()],
            low: vec![0; self.nodes()],
            count: 0,
            open: Vec::new(),
            found: Vec::new(),
        };
        for node in 0..self.nodes() {
            if search.seen[node] == 0 {
                search.from(node);
            }
        }
        search.found
    }
}

/// State of Tarjan's search.
struct Search<'a> {
    graph: &'a Graph,
    /// Order in which nodes were met, from 1; 0 for not yet.
    seen: Vec<u32>,
    /// Earliest open node that can be reached; `u32::MAX` once the component is closed.
    low: Vec<u32>,
    count: u32,
    /// Nodes whose component is not closed.
    open: Vec<u32>,
    found: Vec<Vec<u32>>,
}

impl Search<'_> {
    fn meet(&mut self, node: usize) -> (usize, usize) {
        self.count += 1;
        self.seen[node] = self.count;
        self.low[node] = self.count;
        self.open.push(u32::try_from(node).unwrap_or(u32::MAX));
        (node, self.graph.out(node).start)
    }

    fn from(&mut self, root: usize) {
        let mut path = vec![self.meet(root)];
        while let Some((node, next)) = path.pop() {
            if next < self.graph.out(node).end {
                path.push((node, next + 1));
                let to = self.graph.edges[next].to as usize;
                if self.seen[to] == 0 {
                    let entered = self.meet(to);
                    path.push(entered);
                } else {
                    self.low[node] = self.low[node].min(self.low_of_open(to));
                }
                continue;
            }
            let low = self.low[node];
            if low == self.seen[node] {
                self.close(node);
            } else if let Some(&(above, _)) = path.last() {
                self.low[above] = self.low[above].min(low);
            }
        }
    }

    /// A closed component cannot lead back.
    fn low_of_open(&self, node: usize) -> u32 {
        if self.low[node] == u32::MAX { u32::MAX } else { self.seen[node] }
    }

    fn close(&mut self, root: usize) {
        let start = self.open.iter().rposition(|&node| node as usize == root).unwrap_or_default();
        let mut component = self.open.split_off(start);
        for &node in &component {
            self.low[node as usize] = u32::MAX;
        }
        if component.len() > 1 {
            component.sort_unstable();
            self.found.push(component);
        }
    }
}
