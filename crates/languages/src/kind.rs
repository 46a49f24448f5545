//! What a file is for: the first rule of `data/kinds.toml` that holds.

use crate::lexer::hash;
use crate::rules::{RULES, Rule};
use crate::{Class, Content, KindVerdict, Language, Marks, TextFacts};
use quarterdeck_base::RepoPath;
use quarterdeck_facts::FileKind;

/// The kind of a file. `manifest_or_pipeline` is true when the caller reads it as one of those. Submodules, links
/// and blobs that were not read are the caller's to name.
pub fn kind(
    path: &RepoPath,
    language: Option<&Language>,
    text: &TextFacts,
    marks: &Marks,
    manifest_or_pipeline: bool,
) -> KindVerdict {
    let case = Case::new(path, language, text, marks, manifest_or_pipeline);
    let found = RULES.iter().find(|rule| case.holds(rule));
    found.map_or(KindVerdict { kind: FileKind::Data, rule: "data:other", claimed: false }, |rule| KindVerdict {
        kind: rule.kind,
        rule: rule.id,
        claimed: !rule.claim.is_empty(),
    })
}

/// One file, prepared for all rules.
struct Case<'a> {
    language: Option<&'a Language>,
    text: &'a TextFacts,
    manifest_or_pipeline: bool,
    claims: [(&'static str, bool); 3],
    /// `/` + path.
    path: String,
    folders: Vec<String>,
    folders_lower: Vec<String>,
    name: String,
    name_lower: String,
    extension: String,
}

impl<'a> Case<'a> {
    fn new(
        path: &RepoPath,
        language: Option<&'a Language>,
        text: &'a TextFacts,
        marks: &Marks,
        manifest_or_pipeline: bool,
    ) -> Self {
        let whole = format!("/{path}");
        let mut folders: Vec<String> = whole[1..].split('/').map(str::to_owned).collect();
        let name = folders.pop().unwrap_or_default();
        let claims = marks.of(path);
        Self {
            language,
            text,
            manifest_or_pipeline,
            claims: [
                ("generated", claims.generated),
                ("vendored", claims.vendored),
                ("documentation", claims.documentation),
            ],
            path: whole,
            folders_lower: folders.iter().map(|folder| folder.to_ascii_lowercase()).collect(),
            folders,
            name_lower: name.to_ascii_lowercase(),
            name,
            extension: path.extension(),
        }
    }

    fn holds(&self, rule: &Rule) -> bool {
        self.content_holds(rule) && self.name_holds(rule) && self.folders_hold(rule) && self.language_holds(rule)
    }

    fn content_holds(&self, rule: &Rule) -> bool {
        let text = self.text;
        let content = match text.content {
            Content::Text => "",
            Content::Binary => "binary",
            Content::LfsPointer => "lfs-pointer",
        };
        let lines = u64::from(text.code) + u64::from(text.comments) + u64::from(text.blanks);
        (rule.content.is_empty() || rule.content == content)
            && (rule.claim.is_empty() || self.claims.contains(&(rule.claim, true)))
            && (!rule.says_generated || text.says_generated)
            && (!rule.only_assigns || text.only_assigns)
            && (rule.tokens_per_code_line_above == 0
                || text.tokens.hashes.len() as u64 > rule.tokens_per_code_line_above * u64::from(text.code.max(1)))
            && (!rule.manifest_or_pipeline || self.manifest_or_pipeline)
            && (rule.bytes_above == 0 || text.bytes > rule.bytes_above)
            && (rule.average_line_bytes_above == 0 || text.bytes > rule.average_line_bytes_above * lines.max(1))
    }

    fn language_holds(&self, rule: &Rule) -> bool {
        let class: Option<Class> = self.language.map(|language| language.class);
        let name = self.language.map_or("", |language| language.name);
        (rule.classes.is_empty() || class.is_some_and(|class| rule.classes.contains(&class)))
            && !class.is_some_and(|class| rule.not_classes.contains(&class))
            && (rule.languages.is_empty() || rule.languages.contains(&name))
            && any(rule.words, |word| self.text.tokens.hashes.contains(&hash(word.as_bytes())))
    }

    fn name_holds(&self, rule: &Rule) -> bool {
        any(rule.names, |name| self.name_lower == name)
            && any(rule.name_starts, |start| self.name.starts_with(start))
            && any(rule.name_ends, |end| self.name.ends_with(end))
            && any(rule.extensions, |extension| self.extension == extension)
            && (!rule.hashed_name || self.name_lower.split(['.', '-']).skip(1).any(is_hash))
    }

    fn folders_hold(&self, rule: &Rule) -> bool {
        let lower = |wanted: &str| self.folders_lower.iter().any(|folder| folder == wanted);
        let pair =
            |[parent, end]: &[&str; 2]| self.folders.windows(2).any(|two| two[0] == *parent && two[1].ends_with(end));
        any(rule.folders, lower)
            && any(rule.root_folders, |wanted| self.folders.first().is_some_and(|folder| folder == wanted))
            && any(rule.folder_ends, |end| self.folders.iter().any(|folder| folder.ends_with(end)))
            && (rule.folder_pairs.is_empty() || rule.folder_pairs.iter().any(pair))
            && any(rule.path_has, |part| self.path.contains(part))
            && self.folders.len() >= rule.folders_at_least
            && (!rule.version_folder || self.folders.iter().any(|folder| is_version(folder)))
            && (!rule.not_folders.iter().any(|folder| lower(folder))
                || rule.but_in.iter().any(|part| self.path.contains(part)))
            && !rule.not_path_has.iter().any(|part| self.path.contains(part))
    }
}

/// `2021.3.914`, `v3.6.1`: three numbers or more and nothing else.
fn is_version(folder: &str) -> bool {
    let parts: Vec<&str> = folder.strip_prefix('v').unwrap_or(folder).split('.').collect();
    parts.len() >= 3 && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// True for eight hexadecimal digits or more, with a digit and a letter: no date and no word.
fn is_hash(part: &str) -> bool {
    part.len() >= 8
        && part.bytes().all(|byte| byte.is_ascii_hexdigit())
        && part.bytes().any(|byte| byte.is_ascii_digit())
        && part.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// True when there is no condition or any entry holds.
fn any(wanted: &[&str], holds: impl Fn(&str) -> bool) -> bool {
    wanted.is_empty() || wanted.iter().any(|entry| holds(entry))
}
