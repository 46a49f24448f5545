//! `CODEOWNERS` of GitHub, GitLab and Gitea: which paths belong to whom.

use crate::declare::Answer;
use crate::registry::Spec;
use crate::text::numbered;
use crate::{Declared, DeclaredOwners};

pub(crate) const SPEC: Spec = Spec {
    id: "code-owners",
    file_names: "CODEOWNERS",
    reads: "Patterns with their line and the number of owners; the owners themselves are not kept.",
    answers_to: |place| {
        place.is("CODEOWNERS") && matches!(place.folder, "" | ".github" | ".gitlab" | ".gitea" | "docs")
    },
    lossy: true,
    read,
};

fn read(text: &str) -> Answer {
    let rules = numbered(text).filter_map(|(number, line)| {
        let line = line.split(" #").next().unwrap_or_default().trim();
        // Sections of GitLab: `[Name]`, `^[Name][2] @owner`.
        if line.is_empty() || line.starts_with(['#', '[']) || line.starts_with("^[") {
            return None;
        }
        let line = line.replace("\\ ", "\u{0}");
        let mut words = line.split_whitespace();
        let pattern = words.next()?.replace('\u{0}', " ");
        let owners = words.filter(|word| word.contains('@')).count();
        Some(DeclaredOwners { pattern, owners: u32::try_from(owners).unwrap_or(u32::MAX), line: number })
    });
    Ok(Declared::Owners(rules.collect()))
}
