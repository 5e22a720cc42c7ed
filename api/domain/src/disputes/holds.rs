//! The hold on a person's records (证据保全): placed with a reason, lifted by somebody else with a reason.

use super::Stage;
use crate::refused::{Refused, Words, blank_fault, unless_faulty};

/// Place a hold.
pub fn place(reason: &str) -> Result<(), Refused> {
    let en = "Say why the records are held.";
    unless_faulty(blank_fault(reason, "/reason", "请写明保全的理由。", en).into_iter().collect())
}

/// Lift a hold; `dispute` is the stage of the dispute it belongs to.
pub fn lift(lifted: bool, dispute: Option<Stage>, reason: &str) -> Result<(), Refused> {
    if lifted {
        return Err(Refused::in_state("lifted", Words::new("保全已经解除。", "The hold was lifted already.")));
    }
    if dispute.is_some_and(|stage| stage != Stage::Closed) {
        let words = Words::new(
            "争议尚未结案，保全须保留到结案（R-113）。",
            "The dispute is not over: its records are held until it is (R-113).",
        );
        return Err(Refused::State { state: "standing", code: "dispute_under_way", words });
    }
    let en = "Say why the hold ends.";
    unless_faulty(blank_fault(reason, "/reason", "请写明解除保全的理由。", en).into_iter().collect())
}

/// Under a hold nobody says that the file was deleted or restricted.
pub fn refuse_deletion(held: bool) -> Result<(), Refused> {
    if !held {
        return Ok(());
    }
    let words = Words::new(
        "此人的记录处于诉讼保全中，不得删除或者限制处理。请先由另一人解除保全（R-113）。",
        "The records of this person are under a legal hold: nothing is deleted or restricted. Another person must lift it first (R-113).",
    );
    Err(Refused::State { state: "held", code: "under_legal_hold", words })
}
