//! The journal 留痕日志: one append-only record from which the audit trail, timelines, the change feed and
//! the evidence are read.
//!
//! A command writes its entries into `journal_outbox` in the transaction of the change ([`write`]). Writers
//! share no lock. The [`sequencer`] gives pending entries their dense place, extends the Merkle tree and
//! signs a checkpoint. Readers ([`read`]) see placed entries in that order. Nothing placed is ever updated
//! or deleted. An entry holds only salted commitments to its readable parts, which are sealed beside it.

mod event;
pub mod export;
mod kinds;
mod quarantine;
pub mod read;
pub mod sequencer;
pub mod stamps;
mod subjects;
mod vouched;
mod withheld;
mod write;

pub(super) use event::Announced;
pub use event::{Event, Events, GROUP, Part};
pub use kinds::Kind;
pub use subjects::open_log;
pub use write::{Journal, Written};
