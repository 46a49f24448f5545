//! The plan as its readers meet it: each rule against figures that were worked out by hand.

#![allow(clippy::unwrap_used, reason = "a test fails with what it met")]

mod calibrate;
mod data;
mod edges;
mod effort;
mod forecast;
mod measures;
mod order;
mod places;
mod promises;
mod selection;
mod support;
mod team;
mod value;
