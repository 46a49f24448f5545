//! Cyclomatic and cognitive complexity and nesting, counted in one walk for all languages. Apart from the languages:
//! they say what a node is, this says what it costs.

use crate::languages::{Rule, Shape};

/// Fields that stand in front of a body: what is in them is not nested deeper than the statement itself.
const HEADER_FIELDS: [&str; 16] = [
    "condition",
    "value",
    "subject",
    "left",
    "right",
    "init",
    "initializer",
    "initialize",
    "update",
    "increment",
    "type",
    "name",
    "parameter",
    "operator",
    "resources",
    "guard",
];

/// The counts of one function.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    /// Cyclomatic complexity.
    pub(crate) cyclomatic: u32,
    /// Deepest nesting.
    pub(crate) nesting: u32,
    /// Cognitive complexity of its own code.
    own: u32,
    /// How many of its increments grow with nesting.
    own_nested: u32,
    /// Of its own, what stands in a run of conditions that look alike.
    pub(crate) flat: u32,
    /// How many of these increments grow with nesting.
    flat_nested: u32,
    /// The same four of the functions inside.
    inner: u32,
    inner_nested: u32,
    inner_flat: u32,
    inner_flat_nested: u32,
    /// It calls itself.
    pub(crate) recursive: bool,
    /// Its own code holds elements of JSX.
    pub(crate) builds_markup: bool,
    /// Functions inside are not nested deeper: a decorator.
    wraps: bool,
    /// Nesting around the function at its start.
    outside: u32,
    /// Depth of control structures around it, when what is in it counts in the function around as well.
    inline: Option<u32>,
}

impl Counts {
    /// Cognitive complexity. With `holds_modules`, a function without control flow of its own is taken as a module
    /// and leaves out the functions inside.
    pub(crate) fn cognitive(&self, holds_modules: bool) -> u32 {
        let inner = if self.is_module(holds_modules) { 0 } else { self.inner };
        self.cognitive_own().saturating_add(inner)
    }

    /// Of it, what stands in runs of conditions that look alike in the functions inside.
    pub(crate) fn flat_inside(&self, holds_modules: bool) -> u32 {
        if self.is_module(holds_modules) { 0 } else { self.inner_flat }
    }

    fn is_module(&self, holds_modules: bool) -> bool {
        holds_modules && self.own_nested == 0
    }

    /// Of it, what its own code adds.
    pub(crate) fn cognitive_own(&self) -> u32 {
        self.own.saturating_add(u32::from(self.recursive))
    }
}

/// The state at one node on the way from the root.
#[derive(Debug, Clone, Copy)]
struct Level {
    shape: Shape,
    /// Nesting that the node itself was counted with.
    base: u32,
    /// Nesting of what is inside.
    inside: u32,
    /// Depth of control structures inside.
    depth: u32,
    /// The sequence of boolean operators that the node belongs to.
    sequence: Option<usize>,
    opens_sequence: bool,
    opens_function: bool,
    /// Meaning of the child seen last.
    previous: Shape,
}

/// What a node turned out to be, beyond its rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// What its rule says.
    Ordinary,
    /// A function of its own.
    Function {
        /// A decorator.
        wraps: bool,
        /// What is in it counts in the function around it as well.
        inline: bool,
    },
    /// A closure that is part of the function around it.
    Closure,
    /// A jump out of the line of flow.
    Jump,
    /// `&&`, `||` or another operator that joins conditions.
    Joins,
}

/// Counts while a tree is walked.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    levels: Vec<Level>,
    functions: Vec<Counts>,
    /// Last operator of each open sequence of boolean operators.
    sequences: Vec<Option<Shape>>,
    /// What is counted now stands in a run of conditions that look alike.
    pub(crate) in_flat_run: bool,
}

impl Meter {
    /// The function around, while there is one.
    pub(crate) fn current(&mut self) -> Option<&mut Counts> {
        self.functions.last_mut()
    }

    /// Counts a node before its children.
    pub(crate) fn enter(&mut self, rule: Rule, field: &str, named: bool, found: Found) {
        let parent = self.levels.last().copied();
        if let Some(parent) = self.levels.last_mut() {
            parent.previous = rule.shape;
        }
        let (mut base, depth) = parent.map_or((0, 0), |parent| (nesting_for(&parent, field), parent.depth));
        if let Some(counts) = self.functions.last_mut() {
            counts.cyclomatic = counts.cyclomatic.saturating_add(rule.branch);
        }
        let (mut chained, mut shape) = (false, rule.shape);
        if let Some(parent) = parent {
            // The `else` of a switch is its default.
            if parent.shape == Shape::Switch && matches!(shape, Shape::Else | Shape::ElseBlock) {
                shape = Shape::Plain;
            }
            let is_else = matches!(shape, Shape::Else | Shape::ElseBlock);
            let in_if = matches!(parent.shape, Shape::If | Shape::ElseIf);
            let alternative = in_if && ((field == "alternative" && named) || is_else || shape == Shape::ElseIf);
            let holds_else = parent.shape == Shape::Else || (in_if && parent.previous == Shape::Else);
            let after_else = holds_else && shape == Shape::If;
            let other_else = is_else;
            if parent.previous == Shape::CatchHead {
                base = base.saturating_add(1);
            }
            if alternative || other_else {
                self.add(1);
            }
            chained = after_else || (alternative && rule.shape == Shape::If);
            if chained || (alternative && (is_else || rule.shape == Shape::ElseIf)) {
                base = parent.base;
            } else if other_else {
                base = if parent.shape == Shape::Loop { parent.base } else { parent.inside };
            }
        }
        let mut level = Level {
            shape,
            base,
            inside: base,
            depth,
            sequence: None,
            opens_sequence: false,
            opens_function: false,
            previous: Shape::Plain,
        };
        if let Some(around) = parent.filter(|_| shape == Shape::Body) {
            level = Level { sequence: None, opens_sequence: false, opens_function: false, ..around };
        } else {
            self.count_shape(&mut level, chained, parent.and_then(|parent| parent.sequence), found);
        }
        if let Some(counts) = self.functions.last_mut() {
            counts.nesting = counts.nesting.max(level.depth);
        }
        self.levels.push(level);
    }

    fn count_shape(&mut self, level: &mut Level, chained: bool, sequence: Option<usize>, found: Found) {
        let deeper = level.base.saturating_add(1);
        match level.shape {
            Shape::If if chained => level.inside = deeper,
            Shape::If | Shape::Loop | Shape::Switch => {
                self.add_nested(level.base);
                level.inside = deeper;
                level.depth += 1;
            }
            Shape::CatchHead => self.add_nested(level.base),
            Shape::Catch | Shape::Ternary => {
                self.add_nested(level.base);
                level.inside = deeper;
            }
            Shape::ElseIf | Shape::Else | Shape::ElseBlock => level.inside = deeper,
            Shape::Try => level.depth += 1,
            Shape::Jump if found == Found::Jump => self.add(1),
            Shape::Callable => match found {
                Found::Function { wraps, inline } => {
                    let (outside, inline) = (level.base, inline.then_some(level.depth));
                    self.functions.push(Counts { cyclomatic: 1, outside, wraps, inline, ..Counts::default() });
                    (level.base, level.inside, level.depth, level.opens_function) = (0, 0, 0, true);
                }
                Found::Closure => level.inside = deeper,
                _ => {}
            },
            Shape::Parens => level.sequence = sequence,
            Shape::Binary if found == Found::Joins => {
                level.sequence = sequence.or_else(|| {
                    self.sequences.push(None);
                    level.opens_sequence = true;
                    Some(self.sequences.len() - 1)
                });
            }
            Shape::And | Shape::Or => {
                if let Some(last) = sequence.and_then(|at| self.sequences.get_mut(at))
                    && last.replace(level.shape) != Some(level.shape)
                {
                    self.add(1);
                }
            }
            _ => {}
        }
    }

    /// Takes a node's children as done; returns its counts when it was a function.
    pub(crate) fn leave(&mut self) -> Option<Counts> {
        let level = self.levels.pop()?;
        if level.opens_sequence {
            self.sequences.pop();
        }
        if !level.opens_function {
            return None;
        }
        let counts = self.functions.pop()?;
        if let Some(around) = self.functions.last_mut() {
            let shift = counts.outside.saturating_add(u32::from(!around.wraps));
            let nested = counts.own_nested.saturating_add(counts.inner_nested);
            let total = counts.cognitive(false).saturating_add(shift.saturating_mul(nested));
            around.inner = around.inner.saturating_add(total);
            around.inner_nested = around.inner_nested.saturating_add(nested);
            let flat_nested = counts.flat_nested.saturating_add(counts.inner_flat_nested);
            let flat = counts.flat.saturating_add(counts.inner_flat);
            around.inner_flat =
                around.inner_flat.saturating_add(flat).saturating_add(shift.saturating_mul(flat_nested));
            around.inner_flat_nested = around.inner_flat_nested.saturating_add(flat_nested);
            if let Some(depth) = counts.inline {
                around.cyclomatic = around.cyclomatic.saturating_add(counts.cyclomatic - 1);
                around.nesting = around.nesting.max(depth.saturating_add(counts.nesting));
            }
        }
        Some(counts)
    }

    fn add(&mut self, increment: u32) {
        if let Some(counts) = self.functions.last_mut() {
            counts.own = counts.own.saturating_add(increment);
            if self.in_flat_run {
                counts.flat = counts.flat.saturating_add(increment);
            }
        }
    }

    fn add_nested(&mut self, nesting: u32) {
        self.add(nesting.saturating_add(1));
        if let Some(counts) = self.functions.last_mut() {
            counts.own_nested = counts.own_nested.saturating_add(1);
            counts.flat_nested = counts.flat_nested.saturating_add(u32::from(self.in_flat_run));
        }
    }
}

/// The nesting that a child is counted with.
fn nesting_for(parent: &Level, field: &str) -> u32 {
    let has_header =
        matches!(parent.shape, Shape::If | Shape::ElseIf | Shape::Loop | Shape::Switch | Shape::Catch | Shape::Ternary);
    if has_header && HEADER_FIELDS.contains(&field) { parent.base } else { parent.inside }
}
