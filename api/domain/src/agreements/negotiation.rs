//! The text of a contract under discussion: comments on its clauses, and the next agreement in its place.

use serde::{Deserialize, Serialize};

use super::{AgreementKind, Stage, refused};
use crate::named::named;
use crate::refused::{Refused, Words, blank_fault, unless_faulty};
use crate::separations::Side;

/// What the other side made of a comment (处理结果).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AgreementCommentOutcome)]
pub enum CommentOutcome {
    /// 采纳
    Accepted,
    /// 不采纳
    NotAccepted,
}

impl CommentOutcome {
    /// In the order of the API.
    pub const ALL: [Self; 2] = [Self::Accepted, Self::NotAccepted];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::NotAccepted => "not_accepted",
        }
    }
}

named!(CommentOutcome);

/// Comment on the text (提出意见): while both may sign it.
pub fn comment(kind: AgreementKind, stage: Stage, text: &str) -> Result<(), Refused> {
    if kind == AgreementKind::Separation {
        return Err(refused(
            stage,
            "解除协议的内容请在案件的协商中提出方案。",
            "What a separation agreement says is negotiated in its case, by proposals.",
        ));
    }
    open_to_comments(stage)?;
    unless_faulty(blank_fault(text, "/text", "请写明意见。", "Say what you think.").into_iter().collect())
}

/// Answer a comment (答复): as long as nothing has come of it.
pub fn answer_comment(settled: Option<CommentOutcome>) -> Result<(), Refused> {
    unsettled(settled)
}

/// Settle a comment (处理意见): the other side than its author's, once, and in words.
pub fn settle_comment(
    stage: Stage,
    settled: Option<CommentOutcome>,
    (of, by): (Side, Side),
    text: &str,
) -> Result<(), Refused> {
    open_to_comments(stage)?;
    unsettled(settled)?;
    if of == by {
        return Err(Refused::State {
            state: stage.name(),
            code: "own_comment",
            words: Words::new(
                "不能处理己方提出的意见，须由对方处理。",
                "Your own side made this comment; the other side settles it.",
            ),
        });
    }
    let fault = blank_fault(text, "/text", "请写明怎样处理、为什么。", "Say what comes of it and why.");
    unless_faulty(fault.into_iter().collect())
}

fn open_to_comments(stage: Stage) -> Result<(), Refused> {
    if stage.is_open_for_signing() {
        return Ok(());
    }
    Err(refused(stage, "该协议不在待签署阶段，不能再提意见。", "It does not lie with both to be signed."))
}

fn unsettled(settled: Option<CommentOutcome>) -> Result<(), Refused> {
    let Some(outcome) = settled else { return Ok(()) };
    Err(Refused::in_state(
        outcome.name(),
        Words::new("该意见已处理完毕；如仍有不同意见，请另提一条。", "It was settled; make another comment instead."),
    ))
}

/// Draft the next agreement in the place of one (更正、改签).
pub fn replace(kind: AgreementKind, stage: Stage) -> Result<(), Refused> {
    if kind == AgreementKind::Separation {
        return Err(refused(
            stage,
            "解除协议按双方接受的方案生成；请先作废，再按新的方案起草。",
            "A separation agreement follows the accepted proposal; void it and draft it from another.",
        ));
    }
    match stage {
        Stage::Draft | Stage::Reviewed | Stage::Sent | Stage::PartlySigned | Stage::Declined | Stage::Expired => Ok(()),
        Stage::Signed => Err(concluded()),
        Stage::Voided => Err(refused(
            stage,
            "该协议已作废；请替换取代它的那一份，或者重新起草。",
            "It was voided; replace the one that took its place, or draft another.",
        )),
    }
}

/// What becomes of an agreement when the one in its place is sent: it is voided, or was over already. What both have
/// signed meanwhile binds, and does not give way.
pub fn give_way(stage: Stage) -> Result<Option<Stage>, Refused> {
    match stage {
        Stage::Draft | Stage::Reviewed | Stage::Sent | Stage::PartlySigned => Ok(Some(Stage::Voided)),
        Stage::Declined | Stage::Voided | Stage::Expired => Ok(None),
        Stage::Signed => Err(concluded()),
    }
}

fn concluded() -> Refused {
    Refused::State {
        state: Stage::Signed.name(),
        code: "already_concluded",
        words: Words::new(
            "双方均已签署，协议已生效，不能再以新文本取代；如需变更，请另行签订变更协议（劳动合同法第三十五条）。",
            "Both have signed and it binds; nothing takes its place. Conclude a variation to change it (LCL 35).",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: AgreementKind = AgreementKind::LabourContract;

    #[test]
    fn comments_are_made_while_both_may_sign_and_not_on_a_separation() {
        for stage in Stage::ALL {
            assert_eq!(comment(KIND, stage, "请写明奖金。").is_ok(), stage.is_open_for_signing(), "{stage}");
            assert!(comment(AgreementKind::Separation, stage, "请写明奖金。").is_err(), "{stage}");
        }
        assert_eq!(comment(KIND, Stage::Sent, " ").map_err(|refused| refused.code()), Err("required"));
    }

    #[test]
    fn a_comment_is_settled_once_by_the_other_side_in_words() {
        let settle = |settled, sides, text| settle_comment(Stage::Sent, settled, sides, text).map_err(|no| no.code());
        let (of_employee, own) = ((Side::Employee, Side::Employer), (Side::Employer, Side::Employer));
        assert_eq!(settle(None, of_employee, "已写入新文本。"), Ok(()));
        assert_eq!(settle(None, (Side::Employer, Side::Employee), "同意。"), Ok(()));
        assert_eq!(settle(None, own, "同意。"), Err("own_comment"));
        assert_eq!(settle(None, of_employee, ""), Err("required"));
        for outcome in CommentOutcome::ALL {
            assert_eq!(settle(Some(outcome), of_employee, "同意。"), Err("invalid_state"));
            assert!(answer_comment(Some(outcome)).is_err());
            assert!(crate::states::words(outcome.name()).is_some(), "{outcome}");
        }
        assert_eq!(answer_comment(None), Ok(()));
        let late = settle_comment(Stage::Voided, None, of_employee, "同意。");
        assert_eq!(late.map_err(|refused| refused.code()), Err("invalid_state"));
    }

    #[test]
    fn lcl35_what_both_have_signed_is_not_replaced_and_does_not_give_way() {
        for stage in Stage::ALL {
            let replaced = replace(KIND, stage).map_err(|refused| refused.code());
            let way = give_way(stage).map_err(|refused| refused.code());
            match stage {
                Stage::Signed => assert_eq!((replaced, way), (Err("already_concluded"), Err("already_concluded"))),
                Stage::Voided => assert_eq!((replaced, way), (Err("invalid_state"), Ok(None))),
                Stage::Declined | Stage::Expired => assert_eq!((replaced, way), (Ok(()), Ok(None)), "{stage}"),
                _ => assert_eq!((replaced, way), (Ok(()), Ok(Some(Stage::Voided))), "{stage}"),
            }
            assert!(replace(AgreementKind::Separation, stage).is_err());
        }
    }
}
