//! The life of one version of a template.

use serde::{Deserialize, Serialize};

use crate::named::named;
use crate::refused::{Fault, Refused, Words, blank_fault, unless_faulty};

/// Where a version stands (阶段).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = TemplateStage)]
pub enum Stage {
    /// 草稿
    Draft,
    /// 待法务审查
    InReview,
    /// 已发布
    Released,
    /// 已被新版本取代
    Superseded,
}

impl Stage {
    /// In the order of the API.
    pub const ALL: [Self; 4] = [Self::Draft, Self::InReview, Self::Released, Self::Superseded];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in_review",
            Self::Released => "released",
            Self::Superseded => "superseded",
        }
    }
}

named!(Stage);

/// What legal decided (审查结论).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = TemplateDecision)]
pub enum Decision {
    /// 发布
    Release,
    /// 退回修改
    SendBack,
}

/// Changing the text: only of a draft, so that nobody reviews one text and releases another.
pub fn edit(stage: Stage) -> Result<(), Refused> {
    match stage {
        Stage::Draft => Ok(()),
        Stage::InReview => Err(refused(
            stage,
            "正在审查，退回后才能修改。",
            "It is under review; it can be changed once it is sent back.",
        )),
        Stage::Released | Stage::Superseded => Err(refused(
            stage,
            "已发布的版本不能修改，请起草新版本。",
            "A released version is not changed; draft the next one.",
        )),
    }
}

/// Handing a draft to legal; `faults` are what [`super::check`] found.
pub fn submit(stage: Stage, faults: Vec<Fault>) -> Result<Stage, Refused> {
    match stage {
        Stage::Draft => unless_faulty(faults).map(|()| Stage::InReview),
        _ => Err(refused(stage, "只有草稿可以提交审查。", "Only a draft is handed in.")),
    }
}

/// The review. A text with a fault is never released; whoever sends it back says why.
pub fn decide(stage: Stage, decision: Decision, text: &str, faults: Vec<Fault>) -> Result<Stage, Refused> {
    if stage != Stage::InReview {
        return Err(refused(stage, "该版本没有提交审查。", "This version is not under review."));
    }
    match decision {
        Decision::Release => unless_faulty(faults).map(|()| Stage::Released),
        Decision::SendBack => {
            let fault = blank_fault(text, "/text", "退回时请写明要改什么。", "Say what is to be changed.");
            unless_faulty(fault.into_iter().collect()).map(|()| Stage::Draft)
        }
    }
}

fn refused(stage: Stage, zh: &str, en: &str) -> Refused {
    Refused::in_state(stage.name(), Words::new(zh, en))
}
