//! What each format answers to and reads, as tables: a file as the format's public documentation shows it, and what
//! this room makes of it, one line per fact.

mod containers;
mod deployment;
mod diagrams;
mod dotnet;
mod hostile;
mod java;
mod javascript;
mod names;
mod other_languages;
mod pipelines;
mod python;
mod runtimes;
mod workflows;

use quarterdeck_base::RepoPath;
use quarterdeck_facts::{DependencyScope, Drawing, Permissions};
use quarterdeck_formats::{Declared, DeclaredManifest, DeclaredPipeline, DeclaredRuntime, format_of, read};

/// A file and what it declares, one line per fact.
pub(crate) struct Sample {
    pub(crate) path: &'static str,
    pub(crate) text: &'static str,
    pub(crate) expected: &'static [&'static str],
}

/// All samples of all tables.
pub(crate) fn all_samples() -> impl Iterator<Item = &'static Sample> {
    [
        javascript::SAMPLES,
        python::SAMPLES,
        java::SAMPLES,
        dotnet::SAMPLES,
        other_languages::SAMPLES,
        workflows::SAMPLES,
        pipelines::SAMPLES,
        containers::SAMPLES,
        deployment::SAMPLES,
        runtimes::SAMPLES,
        diagrams::SAMPLES,
    ]
    .into_iter()
    .flatten()
}

#[test]
fn each_sample_is_read_as_stated() {
    let mut wrong = Vec::new();
    for sample in all_samples() {
        let format = format_of(&RepoPath::from(sample.path)).unwrap_or_else(|| panic!("{} is unknown", sample.path));
        let lines = match read(format, sample.text.as_bytes()) {
            Ok(declared) => show(&declared),
            Err(malformed) => vec![malformed.to_string()],
        };
        if lines != sample.expected {
            wrong.push(format!("{}\n  read     {lines:#?}\n  expected {:#?}", sample.path, sample.expected));
        }
        let windows = sample.text.replace('\n', "\r\n");
        let with_mark = [b"\xef\xbb\xbf".as_slice(), windows.as_bytes()].concat();
        let again =
            read(format, &with_mark).map_or_else(|malformed| vec![malformed.to_string()], |declared| show(&declared));
        if again != lines {
            wrong.push(format!("{} with a mark and Windows line breaks: {again:#?}", sample.path));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// One line per fact.
pub(crate) fn show(declared: &Declared) -> Vec<String> {
    match declared {
        Declared::Manifest(manifest) => show_manifest(manifest),
        Declared::Pipeline(pipeline) => show_pipeline(pipeline),
        Declared::Container(container) => {
            let bases = container.bases.iter().map(|base| {
                let computed = if base.computed { " computed" } else { "" };
                format!("{}: {} tag={} digest={}{computed}", base.line, base.name, base.tag, base.digest)
            });
            let user = format!(
                "user {:?} at {}, last stage at {} on {}",
                container.user,
                container.user_line,
                container.last_stage_line,
                container.last_base.map_or("nothing", |at| container.bases[at].name.as_str())
            );
            let taken = (!container.taken.is_empty()).then(|| format!("takes {}", container.taken.join(" ")));
            bases.chain([user]).chain(taken).collect()
        }
        Declared::Runtimes(runtimes) => runtimes.iter().map(show_runtime).collect(),
        Declared::Settings(settings) => settings
            .iter()
            .map(|setting| format!("{}: {:?} {} {}", setting.line, setting.kind, setting.subject, setting.value))
            .collect(),
        Declared::Owners(rules) => {
            rules.iter().map(|rule| format!("{}: {} owners {}", rule.line, rule.pattern, rule.owners)).collect()
        }
        Declared::Licence(family) => vec![format!("licence {family}")],
        Declared::Diagram(drawing) => show_drawing(drawing),
    }
}

fn show_drawing(drawing: &Drawing) -> Vec<String> {
    let mut lines = vec![drawing.kind.id().to_owned()];
    for page in &drawing.pages {
        lines.push(format!("{}: page {}", page.line, page.name));
        lines.extend(
            page.boxes
                .iter()
                .map(|one| format!("{}: {}{}", one.line, one.label, if one.outside { " (outside)" } else { "" })),
        );
        let label = |at: u32| &page.boxes[at as usize].label;
        lines.extend(page.arrows.iter().map(|arrow| format!("{} > {}", label(arrow.from), label(arrow.to))));
    }
    lines
}

fn show_manifest(manifest: &DeclaredManifest) -> Vec<String> {
    let mut first = format!("{} {}", manifest.ecosystem.id(), if manifest.lock { "lock" } else { "manifest" });
    for (flag, word) in [(manifest.library, "library"), (manifest.component, "component")] {
        if flag {
            first = format!("{first} {word}");
        }
    }
    let mut lines = vec![format!("{first} {:?}", manifest.name)];
    lines.extend(
        Some(&manifest.licence).filter(|licence| !licence.is_empty()).map(|licence| format!("under {licence}")),
    );
    lines.extend(manifest.roots.iter().map(|(prefix, folder)| format!("root {prefix:?} in {folder:?}")));
    for dependency in &manifest.dependencies {
        let scope = match dependency.scope {
            DependencyScope::Runtime => "run",
            DependencyScope::Development => "dev",
            DependencyScope::Unknown => "?",
        };
        let direct = match dependency.direct {
            Some(true) => "direct",
            Some(false) => "indirect",
            None => "?",
        };
        let (name, asked, version) = (&dependency.name, &dependency.requirement, &dependency.version);
        let licence = if dependency.licence.is_empty() { "" } else { " under " };
        let alias = if dependency.alias.is_empty() { String::new() } else { format!(" as {}", dependency.alias) };
        let needs = if dependency.needs.is_empty() { String::new() } else { format!(" needs {:?}", dependency.needs) };
        let (line, stated) = (dependency.line, &dependency.licence);
        lines.push(format!("{line}: {name} [{asked}] [{version}] {scope} {direct}{licence}{stated}{needs}{alias}"));
    }
    lines.extend(manifest.runtimes.iter().map(show_runtime));
    lines
}

fn show_runtime(runtime: &DeclaredRuntime) -> String {
    format!("{}: runs on {} {}", runtime.line, runtime.product, runtime.version)
}

fn show_pipeline(pipeline: &DeclaredPipeline) -> Vec<String> {
    let permissions = |permissions| match permissions {
        Permissions::Undeclared => "",
        Permissions::ReadOnly => " read",
        Permissions::SomeWrite => " write",
        Permissions::WriteAll => " write-all",
        Permissions::SignIn => " signs-in",
        Permissions::WriteAndSignIn => " write signs-in",
    };
    let work = [
        (pipeline.runs_tests, " tests"),
        (pipeline.builds, " builds"),
        (pipeline.deploys, " deploys"),
        (pipeline.analyses, " analyses"),
        (pipeline.lists_parts, " lists-parts"),
        (pipeline.may_test, " may-test"),
        (pipeline.elsewhere, " elsewhere"),
    ];
    let work: String = work.iter().filter(|(does, _)| *does).map(|(_, word)| *word).collect();
    let mut lines =
        vec![format!("{} {:?}{}{work}", pipeline.system.id(), pipeline.triggers, permissions(pipeline.permissions))];
    lines.extend(
        pipeline.jobs.iter().map(|job| format!("{}: job {}{}", job.line, job.id, permissions(job.permissions))),
    );
    for used in &pipeline.uses {
        let marks = [
            (used.pinned, " pinned"),
            (used.local, " local"),
            (used.gets_secret, " gets-secret"),
            (used.secret_in_job && !used.gets_secret, " beside-secret"),
        ];
        let marks: String = marks.iter().filter(|(holds, _)| *holds).map(|(_, word)| *word).collect();
        lines.push(format!("{}: uses {} @{}{marks}", used.line, used.name, used.reference));
    }
    if !pipeline.untrusted_checkout_lines.is_empty() {
        lines.push(format!("untrusted {:?}", pipeline.untrusted_checkout_lines));
    }
    lines
}
