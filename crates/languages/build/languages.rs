//! Reads the language files, checks them against each other and writes the tables of `src/language.rs`.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// One `languages/<id>.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    #[serde(skip)]
    pub(crate) id: String,
    pub(crate) name: String,
    class: String,
    #[serde(default)]
    extensions: Vec<String>,
    #[serde(default)]
    file_names: Vec<String>,
    #[serde(default)]
    interpreters: Vec<String>,
    #[serde(default)]
    doc_note: String,
    #[serde(default)]
    literate: bool,
    #[serde(default)]
    line_comments: Vec<LineMark>,
    #[serde(default)]
    block_comments: Vec<Block>,
    #[serde(default, rename = "string")]
    strings: Vec<Text>,
    #[serde(default)]
    specials: Vec<String>,
    inside: Option<Inside>,
    #[serde(default)]
    region: Vec<Region>,
    #[serde(default)]
    when: Vec<When>,
    /// Read by the tests only.
    #[serde(default, rename = "sample")]
    _sample: Vec<toml::Table>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum LineMark {
    Plain(String),
    Full {
        mark: String,
        #[serde(default)]
        at: String,
        #[serde(default)]
        unless: String,
        #[serde(default)]
        ignore_case: bool,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    begin: String,
    end: String,
    #[serde(default)]
    nested: bool,
    #[serde(default)]
    at: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    begin: String,
    end: Option<String>,
    #[serde(default)]
    escape: String,
    #[serde(default)]
    doubled: bool,
    #[serde(default)]
    multi_line: bool,
    #[serde(default)]
    character: bool,
    #[serde(default)]
    interpolation: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Inside {
    outside: String,
    opens: Vec<String>,
    close: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Region {
    open: String,
    close: String,
    language: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct When {
    extension: String,
    priority: u32,
    #[serde(default)]
    contains: Vec<String>,
    #[serde(default)]
    line_starts: Vec<String>,
}

/// All language files, by id.
pub(crate) fn read(folder: &Path) -> Result<Vec<Entry>, String> {
    let mut entries = Vec::new();
    for file in fs::read_dir(folder).map_err(|error| error.to_string())? {
        let path = file.map_err(|error| error.to_string())?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let text = fs::read_to_string(&path).map_err(|error| error.to_string())?;
            let mut entry: Entry = toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
            entry.id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            entries.push(entry);
        }
    }
    entries.sort_by(|left, right| left.id.cmp(&right.id));
    Ok(entries)
}

/// The Rust text of the tables.
pub(crate) fn table(entries: &[Entry]) -> Result<String, String> {
    let mut out = String::from("pub(crate) const LANGUAGES: &[Language] = &[\n");
    for entry in entries {
        write_language(&mut out, entry, entries)
            .map_err(|problem| format!("languages/{}.toml: {problem}", entry.id))?;
    }
    out.push_str("];\n");
    let owners = |what: &str, list: fn(&Entry) -> &Vec<String>| unique(what, entries, list);
    lookup(&mut out, "EXTENSIONS", &owners("extension", |entry| &entry.extensions)?);
    lookup(&mut out, "FILE_NAMES", &owners("file name", |entry| &entry.file_names)?);
    lookup(&mut out, "INTERPRETERS", &owners("interpreter", |entry| &entry.interpreters)?);
    conditions(&mut out, entries)?;
    owners("name", |_| const { &Vec::new() })?;
    Ok(out)
}

/// Position of the language with this name.
pub(crate) fn position(entries: &[Entry], name: &str) -> Result<usize, String> {
    entries.iter().position(|entry| entry.name == name).ok_or_else(|| format!("no language is named {name:?}"))
}

/// Each key with the one language that claims it; a second claim without a condition is a clash.
fn unique(what: &str, entries: &[Entry], list: fn(&Entry) -> &Vec<String>) -> Result<BTreeMap<String, usize>, String> {
    let mut owners = BTreeMap::new();
    let mut names = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        if let Some(other) = names.insert(entry.name.to_lowercase(), &entry.id) {
            return Err(format!("{other} and {} have the same name", entry.id));
        }
        for key in list(entry) {
            if key.to_lowercase() != *key {
                return Err(format!("{}: {what} {key:?} is not in lower case", entry.id));
            }
            if let Some(other) = owners.insert(key.clone(), index) {
                let other: &Entry = &entries[other];
                return Err(format!("{} and {} both claim {what} {key:?}: use [[when]]", other.id, entry.id));
            }
        }
    }
    Ok(owners)
}

fn lookup(out: &mut String, name: &str, owners: &BTreeMap<String, usize>) {
    let _ = writeln!(out, "pub(crate) const {name}: &[(&str, usize)] = &[");
    for (key, index) in owners {
        let _ = writeln!(out, "    ({key:?}, {index}),");
    }
    out.push_str("];\n");
}

/// Claims under a condition, by extension and priority; two of one extension with the same priority clash.
fn conditions(out: &mut String, entries: &[Entry]) -> Result<(), String> {
    let mut claims: BTreeMap<(&str, u32), (usize, &When)> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        for when in &entry.when {
            if when.contains.is_empty() && when.line_starts.is_empty() {
                return Err(format!("{}: a [[when]] without a condition", entry.id));
            }
            if let Some((other, _)) = claims.insert((&when.extension, when.priority), (index, when)) {
                let (extension, other) = (&when.extension, &entries[other].id);
                return Err(format!("{other} and {} claim {extension:?} with the same priority", entry.id));
            }
        }
    }
    out.push_str("pub(crate) const CONDITIONS: &[(&str, When)] = &[\n");
    for ((extension, _), (index, when)) in claims {
        let _ = writeln!(
            out,
            "    ({extension:?}, When {{ language: {index}, contains: &{:?}, line_starts: &{:?} }}),",
            when.contains, when.line_starts
        );
    }
    out.push_str("];\n");
    Ok(())
}

fn write_language(out: &mut String, entry: &Entry, entries: &[Entry]) -> Result<(), String> {
    let class = match entry.class.as_str() {
        "programming" => "Programming",
        "markup" => "Markup",
        "data" => "Data",
        "prose" => "Prose",
        "configuration" => "Configuration",
        other => return Err(format!("unknown class {other:?}")),
    };
    let _ = writeln!(
        out,
        "Language {{ id: {:?}, name: {:?}, class: Class::{class}, extensions: &{:?}, file_names: &{:?}, \
         interpreters: &{:?}, doc_note: {:?}, syntax: Syntax {{ literate: {},",
        entry.id, entry.name, entry.extensions, entry.file_names, entry.interpreters, entry.doc_note, entry.literate
    );
    write_comments(out, entry)?;
    write_strings(out, entry)?;
    let _ = write!(out, "specials: &[");
    for special in &entry.specials {
        let _ = write!(out, "Special::{}, ", variant(special));
    }
    let _ = write!(out, "], inside: ");
    match &entry.inside {
        None => out.push_str("None"),
        Some(Inside { outside, opens, close }) => {
            let outside = position(entries, outside)?;
            let _ = write!(out, "Some(Inside {{ outside: {outside}, opens: &{opens:?}, close: {close:?} }})");
        }
    }
    let _ = write!(out, ", regions: &[");
    for Region { open, close, language } in &entry.region {
        let language = position(entries, language)?;
        let _ = write!(out, "Region {{ open: {open:?}, close: {close:?}, language: {language} }}, ");
    }
    let _ = writeln!(out, "], table: {:?} }} }},", byte_table(entry));
    Ok(())
}

fn write_comments(out: &mut String, entry: &Entry) -> Result<(), String> {
    let mut blocks: Vec<&Block> = entry.block_comments.iter().collect();
    blocks.sort_by_key(|block| std::cmp::Reverse(block.begin.len()));
    out.push_str("blocks: &[");
    for Block { begin, end, nested, at } in blocks {
        let at = place(at)?;
        let _ = write!(out, "BlockComment {{ begin: {begin:?}, end: {end:?}, nested: {nested}, at: {at} }}, ");
    }
    let mut lines: Vec<(&str, &str, &str, bool)> = entry.line_comments.iter().map(line_mark).collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.0.len()));
    out.push_str("], lines: &[");
    for (mark, at, unless, ignore_case) in lines {
        let at = place(at)?;
        let _ =
            write!(out, "LineComment {{ mark: {mark:?}, at: {at}, unless: {unless:?}, ignore_case: {ignore_case} }}, ");
    }
    out.push_str("],\n");
    Ok(())
}

fn line_mark(mark: &LineMark) -> (&str, &str, &str, bool) {
    match mark {
        LineMark::Plain(mark) => (mark, "", "", false),
        LineMark::Full { mark, at, unless, ignore_case } => (mark, at, unless, *ignore_case),
    }
}

fn write_strings(out: &mut String, entry: &Entry) -> Result<(), String> {
    let mut strings: Vec<&Text> = entry.strings.iter().collect();
    strings.sort_by_key(|text| std::cmp::Reverse(text.begin.len()));
    out.push_str("strings: &[");
    for text in strings {
        let Text { begin, end, escape, doubled, multi_line, character, interpolation } = text;
        let end = end.as_ref().unwrap_or(begin);
        let escape = match escape.as_bytes() {
            [] => None,
            [byte] => Some(byte),
            _ => return Err(format!("escape {escape:?} is not one byte")),
        };
        let _ = write!(
            out,
            "StringRule {{ begin: {begin:?}, end: {end:?}, escape: {escape:?}, doubled: {doubled}, \
             multi_line: {multi_line}, character: {character}, interpolation: {interpolation:?} }}, "
        );
    }
    out.push_str("],\n");
    Ok(())
}

fn place(at: &str) -> Result<String, String> {
    Ok(match at {
        "" => "At::Anywhere".into(),
        "line-start" => "At::LineStart".into(),
        "after-space" => "At::AfterSpace".into(),
        _ => match at.strip_prefix("column-").and_then(|number| number.parse::<u8>().ok()) {
            Some(column) => format!("At::Column({column})"),
            None => return Err(format!("unknown place {at:?}")),
        },
    })
}

/// `js-regex` becomes `JsRegex`; the compiler refuses unknown ones.
fn variant(name: &str) -> String {
    name.split('-')
        .map(|part| part.chars().take(1).flat_map(char::to_uppercase).chain(part.chars().skip(1)).collect::<String>())
        .collect()
}

/// Class of each byte, with the mark that something can begin there.
fn byte_table(entry: &Entry) -> Vec<u8> {
    let mut table: Vec<u8> = (0..=255u8)
        .map(|byte| match byte {
            b' ' | b'\t' | b'\r' | 0x0b | 0x0c => 0,
            b'\n' => 1,
            b'_' | b'$' | 0x80.. => 2,
            _ if byte.is_ascii_alphanumeric() => 2,
            _ => 3,
        })
        .collect();
    let mut begins: Vec<u8> = Vec::new();
    for mark in &entry.line_comments {
        let (mark, _, _, ignore_case) = line_mark(mark);
        begins.extend(mark.bytes().take(1));
        if ignore_case {
            begins.extend(mark.to_lowercase().bytes().take(1).chain(mark.to_uppercase().bytes().take(1)));
        }
    }
    begins.extend(entry.block_comments.iter().filter_map(|block| block.begin.bytes().next()));
    begins.extend(entry.strings.iter().filter_map(|text| text.begin.bytes().next()));
    begins.extend(entry.region.iter().filter_map(|region| region.open.bytes().next()));
    for special in &entry.specials {
        begins.extend_from_slice(match special.as_str() {
            "code-escape" => b"\\",
            "cpp-raw" => b"RLuU",
            "csharp-raw" => b"\"$",
            "dollar-quote" => b"$",
            "heredoc" => b"<",
            "hash-string" => b"#",
            "long-bracket" => b"[-",
            "regex" => b"/",
            "rust-raw" => b"rbc",
            _ => b"",
        });
    }
    for byte in begins {
        table[usize::from(byte)] |= 4;
    }
    table
}
