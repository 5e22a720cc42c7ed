//! A contract for many people at once (批量签订).
//!
//! ```text
//! drafting → reviewed → sent
//!   any of these → cancelled (what both have signed by then stays)
//! ```
//!
//! Each person has an agreement of their own, with a life of its own; the batch only says what is done to all that
//! still are where it expects them. What is refused for one does not hold up the others.

use serde::{Deserialize, Serialize};

use crate::named::named;
use crate::refused::{Refused, Words, blank_fault, unless_faulty};

/// Most people in one batch.
pub const MOST: usize = 1_000;

/// Where a batch stands (阶段).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AgreementBatchStage)]
pub enum Stage {
    /// 起草
    Drafting,
    /// 已审查
    Reviewed,
    /// 已发出
    Sent,
    /// 已取消
    Cancelled,
}

impl Stage {
    /// In the order of the API.
    pub const ALL: [Self; 4] = [Self::Drafting, Self::Reviewed, Self::Sent, Self::Cancelled];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Drafting => "drafting",
            Self::Reviewed => "reviewed",
            Self::Sent => "sent",
            Self::Cancelled => "cancelled",
        }
    }
}

named!(Stage);

/// What is to be done to one person's agreement next (待办).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AgreementBatchTask)]
pub enum Task {
    /// 起草
    Draft,
    /// 发出
    Send,
    /// 盖章
    Seal,
    /// 作废
    Void,
}

impl Task {
    /// In the order of the API.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Send, Self::Seal, Self::Void];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Send => "send",
            Self::Seal => "seal",
            Self::Void => "void",
        }
    }
}

named!(Task);

/// Legal reviews all drafts as one (审查): when each is drafted or refused.
pub fn review(stage: Stage, waiting: bool, drafted: bool) -> Result<Stage, Refused> {
    match (stage, waiting, drafted) {
        (Stage::Drafting, false, true) => Ok(Stage::Reviewed),
        (Stage::Drafting, true, _) => Err(refused(
            stage,
            "还在起草，请等全部起草完成再审查。",
            "Drafts are still being written; review them when all are.",
        )),
        (Stage::Drafting, false, false) => {
            Err(refused(stage, "没有一份起草成功，请先处理问题。", "Not one was drafted; mend what was refused first."))
        }
        _ => Err(refused(stage, "该批次已审查或已取消。", "It was reviewed already, or cancelled.")),
    }
}

/// All that were reviewed are sent (发出).
pub fn send(stage: Stage) -> Result<Stage, Refused> {
    match stage {
        Stage::Reviewed => Ok(Stage::Sent),
        Stage::Drafting => Err(refused(stage, "发出前须由法务审查通过。", "Legal reviews them before they are sent.")),
        Stage::Sent | Stage::Cancelled => {
            Err(refused(stage, "该批次已发出或已取消。", "It was sent already, or cancelled."))
        }
    }
}

/// The company's seal is put on what was sent (盖章).
pub fn seal(stage: Stage) -> Result<(), Refused> {
    if stage == Stage::Sent {
        return Ok(());
    }
    Err(refused(stage, "发出之后才能盖章。", "They are sealed once they were sent."))
}

/// A line whose contract was not drafted is corrected (更正), before the review.
pub fn correct(stage: Stage) -> Result<(), Refused> {
    if stage == Stage::Drafting {
        return Ok(());
    }
    Err(refused(stage, "审查之后不能再更正。", "Nothing is corrected after the review."))
}

/// What was refused is tried again (重试), before the review or after the sending.
pub fn retry(stage: Stage) -> Result<(), Refused> {
    if matches!(stage, Stage::Drafting | Stage::Sent) {
        return Ok(());
    }
    Err(refused(stage, "该批次现在没有可以重试的事项。", "There is nothing to be tried again now."))
}

/// The employer takes back what both have not signed (取消) and says why.
pub fn cancel(stage: Stage, reason: &str) -> Result<Stage, Refused> {
    if stage == Stage::Cancelled {
        return Err(refused(stage, "该批次已取消。", "It was cancelled already."));
    }
    unless_faulty(blank_fault(reason, "/reason", "请写明原因。", "Say why.").into_iter().collect())?;
    Ok(Stage::Cancelled)
}

fn refused(stage: Stage, zh: &str, en: &str) -> Refused {
    Refused::in_state(stage.name(), Words::new(zh, en))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_is_reviewed_when_all_are_drafted_or_refused_and_sent_once() {
        assert!(review(Stage::Drafting, true, true).is_err());
        assert!(review(Stage::Drafting, false, false).is_err());
        assert_eq!(review(Stage::Drafting, false, true), Ok(Stage::Reviewed));
        for (stage, may_send, may_seal, may_retry) in [
            (Stage::Drafting, false, false, true),
            (Stage::Reviewed, true, false, false),
            (Stage::Sent, false, true, true),
            (Stage::Cancelled, false, false, false),
        ] {
            let found = (send(stage).is_ok(), seal(stage).is_ok(), retry(stage).is_ok());
            assert_eq!(found, (may_send, may_seal, may_retry), "{stage}");
            assert_eq!(review(stage, false, true).is_ok(), stage == Stage::Drafting);
        }
        assert!(cancel(Stage::Sent, " ").is_err() && cancel(Stage::Cancelled, "重做").is_err());
        assert_eq!(cancel(Stage::Sent, "重做"), Ok(Stage::Cancelled));
    }
}
