//! Which events are asked for, when deliveries are tried again, and which addresses are called.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use chrono::TimeDelta;
use domain::refused::Refused;
use domain::webhooks::{
    DisabledReason, Next, State, Verdict, after, asks_for, check_events, is_public, judge, next_try, pause, resume,
};

#[test]
fn a_pattern_asks_for_a_name_a_noun_or_everything() {
    assert!(asks_for("agreement.signed", "agreement.signed"));
    assert!(asks_for("agreement.*", "agreement.signed"));
    assert!(asks_for("*", "agreement.signed"));
    for other in ["agreement.sent", "agreement", "agreement*", "agree*", "*.signed", "agreement.sign*", "", "."] {
        assert!(!asks_for(other, "agreement.signed"), "{other}");
    }
    assert!(!asks_for("review.*", "review_cycle.opened"), "a noun is a whole one");
}

#[test]
fn what_nobody_is_told_of_is_named_where_it_stands() {
    let asked = ["employee.hired", "employee.*", "account.*", "account.created", "weather.changed"].map(str::to_owned);
    let refused = check_events(&asked, &["employee.hired"], &["account.created"]).unwrap_err();
    let Refused::Invalid(faults) = refused else { panic!("{refused}") };
    let found: Vec<_> = faults.iter().map(|fault| (fault.pointer.as_str(), fault.code)).collect();
    assert_eq!(
        found,
        [("/events/2", "withheld_event"), ("/events/3", "withheld_event"), ("/events/4", "unknown_event")]
    );
}

#[test]
fn eleven_tries_take_about_three_days_each_wait_longer_than_the_last() {
    let waits: Vec<TimeDelta> = (1..).map_while(|failed| next_try(failed, 128, None)).collect();
    assert_eq!(waits.len(), 10);
    assert!(waits.is_sorted());
    let all: TimeDelta = waits.iter().sum();
    assert!((TimeDelta::hours(70)..TimeDelta::hours(76)).contains(&all), "{all}");
    assert_eq!(next_try(0, 0, None), None, "nothing has failed yet");
}

#[test]
fn jitter_moves_a_try_by_a_tenth_at_most() {
    assert_eq!(next_try(5, 0, None), Some(TimeDelta::minutes(54)));
    assert_eq!(next_try(5, 255, None), Some(TimeDelta::minutes(66)));
}

#[test]
fn what_the_receiver_asks_for_makes_a_wait_longer_never_shorter_and_a_day_at_most() {
    assert_eq!(next_try(1, 128, Some(TimeDelta::minutes(30))), Some(TimeDelta::minutes(30)));
    assert_eq!(next_try(5, 0, Some(TimeDelta::seconds(1))), Some(TimeDelta::minutes(54)));
    assert_eq!(next_try(1, 128, Some(TimeDelta::days(400))), Some(TimeDelta::hours(24)));
    assert_eq!(next_try(11, 128, Some(TimeDelta::seconds(1))), None);
}

#[test]
fn only_2xx_is_delivered_and_only_410_is_gone() {
    for status in [200, 201, 204, 299] {
        assert_eq!(judge(Some(status)), Verdict::Delivered);
    }
    assert_eq!(judge(Some(410)), Verdict::Gone);
    for status in [None, Some(100), Some(301), Some(308), Some(400), Some(404), Some(429), Some(500)] {
        assert_eq!(judge(status), Verdict::Failed);
    }
}

#[test]
fn the_last_try_in_line_disables_and_what_was_asked_for_is_tried_once() {
    assert_eq!(after(Some(503), true, 0, 128, Some(TimeDelta::minutes(2))), Next::TryAgain(TimeDelta::minutes(2)));
    assert_eq!(after(None, true, 10, 128, None), Next::Disable(DisabledReason::Failing));
    assert_eq!(after(None, false, 0, 128, None), Next::Over);
    for in_line in [true, false] {
        assert_eq!(after(Some(410), in_line, 0, 128, None), Next::Disable(DisabledReason::Gone));
        assert_eq!(after(Some(204), in_line, 10, 128, None), Next::Delivered);
    }
}

#[test]
fn what_runs_is_paused_and_what_stands_is_resumed() {
    assert_eq!(pause(State::Active).unwrap(), State::Paused);
    assert_eq!(resume(State::Paused).unwrap(), State::Active);
    assert_eq!(resume(State::Disabled).unwrap(), State::Active);
    for refused in [pause(State::Paused), pause(State::Disabled), resume(State::Active)] {
        assert_eq!(refused.unwrap_err().code(), "invalid_state");
    }
}

#[test]
fn nothing_private_or_reserved_is_public() {
    let private = [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.0.9",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "203.0.113.5",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ];
    for address in private {
        assert!(!is_public(address.parse().unwrap()), "{address}");
    }
    for address in ["1.1.1.1", "100.63.255.255", "172.32.0.1", "223.5.5.5", "2400:3200::1", "::ffff:223.5.5.5"] {
        assert!(is_public(address.parse().unwrap()), "{address}");
    }
}
