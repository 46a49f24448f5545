//! Code at rest: work on it costs nothing today.

use quarterdeck_base::RepoPath;
use quarterdeck_facts::{ComponentReason, Facts, FileFacts};

/// Folder names of code that runs once: changes of a database, the data that it starts with.
#[rustfmt::skip]
const RUN_ONCE_FOLDERS: &[&str] = &[
    "changelog", "changelogs", "databasechange", "databasechanges", "migrate", "migration", "migrations", "seed",
    "seeder", "seeders", "seeds",
];

/// Folder names of the data that a system starts with.
const FIRST_DATA_FOLDERS: &[&str] = &["seed", "seeder", "seeders", "seeds"];

/// First words of the names of files that fill a database by hand.
const RUN_ONCE_STARTS: &[&str] = &["populate", "populatedb", "seed", "seeder", "seeds"];

/// File names, letters alone, of code that makes up data.
const MADE_UP: &[&str] = &["demodata", "dummydata", "fakedata", "randomdata", "sampledata", "seeddata"];

/// Folders of programs that make up rows of a database, beside its migrations.
const FACTORY_FOLDERS: &[&str] = &["/database/factories/", "/db/factories/"];

/// Folders at the top, or at the top of a part with a manifest, of programs that developers start by hand.
const TOOL_FOLDERS: &[&str] = &["bench", "benches", "benchmark", "benchmarks", "script", "scripts", "tool", "tools"];

/// True when the file stands where programs stand that developers start by hand.
pub(crate) fn is_tool(facts: &Facts, file: &FileFacts) -> bool {
    let part = facts.components.get(file.component.at()).filter(|part| part.reason == ComponentReason::Manifest);
    let path = file.path.as_bytes();
    let below = part.and_then(|part| path.strip_prefix(part.path.as_bytes())?.strip_prefix(b"/"));
    [Some(path), below].into_iter().flatten().any(|path| {
        let (folder, is_in_one) =
            path.iter().position(|byte| *byte == b'/').map_or((path, false), |at| (&path[..at], true));
        is_in_one && TOOL_FOLDERS.iter().any(|tool| folder.eq_ignore_ascii_case(tool.as_bytes()))
    })
}

/// True when the name says that the file holds made-up data, or the data that a system starts with.
pub(crate) fn holds_first_data(path: &RepoPath) -> bool {
    let text = path.as_bstr().to_string().to_ascii_lowercase();
    let (folders, name) = text.rsplit_once('/').unwrap_or(("", &text));
    let stem = name.split('.').next().unwrap_or_default();
    let letters: String = stem.chars().filter(char::is_ascii_alphabetic).collect();
    folders.split('/').any(|folder| FIRST_DATA_FOLDERS.contains(&folder))
        || stem.ends_with("seeder")
        || letters.starts_with("installdata")
        || MADE_UP.iter().any(|start| letters.starts_with(start))
}

/// True when work on it costs nothing today: at most one change in the last 12 months (often a formatter's), or code
/// that runs once. What has no history is not called quiet.
pub(crate) fn is_at_rest(file: &FileFacts) -> bool {
    file.history.as_ref().is_some_and(|history| history.changes_12m() <= 1) || runs_once(file)
}

/// True when the code or its path says that it runs once, or by hand.
pub(crate) fn runs_once(file: &FileFacts) -> bool {
    file.by_hand || path_runs_once(&file.path)
}

/// True when the code runs once, or makes up the rows of a database: `database/factories/OrderFactory.php`.
pub(crate) fn is_once_or_made_up(file: &FileFacts) -> bool {
    let path = format!("/{}", file.path.as_bstr().to_string().to_ascii_lowercase());
    runs_once(file) || FACTORY_FOLDERS.iter().any(|folder| path.contains(folder))
}

/// True when the path says that the code runs once, or by hand: migrations of data, seeds, commands of administration.
/// A folder of patches counts below a name only (`hrms/patches/…`): the programs of a patch tool stand at the top.
fn path_runs_once(path: &RepoPath) -> bool {
    let text = path.as_bstr().to_string().to_ascii_lowercase();
    let (folders, name) = text.rsplit_once('/').unwrap_or(("", &text));
    let in_folder = folders.split('/').any(|folder| RUN_ONCE_FOLDERS.contains(&folder));
    let below = format!("/{folders}/");
    let stem = name.split('.').next().unwrap_or_default();
    let words: Vec<&str> = stem.split(['_', '-']).collect();
    in_folder
        || below.contains("/management/commands/")
        || below.contains("/patches/") && !below.starts_with("/patches/")
        || RUN_ONCE_STARTS.contains(&words[0])
        || stem.ends_with("seeder")
        || MADE_UP.contains(&words.concat().as_str())
}

#[cfg(test)]
mod tests {
    use super::{holds_first_data, is_tool, path_runs_once};
    use crate::testing::{add_file, empty_facts};
    use quarterdeck_base::RepoPath;
    use quarterdeck_facts::ComponentReason;

    #[test]
    fn paths_say_what_runs_once() {
        for (path, once) in [
            ("hrms/patches/v15_0/move_tax_slabs.py", true),
            ("patches/react.js", false),
            ("shop/account/management/commands/createsuperuser.py", true),
            ("shop/management/order.py", false),
            ("api/util/databasechange/ConceptChangeSet.java", true),
            ("db/migrate/2019_orders.rb", true),
            ("database/seeds/Orders.php", true),
            ("shop/core/utils/random_data.py", true),
            ("shop/populate_demo.py", true),
            ("app/Install/OrderSeeder.php", true),
            ("src/Install/SampleData.cs", true),
            ("shop/seedling.py", false),
            ("shop/data.py", false),
            ("shop/order.py", false),
        ] {
            assert_eq!(path_runs_once(&RepoPath::from(path)), once, "{path}");
        }
    }

    #[test]
    fn tools_stand_at_the_top_of_something() {
        for (path, manifest, expected) in [
            ("scripts/release.py", "", true),
            ("Tools/release.py", "", true),
            ("bench/truth/grades.py", "", true),
            ("packages/cart/scripts/client.ts", "packages/cart", true),
            ("packages/cart/scripts/client.ts", "", false),
            ("shop/static/scripts/order.js", "", false),
            ("shop/tools/order.py", "", false),
            ("tools.py", "", false),
        ] {
            let mut facts = empty_facts();
            if !manifest.is_empty() {
                (facts.components[0].path, facts.components[0].reason) =
                    (RepoPath::from(manifest), ComponentReason::Manifest);
            }
            add_file(&mut facts, path, |_| {});
            assert_eq!(is_tool(&facts, &facts.files[0]), expected, "{path} {manifest}");
        }
    }

    #[test]
    fn names_say_what_holds_the_first_data() {
        for (path, expected) in [
            ("src/Installer/Services/InstallDataProducts.cs", true),
            ("src/Install/SampleData.cs", true),
            ("shop/sample_data_orders.py", true),
            ("database/seeds/Orders.php", true),
            ("database/migrations/Orders.php", false),
            ("src/Installer/Services/Installer.cs", false),
            ("shop/downsample_data.py", false),
        ] {
            assert_eq!(holds_first_data(&RepoPath::from(path)), expected, "{path}");
        }
    }
}
