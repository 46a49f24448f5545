//! SEC-07: pipelines whose token may do more than they need.

use crate::Rule;
use crate::support::{days, file_evidence, file_scope, file_unit, lines_evidence, measured, percent, repository_scope};
use quarterdeck_base::{Evidence, Fingerprint, Message};
use quarterdeck_facts::{Facts, Permissions, Pipeline, PipelineSystem, RepositoryFacts};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Severity, Status, Text, ThresholdMeta,
};

/// Most files that a finding names.
const SHOWN_FILES: usize = 20;

static META: CheckMeta = CheckMeta {
    id: "SEC-07",
    name: "broad-ci-permissions",
    dimension: Dimension::Security,
    status: Status::Stable,
    since: "0.1.0",
    finds: "GitHub workflows whose token may write everything (`write-all`, at the top or in a job), one finding \
            each; and \
            workflows that say nothing of permissions at the top and in at least one job, one finding for each \
            repository. \
            The latter weigh half: the host's default may be read-only, which the file cannot show.",
    matters: "Whoever gets one step of such a pipeline to run his code can change the source, the releases and the \
              pipeline itself.",
    evidence: "The line of the job or the file.",
    effort: "A tenth to half a day for each workflow; one setting of the host covers the silent ones.",
    texts: &[
        Text { key: "title", english: "Pipelines with more rights than they need" },
        Text { key: "found", english: "{ $path } gives its token the right to write everything." },
        Text {
            key: "found-undeclared",
            english: "In repository { $repository }, { $count ->\n    [one] one workflow has\n   *[other] { \
                      $count } workflows have\n } a job that does not say what its token may do; the default of the \
                      host applies there, which is read-only for new projects and was not for old ones.",
        },
        Text { key: "works", english: "Each workflow says what its token may do, and none may write everything." },
        Text {
            key: "consequence",
            english: "One harmful dependency in a build step is enough to change your source code and your releases.",
        },
        Text {
            key: "remedy",
            english: "Set `permissions: contents: read` at the top of each workflow and give a single job what it \
                      needs; \
                      set the default of the organisation to read-only.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "broad_workflows_percent",
        green: 0.0,
        red: 100.0,
        source: "OpenSSF Scorecard: Token-Permissions, risk high",
    }],
    exceptions: &[
        "The default of the host cannot be read from the repository: silent workflows are of low severity and medium \
         confidence.",
        "Workflows that are only called by others (`workflow_call`) get at most the rights of their caller.",
        "Permissions declared in every job are as good as at the top.",
        "Naming single scopes for writing is the way it should be (the audit and label jobs of tokio): not a fault \
         here.",
    ],
    precision: Some(Precision { read: 12, correct: 12, repositories: 6 }),
    sources: &["OpenSSF Scorecard: Token-Permissions", "GitHub: Permissions for the GITHUB_TOKEN"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let workflows: Vec<&Pipeline> =
        facts.pipelines.iter().filter(|pipeline| pipeline.system == PipelineSystem::GitHubActions).collect();
    if workflows.is_empty() {
        return Assessment::not_applicable("there are no GitHub workflows");
    }
    let read: Vec<&Pipeline> = workflows.into_iter().filter(|workflow| workflow.read).collect();
    if read.is_empty() {
        return Assessment::could_not_assess("no workflow could be read", "workflow files that are valid YAML");
    }
    let (broad, rest): (Vec<&Pipeline>, Vec<&Pipeline>) = read.iter().partition(|workflow| is_broad(workflow));
    let silent: Vec<&Pipeline> = rest.into_iter().filter(|workflow| is_silent(workflow)).collect();
    let value = percent((broad.len() as f64 + 0.5 * silent.len() as f64) / read.len() as f64);
    let figures = vec![measured("broad_workflows_percent", value, "%")];
    let mut findings: Vec<Finding> = broad.iter().map(|workflow| write_all(facts, workflow)).collect();
    // The list is sorted by file, so that the workflows of one repository stand together.
    for here in silent.chunk_by(|a, b| facts.file(a.file).repository == facts.file(b.file).repository) {
        findings.push(undeclared(facts, facts.repository_of(here[0].file), here));
    }
    if findings.is_empty() {
        return Assessment::ok(Message::new("works"), figures);
    }
    Assessment::found(policy.threshold(&META, "broad_workflows_percent").score(value), figures, findings)
}

fn is_broad(workflow: &Pipeline) -> bool {
    let own = workflow.jobs.iter().any(|job| job.permissions == Permissions::WriteAll);
    // A top-level grant reaches only the jobs that say nothing themselves.
    let inherits =
        workflow.jobs.is_empty() || workflow.jobs.iter().any(|job| job.permissions == Permissions::Undeclared);
    own || (workflow.permissions == Permissions::WriteAll && inherits)
}

fn is_silent(workflow: &Pipeline) -> bool {
    let only_called = !workflow.triggers.is_empty() && workflow.triggers.iter().all(|event| event == "workflow_call");
    workflow.permissions == Permissions::Undeclared
        && !only_called
        && workflow.jobs.iter().any(|job| job.permissions == Permissions::Undeclared)
}

fn write_all(facts: &Facts, workflow: &Pipeline) -> Finding {
    let path = &facts.file(workflow.file).path;
    let job = workflow.jobs.iter().find(|job| job.permissions == Permissions::WriteAll);
    let evidence = match job {
        Some(job) => lines_evidence(facts, workflow.file, job.line, job.line),
        None => file_evidence(facts, workflow.file),
    };
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[path.file_name()]),
        scope: file_scope(facts, workflow.file),
        severity: Severity::Medium,
        confidence: Confidence::High,
        message: Message::new("found").path("path", path),
        evidence: vec![evidence],
        effort: days(0.1, 0.5, 1.0),
        remediation_unit: file_unit(facts, workflow.file),
        rank: workflow.jobs.len() as f64,
    }
}

fn undeclared(facts: &Facts, repository: &RepositoryFacts, workflows: &[&Pipeline]) -> Finding {
    let evidence: Vec<Evidence> =
        workflows.iter().take(SHOWN_FILES).map(|workflow| file_evidence(facts, workflow.file)).collect();
    let count = workflows.len() as f64;
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[repository.name.as_bytes(), b"undeclared"]),
        scope: repository_scope(repository),
        severity: Severity::Low,
        confidence: Confidence::Medium,
        message: Message::new("found-undeclared")
            .name("repository", repository.name.as_str())
            .count("count", workflows.len() as u64),
        evidence,
        effort: days(0.1, 0.25 + 0.1 * count, 5.0),
        remediation_unit: format!("ci-permissions:{}", repository.name),
        rank: count,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_pipeline, empty_facts, said};
    use quarterdeck_facts::Permissions::{ReadOnly, SomeWrite, Undeclared, WriteAll};
    use quarterdeck_facts::{Facts, Permissions, PipelineJob};
    use quarterdeck_findings::{Policy, Severity};

    fn system(top: Permissions, jobs: &[Permissions], trigger: &str) -> Facts {
        let mut facts = empty_facts();
        let pipeline = add_pipeline(&mut facts, ".github/workflows/ci.yml");
        pipeline.permissions = top;
        pipeline.triggers = vec![trigger.to_owned()];
        pipeline.jobs = jobs
            .iter()
            .map(|permissions| PipelineJob { id: "build".to_owned(), line: 9, permissions: *permissions })
            .collect();
        facts
    }

    #[test]
    fn a_token_may_do_what_the_job_needs() {
        for (top, jobs, trigger, expected, score, severity) in [
            (ReadOnly, [Undeclared, SomeWrite], "push", "ok", 1.0, None),
            (Undeclared, [ReadOnly, SomeWrite], "push", "ok", 1.0, None),
            (Undeclared, [ReadOnly, Undeclared], "push", "found 1", 0.5, Some(Severity::Low)),
            (Undeclared, [ReadOnly, Undeclared], "workflow_call", "ok", 1.0, None),
            (WriteAll, [Undeclared, ReadOnly], "push", "found 1", 0.0, Some(Severity::Medium)),
            (WriteAll, [ReadOnly, ReadOnly], "push", "ok", 1.0, None),
            (ReadOnly, [WriteAll, ReadOnly], "push", "found 1", 0.0, Some(Severity::Medium)),
        ] {
            let assessment = CHECK.assess(&system(top, &jobs, trigger), &Policy::default());
            assert_eq!((said(&assessment).as_str(), assessment.score), (expected, score), "{top:?} {jobs:?}");
            assert_eq!(assessment.findings.first().map(|finding| finding.severity), severity);
        }
    }

    #[test]
    fn what_cannot_be_read_is_not_judged() {
        let mut unread = system(WriteAll, &[], "push");
        unread.pipelines[0].read = false;
        assert_eq!(said(&CHECK.assess(&unread, &Policy::default())), "could-not-assess");
        assert_eq!(said(&CHECK.assess(&empty_facts(), &Policy::default())), "not-applicable");
    }
}
