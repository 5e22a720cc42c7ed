//! Templates (模板): the texts of contracts and letters, as clauses with variables and conditions.
//!
//! ```text
//! draft → in_review → released → superseded (by the next release)
//!   a version in review that legal sends back is a draft again
//! ```
//!
//! A text is data, not a program: variables are filled in and conditions decided by a template engine that
//! reaches neither files nor the network and stops after a bounded number of steps. A version is released only
//! when it [`check`]s without a fault: every variable is known, and every term that the law asks for is there.

mod amendments;
mod check;
mod comparison;
mod engine;
mod kinds;
mod letters;
mod library;
pub mod printed;
mod samples;
mod stages;
mod text;
mod variations;
pub mod word;

pub use amendments::{Amendment, Amendments, amend, amended};
pub use check::{check, says};
pub use comparison::{Change, ClauseChange, Comparison, Piece, compare, compare_filled};
pub use engine::{Filled, FilledClause, Form, Language, Paragraph, fill};
pub use kinds::{Kind, Term, Variable};
pub use letters::{facts as sample_facts, variables as letter_variables};
pub use library::{LibraryClause, library, original};
pub use samples::samples;
pub use stages::{Decision, Stage, decide, edit, submit};
pub use text::{Clause, TemplateText};
pub use variations::{AddedClause, ClauseChanges, Readings, in_words, standing, varied, vary};
