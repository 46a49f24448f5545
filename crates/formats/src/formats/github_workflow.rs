//! Workflows of GitHub Actions.

use crate::commands::Work;
use crate::declare::{Answer, action_use, image_use, pipeline};
use crate::guards;
use crate::node::{Node, Value};
use crate::registry::Spec;
use crate::{Declared, DeclaredPipeline, yaml};
use quarterdeck_facts::{Permissions, PipelineJob, PipelineSystem};

pub(crate) const SPEC: Spec = Spec {
    id: "github-workflow",
    file_names: ".github/workflows/*.yml, .github/workflows/*.yaml",
    reads: "Triggers, permissions, jobs, actions and images used, whether steps test or build, steps that run what a \
            stranger proposed.",
    // The host reads this folder at the root only: a deeper one came along with copied code and never runs.
    answers_to: |place| place.folder == ".github/workflows" && place.is_yaml(),
    lossy: false,
    read,
};

fn read(text: &str) -> Answer {
    let tree = yaml::parse(text)?;
    let Some(jobs) = tree.get("jobs").filter(|jobs| jobs.is_map()) else { return Err("no `jobs`".to_owned()) };
    let mut reader = Reader {
        pipeline: pipeline(PipelineSystem::GitHubActions),
        work: Work::default(),
        lines: text.lines().collect(),
        searchable_bytes: 4 * text.len() + 1_000_000,
        env_holds_secret: gets_secret(tree.get("env")),
    };
    reader.pipeline.triggers = triggers(&tree);
    reader.pipeline.permissions = permissions(tree.get("permissions"));
    for (id, job) in jobs.entries() {
        reader.job(id, job);
    }
    let Reader { mut pipeline, work, .. } = reader;
    work.tell(&mut pipeline);
    pipeline.untrusted_checkout_lines.sort_unstable();
    pipeline.untrusted_checkout_lines.dedup();
    Ok(Declared::Pipeline(pipeline))
}

/// Events; a reader of YAML 1.1 would take the bare key `on` for `true`, and some tools write it so.
fn triggers(tree: &Node) -> Vec<String> {
    let Some(on) = tree.get("on").or_else(|| tree.get("true")) else { return Vec::new() };
    let mut names: Vec<String> = match &on.value {
        Value::Map(entries) => entries.iter().map(|(name, _)| name.clone()).collect(),
        _ => on.items().iter().map(|item| item.text().to_owned()).filter(|name| !name.is_empty()).collect(),
    };
    names.sort();
    names.dedup();
    names
}

fn permissions(node: Option<&Node>) -> Permissions {
    let Some(node) = node else { return Permissions::Undeclared };
    match (&node.value, node.text()) {
        (Value::Null, _) => Permissions::Undeclared,
        (_, "write-all") => Permissions::WriteAll,
        _ => {
            let written = || node.entries().iter().filter(|(_, value)| value.text() == "write");
            let signs_in = written().any(|(scope, _)| scope == "id-token");
            // Results of scanners are no part of the code or of a release.
            let harmless = |scope: &str| matches!(scope, "id-token" | "security-events");
            match (written().any(|(scope, _)| !harmless(scope)), signs_in) {
                (true, true) => Permissions::WriteAndSignIn,
                (true, false) => Permissions::SomeWrite,
                (false, true) => Permissions::SignIn,
                (false, false) => Permissions::ReadOnly,
            }
        }
    }
}

struct Reader<'a> {
    pipeline: DeclaredPipeline,
    work: Work,
    lines: Vec<&'a str>,
    /// Bytes that may still be searched for the lines of expressions.
    searchable_bytes: usize,
    /// The environment of all steps holds a secret.
    env_holds_secret: bool,
}

/// What a job says for all of its steps.
#[derive(Clone, Copy)]
struct Around {
    guarded: bool,
    holds_secret: bool,
}

impl Reader<'_> {
    fn job(&mut self, id: &str, job: &Node) {
        let permissions = permissions(job.get("permissions"));
        let used_before = self.pipeline.uses.len();
        self.pipeline.jobs.push(PipelineJob { id: id.to_owned(), line: job.line, permissions });
        if let Some(called) = job.get("uses").filter(|called| called.is_scalar()) {
            let mut used = action_use(called.text(), called.line);
            used.gets_secret =
                gets_secret(job.get("secrets")) || job.text_of("secrets") == "inherit" || gets_secret(job.get("with"));
            self.pipeline.uses.push(used);
        }
        self.image(job.get("container"));
        for (_, service) in job.entries_of("services") {
            self.image(Some(service));
        }
        // What the host calls an environment is where a job deploys to.
        let environment = job.get("environment").map(|node| node.get("name").unwrap_or(node).text());
        self.work.deploys |= environment.is_some_and(|name| name != "github-pages");
        let documents = is_of_documents(id) || is_of_documents(job.text_of("name"));
        let around = Around {
            guarded: self.is_guarded(job),
            // Each step is started with the environment of its job and of the workflow.
            holds_secret: self.env_holds_secret || gets_secret(job.get("env")),
        };
        for step in job.items_of("steps") {
            let deployed = self.work.deploys;
            self.step(step, around);
            // A description of an interface or a site of documentation is no version of the system.
            if documents || is_of_documents(step.text_of("name")) {
                self.work.deploys = deployed;
            }
            self.pipeline.may_test |= may_test(step);
        }
        let names_secret = gets_secret(Some(job));
        for used in &mut self.pipeline.uses[used_before..] {
            used.secret_in_job = names_secret || used.gets_secret;
        }
    }

    /// `container: image` or `container: { image: … }`; a computed name says nothing.
    fn image(&mut self, node: Option<&Node>) {
        let Some(node) = node else { return };
        let node = node.get("image").unwrap_or(node);
        if !node.text().is_empty() && !node.text().contains("${{") {
            self.pipeline.uses.push(image_use(node.text(), node.line));
        }
    }

    fn is_guarded(&self, holder: &Node) -> bool {
        guards::is_guarded(holder.text_of("if"), &self.pipeline.triggers)
    }

    fn step(&mut self, step: &Node, around: Around) {
        let guarded = around.guarded || self.is_guarded(step);
        let mut scripts = vec![];
        if let Some(uses) = step.get("uses") {
            let mut used = action_use(uses.text(), uses.line);
            used.gets_secret = around.holds_secret || gets_secret(step.get("with")) || gets_secret(step.get("env"));
            if !guarded && is_checkout(&used.name) {
                self.checkout(step, uses.line);
            }
            if used.name.eq_ignore_ascii_case("actions/github-script") {
                scripts.extend(step.get("with").and_then(|with| with.get("script")));
            }
            if let Some(with) = step.get("with") {
                let format = with.text_of("format");
                self.work.lists_parts |= with.flag("sbom") || format == "cyclonedx" || format.starts_with("spdx");
            }
            if let Some(command) = self.work.action(&used.name) {
                let input = step.get("with").map_or("", |with| with.text_of(&command.input));
                self.work.script(&format!("{} {input}", command.program));
            }
            self.pipeline.uses.push(used);
        }
        if let Some(run) = step.get("run") {
            self.work.script(run.text());
            scripts.push(run);
        }
        if !guarded && guards::outside(&self.pipeline.triggers) {
            for script in scripts {
                self.injections(script);
            }
        }
        if !guarded && guards::checkout_has_rights(&self.pipeline.triggers) {
            let run = step.get("run").filter(|run| run.text().contains("gh pr checkout"));
            if let Some(run) = run {
                let line = self.line_of("gh pr checkout", run.line);
                self.pipeline.untrusted_checkout_lines.push(line);
            }
        }
    }

    /// A checkout of the proposal, in a workflow that has rights; the line is that of the step's `uses`.
    fn checkout(&mut self, step: &Node, line: u32) {
        let Some(with) = step.get("with").filter(|_| guards::checkout_has_rights(&self.pipeline.triggers)) else {
            return;
        };
        if ["ref", "repository"].iter().any(|input| guards::takes_proposal(with.text_of(input))) {
            self.pipeline.untrusted_checkout_lines.push(line);
        }
    }

    fn injections(&mut self, script: &Node) {
        let mut from = script.line;
        for expression in guards::injections(script.text()) {
            from = self.line_of(expression, from);
            self.pipeline.untrusted_checkout_lines.push(from);
        }
    }

    /// The first line from `from` on that holds a text; block scalars have no lines of their own.
    fn line_of(&mut self, wanted: &str, from: u32) -> u32 {
        let skipped = from.saturating_sub(1) as usize;
        for (at, line) in self.lines.iter().enumerate().skip(skipped) {
            let Some(left) = self.searchable_bytes.checked_sub(line.len() + 1) else { break };
            self.searchable_bytes = left;
            if line.contains(wanted) {
                return u32::try_from(at + 1).unwrap_or(from);
            }
        }
        from
    }
}

/// True when a value below names a secret other than the token that the host makes for each run, or hands on all of them.
fn gets_secret(node: Option<&Node>) -> bool {
    let mut found = false;
    if let Some(node) = node {
        node.walk(&mut |key, value| {
            let mut names = value.text().split("secrets.").skip(1);
            found |=
                names.any(|name| !name.starts_with("GITHUB_TOKEN")) || (key == "secrets" && value.text() == "inherit");
        });
    }
    found
}

/// `openapi`, `Deploy docs`: the words of a name say that it is about documents.
fn is_of_documents(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let known = ["openapi", "swagger", "docs", "documentation", "javadoc", "rustdoc", "apidocs", "storybook"];
    name.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| known.contains(&word))
}

/// A step with a name such as `Run tests` or `Unit Tests`, or one that reports the coverage of tests.
fn may_test(step: &Node) -> bool {
    let name = step.text_of("name").to_ascii_lowercase();
    let mut words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let is_test = |word: &str| matches!(word, "test" | "tests");
    let named = matches!(words.clone().next(), Some("run" | "execute")) && words.clone().any(is_test)
        || words.next_back().is_some_and(is_test);
    let used = step.text_of("uses").to_ascii_lowercase();
    let reports =
        ["codecov/codecov-action", "coverallsapp/github-action"].iter().any(|action| used.starts_with(action));
    (named && step.get("run").is_some()) || reports
}

fn is_checkout(name: &str) -> bool {
    name.eq_ignore_ascii_case("actions/checkout")
}
