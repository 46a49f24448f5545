//! A small system and drawings of it: what has no code, what has no box, and drawings of something else.

use super::diagrams;
use quarterdeck_base::RepoPath;
use quarterdeck_facts::*;

/// Components web, shop, stock and mail; files web/a, shop/b, stock/c, mail/d, shop/price/e. web uses shop, shop uses stock.
fn system() -> Facts {
    let component = |path: &str| Component {
        repository: RepositoryIx::new(0),
        path: RepoPath::from(path),
        name: path.to_owned(),
        reason: ComponentReason::Folder,
        files: 1,
        code: 100,
    };
    let file = |(path, component): (&str, usize)| FileFacts {
        path: RepoPath::from(path),
        language: "Python",
        kind: FileKind::Source,
        component: ComponentIx::new(component),
        code: 100,
        ..FileFacts::default()
    };
    let mut facts = Facts {
        repositories: vec![RepositoryFacts { name: "store".to_owned(), ..RepositoryFacts::default() }],
        components: ["web", "shop", "stock", "mail"].map(component).into(),
        files: [("web/a.py", 0), ("shop/b.py", 1), ("stock/c.py", 2), ("mail/d.py", 3), ("shop/price/e.py", 1)]
            .map(file)
            .into(),
        ..Facts::default()
    };
    let edge = |from, to| ImportEdge {
        from: FileIx::new(from),
        to: FileIx::new(to),
        line: 1,
        type_only: false,
        deferred: false,
    };
    facts.imports.edges = vec![edge(0, 1), edge(1, 2), edge(1, 4)];
    facts.imports.shares.push(ImportShare {
        language: "Python",
        unit: Some(ModuleUnit::File),
        internal: 3,
        external: 0,
        unresolved: 0,
    });
    facts
}

fn drawing(boxes: &[&str], arrows: &[(u32, u32)]) -> Drawing {
    let one = |label: &&str| DrawnBox {
        label: label.trim_start_matches('!').to_owned(),
        line: 7,
        outside: label.starts_with('!'),
    };
    let arrows = arrows.iter().map(|&(from, to)| DrawnArrow { from, to }).collect();
    let page = DrawnPage { name: String::new(), line: 1, boxes: boxes.iter().map(one).collect(), arrows };
    Drawing { kind: DiagramKind::Mermaid, pages: vec![page] }
}

/// What a comparison says, in one line.
fn said(boxes: &[&str], arrows: &[(u32, u32)]) -> String {
    let facts = system();
    let drawn = drawing(boxes, arrows);
    let found = diagrams(&facts, &[(FileIx::new(0), &drawn)]);
    let Some(comparison) = &found[0].comparison else { return "no drawing of the code".to_owned() };
    let uses = |list: &[DrawnUse]| {
        list.iter().map(|one| format!("{}>{}:{}", one.from, one.to, one.imports)).collect::<Vec<_>>().join(" ")
    };
    let labels: Vec<&str> = comparison.boxes_without_code.iter().map(|(label, _)| label.as_str()).collect();
    let components: Vec<&str> =
        comparison.components_without_box.iter().map(|at| facts.components[at.at()].name.as_str()).collect();
    format!(
        "no code: {}; no box: {}; no import: {}; no arrow: {}",
        labels.join(" "),
        components.join(" "),
        uses(&comparison.arrows_without_import),
        uses(&comparison.imports_without_arrow)
    )
}

#[test]
fn boxes_and_arrows_are_compared_with_the_code() {
    for (boxes, arrows, expected) in [
        (vec!["Web", "Shop", "Stock", "Mail"], vec![(0, 1), (1, 2)], "no code: ; no box: ; no import: ; no arrow: "),
        (
            vec!["Web", "Shop Service", "Stock (SQL)", "Ledger"],
            vec![(0, 1), (0, 2)],
            "no code: Ledger; no box: mail; no import: Web>Stock (SQL):0; no arrow: Shop Service>Stock (SQL):1",
        ),
        (
            vec!["web", "shop", "price", "mail", "!Bank"],
            vec![(1, 2), (1, 4)],
            "no code: ; no box: stock; no import: ; no arrow: web>shop:1",
        ),
        (
            vec!["web", "shop", "stock"],
            vec![],
            "no code: ; no box: mail; no import: ; no arrow: web>shop:1 shop>stock:1",
        ),
    ] {
        let got = said(&boxes, &arrows);
        assert_eq!(got, expected, "{boxes:?}");
    }
}

#[test]
fn a_drawing_of_something_else_is_not_compared() {
    for (boxes, arrows) in [
        (vec!["Web", "Shop"], vec![(0, 1)]),
        (vec!["Order", "Pay", "Ship", "Web", "Shop", "Stock", "a", "b", "c"], vec![(3, 4)]),
        // A flow of work that happens to use names of folders: no arrow has an import behind it.
        (vec!["web", "stock", "mail"], vec![(0, 1), (1, 2)]),
        (vec!["!web", "!shop", "!stock"], vec![(0, 1)]),
    ] {
        assert_eq!(said(&boxes, &arrows), "no drawing of the code", "{boxes:?}");
    }
}
