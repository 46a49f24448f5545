//! `Gemfile` and `*.gemspec` of Ruby: programs that are read line by line for literals and never run.

use crate::declare::{Answer, asked, manifest, one_line, runtime, scope};
use crate::registry::Spec;
use crate::text::{is_plain_version, numbered, quoted};
use crate::{Declared, DeclaredDependency, DeclaredManifest};
use quarterdeck_facts::Ecosystem;

/// `Gemfile`.
pub(crate) const SPEC: Spec = Spec {
    id: "gemfile",
    file_names: "Gemfile, gems.rb",
    reads: "Gems written as literals with their groups and lines, the version of Ruby; nothing is evaluated.",
    answers_to: |place| place.is("Gemfile") || place.is("gems.rb"),
    lossy: true,
    read,
};

/// `*.gemspec`.
pub(crate) const GEMSPEC: Spec = Spec {
    id: "gemspec",
    file_names: "*.gemspec",
    reads: "The name.",
    answers_to: |place| place.ends(&[".gemspec"]),
    lossy: true,
    read: read_gemspec,
};

fn read(text: &str) -> Answer {
    let mut manifest = manifest(Ecosystem::RubyGems);
    // Blocks that are open, and whether each is for development; `end` closes the last one.
    let mut blocks: Vec<bool> = Vec::new();
    for (number, line) in numbered(text) {
        let line = line.split(" #").next().unwrap_or_default().trim();
        if line == "end" {
            blocks.pop();
        } else if line.ends_with(" do") || ["if ", "unless ", "case "].iter().any(|word| line.starts_with(word)) {
            let development = line.starts_with("group") && is_development(line);
            if blocks.len() < 1_000 {
                blocks.push(development);
            }
        } else if let Some(rest) = line.strip_prefix("gem ").or_else(|| line.strip_prefix("gem(")) {
            manifest.dependencies.extend(gem(rest, blocks.contains(&true), number));
        } else if let Some((version, _)) = line.strip_prefix("ruby ").and_then(quoted) {
            let version = one_line(version.trim_start_matches("~>"));
            manifest.runtimes.extend(version.map(|version| runtime("ruby", version, number)));
        }
    }
    Ok(Declared::Manifest(manifest))
}

fn gem(rest: &str, in_development: bool, line: u32) -> Option<DeclaredDependency> {
    let (name, options) = quoted(rest)?;
    // Versions are the literals before the first `key:` or `:key =>`.
    let mut versions = Vec::new();
    let mut left = options;
    while let Some(after) = left.trim_start().strip_prefix(',') {
        let after = after.trim_start();
        let Some((version, more)) = quoted(after).filter(|_| after.starts_with(['"', '\''])) else { break };
        versions.push(version);
        left = more;
    }
    let requirement = versions.join(", ");
    let single = requirement.strip_prefix("= ").unwrap_or(&requirement);
    let version = if is_plain_version(single) { single.to_owned() } else { String::new() };
    let development = in_development || (options.contains("group") && is_development(options));
    Some(asked(name, requirement, version, scope(development), line))
}

/// A group that names production as well is not for development only.
fn is_development(line: &str) -> bool {
    let named = ["development", "test", "ci", "lint", "rubocop", "doc"];
    let words = || line.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    words().any(|word| named.contains(&word)) && !words().any(|word| matches!(word, "production" | "default"))
}

fn read_gemspec(text: &str) -> Answer {
    let mut manifest = DeclaredManifest { library: true, ..manifest(Ecosystem::RubyGems) };
    for (_, line) in numbered(text) {
        if let Some((left, right)) = line.split_once('=').filter(|(left, _)| left.trim_end().ends_with(".name")) {
            let literal = right.trim_start().starts_with(['"', '\'']) && !left.trim_start().starts_with('#');
            if let Some((name, _)) = quoted(right).filter(|_| literal) {
                name.clone_into(&mut manifest.name);
                break;
            }
        }
    }
    Ok(Declared::Manifest(manifest))
}
