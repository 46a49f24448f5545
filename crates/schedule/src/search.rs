//! Iterated local search over orders and people. Starts from priority rules, then changes a little, decodes, and keeps
//! what is no worse than a while ago (late acceptance: Burke, Bykov 2017). Same problem, seed and number of iterations:
//! same plan, on any machine.

use crate::decode::{Decoder, Key, NOBODY, Objective, Plan};
use crate::model::Model;
use crate::order;
use quarterdeck_base::Random;

/// When to stop.
#[derive(Clone, Copy)]
pub(crate) enum Stop<'a> {
    /// After so many decoded plans.
    After(u64),
    /// When this says so; asked now and then.
    When(&'a dyn Fn() -> bool),
}

/// What is searched and how far.
pub(crate) struct Search<'a> {
    pub(crate) model: &'a Model,
    pub(crate) objective: Objective,
    pub(crate) seed: u64,
    pub(crate) stop: Stop<'a>,
    /// No plan can have less of the objective than this.
    pub(crate) bound: Option<u128>,
}

/// A plan in the form that can be changed: an order and who does what.
#[derive(Clone)]
pub(crate) struct Genes {
    pub(crate) order: Vec<u32>,
    pub(crate) person: Vec<u16>,
}

/// How many accepted keys are remembered.
const MEMORY: usize = 60;
/// So many plans for each work without a better one: go back to the best and shake it.
const PATIENCE: u64 = 60;
/// Between two questions whether to stop.
const ASK: u64 = 32;

struct State {
    genes: Genes,
    plan: Plan,
    /// Works that cannot be later without the makespan being later.
    critical: Vec<u32>,
    fresh: bool,
}

impl Search<'_> {
    /// The best plan found, and how many were made.
    pub(crate) fn run(&self, warm: Option<Genes>) -> (Plan, u64) {
        let works = self.model.works.len();
        let mut decoder = Decoder::new(self.model, self.objective);
        let mut made = 0;
        let (mut state, warmed) = (self.start(&mut decoder, warm, &mut made), made);
        let mut best = state.genes.clone();
        let mut best_plan = state.plan.clone();
        let mut memory = vec![state.plan.key; MEMORY];
        let mut random = Random::new(self.seed);
        let mut next = Genes { order: vec![0; works], person: vec![0; works] };
        let mut plan = Plan::new(works);
        let mut latest = Latest::new(works);
        let patience = PATIENCE * works as u64;
        let mut since = 0;
        while !self.is_over(made, warmed, &best_plan.key) {
            self.look(&mut state, &mut latest);
            next.order.clone_from(&state.genes.order);
            next.person.clone_from(&state.genes.person);
            if since > patience {
                next.order.clone_from(&best.order);
                next.person.clone_from(&best.person);
                self.shake(&mut next, &mut random);
                memory.fill(best_plan.key);
                since = 0;
            } else {
                self.change(&mut next, &state, &latest, &mut random);
            }
            decoder.decode(&next.order, &next.person, &mut plan);
            made += 1;
            since += 1;
            let slot = made as usize % MEMORY;
            if plan.key <= memory[slot] || plan.key <= state.plan.key || since == 1 {
                std::mem::swap(&mut state.plan, &mut plan);
                std::mem::swap(&mut state.genes, &mut next);
                self.settle(&mut state);
                if state.plan.key < best_plan.key {
                    since = 1;
                    best.clone_from(&state.genes);
                    best_plan.clone_from(&state.plan);
                }
            }
            memory[slot] = memory[slot].min(state.plan.key);
        }
        (best_plan, made)
    }

    fn is_over(&self, made: u64, warmed: u64, best: &Key) -> bool {
        if best.missing == 0 && best.late == 0 && self.bound.is_some_and(|bound| best.main <= bound) {
            return true;
        }
        match self.stop {
            Stop::After(most) => made >= most.max(warmed),
            Stop::When(over) => made.is_multiple_of(ASK) && over(),
        }
    }

    /// The best of the priority rules, and of what is known from before.
    fn start(&self, decoder: &mut Decoder<'_>, warm: Option<Genes>, made: &mut u64) -> State {
        let works = self.model.works.len();
        let free = vec![NOBODY; works];
        let ruled = order::starts(self.model).into_iter().map(|order| Genes { order, person: free.clone() });
        let mut best: Option<State> = None;
        let mut plan = Plan::new(works);
        for genes in warm.into_iter().chain(ruled) {
            decoder.decode(&genes.order, &genes.person, &mut plan);
            *made += 1;
            if best.as_ref().is_none_or(|known| plan.key < known.plan.key) {
                best = Some(State { genes, plan: plan.clone(), critical: Vec::new(), fresh: true });
            }
        }
        let mut state = best.expect("because there is at least one rule");
        self.settle(&mut state);
        state
    }

    /// Writes what the decoder chose into the genes.
    fn settle(&self, state: &mut State) {
        for (person, placed) in state.genes.person.iter_mut().zip(&state.plan.placed) {
            *person = placed.person;
        }
        order::by_start(self.model, &state.plan, &mut state.genes.order);
        state.fresh = true;
    }

    /// What is critical in the current plan.
    fn look(&self, state: &mut State, latest: &mut Latest) {
        if !state.fresh {
            return;
        }
        state.fresh = false;
        state.critical.clear();
        if self.objective == Objective::Makespan {
            order::latest(self.model, &state.plan, &state.genes.order, &mut latest.start, &mut latest.limit);
            let placed = &state.plan.placed;
            let tight = |at: &u32| placed[*at as usize].start == latest.start[*at as usize];
            state.critical.extend(state.genes.order.iter().copied().filter(tight));
        }
    }

    /// A work to change: half of the time one that matters.
    fn pick(&self, state: &State, random: &mut Random) -> usize {
        if !state.critical.is_empty() && random.percent(60) {
            return state.critical[random.below(state.critical.len())] as usize;
        }
        random.below(self.model.works.len())
    }

    fn change(&self, genes: &mut Genes, state: &State, latest: &Latest, random: &mut Random) {
        match random.below(100) {
            0..30 => self.hand_over(genes, self.pick(state, random), random),
            30..50 => self.move_work(genes, self.pick(state, random), random),
            50..65 => self.exchange(genes, self.pick(state, random), random),
            65..68 if self.objective == Objective::Makespan => {
                let key = |at: &u32| (latest.start[*at as usize], self.model.rank[*at as usize]);
                genes.order.sort_unstable_by_key(key);
            }
            65..90 => self.ruin_near(genes, self.pick(state, random), random),
            _ => {
                for _ in 0..2 + random.below(3) {
                    let at = self.pick(state, random);
                    genes.person[at] = NOBODY;
                    self.move_work(genes, at, random);
                }
            }
        }
    }

    /// Somebody else does it.
    fn hand_over(&self, genes: &mut Genes, at: usize, random: &mut Random) {
        let choices = &self.model.works[at].choices;
        if choices.len() < 2 {
            return self.move_work(genes, at, random);
        }
        let other = choices[random.below(choices.len())].person;
        genes.person[at] = if other == genes.person[at] { NOBODY } else { other };
        if random.percent(30) {
            self.move_work(genes, at, random);
        }
    }

    /// Two works change hands.
    fn exchange(&self, genes: &mut Genes, at: usize, random: &mut Random) {
        let can =
            |work: usize, person: u16| crate::model::Choice::of(&self.model.works[work].choices, person).is_some();
        let works = self.model.works.len();
        let first = random.below(works);
        // From a random place on, the first work that fits.
        let fits = |other: &usize| {
            let (mine, theirs) = (genes.person[at], genes.person[*other]);
            mine != theirs && can(at, theirs) && can(*other, mine)
        };
        match (first..works).chain(0..first).find(fits) {
            Some(other) => genes.person.swap(at, other),
            None => self.move_work(genes, at, random),
        }
    }

    /// Another place in the order, between what it waits for and what waits for it.
    fn move_work(&self, genes: &mut Genes, at: usize, random: &mut Random) {
        let order = &mut genes.order;
        let Some(place) = order.iter().position(|work| *work as usize == at) else { return };
        let work = &self.model.works[at];
        let low = order[..place].iter().rposition(|other| work.after.contains(other)).map_or(0, |on| on + 1);
        let high = order[place + 1..].iter().position(|other| work.before.contains(other));
        let high = high.map_or(order.len() - 1, |next| place + next);
        if low == high {
            return;
        }
        let to = low + random.below(high - low + 1);
        if to < place {
            order[to..=place].rotate_right(1);
        } else {
            order[place..=to].rotate_left(1);
        }
    }

    /// Works near this one in the order lose their person, and the decoder chooses anew.
    fn ruin_near(&self, genes: &mut Genes, at: usize, random: &mut Random) {
        let works = genes.order.len();
        let place = genes.order.iter().position(|work| *work as usize == at).unwrap_or(0);
        let width = 2 + random.below(10.min(works));
        let from = place.saturating_sub(random.below(width));
        for near in from..(from + width).min(works) {
            let work = genes.order[near] as usize;
            if random.percent(50) {
                genes.person[work] = NOBODY;
            }
        }
        self.move_work(genes, at, random);
    }

    /// A larger change, to leave a valley.
    fn shake(&self, genes: &mut Genes, random: &mut Random) {
        let works = genes.order.len();
        for _ in 0..3 + works / 12 {
            let at = random.below(works);
            self.hand_over(genes, at, random);
            self.move_work(genes, at, random);
        }
    }
}

struct Latest {
    start: Vec<u32>,
    limit: Vec<u32>,
}

impl Latest {
    fn new(works: usize) -> Self {
        Self { start: vec![0; works], limit: Vec::new() }
    }
}
