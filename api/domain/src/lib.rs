//! Decisions of Youju as pure functions: what follows from what, and what is refused.
//!
//! Nothing here reads a clock, a file or a network: dates and facts come in, a decision or
//! a [`refused::Refused`] comes out. Every refusal says in Chinese and English what to do.

pub mod acknowledgement;
pub mod actuals;
pub mod agreements;
pub mod alerts;
pub mod batches;
pub mod checkins;
pub mod closed;
pub mod contracts;
pub mod deadlines;
pub mod disputes;
pub mod embedding;
pub mod identity;
pub mod layoffs;
pub mod letterheads;
mod named;
pub mod negotiation;
pub mod non_competes;
pub mod passkeys;
pub mod plans;
pub mod quantity;
pub mod recruitment;
pub mod refused;
pub mod reviews;
pub mod risk;
pub mod roster;
pub mod scoring;
pub mod seals;
pub mod separations;
pub mod standards;
pub mod states;
pub mod templates;
pub mod warnings;
pub mod webhooks;
mod xml;
