//! Webhooks 事件通知: which events one asks for, when a delivery is tried again, which addresses are called.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::named::named;
use crate::refused::{Fault, Refused, Words, unless_faulty};

/// Whether a webhook is told of events (状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = WebhookState)]
pub enum State {
    /// 运行中
    Active,
    /// 已暂停: by somebody, for a while.
    Paused,
    /// 已停用: by the service, since the receiver does not take events.
    Disabled,
}

impl State {
    pub const ALL: [Self; 3] = [Self::Active, Self::Paused, Self::Disabled];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Disabled => "disabled",
        }
    }
}

named!(State);

/// Why the service disabled a webhook (停用原因).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = WebhookDisabledReason)]
pub enum DisabledReason {
    /// The receiver answered 410 Gone.
    Gone,
    /// A delivery failed at every try.
    Failing,
}

impl DisabledReason {
    pub const ALL: [Self; 2] = [Self::Gone, Self::Failing];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Failing => "failing",
        }
    }
}

named!(DisabledReason);

/// What became of a delivery (投递状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = WebhookDeliveryState)]
pub enum DeliveryState {
    /// 待投递
    Pending,
    /// 已送达
    Delivered,
    /// 投递失败
    Failed,
}

impl DeliveryState {
    pub const ALL: [Self; 3] = [Self::Pending, Self::Delivered, Self::Failed];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
        }
    }
}

named!(DeliveryState);

/// Why there was no answer (失败原因).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = WebhookFailure)]
pub enum Failure {
    /// The address is private or not encrypted, and the settings do not allow that.
    AddressRefused,
    /// The name of the host has no address.
    UnknownHost,
    /// Nobody listens there, or the connection broke.
    Connection,
    /// The certificate cannot be trusted, or no encryption could be agreed on.
    Tls,
    Timeout,
}

impl Failure {
    pub const ALL: [Self; 5] = [Self::AddressRefused, Self::UnknownHost, Self::Connection, Self::Tls, Self::Timeout];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AddressRefused => "address_refused",
            Self::UnknownHost => "unknown_host",
            Self::Connection => "connection",
            Self::Tls => "tls",
            Self::Timeout => "timeout",
        }
    }
}

named!(Failure);

/// Stopping for a while; events wait in the journal.
pub fn pause(state: State) -> Result<State, Refused> {
    match state {
        State::Active => Ok(State::Paused),
        State::Paused => Err(refused(state, "事件通知已经暂停。", "It is paused already.")),
        State::Disabled => Err(refused(state, "事件通知已经停用。", "It is disabled already.")),
    }
}

/// Going on where it stopped, after a pause or once the receiver was mended.
pub fn resume(state: State) -> Result<State, Refused> {
    match state {
        State::Paused | State::Disabled => Ok(State::Active),
        State::Active => Err(refused(state, "事件通知正在运行。", "It is running already.")),
    }
}

/// Whether a kind of event (`agreement.signed`) is asked for: by its name, by `agreement.*` or by `*`.
pub fn asks_for(pattern: &str, kind: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some("") => true,
        Some(noun) => noun.ends_with('.') && kind.starts_with(noun),
        None => pattern == kind,
    }
}

/// Most patterns of one webhook.
const MOST_PATTERNS: usize = 100;

/// There are some patterns, and each asks for something that outsiders are told of.
pub fn check_events(patterns: &[String], published: &[&str], withheld: &[&str]) -> Result<(), Refused> {
    if !(1..=MOST_PATTERNS).contains(&patterns.len()) {
        let words = Words::new("请选择 1 至 100 种事件。", "Ask for 1 to 100 kinds of events.");
        return Err(Refused::fault("/events", "length", words));
    }
    let fault = |(at, pattern): (usize, &String)| {
        if published.iter().any(|kind| asks_for(pattern, kind)) {
            return None;
        }
        let (code, words) = if withheld.iter().any(|kind| asks_for(pattern, kind)) {
            ("withheld_event", Words::new("这类事件不对外通知。", "Events of this kind are not told to other systems."))
        } else {
            (
                "unknown_event",
                Words::new(
                    "没有这种事件。可用的种类见 GET /webhook-events。",
                    "There is no such event. GET /webhook-events lists them.",
                ),
            )
        };
        Some(Fault::new(format!("/events/{at}"), code, words))
    };
    unless_faulty(patterns.iter().enumerate().filter_map(fault).collect())
}

/// What follows from an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Delivered,
    /// The receiver wants no more of it.
    Gone,
    Failed,
}

/// What a status means; none is no answer at all. A redirect is a failure: the address is to be changed instead.
pub fn judge(status: Option<u16>) -> Verdict {
    match status {
        Some(200..=299) => Verdict::Delivered,
        Some(410) => Verdict::Gone,
        _ => Verdict::Failed,
    }
}

/// Waits between tries: eleven tries in three days.
const WAITS: [TimeDelta; 10] = [
    TimeDelta::seconds(10),
    TimeDelta::minutes(1),
    TimeDelta::minutes(5),
    TimeDelta::minutes(20),
    TimeDelta::hours(1),
    TimeDelta::hours(3),
    TimeDelta::hours(8),
    TimeDelta::hours(16),
    TimeDelta::hours(20),
    TimeDelta::hours(24),
];

/// Longest wait that a receiver may ask for.
const LONGEST_ASKED: TimeDelta = TimeDelta::hours(24);

/// How long to wait after so many failed tries; none when there is no further one. `jitter` spreads the tries
/// of many by a tenth either way; `asked` is what the receiver wants (`Retry-After`).
pub fn next_try(failed: u32, jitter: u8, asked: Option<TimeDelta>) -> Option<TimeDelta> {
    let wait = *WAITS.get(usize::try_from(failed).ok()?.checked_sub(1)?)?;
    let spread = wait * (900 + i32::from(jitter) * 200 / 255) / 1000;
    Some(asked.map_or(spread, |asked| spread.max(asked.min(LONGEST_ASKED))))
}

/// What becomes of a delivery after an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    Delivered,
    TryAgain(TimeDelta),
    /// The webhook is disabled; what stands in line waits there until somebody resumes it.
    Disable(DisabledReason),
    /// It was sent beside the line because somebody asked for it: that is tried once.
    Over,
}

/// What follows from an answer for a delivery that has failed so often before, in line or beside it.
pub fn after(status: Option<u16>, in_line: bool, failed_before: u32, jitter: u8, asked: Option<TimeDelta>) -> Next {
    match judge(status) {
        Verdict::Delivered => Next::Delivered,
        Verdict::Gone => Next::Disable(DisabledReason::Gone),
        Verdict::Failed if !in_line => Next::Over,
        Verdict::Failed => {
            next_try(failed_before + 1, jitter, asked).map_or(Next::Disable(DisabledReason::Failing), Next::TryAgain)
        }
    }
}

/// Whether an address belongs to the public internet: not this machine, not a private network, nothing reserved.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(address) => is_public_v4(address),
            None => is_public_v6(address),
        },
    }
}

/// RFC 6890 and its registry.
fn is_public_v4(address: Ipv4Addr) -> bool {
    let reserved = match address.octets() {
        [0 | 10 | 127, ..] | [240..=255, ..] => true,
        [100, 64..=127, ..] => true, // carrier-grade NAT
        [192, 0, 0, _] => true,
        [192, 88, 99, _] => true,   // 6to4 relays
        [198, 18..=19, ..] => true, // benchmarks
        _ => false,
    };
    !(reserved
        || address.is_private()
        || address.is_link_local()
        || address.is_documentation()
        || address.is_multicast())
}

/// Only global unicast (2000::/3), and of that nothing which leads to an IPv4 address or is for documents.
fn is_public_v6(address: Ipv6Addr) -> bool {
    match address.segments() {
        [0x2001, 0..=0x1ff, ..] => false, // Teredo and protocol assignments
        [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => false,
        [0x2002, ..] => false, // 6to4
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

fn refused(state: State, zh: &str, en: &str) -> Refused {
    Refused::in_state(state.name(), Words::new(zh, en))
}
