//! The Youju service. `platform` is what every slice uses; each other folder is one noun, cut vertically.

pub mod accounts;
pub mod agreements;
pub mod alerts;
pub mod bundles;
pub mod checkins;
pub mod cli;
pub mod deadlines;
pub mod demo;
pub mod disputes;
pub mod embedding;
pub mod employees;
pub mod home;
pub mod imports;
pub mod law_desk;
pub mod layoffs;
pub mod org;
pub mod plans;
pub mod platform;
pub mod reviews;
pub mod risk;
pub mod seals;
pub mod separations;
mod service;
pub mod signatures;
pub mod standards;
mod start;
pub mod templates;
pub mod warnings;
pub mod webhooks;

pub use service::{contract, contract_yaml, serve};
pub use start::{Running, open, start_background};

/// A request makes some hundred small allocations; the system's allocator took a sixth of its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
