//! Small builders of facts for tests: a system called `shop`, judged on 2026-01-01.

pub(crate) mod code;

use crate::all;
use quarterdeck_base::{EffortDays, Evidence, Fingerprint, Gap, GapKind, Message, RepoPath, Timestamp};
use quarterdeck_facts::{
    ActionUse, AsOfSource, BaseImage, CommitFacts, CommitKind, Component, ComponentIx, ComponentReason, Container,
    Contribution, Dependency, DependencyScope, DeploymentSetting, Ecosystem, Facts, FileFacts, FileHistory, FileIx,
    FileKind, FunctionFacts, HistorySecret, HistoryState, ImportShare, LicenceText, Manifest, ModuleUnit, OwnerRule,
    ParseState, Permissions, Person, PersonIx, Pipeline, PipelineSystem, RepositoryFacts, RepositoryIx, Runtime,
    SecretClass, SecretCommit, SecretFacts, SettingKind, Tag,
};
use quarterdeck_findings::{Assessment, CheckMeta, Confidence, Finding, Outcome, Scope, Severity, Status};

/// The day of judgement.
pub(crate) fn as_of() -> Timestamp {
    Timestamp::from_date(2026, 1, 1).unwrap()
}

/// So many days before the day of judgement.
pub(crate) fn days_ago(days: i64) -> Timestamp {
    as_of().days_before(days)
}

/// One repository `shop` with complete history, one component `shop`, nothing else.
pub(crate) fn empty_facts() -> Facts {
    Facts {
        system: "shop".to_owned(),
        as_of: as_of(),
        as_of_source: AsOfSource::Given,
        repositories: vec![repository("shop")],
        components: vec![component("shop")],
        ..Facts::default()
    }
}

/// A repository with complete history.
pub(crate) fn repository(name: &str) -> RepositoryFacts {
    RepositoryFacts {
        name: name.to_owned(),
        commit: "c0ffee".to_owned(),
        committed_at: days_ago(1),
        first_commit_at: days_ago(1000),
        history: HistoryState::Complete,
        ..RepositoryFacts::default()
    }
}

/// A component of the first repository.
pub(crate) fn component(name: &str) -> Component {
    Component {
        repository: RepositoryIx::new(0),
        path: RepoPath::default(),
        name: name.to_owned(),
        reason: ComponentReason::Folder,
        files: 0,
        code: 0,
    }
}

/// Makes the history of the first repository unbelievable.
pub(crate) fn shallow(mut facts: Facts) -> Facts {
    facts.repositories[0].history = HistoryState::Incomplete { reason: "the clone is shallow".to_owned() };
    facts
}

/// The same, when its newest commit is old.
pub(crate) fn old_clone(mut facts: Facts) -> Facts {
    let (repository, detail) = (facts.repositories[0].name.clone(), String::new());
    facts.gaps.push(Gap { repository, kind: GapKind::OldHead, count: 1, examples: Vec::new(), detail });
    facts
}

/// Adds a parsed Python source file of 100 code lines, never changed lately, and lets the caller alter it.
pub(crate) fn add_file(facts: &mut Facts, path: &str, alter: impl FnOnce(&mut FileFacts)) -> FileIx {
    let mut file = FileFacts {
        repository: RepositoryIx::new(0),
        path: RepoPath::from(path),
        blob: String::new(),
        bytes: 4000,
        language: "Python",
        kind: FileKind::Source,
        kind_rule: "extension",
        component: ComponentIx::new(0),
        code: 100,
        functions: 4,
        cyclomatic_sum: 12,
        parse: ParseState::Parsed,
        history: Some(history(0)),
        hotspot_score: Some(0.0),
        effort_score: Some(0.0),
        ..FileFacts::default()
    };
    alter(&mut file);
    facts.files.push(file);
    FileIx::new(facts.files.len() - 1)
}

/// History of a file with so many revisions in the last 12 months.
pub(crate) fn history(revisions_12m: u32) -> FileHistory {
    FileHistory {
        revisions: revisions_12m + 5,
        revisions_path: revisions_12m + 5,
        revisions_12m,
        sweeps_12m: 0,
        came_12m: false,
        imports_12m: 0,
        fixes: 0,
        decayed_revisions: f64::from(revisions_12m) / 2.0,
        decayed_fixes: 0.0,
        authors: 0,
        author_emails: 1,
        main_author: None,
        main_author_share: 0.0,
        first_seen: days_ago(900),
        last_changed: days_ago(if revisions_12m > 0 { 10 } else { 700 }),
    }
}

/// Adds a function of so many code lines and so much cognitive complexity.
pub(crate) fn add_function(facts: &mut Facts, file: FileIx, name: &str, code: u32, cognitive: u32) {
    // One after the other: functions that share lines are nested.
    let above = facts.functions.iter().filter(|known| known.file == file).map(|known| known.end_line).max();
    let start_line = above.unwrap_or(9) + 1;
    facts.functions.push(FunctionFacts {
        file,
        name: name.to_owned(),
        start_line,
        end_line: start_line + code,
        code,
        parameters: 1,
        nesting: 2,
        cyclomatic: cognitive,
        cognitive,
        cognitive_own: cognitive,
        content_hash: u64::from(code) * 1000 + u64::from(cognitive),
        ..FunctionFacts::default()
    });
}

/// Adds a person whose last commit lies so many days back.
pub(crate) fn add_person(facts: &mut Facts, last_days_ago: i64) -> PersonIx {
    let number = facts.people.len() + 1;
    facts.people.push(Person {
        pseudonym: format!("Person {number}"),
        name: format!("Real Name {number}"),
        email_domain: "example.com".to_owned(),
        bot: false,
        commits: 100,
        first_at: days_ago(900),
        last_at: days_ago(last_days_ago),
        aliases: 1,
    });
    PersonIx::new(number - 1)
}

/// Adds what one person did to one file.
pub(crate) fn add_contribution(facts: &mut Facts, file: FileIx, person: PersonIx, revisions: u32, recent: u32) {
    let created = !facts.contributions.iter().any(|other| other.file == file);
    let last_at = days_ago(if recent > 0 { 20 } else { 800 });
    facts.contributions.push(Contribution { file, person, revisions, revisions_24m: recent, created, last_at });
    facts.contributions.sort_by_key(|contribution| (contribution.file, contribution.person));
}

/// Adds a commit of a person (added when there is none).
pub(crate) fn add_commit(facts: &mut Facts, subject: &str, ago: i64) {
    if facts.people.is_empty() {
        add_person(facts, 1);
    }
    facts.commits.push(CommitFacts {
        repository: RepositoryIx::new(0),
        id: format!("{:040x}", facts.commits.len()),
        authored_at: days_ago(ago),
        committed_at: days_ago(ago),
        by_host: false,
        author: PersonIx::new(0),
        kind: CommitKind::default(),
        files: Some(2),
        subject: subject.to_owned(),
        names_issue: false,
        zone_minutes: None,
        mainline: true,
        ..CommitFacts::default()
    });
    facts.repositories[0].commits += 1;
}

/// So many of 100 imports of a language are resolved.
pub(crate) fn import_share(language: &'static str, unit: Option<ModuleUnit>, resolved: u64) -> ImportShare {
    ImportShare { language, unit, internal: resolved, external: 0, unresolved: 100 - resolved }
}

/// Says how many of 100 Python imports were resolved.
pub(crate) fn resolve_imports(facts: &mut Facts, resolved: u64) {
    facts.imports.shares = vec![import_share("Python", Some(ModuleUnit::File), resolved)];
}

/// Adds a GitHub workflow that was read, says nothing of its permissions and does nothing yet.
pub(crate) fn add_pipeline<'a>(facts: &'a mut Facts, path: &str) -> &'a mut Pipeline {
    let file = add_file(facts, path, |file| (file.language, file.kind) = ("YAML", FileKind::Configuration));
    facts.pipelines.push(Pipeline {
        file,
        system: PipelineSystem::GitHubActions,
        triggers: vec!["push".to_owned()],
        permissions: Permissions::Undeclared,
        jobs: Vec::new(),
        uses: Vec::new(),
        runs_tests: false,
        builds: false,
        deploys: false,
        analyses: false,
        lists_parts: false,
        may_test: false,
        untrusted_checkout_lines: Vec::new(),
        read: true,
    });
    facts.pipelines.last_mut().unwrap()
}

/// A step that uses an action.
pub(crate) fn action_use(name: &str, reference: &str, pinned: bool) -> ActionUse {
    ActionUse {
        name: name.to_owned(),
        reference: reference.to_owned(),
        pinned,
        local: name.starts_with("./"),
        gets_secret: false,
        secret_in_job: false,
        line: 7,
    }
}

/// The declaration of a check of technical debt with this id, for tests of the engine.
pub(crate) fn debt_meta(id: &'static str, status: Status) -> &'static CheckMeta {
    let like = all().iter().map(|check| check.meta()).find(|meta| meta.id == "DEB-02").unwrap();
    Box::leak(Box::new(CheckMeta { id, status, ..*like }))
}

/// A finding for tests of the engine.
pub(crate) fn sample_finding(check: &'static str, severity: Severity, confidence: Confidence, rank: f64) -> Finding {
    Finding {
        check,
        fingerprint: Fingerprint::new(check, &[b"anchor"]),
        scope: Scope::File { repository: "shop".to_owned(), path: RepoPath::from(format!("{rank}.py").as_str()) },
        severity,
        confidence,
        message: Message::new("found"),
        evidence: vec![Evidence::Command { arguments: "facts .".to_owned() }],
        effort: EffortDays::new(0.5, 1.0),
        remediation_unit: format!("file:shop:{rank}"),
        rank,
    }
}

/// The id of an outcome, with the number of findings when found: `ok`, `found 2`, `not-applicable`.
pub(crate) fn said(assessment: &Assessment) -> String {
    match assessment.outcome {
        Outcome::Found => format!("found {}", assessment.findings.len()),
        _ => assessment.outcome.id().to_owned(),
    }
}

/// Adds a container recipe of one stage that starts from an image.
pub(crate) fn add_container(facts: &mut Facts, path: &str, image: &str, tag: &str) {
    let file = add_file(facts, path, |file| (file.language, file.kind) = ("Dockerfile", FileKind::Configuration));
    let (name, tag) = (image.to_owned(), tag.to_owned());
    let base = BaseImage { name, tag, digest: String::new(), computed: false, line: 1 };
    let user = "app".to_owned();
    facts.containers.push(Container {
        file,
        bases: vec![base],
        user,
        user_line: 2,
        last_stage_line: 1,
        last_base: Some(0),
        taken: vec![".".to_owned()],
    });
}

/// Adds a setting to a deployment recipe, which is added when it is not there.
pub(crate) fn add_setting(facts: &mut Facts, path: &str, kind: SettingKind, subject: &str, value: &str) {
    let known = facts.files.iter().position(|file| file.path == RepoPath::from(path)).map(FileIx::new);
    let file = known.unwrap_or_else(|| {
        add_file(facts, path, |file| (file.language, file.kind) = ("YAML", FileKind::Configuration))
    });
    let (subject, value) = (subject.to_owned(), value.to_owned());
    facts.settings.push(DeploymentSetting { file, kind, subject, value, line: 4 });
}

/// Adds a secret to a file.
pub(crate) fn add_secret(facts: &mut Facts, file: FileIx, class: SecretClass, line: u32) {
    facts.secrets.push(SecretFacts {
        file,
        line,
        rule: "rule",
        provider: "Acme",
        class,
        masked: "abcd…(40)".to_owned(),
        fingerprint: format!("{class:?}{line}"),
        certificate_ends_at: None,
        is_sample: false,
    });
}

/// A secret that stood in the history for 100 days, and left.
pub(crate) fn past_secret(path: &str, class: SecretClass) -> HistorySecret {
    let commit = |id: &str, ago| SecretCommit { at: days_ago(ago), commit: id.repeat(40) };
    HistorySecret {
        repository: RepositoryIx::new(0),
        path: RepoPath::from(path),
        rule: "rule",
        provider: "Acme",
        class,
        masked: "abcd…(40)".to_owned(),
        fingerprint: format!("{class:?}"),
        came: commit("a", 300),
        left: Some(commit("b", 200)),
        days_live: 100,
        in_head: false,
    }
}

/// Adds a file that names the version of a runtime.
pub(crate) fn add_runtime(facts: &mut Facts, path: &str, product: &str, version: &str) {
    let file = add_file(facts, path, |file| (file.language, file.kind) = ("", FileKind::Configuration));
    facts.runtimes.push(Runtime { file, product: product.to_owned(), version: version.to_owned(), line: 1 });
}

/// Adds an application's manifest that declares packages, as (name, version).
pub(crate) fn add_manifest(facts: &mut Facts, path: &str, ecosystem: Ecosystem, packages: &[(&str, &str)]) -> FileIx {
    let file = add_file(facts, path, |file| (file.language, file.kind) = ("JSON", FileKind::Configuration));
    let dependencies = packages.len() as u32;
    let name = "shop".to_owned();
    let licence = String::new();
    facts.manifests.push(Manifest {
        file,
        ecosystem,
        lock: false,
        name,
        library: false,
        licence,
        dependencies,
        locked_by: None,
    });
    for (name, version) in packages {
        facts.dependencies.push(Dependency {
            manifest: file,
            ecosystem,
            name: (*name).to_owned(),
            requirement: (*version).to_owned(),
            version: (*version).to_owned(),
            scope: DependencyScope::Runtime,
            direct: Some(true),
            line: 3,
            licence: String::new(),
            needs: Vec::new(),
        });
    }
    file
}

/// What the checks of process, security and team about ages and habits find fault with.
pub(crate) fn trouble_process(facts: &mut Facts, folder: &str) {
    add_runtime(facts, &format!("{folder}/.nvmrc"), "nodejs", "14.17.0");
    let packages = [("express", "4.18.2"), ("vue", "2.6.14")];
    add_manifest(facts, &format!("{folder}/web/package.json"), Ecosystem::Npm, &packages);
    facts.repositories[0].tags.push(Tag { name: "v1".to_owned(), at: days_ago(600) });
    add_setting(facts, &format!("{folder}/compose.yml"), SettingKind::Privileged, "web", "privileged");
    add_setting(facts, &format!("{folder}/compose.yml"), SettingKind::Image, "metrics", "prom/prometheus:v3");
    let file = add_file(facts, ".github/CODEOWNERS", |_| {});
    facts.owner_rules.push(OwnerRule { file, pattern: "/gone".to_owned(), owners: 1, matches: false, line: 3 });
    let lock =
        add_manifest(facts, &format!("{folder}/web/composer.lock"), Ecosystem::Packagist, &[("acme/pdf", "1.0.0")]);
    for manifest in facts.manifests.iter_mut().filter(|manifest| manifest.file == lock) {
        manifest.lock = true;
    }
    for dependency in facts.dependencies.iter_mut().filter(|dependency| dependency.manifest == lock) {
        dependency.licence = "AGPL-3.0-only".to_owned();
    }
    let own = add_manifest(facts, "package.json", Ecosystem::Npm, &[]);
    for manifest in facts.manifests.iter_mut().filter(|manifest| manifest.file == own) {
        manifest.licence = "MIT".to_owned();
    }
    let secret = add_file(facts, &format!("{folder}/pay.py"), |_| {});
    add_secret(facts, secret, SecretClass::Token, 5);
    facts.history_secrets = Some(vec![past_secret(&format!("{folder}/pay.py"), SecretClass::Token)]);
    let file = add_file(facts, "LICENSE", |file| file.kind = FileKind::Documentation);
    facts.licences.push(LicenceText { file, family: "Apache".to_owned() });
    let first = facts.people.len();
    (0..24).for_each(|_| {
        add_person(facts, 500);
    });
    for at in 0..120 {
        let long_ago = at < 80;
        add_commit(facts, "fix: round prices to cents", if long_ago { 500 } else { 3 });
        let commit = facts.commits.last_mut().expect("because one was added");
        commit.author = PersonIx::new(if long_ago { first + at % 6 } else { at % 3 + 1 });
        (commit.zone_minutes, commit.wide, commit.kind.fix) = (Some(60), true, true);
        if !long_ago {
            commit.subject = "fix: round (#7)".to_owned();
        }
    }
    let saturday = Timestamp::parse("2025-12-27T12:00:00Z").expect("because it is a day");
    facts.commits.iter_mut().for_each(|commit| (commit.authored_at, commit.zone_minutes) = (saturday, Some(60)));
    facts.commits.sort_by(|a, b| (a.committed_at, &a.id).cmp(&(b.committed_at, &b.id)));
    for at in 0..24 {
        add_contribution(facts, FileIx::new(12), PersonIx::new(first + at), 9, 9);
    }
}
