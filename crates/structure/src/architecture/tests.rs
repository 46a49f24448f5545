//! A small system of three components, with the matrix that a person reads from it.

use super::architecture;
use quarterdeck_base::RepoPath;
use quarterdeck_facts::*;

fn file(path: &str, component: usize, kind: FileKind) -> FileFacts {
    FileFacts {
        path: RepoPath::from(path),
        language: "Python",
        component: ComponentIx::new(component),
        kind,
        ..FileFacts::default()
    }
}

fn component(path: &str) -> Component {
    Component {
        repository: RepositoryIx::new(0),
        path: RepoPath::from(path),
        name: path.to_owned(),
        reason: ComponentReason::Folder,
        files: 1,
        code: 10,
    }
}

fn edge(from: usize, to: usize, deferred: bool) -> ImportEdge {
    ImportEdge { from: FileIx::new(from), to: FileIx::new(to), line: 3, type_only: false, deferred }
}

/// Files: 0 web/a, 1 web/b, 2 shop/c, 3 shop/d, 4 db/e, 5 db/test, 6 web manifest, 7 db manifest.
fn system(edges: &[ImportEdge]) -> Facts {
    use FileKind::{Configuration, Source, Test};
    let files = [
        ("web/a.py", 0, Source),
        ("web/b.py", 0, Source),
        ("shop/c.py", 1, Source),
        ("shop/d.py", 1, Source),
        ("db/e.py", 2, Source),
        ("db/test_e.py", 2, Test),
        ("web/pyproject.toml", 0, Configuration),
        ("db/pyproject.toml", 2, Configuration),
    ];
    let mut facts = Facts {
        components: ["web", "shop", "db"].map(component).into(),
        files: files.map(|(path, component, kind)| file(path, component, kind)).into(),
        ..Facts::default()
    };
    facts.imports.edges = edges.to_vec();
    facts.imports.shares.push(ImportShare {
        language: "Python",
        unit: Some(ModuleUnit::File),
        internal: 5,
        external: 0,
        unresolved: 0,
    });
    facts
}

fn manifest(file: usize, name: &str) -> Manifest {
    Manifest {
        file: FileIx::new(file),
        ecosystem: Ecosystem::PyPi,
        lock: false,
        name: name.to_owned(),
        library: false,
        licence: String::new(),
        dependencies: 1,
        locked_by: None,
    }
}

fn dependency(manifest: usize, name: &str, scope: DependencyScope) -> Dependency {
    Dependency {
        manifest: FileIx::new(manifest),
        ecosystem: Ecosystem::PyPi,
        name: name.to_owned(),
        requirement: String::new(),
        version: String::new(),
        scope,
        direct: Some(true),
        licence: String::new(),
        needs: Vec::new(),
        line: 9,
    }
}

fn said(facts: &Facts) -> Vec<String> {
    let name = |component: ComponentIx| facts.components[component.at()].name.clone();
    let mut said = Vec::new();
    for pair in architecture(facts).pairs {
        let mut words = format!("{}>{} {}/{}", name(pair.from), name(pair.to), pair.imports, pair.loading_imports);
        for (mark, is) in [(" declared", pair.declared.is_some()), (" circle", pair.in_cycle), (" cut", pair.cut)] {
            words.push_str(if is { mark } else { "" });
        }
        if pair.hidden_pairs > 0 {
            words.push_str(&format!(" hidden {}", pair.hidden_pairs));
        }
        said.push(words);
    }
    said
}

#[test]
fn the_matrix_counts_imports_of_source_between_components() {
    let facts = system(&[edge(0, 1, false), edge(0, 2, false), edge(1, 2, true), edge(1, 3, false), edge(5, 2, false)]);
    assert_eq!(said(&facts), ["web>shop 3/2"]);
    let pair = &architecture(&facts).pairs[0];
    assert_eq!((pair.importing_files, pair.imported_files), (2, 2));
    assert_eq!(pair.examples, [edge(0, 2, false), edge(1, 3, false), edge(1, 2, true)]);
}

#[test]
fn a_circle_of_components_names_the_dependency_that_opens_it() {
    let all = [edge(0, 2, false), edge(1, 2, false), edge(1, 3, false), edge(2, 4, false), edge(4, 1, false)];
    let facts = system(&all);
    assert_eq!(said(&facts), ["web>shop 3/3 circle", "shop>db 1/1 circle cut", "db>web 1/1 circle"]);
    assert_eq!(architecture(&facts).circles, [[0, 1, 2].map(ComponentIx::new)]);
    let deferred = system(&[edge(0, 2, false), edge(2, 1, true)]);
    assert_eq!(said(&deferred), ["web>shop 1/1", "shop>web 1/0"]);
}

#[test]
fn a_manifest_is_a_dependency_too_unless_it_is_for_development() {
    let mut facts = system(&[]);
    facts.manifests = vec![manifest(6, "my-web"), manifest(7, "my-db")];
    facts.dependencies =
        vec![dependency(6, "my-db", DependencyScope::Runtime), dependency(7, "my-web", DependencyScope::Development)];
    assert_eq!(said(&facts), ["web>db 0/0 declared"]);
    assert_eq!(architecture(&facts).components.reachable, Some(4));
}

#[test]
fn change_without_import_stands_beside_the_imports() {
    let mut facts = system(&[edge(0, 2, false)]);
    for (first, second, imported) in [(1, 3, Some(false)), (0, 4, Some(false)), (1, 4, None), (0, 2, Some(true))] {
        facts.pairs.push(CoupledPair {
            repository: RepositoryIx::new(0),
            first: facts.files[first].path.clone(),
            second: facts.files[second].path.clone(),
            first_file: Some(FileIx::new(first)),
            second_file: Some(FileIx::new(second)),
            shared: 12,
            sweeps: 0,
            first_revisions: 20,
            second_revisions: 20,
            degree: 60,
            focused_degree: 60,
            imported,
        });
    }
    assert_eq!(said(&facts), ["web>shop 1/1 hidden 1", "web>db 0/0 hidden 1"]);
}

#[test]
fn propagation_is_over_source_files_and_components() {
    let facts = system(&[edge(0, 2, false), edge(2, 4, false), edge(5, 0, false)]);
    let found = architecture(&facts);
    // Five source files: 0 > 2 > 4, 1 and 3 alone.
    assert_eq!((found.files.nodes, found.files.reachable), (5, Some(8)));
    assert_eq!((found.components.nodes, found.components.reachable), (3, Some(6)));
}

#[test]
fn a_client_of_one_system_names_that_system() {
    let mut facts = system(&[]);
    facts.dependencies = vec![
        dependency(6, "psycopg2", DependencyScope::Runtime),
        dependency(7, "psycopg", DependencyScope::Runtime),
        dependency(7, "redis", DependencyScope::Development),
        dependency(7, "requests", DependencyScope::Runtime),
    ];
    let outside = architecture(&facts).outside;
    assert_eq!(outside.iter().map(|system| system.name).collect::<Vec<_>>(), ["PostgreSQL"]);
    assert_eq!(outside[0].components, [0, 2].map(ComponentIx::new));
}
