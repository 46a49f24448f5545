//! The file and line that a finding is shown at by tools that show findings beside code. They take no finding without
//! a file, so what is about a component, a repository or the whole system is shown at a file that stands for it.

use quarterdeck_base::{Evidence, RepoPath};
use quarterdeck_facts::{DocumentRole, Facts, FileFacts};
use quarterdeck_findings::{Finding, Scope};

/// Lines of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Anchor<'a> {
    /// Name of the repository.
    pub(crate) repository: &'a str,
    /// The file.
    pub(crate) path: &'a RepoPath,
    /// First line and last line, when the finding is about lines.
    pub(crate) lines: Option<(u32, u32)>,
}

/// Where a finding is shown: the lines of its own file among its evidence, else its own file, else the first place of its
/// evidence, else the readme or the first file of what it is about. `None` when there is no file at all.
pub(crate) fn anchor<'a>(facts: &'a Facts, finding: &'a Finding) -> Option<Anchor<'a>> {
    let own = own_path(&finding.scope);
    let places = || finding.evidence.iter().filter_map(place);
    let in_own = places().find(|place| own.is_some_and(|path| path == place.path) && place.lines.is_some());
    in_own
        .or_else(|| own.and_then(|path| Some(whole(crate::words::repository(&finding.scope)?, path))))
        .or_else(|| places().next())
        .or_else(|| stand_in(facts, &finding.scope))
}

/// Every file or span of lines that is evidence.
pub(crate) fn place(evidence: &Evidence) -> Option<Anchor<'_>> {
    match evidence {
        Evidence::File { repository, path } => Some(whole(repository, path)),
        Evidence::Lines { repository, path, start_line, end_line } => {
            let start = (*start_line).max(1);
            Some(Anchor { repository, path, lines: Some((start, (*end_line).max(start))) })
        }
        Evidence::Commit { .. } | Evidence::Absence { .. } | Evidence::Command { .. } => None,
    }
}

fn whole<'a>(repository: &'a str, path: &'a RepoPath) -> Anchor<'a> {
    Anchor { repository, path, lines: None }
}

fn own_path(scope: &Scope) -> Option<&RepoPath> {
    match scope {
        Scope::File { path, .. } | Scope::Function { path, .. } => Some(path),
        Scope::Dependency { manifest, .. } => Some(manifest),
        Scope::Pair { first, .. } => Some(first),
        // The paths of a group may be folders: a cycle of packages. Its evidence names files.
        Scope::Group { .. } | Scope::System | Scope::Repository { .. } | Scope::Component { .. } => None,
    }
}

fn stand_in<'a>(facts: &'a Facts, scope: &Scope) -> Option<Anchor<'a>> {
    let name = crate::words::repository(scope);
    let at = facts.repositories.iter().position(|known| name.is_none_or(|name| known.name == name))?;
    let of_repository = |file: &&FileFacts| file.repository.at() == at;
    let of_component = |file: &&FileFacts| match scope {
        Scope::Component { name, .. } => facts.components[file.component.at()].name == *name,
        _ => false,
    };
    let readme = || {
        let roots = facts.documents_of(DocumentRole::Readme).map(|document| facts.file(document.file));
        roots.into_iter().find(of_repository)
    };
    let files = || facts.files.iter().filter(of_repository);
    let file = files().find(of_component).or_else(readme).or_else(|| files().next())?;
    Some(whole(&facts.repositories[at].name, &file.path))
}

#[cfg(test)]
mod tests {
    use super::anchor;
    use crate::testing::{facts, judgement};
    use quarterdeck_base::{Evidence, RepoPath};
    use quarterdeck_facts::Facts;
    use quarterdeck_findings::Scope;

    #[test]
    fn a_cycle_of_folders_is_shown_at_a_file() {
        let (facts, judgement) = (facts(), judgement());
        let mut finding = judgement.checks[1].assessment.findings[3].clone();
        let folders = ["", "src/Order", "src/Stock"].map(RepoPath::from).to_vec();
        finding.scope = Scope::Group { repository: "shop".to_owned(), paths: folders };
        finding.evidence = vec![Evidence::Lines {
            repository: "shop".to_owned(),
            path: RepoPath::from("src/Stock/StockWriter.php"),
            start_line: 7,
            end_line: 7,
        }];
        let anchor = anchor(&facts, &finding).unwrap();
        assert_eq!((anchor.path.to_string().as_str(), anchor.lines), ("src/Stock/StockWriter.php", Some((7, 7))));
    }

    #[test]
    fn every_scope_has_a_file() {
        let (facts, judgement) = (facts(), judgement());
        let shown: Vec<String> = judgement.checks[1]
            .assessment
            .findings
            .iter()
            .map(|finding| {
                let anchor = anchor(&facts, finding).unwrap();
                format!("{} {} {:?}", anchor.repository, anchor.path, anchor.lines)
            })
            .collect();
        assert_eq!(
            shown,
            [
                "shop src/Order/OrderService.php Some((118, 121))",
                "shop composer.json None",
                "shop src/Order/OrderService.php None",
                "shop src/Order/OrderService.php None",
                "shop src/Order/OrderService.php None",
                "shop src/Order/OrderService.php None",
                "shop src/Order/OrderService.php None",
                "shop src/Order/OrderService.php None",
            ]
        );
        let none = Facts::default();
        assert!(judgement.checks[1].assessment.findings[7..].iter().all(|finding| anchor(&none, finding).is_none()));
    }
}
