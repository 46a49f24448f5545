//! Troubles of code and its structure, one for each check that looks for them.

use super::{add_commit, add_file, history};
use quarterdeck_base::RepoPath;
use quarterdeck_facts::{CoupledPair, Facts, FileIx, FileKind, ImportEdge, RepositoryIx};

/// Adds the troubles to a system that holds at least ten files.
pub(crate) fn trouble(facts: &mut Facts, folder: &str) {
    interface(facts, folder);
    for (name, language) in [("a.go", "Go"), ("a.php", "PHP"), ("a.rb", "Ruby")] {
        add_file(facts, &format!("{folder}/{name}"), |file| (file.language, file.code) = (language, 3000));
    }
    add_file(facts, &format!("{folder}/test_order.py"), |file| {
        (file.kind, file.test_cases, file.tests_skipped, file.admitted_debt) = (FileKind::Test, 100, 50, 600);
    });
    add_file(facts, &format!("{folder}/convert.exe"), |file| file.kind = FileKind::Binary);
    (0..200).for_each(|at| add_commit(facts, "fix: rounding", at));
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
            first_revisions: 20,
            second_revisions: 20,
            degree: 45,
            imported: Some(true),
        });
    }
}
