//! The nouns that every room shares: dates, effort, evidence, bounds, messages. No I/O, no clock, no policy.
//!
//! This room changes rarely: whatever it holds, all rooms may know.

mod bounds;
mod day;
mod effort;
mod evidence;
mod fingerprint;
mod gap;
mod number;
mod path;
mod random;
mod secret;
mod text;
mod time;

pub use bounds::{BOUNDS, Bound, bound};
pub use day::Day;
pub use effort::EffortDays;
pub use evidence::Evidence;
pub use fingerprint::Fingerprint;
pub use gap::{Gap, GapKind};
pub use number::{exp, ln, log2, percent_int, round_to};
pub use path::RepoPath;
pub use random::Random;
pub use secret::SecretClass;
pub use text::{Arg, Message};
pub use time::{SECONDS_PER_DAY, Timestamp};
