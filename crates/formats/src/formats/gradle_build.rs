//! `build.gradle` and `build.gradle.kts`: programs that are read line by line for literals and never run.

use crate::declare::{Answer, asked, manifest, scope};
use crate::registry::Spec;
use crate::text::{is_plain_version, numbered, quoted};
use crate::{Declared, DeclaredDependency};
use quarterdeck_facts::{DependencyScope, Ecosystem};

pub(crate) const SPEC: Spec = Spec {
    id: "gradle-build",
    file_names: "build.gradle, build.gradle.kts",
    reads: "Dependencies and plugins written as literals, with their lines; nothing is evaluated.",
    answers_to: |place| place.is("build.gradle") || place.is("build.gradle.kts"),
    lossy: true,
    read,
};

/// Names of configurations that do not end with one of `ENDINGS`.
const CONFIGURATIONS: [&str; 18] = [
    "implementation",
    "api",
    "compile",
    "runtime",
    "compileOnly",
    "compileOnlyApi",
    "runtimeOnly",
    "annotationProcessor",
    "kapt",
    "ksp",
    "classpath",
    "developmentOnly",
    "testCompile",
    "testRuntime",
    "providedCompile",
    "providedRuntime",
    "optional",
    "provided",
];

const ENDINGS: [&str; 7] =
    ["Implementation", "Api", "CompileOnly", "RuntimeOnly", "AnnotationProcessor", "DevelopmentOnly", "Classpath"];

fn read(text: &str) -> Answer {
    let mut manifest = manifest(Ecosystem::Maven);
    let mut in_comment = false;
    for (number, line) in numbered(text) {
        let line = line.trim();
        if in_comment || line.starts_with("/*") {
            in_comment = !line.contains("*/");
            continue;
        }
        if line.starts_with("//") {
            continue;
        }
        if line.contains("maven-publish") || line.contains("java-library") {
            manifest.library |= quoted(line).is_some() || line.starts_with('`');
        }
        manifest.dependencies.extend(plugin(line, number).or_else(|| dependency(line, number)));
    }
    Ok(Declared::Manifest(manifest))
}

/// `id 'x' version 'y'` and `id("x") version "y"`, known to Maven as `x:x.gradle.plugin`.
fn plugin(line: &str, number: u32) -> Option<DeclaredDependency> {
    let rest = line.strip_prefix("id").filter(|rest| rest.starts_with([' ', '(']))?;
    let (id, rest) = quoted(rest)?;
    let (version, _) = quoted(rest.split_once("version")?.1)?;
    let exact = if is_plain_version(version) { version } else { "" };
    Some(asked(format!("{id}:{id}.gradle.plugin"), version, exact, DependencyScope::Development, number))
}

fn dependency(line: &str, number: u32) -> Option<DeclaredDependency> {
    let end = line.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (configuration, rest) = line.split_at(end);
    let known = CONFIGURATIONS.contains(&configuration) || ENDINGS.iter().any(|ending| configuration.ends_with(ending));
    let rest = rest.trim_start();
    if !known
        || !rest.starts_with(['(', '\'', '"', 'g', 'p', 'e'])
        || rest.contains("project(")
        || rest.contains("files(")
    {
        return None;
    }
    let map_form = rest.trim_start_matches('(').trim_start().starts_with("group");
    let (group, name, version) = if map_form {
        (named(rest, "group")?, named(rest, "name")?, named(rest, "version").unwrap_or_default())
    } else {
        let (literal, _) = quoted(rest)?;
        let mut parts = literal.split('@').next()?.split(':');
        (parts.next()?, parts.next()?, parts.next().unwrap_or_default())
    };
    let clean = |part: &str| !part.is_empty() && !part.contains(['$', ' ', '/', '\\']);
    if !clean(group) || !clean(name) {
        return None;
    }
    let exact = if is_plain_version(version) { version } else { "" };
    let scope = scope(is_development(configuration));
    Some(asked(format!("{group}:{name}"), version, exact, scope, number))
}

/// The value of `group: 'x'` or `group = "x"`.
fn named<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let rest = &line[line.find(key)? + key.len()..];
    let rest = rest.trim_start().strip_prefix([':', '='])?.trim_start();
    quoted(rest).filter(|_| rest.starts_with(['"', '\''])).map(|(value, _)| value)
}

/// Configurations that the running system never sees.
pub(crate) fn is_development(configuration: &str) -> bool {
    let lower = configuration.to_ascii_lowercase();
    let tool = ["kapt", "ksp", "classpath", "developmentonly"].contains(&lower.as_str());
    tool || lower.contains("test") || lower.contains("annotationprocessor")
}
