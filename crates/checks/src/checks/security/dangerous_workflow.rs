//! SEC-08: pipelines that run what a stranger proposed, with rights of the repository.

use crate::Rule;
use crate::pipelines::rights_at;
use crate::support::{days, file_scope, file_unit, lines_evidence, measured};
use quarterdeck_base::{Evidence, Fingerprint, Message};
use quarterdeck_facts::{Facts, Permissions, Pipeline, PipelineSystem};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Severity, Status, Text, ThresholdMeta,
};

static META: CheckMeta = CheckMeta {
    id: "SEC-08",
    name: "dangerous-workflow",
    dimension: Dimension::Security,
    status: Status::Stable,
    since: "0.1.0",
    finds: "GitHub workflows that start on an event with rights of the repository (`pull_request_target`, \
            `workflow_run`, \
            comments) and check out or run what a stranger proposed. The rights of the job decide: critical when its \
            token \
            may write or nothing is said, high when it may only read.",
    matters: "Anybody with an account at the code host can then run code in your pipeline and read its secrets.",
    evidence: "The lines that check out or run it.",
    effort: "Half a day to two days for each workflow: split it into one without rights and one without foreign code.",
    texts: &[
        Text { key: "title", english: "A pipeline that runs the code of strangers with your rights" },
        Text {
            key: "found",
            english: "{ $path } checks out or runs what a stranger proposed, with a token that may write or whose \
                      rights \
                      are not declared (line { $line }).",
        },
        Text {
            key: "found-read",
            english: "{ $path } checks out or runs what a stranger proposed, with a token that may read (line { $line \
                      }); \
                      secrets handed to that job are in reach.",
        },
        Text { key: "works", english: "No workflow runs the code of strangers with rights of the repository." },
        Text {
            key: "consequence",
            english: "A stranger can take the secrets of your pipeline or change your releases by proposing a change.",
        },
        Text {
            key: "remedy",
            english: "Build proposals on `pull_request` without secrets; let a second workflow, which never checks \
                      them \
                      out, use the result. Until then ask for an approval before each run.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "dangerous_workflows_points",
        green: 0.0,
        red: 1.0,
        source: "a critical one counts 1, one whose token may only read counts a half; OpenSSF Scorecard: \
                 Dangerous-Workflow, risk critical",
    }],
    exceptions: &[
        "Checking a proposal out is harmless while nothing of it runs (a comparison of API descriptions): \
         with read-only rights the severity is high, not critical; read it and waive it with the reason.",
        "An approval by an environment or a label may stand before the run: the confidence is medium unless the token \
         may \
         write everything.",
        "Private repositories with few trusted people have no strangers: waive it with that reason.",
    ],
    precision: None,
    sources: &[
        "OpenSSF Scorecard: Dangerous-Workflow",
        "GitHub Security Lab: Keeping your GitHub Actions and workflows secure, part 1: Preventing pwn requests",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let workflows: Vec<&Pipeline> =
        facts.pipelines.iter().filter(|pipeline| pipeline.system == PipelineSystem::GitHubActions).collect();
    if workflows.is_empty() {
        return Assessment::not_applicable("there are no GitHub workflows");
    }
    if workflows.iter().all(|workflow| !workflow.read) {
        return Assessment::could_not_assess("no workflow could be read", "workflow files that are valid YAML");
    }
    let findings: Vec<Finding> = workflows.iter().filter_map(|workflow| finding(facts, workflow)).collect();
    let points: f64 =
        findings.iter().map(|finding| if finding.severity == Severity::Critical { 1.0 } else { 0.5 }).sum();
    let figures = vec![measured("dangerous_workflows_points", points, "points")];
    if findings.is_empty() {
        return Assessment::ok(Message::new("works"), figures);
    }
    Assessment::found(policy.threshold(&META, "dangerous_workflows_points").score(points), figures, findings)
}

fn finding(facts: &Facts, workflow: &Pipeline) -> Option<Finding> {
    let first = *workflow.untrusted_checkout_lines.first()?;
    let rights: Vec<Permissions> =
        workflow.untrusted_checkout_lines.iter().map(|line| rights_at(workflow, *line)).collect();
    let (key, severity, confidence) = if rights.contains(&Permissions::WriteAll) {
        ("found", Severity::Critical, Confidence::High)
    } else if rights.iter().all(|rights| *rights == Permissions::ReadOnly) {
        ("found-read", Severity::High, Confidence::Medium)
    } else {
        ("found", Severity::Critical, Confidence::Medium)
    };
    let path = &facts.file(workflow.file).path;
    let evidence: Vec<Evidence> = workflow
        .untrusted_checkout_lines
        .iter()
        .take(20)
        .map(|line| lines_evidence(facts, workflow.file, *line, *line))
        .collect();
    Some(Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[path.file_name()]),
        scope: file_scope(facts, workflow.file),
        severity,
        confidence,
        message: Message::new(key).path("path", path).count("line", u64::from(first)),
        evidence,
        effort: days(0.5, 2.0, 2.0),
        remediation_unit: file_unit(facts, workflow.file),
        rank: workflow.untrusted_checkout_lines.len() as f64,
    })
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_pipeline, empty_facts, said};
    use quarterdeck_facts::Permissions::{ReadOnly, SignIn, SomeWrite, Undeclared, WriteAll};
    use quarterdeck_facts::{Facts, Permissions, PipelineJob};
    use quarterdeck_findings::{Confidence, Policy, Severity};

    fn system(top: Permissions, job: Permissions, lines: &[u32]) -> Facts {
        let mut facts = empty_facts();
        let pipeline = add_pipeline(&mut facts, ".github/workflows/preview.yml");
        pipeline.permissions = top;
        pipeline.untrusted_checkout_lines = lines.to_vec();
        let safe = PipelineJob { id: "label".to_owned(), line: 5, permissions: ReadOnly };
        pipeline.jobs = vec![safe, PipelineJob { id: "build".to_owned(), line: 20, permissions: job }];
        facts
    }

    #[test]
    fn the_rights_of_the_job_decide() {
        use Confidence::{High as Sure, Medium as Likely};
        for (top, job, line, severity, confidence, score) in [
            (ReadOnly, Undeclared, 25, Severity::High, Likely, 0.5),
            (ReadOnly, SomeWrite, 25, Severity::Critical, Likely, 0.0),
            (ReadOnly, SignIn, 25, Severity::Critical, Likely, 0.0),
            (Undeclared, Undeclared, 25, Severity::Critical, Likely, 0.0),
            (Undeclared, WriteAll, 25, Severity::Critical, Sure, 0.0),
            (WriteAll, Undeclared, 25, Severity::Critical, Sure, 0.0),
            // The line stands in the first job, which may only read.
            (WriteAll, WriteAll, 10, Severity::High, Likely, 0.5),
        ] {
            let assessment = CHECK.assess(&system(top, job, &[line]), &Policy::default());
            let finding = &assessment.findings[0];
            assert_eq!((finding.severity, finding.confidence, assessment.score), (severity, confidence, score));
        }
    }

    #[test]
    fn without_foreign_code_or_workflows_nothing_is_found() {
        let mut unread = system(WriteAll, WriteAll, &[]);
        unread.pipelines[0].read = false;
        for (facts, expected) in
            [(system(WriteAll, WriteAll, &[]), "ok"), (unread, "could-not-assess"), (empty_facts(), "not-applicable")]
        {
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected);
        }
    }
}
