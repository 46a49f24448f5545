//! Cycles: modules, the example, and the steps to cut.

use crate::tree::{File, files, graph};
use quarterdeck_facts::{Cycle, CycleStep, ModuleUnit};
use std::time::{Duration, Instant};

fn steps(steps: &[CycleStep]) -> Vec<String> {
    steps.iter().map(|step| format!("{} -> {} x{}", step.from, step.to, step.imports)).collect()
}

fn modules(cycle: &Cycle) -> Vec<String> {
    cycle.modules.iter().map(ToString::to_string).collect()
}

/// Python files `0.py`, `1.py`, .. with imports as (from, to).
fn ring_of(count: usize, imports: &[(usize, usize)]) -> Vec<File> {
    let mut lines: Vec<String> = (0..count).map(|node| format!("{node:05}.py: in x")).collect();
    for (from, to) in imports {
        lines[*from].push_str(&format!("; from . names {to:05}"));
    }
    files(&lines.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn files_are_modules_of_python_and_javascript() {
    let tree = files(&[
        "a.ts: path ./b; types path ./c",
        "b.tsx: path ./a; path ./d",
        "c.ts: path ./a",
        "d.ts: later path ./b",
        "t.ts: test; path ./a; path ./u",
        "u.ts: path ./t",
    ]);
    let cycles = graph(&tree, &[]).cycles;
    assert_eq!(cycles.len(), 1, "type-only and deferred imports and tests close no circle");
    assert_eq!(cycles[0].unit, ModuleUnit::File);
    assert_eq!(cycles[0].language, "TSX", "of equally many files the first by name");
    assert_eq!((modules(&cycles[0]), cycles[0].files), (vec!["a.ts".into(), "b.tsx".into()], 2));
    assert_eq!(steps(&cycles[0].example), ["a.ts -> b.tsx x1", "b.tsx -> a.ts x1"]);
    assert_eq!(cycles[0].cut.len(), 1);
}

#[test]
fn folders_are_modules_of_java_csharp_php_and_go() {
    let tree = files(&[
        "a/A.java: in a; has A; import b.B; uses A2; uses B",
        "a/A2.java: in a; has A2; import b.B; uses A; uses B",
        "b/B.java: in b; has B; import a.A; uses A",
        "a/X.cs: in X; has X; uses Y.Y",
        "b/Y.cs: in Y; has Y",
    ]);
    let cycles = graph(&tree, &[]).cycles;
    assert_eq!(cycles.len(), 1);
    assert_eq!((cycles[0].unit, cycles[0].language, cycles[0].files), (ModuleUnit::Folder, "Java", 3));
    assert_eq!(steps(&cycles[0].example), ["b -> a x1", "a -> b x2"], "it begins with the cut");
    assert_eq!(steps(&cycles[0].cut), ["b -> a x1"]);
    assert_eq!(tree[cycles[0].cut[0].example.from.at()].path.to_string(), "b/B.java");
}

#[test]
fn deferred_imports_make_no_step_and_count_in_one() {
    let tree = files(&[
        "a/A.php: in a; has A; uses \\b\\B; later path ../b/C.php",
        "b/B.php: in b; has B; uses \\a\\A",
        "b/C.php: in b; has C",
        "c/D.php: in c; has D; later path ../a/A.php; uses \\a\\A",
    ]);
    let cycles = graph(&tree, &[]).cycles;
    assert_eq!(modules(&cycles[0]), ["a", "b"]);
    assert_eq!(steps(&cycles[0].example), ["b -> a x1", "a -> b x2"], "who cuts a -> b cuts both of its imports");
}

#[test]
fn a_package_and_its_parent_that_use_each_other_are_a_cycle() {
    let tree = files(&["p/A.java: in p; has A; uses p.q.B", "p/q/B.java: in p.q; has B; import p.A; uses A"]);
    assert_eq!(modules(&graph(&tree, &[]).cycles[0]), ["p", "p/q"]);
}

#[test]
fn a_cycle_stays_in_one_repository() {
    let tree = files(&["A.java: in a; has A; uses b.B", "B.java: in b; has B; repository 1; uses a.A"]);
    let graph = graph(&tree, &[]);
    assert_eq!((graph.edges.len(), graph.cycles.len()), (2, 0));
}

#[test]
fn the_cut_is_small_and_breaks_every_circle() {
    for (nodes, imports, example, cut) in [
        (3, vec![(0, 1), (1, 2), (2, 0)], 3, 1),
        // Two circles that share one step.
        (4, vec![(0, 1), (1, 2), (2, 0), (1, 3), (3, 0)], 3, 1),
        // Two circles that share a module only.
        (5, vec![(0, 1), (1, 2), (2, 0), (0, 3), (3, 4), (4, 0)], 3, 2),
        // All with all.
        (4, vec![(0, 1), (0, 2), (0, 3), (1, 0), (1, 2), (1, 3), (2, 0), (2, 1), (2, 3), (3, 0), (3, 1), (3, 2)], 2, 6),
    ] {
        let tree = ring_of(nodes, &imports);
        let cycles = graph(&tree, &[]).cycles;
        assert_eq!((cycles[0].example.len(), cycles[0].cut.len()), (example, cut), "{imports:?}");
    }
}

#[test]
fn a_large_knot_is_cut_where_few_imports_lead_back() {
    // Twenty folders in layers, each importing the next two with three files; two single imports lead back.
    let file = |layer: usize, part: usize| {
        let below = (1..=2).filter(|down| layer + down < 20);
        let below: String = below.map(|down| format!("; uses p{:02}.C0", layer + down)).collect();
        let back = match (layer, part) {
            (19, 0) => "; uses p00.C0",
            (10, 0) => "; uses p03.C0",
            _ => "",
        };
        format!("p{layer:02}/C{part}.java: in p{layer:02}; has C{part}{below}{back}")
    };
    let lines: Vec<String> = (0..20).flat_map(|layer| (0..3).map(move |part| file(layer, part))).collect();
    let tree = files(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    let cycles = graph(&tree, &[]).cycles;
    assert_eq!(cycles[0].modules.len(), 20);
    assert_eq!(steps(&cycles[0].cut), ["p10 -> p03 x1", "p19 -> p00 x1"]);
}

#[test]
fn of_equal_steps_the_one_back_to_the_package_is_cut() {
    for lines in
        [["p/__init__.py: from .a names x", "p/a.py: from . names y"], ["p/index.ts: path ./a", "p/a.ts: path ."]]
    {
        let tree = files(&lines);
        let cycle = &graph(&tree, &[]).cycles[0];
        assert!(cycle.cut[0].from.to_string().starts_with("p/a."), "{lines:?}");
    }
}

#[test]
fn of_equal_steps_the_one_back_to_where_the_system_is_put_together_is_cut() {
    for (lines, from) in [
        (["src/A.java: in src; has A; uses src.x.B", "src/x/B.java: in src.x; has B; uses src.A"], "src/x"),
        (["z/A.java: in z; has A; uses a.B", "a/B.java: in a; has B; uses z.A"], "a"),
        (["p/kernel.ts: path ./z", "p/z.ts: path ./kernel"], "p/z.ts"),
        (["p/main.ts: path ./a", "p/a.ts: path ./main"], "p/a.ts"),
    ] {
        let tree = files(&lines);
        let cycle = &graph(&tree, &[]).cycles[0];
        assert_eq!(cycle.cut[0].from.to_string(), from, "{lines:?}");
    }
}

#[test]
fn most_modules_come_first() {
    let tree = ring_of(7, &[(0, 1), (1, 0), (2, 3), (3, 2), (4, 5), (5, 6), (6, 4)]);
    let first: Vec<_> = graph(&tree, &[]).cycles.iter().map(|cycle| modules(cycle)[0].clone()).collect();
    assert_eq!(first, ["00004.py", "00000.py", "00002.py"]);
}

#[test]
fn hostile_sizes_take_seconds_at_most() {
    let ring: Vec<_> = (0..50_000).map(|node| (node, (node + 1) % 50_000)).collect();
    // Every module imports some far away: one component, every edge in many circles.
    let knot: Vec<_> = (0..20_000usize)
        .flat_map(|node| [1usize, 7, 501, 7_919].map(|step| (node, (node * step + step) % 20_000)))
        .collect();
    for (nodes, imports) in [(50_000, ring), (20_000, knot)] {
        let tree = ring_of(nodes, &imports);
        let start = Instant::now();
        let cycles = graph(&tree, &[]).cycles;
        let took = start.elapsed();
        assert!(cycles[0].modules.len() > nodes / 2 && !cycles[0].cut.is_empty());
        // Far above what an unoptimised build needs, far below what anything quadratic would need.
        assert!(took < Duration::from_secs(20), "{nodes} modules took {took:?}");
        eprintln_time(nodes, took);
    }
}

#[expect(clippy::print_stderr, reason = "shown on demand with --nocapture")]
fn eprintln_time(nodes: usize, took: Duration) {
    eprintln!("{nodes} modules: {took:?}");
}
