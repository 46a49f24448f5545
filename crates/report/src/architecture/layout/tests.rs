//! What every layout must hold, on graphs made by a fixed rule.

use super::layout;

type Graph = (Vec<(f64, f64)>, Vec<(usize, usize)>);

fn graph(seed: u64, boxes: usize, arrows: usize) -> Graph {
    let mut state = seed;
    let mut next = |limit: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % limit
    };
    let sizes = (0..boxes).map(|_| (120.0 + next(14) as f64 * 10.0, 60.0)).collect();
    let mut list: Vec<(usize, usize)> =
        (0..arrows).map(|_| (next(boxes), next(boxes))).filter(|(a, b)| a != b).collect();
    list.sort_unstable();
    list.dedup();
    (sizes, list)
}

#[test]
fn no_two_boxes_overlap_and_none_lies_outside() {
    for (boxes, arrows) in [(1, 0), (2, 1), (9, 0), (12, 8), (30, 40), (40, 160), (40, 900)] {
        for seed in 0..8 {
            let (sizes, list) = graph(seed, boxes, arrows);
            let placed = layout(&sizes, &list);
            for a in 0..boxes {
                let ((x, y), (width, height)) = (placed.boxes[a], sizes[a]);
                assert!(x >= 0.0 && y >= 0.0 && x + width <= placed.width && y + height <= placed.height);
                for (b, &(wide, high)) in sizes.iter().enumerate().skip(a + 1) {
                    let (left, top) = placed.boxes[b];
                    let apart = x + width <= left || left + wide <= x || y + height <= top || top + high <= y;
                    assert!(apart, "seed {seed}: boxes {a} and {b} of {boxes} with {arrows} arrows");
                }
            }
        }
    }
}

#[test]
fn lanes_do_not_run_through_boxes() {
    for seed in 0..8 {
        let (sizes, list) = graph(seed, 25, 40);
        let placed = layout(&sizes, &list);
        for &(x, y) in placed.bends.iter().flatten() {
            for (at, &(left, top)) in placed.boxes.iter().enumerate() {
                let inside = x > left && x < left + sizes[at].0 && y > top && y < top + sizes[at].1;
                assert!(!inside, "seed {seed}: a bend at {x}, {y} in box {at}");
            }
        }
    }
}

#[test]
fn users_stand_above_what_they_use_unless_there_is_a_circle() {
    let sizes = vec![(120.0, 60.0); 5];
    let arrows = [(0, 1), (1, 2), (0, 2), (3, 2)];
    let placed = layout(&sizes, &arrows);
    for (from, to) in arrows {
        assert!(placed.boxes[from].1 < placed.boxes[to].1, "{from} {to}");
    }
    // The long arrow has a lane beside box 1, the others go straight; box 4 stands below all.
    assert_eq!(placed.bends.iter().map(Vec::len).collect::<Vec<_>>(), [0, 0, 2, 0]);
    assert!(placed.boxes[4].1 > placed.boxes[2].1);
    let circle = layout(&sizes[..3], &[(0, 1), (1, 2), (2, 0)]);
    let upwards = [(0, 1), (1, 2), (2, 0)].iter().filter(|&&(a, b)| circle.boxes[a].1 > circle.boxes[b].1).count();
    assert_eq!(upwards, 1);
}

#[test]
fn the_same_graph_has_the_same_places() {
    let (sizes, list) = graph(3, 40, 90);
    let (once, again) = (layout(&sizes, &list), layout(&sizes, &list));
    assert_eq!((once.boxes, once.bends), (again.boxes, again.bends));
}
