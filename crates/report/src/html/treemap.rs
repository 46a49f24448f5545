//! Squarified treemap (Bruls, Huizing, van Wijk, 2000): rectangles whose areas are the weights, as square as a simple
//! rule makes them. Only additions, multiplications and divisions, so that each platform draws the same.

/// A rectangle in the unit of its container.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// One rectangle for each weight, in the same order. Weights must be sorted, largest first, and above zero.
pub(super) fn squarify(weights: &[f64], area: Rect) -> Vec<Rect> {
    let total: f64 = weights.iter().sum();
    if total <= 0.0 || area.width <= 0.0 || area.height <= 0.0 {
        return weights.iter().map(|_| Rect { width: 0.0, height: 0.0, ..area }).collect();
    }
    let scale = area.width * area.height / total;
    let areas: Vec<f64> = weights.iter().map(|weight| weight * scale).collect();
    let mut rects = Vec::with_capacity(areas.len());
    let (mut free, mut start) = (area, 0);
    while start < areas.len() {
        let end = row_end(&areas, start, free);
        free = lay_row(&areas[start..end], free, &mut rects);
        start = end;
    }
    rects
}

/// End of the row that starts at `start`: items are added while the worst rectangle of the row gets squarer.
fn row_end(areas: &[f64], start: usize, free: Rect) -> usize {
    let side = free.width.min(free.height);
    let (mut end, mut sum) = (start + 1, areas[start]);
    let mut worst = ratio(areas[start], areas[start], sum, side);
    while end < areas.len() {
        let larger = sum + areas[end];
        let next = ratio(areas[start], areas[end], larger, side);
        if next > worst {
            break;
        }
        (worst, sum, end) = (next, larger, end + 1);
    }
    end
}

/// The worst of length to width in a row whose largest and smallest areas are known.
fn ratio(largest: f64, smallest: f64, sum: f64, side: f64) -> f64 {
    let (side2, sum2) = (side * side, sum * sum);
    if smallest <= 0.0 || side2 <= 0.0 || sum2 <= 0.0 {
        return f64::INFINITY;
    }
    (side2 * largest / sum2).max(sum2 / (side2 * smallest))
}

/// Lays a row along the shorter side; gives back what stays free.
fn lay_row(row: &[f64], free: Rect, rects: &mut Vec<Rect>) -> Rect {
    let sum: f64 = row.iter().sum();
    let upright = free.width >= free.height;
    let side = if upright { free.height } else { free.width };
    let depth = if side > 0.0 { sum / side } else { 0.0 };
    let mut at = 0.0;
    for area in row {
        let length = if depth > 0.0 { area / depth } else { 0.0 };
        rects.push(if upright {
            Rect { x: free.x, y: free.y + at, width: depth, height: length }
        } else {
            Rect { x: free.x + at, y: free.y, width: length, height: depth }
        });
        at += length;
    }
    if upright {
        Rect { x: free.x + depth, width: (free.width - depth).max(0.0), ..free }
    } else {
        Rect { y: free.y + depth, height: (free.height - depth).max(0.0), ..free }
    }
}

#[cfg(test)]
mod tests {
    use super::{Rect, squarify};

    const AREA: Rect = Rect { x: 0.0, y: 0.0, width: 6.0, height: 4.0 };

    #[test]
    fn the_published_example() {
        let rects = squarify(&[6.0, 6.0, 4.0, 3.0, 2.0, 2.0, 1.0], AREA);
        let first =
            [Rect { x: 0.0, y: 0.0, width: 3.0, height: 2.0 }, Rect { x: 0.0, y: 2.0, width: 3.0, height: 2.0 }];
        assert_eq!(rects[..2], first);
        assert!((rects[2].width - 1.714).abs() < 0.001 && (rects[2].height - 2.333).abs() < 0.001, "{:?}", rects[2]);
    }

    #[test]
    fn areas_are_the_weights_and_nothing_leaves_the_container() {
        let weights: Vec<f64> = (1..400).rev().map(f64::from).collect();
        let total: f64 = weights.iter().sum();
        for (rect, weight) in squarify(&weights, AREA).iter().zip(&weights) {
            assert!((rect.width * rect.height - 24.0 * weight / total).abs() < 1e-6);
            assert!(rect.x >= -1e-9 && rect.x + rect.width <= 6.0 + 1e-6);
            assert!(rect.y >= -1e-9 && rect.y + rect.height <= 4.0 + 1e-6);
        }
    }

    #[test]
    fn nothing_gives_nothing() {
        assert_eq!(squarify(&[], AREA), []);
        assert_eq!(squarify(&[1.0], Rect { width: 0.0, ..AREA })[0].width, 0.0);
    }
}
