//! Functions of source files in their nesting: which stands inside which, and which only wraps others.

use crate::support::is_source_code;
use quarterdeck_facts::{Facts, FunctionFacts};

/// A function and where it stands among the others of its file.
pub(crate) struct Part<'a> {
    /// The function.
    pub(crate) function: &'a FunctionFacts,
    /// The innermost function around it.
    pub(crate) inside: Option<&'a FunctionFacts>,
    /// The innermost function around it that has a name.
    pub(crate) named: Option<&'a FunctionFacts>,
    /// Half of its points or lines stand in functions inside it: these are judged, and not the wrapper as well.
    pub(crate) wrapper: bool,
}

/// Source functions by file and start line, outer before inner.
pub(crate) fn parts(facts: &Facts) -> Vec<Part<'_>> {
    let mut functions: Vec<&FunctionFacts> =
        facts.functions.iter().filter(|it| !it.in_test && is_source_code(facts.file(it.file))).collect();
    functions.sort_by_key(|f| (f.file, f.start_line, std::cmp::Reverse(f.end_line)));
    let mut parts: Vec<Part<'_>> = Vec::with_capacity(functions.len());
    let mut inner: Vec<(u32, u32)> = Vec::with_capacity(functions.len());
    let mut open: Vec<usize> = Vec::new();
    for function in functions {
        while open.last().is_some_and(|outer| !holds(parts[*outer].function, function)) {
            open.pop();
        }
        let inside = open.last().map(|outer| parts[*outer].function);
        if let Some(outer) = open.last() {
            inner[*outer].0 += function.cognitive;
            // What stands on one line is no part that is judged on its own.
            inner[*outer].1 += if function.start_line < function.end_line { function.code } else { 0 };
        }
        let named = open.iter().rev().map(|outer| parts[*outer].function).find(|outer| !is_anonymous(outer));
        open.push(parts.len());
        parts.push(Part { function, inside, named, wrapper: false });
        inner.push((0, 0));
    }
    for (part, (points, lines)) in parts.iter_mut().zip(inner) {
        let by_points = points > 0 && points * 2 >= part.function.cognitive;
        part.wrapper = by_points || (lines > 0 && lines * 2 >= part.function.code);
    }
    parts
}

/// True when the second function stands inside the first one.
pub(crate) fn holds(outer: &FunctionFacts, inner: &FunctionFacts) -> bool {
    outer.file == inner.file && outer.start_line <= inner.start_line && outer.end_line >= inner.end_line
}

/// One place in so many lines that could not be read makes the figures of a function worth little.
const LINES_FOR_AN_ERROR: usize = 50;

/// How far the figures of a function can be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parsed {
    /// All of it was read.
    Whole,
    /// Some places could not be read.
    Mostly,
    /// Many could not.
    Hardly,
}

/// How far the parser read a function: by what it could not read and that begins or ends in it.
pub(crate) fn parsed(facts: &Facts, function: &FunctionFacts) -> Parsed {
    let lines = function.start_line..=function.end_line;
    let errors = facts.file(function.file).error_lines.iter();
    match errors.filter(|(start, end)| lines.contains(start) || lines.contains(end)).count() {
        0 => Parsed::Whole,
        errors if errors * LINES_FOR_AN_ERROR >= lines.count() => Parsed::Hardly,
        _ => Parsed::Mostly,
    }
}

/// Functions in something without a name are named after the one around them: `Filter::open > run`.
pub(crate) fn shown_name(part: &Part<'_>) -> String {
    match part.named {
        Some(outer) if is_anonymous(part.function) => {
            let own = part.function.name.rsplit("::").next().unwrap_or_default();
            format!("{} > {own}", outer.name)
        }
        _ => part.function.name.clone(),
    }
}

fn is_anonymous(function: &FunctionFacts) -> bool {
    function.name.contains("(anonymous)")
}

/// Code lines of functions, each line once: those of a function inside a counted one are its own already. The functions
/// come as [`parts`] orders them.
pub(crate) fn lines_once<'a>(functions: impl Iterator<Item = &'a FunctionFacts>) -> u64 {
    let mut lines = 0;
    let mut last: Option<&FunctionFacts> = None;
    for function in functions {
        if !last.is_some_and(|outer| holds(outer, function)) {
            lines += u64::from(function.code);
            last = Some(function);
        }
    }
    lines
}
