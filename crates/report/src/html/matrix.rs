//! Dependency matrix: components as rows and columns, ordered so that uses run to the right where they can.

use super::writer::{Html, card_head};
use crate::{limits, words};
use quarterdeck_facts::{ComponentIx, Facts, FileKind};
use std::collections::{BTreeMap, BTreeSet};

/// Uses of one component by another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Use {
    from: ComponentIx,
    to: ComponentIx,
    /// Pairs of source files of which the first imports the second.
    imports: u32,
    /// True when the used one leads back to the using one.
    in_cycle: bool,
}

/// Imports between source files of different components, by (from, to).
fn uses(facts: &Facts) -> Vec<Use> {
    let mut counts: BTreeMap<(ComponentIx, ComponentIx), u32> = BTreeMap::new();
    for edge in &facts.imports.edges {
        let (from, to) = (facts.file(edge.from), facts.file(edge.to));
        if from.component != to.component && from.kind == FileKind::Source && to.kind == FileKind::Source {
            *counts.entry((from.component, to.component)).or_default() += 1;
        }
    }
    let leads = |start: ComponentIx, goal: ComponentIx| {
        let (mut seen, mut open) = (BTreeSet::from([start]), vec![start]);
        while let Some(component) = open.pop() {
            for (_, next) in counts
                .range((component, ComponentIx::new(0))..)
                .map(|(pair, _)| *pair)
                .take_while(|pair| pair.0 == component)
            {
                if seen.insert(next) {
                    open.push(next);
                }
            }
        }
        seen.contains(&goal)
    };
    let one = |(&(from, to), &imports): (&(ComponentIx, ComponentIx), &u32)| Use {
        from,
        to,
        imports,
        in_cycle: leads(to, from),
    };
    counts.iter().map(one).collect()
}

/// The card.
pub(super) fn matrix(page: &mut Html, facts: &Facts) {
    let uses = uses(facts);
    let in_circles: BTreeSet<ComponentIx> = uses.iter().filter(|pair| pair.in_cycle).map(|pair| pair.from).collect();
    if facts.imports.shares.is_empty() {
        card_head(page, "matrix", "Who uses whom could not be read", "");
        return not_followed(page);
    }
    let title = match (uses.len(), in_circles.len() as u64) {
        (0, _) => "No component uses another".to_owned(),
        (_, 0) => "No components use each other in a circle".to_owned(),
        (_, count) => format!("{} components use each other in circles", words::grouped(count)),
    };
    card_head(page, "matrix", &title, "Read along a row: imports of its files from the component in the column.");
    if uses.is_empty() {
        page.raw("<p class=\"card-body soft\">No import leads from one component to another, as far as ");
        page.raw("imports could be followed.</p></section>\n");
        return;
    }
    let (order, total) = ordered(&uses);
    let cells: BTreeMap<(ComponentIx, ComponentIx), Use> =
        uses.iter().map(|pair| ((pair.from, pair.to), *pair)).collect();
    let most = uses.iter().map(|pair| pair.imports).max().unwrap_or_default();
    page.raw("<div class=\"card-body\"><div class=\"dsm-wrap\" tabindex=\"0\" role=\"region\" ");
    page.raw(
        "aria-label=\"Dependency matrix\"><table class=\"dsm\"><caption class=\"vh\">Dependency matrix. Read along ",
    );
    page.raw("a row: what the component uses.</caption><thead><tr><th scope=\"col\"><span class=\"vh\">Component</span></th>");
    for (at, component) in order.iter().enumerate() {
        page.raw("<th scope=\"col\"><abbr title=\"").text(&facts.components[component.at()].name).raw("\">");
        page.digits(at + 1).raw("</abbr></th>");
    }
    page.raw("</tr></thead><tbody>\n");
    for (row, from) in order.iter().enumerate() {
        page.raw("<tr><th scope=\"row\"><span>").digits(row + 1).raw("</span>");
        page.text(&facts.components[from.at()].name).raw("</th>");
        for (column, to) in order.iter().enumerate() {
            cell(page, cells.get(&(*from, *to)).copied(), (row, column), most);
        }
        page.raw("</tr>\n");
    }
    page.raw("</tbody></table></div>");
    legend(page);
    page.raw("</div>");
    if total > order.len() {
        page.raw("<footer class=\"card-foot\"><span>");
        page.text(&format!(
            "The {} components with most imports, of {} that have any.",
            order.len(),
            words::grouped(total as u64)
        ));
        page.raw("</span></footer>");
    }
    page.raw("</section>\n");
}

/// Says that nothing can be said.
pub(super) fn not_followed(page: &mut Html) {
    page.raw("<p class=\"card-body soft\">Imports are not followed in the languages of this system.</p></section>\n");
}

fn cell(page: &mut Html, pair: Option<Use>, (row, column): (usize, usize), most: u32) {
    let Some(pair) = pair else {
        page.raw(if row == column { "<td class=\"self\"></td>" } else { "<td></td>" });
        return;
    };
    page.raw(match (pair.in_cycle, column < row, heat(pair.imports, most)) {
        (true, true, _) => "<td class=\"back cyc\">",
        (false, true, _) => "<td class=\"back\">",
        (true, false, 1) => "<td class=\"m1 cyc\">",
        (true, false, 2) => "<td class=\"m2 cyc\">",
        (true, false, _) => "<td class=\"m3 cyc\">",
        (false, false, 1) => "<td class=\"m1\">",
        (false, false, 2) => "<td class=\"m2\">",
        (false, false, _) => "<td class=\"m3\">",
    });
    page.number(pair.imports);
    if pair.in_cycle {
        page.raw("<span class=\"vh\"> in a circle</span>");
    }
    page.raw("</td>");
}

/// Third of the scale that a number of imports falls into, on a scale of digits rather than of numbers: a few pairs
/// with thousands of imports would make all others look alike.
fn heat(imports: u32, most: u32) -> u32 {
    let digits = |value: u32| quarterdeck_base::log2(f64::from(value.max(1)));
    let share = if most <= 1 { 0.0 } else { digits(imports) / digits(most) };
    if share < 0.34 {
        1
    } else if share < 0.67 {
        2
    } else {
        3
    }
}

fn legend(page: &mut Html) {
    page.raw("<ul class=\"legend\" role=\"list\">");
    for (class, label) in [
        ("m3", "use, darker means more imports"),
        ("back", "against the order of most uses"),
        ("cyc", "part of a circle"),
    ] {
        page.raw("<li><svg viewBox=\"0 0 14 14\" aria-hidden=\"true\"><g class=\"").raw(class);
        page.raw("\"><rect class=\"f\" x=\"1\" y=\"1\" width=\"12\" height=\"12\"/></g></svg>").raw(label).raw("</li>");
    }
    page.raw("</ul>");
}

/// The components that the matrix shows, users before what they use where that is possible, and how many there are.
fn ordered(uses: &[Use]) -> (Vec<ComponentIx>, usize) {
    let mut weight: BTreeMap<ComponentIx, u64> = BTreeMap::new();
    for pair in uses {
        for end in [pair.from, pair.to] {
            *weight.entry(end).or_default() += u64::from(pair.imports) + 1;
        }
    }
    let total = weight.len();
    let mut busiest: Vec<_> = weight.into_iter().collect();
    busiest.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut left: Vec<ComponentIx> =
        busiest.into_iter().take(limits::PAGE_MATRIX_COMPONENTS).map(|(component, _)| component).collect();
    left.sort();
    let (mut first, mut last) = (Vec::new(), Vec::new());
    // Eades, Lin, Smyth (1993): what nobody uses goes to the front, what uses nobody to the back, else whoever uses
    // most beyond what it is used.
    while !left.is_empty() {
        let sum = |component: ComponentIx, out: bool| -> i64 {
            let ends = |pair: &&Use| {
                let (own, other) = if out { (pair.from, pair.to) } else { (pair.to, pair.from) };
                own == component && left.contains(&other)
            };
            uses.iter().filter(ends).map(|pair| i64::from(pair.imports) + 1).sum()
        };
        let at = |found: Option<usize>, left: &mut Vec<ComponentIx>| found.map(|position| left.remove(position));
        let sink = left.iter().rposition(|component| sum(*component, true) == 0);
        let source = left.iter().position(|component| sum(*component, false) == 0);
        let busy =
            (0..left.len()).max_by_key(|at| (sum(left[*at], true) - sum(left[*at], false), std::cmp::Reverse(*at)));
        if source.is_some() {
            first.extend(at(source, &mut left));
        } else if sink.is_some() {
            last.extend(at(sink, &mut left));
        } else {
            first.extend(at(busy, &mut left));
        }
    }
    first.extend(last.into_iter().rev());
    (first, total)
}

#[cfg(test)]
mod tests {
    use super::{Use, heat, ordered, uses};
    use crate::testing::facts;
    use quarterdeck_facts::ComponentIx;

    fn pair(from: usize, to: usize, imports: u32) -> Use {
        Use { from: ComponentIx::new(from), to: ComponentIx::new(to), imports, in_cycle: false }
    }

    #[test]
    fn imports_between_components_are_counted_and_circles_are_told() {
        let found: Vec<_> =
            uses(&facts()).iter().map(|pair| (pair.from.at(), pair.to.at(), pair.imports, pair.in_cycle)).collect();
        assert_eq!(found, [(0, 1, 1, true), (1, 0, 1, true)], "order and stock use each other");
    }

    #[test]
    fn users_stand_before_what_they_use() {
        for (what, uses, order) in [
            ("a chain", &[(2, 1, 5), (1, 0, 5)][..], &[2, 1, 0][..]),
            ("two users of one", &[(0, 2, 1), (1, 2, 1)], &[0, 1, 2]),
            ("a circle with a weak side", &[(0, 1, 9), (1, 0, 1)], &[0, 1]),
            ("a circle with a user and a base", &[(3, 1, 4), (1, 2, 9), (2, 1, 1), (2, 0, 3)], &[3, 1, 2, 0]),
        ] {
            let uses: Vec<Use> = uses.iter().map(|&(from, to, imports)| pair(from, to, imports)).collect();
            let (found, total) = ordered(&uses);
            assert_eq!(found.iter().map(|component| component.at()).collect::<Vec<_>>(), order, "{what}");
            assert_eq!(total, order.len());
        }
    }

    #[test]
    fn shades_follow_digits() {
        for (imports, most, shade) in [(1, 1, 1), (1, 1_000, 1), (40, 1_000, 2), (900, 1_000, 3), (0, 5, 1)] {
            assert_eq!(heat(imports, most), shade, "{imports} of {most}");
        }
    }
}
