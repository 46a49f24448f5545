//! The cache from outside: care for its folder, faults of its files, many users at once, and a store that machines share.

#![allow(clippy::unwrap_used, reason = "a test fails with what it met")]

mod care;
mod faults;
#[path = "../../examples/hammer.rs"]
mod hammer;
mod shared;
mod sharing;
mod support;
