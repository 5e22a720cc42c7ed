//! Talks about leaving (离职面谈、约谈): who proposed what first, what was offered, what the employee said.
//!
//! A talk is written down by whoever handles the case and answered by the employee, once. It is never edited: a
//! correction is another record that names the one it corrects.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Side;
use crate::acknowledgement::{Answer, check_answer};
use crate::named::named;
use crate::refused::{Fault, Refused, Words, blank_fault, unless_faulty};

/// What the talk was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SeparationInterviewSubject)]
pub enum Subject {
    /// 协商解除 (36): who proposed it first decides over severance.
    MutualEnding,
    /// 协商变更劳动合同 (40(3)).
    Variation,
    /// 另行安排工作 (40(1)).
    OtherWork,
    /// 绩效与胜任 (40(2)).
    Performance,
    /// 听取陈述申辩.
    Hearing,
    /// 离职面谈.
    Exit,
    /// 其他.
    Other,
}

impl Subject {
    pub const ALL: [Self; 7] = [
        Self::MutualEnding,
        Self::Variation,
        Self::OtherWork,
        Self::Performance,
        Self::Hearing,
        Self::Exit,
        Self::Other,
    ];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::MutualEnding => "mutual_ending",
            Self::Variation => "variation",
            Self::OtherWork => "other_work",
            Self::Performance => "performance",
            Self::Hearing => "hearing",
            Self::Exit => "exit",
            Self::Other => "other",
        }
    }

    /// As people read it.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::MutualEnding => "协商解除",
            Self::Variation => "协商变更劳动合同",
            Self::OtherWork => "另行安排工作",
            Self::Performance => "绩效与胜任",
            Self::Hearing => "听取陈述申辩",
            Self::Exit => "离职面谈",
            Self::Other => "约谈",
        }
    }
}

/// How it was held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SeparationInterviewMedium)]
pub enum Medium {
    /// 当面
    InPerson,
    /// 视频
    Video,
    /// 电话
    Phone,
}

impl Medium {
    pub const ALL: [Self; 3] = [Self::InPerson, Self::Video, Self::Phone];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::InPerson => "in_person",
            Self::Video => "video",
            Self::Phone => "phone",
        }
    }
}

named!(Subject);
named!(Medium);

/// What is written down about a talk.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    pub subject: Subject,
    pub held_on: NaiveDate,
    pub medium: Medium,
    pub place: &'a str,
    pub held_by: &'a str,
    /// Who proposed to end the employment, where that was talked about.
    pub proposed_by: Option<Side>,
    /// Heading and text of each section.
    pub sections: &'a [(&'a str, &'a str)],
}

/// Record a talk: held already, by a named person, with what was said.
pub fn record(said: Said<'_>, today: NaiveDate) -> Result<(), Refused> {
    let mut faults: Vec<Fault> = Vec::new();
    faults.extend(blank_fault(said.held_by, "/held_by", "请填写主持谈话的人。", "Say who led the talk."));
    if said.held_on > today {
        let words = Words::new("谈话日期不能晚于今天。", "A talk cannot have been held later than today.");
        faults.push(Fault::new("/held_on", "in_the_future", words));
    }
    if said.medium == Medium::InPerson {
        faults.extend(blank_fault(said.place, "/place", "当面谈话须填写地点。", "Say where you met."));
    }
    if said.subject == Subject::MutualEnding && said.proposed_by.is_none() {
        let words = Words::new(
            "协商解除须写明由哪一方先提出：这决定是否支付经济补偿（R-051）。",
            "Say which side proposed to end it: severance turns on it (R-051).",
        );
        faults.push(Fault::new("/proposed_by", "required", words));
    }
    if said.sections.is_empty() {
        let words = Words::new("请至少写一段谈话内容。", "Write down what was said, in one section at least.");
        faults.push(Fault::new("/sections", "required", words));
    }
    for (at, (heading, text)) in said.sections.iter().enumerate() {
        let pointer = |field: &str| format!("/sections/{at}/{field}");
        faults.extend(blank_fault(heading, &pointer("heading"), "请填写小标题。", "Give the heading."));
        faults.extend(blank_fault(text, &pointer("text"), "请写下谈了什么。", "Write what was said."));
    }
    unless_faulty(faults)
}

/// The employee confirms the record or objects to it, once.
pub fn acknowledge(answered: Option<Answer>, answer: Answer, text: Option<&str>) -> Result<Answer, Refused> {
    if answered.is_some() {
        return Err(Refused::in_state(
            "acknowledged",
            Words::new(
                "您已答复过这份谈话记录，不能再次答复；如需补充，可以在案件里提交陈述。",
                "You have answered this record. To add something, make a statement in the case.",
            ),
        ));
    }
    check_answer(answer, text)?;
    Ok(answer)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn said<'a>() -> Said<'a> {
        Said {
            subject: Subject::MutualEnding,
            held_on: day("2026-10-19"),
            medium: Medium::InPerson,
            place: "三楼会议室",
            held_by: "尹冬",
            proposed_by: Some(Side::Employer),
            sections: &[("公司的提议", "公司提出协商解除，按 N 支付。")],
        }
    }

    #[test]
    fn r051_a_talk_about_a_mutual_ending_says_who_proposed_it() {
        let today = day("2026-10-20");
        assert_eq!(record(said(), today), Ok(()));
        let silent = Said { proposed_by: None, ..said() };
        assert_eq!(record(silent, today).unwrap_err().code(), "required");
        assert_eq!(record(Said { subject: Subject::Exit, ..silent }, today), Ok(()));
    }

    #[test]
    fn a_talk_was_held_somewhere_by_somebody_and_something_was_said() {
        let today = day("2026-10-20");
        for wrong in [
            Said { held_on: day("2026-10-21"), ..said() },
            Said { held_by: " ", ..said() },
            Said { place: "", ..said() },
            Said { sections: &[], ..said() },
            Said { sections: &[("公司的提议", " ")], ..said() },
        ] {
            assert!(record(wrong, today).is_err(), "{wrong:?}");
        }
        assert_eq!(record(Said { medium: Medium::Phone, place: "", ..said() }, today), Ok(()));
    }

    #[test]
    fn a_record_is_answered_once_and_an_objection_says_why() {
        assert_eq!(acknowledge(None, Answer::Confirmed, None), Ok(Answer::Confirmed));
        assert!(acknowledge(None, Answer::Objected, Some(" ")).is_err());
        assert!(acknowledge(Some(Answer::Confirmed), Answer::Objected, Some("不实")).is_err());
    }
}
