//! What holds for every deadline: its words, its order, and what becomes of a reminder.

use chrono::Days;
use domain::deadlines::{
    ContractPeriod, Declared, Facts, Flaw, Kind, LeaveYear, Owner, Standing, State, Step, acknowledge, deadlines, step,
};
use domain::roster::ContractKind;
use proptest::prelude::*;

use crate::{day, declared};

#[test]
fn a_date_is_noticed_first_and_escalated_on_a_later_day_if_nobody_heeds_it() {
    let today = day("2026-11-02");
    let told = Standing {
        due_on: day("2026-11-01"),
        noticed_on: day("2026-11-01"),
        acknowledged: false,
        escalated: false,
        settled: false,
    };
    let after = |state, standing| step(state, standing, today);
    assert_eq!(after(Some(State::Upcoming), None), Step::Nothing);
    assert_eq!(after(Some(State::DueSoon), None), Step::Notice);
    assert_eq!(after(Some(State::Overdue), None), Step::Notice);
    assert_eq!(after(Some(State::DueSoon), Some(told)), Step::Nothing);
    assert_eq!(after(Some(State::Overdue), Some(told)), Step::Escalate);
    for heeded in [
        Standing { acknowledged: true, ..told },
        Standing { escalated: true, ..told },
        Standing { noticed_on: today, ..told },
    ] {
        assert_eq!(after(Some(State::Overdue), Some(heeded)), Step::Nothing, "{heeded:?}");
    }
    let old = Standing { due_on: day("2020-01-31"), ..told };
    assert_eq!(after(Some(State::Overdue), Some(old)), Step::Nothing, "a week to heed what was over already");
    assert_eq!(step(Some(State::Overdue), Some(old), day("2026-11-09")), Step::Escalate);
    for over in [Some(State::Done), Some(State::Upcoming), None] {
        assert_eq!(after(over, Some(told)), Step::Settle);
        assert_eq!(after(over, Some(Standing { settled: true, ..told })), Step::Nothing);
    }
    assert_eq!(after(Some(State::DueSoon), Some(Standing { settled: true, ..told })), Step::Notice);
}

#[test]
fn a_reminder_is_taken_care_of_once_and_in_words() {
    assert_eq!(acknowledge(false, "已约谈续签"), Ok(()));
    assert_eq!(acknowledge(false, " ").unwrap_err().code(), "required");
    assert_eq!(acknowledge(true, "已约谈续签").unwrap_err().code(), "invalid_state");
}

#[test]
fn every_row_has_its_name_its_words_and_its_rule() {
    let rows = Kind::ALL.iter().map(|kind| (kind.name(), kind.row()));
    let flaws = Flaw::ALL.iter().map(|flaw| (flaw.name(), flaw.row()));
    for (name, row) in rows.chain(flaws) {
        for said in [row.title, row.consequence] {
            assert!(!said.zh.is_empty() && !said.en.is_empty(), "{name}");
        }
        assert!(row.rule.starts_with("R-") && !row.cite.is_empty(), "{name}");
        let text = format!("{}{}", row.title.en, row.consequence.en).to_lowercase();
        assert!(!text.contains("legal") && !text.contains("safe"), "{name}: no verdicts");
    }
    for kind in Kind::ALL {
        assert_eq!((serde_json::to_value(kind).unwrap(), Kind::named(kind.name())), (kind.name().into(), Some(*kind)));
    }
    for flaw in Flaw::ALL {
        assert_eq!((serde_json::to_value(flaw).unwrap(), Flaw::named(flaw.name())), (flaw.name().into(), Some(*flaw)));
    }
    for state in State::ALL {
        assert_eq!(
            (serde_json::to_value(state).unwrap(), State::named(state.name())),
            (state.name().into(), Some(state))
        );
    }
    for owner in Owner::ALL {
        assert_eq!(
            (serde_json::to_value(owner).unwrap(), Owner::named(owner.name())),
            (owner.name().into(), Some(owner))
        );
    }
}

prop_compose! {
    fn contracts()(
        lengths in proptest::collection::vec((1_u64..2_000, 0_u64..90, 0_u8..3, proptest::option::of(0_u64..300), any::<bool>()), 0..5),
        start in 0_u64..200,
    ) -> Vec<ContractPeriod> {
        let mut from = day("2015-01-01") + Days::new(start);
        lengths.into_iter().map(|(length, gap, kind, probation, is_signed)| {
            let kind = ContractKind::ALL[usize::from(kind)];
            let until = from + Days::new(length);
            let contract = ContractPeriod {
                kind,
                from_on: from,
                until_on: (kind != ContractKind::OpenEnded).then_some(until),
                probation_until: probation.map(|days| from + Days::new(days)),
                signed_on: is_signed.then_some(from),
            };
            from = until + Days::new(1 + gap);
            contract
        }).collect()
    }
}

proptest! {
    #[test]
    fn leads_never_follow_the_date_and_the_list_is_in_order(
        contracts in contracts(),
        (is_male, employed_before, has_union) in any::<(bool, bool, bool)>(),
        (born, hired, today) in (0_u64..15_000, 0_u64..3_000, 0_u64..8_000),
        (left, nursing) in (proptest::option::of(0_u64..3_000), proptest::option::of(0_u64..5_000)),
    ) {
        let hired_on = day("2013-01-01") + Days::new(hired);
        let facts = Facts {
            is_male,
            birth_on: day("1955-01-01") + Days::new(born),
            hired_on,
            left_on: left.map(|days| hired_on + Days::new(days)),
            employed_before,
            has_union,
            contracts,
            annual_leaves: vec![LeaveYear { year: 2026, entitlement_days: 10, used_days: 2 }],
            declared: nursing.map(|days| Declared { nursing: Some(true), nursing_until: Some(hired_on + Days::new(days)), ..declared() }),
            case: None,
            disputes: Vec::new(),
            held: false,
        };
        let today = day("2014-01-01") + Days::new(today);
        let found = deadlines(&facts, today);
        for one in &found {
            prop_assert!(one.from_on() <= one.due_on);
            let leads = one.lead_days();
            prop_assert!(leads.is_sorted_by(|nearer, farther| nearer >= farther));
            prop_assert!(one.done_on.is_some() || one.state(today, false) != State::Done);
            prop_assert_eq!(one.flaw.is_some(), one.kind == Kind::Data);
        }
        prop_assert!(found.windows(2).all(|pair| pair[0].key() < pair[1].key()), "in order and each once");
    }
}
