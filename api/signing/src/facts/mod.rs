//! The facts (文件要素) each document is made of, one struct a document, so that none is forgotten.
//!
//! Texts are set as they are, never read as markup. A figure that is not money is text that
//! its reader can read as it stands (`"85.50"`, `"3"`); money is [`Money`], days are civil dates.

mod completion;
mod contract;
mod evidence_list;
mod handover;
mod money;
mod notices;
mod parties;
mod performance;
mod printed;
mod separation;
mod settlement;
mod warning;

use serde::Serialize;
use serde_json::Value;

pub use completion::{CompletedSigner, CompletionCertificate, CompletionEvent};
pub use contract::{Clause, Contract, Form, Letter, Paragraph, Words, Written};
pub use evidence_list::{EvidenceList, Exhibit};
pub use handover::{HandoverItem, HandoverList, HandoverState};
pub use money::Money;
pub use notices::{
    EndingNotice, Finding, LeavingNotice, NonCompeteLetter, NonCompeteTerms, NoticePeriod, SeparationCertificate,
    SeparationNotice, UnionNotice, UnionStep,
};
pub use parties::{Calculation, Contact, Employer, Ground, Letterhead, Logo, Party, Step, Term, Worker};
pub use performance::{
    AgreedGoal, AgreedGoals, Cycle, ImprovementPlan, MeasuredKpi, PlanGoal, PlannedCheckIn, ReviewResult, Training,
};
pub use printed::{Align, PlacedSignature, PlacedText, PrintedForm};
pub use separation::{Handover, Leave, NonCompete, SeparationAgreement, Sum, Tax};
pub use settlement::{Line, LocalFigure, Settlement};
pub use warning::{Hearing, RuleShown, WarningLetter, WarningLevel};

use crate::{Error, Template};

/// Facts that a template turns into a document.
pub trait Document: Serialize {
    /// The template they belong to.
    const TEMPLATE: Template;

    /// The facts as the template reads them: as serialised, with what follows from them.
    fn view(&self) -> Result<Value, Error> {
        to_value(self)
    }
}

/// As JSON; an amount or a name never fails, so an error here is a fault of this crate.
fn to_value<T: Serialize + ?Sized>(facts: &T) -> Result<Value, Error> {
    serde_json::to_value(facts).map_err(|error| Error::Facts { pointer: String::new(), why: error.to_string() })
}

/// A total must be the sum of its parts; a document with another is not made.
fn adds_up(pointer: &str, total: Money, parts: impl IntoIterator<Item = Money>) -> Result<(), Error> {
    let sum: i64 = parts.into_iter().map(Money::fen).sum();
    if sum == total.fen() {
        return Ok(());
    }
    let sum = Money::from_fen(sum)?;
    Err(Error::Facts { pointer: pointer.to_owned(), why: format!("{total} is not the sum {sum} of its parts") })
}

/// Adds what follows from the facts.
fn with<const N: usize>(mut view: Value, derived: [(&str, Value); N]) -> Value {
    if let Value::Object(object) = &mut view {
        object.extend(derived.map(|(name, value)| (name.to_owned(), value)));
    }
    view
}
