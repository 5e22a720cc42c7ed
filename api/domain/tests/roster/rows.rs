//! Between rows: doubles, circles, and a great many people.

use std::collections::{HashMap, HashSet};

use domain::roster::{Cell, Known, Level, read};

use super::{codes, person, place, read_rows, sheet_of, text, with};

#[test]
fn of_two_rows_with_one_number_or_identity_the_later_is_wrong() {
    let id = person(1)[place("身份证号")].clone();
    let roster = read_rows(vec![
        person(1),
        with(person(2), "工号", text("a00001")),
        with(with(person(3), "身份证号", id), "性别", text("男")),
    ]);
    assert_eq!(codes(&roster.issues), [(3, "工号", "duplicate_number"), (4, "身份证号", "duplicate_id")]);
}

#[test]
fn a_shared_phone_or_bank_account_is_a_warning_on_the_later_row() {
    let card = text("6222029099603082465");
    let roster = read_rows(vec![
        with(person(1), "银行卡号", card.clone()),
        with(with(person(2), "银行卡号", card), "手机号", text("13800000001")),
    ]);
    assert_eq!(codes(&roster.issues), [(3, "手机号", "duplicate_phone"), (3, "银行卡号", "duplicate_bank_account")]);
    assert_eq!((roster.good_rows(), roster.warning_rows()), (2, 1));
}

#[test]
fn everyone_on_a_circle_is_reported_and_nobody_beside_it() {
    let managed = |n, manager: &str| with(person(n), "直接上级工号", text(manager));
    let roster = read_rows(vec![
        managed(1, "A00002"),
        managed(2, "A00003"),
        managed(3, "A00001"),
        managed(4, "A00001"),
        person(5),
    ]);
    let circle: Vec<u32> =
        roster.issues.iter().filter(|issue| issue.code == "manager_cycle").map(|issue| issue.row).collect();
    assert_eq!(circle, [2, 3, 4]);
    assert!(roster.issues[0].words.zh.contains("A00001 → A00002 → A00003 → A00001"));
    let warned: Vec<(u32, Level)> = roster.issues[3..].iter().map(|issue| (issue.row, issue.level)).collect();
    assert_eq!(warned, [(5, Level::Warning)], "a manager whose row has errors");
}

#[test]
fn managers_on_record_count_also_for_circles() {
    let known = Known {
        units: HashSet::new(),
        managers: HashMap::from([("B1".to_owned(), None), ("B2".to_owned(), Some("A00002".to_owned()))]),
    };
    let rows = vec![with(person(1), "直接上级工号", text("b1")), with(person(2), "直接上级工号", text("B2"))];
    let roster = read(&[sheet_of(rows)], &known).unwrap();
    assert_eq!(codes(&roster.issues), [(3, "直接上级工号", "manager_cycle")]);
    assert_eq!(roster.rows[0].manager_number.as_deref(), Some("B1"));
}

#[test]
fn fifty_thousand_people_in_one_chain_of_managers_are_read() {
    let count = 50_000;
    let managed = |n: u32| with(person(n), "直接上级工号", text(&format!("A{:05}", n + 1)));
    let mut rows: Vec<Vec<Cell>> = (0..count - 1).map(managed).collect();
    rows.push(person(count - 1));
    let roster = read_rows(rows);
    assert_eq!((roster.good_rows(), roster.issues.len()), (50_000, 0));
}
