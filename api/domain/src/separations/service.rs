//! Service of the employer's notice (送达), try by try: R-075.
//!
//! Handed to the person, else taken by an adult relative of the same household, else by post on the day of the
//! receipt; by public announcement after thirty days and only when the others came to nothing. A data message takes
//! effect on entering the system that the person named, otherwise when they know of it. A refusal is a record of
//! its own and not a letter that did not arrive. Two channels on the same day leave less room for a dispute.

use chrono::NaiveDate;
use law::dates::add_days;
use serde::{Deserialize, Serialize};

use super::ServiceChannel as Channel;
use crate::named::named;
use crate::refused::{Fault, Refused, Words, blank_fault, unless_faulty};

/// Days a public announcement runs.
const ANNOUNCED_DAYS: u32 = 30;

/// What came of a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ServiceOutcome)]
pub enum Outcome {
    /// 签收、到达；公告期满
    Received,
    /// 拒收
    Refused,
    /// 退回
    Returned,
    /// 无人应答
    NoAnswer,
}

impl Outcome {
    pub const ALL: [Self; 4] = [Self::Received, Self::Refused, Self::Returned, Self::NoAnswer];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Refused => "refused",
            Self::Returned => "returned",
            Self::NoAnswer => "no_answer",
        }
    }
}

named!(Outcome);

/// One try to serve a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempt {
    pub channel: Channel,
    pub sent_on: NaiveDate,
    /// The person has named this address for service.
    pub designated: bool,
    pub outcome: Option<(Outcome, NaiveDate)>,
}

/// The day on which a try counts as served, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    pub on: NaiveDate,
    pub basis: Words,
}

/// The rule behind all of this.
pub const RULE: &str = "R-075";

impl Channel {
    const fn is_by_hand(self) -> bool {
        matches!(self, Self::InPerson | Self::Relative)
    }

    const fn is_data_message(self) -> bool {
        matches!(self, Self::Email | Self::Sms | Self::InSystem | Self::Electronic)
    }

    /// What can come of a try by this channel.
    pub const fn outcomes(self) -> &'static [Outcome] {
        match self {
            Self::InPerson | Self::Relative => &[Outcome::Received, Outcome::Refused, Outcome::NoAnswer],
            Self::Post => &Outcome::ALL,
            Self::Email | Self::Sms | Self::InSystem | Self::Electronic => {
                &[Outcome::Received, Outcome::Returned, Outcome::NoAnswer]
            }
            Self::Announcement => &[Outcome::Received],
        }
    }
}

impl Attempt {
    /// The day that counts, where this try reached the person.
    pub fn reached(&self) -> Option<Reached> {
        let (outcome, on) = self.outcome?;
        let at = |on, zh: &str, en: &str| Some(Reached { on, basis: Words::new(zh, en) });
        match (self.channel, outcome) {
            (Channel::InPerson, Outcome::Received) => at(on, "本人签收之日", "The day the person signed for it"),
            (Channel::InPerson | Channel::Post, Outcome::Refused) => at(
                on,
                "拒收之日：拒收是一项记录，不等于没有送达",
                "The day it was refused: a refusal is a record and not a failure to deliver",
            ),
            (Channel::Relative, Outcome::Received) => {
                at(on, "同住成年亲属签收之日", "The day an adult relative of the household signed for it")
            }
            (Channel::Post, Outcome::Received) => at(on, "回执上注明的收件日期", "The date on the receipt"),
            (Channel::Announcement, Outcome::Received) => {
                at(add_days(self.sent_on, ANNOUNCED_DAYS), "公告之日起满三十日", "Thirty days after the announcement")
            }
            (channel, Outcome::Received) if channel.is_data_message() => match self.designated {
                true => at(on, "进入其指定系统之日", "The day it entered the system that the person named"),
                false => at(on, "其知道或者应当知道之日", "The day the person knew of it or should have"),
            },
            _ => None,
        }
    }

    /// It is over and did not reach the person.
    fn failed(&self) -> bool {
        self.outcome.is_some() && self.reached().is_none()
    }
}

/// The earliest day on which any of the tries counts.
pub fn served(attempts: &[Attempt]) -> Option<Reached> {
    attempts.iter().filter_map(Attempt::reached).min_by_key(|reached| reached.on)
}

/// Only one channel has been used, so that a second is asked for.
pub fn wants_second_channel(attempts: &[Attempt]) -> bool {
    attempts.first().is_none_or(|first| attempts.iter().all(|one| one.channel == first.channel))
}

/// A try on its way in.
#[derive(Debug, Clone, Copy)]
pub struct NewAttempt<'a> {
    pub channel: Channel,
    pub sent_on: NaiveDate,
    pub address: &'a str,
    pub tracking_number: Option<&'a str>,
}

/// Send the notice out once more: after its issue, by post with its number, by announcement only as the last resort.
pub fn attempt(new: NewAttempt<'_>, before: &[Attempt], issued_on: NaiveDate, today: NaiveDate) -> Result<(), Refused> {
    let mut faults = Vec::new();
    if new.sent_on < issued_on || new.sent_on > today {
        faults.push(Fault::new(
            "/sent_on",
            "out_of_order",
            Words::new(
                format!("送出日期须在通知作出之日（{issued_on}）至今天之间。"),
                format!("It was sent between the day it was issued ({issued_on}) and today."),
            ),
        ));
    }
    if new.channel != Channel::InSystem {
        faults.extend(blank_fault(
            new.address,
            "/address",
            "请填写所用的地址、号码、邮箱或者公告媒体。",
            "Give the address, number, mailbox or medium that was used.",
        ));
    }
    if new.channel == Channel::Post {
        faults.extend(blank_fault(
            new.tracking_number.unwrap_or_default(),
            "/tracking_number",
            "邮寄送达须填写邮件号码。",
            "Give the number of the posted letter.",
        ));
    }
    if new.channel == Channel::Announcement && !may_announce(before) {
        faults.push(announcement_is_last("/channel"));
    }
    unless_faulty(faults)
}

/// How a notice is to travel: not by announcement.
pub fn plan(channel: Channel) -> Result<(), Refused> {
    unless_faulty(never_first(channel, "/delivery_channel").into_iter().collect())
}

/// A public announcement is neither planned nor recorded in one step: it comes after the others and runs its days.
pub(super) fn never_first(channel: Channel, pointer: &str) -> Option<Fault> {
    (channel == Channel::Announcement).then(|| announcement_is_last(pointer))
}

fn announcement_is_last(pointer: &str) -> Fault {
    let words = Words::new(
        "公告只能在其他方式都无法送达之后使用（R-075）：先当面（或由同住成年亲属签收），再邮寄，并登记两者都没有送达。",
        "An announcement comes last (R-075): first by hand, then by post, with both on record as having failed.",
    );
    Fault::new(pointer, "announcement_is_last", words)
}

/// By hand and by post came to nothing, and nothing else reached the person.
fn may_announce(before: &[Attempt]) -> bool {
    let failed = |by: fn(Channel) -> bool| before.iter().any(|one| by(one.channel) && one.failed());
    served(before).is_none() && failed(Channel::is_by_hand) && failed(|channel| channel == Channel::Post)
}

/// Put on record what came of a try, once; a refusal says who saw it.
pub fn conclude(
    attempt: &Attempt,
    (outcome, on): (Outcome, NaiveDate),
    text: &str,
    today: NaiveDate,
) -> Result<(), Refused> {
    if let Some((before, _)) = attempt.outcome {
        let words = Words::new("这次送达已有结果。", "What came of this try is on record already.");
        return Err(Refused::in_state(before.name(), words));
    }
    let mut faults = Vec::new();
    if !attempt.channel.outcomes().contains(&outcome) {
        let words = Words::new("这种送达方式没有这种结果。", "This cannot come of this channel.");
        faults.push(Fault::new("/outcome", "not_of_channel", words));
    }
    if on < attempt.sent_on || on > today {
        faults.push(Fault::new(
            "/outcome_on",
            "out_of_order",
            Words::new(
                format!("结果日期须在送出之日（{}）至今天之间。", attempt.sent_on),
                format!("It happened between the day it was sent ({}) and today.", attempt.sent_on),
            ),
        ));
    }
    let ends_on = add_days(attempt.sent_on, ANNOUNCED_DAYS);
    if attempt.channel == Channel::Announcement && on < ends_on {
        let words = Words::new(
            format!("公告须满三十日，{ends_on} 起才算送达。"),
            format!("The announcement runs thirty days; it counts from {ends_on}."),
        );
        faults.push(Fault::new("/outcome_on", "announcement_runs", words));
    }
    if outcome == Outcome::Refused {
        faults.extend(blank_fault(
            text,
            "/text",
            "拒收须写明经过：谁在场见证、如何拒绝。",
            "Say how it was refused and who saw it.",
        ));
    }
    unless_faulty(faults)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn sent(channel: Channel) -> Attempt {
        Attempt { channel, sent_on: day("2026-10-12"), designated: false, outcome: None }
    }

    fn ended(channel: Channel, outcome: Outcome, on: &str) -> Attempt {
        Attempt { outcome: Some((outcome, day(on))), ..sent(channel) }
    }

    #[test]
    fn r075_the_day_that_counts_follows_from_channel_and_outcome() {
        let counts = |channel, outcome| ended(channel, outcome, "2026-10-15").reached().map(|reached| reached.on);
        let on = Some(day("2026-10-15"));
        for (channel, outcome, counted) in [
            (Channel::InPerson, Outcome::Received, on),
            (Channel::InPerson, Outcome::Refused, on),
            (Channel::InPerson, Outcome::NoAnswer, None),
            (Channel::Relative, Outcome::Received, on),
            (Channel::Relative, Outcome::Refused, None),
            (Channel::Post, Outcome::Received, on),
            (Channel::Post, Outcome::Refused, on),
            (Channel::Post, Outcome::Returned, None),
            (Channel::Email, Outcome::Received, on),
            (Channel::Sms, Outcome::NoAnswer, None),
            (Channel::Announcement, Outcome::Received, Some(day("2026-11-11"))),
        ] {
            assert_eq!(counts(channel, outcome), counted, "{channel} {outcome}");
        }
        let named = Attempt { designated: true, ..ended(Channel::Email, Outcome::Received, "2026-10-12") };
        assert!(named.reached().unwrap().basis.zh.contains("指定系统"));
    }

    #[test]
    fn r075_the_earliest_of_two_channels_counts() {
        let both = [
            ended(Channel::Post, Outcome::Received, "2026-10-14"),
            ended(Channel::Email, Outcome::Received, "2026-10-12"),
        ];
        assert_eq!(served(&both).unwrap().on, day("2026-10-12"));
        assert_eq!(served(&[sent(Channel::Post)]), None);
    }

    #[test]
    fn r075_a_second_channel_is_asked_for_while_one_was_used() {
        assert!(wants_second_channel(&[]));
        assert!(wants_second_channel(&[sent(Channel::Post), sent(Channel::Post)]));
        assert!(!wants_second_channel(&[sent(Channel::Post), sent(Channel::Email)]));
    }

    #[test]
    fn r075_an_announcement_comes_last_and_runs_thirty_days() {
        let new = NewAttempt {
            channel: Channel::Announcement,
            sent_on: day("2026-10-20"),
            address: "《解放日报》",
            tracking_number: None,
        };
        let may = |before: &[Attempt]| attempt(new, before, day("2026-10-12"), day("2026-10-20"));
        let (hand, post) = (
            ended(Channel::InPerson, Outcome::NoAnswer, "2026-10-13"),
            ended(Channel::Post, Outcome::Returned, "2026-10-18"),
        );
        assert_eq!(may(&[]).unwrap_err().code(), "announcement_is_last");
        assert!(may(&[hand]).is_err());
        assert!(may(&[hand, sent(Channel::Post)]).is_err(), "the letter may still arrive");
        assert_eq!(may(&[hand, post]), Ok(()));
        assert!(may(&[hand, post, ended(Channel::Email, Outcome::Received, "2026-10-12")]).is_err(), "it was served");
        let announced = Attempt { sent_on: day("2026-10-20"), ..sent(Channel::Announcement) };
        let over = |on: &str| conclude(&announced, (Outcome::Received, day(on)), "", day("2026-12-01"));
        assert_eq!(over("2026-11-18").unwrap_err().code(), "announcement_runs");
        assert_eq!(over("2026-11-19"), Ok(()));
    }

    #[test]
    fn a_try_says_where_it_went_and_a_letter_has_its_number() {
        let of = |channel, address, number| {
            let new = NewAttempt { channel, sent_on: day("2026-10-12"), address, tracking_number: number };
            attempt(new, &[], day("2026-10-12"), day("2026-10-13"))
        };
        assert_eq!(of(Channel::Post, "张江路 1 号", Some("EMS1")), Ok(()));
        assert!(of(Channel::Post, "张江路 1 号", None).is_err());
        assert!(of(Channel::Email, " ", None).is_err());
        assert_eq!(of(Channel::InSystem, "", None), Ok(()));
    }

    #[test]
    fn what_came_of_a_try_is_recorded_once_in_order_and_a_refusal_says_who_saw_it() {
        let today = day("2026-10-20");
        let of = |channel, outcome, on: &str, text: &str| conclude(&sent(channel), (outcome, day(on)), text, today);
        assert_eq!(of(Channel::Post, Outcome::Returned, "2026-10-18", ""), Ok(()));
        assert!(of(Channel::Post, Outcome::Received, "2026-10-11", "").is_err());
        assert!(of(Channel::Post, Outcome::Received, "2026-10-21", "").is_err());
        assert!(of(Channel::InPerson, Outcome::Returned, "2026-10-13", "").is_err());
        assert!(of(Channel::InPerson, Outcome::Refused, "2026-10-13", "").is_err());
        assert_eq!(of(Channel::InPerson, Outcome::Refused, "2026-10-13", "王工在场。"), Ok(()));
        let over = ended(Channel::Post, Outcome::Returned, "2026-10-18");
        assert!(conclude(&over, (Outcome::Received, day("2026-10-19")), "", today).is_err());
    }
}
