//! Evidence brought into a case (证据材料): what is taken, and who judges it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::refused::{Fault, Refused, Words, blank_fault, unless_faulty};

/// Where a piece stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SeparationEvidenceState)]
pub enum State {
    /// 待核对
    Waiting,
    /// 已核对，采信
    Accepted,
    /// 不采信
    Rejected,
}

impl State {
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Accepted, Self::Rejected];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
        }
    }

    /// Judge it, once.
    pub fn judge(self, judgement: Judgement) -> Result<Self, Refused> {
        match self {
            Self::Waiting => Ok(match judgement {
                Judgement::Accepted => Self::Accepted,
                Judgement::Rejected => Self::Rejected,
            }),
            Self::Accepted | Self::Rejected => Err(Refused::in_state(
                self.name(),
                Words::new("这份材料已经核对过。", "This piece was judged already."),
            )),
        }
    }
}

impl std::fmt::Display for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl std::str::FromStr for State {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|state| state.name() == name).ok_or(())
    }
}

/// What the reviewer decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SeparationEvidenceDecision)]
pub enum Judgement {
    Accepted,
    Rejected,
}

/// Codes that come into being with acts in the service; nobody brings them in as a file.
const MADE_HERE: [&str; 7] = [
    "E-UNION-NOTICE",
    "E-NOTICE-WRITTEN",
    "E-NOTICE-SERVED",
    "E-AGREEMENT-SIGNED",
    "E-AMOUNT-CLEAR",
    "E-INITIATOR",
    "E-WAGE12",
];

/// A file on its way into a case.
#[derive(Debug, Clone, Copy)]
pub struct NewItem<'a> {
    pub code: &'a str,
    pub title: &'a str,
    /// `YYYY-MM-DD`, the day of what it shows.
    pub dated: &'a str,
    pub text: &'a str,
    pub file_name: &'a str,
    pub media: &'a str,
    pub is_empty: bool,
}

impl NewItem<'_> {
    /// Every fault at once; answers the day.
    pub fn check(&self, today: NaiveDate) -> Result<NaiveDate, Refused> {
        let mut faults = Vec::new();
        let mut say = |pointer: &str, code, zh: &str, en: &str| {
            faults.push(Fault::new(pointer, code, Words::new(zh, en)));
        };
        if law::grounds::evidence(self.code).is_none() {
            say("/code", "unknown_evidence_code", "没有这个证据代码。", "There is no such evidence code.");
        } else if MADE_HERE.contains(&self.code) {
            let en = "This one comes into being with the act itself and is not uploaded.";
            say("/code", "made_by_the_act", "这一项由系统内的办理步骤产生，不能上传。", en);
        }
        if self.is_empty {
            say("/file", "empty", "文件是空的。", "The file is empty.");
        }
        if self.file_name.chars().count() > 200 || self.media.len() > 100 {
            say("/file", "length", "文件名过长。", "The name of the file is too long.");
        }
        if self.title.chars().count() > 200 {
            say("/title", "length", "名称至多 200 字。", "The title has 200 characters at most.");
        }
        if self.text.chars().count() > 4000 {
            say("/text", "length", "说明至多 4000 字。", "The text has 4,000 characters at most.");
        }
        let dated = self.dated.trim().parse::<NaiveDate>();
        match dated {
            Err(_) => say("/dated", "not_a_date", "日期格式须为 YYYY-MM-DD。", "A date is written YYYY-MM-DD."),
            Ok(day) if day > today => {
                say("/dated", "in_the_future", "日期不能晚于今天。", "It cannot be dated after today.");
            }
            Ok(_) => {}
        }
        faults.extend(blank_fault(self.title, "/title", "请填写材料名称。", "Say what the file is."));
        unless_faulty(faults)?;
        Ok(dated.unwrap_or(today))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_named_and_a_good_piece_is_taken() {
        let today: NaiveDate = "2026-10-08".parse().unwrap();
        let good = NewItem {
            code: "E-FACT",
            title: "监控截图",
            dated: "2026-09-14",
            text: "",
            file_name: "a.pdf",
            media: "application/pdf",
            is_empty: false,
        };
        assert_eq!(good.check(today), Ok("2026-09-14".parse().unwrap()));
        let bad = NewItem { code: "E-NOPE", title: " ", dated: "2026-10-09", is_empty: true, ..good };
        let Err(Refused::Invalid(faults)) = bad.check(today) else { unreachable!("it is faulty") };
        let pointers: Vec<&str> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(pointers, ["/code", "/file", "/dated", "/title"]);
        assert_eq!(NewItem { code: "E-UNION-NOTICE", ..good }.check(today).unwrap_err().code(), "made_by_the_act");
    }

    #[test]
    fn a_piece_is_judged_once() {
        assert_eq!(State::Waiting.judge(Judgement::Accepted), Ok(State::Accepted));
        assert!(State::Accepted.judge(Judgement::Rejected).is_err());
    }
}
