//! Boxes and arrows to places, layer by layer (after Sugiyama, Tagawa, Toda 1981): whoever uses stands above what it
//! uses, each layer is ordered by barycentres, long arrows get a lane between the boxes. Same input, same places.

mod order;
mod rank;

use std::collections::BTreeSet;

/// Boxes side by side in one layer.
const MOST_IN_LAYER: usize = 8;
/// Space between boxes of a layer.
const GAP: f64 = 40.0;
/// Width of the lane of a long arrow.
const LANE: f64 = 16.0;
/// Space between layers.
const LAYER_GAP: f64 = 70.0;
/// What each arrow between two layers adds to it.
const LAYER_GAP_EACH: f64 = 3.0;
/// Most space between layers.
const LAYER_GAP_MOST: f64 = 170.0;

/// Where everything stands; whole numbers.
#[derive(Debug, Default)]
pub(super) struct Placed {
    /// Upper left corner of each box.
    pub(super) boxes: Vec<(f64, f64)>,
    /// Bends of each arrow.
    pub(super) bends: Vec<Vec<(f64, f64)>>,
    /// Right end of the drawing.
    pub(super) width: f64,
    /// Lower end of the drawing.
    pub(super) height: f64,
}

/// A place in a layer: a box, or the lane of an arrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    Box(usize),
    Lane(usize),
}

/// Layers of slots, with who stands next to whom in the layer below.
#[derive(Debug, Default)]
struct Layers {
    /// Slots by layer, from the top; positions in `slots`.
    layers: Vec<Vec<usize>>,
    slots: Vec<Slot>,
    /// Neighbours of each slot in the layer above.
    above: Vec<Vec<usize>>,
    /// Neighbours of each slot in the layer below.
    below: Vec<Vec<usize>>,
}

/// Places boxes of the given sizes; arrows go from a using to a used box, none from a box to itself.
pub(super) fn layout(sizes: &[(f64, f64)], arrows: &[(usize, usize)]) -> Placed {
    let mut placed =
        Placed { boxes: vec![(0.0, 0.0); sizes.len()], bends: vec![Vec::new(); arrows.len()], ..Placed::default() };
    let linked: BTreeSet<usize> = arrows.iter().flat_map(|&(from, to)| [from, to]).collect();
    let layers = layers(sizes.len(), arrows, &linked);
    let layers = order::ordered(layers);
    let centres = order::centres(&layers, |slot| match slot {
        Slot::Box(at) => sizes[at].0 + GAP,
        Slot::Lane(_) => LANE,
    });
    let mut y = 0.0;
    for layer in &layers.layers {
        let height = layer.iter().map(|&slot| match layers.slots[slot] {
            Slot::Box(at) => sizes[at].1,
            Slot::Lane(_) => 0.0,
        });
        let height = height.fold(0.0, f64::max);
        for &slot in layer {
            match layers.slots[slot] {
                Slot::Box(at) => {
                    let (width, own) = sizes[at];
                    let left = (centres[slot] - width / 2.0).round();
                    placed.boxes[at] = (left, (y + (height - own) / 2.0).round());
                    placed.width = placed.width.max(left + width);
                }
                Slot::Lane(arrow) => {
                    let x = centres[slot].round();
                    placed.bends[arrow].extend([(x, y.round()), (x, (y + height).round())]);
                    placed.width = placed.width.max(x);
                }
            }
        }
        placed.height = y + height;
        let between: usize = layer.iter().map(|&slot| layers.below[slot].len()).sum();
        y += height + (LAYER_GAP + LAYER_GAP_EACH * between as f64).min(LAYER_GAP_MOST);
    }
    // Lanes are filled from the top; an arrow that was turned round for ranking runs upwards.
    for (arrow, &(from, to)) in arrows.iter().enumerate() {
        if placed.boxes[from].1 > placed.boxes[to].1 {
            placed.bends[arrow].reverse();
        }
    }
    place_alone(sizes, &linked, &mut placed);
    placed
}

/// Boxes without arrows stand in rows below the others.
fn place_alone(sizes: &[(f64, f64)], linked: &BTreeSet<usize>, placed: &mut Placed) {
    let limit = placed.width.max(MOST_IN_LAYER as f64 / 2.0 * 220.0);
    let mut top = if linked.is_empty() { 0.0 } else { placed.height + LAYER_GAP };
    let (mut x, mut row) = (0.0, 0.0_f64);
    for at in (0..sizes.len()).filter(|at| !linked.contains(at)) {
        let (width, height) = sizes[at];
        if x > 0.0 && x + width > limit {
            top += row + GAP;
            (x, row) = (0.0, 0.0);
        }
        placed.boxes[at] = (x, top.round());
        row = row.max(height);
        placed.width = placed.width.max(x + width);
        placed.height = placed.height.max(top + height);
        x += width + GAP;
    }
}

fn layers(boxes: usize, arrows: &[(usize, usize)], linked: &BTreeSet<usize>) -> Layers {
    let ranks = rank::ranks(boxes, arrows, linked, MOST_IN_LAYER);
    let depth = linked.iter().map(|&at| ranks[at] + 1).max().unwrap_or(0);
    let mut layers = Layers { layers: vec![Vec::new(); depth], ..Layers::default() };
    let mut slot_of = vec![usize::MAX; boxes];
    for &at in linked {
        slot_of[at] = layers.add(Slot::Box(at), ranks[at]);
    }
    for (number, &(from, to)) in arrows.iter().enumerate() {
        let (upper, lower) = if ranks[from] < ranks[to] { (from, to) } else { (to, from) };
        let mut last = slot_of[upper];
        for layer in ranks[upper] + 1..ranks[lower] {
            let lane = layers.add(Slot::Lane(number), layer);
            layers.link(last, lane);
            last = lane;
        }
        layers.link(last, slot_of[lower]);
    }
    layers
}

impl Layers {
    fn add(&mut self, slot: Slot, layer: usize) -> usize {
        let number = self.slots.len();
        self.slots.push(slot);
        self.above.push(Vec::new());
        self.below.push(Vec::new());
        self.layers[layer].push(number);
        number
    }

    fn link(&mut self, upper: usize, lower: usize) {
        self.below[upper].push(lower);
        self.above[lower].push(upper);
    }
}

#[cfg(test)]
mod tests;
