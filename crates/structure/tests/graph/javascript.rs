//! JavaScript and TypeScript imports.

use crate::tree::{assert_graph, files, graph, manifest};

#[test]
fn relative_paths_find_files_by_ending_and_index() {
    for (import, file, found) in [
        ("./b", "src/b.ts", true),
        ("./b.js", "src/b.ts", true),
        ("./b.js", "src/b.js", true),
        ("./b", "src/b/index.tsx", true),
        ("../b", "b.jsx", true),
        ("..", "index.js", true),
        ("./b?raw", "src/b.mjs", true),
        ("./b.server", "src/b.server.ts", true),
        ("./b", "src/c.ts", false),
        ("../../b", "b.ts", false),
    ] {
        let edge = format!("src/a.ts -> {file} :1");
        let edges: &[&str] = if found { &[&edge] } else { &[] };
        let counts = if found { (1, 0, 0) } else { (0, 0, 1) };
        assert_graph(&[&format!("src/a.ts: path {import}"), file], &[], edges, counts);
    }
}

#[test]
fn what_is_no_code_is_not_counted() {
    assert_graph(&["a.ts: path ./a.css; path ./logo.svg; path !!raw!./x.txt; path ./gone"], &[], &[], (0, 0, 1));
}

#[test]
fn bare_names_are_external() {
    assert_graph(
        &[
            "a.js: path react; path @scope/x/y; path node:fs; path fs/promises; path https://x.org/y.js; computed; path #x",
        ],
        &[],
        &[],
        (0, 5, 2),
    );
}

#[test]
fn aliases_of_tsconfig_lead_below_their_folder() {
    assert_graph(
        &[
            "web/src/a.ts: path @/b; path @app; path ui/c; path @/gone; path react",
            "web/src/b.ts",
            "web/src/app/index.ts",
            "web/src/ui/c.ts",
        ],
        &[manifest("web/tsconfig.json", "", &[("@/", "src"), ("@app", "src/app"), ("", "src")], &[])],
        &[
            "web/src/a.ts -> web/src/b.ts :1",
            "web/src/a.ts -> web/src/app/index.ts :2",
            "web/src/a.ts -> web/src/ui/c.ts :3",
        ],
        (3, 1, 1),
    );
}

#[test]
fn names_of_workspace_packages_lead_to_their_entry() {
    assert_graph(
        &[
            "apps/web/a.ts: path @x/ui; path @x/ui/button; path @x/ui/gone; types path @x/ui; path @x/ui/dist/esm/button",
            "packages/ui/src/index.ts",
            "packages/ui/src/button.tsx",
        ],
        &[
            manifest("packages/ui/package.json", "@x/ui", &[], &[]),
            manifest("package.json", "", &[("", "packages/*")], &[]),
        ],
        &["apps/web/a.ts -> packages/ui/src/index.ts :1", "apps/web/a.ts -> packages/ui/src/button.tsx :2"],
        (4, 0, 1),
    );
}

#[test]
fn conventions_of_bundlers_hold_without_a_declaration() {
    assert_graph(
        &["web/src/a.js: path @/b; path ~/c; path @/gone", "web/src/b.js", "web/c.js"],
        &[manifest("web/package.json", "web", &[], &[])],
        &["web/src/a.js -> web/src/b.js :1", "web/src/a.js -> web/c.js :2"],
        (2, 0, 1),
    );
}

#[test]
fn components_of_vue_are_files_of_their_own() {
    assert_graph(
        &[
            "src/App.vue: path ./Till.vue; path ./gone.vue; path ./Short",
            "src/Till.vue: path ./a",
            "src/a.ts:",
            "src/Short.vue:",
        ],
        &[],
        &["src/App.vue -> src/Till.vue :1", "src/App.vue -> src/Short.vue :3", "src/Till.vue -> src/a.ts :1"],
        (3, 0, 1),
    );
}

#[test]
fn names_that_the_other_file_declares_as_types_are_no_edge() {
    assert_graph(
        &[
            "a.vue: path ./b.vue names Filters; path ./c.vue names Filters default; path ./d.ts",
            "b.vue: erased Filters",
            "c.vue: erased Filters",
            "d.ts: erased Filters",
        ],
        &[],
        &["a.vue -> b.vue :1 types", "a.vue -> c.vue :2", "a.vue -> d.ts :3"],
        (3, 0, 0),
    );
}

#[test]
fn edges_that_functions_need_only_are_told_when_all_their_imports_are() {
    let tree = files(&[
        "a.ts: called path ./b; called path ./c; path ./c; types path ./d; called path ./d; later path ./e",
        "b.ts: called path ./a",
        "c.ts: path ./a",
        "d.ts",
        "e.ts",
    ]);
    let called: Vec<(usize, usize)> = graph(&tree, &[]).called.iter().map(|(from, to)| (from.at(), to.at())).collect();
    assert_eq!(called, [(0, 1), (0, 3), (1, 0)]);
}
