//! Which layer each box stands in: circles are opened for the while (Eades, Lin, Smyth 1993), then each box stands just
//! above the highest that it uses.

use std::collections::BTreeSet;

/// The layer of each linked box, from 0 at the top; two linked boxes never share one. At most `most` boxes in a layer.
pub(super) fn ranks(boxes: usize, arrows: &[(usize, usize)], linked: &BTreeSet<usize>, most: usize) -> Vec<usize> {
    let order = opened(boxes, arrows, linked);
    let mut position = vec![0; boxes];
    order.iter().enumerate().for_each(|(at, &node)| position[node] = at);
    // Arrows against the order are turned round.
    let mut below = vec![Vec::new(); boxes];
    for &(from, to) in arrows {
        let (upper, lower) = if position[from] < position[to] { (from, to) } else { (to, from) };
        below[upper].push(lower);
    }
    let mut height = vec![0; boxes];
    for &node in order.iter().rev() {
        height[node] = below[node].iter().map(|&lower: &usize| height[lower] + 1).max().unwrap_or(0);
    }
    spread(&height, &below, linked, most)
}

/// Nodes in an order in which few arrows run backwards.
fn opened(boxes: usize, arrows: &[(usize, usize)], linked: &BTreeSet<usize>) -> Vec<usize> {
    let (mut out, mut into) = (vec![BTreeSet::new(); boxes], vec![BTreeSet::new(); boxes]);
    for &(from, to) in arrows {
        out[from].insert(to);
        into[to].insert(from);
    }
    let (mut left, mut head, mut tail) = (linked.clone(), Vec::new(), Vec::new());
    while !left.is_empty() {
        let sink = left.iter().copied().find(|&node| out[node].is_empty());
        let source = left.iter().copied().find(|&node| into[node].is_empty());
        let busiest = left
            .iter()
            .copied()
            .max_by_key(|&node| (out[node].len() as i64 - into[node].len() as i64, std::cmp::Reverse(node)));
        let Some(node) = sink.or(source).or(busiest) else { break };
        if sink.is_some() {
            tail.push(node)
        } else {
            head.push(node)
        }
        left.remove(&node);
        for &to in &out[node] {
            into[to].remove(&node);
        }
        for &from in &into[node] {
            out[from].remove(&node);
        }
    }
    head.extend(tail.into_iter().rev());
    head
}

/// Heights to layers from the top. A layer with too many boxes becomes several: boxes of one height do not use each
/// other, so any cut is right; those with most users stand lowest.
fn spread(height: &[usize], below: &[Vec<usize>], linked: &BTreeSet<usize>, most: usize) -> Vec<usize> {
    let mut users = vec![0; height.len()];
    below.iter().flatten().for_each(|&lower| users[lower] += 1);
    let mut rank = vec![0; height.len()];
    let mut layer = 0;
    let highest = linked.iter().map(|&node| height[node]).max().unwrap_or(0);
    for level in (0..=highest).rev() {
        let mut row: Vec<usize> = linked.iter().copied().filter(|&node| height[node] == level).collect();
        row.sort_by_key(|&node| (users[node], node));
        let rows = row.len().div_ceil(most).max(1);
        for part in row.chunks(row.len().div_ceil(rows).max(1)) {
            part.iter().for_each(|&node| rank[node] = layer);
            layer += 1;
        }
    }
    rank
}
