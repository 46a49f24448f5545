//! Files whose head says that they came from another project.

/// Bytes of a file that are its head.
const HEAD_BYTES: usize = 2_000;

/// What starts the sentence: the file speaks of itself.
const ITSELF: [&str; 4] = ["this code ", "this file ", "this module ", "this script "];

/// What was done to it.
const WAS: [&str; 3] = ["has been ", "is ", "was "];
const DONE: [&str; 7] = ["adapted", "borrowed", "copied", "moved", "ported", "taken", "vendored"];

/// What stands before the name of the other project.
const SOURCES: [&str; 3] = [" from ", " directly to ", " out of "];

/// True when the comment or text at the head says so: `This module was moved from Django`, `Copied from https://...`. What
/// was taken from a file of the same project names no other one, so a name in capitals or an address must follow.
pub(crate) fn says_copied(source: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&source[..source.len().min(HEAD_BYTES)]);
    let comment: String = head.lines().take_while(|line| !is_code(line)).collect::<Vec<_>>().join(" ");
    let text = comment.split_whitespace().filter(|word| !matches!(*word, "*" | "//" | "#" | "///" | "--"));
    let text = text.collect::<Vec<_>>().join(" ");
    let lower = text.to_ascii_lowercase();
    let of_itself = ITSELF.iter().flat_map(|start| lower.match_indices(start)).filter_map(|(at, start)| {
        let was = &lower[at + start.len()..];
        let was = WAS.iter().find_map(|was_or_is| was.strip_prefix(was_or_is))?;
        let rest = DONE.iter().find_map(|done| was.strip_prefix(done))?;
        Some(&text[text.len() - rest.len()..])
    });
    of_itself.into_iter().any(names_another) || DONE.iter().any(|done| takes_from_address(&lower, done))
}

/// ` for Django Auth directly to Saleor`, ` from https://...`: a name in capitals or an address follows, and no file.
fn names_another(rest: &str) -> bool {
    let sentence = &rest[..rest.find(". ").unwrap_or(rest.len())];
    SOURCES.iter().filter_map(|source| sentence.split_once(source)).any(|(_, source)| {
        let mut words = source.trim_start_matches("the ").split(' ');
        let word = words.next().unwrap_or_default().trim_end_matches(['.', ',', ';', '"']);
        let is_name = word.starts_with(|first: char| first.is_uppercase()) && !word.contains(['.', '/', ':', '\\']);
        word.contains("://") || is_name
    })
}

/// `copied from https://...`, with few words between.
fn takes_from_address(lower: &str, done: &str) -> bool {
    lower.match_indices(done).any(|(at, done)| {
        let rest = &lower[at + done.len()..];
        let sentence = &rest[..rest.find(". ").unwrap_or(rest.len())];
        sentence.strip_prefix(" from ").is_some_and(|source| source.split(' ').take(8).any(|word| word.contains("://")))
    })
}

/// A line of code after the head: what includes or declares something.
fn is_code(line: &str) -> bool {
    let line = line.trim_start();
    [
        "import ",
        "from ",
        "package ",
        "namespace ",
        "use ",
        "using ",
        "require",
        "class ",
        "def ",
        "#include",
        "const ",
        "export ",
    ]
    .iter()
    .any(|start| line.starts_with(start))
}
