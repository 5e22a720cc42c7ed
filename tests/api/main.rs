//! The service over HTTP.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod accounts;
mod contract;
mod employees;
mod http;
mod imports;
mod journal;
mod org;
