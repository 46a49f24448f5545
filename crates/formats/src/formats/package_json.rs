//! `package.json` of npm, Yarn, pnpm and Bun.

use crate::declare::{Answer, asked, manifest, one_line, runtime};
use crate::node::Node;
use crate::registry::Spec;
use crate::{Declared, DeclaredManifest, json, text};
use quarterdeck_facts::{DependencyScope, Ecosystem};
use std::collections::BTreeSet;

pub(crate) const SPEC: Spec = Spec {
    id: "package-json",
    file_names: "package.json",
    reads: "Name, dependencies by group with their lines, workspaces, the version of Node.js when it is one line of releases, folders of tools that scripts start.",
    answers_to: |place| place.is("package.json"),
    lossy: false,
    read,
};

/// Groups of dependencies; what peers ask for runs with the package.
pub(crate) const GROUPS: [(&str, DependencyScope); 4] = [
    ("dependencies", DependencyScope::Runtime),
    ("devDependencies", DependencyScope::Development),
    ("peerDependencies", DependencyScope::Runtime),
    ("optionalDependencies", DependencyScope::Runtime),
];

fn read(text: &str) -> Answer {
    let tree = json::parse(text)?;
    if !tree.is_map() {
        return Err("no object at the top".to_owned());
    }
    let mut manifest = DeclaredManifest {
        name: tree.text_of("name").to_owned(),
        licence: tree.text_of("license").to_owned(),
        library: is_library(&tree),
        component: is_component(&tree),
        tool_folders: tool_folders(&tree),
        ..manifest(Ecosystem::Npm)
    };
    let workspaces = tree.get("workspaces");
    let listed = workspaces.and_then(|node| node.get("packages")).or(workspaces);
    manifest.roots =
        listed.map_or(&[][..], Node::items).iter().map(|item| (String::new(), text::folder(item.text()))).collect();
    for (group, scope) in GROUPS {
        for (name, node) in tree.entries_of(group) {
            manifest.dependencies.push(asked(name, node.text(), exact(node.text()), scope, node.line));
        }
    }
    manifest.dependencies.sort_by_key(|dependency| dependency.line);
    for node in [&["engines", "node"], &["volta", "node"]].into_iter().filter_map(|path| tree.at(path)) {
        manifest.runtimes.extend(one_line(node.text()).map(|version| runtime("nodejs", version, node.line)));
    }
    Ok(Declared::Manifest(manifest))
}

/// A requirement that only one version fulfils; empty for any other. npm needs all three numbers for that.
pub(crate) fn exact(requirement: &str) -> &str {
    let version = requirement.trim().trim_start_matches('=').trim();
    let core = version.split(['-', '+']).next().unwrap_or_default();
    let whole = core.split('.').count() == 3;
    if whole && text::is_plain_version(version) { version.strip_prefix('v').unwrap_or(version) } else { "" }
}

/// `npm init` writes a `main` into every application, so that `main` says nothing.
fn is_library(tree: &Node) -> bool {
    const SIGNS: [&str; 7] = ["exports", "module", "types", "typings", "files", "publishConfig", "peerDependencies"];
    let named = !tree.text_of("name").is_empty() && !tree.text_of("version").is_empty();
    named && !tree.flag("private") && SIGNS.iter().any(|sign| tree.get(sign).is_some())
}

/// A file with nothing but development tools or settings does not make its folder a part of the system.
fn is_component(tree: &Node) -> bool {
    const SIGNS: [&str; 10] = [
        "dependencies",
        "peerDependencies",
        "workspaces",
        "exports",
        "module",
        "types",
        "files",
        "bin",
        "browser",
        "main",
    ];
    const SCRIPTS: [&str; 5] = ["build", "start", "dev", "serve", "preview"];
    let scripts = tree.entries_of("scripts");
    SIGNS.iter().any(|sign| tree.get(sign).is_some())
        || scripts.iter().any(|(name, _)| SCRIPTS.iter().any(|script| name.starts_with(script)))
}

/// Programs that run a file of TypeScript or modern JavaScript.
const RUNNERS: [&str; 7] = ["babel-node", "esno", "jiti", "swc-node", "ts-node", "tsx", "vite-node"];

/// First words of the names of scripts that build or run the product.
const OF_PRODUCT: [&str; 10] =
    ["build", "deploy", "dev", "postinstall", "prepare", "preview", "prod", "serve", "start", "watch"];

/// Folders of which a script starts a file with a runner that only developers install, and that no other script names but
/// through programs for developers: what the product runs would be missing its runner.
fn tool_folders(tree: &Node) -> Vec<String> {
    let named = |group: &str| tree.entries_of(group).iter().map(|(name, _)| name.as_str()).collect::<BTreeSet<&str>>();
    let (runtime, mut development) = (named("dependencies"), named("devDependencies"));
    development.retain(|name| !runtime.contains(name));
    let (mut started, mut barred) = (BTreeSet::new(), BTreeSet::new());
    for (name, node) in tree.entries_of("scripts") {
        let is_of_product = OF_PRODUCT.iter().any(|word| name.starts_with(word));
        for command in node.text().split(['&', '|', ';']) {
            let mut words = command.split(' ').map(|word| word.trim_matches(['"', '\'']).trim_start_matches("./"));
            let program = words.find(|word| !word.is_empty() && !word.contains('=')).unwrap_or_default();
            let is_runner = RUNNERS.contains(&program) && development.contains(program) && !is_of_product;
            for word in words {
                match word.split_once('/') {
                    Some((folder, file)) if is_runner && is_script(file) => drop(started.insert(folder.to_owned())),
                    _ if development.contains(program) && !is_of_product => {}
                    _ => barred.extend(word.split('/').map(str::to_owned)),
                }
            }
        }
    }
    started.into_iter().filter(|folder| !folder.is_empty() && !barred.contains(folder)).collect()
}

fn is_script(file: &str) -> bool {
    ["cjs", "cts", "js", "mjs", "mts", "ts"]
        .iter()
        .any(|ending| file.rsplit_once('.').is_some_and(|it| it.1 == *ending))
}

#[cfg(test)]
mod tests {
    use super::{exact, tool_folders};
    use crate::json;

    #[test]
    fn folders_of_tools_are_started_by_developers_only() {
        for (scripts, expected) in [
            (r#""rsn": "tsx rsn/rsn.ts", "lint": "eslint src rsn --fix", "start": "node build/app""#, vec!["rsn"]),
            (r#""rsn": "A=b tsx ./rsn/rsn.ts --all && tsx more/run.mjs""#, vec!["more", "rsn"]),
            // The product runs it as well, or may.
            (r#""worker": "tsx worker/main.ts", "start:worker": "node dist/worker/main.js""#, vec![]),
            (r#""worker": "tsx worker/main.ts", "pack": "cp -r worker out""#, vec![]),
            (r#""dev": "tsx watch src/main.ts""#, vec![]),
            // Runs in production too, or does not run the file.
            (r#""job": "jiti job/main.ts""#, vec![]),
            (r#""lint": "eslint src/main.js""#, vec![]),
            (r#""schema": "tsx schema/query.graphql", "one": "tsx one.ts", "up": "tsx /main.ts""#, vec![]),
        ] {
            let text = format!(
                r#"{{"scripts": {{{scripts}}}, "devDependencies": {{"tsx": "1", "eslint": "1", "jiti": "1"}},
                    "dependencies": {{"jiti": "1"}}}}"#
            );
            assert_eq!(tool_folders(&json::parse(&text).unwrap()), expected, "{scripts}");
        }
    }

    #[test]
    fn only_a_whole_version_is_exact() {
        for (requirement, version) in [
            ("1.2.3", "1.2.3"),
            ("=1.2.3", "1.2.3"),
            ("v1.2.3-rc.1", "1.2.3-rc.1"),
            ("1.2", ""),
            ("^1.2.3", ""),
            ("*", ""),
            ("1.2.x", ""),
        ] {
            assert_eq!(exact(requirement), version, "{requirement}");
        }
    }
}
