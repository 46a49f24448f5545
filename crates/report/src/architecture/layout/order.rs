//! The order in each layer, by barycentres with the fewest crossings kept, and the places along it.

use super::{Layers, Slot};

/// Sweeps down and up.
const SWEEPS: usize = 12;
/// Rounds in which slots move towards their neighbours.
const ROUNDS: usize = 16;

/// The layers with slots ordered so that few arrows cross.
pub(super) fn ordered(mut layers: Layers) -> Layers {
    let mut best = (crossings(&layers), layers.layers.clone());
    for sweep in 0..SWEEPS {
        let down = sweep % 2 == 0;
        let count = layers.layers.len();
        for step in 1..count {
            let layer = if down { step } else { count - 1 - step };
            sort_layer(&mut layers, layer, down);
        }
        let crossed = crossings(&layers);
        if crossed < best.0 {
            best = (crossed, layers.layers.clone());
        }
    }
    layers.layers = best.1;
    layers
}

fn sort_layer(layers: &mut Layers, layer: usize, down: bool) {
    let position = positions(layers);
    let mut row: Vec<(f64, usize)> = layers.layers[layer]
        .iter()
        .map(|&slot| {
            let neighbours = if down { &layers.above[slot] } else { &layers.below[slot] };
            let sum: usize = neighbours.iter().map(|&next| position[next]).sum();
            let own = position[slot] as f64;
            (if neighbours.is_empty() { own } else { sum as f64 / neighbours.len() as f64 }, slot)
        })
        .collect();
    // Stable: equal barycentres keep their order.
    row.sort_by(|a, b| a.0.total_cmp(&b.0));
    layers.layers[layer] = row.into_iter().map(|(_, slot)| slot).collect();
}

fn positions(layers: &Layers) -> Vec<usize> {
    let mut position = vec![0; layers.slots.len()];
    for layer in &layers.layers {
        layer.iter().enumerate().for_each(|(at, &slot)| position[slot] = at);
    }
    position
}

/// Pairs of arrows between neighbouring layers that cross: inversions, counted with a tree of sums.
fn crossings(layers: &Layers) -> u64 {
    let position = positions(layers);
    let mut count = 0;
    for (number, layer) in layers.layers.iter().enumerate() {
        let width = layers.layers.get(number + 1).map_or(0, Vec::len);
        let mut sums = vec![0_u64; width + 1];
        let mut seen = 0;
        for &slot in layer {
            let mut ends: Vec<usize> = layers.below[slot].iter().map(|&next| position[next]).collect();
            ends.sort_unstable();
            for &end in &ends {
                // Of the arrows seen, those that end further right cross this one.
                let (mut at, mut left) = (end + 1, 0);
                while at > 0 {
                    left += sums[at];
                    at &= at - 1;
                }
                count += seen - left;
            }
            for &end in &ends {
                let mut at = end + 1;
                while at <= width {
                    sums[at] += 1;
                    at += at & at.wrapping_neg();
                }
                seen += 1;
            }
        }
    }
    count
}

/// The centre of each slot: as near to its neighbours as the order and the widths allow.
pub(super) fn centres(layers: &Layers, width: impl Fn(Slot) -> f64) -> Vec<f64> {
    let widths: Vec<f64> = layers.slots.iter().map(|&slot| width(slot)).collect();
    let mut centre = vec![0.0; layers.slots.len()];
    for layer in &layers.layers {
        let mut x = 0.0;
        for &slot in layer {
            centre[slot] = x + widths[slot] / 2.0;
            x += widths[slot];
        }
    }
    for round in 0..ROUNDS {
        let down = round % 2 == 0;
        let count = layers.layers.len();
        for step in 0..count {
            let layer = &layers.layers[if down { step } else { count - 1 - step }];
            let wanted: Vec<f64> = layer
                .iter()
                .map(|&slot| {
                    let near = layers.above[slot].iter().chain(&layers.below[slot]);
                    let (sum, number) =
                        near.fold((0.0, 0.0), |(sum, number), &next| (sum + centre[next], number + 1.0));
                    if number > 0.0 { sum / number } else { centre[slot] }
                })
                .collect();
            apart(layer, &wanted, &widths, &mut centre);
        }
    }
    let left = (0..layers.slots.len()).map(|slot| centre[slot] - widths[slot] / 2.0).fold(f64::INFINITY, f64::min);
    if left.is_finite() {
        centre.iter_mut().for_each(|x| *x -= left);
    }
    centre
}

/// Places without overlap near the wanted ones: pushed right, pushed left, and the middle of both, which keeps the
/// distances as each of the two does.
fn apart(layer: &[usize], wanted: &[f64], widths: &[f64], centre: &mut [f64]) {
    let distance = |a: usize, b: usize| (widths[layer[a]] + widths[layer[b]]) / 2.0;
    let (mut right, mut left) = (wanted.to_vec(), wanted.to_vec());
    for at in 1..layer.len() {
        right[at] = right[at].max(right[at - 1] + distance(at - 1, at));
    }
    for at in (1..layer.len()).rev() {
        left[at - 1] = left[at - 1].min(left[at] - distance(at - 1, at));
    }
    for (at, &slot) in layer.iter().enumerate() {
        centre[slot] = f64::midpoint(right[at], left[at]);
    }
}
