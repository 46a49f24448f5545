//! Code at rest: work on it costs nothing today.

use quarterdeck_base::RepoPath;
use quarterdeck_facts::FileFacts;

/// Folder names of code that runs once: changes of a database, the data that it starts with.
#[rustfmt::skip]
const RUN_ONCE_FOLDERS: &[&str] = &[
    "changelog", "changelogs", "databasechange", "databasechanges", "migrate", "migration", "migrations", "seed",
    "seeder", "seeders", "seeds",
];

/// First words of the names of files that fill a database by hand.
const RUN_ONCE_STARTS: &[&str] = &["populate", "populatedb", "seed", "seeder", "seeds"];

/// File names, letters alone, of code that makes up data.
const MADE_UP: &[&str] = &["demodata", "dummydata", "fakedata", "randomdata", "sampledata", "seeddata"];

/// True when work on it costs nothing today: at most one change in the last 12 months (often a formatter's), or code
/// that runs once. What has no history is not called quiet.
pub(crate) fn is_at_rest(file: &FileFacts) -> bool {
    file.history.as_ref().is_some_and(|history| history.revisions_12m <= 1) || runs_once(file)
}

/// True when the code or its path says that it runs once, or by hand.
pub(crate) fn runs_once(file: &FileFacts) -> bool {
    file.by_hand || path_runs_once(&file.path)
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
    use super::path_runs_once;
    use quarterdeck_base::RepoPath;

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
}
