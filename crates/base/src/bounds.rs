//! Every bound of the product in one table, each with the sentence that is printed when it cuts.

/// One bound.
#[derive(Debug, Clone, Copy)]
pub struct Bound {
    /// Stable name, unit last.
    pub name: &'static str,
    /// Value in the unit that the name ends with.
    pub value: u64,
    /// What is printed when it cuts.
    pub sentence: &'static str,
}

macro_rules! bounds {
    ($($(#[$doc:meta])* $name:ident = $value:expr, $sentence:literal;)*) => {
        /// The bounds as constants.
        pub mod bound {
            $($(#[$doc])* pub const $name: u64 = $value;)*
        }
        /// All bounds, for the reference page.
        pub const BOUNDS: &[Bound] = &[$(Bound { name: stringify!($name), value: bound::$name, sentence: $sentence }),*];
    };
}

bounds! {
    /// Largest blob that is read, in bytes.
    BLOB_BYTES = 8 * 1024 * 1024, "Files above 8 MiB were not read.";
    /// Most bytes of delta bases that one thread holds while it reads the blobs of a history.
    DELTA_BYTES = 128 * 1024 * 1024, "Blobs behind 128 MiB of other versions were read one by one.";
    /// Most bytes of lines that wait to be compared, all threads together.
    WAITING_LINES_BYTES = 384 * 1024 * 1024, "Versions beyond 384 MiB of waiting lines were read once more.";
    /// Largest blob given to a parser, in bytes.
    PARSE_BYTES = 2 * 1024 * 1024, "Files above 2 MiB were counted and not parsed.";
    /// Deepest bracket nesting given to a parser.
    PARSE_NESTING = 400, "Files nested deeper than 400 brackets were counted and not parsed.";
    /// Longest line given to a parser, in bytes.
    PARSE_LINE_BYTES = 200_000, "Files with a line above 200,000 bytes were counted and not parsed.";
    /// Most tokens of one file that duplication looks at.
    FILE_TOKENS = 1_000_000, "Duplication was not looked for beyond one million tokens of a file.";
    /// Most functions kept of one file.
    FILE_FUNCTIONS = 20_000, "Only the first 20,000 functions of a file were kept.";
    /// Most imports kept of one file.
    FILE_IMPORTS = 10_000, "Only the first 10,000 imports of a file were kept.";
    /// Most dependencies kept of one manifest or lock file.
    FILE_DEPENDENCIES = 50_000, "Only the first 50,000 dependencies of a lock file were kept.";
    /// Most secrets kept of one file.
    FILE_SECRETS = 200, "Only the first 200 secrets of a file were kept.";
    /// Wall time after which the watchdog stops a parser, in milliseconds. The run is then marked degraded.
    PARSER_WATCHDOG_MS = 30_000, "A parser was stopped after 30 seconds on one file.";
    /// Address space of a parser process, in bytes.
    PARSER_MEMORY_BYTES = 4 * 1024 * 1024 * 1024, "A parser met its memory bound.";
    /// Most entries of one tree that are listed.
    SNAPSHOT_ENTRIES = 1_000_000, "Only the first million files of the snapshot were read.";
    /// Deepest folder that is listed.
    TREE_DEPTH = 128, "Folders nested deeper than 128 were not read.";
    /// Most commits of one repository that are walked.
    HISTORY_COMMITS = 5_000_000, "History was read to five million commits.";
    /// Most changed files of one commit that are kept.
    COMMIT_CHANGES = 100_000, "Only the first 100,000 changed files of a commit were kept.";
    /// Longest commit message kept, in bytes.
    MESSAGE_BYTES = 16 * 1024, "Commit messages were read to 16 KiB.";
    /// Most files of a commit that coupling looks at (code-maat's default).
    COUPLING_COMMIT_FILES = 30, "Commits with more than 30 files were left out of change coupling.";
    /// Most changed files of a commit that counts as authorship: more are an import, a move or a formatter.
    AUTHORSHIP_COMMIT_FILES = 500, "Commits with more than 500 changed files make nobody an author.";
    /// Most removed times added files of a commit that rename detection compares.
    RENAME_PAIRS = 20_000, "Renames were not looked for in commits with very many added and removed files.";
    /// Most pairs of coupled files that are kept.
    COUPLED_PAIRS = 10_000, "Only the 10,000 strongest coupled pairs were kept.";
    /// Most files whose functions are compared with what they were a year ago.
    YEAR_AGO_FILES = 2_000, "Only the 2,000 files with the hardest functions were compared with what they were 12 months ago.";
    /// Most changes of a file by a wide commit of the last year that are read before and after, over all files.
    YEAR_AGO_SWEEPS = 2_000, "Only 2,000 changes of files by wide commits were looked at for what they did to functions.";
    /// Most clone groups that are kept.
    CLONE_GROUPS = 20_000, "Only the 20,000 largest clone groups were kept.";
    /// Most places of one clone group that are kept.
    CLONE_PLACES = 200, "Only the first 200 places of a clone were kept.";
    /// Most boxes, and most arrows, kept of one page of a diagram.
    DIAGRAM_BOXES = 2_000, "Only the first 2,000 boxes and arrows of a diagram were kept.";
    /// Largest brief that is read, in bytes.
    BRIEF_BYTES = 1024 * 1024, "Briefs above 1 MiB were not read.";
    /// Most people of a brief.
    BRIEF_PEOPLE = 200, "Only the first 200 people of a brief were read.";
    /// Most goals of a brief.
    BRIEF_GOALS = 50, "Only the first 50 goals of a brief were read.";
    /// Most business features of a brief.
    BRIEF_FEATURES = 500, "Only the first 500 features of a brief were read.";
    /// Most entries of any other list of a brief: days, periods, paths, decisions, phases.
    BRIEF_ENTRIES = 1_000, "Only the first 1,000 entries of a list of a brief were read.";
    /// Longest text of a brief, in characters.
    BRIEF_TEXT_CHARS = 1_000, "A text of a brief may have 1,000 characters.";
    /// Highest amount of a brief, in whole units of its currency.
    BRIEF_AMOUNT = 1_000_000_000_000, "An amount of a brief may be 1,000,000,000,000 at most.";
    /// Most remarks on one brief.
    BRIEF_REMARKS = 1_000, "Only the first 1,000 remarks on a brief are listed; the others are counted.";
    /// Longest plan, in months.
    BRIEF_MONTHS = 60, "A plan covers 60 months at most.";
    /// Most source files over which propagation cost is computed.
    PROPAGATION_FILES = 200_000, "Propagation cost is not computed above 200,000 source files.";
    /// Most findings of one check that are listed.
    CHECK_FINDINGS = 200, "Only the 200 worst findings of a check are listed; all are counted.";
    /// Most results in `audit.sarif`: what a code-scanning upload accepts.
    SARIF_RESULTS = 25_000, "Only the 25,000 worst findings were written to audit.sarif.";
    /// Size of `audit.sarif` in bytes: what a code-scanning upload accepts compressed, kept uncompressed.
    SARIF_BYTES = 10_000_000, "Findings beyond 10,000,000 bytes were left out of audit.sarif.";
    /// Length of `summary.md` in characters: what a comment on a pull request holds.
    SUMMARY_CHARS = 65_000, "Findings beyond 65,000 characters were left out of summary.md.";
    /// Most moments of a trend.
    TREND_POINTS = 600, "A trend has at most 600 moments; the older ones were left out.";
    /// Most examples named of one gap.
    GAP_EXAMPLES = 5, "Five examples of each gap are named.";
    /// Largest size of a namespace of the cache folder, in bytes, unless the environment says another.
    CACHE_BYTES = 4 * 1024 * 1024 * 1024, "The oldest cached facts go when a namespace of the cache is larger than 4 GiB.";
    /// Most objects of a shared cache that are listed.
    SHARED_CACHE_LISTED = 100_000, "Only 100,000 objects of a shared cache are looked at.";
    /// Most objects of a shared cache that one audit fetches.
    SHARED_CACHE_OBJECTS = 2_000, "An audit fetches the newest 2,000 objects of a shared cache at most.";
    /// Most that one audit fetches from a shared cache, in bytes.
    SHARED_CACHE_BYTES = 2 * 1024 * 1024 * 1024, "An audit fetches 2 GiB of a shared cache at most.";
    /// Largest object of a shared cache, in bytes.
    SHARED_CACHE_OBJECT_BYTES = 256 * 1024 * 1024, "Objects of a shared cache above 256 MiB are neither fetched nor put.";
    /// Time after which no other object of a shared cache is begun, in milliseconds.
    SHARED_CACHE_MS = 120_000, "After two minutes no other object of a shared cache is fetched, or put.";
    /// Most repositories in one audit.
    REPOSITORIES = 1_000, "One audit takes at most 1,000 repositories.";
    /// Most tasks of one plan.
    PLAN_TASKS = 5_000, "One plan takes at most 5,000 tasks.";
    /// Most people of one plan.
    PLAN_PEOPLE = 1_000, "One plan takes at most 1,000 people.";
    /// Most faults of a plan's problem that are listed.
    PLAN_FAULTS = 50, "Only the first 50 faults of a problem are listed; the others are counted.";
    /// Most slots of time that a plan spans.
    PLAN_SLOTS = 1_000_000, "A plan spans at most 1,000,000 slots.";
    /// Largest file that holds a plan's problem, in bytes.
    PLAN_BYTES = 16 * 1024 * 1024, "A problem above 16 MiB is not read.";
    /// Largest saved roadmap that is read, in bytes.
    ROADMAP_BYTES = 64 * 1024 * 1024, "A saved roadmap above 64 MiB is not read.";
    /// Largest table of what happened to a roadmap's work that is read, in bytes.
    ACTUALS_BYTES = 1024 * 1024, "A table of what happened above 1 MiB is not read.";
    /// Most indicators of a saved roadmap.
    ROADMAP_INDICATORS = 5_000, "A saved roadmap with more than 5,000 indicators is not read.";
}

#[cfg(test)]
mod tests {
    use super::BOUNDS;

    #[test]
    fn each_bound_has_a_value_and_a_sentence() {
        for bound in BOUNDS {
            assert!(bound.value > 0 && bound.sentence.ends_with('.'), "{}", bound.name);
        }
    }
}
