//! Prints, for every recognised file below the folders that are named, its format and how much it declares.

use quarterdeck_base::RepoPath;
use quarterdeck_formats::{Declared, format_of, read};
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let full = std::env::args().any(|argument| argument == "--full");
    for root in std::env::args().skip(1).filter(|argument| argument != "--full").map(PathBuf::from) {
        let mut files = Vec::new();
        collect(&root, &mut files)?;
        files.sort();
        for file in files {
            let relative = file.strip_prefix(&root).unwrap_or(&file);
            let Some(format) = format_of(&RepoPath::new(relative.as_os_str().as_bytes())) else { continue };
            let answer = read(format, &std::fs::read(&file)?);
            let summary = match &answer {
                Ok(declared) if full => format!("{declared:#?}"),
                Ok(declared) => summary(declared),
                Err(malformed) => format!("MALFORMED {}", malformed.reason),
            };
            writeln!(out, "{}\t{}\t{summary}", file.display(), format.id())?;
        }
    }
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() && entry.file_name() != ".git" {
            collect(&entry.path(), files)?;
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
    Ok(())
}

fn summary(declared: &Declared) -> String {
    match declared {
        Declared::Manifest(manifest) => {
            let all = &manifest.dependencies;
            let count = |direct: Option<bool>| all.iter().filter(|one| one.direct == direct).count();
            let versions = all.iter().filter(|one| !one.version.is_empty()).count();
            format!(
                "{:?} name={} lock={} library={} component={} roots={} dependencies={} direct={} indirect={} exact={versions}",
                manifest.ecosystem,
                manifest.name,
                manifest.lock,
                manifest.library,
                manifest.component,
                manifest.roots.len(),
                all.len(),
                count(Some(true)),
                count(Some(false)),
            )
        }
        Declared::Pipeline(pipeline) => format!(
            "triggers={:?} permissions={:?} jobs={} uses={} pinned={} tests={} builds={} untrusted={:?}",
            pipeline.triggers,
            pipeline.permissions,
            pipeline.jobs.len(),
            pipeline.uses.len(),
            pipeline.uses.iter().filter(|used| used.pinned).count(),
            pipeline.runs_tests,
            pipeline.builds,
            pipeline.untrusted_checkout_lines
        ),
        Declared::Runtimes(runtimes) => format!("{runtimes:?}"),
        Declared::Settings(settings) => format!("{settings:?}"),
        Declared::Owners(rules) => format!("{rules:?}"),
        Declared::Licence(family) => format!("licence {family}"),
        Declared::Diagram(drawing) => format!(
            "{} pages={} boxes={} arrows={}",
            drawing.kind.id(),
            drawing.pages.len(),
            drawing.pages.iter().map(|page| page.boxes.len()).sum::<usize>(),
            drawing.pages.iter().map(|page| page.arrows.len()).sum::<usize>(),
        ),
        Declared::Container(container) => {
            let bases: Vec<String> = container
                .bases
                .iter()
                .map(|base| {
                    format!("{}:{}@{}{}", base.name, base.tag, base.digest, if base.computed { "?" } else { "" })
                })
                .collect();
            format!(
                "bases={bases:?} user={:?} line={} from={}",
                container.user, container.user_line, container.last_stage_line
            )
        }
    }
}
