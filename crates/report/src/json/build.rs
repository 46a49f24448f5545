//! The head of `audit.json`: totals, repositories, grades, checks, gaps.

use super::types::{self as out, Audit};
use super::{architecture, finding, parts, structure};
use crate::{AuditMeta, Texts, limits, words};
use quarterdeck_base::round_to;
use quarterdeck_facts::{Facts, FileKind, HistoryState};
use quarterdeck_findings::{CheckResult, Comparison, DimensionResult, Grade, Held, Judgement, Outcome, Status};

/// The whole audit.
pub(super) fn audit(facts: &Facts, judgement: &Judgement, meta: &AuditMeta) -> Audit {
    let texts = Texts::english(judgement.checks.iter().map(|check| check.meta));
    let ranked = judgement.ranked();
    Audit {
        schema_version: super::SCHEMA_VERSION,
        product: out::Product { name: "quarterdeck", version: meta.version.clone() },
        system: facts.system.clone(),
        as_of: facts.as_of.rfc3339(),
        as_of_source: words::as_of_source(facts.as_of_source),
        policy_hash: judgement.policy_hash.clone(),
        knowledge_date: judgement.knowledge_date.clone(),
        degraded: facts.degraded,
        people_named: meta.names,
        compared: meta.comparison.as_ref().map(|comparison| compared(comparison, judgement)),
        totals: totals(facts, judgement),
        repositories: repositories(facts),
        dimensions: judgement.dimensions.iter().map(dimension).collect(),
        checks: judgement.checks.iter().map(|result| check(result, &texts)).collect(),
        findings: ranked
            .iter()
            .map(|(check, found)| finding::finding(check, found, &texts, meta.comparison.as_ref()))
            .collect(),
        languages: structure::languages(facts),
        components: structure::components(facts),
        hotspots: structure::hotspots(facts),
        cycles: structure::cycles(facts),
        coupled_pairs: structure::pairs(facts),
        clones: structure::clones(facts),
        imports: structure::imports(facts),
        architecture: architecture::architecture(facts),
        ownership: structure::ownership(facts, meta.names),
        gaps: gaps(facts),
        bounds: limits::bounds_met(facts, judgement)
            .into_iter()
            .map(|bound| parts::Bound { name: bound.name, value: bound.value, sentence: bound.sentence })
            .collect(),
    }
}

fn compared(comparison: &Comparison, judgement: &Judgement) -> out::Compared {
    let earlier = |(name, commit): &(String, String)| out::Earlier { name: name.clone(), commit: commit.clone() };
    let listed = judgement.checks.iter().flat_map(|check| &check.assessment.findings);
    out::Compared {
        since: comparison.since.clone(),
        repositories: comparison.commits.iter().map(earlier).collect(),
        new: comparison.new.len() as u64,
        new_listed: listed.filter(|finding| comparison.is_new(finding)).count() as u64,
        gone: comparison.gone,
        unassessed_before: comparison.unassessed_before.clone(),
    }
}

fn totals(facts: &Facts, judgement: &Judgement) -> out::Totals {
    let count = |length: usize| length as u64;
    let listed = judgement.checks.iter().map(|check| count(check.assessment.findings.len())).sum();
    out::Totals {
        files: count(facts.files.len()),
        source_code_lines: facts.code_lines(FileKind::Source),
        test_code_lines: facts.code_lines(FileKind::Test),
        functions: count(facts.functions.len()),
        commits: facts.repositories.iter().map(|repository| repository.commits).sum(),
        people: count(facts.people.iter().filter(|person| !person.bot).count()),
        bots: count(facts.people.iter().filter(|person| person.bot).count()),
        dependencies: count(facts.dependencies.len()),
        findings: judgement.checks.iter().map(|check| check.found).sum(),
        findings_listed: listed,
        findings_waived: judgement.checks.iter().map(|check| check.waived).sum(),
        hotspots: count(facts.files.iter().filter(|file| file.hotspot_score.is_some_and(|score| score > 0.0)).count()),
        cycles: count(facts.imports.cycles.len()),
        coupled_pairs: count(facts.pairs.len()),
        clones: count(facts.clones.len()),
    }
}

fn repositories(facts: &Facts) -> Vec<out::Repository> {
    let row = |repository: &quarterdeck_facts::RepositoryFacts| out::Repository {
        name: repository.name.clone(),
        commit: repository.commit.clone(),
        committed_at: repository.committed_at.rfc3339(),
        first_commit_at: repository.first_commit_at.rfc3339(),
        commits: repository.commits,
        merges: repository.merges,
        tags: repository.tags.len() as u64,
        merges_by_request: repository.merges_by_request,
        history: match &repository.history {
            HistoryState::Complete => out::History { state: "complete", reason: None },
            HistoryState::Incomplete { reason } => out::History { state: "incomplete", reason: Some(reason.clone()) },
        },
    };
    facts.repositories.iter().map(row).collect()
}

fn dimension(result: &DimensionResult) -> out::Dimension {
    let (letter, score, reason, held) = match &result.grade {
        Grade::Given { letter, score, held } => (Some(letter.id()), Some(round_to(*score, 1)), None, *held),
        Grade::None { reason } => (None, None, Some(reason.clone()), None),
    };
    let coverage = &result.coverage;
    out::Dimension {
        id: result.dimension.id(),
        title: result.dimension.title(),
        grade: out::Grade {
            letter: out::Letter { letter, letter_reason: reason.clone() },
            score: out::Score { score, score_reason: reason },
            capped: held == Some(Held::Critical),
            held_by: held.map(Held::id),
            remark: letter.and_then(|_| result.remark()),
        },
        coverage: out::Coverage {
            share: round_to(coverage.share, 3),
            word: coverage.word.id(),
            assessed: coverage.assessed,
            applicable: coverage.applicable,
            not_built: coverage.not_built,
            widened_by: coverage
                .widened_by
                .iter()
                .map(|(access, checks)| out::WidenedBy { access: access.id(), checks: *checks })
                .collect(),
        },
    }
}

fn check(result: &CheckResult, texts: &Texts) -> out::Check {
    let assessment = &result.assessment;
    let (reason, needs) = match &assessment.outcome {
        Outcome::Ok | Outcome::Found => (None, None),
        Outcome::NotApplicable { reason } => (Some(reason.clone()), None),
        Outcome::CouldNotAssess { reason, needs } => (Some(reason.clone()), Some(needs.clone())),
    };
    let assessed = assessment.outcome.is_assessed();
    out::Check {
        id: result.meta.id,
        name: result.meta.name,
        title: texts.text(result.meta, "title", &[]),
        dimension: result.meta.dimension.id(),
        status: match result.meta.status {
            Status::Stable => "stable",
            Status::Preview => "preview",
        },
        weight: round_to(f64::from(result.weight_tenths) / 10.0, 1),
        outcome: assessment.outcome.id(),
        score: out::Score {
            score: assessed.then(|| round_to(assessment.score, 3)),
            score_reason: if assessed { None } else { reason.clone() },
        },
        reason,
        needs,
        measured: assessment
            .measured
            .iter()
            .map(|measured| out::Measured {
                key: measured.key,
                value: round_to(measured.value, 4),
                unit: measured.unit,
            })
            .collect(),
        found: result.found,
        listed: assessment.findings.len() as u64,
        waived: result.waived,
        works: assessment.works.as_ref().map(|works| finding::message(result, works, texts)),
    }
}

fn gaps(facts: &Facts) -> Vec<parts::Gap> {
    let row = |gap: &quarterdeck_base::Gap| parts::Gap {
        repository: gap.repository.clone(),
        kind: gap.kind.id(),
        sentence: gap.kind.sentence(),
        count: gap.count,
        examples: gap.examples.iter().map(finding::path).collect(),
        detail: gap.detail.clone(),
    };
    facts.gaps.iter().map(row).collect()
}
