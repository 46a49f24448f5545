//! The reference page of a check, made from what the check says of itself: never written by hand, so never out of date.

use crate::entry_of;
use quarterdeck_findings::{CheckMeta, Status};
use std::fmt::Write;

/// Markdown of one check.
pub fn page(meta: &CheckMeta) -> String {
    let mut out = String::new();
    let text = |key: &str| meta.text(key).unwrap_or_default();
    // With those that go with one message only.
    let texts = |key: &str| {
        let of_message = |own: &str| own.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
        let all: Vec<&str> = meta.texts.iter().filter(|text| of_message(text.key)).map(|text| text.english).collect();
        all.join("\n\n")
    };
    let status = match meta.status {
        Status::Stable => "stable",
        Status::Preview => "preview: off unless the policy enables it",
    };
    let (weight, needs) = entry_of(meta.id).map_or((0.0, String::new()), |entry| {
        let needs: Vec<&str> = entry.access.iter().map(|access| access.id()).collect();
        (f64::from(entry.weight_tenths) / 10.0, needs.join(", "))
    });
    let mut line = |text: &str| {
        out.push_str(text);
        out.push('\n');
    };
    line(&format!("# {} {}\n", meta.id, meta.name));
    line(&format!("{}.\n", capitalised(text("title"))));
    line("| | |\n|---|---|");
    line(&format!("| Dimension | {} |", meta.dimension.title()));
    line(&format!("| Status | {status} |"));
    line(&format!("| Since | {} |", meta.since));
    line(&format!("| Weight | {weight} |"));
    line(&format!("| Needs | {needs} |\n"));
    for (title, body) in [
        ("What it finds", meta.finds.to_owned()),
        ("Why it matters", meta.matters.to_owned()),
        ("What happens if nothing is done", texts("consequence")),
        ("What to do", texts("remedy")),
        ("Evidence", meta.evidence.to_owned()),
        ("Effort", meta.effort.to_owned()),
    ] {
        line(&format!("## {title}\n\n{body}\n"));
    }
    line(&thresholds(meta));
    line("## Known exceptions\n");
    for exception in meta.exceptions {
        line(&format!("- {exception}"));
    }
    line(&format!("\n## Precision\n\n{}\n\n## Sources\n", precision(meta)));
    for source in meta.sources {
        line(&format!("- {source}"));
    }
    out
}

fn thresholds(meta: &CheckMeta) -> String {
    if meta.thresholds.is_empty() {
        return "## Thresholds\n\nNone: the thing is there or it is not.\n".to_owned();
    }
    let mut table = String::from("## Thresholds\n\n| Key | Green | Red | Source |\n|---|---|---|---|\n");
    for threshold in meta.thresholds {
        // Writing to a string cannot fail.
        let _ =
            writeln!(table, "| `{}` | {} | {} | {} |", threshold.key, threshold.green, threshold.red, threshold.source);
    }
    table.push_str("\nBetween green and red the score falls in a straight line; equal ends are a plain limit.\n");
    table
}

fn precision(meta: &CheckMeta) -> String {
    match meta.precision {
        Some(p) => format!(
            "Read by hand: {} findings of {} repositories, {} true and useful.",
            p.read, p.repositories, p.correct
        ),
        None => "Not measured yet.".to_owned(),
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::page;
    use crate::all;

    #[test]
    fn each_page_holds_everything_that_the_check_says_of_itself() {
        for check in all() {
            let meta = check.meta();
            let page = page(meta);
            assert!(page.starts_with(&format!("# {} {}\n", meta.id, meta.name)));
            let said = [meta.finds, meta.matters, meta.evidence, meta.effort];
            let said = said.iter().chain(meta.exceptions).chain(meta.sources);
            for part in said.copied().chain(meta.thresholds.iter().flat_map(|t| [t.key, t.source])) {
                assert!(!part.is_empty() && page.contains(part), "{}: {part}", meta.id);
            }
        }
    }
}
