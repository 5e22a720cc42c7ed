//! Decisions of Youju as pure functions: what follows from what, and what is refused.
//!
//! Nothing here reads a clock, a file or a network: dates and facts come in, a decision or
//! a [`refused::Refused`] comes out. Every refusal says in Chinese and English what to do.

pub mod acknowledgement;
pub mod actuals;
pub mod agreements;
pub mod alerts;
pub mod checkins;
pub mod closed;
pub mod contracts;
pub mod deadlines;
pub mod disputes;
pub mod identity;
pub mod layoffs;
mod named;
pub mod negotiation;
pub mod non_competes;
pub mod plans;
pub mod quantity;
pub mod refused;
pub mod reviews;
pub mod risk;
pub mod roster;
pub mod scoring;
pub mod separations;
pub mod standards;
pub mod templates;
