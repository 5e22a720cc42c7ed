//! The service over HTTP.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod accounts;
mod agreements;
mod alerts;
mod bundles;
mod checkins;
mod contract;
mod deadlines;
mod desk;
mod employees;
mod entries;
mod http;
mod imports;
mod journal;
mod layoffs;
mod negotiation;
mod org;
mod performance;
mod plans;
mod reviews;
mod separations;
mod settlement;
mod standards;
mod statements;
mod walk;
