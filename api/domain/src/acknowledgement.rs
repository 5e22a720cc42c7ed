//! Acknowledgement (确认): what a person answered to something that reached them.
//!
//! Confirming and objecting both prove that it arrived. An objection always carries its
//! reason, because an empty one helps neither side later. Nobody answers twice: the first
//! answer is the evidence.

use serde::{Deserialize, Serialize};

use crate::refused::{Refused, Words};

/// What the person answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AcknowledgementAnswer)]
pub enum Answer {
    /// 确认
    Confirmed,
    /// 有异议
    Objected,
}

impl Answer {
    pub const ALL: [Self; 2] = [Self::Confirmed, Self::Objected];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Objected => "objected",
        }
    }

    /// The answer with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.name() == name)
    }
}

/// Check an answer and its text: an objection must say what it objects to.
pub fn check_answer(answer: Answer, text: Option<&str>) -> Result<(), Refused> {
    let silent = text.is_none_or(|text| text.trim().is_empty());
    if answer == Answer::Objected && silent {
        return Err(Refused::fault(
            "/text",
            "required",
            Words::new(
                "提出异议时请写明理由：哪一项、哪个数字、您认为应当是多少。",
                "Say what you object to: which item, which figure, and what you think it should be.",
            ),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_objection_without_a_reason_is_refused() {
        for text in [None, Some(""), Some("  \u{3000}")] {
            assert!(check_answer(Answer::Objected, text).is_err());
        }
        assert!(check_answer(Answer::Objected, Some("实际值少计一笔")).is_ok());
    }

    #[test]
    fn a_confirmation_needs_no_text() {
        assert!(check_answer(Answer::Confirmed, None).is_ok());
    }
}
