//! Templates (模板): the texts of contracts, as clauses with variables and conditions.
//!
//! ```text
//! draft → in_review → released → superseded (by the next release)
//!   a version in review that legal sends back is a draft again
//! ```
//!
//! A text is data, not a program: variables are filled in and conditions decided by a template engine that
//! reaches neither files nor the network and stops after a bounded number of steps. A version is released only
//! when it [`check`]s without a fault: every variable is known, and every term that the law asks for is there.

mod check;
mod comparison;
mod engine;
mod kinds;
mod library;
mod samples;
mod stages;
mod text;

pub use check::check;
pub use comparison::{Change, ClauseChange, Comparison, Piece, compare};
pub use engine::{Filled, FilledClause, Language, Paragraph, fill};
pub use kinds::{Kind, Term, Variable};
pub use library::original;
pub use samples::samples;
pub use stages::{Decision, Stage, decide, edit, submit};
pub use text::{Clause, TemplateText};
