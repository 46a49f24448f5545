//! Container recipes: Dockerfile and Containerfile.

use crate::declare::{Answer, split_image};
use crate::registry::{Place, Spec};
use crate::text::{numbered, substitute};
use crate::{Declared, DeclaredContainer};
use quarterdeck_facts::BaseImage;
use std::borrow::Cow;
use std::collections::BTreeMap;

pub(crate) const SPEC: Spec = Spec {
    id: "dockerfile",
    file_names: "Dockerfile, Dockerfile.*, *.Dockerfile, Containerfile, Containerfile.*",
    reads: "Outside images with tag and digest, the user of the last stage; defaults of ARG are used.",
    answers_to,
    lossy: true,
    read,
};

fn answers_to(place: &Place<'_>) -> bool {
    let file = place.file.to_ascii_lowercase();
    // What keeps files out of an image, templates and code about recipes are no recipes.
    const OTHER: [&str; 18] = [
        ".dockerignore",
        ".containerignore",
        ".md",
        ".tmpl",
        ".template",
        ".j2",
        ".erb",
        ".tpl",
        ".in",
        ".ts",
        ".js",
        ".py",
        ".go",
        ".rs",
        ".toml",
        ".xml",
        ".html",
        ".snap",
    ];
    if OTHER.iter().any(|ending| file.ends_with(ending)) {
        return false;
    }
    ["dockerfile", "containerfile"].iter().any(|name| {
        let rest = file.strip_prefix(name);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.')) || file.ends_with(&format!(".{name}"))
    })
}

/// An instruction: its keyword in capitals, the rest of its logical line, the line on which it starts.
struct Instruction {
    keyword: String,
    rest: String,
    line: u32,
}

/// A stage: the user that it ends with, and the image below it.
#[derive(Clone, Default)]
struct Stage {
    base: Option<usize>,
    user: String,
    user_line: u32,
}

fn read(text: &str) -> Answer {
    let mut container = DeclaredContainer::default();
    let mut arguments: BTreeMap<String, Option<String>> = BTreeMap::new();
    // Variables of the stages serve `USER` only.
    let mut inner: BTreeMap<String, Option<String>> = BTreeMap::new();
    let mut stages: Vec<Stage> = Vec::new();
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    for instruction in instructions(text) {
        match instruction.keyword.as_str() {
            // Only what stands before the first stage counts in FROM.
            "ARG" if stages.is_empty() => add_arguments(&mut arguments, &instruction.rest),
            "ARG" | "ENV" => add_arguments(&mut inner, &instruction.rest),
            "FROM" => {
                let (image, name) = from_parts(&instruction.rest);
                let resolved = resolve(&image, &arguments);
                let parent = by_name.get(&resolved.to_ascii_lowercase()).map(|at| stages[*at].clone());
                let mut stage = parent.clone().unwrap_or_default();
                if parent.is_none() && !resolved.is_empty() && !resolved.eq_ignore_ascii_case("scratch") {
                    stage.base = Some(container.bases.len());
                    container.bases.push(base(&resolved, instruction.line));
                }
                by_name.insert(name.to_ascii_lowercase(), stages.len());
                stages.push(stage);
                container.last_stage_line = instruction.line;
            }
            "USER" => {
                if let Some(stage) = stages.last_mut() {
                    stage.user = resolve(&resolve(instruction.rest.trim(), &inner), &arguments);
                    stage.user_line = instruction.line;
                }
            }
            "COPY" | "ADD" => container.taken.extend(taken(&instruction.rest)),
            "RUN" => container.taken.extend(cloned(&instruction.rest)),
            _ => {}
        }
        // An unnamed stage must not be found under the empty name.
        by_name.remove("");
    }
    let last = stages.pop().ok_or("no `FROM`")?;
    (container.user, container.user_line, container.last_base) = (last.user, last.user_line, last.base);
    Ok(Declared::Container(container))
}

/// Sources of `COPY` or `ADD`, in either form, unless they come from another stage or stand in the recipe itself.
fn taken(rest: &str) -> Vec<String> {
    if rest.split_whitespace().any(|word| word.starts_with("--from")) {
        return Vec::new();
    }
    let marks = ['[', ']', ',', '"', '\''];
    let words = rest.split([' ', '\t', ',']).map(|word| word.trim_matches(marks));
    let mut sources: Vec<String> =
        words.filter(|word| !word.is_empty() && !word.starts_with("--")).map(str::to_owned).collect();
    // The last one is where it goes.
    sources.pop();
    sources.retain(|source| !source.starts_with("<<"));
    sources
}

/// Addresses that a command of a shell clones.
fn cloned(rest: &str) -> impl Iterator<Item = String> {
    let is_address = |word: &&str| word.contains("://") || word.starts_with("git@");
    rest.split("git clone")
        .skip(1)
        .filter_map(move |after| after.split_whitespace().find(is_address).map(str::to_owned))
}

/// `--platform=… image AS name` to the image and the name.
fn from_parts(rest: &str) -> (String, String) {
    let mut words = rest.split_whitespace().filter(|word| !word.starts_with("--"));
    let image = words.next().unwrap_or_default().trim_matches(['"', '\'']).to_owned();
    let named = words.next().is_some_and(|word| word.eq_ignore_ascii_case("as"));
    (image, if named { words.next().unwrap_or_default().to_owned() } else { String::new() })
}

fn add_arguments(arguments: &mut BTreeMap<String, Option<String>>, rest: &str) {
    // The old form of ENV: a name, then its value.
    if let Some((name, value)) =
        rest.trim().split_once(' ').filter(|(name, _)| !name.contains('=') && !rest.contains('='))
    {
        arguments.insert(name.to_owned(), Some(resolve(value.trim(), arguments)));
        return;
    }
    for word in rest.split_whitespace() {
        let (name, value) = word.split_once('=').map_or((word, None), |(name, value)| (name, Some(value)));
        let value = value.map(|value| resolve(value.trim_matches(['"', '\'']), arguments));
        arguments.insert(name.to_owned(), value);
    }
}

/// Replaces `$NAME`, `${NAME}` and `${NAME:-default}`; what is not known stays as it is written.
fn resolve(text: &str, arguments: &BTreeMap<String, Option<String>>) -> String {
    let value = |name: &str| -> Option<Cow<'_, str>> {
        let (name, default) = name.split_once(":-").map_or((name, None), |(name, default)| (name, Some(default)));
        match (arguments.get(name).cloned().flatten().filter(|known| !known.is_empty()), default) {
            (Some(known), _) => Some(Cow::Owned(known)),
            (None, Some(default)) => Some(Cow::Owned(default.to_owned())),
            (None, None) => None,
        }
    };
    let braced = substitute(text, "${", '}', |name| value(name));
    let mut out = String::new();
    let mut rest = braced.as_str();
    while let Some(at) = rest.find('$') {
        let inner = &rest[at + 1..];
        let end = inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(inner.len());
        out.push_str(&rest[..at]);
        match value(&inner[..end]).filter(|_| end > 0) {
            Some(known) => out.push_str(&known),
            None => out.push_str(&rest[at..=at + end]),
        }
        rest = &inner[end..];
    }
    out + rest
}

fn base(text: &str, line: u32) -> BaseImage {
    let image = split_image(text);
    BaseImage { computed: text.contains('$'), name: image.name, tag: image.tag, digest: image.digest, line }
}

/// Logical lines: comments left out, continuations joined, heredocs skipped.
fn instructions(text: &str) -> Vec<Instruction> {
    let escape = escape_of(text);
    let mut out: Vec<Instruction> = Vec::new();
    let mut open: Option<Instruction> = None;
    let mut heredocs: Vec<(String, bool)> = Vec::new();
    for (number, line) in numbered(text) {
        if let Some((end, indented)) = heredocs.first() {
            if (if *indented { line.trim_start_matches('\t') } else { line }) == end {
                heredocs.remove(0);
            }
            continue;
        }
        let trimmed = line.trim();
        if trimmed.starts_with('#') || (trimmed.is_empty() && open.is_some()) || trimmed.is_empty() {
            continue;
        }
        let continued = trimmed.ends_with(escape);
        let code = if continued { trimmed.trim_end_matches(escape) } else { trimmed };
        let mut instruction = open.take().unwrap_or_else(|| {
            let keyword = code.split_whitespace().next().unwrap_or_default();
            Instruction { keyword: keyword.to_ascii_uppercase(), rest: String::new(), line: number }
        });
        let part = if instruction.line == number {
            code.split_once(char::is_whitespace).map_or("", |(_, rest)| rest)
        } else {
            code
        };
        instruction.rest.push_str(part);
        instruction.rest.push(' ');
        if matches!(instruction.keyword.as_str(), "RUN" | "COPY" | "ADD") {
            heredocs.extend(heredocs_of(part));
        }
        if continued && heredocs.is_empty() {
            open = Some(instruction);
        } else {
            out.push(instruction);
        }
    }
    out.extend(open);
    out
}

/// The directive `# escape=` counts only among the comments at the very top.
fn escape_of(text: &str) -> char {
    for line in text.lines().map_while(|line| line.trim().strip_prefix('#')) {
        let directive = line.split_once('=').map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim()));
        match directive {
            Some((name, value)) if name == "escape" => return if value == "`" { '`' } else { '\\' },
            Some(_) => {}
            None => break,
        }
    }
    '\\'
}

/// Ends of the heredocs that a line opens: `<<EOF`, `<<-EOF`, `<<"EOF"`; the flag is for the tab-indented form.
fn heredocs_of(line: &str) -> Vec<(String, bool)> {
    let mut out = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find("<<") {
        rest = &rest[at + 2..];
        let after = rest.strip_prefix('-');
        let word = after.unwrap_or(rest).trim_start_matches(['"', '\'']);
        let end = word.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(word.len());
        // `<<<` is a string of the shell and `1<<2` a shift.
        if end > 0 && word.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') && out.len() < 100 {
            out.push((word[..end].to_owned(), after.is_some()));
        }
    }
    out
}
