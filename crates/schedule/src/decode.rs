//! From an order of works and a person for each to a plan: serial schedule generation. Each work takes the first gap in
//! its person's time that calendar, prerequisites and budgets allow, so every plan is feasible by construction.

use crate::model::{Choice, Model, NEVER, Work};

/// No person: free to choose, or not there.
pub(crate) const NOBODY: u16 = u16::MAX;

/// What is made as small as possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Objective {
    /// The end of the last task.
    Makespan,
    /// The value lost until tasks are complete.
    #[default]
    Value,
    /// The money spent.
    Cost,
}

/// Where a work came to lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Placed {
    pub(crate) person: u16,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) reviewer: u16,
    pub(crate) review_start: u32,
    pub(crate) review_end: u32,
}

impl Placed {
    const NOT: Self =
        Self { person: NOBODY, start: NEVER, end: NEVER, reviewer: NOBODY, review_start: NEVER, review_end: NEVER };

    /// It has a place.
    pub(crate) fn is_placed(&self) -> bool {
        self.start != NEVER
    }

    /// When it is complete.
    pub(crate) fn done(&self) -> u32 {
        if self.reviewer == NOBODY { self.end } else { self.review_end }
    }
}

/// Why a work has no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// It has one.
    Placed,
    /// It waits for this one.
    Waits(u32),
    /// Nobody who can do it has the time left.
    Capacity,
    /// At the earliest it would be complete then, after its deadline.
    Deadline(u32),
    /// The budget with this number has not enough left.
    Budget(usize),
}

/// How good a plan is; smaller is better, the first difference decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Key {
    /// Works without a place (for value: with their weight).
    pub(crate) missing: u64,
    /// Slots past deadlines.
    pub(crate) late: u64,
    /// The objective.
    pub(crate) main: u128,
    /// What tells equals apart and leads the search.
    pub(crate) tie: u128,
}

/// A plan.
#[derive(Clone)]
pub(crate) struct Plan {
    pub(crate) placed: Vec<Placed>,
    pub(crate) why: Vec<Why>,
    pub(crate) key: Key,
}

impl Plan {
    pub(crate) fn new(works: usize) -> Self {
        Self { placed: vec![Placed::NOT; works], why: vec![Why::Placed; works], key: Key::default() }
    }

    pub(crate) fn makespan(&self) -> u32 {
        self.placed.iter().filter(|placed| placed.is_placed()).map(Placed::done).max().unwrap_or(0)
    }
}

/// Makes plans; holds the room that it needs, so that nothing is allocated in the search.
pub(crate) struct Decoder<'a> {
    model: &'a Model,
    objective: Objective,
    /// By person, what is taken, in order.
    busy: Vec<Vec<(u32, u32)>>,
    /// By budget, what is spent.
    spent: Vec<u128>,
    /// By budget, what a work in the making would add.
    adding: Vec<u128>,
}

impl<'a> Decoder<'a> {
    pub(crate) fn new(model: &'a Model, objective: Objective) -> Self {
        Self {
            model,
            objective,
            busy: vec![Vec::new(); model.people.len()],
            spent: vec![0; model.budgets.len()],
            adding: vec![0; model.budgets.len()],
        }
    }

    /// `order` has each work once, prerequisites first. `person` names who does it, or nobody: then the best is taken.
    pub(crate) fn decode(&mut self, order: &[u32], person: &[u16], plan: &mut Plan) {
        let model = self.model;
        self.busy.iter_mut().for_each(Vec::clear);
        if !self.spent.is_empty() {
            self.spent.fill(0);
        }
        for at in order {
            let at = *at as usize;
            let result = self.ready(at, plan).and_then(|ready| self.best(&model.works[at], ready, person[at]));
            (plan.placed[at], plan.why[at]) = match result {
                Ok(placed) => {
                    self.commit(&model.works[at], &placed);
                    (placed, Why::Placed)
                }
                Err(why) => (Placed::NOT, why),
            };
        }
        plan.key = self.key(plan);
    }

    /// When everything that it waits for is complete.
    fn ready(&self, at: usize, plan: &Plan) -> Result<u32, Why> {
        let work = &self.model.works[at];
        let mut ready = work.earliest;
        for on in &work.after {
            let before = &plan.placed[*on as usize];
            if !before.is_placed() {
                return Err(Why::Waits(*on));
            }
            ready = ready.max(before.done());
        }
        if ready > self.model.horizon { Err(Why::Capacity) } else { Ok(ready) }
    }

    fn best(&mut self, work: &Work, ready: u32, wanted: u16) -> Result<Placed, Why> {
        if work.milestone {
            return self.milestone(work, ready);
        }
        let mut failed = Why::Capacity;
        if wanted != NOBODY
            && let Some(choice) = Choice::of(&work.choices, wanted)
        {
            match self.place(work, *choice, ready, NEVER) {
                Ok(placed) => return Ok(placed),
                Err(why) => failed = why,
            }
        }
        let mut best: Option<((u64, u128, u128), Placed)> = None;
        for choice in work.choices.iter().filter(|choice| choice.person != wanted) {
            // Unless money decides, what ends after the best so far needs no reviewer.
            let by_end = self.objective != Objective::Cost;
            let until = best.as_ref().filter(|_| by_end).map_or(NEVER, |(_, placed)| placed.done());
            match self.place(work, *choice, ready, until) {
                Ok(placed) => {
                    let worth = self.worth(work, &placed);
                    if best.as_ref().is_none_or(|(known, _)| worth < *known) {
                        best = Some((worth, placed));
                    }
                }
                // The reason that came closest is told.
                Err(why) if failed == Why::Capacity => failed = why,
                Err(_) => {}
            }
        }
        best.map(|(_, placed)| placed).ok_or(failed)
    }

    /// What a free choice of person goes by.
    fn worth(&self, work: &Work, placed: &Placed) -> (u64, u128, u128) {
        let late = u64::from(placed.done().saturating_sub(work.deadline));
        let scarce = u128::from(self.model.people[usize::from(placed.person)].demand);
        let done = u128::from(placed.done());
        match self.objective {
            Objective::Cost => (late, self.cost(placed), done),
            Objective::Makespan | Objective::Value => (late, done, scarce),
        }
    }

    fn cost(&self, placed: &Placed) -> u128 {
        let time = |person: u16, from: u32, to: u32| {
            let worker = &self.model.people[usize::from(person)];
            worker.cost * u128::from(worker.calendar.between(from, to))
        };
        let mut cost = 0;
        if placed.person != NOBODY {
            cost += time(placed.person, placed.start, placed.end);
        }
        if placed.reviewer != NOBODY {
            cost += time(placed.reviewer, placed.review_start, placed.review_end);
        }
        cost
    }

    fn milestone(&mut self, work: &Work, ready: u32) -> Result<Placed, Why> {
        self.clear();
        let mut at = ready;
        let mut why = Why::Capacity;
        while let Err((budget, later)) = self.affordable(NOBODY, at, at, work.lump) {
            (at, why) = (later, Why::Budget(budget));
        }
        if at > self.model.horizon {
            return Err(why);
        }
        if work.hard && at > work.deadline {
            return Err(Why::Deadline(at));
        }
        Ok(Placed { start: at, end: at, ..Placed::NOT })
    }

    /// With the reviewer who is done first; nothing when the work alone ends after `until`.
    fn place(&mut self, work: &Work, choice: Choice, ready: u32, until: u32) -> Result<Placed, Why> {
        self.clear();
        let (start, end) = self.fit(choice, ready, work.lump)?;
        if end > until {
            return Err(Why::Capacity);
        }
        let mut placed = Placed { person: choice.person, start, end, ..Placed::NOT };
        if choice.review {
            self.add(choice.person, start, end, work.lump);
            let mut best: Option<(u32, u32, u16)> = None;
            let mut failed = Why::Capacity;
            for reviewer in work.reviewers.iter().filter(|reviewer| reviewer.person != choice.person) {
                match self.fit(*reviewer, end, 0) {
                    Ok((from, to)) if best.is_none_or(|known| (to, from, reviewer.person) < known) => {
                        best = Some((to, from, reviewer.person));
                    }
                    Ok(_) => {}
                    Err(why) => failed = why,
                }
            }
            let (to, from, reviewer) = best.ok_or(failed)?;
            (placed.reviewer, placed.review_start, placed.review_end) = (reviewer, from, to);
        }
        if work.hard && placed.done() > work.deadline { Err(Why::Deadline(placed.done())) } else { Ok(placed) }
    }

    /// The first place from `ready` on that time and money allow.
    fn fit(&self, choice: Choice, ready: u32, lump: u128) -> Result<(u32, u32), Why> {
        let mut why = Why::Capacity;
        let mut from = ready;
        loop {
            let (start, end) = self.gap(choice, from).ok_or(why)?;
            match self.affordable(choice.person, start, end, lump) {
                Ok(()) => return Ok((start, end)),
                Err((budget, later)) => (from, why) = (later, Why::Budget(budget)),
            }
            if from > self.model.horizon {
                return Err(why);
            }
        }
    }

    /// The first gap in the person's time that holds the work.
    fn gap(&self, choice: Choice, ready: u32) -> Option<(u32, u32)> {
        let calendar = &self.model.people[usize::from(choice.person)].calendar;
        let busy = &self.busy[usize::from(choice.person)];
        let mut next = busy.partition_point(|taken| taken.1 <= ready);
        let mut start = ready;
        loop {
            // A share is at most one: a gap of fewer slots than the need cannot hold it.
            while let Some(taken) = busy.get(next)
                && u64::from(taken.0.saturating_sub(start)) * 1000 < choice.need
            {
                start = start.max(taken.1);
                next += 1;
            }
            start = calendar.next_open(start)?;
            let end = calendar.end(start, choice.need)?;
            match busy.get(next) {
                Some(taken) if end > taken.0 => {
                    start = start.max(taken.1);
                    next += 1;
                }
                _ => return Some((start, end)),
            }
        }
    }

    /// Every budget holds; or which does not, and the next start that is worth a look.
    fn affordable(&self, person: u16, start: u32, end: u32, lump: u128) -> Result<(), (usize, u32)> {
        for (at, purse) in self.model.budgets.iter().enumerate() {
            let used = self.used(at, person, start, end, lump);
            let left = purse.amount.saturating_sub(self.spent[at] + self.adding[at]);
            if used <= left {
                continue;
            }
            let inside = (purse.from..purse.to).contains(&start);
            let lump = if inside { lump } else { 0 };
            let later = match self.model.people.get(usize::from(person)) {
                Some(worker) if worker.cost > 0 && lump <= left => {
                    // So late that what is left pays for the part within the window.
                    let until = purse.to.min(self.model.horizon);
                    let paid = u64::try_from((left - lump) / worker.cost).unwrap_or(u64::MAX);
                    let start = worker.calendar.cumulated(until).saturating_sub(paid);
                    worker.calendar.reach(start).map_or(purse.to, |start| start.min(purse.to))
                }
                _ => purse.to,
            };
            return Err((at, later.max(start + 1)));
        }
        Ok(())
    }

    /// What a place takes out of a budget.
    fn used(&self, budget: usize, person: u16, start: u32, end: u32, lump: u128) -> u128 {
        let purse = &self.model.budgets[budget];
        let due = if (purse.from..purse.to).contains(&start) { lump } else { 0 };
        let time = self.model.people.get(usize::from(person)).map_or(0, |worker| {
            worker.cost * u128::from(worker.calendar.between(start.max(purse.from), end.min(purse.to)))
        });
        due + time
    }

    /// Nothing is in the making.
    fn clear(&mut self) {
        // Most problems have no budget, and this runs for every place that is looked at.
        if !self.adding.is_empty() {
            self.adding.fill(0);
        }
    }

    fn add(&mut self, person: u16, start: u32, end: u32, lump: u128) {
        for at in 0..self.adding.len() {
            self.adding[at] += self.used(at, person, start, end, lump);
        }
    }

    fn commit(&mut self, work: &Work, placed: &Placed) {
        self.clear();
        self.add(placed.person, placed.start, placed.end, work.lump);
        self.take(placed.person, placed.start, placed.end);
        if placed.reviewer != NOBODY {
            self.add(placed.reviewer, placed.review_start, placed.review_end, 0);
            self.take(placed.reviewer, placed.review_start, placed.review_end);
        }
        for (spent, adding) in self.spent.iter_mut().zip(&self.adding) {
            *spent += adding;
        }
    }

    fn take(&mut self, person: u16, start: u32, end: u32) {
        let Some(busy) = self.busy.get_mut(usize::from(person)) else { return };
        let at = busy.partition_point(|taken| taken.0 < start);
        busy.insert(at, (start, end));
    }

    fn key(&self, plan: &Plan) -> Key {
        let mut key = Key::default();
        let (mut lost, mut cost, mut sum) = (0_u128, 0_u128, 0_u128);
        for (work, placed) in self.model.works.iter().zip(&plan.placed) {
            if !placed.is_placed() {
                key.missing += 1 + if self.objective == Objective::Value { work.weight } else { 0 };
                continue;
            }
            let done = placed.done();
            key.late += u64::from(done.saturating_sub(work.deadline));
            lost += u128::from(work.weight) * u128::from(done) * 1000;
            sum += u128::from(done);
            if self.objective == Objective::Cost {
                cost += self.cost(placed) + work.lump;
            }
        }
        (key.main, key.tie) = match self.objective {
            Objective::Makespan => (u128::from(plan.makespan()), self.loads()),
            Objective::Value => (lost, sum),
            Objective::Cost => (cost, lost + sum),
        };
        key
    }

    /// Squares of people's last slots: a makespan that many people reach is further from the next better one.
    fn loads(&self) -> u128 {
        let last = |busy: &Vec<(u32, u32)>| busy.last().map_or(0, |taken| u128::from(taken.1));
        self.busy.iter().map(last).map(|last| last * last).sum()
    }
}
