//! The service over HTTP.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod accounts;
mod employees;
mod http;
mod journal;
mod org;
