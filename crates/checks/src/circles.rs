//! What a circle of modules weighs and costs to open (ARC-01), apart from finding it.

use crate::support::{days, files_of, is_parsed, is_source_code, manifests_of, recent_revisions, share};
use quarterdeck_base::{EffortDays, RepoPath};
use quarterdeck_facts::{Cycle, CycleStep, Facts, FileFacts, ImportShare, ModuleUnit};
use quarterdeck_findings::Severity;

/// Below this share of the source files a circle is a corner of the system.
const SMALL_SHARE: f64 = 0.05;
/// Below this share, or with fewer files than that, a circle within one project is a matter of that project.
const PROJECT_SHARE: f64 = 0.03;
const PROJECT_FILES: u32 = 50;
/// Fewer than one in so many files changed in a year: the circle costs little today.
const CHANGED_ONE_IN: usize = 10;
/// From this share of files without a branch on a circle is one of types.
const DATA_SHARE: f64 = 0.8;
/// Most days that opening a circle is said to cost.
const MOST_DAYS: f64 = 40.0;
/// With fewer of the uses resolved, the number of steps says nothing.
const KNOWN_SHARE: f64 = 0.9;

/// How much of what opens a circle is known, by the share of its language's uses that are resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Steps {
    /// Every use is resolved: these steps open it.
    All,
    /// Nine in ten or more: at least these.
    Least,
    /// Fewer: a first one.
    First,
}

impl Steps {
    pub(crate) fn of(facts: &Facts, cycle: &Cycle) -> Self {
        let shares = || facts.imports.shares.iter().filter(|share| share.language == cycle.language);
        let (known, all) = (shares().map(ImportShare::known).sum(), shares().map(ImportShare::all).sum());
        match share(known, all) {
            _ if known == all => Self::All,
            known if known >= KNOWN_SHARE => Self::Least,
            _ => Self::First,
        }
    }

    /// The name in the texts.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Least => "least",
            Self::First => "first",
        }
    }
}

/// A folder and one that lies in it: the one is the outside of the other.
pub(crate) fn is_folder_with_its_own(cycle: &Cycle) -> bool {
    let [outer, inner] = cycle.modules.as_slice() else { return false };
    let rest = inner.as_bytes().strip_prefix(outer.as_bytes());
    cycle.unit == ModuleUnit::Folder && rest.is_some_and(|rest| outer.as_bytes().is_empty() || rest.starts_with(b"/"))
}

/// True where nobody loses anything by the circle: two folders at rest, a small part of the source files; folders below one of them that are one module or build the system; or folders
/// of one project, a small part of the source files, that one pair of files opens.
pub(crate) fn is_of_no_weight(facts: &Facts, cycle: &Cycle, files: u64) -> bool {
    if cycle.unit != ModuleUnit::Folder {
        return false;
    }
    let is_corner = cycle.modules.len() == 2 && share(u64::from(cycle.files), files) < SMALL_SHARE;
    if is_corner && is_quiet(facts, cycle) {
        return true;
    }
    let is_below = is_below_one_of_its_own(cycle);
    (is_below && (cycle.modules.iter().all(builds) || is_one_module(facts, cycle, files)))
        || opens_by_one_pair(facts, cycle, files)
}

/// True for a folder and its own, below the root, that are few files: whoever changes them reads them together.
fn is_one_module(facts: &Facts, cycle: &Cycle, files: u64) -> bool {
    let is_root = cycle.modules.first().is_none_or(|outer| outer.as_bytes().is_empty());
    !is_root && cycle.files < PROJECT_FILES && severity(facts, cycle, files) == Severity::Low
}

/// True for two folders of one project, or any number beside each other in it, of which one file uses one other file: that
/// opens the circle.
fn opens_by_one_pair(facts: &Facts, cycle: &Cycle, files: u64) -> bool {
    let beside = cycle.modules.iter().all(|module| module.parent() == cycle.modules[0].parent());
    let most = match cycle.modules.len() {
        2 => SMALL_SHARE,
        _ if beside => PROJECT_SHARE,
        _ => return false,
    };
    cycle.cut.iter().map(|step| step.imports).sum::<u32>() == 1
        && share(u64::from(cycle.files), files) < most
        && project_of(facts, cycle).is_some()
}

fn is_below_one_of_its_own(cycle: &Cycle) -> bool {
    // Sorted: a folder stands before what lies in it.
    let Some((outer, others)) = cycle.modules.split_first() else { return false };
    others.iter().all(|inner| inner.is_in(outer.as_bytes()))
}

/// True for two files that need each other only when their functions run: while they load, one of them at most needs the
/// other.
pub(crate) fn is_of_calls(facts: &Facts, cycle: &Cycle) -> bool {
    cycle.unit == ModuleUnit::File
        && cycle.modules.len() == 2
        && cycle.example.iter().chain(&cycle.cut).any(|step| is_called(facts, step))
}

/// True when every step that opens the circle is needed only when functions run: none is left while the files load.
fn opens_at_load(facts: &Facts, cycle: &Cycle) -> bool {
    cycle.unit == ModuleUnit::File && !cycle.cut.is_empty() && cycle.cut.iter().all(|step| is_called(facts, step))
}

fn is_called(facts: &Facts, step: &CycleStep) -> bool {
    facts.imports.called.binary_search(&(step.example.from, step.example.to)).is_ok()
}

/// Folders that use each other are looser than files that do. A small part of the system is never high; what nobody
/// changes costs nothing today, and what builds the system is not the system.
pub(crate) fn severity(facts: &Facts, cycle: &Cycle, files: u64) -> Severity {
    let (medium, high) = match cycle.unit {
        ModuleUnit::File => (3, 10),
        ModuleUnit::Folder => (4, 20),
    };
    let small = share(u64::from(cycle.files), files) < SMALL_SHARE;
    let modules = match cycle.modules.len() {
        many if !opens_at_load(facts, cycle) => many,
        many if many >= high => medium,
        _ => 0,
    };
    match modules {
        _ if is_quiet(facts, cycle) || cycle.modules.iter().all(builds) || is_of_data(facts, cycle) => Severity::Low,
        _ if is_within_a_project(facts, cycle, files) => Severity::Low,
        modules if modules >= high && !small => Severity::High,
        modules if modules >= medium => Severity::Medium,
        _ => Severity::Low,
    }
}

/// The share of the source files in these circles as it enters the score: what is of low severity counts half, so that score
/// and severity say the same.
pub(crate) fn weighed_share(facts: &Facts, cycles: &[&Cycle], files: u64) -> f64 {
    let halves = |cycle: &&Cycle| match severity(facts, cycle, files) {
        Severity::Low => u64::from(cycle.files),
        _ => 2 * u64::from(cycle.files),
    };
    share(cycles.iter().map(halves).sum(), 2 * files).min(1.0)
}

/// True when four in five of its files, or more, hold no branch: types that name each other.
fn is_of_data(facts: &Facts, cycle: &Cycle) -> bool {
    let files: Vec<&FileFacts> = files_in(facts, cycle).filter(|file| is_parsed(file)).collect();
    let plain = files.iter().filter(|file| file.cognitive_sum == 0).count();
    !files.is_empty() && share(plain as u64, files.len() as u64) >= DATA_SHARE
}

/// True when history is known and fewer than one in ten of its files changed in the last 12 months.
fn is_quiet(facts: &Facts, cycle: &Cycle) -> bool {
    let files: Vec<&FileFacts> = files_in(facts, cycle).collect();
    let changed = files.iter().filter(|file| recent_revisions(file) > 0).count();
    !files.is_empty() && files.iter().all(|file| file.history.is_some()) && changed * CHANGED_ONE_IN < files.len()
}

/// True when the path says that the module builds the system and does not ship with it.
fn builds(module: &RepoPath) -> bool {
    let text = module.as_bstr().to_string().to_ascii_lowercase();
    let mut folders = text.split('/');
    let first = folders.clone().next().unwrap_or_default();
    matches!(first, "build" | "gradle" | "scripts" | "tools")
        || folders.any(|folder| matches!(folder, "buildsrc" | "build-logic" | "build-tools"))
}

/// Source files of a circle.
fn files_in<'a>(facts: &'a Facts, cycle: &'a Cycle) -> impl Iterator<Item = &'a FileFacts> {
    let is_in = |path: &RepoPath| match cycle.unit {
        ModuleUnit::File => cycle.modules.binary_search(path).is_ok(),
        ModuleUnit::Folder => {
            cycle.modules.binary_search_by(|module| module.as_bytes().cmp(path.parent().as_ref())).is_ok()
        }
    };
    files_of(facts, cycle.repository.at()).iter().filter(move |file| is_source_code(file) && is_in(&file.path))
}

/// True when all modules belong to one project of several, by the nearest manifest, and are few; or are very few of the
/// whole.
fn is_within_a_project(facts: &Facts, cycle: &Cycle, files: u64) -> bool {
    let Some(project) = project_of(facts, cycle) else { return false };
    let few = cycle.files < PROJECT_FILES && project.is_some_and(|depth| depth > 0);
    few || share(u64::from(cycle.files), files) < PROJECT_SHARE
}

/// The depth of the project that holds all modules, by the nearest manifest, or of none where no manifest stands above
/// them; `None` when they belong to several.
fn project_of(facts: &Facts, cycle: &Cycle) -> Option<Option<usize>> {
    let folders: Vec<&[u8]> = manifests_of(facts, cycle.repository.at())
        .iter()
        .filter(|manifest| !manifest.lock)
        .map(|manifest| &**facts.file(manifest.file).path.parent())
        .collect();
    let project = |module: &RepoPath| {
        let module = module.as_bytes();
        let holds = |folder: &&&[u8]| {
            let rest = module.strip_prefix(**folder);
            rest.is_some_and(|rest| folder.is_empty() || rest.is_empty() || rest.starts_with(b"/"))
        };
        folders.iter().filter(holds).map(|folder| folder.len()).max()
    };
    let first = cycle.modules.first().and_then(project);
    cycle.modules.iter().all(|module| project(module) == first).then_some(first)
}

/// The days to cut the steps; up to what opening every file would cost where not enough of them are known.
pub(crate) fn effort(cycle: &Cycle, known: Steps) -> EffortDays {
    let steps = cycle.cut.len().max(1) as f64;
    let imports: u32 = cycle.cut.iter().map(|step| step.imports).sum();
    let counted = steps + 0.25 * f64::from(imports);
    let most = if known == Steps::First { counted.max(0.5 * f64::from(cycle.files)) } else { counted };
    days(0.5 * steps, most, MOST_DAYS)
}

#[cfg(test)]
mod tests {
    use super::{Steps, effort, is_folder_with_its_own, is_of_calls, is_of_no_weight, severity};
    use crate::testing::{add_file, add_manifest, empty_facts, history};
    use quarterdeck_base::RepoPath;
    use quarterdeck_facts::{
        Cycle, CycleStep, Ecosystem, Facts, FileIx, ImportEdge, ImportShare, ModuleUnit, RepositoryIx,
    };
    use quarterdeck_findings::Severity;

    /// A circle of folders with so many files each, all changed this year.
    fn circle(folders: &[&str], files: u32) -> (Facts, Cycle) {
        let mut facts = empty_facts();
        for folder in folders {
            for at in 0..files {
                let path = format!("{folder}/f{at:02}.py");
                add_file(&mut facts, &path, |file| (file.history, file.cognitive_sum) = (Some(history(3)), 5));
            }
        }
        let modules: Vec<RepoPath> = folders.iter().map(|folder| RepoPath::from(*folder)).collect();
        let step = CycleStep {
            from: modules[0].clone(),
            to: modules[1].clone(),
            imports: 4,
            example: ImportEdge {
                from: FileIx::new(0),
                to: FileIx::new(1),
                line: 3,
                type_only: false,
                deferred: false,
            },
        };
        let cycle = Cycle {
            unit: ModuleUnit::Folder,
            repository: RepositoryIx::new(0),
            language: "Python",
            modules,
            files: files * folders.len() as u32,
            example: vec![step.clone()],
            cut: vec![step],
        };
        (facts, cycle)
    }

    #[test]
    fn a_circle_within_one_project_is_a_matter_of_that_project() {
        let five = ["lib/a", "lib/b", "lib/c", "lib/d", "lib/e"];
        for (manifests, per_folder, all, expected) in [
            (&["lib/package.json"][..], 9, 450, Severity::Low),
            (&["lib/package.json"], 10, 500, Severity::Medium),
            (&["package.json"], 9, 450, Severity::Medium),
            (&["lib/package.json", "lib/a/package.json"], 9, 450, Severity::Medium),
            // 45 files: just under and just over 3 %.
            (&["package.json"], 9, 1501, Severity::Low),
            (&["package.json"], 9, 1500, Severity::Medium),
            (&["lib/package.json", "lib/a/package.json"], 9, 1501, Severity::Medium),
        ] {
            let (mut facts, cycle) = circle(&five, per_folder);
            for path in manifests {
                add_manifest(&mut facts, path, Ecosystem::Npm, &[]);
            }
            assert_eq!(severity(&facts, &cycle, all), expected, "{manifests:?} {per_folder} {all}");
        }
    }

    #[test]
    fn what_hardly_changes_costs_little_today() {
        for (changed, expected) in [(1, Severity::Low), (2, Severity::Medium)] {
            let (mut facts, cycle) = circle(&["a", "b", "c", "d"], 5);
            for file in &mut facts.files[changed..] {
                file.history = Some(history(0));
            }
            facts.files[0].history = Some(history(1));
            assert_eq!(severity(&facts, &cycle, 40), expected, "{changed} of 20");
        }
    }

    #[test]
    fn a_folder_and_its_own_subfolder_are_one() {
        for (modules, expected) in [
            (&["src/Model", "src/Model/Statistic"][..], true),
            (&["src/Model", "src/Model/Statistic/Deep"], true),
            (&["", "src"], true),
            (&["src/Model", "src/Models"], false),
            (&["src/Model", "src/Form"], false),
            (&["src/Model", "src/Model/A", "src/Model/B"], false),
        ] {
            let (_, cycle) = circle(modules, 1);
            assert_eq!(is_folder_with_its_own(&cycle), expected, "{modules:?}");
        }
    }

    #[test]
    fn some_circles_cost_nobody_anything() {
        let one_project: &[&str] = &["web/App.csproj"];
        for (modules, imports, manifests, all, expected) in [
            // Two view models of one assembly; two assemblies; more pairs; more folders.
            (&["web/Models/Catalog", "web/Models/Common"][..], 1, one_project, 100, true),
            (&["web/Models/Catalog", "web/Models/Common"], 1, &[], 100, true),
            (&["web/Models/Catalog", "web/Models/Common"], 2, one_project, 100, false),
            (&["web/Models", "core/Models"], 1, &["web/App.csproj", "core/Core.csproj"], 100, false),
            // Any number beside each other: six files, just under and just at 3 %; two pairs; not beside each other.
            (&["web/A", "web/B", "web/C"], 1, one_project, 201, true),
            (&["web/A", "web/B", "web/C"], 1, one_project, 200, false),
            (&["web/A", "web/B", "web/C"], 2, one_project, 201, false),
            (&["web/A", "web/B", "core/C"], 1, one_project, 1000, false),
            // Four files: just under and just at 5 %.
            (&["web/Models/Catalog", "web/Models/Common"], 1, one_project, 81, true),
            (&["web/Models/Catalog", "web/Models/Common"], 1, one_project, 80, false),
            // What builds the system.
            (&["buildSrc/src/build", "buildSrc/src/build/bom", "buildSrc/src/build/bom/bomr"], 4, &[], 100, true),
            (&["buildSrc/src/build", "buildSrc/src/other", "buildSrc/src/third"], 4, &[], 100, false),
            // One module and its own parts; the root is none, nor are parts without it.
            (&["src/shop", "src/shop/cart", "src/shop/cart/rows"], 4, &[], 100, true),
            (&["", "shop", "shop/cart"], 4, &[], 100, false),
            (&["src/shop/cart", "src/shop/order", "src/shop/total"], 4, &[], 100, false),
        ] {
            let (mut facts, mut cycle) = circle(modules, 2);
            cycle.cut[0].imports = imports;
            for path in manifests {
                add_manifest(&mut facts, path, Ecosystem::NuGet, &[]);
            }
            assert_eq!(is_of_no_weight(&facts, &cycle, all), expected, "{modules:?} {imports} {all}");
        }
    }

    #[test]
    fn two_folders_at_rest_in_a_corner_cost_nobody_anything() {
        // Ten files each; of so many source files; so many of them changed.
        for (folders, all, changed, expected) in [
            (&["core/event", "core/service"][..], 401, 1, true),
            (&["core/event", "core/service"], 401, 2, false),
            (&["core/event", "core/service"], 400, 1, false),
            (&["core/event", "core/service", "core/order"], 4000, 1, false),
        ] {
            let (mut facts, cycle) = circle(folders, 10);
            facts.files[changed..].iter_mut().for_each(|file| file.history = Some(history(0)));
            assert_eq!(is_of_no_weight(&facts, &cycle, all), expected, "{folders:?} {all} {changed}");
        }
    }

    #[test]
    fn a_module_of_many_files_or_of_weight_is_told() {
        let parts = ["src/shop", "src/shop/cart", "src/shop/order", "src/shop/total"];
        for (folders, per_folder, all, expected) in [
            (&parts[..3], 16, 100, true),
            (&parts[..3], 17, 100, false),
            // Four folders are of medium severity where they are no small part.
            (&parts, 5, 1000, true),
            (&parts, 5, 100, false),
        ] {
            let (mut facts, cycle) = circle(folders, per_folder);
            add_manifest(&mut facts, "composer.json", Ecosystem::Packagist, &[]);
            assert_eq!(
                is_of_no_weight(&facts, &cycle, all),
                expected,
                "{per_folder} files of {} folders",
                folders.len()
            );
        }
    }

    #[test]
    fn what_is_needed_when_functions_run_only_weighs_less() {
        for (unit, modules, called, between_calls, expected) in [
            (ModuleUnit::File, 2, true, true, Severity::Low),
            (ModuleUnit::File, 2, false, false, Severity::Low),
            (ModuleUnit::File, 3, true, false, Severity::Low),
            (ModuleUnit::File, 3, false, false, Severity::Medium),
            (ModuleUnit::File, 10, true, false, Severity::Medium),
            (ModuleUnit::File, 10, false, false, Severity::High),
            (ModuleUnit::Folder, 2, true, false, Severity::Low),
            (ModuleUnit::Folder, 4, true, false, Severity::Medium),
        ] {
            let paths: Vec<String> = (0..modules).map(|at| format!("shop/f{at}.js")).collect();
            let (mut facts, mut cycle) = circle(&paths.iter().map(String::as_str).collect::<Vec<_>>(), 1);
            cycle.unit = unit;
            if called {
                facts.imports.called = vec![(FileIx::new(0), FileIx::new(1))];
            }
            let answer = (is_of_calls(&facts, &cycle), severity(&facts, &cycle, 40));
            assert_eq!(answer, (between_calls, expected), "{unit:?} {modules} {called}");
        }
    }

    #[test]
    fn the_number_of_steps_is_as_good_as_the_uses_are_known() {
        for (files, unresolved, steps, days) in [
            (12, 0, Steps::All, (0.5, 2.0)),
            (12, 10, Steps::Least, (0.5, 2.0)),
            (1, 11, Steps::First, (0.5, 2.0)),
            (12, 11, Steps::First, (0.5, 12.0)),
            (90, 11, Steps::First, (0.5, 40.0)),
        ] {
            let (mut facts, cycle) = circle(&["a", "b"], files);
            let unit = Some(ModuleUnit::Folder);
            let internal = 100 - unresolved;
            facts.imports.shares = vec![ImportShare { language: "Python", unit, internal, external: 0, unresolved }];
            let known = Steps::of(&facts, &cycle);
            let effort = effort(&cycle, known);
            assert_eq!((known, (effort.low, effort.high)), (steps, days), "{unresolved} unresolved of {files}");
        }
    }
}
