//! Troubles of code and its structure, one for each check that looks for them.

use super::{add_commit, add_file, add_person, history};
use quarterdeck_base::RepoPath;
use quarterdeck_facts::{
    CoupledPair, Dependency, DependencyScope, Ecosystem, Facts, FileIx, FileKind, ImportEdge, Manifest, PersonIx,
    RepositoryIx, Signal, SignalRole,
};

/// Adds the troubles to a system that holds at least ten files.
pub(crate) fn trouble(facts: &mut Facts, folder: &str) {
    interface(facts, folder);
    for (name, language) in [("a.go", "Go"), ("a.php", "PHP"), ("a.rb", "Ruby")] {
        add_file(facts, &format!("{folder}/{name}"), |file| (file.language, file.code) = (language, 3000));
    }
    add_file(facts, &format!("{folder}/test_order.py"), |file| {
        (file.kind, file.test_cases, file.tests_skipped, file.admitted_debt) = (FileKind::Test, 100, 50, 600);
        file.code = 3000;
    });
    add_file(facts, &format!("{folder}/convert.exe"), |file| (file.kind, file.bytes) = (FileKind::Binary, 90_000));
    (0..200).for_each(|at| add_commit(facts, "fix: rounding", at));
    let third = add_person(facts, 3);
    facts.commits.iter_mut().enumerate().for_each(|(at, commit)| {
        commit.author = [PersonIx::new(1), PersonIx::new(2), third][at % 3];
    });
    add_signal(facts, &format!("{folder}/web.Dockerfile"), SignalRole::Port);
    add_dependency(facts, &format!("{folder}/requirements.txt"), Ecosystem::PyPi, "psycopg2");
}

/// Adds a file with a mark on its first line.
pub(crate) fn add_signal(facts: &mut Facts, path: &str, role: SignalRole) {
    add_tool(facts, path, role, "mark", 1);
}

/// Adds a file with the mark of a tool; line 0 when the file itself is the mark.
pub(crate) fn add_tool(facts: &mut Facts, path: &str, role: SignalRole, what: &'static str, line: u32) {
    let file = add_file(facts, path, |file| (file.kind, file.code) = (FileKind::Configuration, 9));
    facts.signals.push(Signal { role, what, file, line });
}

/// Adds a manifest of an application with one dependency.
pub(crate) fn add_dependency(facts: &mut Facts, path: &str, ecosystem: Ecosystem, name: &str) {
    let file = add_file(facts, path, |file| (file.kind, file.code) = (FileKind::Configuration, 9));
    facts.manifests.push(Manifest {
        file,
        ecosystem,
        lock: false,
        name: "shop".to_owned(),
        library: false,
        licence: String::new(),
        dependencies: 1,
        locked_by: None,
    });
    facts.dependencies.push(Dependency {
        manifest: file,
        ecosystem,
        name: name.to_owned(),
        requirement: String::new(),
        version: String::new(),
        scope: DependencyScope::Runtime,
        direct: Some(true),
        licence: String::new(),
        needs: Vec::new(),
        line: 3,
    });
}

/// A large file that everybody imports and that drags its importers along.
fn interface(facts: &mut Facts, folder: &str) {
    let to = add_file(facts, &format!("{folder}/interface.py"), |file| {
        (file.code, file.history) = (16_000, Some(history(20)));
    });
    for at in 0..10 {
        let from = FileIx::new(at);
        facts.imports.edges.push(ImportEdge { from, to, line: 1, type_only: false, deferred: false });
        facts.pairs.push(CoupledPair {
            repository: RepositoryIx::new(0),
            first: RepoPath::from(format!("{folder}/interface.py").as_str()),
            second: facts.file(from).path.clone(),
            first_file: Some(to),
            second_file: Some(from),
            shared: 9,
            sweeps: 0,
            first_revisions: 20,
            second_revisions: 20,
            degree: 45,
            focused_degree: 45,
            imported: Some(true),
        });
    }
}
