//! When does a workflow of GitHub run what a stranger proposed, with the rights of the repository? The events, values
//! and references are data (`data/pipelines.toml`); what an `if:` rules out is decided here.

use crate::commands::RULES;

/// True when one of the triggers can be caused by anybody while the workflow has rights.
pub(crate) fn outside(triggers: &[String]) -> bool {
    triggers.iter().any(|trigger| RULES.outside.events.contains(trigger))
}

/// True when a checkout of the proposal would have rights under one of the triggers.
pub(crate) fn checkout_has_rights(triggers: &[String]) -> bool {
    triggers.iter().any(|trigger| RULES.outside.checkout_events.contains(trigger))
}

/// True when a `ref` or `repository` takes the proposal.
pub(crate) fn takes_proposal(text: &str) -> bool {
    RULES.outside.proposals.iter().any(|proposal| text.contains(proposal.as_str()))
}

/// True when an `if:` lets only known people or a deliberate act of one of them pass, or none of the outside events.
pub(crate) fn is_guarded(condition: &str, triggers: &[String]) -> bool {
    let squeezed: String = condition.chars().filter(|c| !c.is_whitespace()).collect::<String>().replace('"', "'");
    let label = squeezed.contains("labels.*.name") || squeezed.contains("github.event.label");
    let same_repository = ["head.repo.full_name==github.repository", "head_repository.full_name==github.repository"];
    let reversed = [
        "github.repository==github.event.pull_request.head.repo.full_name",
        "head.repo.fork==false",
        "!github.event.pull_request.head.repo.fork",
    ];
    squeezed.contains("author_association")
        || label
        || same_repository.iter().chain(&reversed).any(|test| squeezed.contains(test))
        || excludes_outside(&squeezed, triggers)
}

/// `github.event_name == 'push'` and nothing that lets an outside event in, or `!=` for the only outside event.
fn excludes_outside(squeezed: &str, triggers: &[String]) -> bool {
    let mut outside = triggers.iter().filter(|trigger| RULES.outside.events.contains(trigger));
    let only = squeezed.contains("github.event_name=='") && !squeezed.contains("||");
    if only && !outside.clone().any(|event| squeezed.contains(&format!("github.event_name=='{event}'"))) {
        return true;
    }
    !squeezed.contains("||")
        && outside.all(|event| squeezed.contains(&format!("github.event_name!='{event}'")))
        && squeezed.contains("github.event_name!='")
}

/// Expressions `${{ … }}` of a script that hold a value which a stranger chooses, as they are written.
pub(crate) fn injections(script: &str) -> Vec<&str> {
    let (mut out, mut rest) = (Vec::new(), script);
    while let Some(start) = rest.find("${{") {
        let Some(length) = rest[start..].find("}}") else { break };
        let expression = &rest[start..start + length + 2];
        if expression.len() <= 2_000 && names(expression).any(|name| is_chosen_outside(&name)) {
            out.push(expression);
        }
        rest = &rest[start + length + 2..];
    }
    out
}

/// Names such as `github.event.issue.title`, with `[0]` and `['x']` written as parts.
fn names(expression: &str) -> impl Iterator<Item = String> {
    let inner: String = expression.replace("['", ".").replace("']", "").replace('[', ".").replace(']', "");
    let words: Vec<String> = inner
        .split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '*')))
        .filter(|word| word.starts_with("github."))
        .map(str::to_owned)
        .collect();
    words.into_iter()
}

fn is_chosen_outside(name: &str) -> bool {
    RULES.outside.values.iter().any(|value| {
        let (mut wanted, mut given) = (value.split('.'), name.split('.'));
        loop {
            match (wanted.next(), given.next()) {
                (None, None) => return true,
                (Some(wanted), Some(given)) if wanted == "*" || wanted == given => {}
                _ => return false,
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{injections, is_guarded};

    #[test]
    fn values_that_a_stranger_chooses() {
        for (script, hits) in [
            ("echo ${{ github.event.issue.title }}", 1),
            ("echo ${{github.head_ref}} ${{ github.event.comment.body || 'x' }}", 2),
            ("echo ${{ github.event.commits[0].message }}", 1),
            ("echo ${{ toJSON(github.event['issue'].body) }}", 1),
            ("echo ${{ github.event.issue.number }} ${{ github.sha }} ${{ github.event.pull_request.head.sha }}", 0),
            ("echo ${{ env.TITLE }} ${{ github.event.issue.title", 0),
        ] {
            assert_eq!(injections(script).len(), hits, "{script}");
        }
    }

    #[test]
    fn conditions_that_keep_strangers_out() {
        let triggers = ["pull_request_target".to_owned(), "push".to_owned()];
        for (condition, guarded) in [
            ("github.event.pull_request.author_association == 'MEMBER'", true),
            ("contains(github.event.pull_request.labels.*.name, 'safe to test')", true),
            ("github.event.label.name == 'ok'", true),
            ("${{ github.event.pull_request.head.repo.full_name == github.repository }}", true),
            ("github.event.pull_request.head.repo.full_name != github.repository", false),
            ("github.event_name == 'push'", true),
            ("github.event_name == 'push' || github.event_name == 'pull_request_target'", false),
            ("github.event_name != 'pull_request_target'", true),
            ("github.repository == 'owner/name'", false),
            ("", false),
        ] {
            assert_eq!(is_guarded(condition, &triggers), guarded, "{condition}");
        }
    }
}
