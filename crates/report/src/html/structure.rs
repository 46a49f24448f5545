//! Structure and history: languages, components, cycles, imports, copies, coupled files, who knows what.

use super::Input;
use super::matrix::{matrix, not_followed};
use super::table::{Cell, Column, table};
use super::writer::{Html, card_head};
use crate::{limits, words};
use quarterdeck_facts::{Component, CoupledPair, Cycle, Facts, FileKind, HistoryState, ModuleUnit};

/// Languages, components, cycles, imports, copies.
pub(super) fn structure(page: &mut Html, input: Input<'_>) {
    page.raw("<div class=\"grid\" id=\"structure\"><div class=\"c6 stack\">");
    languages(page, input.facts);
    imports(page, input.facts);
    page.raw("</div><div class=\"c6 stack\">");
    components(page, input.facts);
    page.raw("</div><div>");
    matrix(page, input.facts);
    page.raw("</div><div>");
    cycles(page, input.facts);
    page.raw("</div><div>");
    clones(page, input.facts);
    page.raw("</div></div>\n");
}

/// Repositories, coupled files, ownership.
pub(super) fn history(page: &mut Html, input: Input<'_>) {
    page.raw("<div class=\"stack\" id=\"history\">");
    repositories(page, input.facts);
    coupled(page, input.facts);
    ownership(page, input);
    page.raw("</div>\n");
}

/// Says that nothing of a kind was found or could be looked at.
fn nothing(page: &mut Html, text: &'static str) {
    page.raw("<p class=\"card-body soft\">").raw(text).raw("</p></section>\n");
}

/// Closes a card; says how many rows stand elsewhere.
fn close(page: &mut Html, total: usize, command: &'static str) {
    if total > limits::PAGE_ROWS {
        page.raw("<footer class=\"card-foot\"><span>The first ").number(limits::PAGE_ROWS as u64).raw(" of ");
        page.number(total as u64).raw(". More: <span class=\"mono\">").raw(command).raw("</span></span></footer>");
    }
    page.raw("</section>\n");
}

fn code(text: impl ToString) -> Cell {
    Cell::Code(text.to_string())
}

fn languages(page: &mut Html, facts: &Facts) {
    let totals = facts.languages();
    card_head(page, "", "Languages", "Vendored files left out.");
    if totals.is_empty() {
        return nothing(page, "No file in a known language.");
    }
    let all: u64 = totals.iter().map(|total| total.code).sum();
    let columns = [
        Column::Wide("Language"),
        Column::Number("Files"),
        Column::Number("Code"),
        Column::Number("Comments"),
        Column::Number("Share"),
    ];
    let row = |total: &quarterdeck_facts::LanguageTotal| {
        let mut share = Html::new();
        share.text(&words::percent(if all == 0 { 0.0 } else { total.code as f64 / all as f64 }));
        let figures = [total.files, total.code, total.comments].map(Cell::Number);
        let mut cells = vec![Cell::Text(total.language.to_owned())];
        cells.extend(figures);
        cells.push(Cell::Html(share));
        (None, cells)
    };
    table(page, "Languages", &columns, totals.iter().take(limits::PAGE_ROWS).map(row).collect());
    close(page, totals.len(), "audit.json");
}

fn imports(page: &mut Html, facts: &Facts) {
    if facts.imports.shares.is_empty() {
        return;
    }
    let title = match facts.imports.resolved_share() {
        Some(share) => format!("{} of the imports could be followed", words::percent(share)),
        None => "Imports".to_owned(),
    };
    card_head(page, "", &title, "Cycles and coupling are found only where imports could be followed.");
    let columns = [
        Column::Wide("Language"),
        Column::Number("To own files"),
        Column::Number("To packages"),
        Column::Number("Not followed"),
    ];
    let row = |share: &quarterdeck_facts::ImportShare| {
        let mut cells = vec![Cell::Text(share.language.to_owned())];
        cells.extend([share.internal, share.external, share.unresolved].map(Cell::Number));
        (None, cells)
    };
    table(page, "Imports by language", &columns, facts.imports.shares.iter().map(row).collect());
    page.raw("</section>\n");
}

fn components(page: &mut Html, facts: &Facts) {
    card_head(page, "", "Components", "Derived from manifests first, then from folders.");
    if facts.components.is_empty() {
        return nothing(page, "No component could be derived.");
    }
    let mut sorted: Vec<&Component> = facts.components.iter().collect();
    sorted.sort_by(|a, b| b.code.cmp(&a.code).then(a.name.cmp(&b.name)));
    let columns = [
        Column::Wide("Component"),
        Column::Text("Because of a"),
        Column::Number("Files"),
        Column::Number("Code lines"),
    ];
    let row = |component: &&Component| {
        let cells = vec![
            code(&component.name),
            Cell::Text(words::component_reason(component.reason).to_owned()),
            Cell::Number(u64::from(component.files)),
            Cell::Number(component.code),
        ];
        (None, cells)
    };
    table(page, "Components", &columns, sorted.iter().take(limits::PAGE_ROWS).map(row).collect());
    close(page, sorted.len(), "quarterdeck facts . --level component");
}

fn cycles(page: &mut Html, facts: &Facts) {
    let all = &facts.imports.cycles;
    if facts.imports.shares.is_empty() {
        card_head(page, "", "Cycles could not be looked for", "");
        return not_followed(page);
    }
    let title = match all.len() {
        0 => "No cycles found".to_owned(),
        count => words::plural(count as u64, "cycle between modules", "cycles between modules"),
    };
    card_head(page, "", &title, "Modules that use each other in a circle can only be changed and tested together.");
    if all.is_empty() {
        return nothing(page, "No circle over imports that could be followed.");
    }
    let columns = [
        Column::Wide("Example of a circle"),
        Column::Text("Modules"),
        Column::Number("Files"),
        Column::Text("Cut first"),
    ];
    let row = |cycle: &Cycle| {
        let unit = match cycle.unit {
            ModuleUnit::File => "files",
            ModuleUnit::Folder => "folders",
        };
        let mut cut = Html::new();
        for (at, step) in cycle.cut.iter().take(3).enumerate() {
            cut.raw(if at == 0 { "<span class=\"mono\">" } else { "<br><span class=\"mono\">" });
            cut.text(&step.from.to_string())
                .raw(" → ")
                .text(&step.to.to_string())
                .raw("</span> <small class=\"muted\">");
            cut.text(&words::plural(u64::from(step.imports), "import", "imports")).raw("</small>");
        }
        let cells = vec![
            Cell::Html(circle(cycle)),
            Cell::Text(format!("{} {} ({})", cycle.modules.len(), unit, cycle.language)),
            Cell::Number(u64::from(cycle.files)),
            Cell::Html(cut),
        ];
        (None, cells)
    };
    table(page, "Cycles", &columns, all.iter().take(limits::PAGE_ROWS).map(row).collect());
    close(page, all.len(), "audit.json");
}

/// The walk of a cycle, at most eight steps.
fn circle(cycle: &Cycle) -> Html {
    let mut out = Html::new();
    out.raw("<span class=\"mono\">");
    for step in cycle.example.iter().take(8) {
        out.text(&step.from.to_string()).raw(" → ");
    }
    match cycle.example.first().filter(|_| cycle.example.len() <= 8) {
        Some(first) => out.text(&first.from.to_string()),
        None => out.raw("…"),
    };
    out.raw("</span>");
    out
}

fn clones(page: &mut Html, facts: &Facts) {
    // Tests repeat themselves on purpose; all groups stand in audit.json.
    let in_source = |place: &&quarterdeck_facts::ClonePlace| facts.file(place.file).kind == FileKind::Source;
    let groups: Vec<&quarterdeck_facts::CloneGroup> =
        facts.clones.iter().filter(|group| group.places.iter().filter(in_source).count() >= 2).collect();
    card_head(page, "", "Copied code", "The same code at several places of the source, tests left out, largest first.");
    if groups.is_empty() {
        return nothing(page, "No copy above the stated length was found.");
    }
    let columns = [Column::Wide("Places"), Column::Number("Lines"), Column::Number("Tokens"), Column::Number("Copies")];
    let row = |group: &&quarterdeck_facts::CloneGroup| {
        let mut places = Html::new();
        let shown: Vec<&quarterdeck_facts::ClonePlace> = group.places.iter().filter(in_source).collect();
        for (at, place) in shown.iter().take(3).enumerate() {
            places.raw(if at == 0 { "<span class=\"mono\">" } else { "<br><span class=\"mono\">" });
            places
                .text(&facts.file(place.file).path.to_string())
                .raw(":")
                .text(&place.start_line.to_string())
                .raw("</span>");
        }
        if shown.len() > 3 {
            places.raw("<br><small class=\"muted\">and ").number(shown.len() as u64 - 3).raw(" more</small>");
        }
        let figures = [u64::from(group.lines), u64::from(group.tokens), shown.len() as u64];
        let mut cells = vec![Cell::Html(places)];
        cells.extend(figures.map(Cell::Number));
        (None, cells)
    };
    table(page, "Copied code", &columns, groups.iter().take(limits::PAGE_ROWS).map(row).collect());
    close(page, groups.len(), "audit.json");
}

fn repositories(page: &mut Html, facts: &Facts) {
    card_head(page, "", "Repositories read", "");
    if facts.repositories.is_empty() {
        return nothing(page, "None.");
    }
    let columns = [
        Column::Wide("Repository"),
        Column::Text("Commit"),
        Column::Text("From"),
        Column::Text("To"),
        Column::Number("Commits"),
        Column::Number("Merges"),
        Column::Text("History"),
    ];
    let row = |repository: &quarterdeck_facts::RepositoryFacts| {
        let history = match &repository.history {
            HistoryState::Complete => "complete".to_owned(),
            HistoryState::Incomplete { reason } => format!("incomplete: {reason}"),
        };
        let cells = vec![
            code(&repository.name),
            code(words::short(&repository.commit)),
            Cell::Text(repository.first_commit_at.date()),
            Cell::Text(repository.committed_at.date()),
            Cell::Number(repository.commits),
            Cell::Number(repository.merges),
            Cell::Text(history),
        ];
        (None, cells)
    };
    table(page, "Repositories read", &columns, facts.repositories.iter().take(200).map(row).collect());
    page.raw("</section>\n");
}

fn coupled(page: &mut Html, facts: &Facts) {
    card_head(
        page,
        "",
        "Files that change together",
        "Strongest first. Without an import between them, the reason is hidden.",
    );
    if facts.pairs.is_empty() {
        return nothing(page, "No two files changed together often enough, or the history could not be read.");
    }
    let columns = [
        Column::Wide("Files"),
        Column::Number("Together"),
        Column::Number("Degree"),
        Column::Text("One imports the other"),
    ];
    let row = |pair: &CoupledPair| {
        let mut files = Html::new();
        files.raw("<span class=\"mono\">").text(&pair.first.to_string()).raw("</span><br><span class=\"mono\">");
        files.text(&pair.second.to_string()).raw("</span>");
        let mut degree = Html::new();
        degree.number(pair.degree).raw(" %");
        let imported = pair.imported.map_or(Cell::Unknown, |yes| Cell::Text(if yes { "yes" } else { "no" }.to_owned()));
        (None, vec![Cell::Html(files), Cell::Number(u64::from(pair.shared)), Cell::Html(degree), imported])
    };
    table(page, "Files that change together", &columns, facts.pairs.iter().take(limits::PAGE_ROWS).map(row).collect());
    close(page, facts.pairs.len(), "quarterdeck facts . --level pair");
}

fn ownership(page: &mut Html, input: Input<'_>) {
    let facts = input.facts;
    let mut rows = crate::ownership::ownership(facts);
    card_head(
        page,
        "",
        "Who knows what",
        "Share of the changes of each component that one person made. Knowledge, not productivity.",
    );
    if rows.is_empty() {
        return nothing(page, "The history does not say who changed what.");
    }
    let total = rows.len();
    rows.sort_by(|a, b| b.revisions.cmp(&a.revisions).then(a.component.cmp(&b.component)));
    let mut columns = vec![
        Column::Wide("Component"),
        Column::Number("People"),
        Column::Number("In 24 months"),
        Column::Text("Most changes by"),
        Column::Number("Share"),
        Column::Text(""),
    ];
    if facts.deep {
        columns.extend([Column::Text("Most lines by"), Column::Number("Share of lines")]);
    }
    let row = |owned: &crate::ownership::Ownership| {
        let (mut share, mut bar) = (Html::new(), Html::new());
        share.text(&words::percent(owned.main.1));
        bar.raw("<svg class=\"bar\" height=\"8\" aria-hidden=\"true\"><rect class=\"v\" width=\"");
        bar.decimal(owned.main.1 * 100.0, 1).raw("%\" height=\"8\"/></svg>");
        let mut cells = vec![
            code(&facts.components[owned.component.at()].name),
            Cell::Number(owned.people),
            Cell::Number(owned.people_24m),
            Cell::Text(words::person(&facts.people[owned.main.0.at()], input.meta.names).to_owned()),
            Cell::Html(share),
            Cell::Html(bar),
        ];
        if facts.deep {
            let person =
                |lines: crate::ownership::OwnedLines| words::person(&facts.people[lines.main.0.at()], input.meta.names);
            cells.push(owned.lines.map_or(Cell::Unknown, |lines| Cell::Text(person(lines).to_owned())));
            cells.push(owned.lines.map_or(Cell::Unknown, |lines| Cell::Text(words::percent(lines.main.1))));
        }
        (None, cells)
    };
    table(page, "Who knows what", &columns, rows.iter().take(limits::PAGE_ROWS).map(row).collect());
    close(page, total, "audit.json");
}
