//! The service over HTTP.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod accounts;
mod agreements;
mod alerts;
mod bundles;
mod cards;
mod checkins;
mod contract;
mod contracts;
mod deadlines;
mod desk;
mod desk_endings;
mod disputes;
mod employees;
mod entries;
mod exit;
mod home;
mod http;
mod imports;
mod journal;
mod layoffs;
mod negotiation;
mod non_competes;
mod org;
mod performance;
mod plans;
mod reviews;
mod risk;
mod separations;
mod settlement;
mod standards;
mod statements;
mod templates;
mod timestamps;
mod walk;
