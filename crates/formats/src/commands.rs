//! Which commands test and which build: the rules of `data/pipelines.toml`, applied to the text of a step.

use crate::DeclaredPipeline;
use quarterdeck_facts::ActionUse;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::LazyLock;

/// Most text of one file that is looked at, in bytes.
const SCRIPT_BYTES: usize = 128 * 1024;

/// Most words of one command that are looked at.
const COMMAND_WORDS: usize = 64;

/// The rules.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Rules {
    tests: Vec<String>,
    builds: Vec<String>,
    deploys: Vec<String>,
    analyses: Vec<String>,
    lists_parts: Vec<String>,
    not_run: BTreeSet<String>,
    actions: Actions,
    pub(crate) outside: Outside,
    #[serde(skip)]
    test_patterns: Patterns,
    #[serde(skip)]
    build_patterns: Patterns,
    #[serde(skip)]
    deploy_patterns: Patterns,
    #[serde(skip)]
    analysis_patterns: Patterns,
    #[serde(skip)]
    part_patterns: Patterns,
}

#[derive(Debug, Default, Deserialize)]
struct Actions {
    tests: Vec<String>,
    builds: Vec<String>,
    deploys: Vec<String>,
    analyses: Vec<String>,
    lists_parts: Vec<String>,
    commands: Vec<ActionCommand>,
}

/// An input of an action that is a command.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct ActionCommand {
    name: String,
    pub(crate) input: String,
    pub(crate) program: String,
}

/// What strangers can cause and choose.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Outside {
    pub(crate) events: Vec<String>,
    pub(crate) checkout_events: Vec<String>,
    pub(crate) values: Vec<String>,
    pub(crate) proposals: Vec<String>,
}

/// The rules of the product; a test makes sure that the file can be read.
pub(crate) static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let mut rules: Rules = toml::from_str(include_str!("../data/pipelines.toml")).unwrap_or_default();
    rules.test_patterns = Patterns::new(&rules.tests);
    rules.build_patterns = Patterns::new(&rules.builds);
    rules.deploy_patterns = Patterns::new(&rules.deploys);
    rules.analysis_patterns = Patterns::new(&rules.analyses);
    rules.part_patterns = Patterns::new(&rules.lists_parts);
    rules
});

/// Patterns by their program, so that a word meets only its own.
#[derive(Debug, Default)]
struct Patterns {
    exact: BTreeMap<String, Vec<Pattern>>,
    with_star: Vec<(String, Pattern)>,
}

/// The words of a pattern after its program.
type Pattern = Vec<String>;

impl Patterns {
    fn new(list: &[String]) -> Self {
        let mut patterns = Self::default();
        for mut words in list.iter().map(|one| one.split(' ').map(str::to_owned).collect::<VecDeque<_>>()) {
            let Some(program) = words.pop_front() else { continue };
            if program.contains('*') {
                patterns.with_star.push((program, words.into()));
            } else {
                patterns.exact.entry(program).or_default().push(words.into());
            }
        }
        patterns
    }

    fn fit(&self, program: &str, arguments: &[&str]) -> bool {
        let exact = self.exact.get(program);
        exact.is_some_and(|list| list.iter().any(|pattern| matches(pattern, arguments)))
            || self.with_star.iter().any(|(star, pattern)| fits(star, program) && matches(pattern, arguments))
    }
}

/// Adds up what the steps of one pipeline do.
#[derive(Debug, Default)]
pub(crate) struct Work {
    pub(crate) tests: bool,
    pub(crate) builds: bool,
    pub(crate) deploys: bool,
    pub(crate) analyses: bool,
    pub(crate) lists_parts: bool,
    seen_bytes: usize,
}

impl Work {
    /// Looks at the commands of a script.
    pub(crate) fn script(&mut self, text: &str) {
        if self.seen_bytes >= SCRIPT_BYTES {
            return;
        }
        let mut end = text.len().min(SCRIPT_BYTES - self.seen_bytes);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        self.seen_bytes += end.max(1);
        let joined = text[..end].replace("\\\r\n", " ").replace("\\\n", " ").replace("`\n", " ");
        for command in joined.split(['\n', ';', '|', '&', '(', ')', '{', '}']) {
            self.command(command);
        }
    }

    fn command(&mut self, command: &str) {
        let words: Vec<&str> = command
            .split_whitespace()
            .map(|word| word.trim_matches(['"', '\'', '`', ',', '[', ']']))
            .filter(|word| !word.is_empty())
            .take_while(|word| !word.starts_with('#'))
            .take(COMMAND_WORDS)
            .collect();
        self.words(&words);
    }

    fn words(&mut self, words: &[&str]) {
        for (start, word) in words.iter().enumerate() {
            let (program, arguments) = (program(word), &words[start + 1..]);
            self.tests |= RULES.test_patterns.fit(program, arguments);
            self.builds |= RULES.build_patterns.fit(program, arguments);
            self.deploys |= RULES.deploy_patterns.fit(program, arguments);
            self.analyses |= RULES.analysis_patterns.fit(program, arguments);
            self.lists_parts |= RULES.part_patterns.fit(program, arguments);
            // What follows such a word is its argument and is not run, but for what `find` is told to run.
            if RULES.not_run.contains(program) {
                let run = arguments.iter().position(|word| matches!(*word, "-exec" | "-execdir"));
                if let Some(at) = run.filter(|_| program == "find") {
                    self.words(&arguments[at + 1..]);
                }
                return;
            }
        }
    }

    /// Looks at an action by its name; answers its input that is a command, when it has one.
    pub(crate) fn action(&mut self, name: &str) -> Option<&'static ActionCommand> {
        let rules: &'static Rules = &RULES;
        let lower = name.to_ascii_lowercase();
        let same = |known: &String| fits(&known.to_ascii_lowercase(), &lower);
        self.tests |= rules.actions.tests.iter().any(same);
        self.builds |= rules.actions.builds.iter().any(same);
        self.deploys |= rules.actions.deploys.iter().any(same);
        self.analyses |= rules.actions.analyses.iter().any(same);
        self.lists_parts |= rules.actions.lists_parts.iter().any(same);
        rules.actions.commands.iter().find(|command| command.name.eq_ignore_ascii_case(name))
    }

    /// Says in a pipeline what its steps do.
    pub(crate) fn tell(&self, pipeline: &mut DeclaredPipeline) {
        // An image that analyses is as good as an action or a command.
        let analyses = |used: &ActionUse| RULES.actions.analyses.iter().any(|known| fits(known, &used.name));
        (pipeline.runs_tests, pipeline.builds) = (self.tests, self.builds);
        pipeline.deploys = self.deploys;
        pipeline.analyses = self.analyses || pipeline.uses.iter().any(analyses);
        pipeline.lists_parts = self.lists_parts;
    }
}

/// The program without folder and Windows endings.
fn program(word: &str) -> &str {
    let name = word.rsplit(['/', '\\']).next().unwrap_or(word);
    [".exe", ".cmd", ".bat"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

fn matches(mut pattern: &[String], mut words: &[&str]) -> bool {
    while let Some((wanted, rest)) = pattern.split_first() {
        if wanted == "$" {
            return words.iter().all(|word| word.starts_with('-') || word.contains('='));
        }
        if wanted == "..." {
            let Some(next) = rest.first() else { return true };
            let Some(at) = words.iter().position(|word| fits(next, word) || fits(next, task(word))) else {
                return false;
            };
            (pattern, words) = (&rest[1..], &words[at + 1..]);
            continue;
        }
        let skipped = words.iter().take_while(|word| word.starts_with('-') && !fits(wanted, word)).count();
        words = &words[skipped..];
        if !words.first().is_some_and(|word| fits(wanted, word)) {
            return false;
        }
        (pattern, words) = (rest, &words[1..]);
    }
    true
}

/// Gradle names the module in front of the task: `:core:test`, `core:test`.
fn task(word: &str) -> &str {
    word.rsplit(':').next().unwrap_or(word)
}

/// `*` stands for any letters, once.
fn fits(wanted: &str, word: &str) -> bool {
    match wanted.split_once('*') {
        None => wanted == word,
        Some((start, end)) => word.len() >= start.len() + end.len() && word.starts_with(start) && word.ends_with(end),
    }
}

#[cfg(test)]
mod tests {
    use super::{RULES, Work};

    #[test]
    fn the_rules_can_be_read() {
        assert!(RULES.test_patterns.exact.len() > 50 && RULES.build_patterns.exact.len() > 50);
        assert!(RULES.outside.values.len() > 20 && !RULES.outside.proposals.is_empty());
    }

    #[test]
    fn commands_that_test_and_build() {
        for (script, tests, builds) in [
            ("mvn -B -pl core verify", true, true),
            ("./mvnw -q compile", false, true),
            ("./gradlew :core:test --info", true, false),
            ("./gradlew assemble", false, true),
            ("./gradlew core-tests:test", true, false),
            ("./gradlew build -x lint", true, true),
            ("npm ci && npm test", true, false),
            ("npm run test:unit -- --ci", true, false),
            ("npm run lint", false, false),
            ("yarn --frozen-lockfile\nyarn test", true, false),
            ("pip install pytest tox", false, false),
            ("python -m pytest -x", true, false),
            ("poetry run pytest", true, false),
            ("uv run coverage run -m pytest", true, false),
            ("sudo apt-get install -y ctest", false, false),
            ("CGO_ENABLED=0 go test ./...", true, false),
            ("go build ./cmd/x", false, true),
            ("make", false, true),
            ("make -j4 test", true, false),
            ("make lint", false, false),
            ("make A=1 -j2", false, true),
            ("docker compose run --rm web ./manage.py test", true, false),
            ("bash -c \"cargo nextest run\"", true, false),
            ("echo run pytest later", false, false),
            ("# pytest", false, false),
            ("dotnet test \\\n  --no-build", true, false),
            ("test -f pytest", false, false),
            ("vendor/bin/phpunit --filter X", true, false),
            ("bundle exec rake spec", true, false),
            ("bench --site test run-parallel-tests --app hrms", true, false),
            ("if find upload -name '*.php' -exec php -l -n {} + | grep -q Errors; then", false, true),
            ("find src -name '*.php' -print0 | xargs -0 -n1 php -l", false, true),
            ("find . -name '*.sh' -exec chmod +x {} +; find . -exec rm php -l", false, false),
            ("composer install --no-progress", false, true),
            ("composer global require phpstan/phpstan", false, false),
            ("php tools/phpstan.phar analyze --no-progress", false, true),
            ("vendor/bin/psalm --no-cache", false, true),
            ("npx tsc --noEmit -p tsconfig.json", false, true),
            ("poetry run mypy shop", false, true),
            ("pip install mypy", false, false),
            ("npx eslint .", false, false),
        ] {
            let mut work = Work::default();
            work.script(script);
            assert_eq!((work.tests, work.builds), (tests, builds), "{script}");
        }
    }

    #[test]
    fn commands_that_deploy_analyse_and_list_parts() {
        for (script, deploys, analyses, lists_parts) in [
            ("kubectl apply -f k8s/", true, false, false),
            ("helm upgrade --install shop ./chart", true, false, false),
            ("docker push acme/shop:1", true, false, false),
            ("docker build -t acme/shop .", false, false, false),
            ("npm publish --access public", true, false, false),
            ("git push heroku main", true, false, false),
            ("aws s3 sync dist s3://shop", true, false, false),
            ("./deploy.sh production", true, false, false),
            ("echo kubectl apply", false, false, false),
            ("./build/push_output.sh", false, false, false),
            ("./ci/push-images.sh", true, false, false),
            ("mvn -B verify sonar:sonar", false, true, false),
            ("semgrep ci", false, true, false),
            ("cargo +nightly miri nextest run", false, true, false),
            ("valgrind --error-exitcode=1 ./run", false, true, false),
            ("pip install bandit", false, false, false),
            ("bandit -r shop", false, true, false),
            ("vendor/bin/psalm --taint-analysis", false, true, false),
            ("cargo miri nextest run --lib", false, true, false),
            ("valgrind ./test-mem", false, true, false),
            ("./push_output.sh", false, false, false),
            ("syft packages dir:.", false, false, true),
            ("npx @cyclonedx/cyclonedx-npm --output-file sbom.json", false, false, true),
        ] {
            let mut work = Work::default();
            work.script(script);
            assert_eq!((work.deploys, work.analyses, work.lists_parts), (deploys, analyses, lists_parts), "{script}");
        }
    }

    #[test]
    fn a_huge_line_is_cut() {
        let mut work = Work::default();
        work.script(&"mvn ".repeat(2_000_000));
        work.script("go test");
        assert!(!work.tests);
    }
}
