//! The built program as a user runs it, on repositories made for the purpose: what comes out, with which exit code, and
//! what never happens. One file per question.

#![allow(clippy::unwrap_used, reason = "a test fails with what it met")]

mod again;
mod architecture;
mod backtest;
mod big;
mod brief;
mod cache;
mod calibrate;
mod cli;
mod deep;
mod histories;
mod hostile;
mod input;
mod libraries;
mod new_since;
mod output;
mod parser_process;
mod plan;
mod roadmap;
mod same_bytes;
mod secrets;
mod support;
mod trend;
mod truth;
mod twins;
mod what_if;
