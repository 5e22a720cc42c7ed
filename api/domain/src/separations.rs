//! Separation cases (离职案件): what may follow what, from opening to the end. The ground decides the [`Road`]:
//!
//! ```text
//! agreement (36)             open → negotiating → agreed → signed → completed
//! dismissal (39, 40, 41)     open → union_notified → approved → noticed → completed
//! ending (44, 条例5, 6, …)    open → approved → noticed → completed
//! the employee's notice      noticed → completed, or open → noticed when it came on paper
//! by law (death)             open → approved → completed
//! ```
//!
//! A case on any employer's ground goes over to 36 when both sides agree. The union hears the reasons before
//! the notice, somebody else approves before the notice, the notice leaves before it is served, and nothing is
//! completed before the last day: the certificate is issued when the employment ends (R-110), not before.
//! Until the notice a case can be withdrawn.

pub mod chain;
pub mod evidence;
pub mod interviews;
pub mod money;
mod opening;
pub mod protection;
mod road;
pub mod service;
pub mod sheet;
mod stage;
pub mod tasks;

use std::fmt;

use chrono::{Days, NaiveDate};
use law::Ground;

pub(crate) use opening::in_the_past;
pub use opening::{Leaving, Opening, earliest_after_resignation, leave, open};
pub use road::Road;
pub use stage::{Decision, ServiceChannel, Side, Stage, UnionAnswer};

use crate::refused::{Fault, Refused, Words, blank_fault, unless_faulty};

/// Days of written notice under art. 40 (R-031).
pub const NOTICE_DAYS: u64 = 30;

/// Days the union has to answer before its silence counts as an answer; R-074 leaves them to policy.
pub const UNION_REPLY_DAYS: u64 = 7;

/// What has happened in a case so far.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    pub ground: Ground,
    pub stage: Stage,
    pub has_union: bool,
    pub union_notified_on: Option<NaiveDate>,
    pub union_replied: bool,
    /// `None` before it was asked for, `Some(None)` while it waits.
    pub approval: Option<Option<Decision>>,
    pub notice_issued_on: Option<NaiveDate>,
    pub served_on: Option<NaiveDate>,
    pub last_day: Option<NaiveDate>,
}

/// How the employer answers an employee's notice (R-052).
#[derive(Debug, Clone, Copy)]
pub struct Receipt {
    pub received_on: NaiveDate,
    /// The last day the employer accepts.
    pub last_day: NaiveDate,
    /// What the law gives the notice.
    pub by_law: NaiveDate,
    /// What the employee wished for.
    pub wished: Option<NaiveDate>,
}

impl Progress {
    pub const fn road(&self) -> Road {
        Road::of(self.ground)
    }

    /// Send the reasons to the union (通知工会, LCL 43): before the notice, and once.
    pub fn notify_union(&self, reasons: &str) -> Result<Stage, Refused> {
        if self.road() != Road::Dismissal {
            return Err(self.refused(
                "只有用人单位单方解除（第三十九条至第四十一条）须事先通知工会。",
                "Only a dismissal (LCL 39 to 41) is told to the union first.",
            ));
        }
        self.require_undecided()?;
        if self.union_notified_on.is_some() {
            return Err(self.refused("已经通知过工会。", "The union was notified already."));
        }
        unless_faulty(
            blank_fault(
                reasons,
                "/reasons",
                "请写明解除的事实和理由。",
                "Give the facts and reasons of the dismissal.",
            )
            .into_iter()
            .collect(),
        )?;
        Ok(self.after(Stage::UnionNotified))
    }

    /// Put the union's answer on record (工会答复), once; an objection says what it objects to.
    pub fn reply_union(&self, answer: UnionAnswer, text: &str) -> Result<(), Refused> {
        if self.stage.is_over() || self.union_notified_on.is_none() {
            return Err(
                self.refused("尚未通知工会，或案件已结束。", "The union was not notified, or the case is over.")
            );
        }
        if self.union_replied {
            return Err(self.refused("工会已经答复过。", "The union has answered already."));
        }
        let blank = blank_fault(text, "/text", "请写明异议的内容。", "Say what is objected to.");
        unless_faulty(blank.filter(|_| answer == UnionAnswer::Objection).into_iter().collect())
    }

    /// Ask for approval (提请审批): after the union was told, where it must be.
    pub fn request_approval(&self) -> Result<(), Refused> {
        self.require_undecided()?;
        if !self.road().takes_approval() {
            return Err(self.refused(
                "劳动者的解除无须批准，只须确认收悉。",
                "The employee's own notice takes no approval; acknowledge its receipt.",
            ));
        }
        match self.approval {
            Some(None) => return Err(self.refused("审批正在进行。", "Approval is under way.")),
            Some(Some(Decision::Approved)) => return Err(self.refused("已经批准。", "It is approved already.")),
            _ => {}
        }
        if self.road() == Road::Dismissal && self.has_union && self.union_notified_on.is_none() {
            return Err(self.narrow(
                "union_not_notified",
                "请先把解除理由通知工会（劳动合同法第四十三条）。",
                "Notify the union of the reasons first (LCL 43).",
            ));
        }
        Ok(())
    }

    /// Approve or reject (审批).
    pub fn decide(&self, decision: Decision, reason: &str) -> Result<Stage, Refused> {
        self.require_undecided()?;
        if self.approval != Some(None) {
            return Err(self.refused("没有待审批的申请。", "No approval was asked for."));
        }
        unless_faulty(
            blank_fault(reason, "/reason", "请写明审批理由。", "Give the reason of the decision.")
                .into_iter()
                .collect(),
        )?;
        Ok(match decision {
            Decision::Approved => self.after(Stage::Approved),
            Decision::Rejected => self.stage,
        })
    }

    /// Issue the notice (作出解除通知): approved, and nothing in the gate holds it up.
    pub fn issue_notice(
        &self,
        held_up: Option<Words>,
        last_day: NaiveDate,
        today: NaiveDate,
    ) -> Result<Stage, Refused> {
        if !self.road().has_employer_notice() {
            return Err(self.refused("这一事由不由用人单位作出通知。", "On this ground the employer issues no notice."));
        }
        self.require_undecided()?;
        if self.approval != Some(Some(Decision::Approved)) {
            return Err(self.narrow("not_approved", "须先由另一人批准。", "Another person must approve it first."));
        }
        if let Some(due) = self.union_reply_due()
            && today <= due
        {
            return Err(self.narrow(
                "union_not_answered",
                format!("工会可在 {due} 前答复；收到答复或期满后才能作出通知。"),
                format!("The union may answer until {due}; issue the notice once it has, or after that day."),
            ));
        }
        if let Some(Words { zh, en }) = held_up {
            return Err(self.narrow(
                "gate_not_ready",
                format!("合规闸门尚未放行：{zh}。"),
                format!("The gate is not ready: {en}."),
            ));
        }
        unless_faulty(in_the_past(last_day, today).into_iter().collect())?;
        Ok(Stage::Noticed)
    }

    /// The last day on which the union may still answer; none when it has, or was not asked.
    pub fn union_reply_due(&self) -> Option<NaiveDate> {
        let notified_on = self.union_notified_on.filter(|_| !self.union_replied)?;
        notified_on.checked_add_days(Days::new(UNION_REPLY_DAYS))
    }

    /// Put its service on record (送达): not before it was issued, by post with its number.
    pub fn serve(
        &self,
        channel: ServiceChannel,
        served_on: NaiveDate,
        tracking: Option<&str>,
        today: NaiveDate,
    ) -> Result<(), Refused> {
        let issued_on = self.require_noticed()?;
        if self.served_on.is_some() {
            return Err(self.refused("已登记送达。", "Its service is on record already."));
        }
        let mut faults = Vec::new();
        if served_on < issued_on || served_on > today {
            faults.push(Fault::new(
                "/served_on",
                "out_of_order",
                Words::new(
                    format!("送达日期须在通知作出之日（{issued_on}）至今天之间。"),
                    format!("It was served between the day it was issued ({issued_on}) and today."),
                ),
            ));
        }
        faults.extend(service::never_first(channel, "/channel"));
        if channel == ServiceChannel::Post {
            faults.extend(blank_fault(
                tracking.unwrap_or_default(),
                "/tracking_number",
                "邮寄送达须填写邮件号码。",
                "Give the number of the posted letter.",
            ));
        }
        unless_faulty(faults)
    }

    /// Acknowledge an employee's notice (确认收悉): not an approval. The employer may let the employee go on the day
    /// they wished for, never keep them longer than the law does.
    pub fn acknowledge_receipt(&self, receipt: Receipt, today: NaiveDate) -> Result<Stage, Refused> {
        if self.road() != Road::EmployeeNotice {
            return Err(
                self.refused("只有劳动者的解除通知须确认收悉。", "Only an employee's own notice is acknowledged.")
            );
        }
        if self.stage.is_over() {
            return Err(self.refused("案件已经结束。", "The case is over."));
        }
        let Receipt { received_on, last_day, by_law, wished } = receipt;
        let mut faults = Vec::new();
        if received_on > today {
            let words = Words::new("收到日期不能晚于今天。", "It cannot have been received after today.");
            faults.push(Fault::new("/received_on", "in_the_future", words));
        }
        let earliest = wished.map_or(by_law, |wish| wish.min(by_law));
        let latest = wished.map_or(by_law, |wish| wish.max(by_law));
        if last_day < earliest || last_day > latest {
            faults.push(Fault::new(
                "/last_day",
                "not_what_was_asked",
                Words::new(
                    format!("最后工作日须在 {earliest} 至 {latest} 之间：不早于劳动者希望的日期，不晚于通知依法生效的日期。"),
                    format!("The last day lies between {earliest} and {latest}: not before the employee wished, not after the notice takes effect."),
                ),
            ));
        }
        unless_faulty(faults)?;
        Ok(Stage::Noticed)
    }

    /// Both sides accepted one proposal (达成一致).
    pub fn agree(&self) -> Result<Stage, Refused> {
        match self.stage {
            Stage::Negotiating => Ok(Stage::Agreed),
            _ => Err(self.refused("现在没有在协商。", "Nothing is being negotiated.")),
        }
    }

    /// The agreement was signed by both (协议已签署).
    pub fn sign(&self) -> Result<Stage, Refused> {
        match self.stage {
            Stage::Agreed => Ok(Stage::Signed),
            _ => Err(self.refused("尚未就条件达成一致。", "The terms are not agreed.")),
        }
    }

    /// End it (办结): the notice was served or the agreement signed, and the last day is here.
    pub fn complete(&self, today: NaiveDate) -> Result<Stage, Refused> {
        let ready = match self.stage {
            Stage::Signed => true,
            Stage::Noticed => self.served_on.is_some(),
            Stage::Approved => self.road() == Road::ByLaw,
            _ => false,
        };
        if !ready {
            return Err(self.refused(
                "须先签署协议，或送达解除通知，才能办结。",
                "First the agreement is signed or the notice served.",
            ));
        }
        match self.last_day {
            Some(last_day) if last_day <= today => Ok(Stage::Completed),
            Some(last_day) => Err(self.narrow(
                "last_day_not_reached",
                format!("最后工作日是 {last_day}，当天起才能办结并出具离职证明。"),
                format!("The last day is {last_day}; complete it and issue the certificate from that day on."),
            )),
            None => Err(self.refused("没有最后工作日。", "There is no last day.")),
        }
    }

    /// Withdraw (撤回): until a notice has been served or an agreement signed. A resignation goes back only when the
    /// employer consents (R-052), which is what this is then.
    pub fn withdraw(&self, reason: &str) -> Result<Stage, Refused> {
        let is_served = self.served_on.is_some() && self.road() != Road::EmployeeNotice;
        if self.stage.is_over() || self.stage == Stage::Signed || is_served {
            return Err(self.refused(
                "通知已送达、协议已签署或案件已结束，不能撤回。",
                "The notice was served, the agreement signed or the case is over: it cannot be withdrawn.",
            ));
        }
        unless_faulty(
            blank_fault(reason, "/reason", "请写明撤回理由。", "Say why it is withdrawn.").into_iter().collect(),
        )?;
        Ok(Stage::Withdrawn)
    }

    /// While both sides talk, steps of the other road leave the stage as it is.
    fn after(&self, next: Stage) -> Stage {
        if self.stage == Stage::Negotiating { Stage::Negotiating } else { next }
    }

    /// The grounds are open still: with the notice they are locked, and nothing is added (R-005).
    pub fn require_unlocked(&self) -> Result<(), Refused> {
        if self.stage.is_undecided() {
            return Ok(());
        }
        Err(self.narrow(
            "grounds_locked",
            "通知作出（或者协议达成）后事实和理由即锁定，不能再补充（指导案例180号）。",
            "With the notice, or the agreement, facts and reasons are locked and nothing is added (guiding case 180).",
        ))
    }

    /// The employer's notice is out and the case not over; answers the day it was issued.
    pub fn require_noticed(&self) -> Result<NaiveDate, Refused> {
        match (self.stage, self.notice_issued_on) {
            (Stage::Noticed, Some(issued_on)) if self.road().has_employer_notice() => Ok(issued_on),
            _ => Err(self.refused("没有待送达的通知。", "There is no notice to be served.")),
        }
    }

    /// The case is not over.
    pub fn require_under_way(&self) -> Result<(), Refused> {
        if self.stage.is_over() { Err(self.refused("案件已经结束。", "The case is over.")) } else { Ok(()) }
    }

    /// The case came to something: what is left to do may still be done after its end.
    pub fn require_not_withdrawn(&self) -> Result<(), Refused> {
        match self.stage {
            Stage::Withdrawn => Err(self.refused("案件已撤回。", "The case was withdrawn.")),
            _ => Ok(()),
        }
    }

    pub(crate) fn require_undecided(&self) -> Result<(), Refused> {
        if self.stage.is_undecided() {
            return Ok(());
        }
        Err(self.refused("这一步已经过去。", "That step is over."))
    }

    fn refused(&self, zh: &str, en: &str) -> Refused {
        self.narrow("invalid_state", zh, en)
    }

    fn narrow(&self, code: &'static str, zh: impl fmt::Display, en: impl fmt::Display) -> Refused {
        Refused::State {
            state: self.stage.name(),
            code,
            words: Words::new(
                format!("当前状态：{}。{zh}", self.stage.zh()),
                format!("The case is {}. {en}", crate::states::in_english(self.stage.name())),
            ),
        }
    }
}

/// R-031: whether a notice that reaches the person on a day leaves thirty days to the last day.
pub fn leaves_thirty_days(reaches_on: NaiveDate, last_day: NaiveDate) -> bool {
    last_day >= reaches_on.checked_add_days(Days::new(NOTICE_DAYS)).unwrap_or(NaiveDate::MAX)
}
