//! A roster as a factory keeps it, 320 people with every habit and fourteen mistakes, read from
//! a dump of its cells, against what a person found in it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::roster::{Cell, ContractKind, Known, Roster, Sheet, read};
use law::Fen;
use serde_json::{Value, json};

fn cell(value: &Value) -> Cell {
    match value {
        Value::Null => Cell::Empty,
        Value::Bool(flag) => Cell::Bool(*flag),
        Value::Number(number) => Cell::Number(number.as_f64().unwrap()),
        Value::String(text) => Cell::Text(text.clone()),
        Value::Object(at) => Cell::DateTime(at["at"].as_str().unwrap().parse().unwrap()),
        Value::Array(_) => panic!("no cell is a list"),
    }
}

fn workbook() -> Vec<Sheet> {
    let sheets: Value = serde_json::from_str(include_str!("../data/roster_cells.json")).unwrap();
    let rows_of = |sheet: &Value| {
        let rows = sheet["rows"].as_array().unwrap();
        rows.iter().map(|row| row.as_array().unwrap().iter().map(cell).collect()).collect()
    };
    let sheets = sheets.as_array().unwrap().iter();
    sheets.map(|sheet| Sheet { name: sheet["name"].as_str().unwrap().to_owned(), rows: rows_of(sheet) }).collect()
}

fn expected() -> Value {
    serde_json::from_str(include_str!("../data/roster.expected.json")).unwrap()
}

fn roster() -> Roster {
    read(&workbook(), &Known::default()).unwrap()
}

#[test]
fn every_finding_is_the_one_a_person_made_and_there_is_no_other() {
    let found: Vec<Value> = roster()
        .issues
        .iter()
        .map(|issue| json!({"row": issue.row, "column": issue.column, "code": issue.code, "level": issue.level}))
        .collect();
    assert_eq!(Value::Array(found), expected()["rows_with_errors"]);
}

#[test]
fn the_sheet_its_header_and_its_rows_are_counted_as_expected() {
    let (roster, expected) = (roster(), expected());
    assert_eq!(roster.sheet, expected["sheet"]);
    assert_eq!(roster.header_row, expected["header_row"]);
    assert_eq!(roster.data_rows, expected["data_rows"]);
    assert_eq!(roster.good_rows(), expected["good_rows"]);
    assert_eq!((roster.error_rows(), roster.warning_rows()), (13, 1));
    assert_eq!(roster.title.as_deref(), Some("申城精密制造有限公司 员工花名册（截至2026年10月31日）"));
}

#[test]
fn the_units_are_the_expected_tree_with_its_heads() {
    let units: Vec<Value> = roster()
        .units
        .iter()
        .map(|unit| json!({"name": unit.name, "parent": unit.parent, "head": unit.head}))
        .collect();
    assert_eq!(Value::Array(units), expected()["org_units"]);
}

#[test]
fn a_row_comes_out_clean() {
    let roster = roster();
    let row = roster.rows.iter().find(|row| row.number == "SC0005").unwrap();
    let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    assert_eq!(row.name, "黎强海");
    assert_eq!((row.pinyin.as_str(), row.initials.as_str()), ("liqianghai", "lqh"));
    assert_eq!(row.national_id, "61011319911019999X");
    assert_eq!(row.birth_date, day(1991, 10, 19));
    assert_eq!(row.phone, "18666176031");
    assert_eq!(row.manager_number.as_deref(), Some("SC0001"));
    assert_eq!(row.contract_kind, ContractKind::OpenEnded);
    assert_eq!((row.hired_on, row.contract_until), (day(2021, 3, 23), None));
    assert_eq!(row.probation_until, Some(day(2021, 9, 22)));
    assert_eq!(row.monthly_wage, Fen(800_000));
}

#[test]
fn no_row_with_an_error_comes_out_and_one_with_a_warning_does() {
    let roster = roster();
    let out: BTreeSet<u32> = roster.rows.iter().map(|row| row.row).collect();
    for issue in &roster.issues {
        let warned = serde_json::to_value(issue.level).unwrap() == "warning";
        assert_eq!(out.contains(&issue.row), warned, "row {}", issue.row);
    }
}

#[test]
fn every_finding_says_what_to_do_in_both_languages() {
    for issue in roster().issues {
        assert!(issue.words.zh.ends_with('。'), "{}", issue.words.zh);
        assert!(issue.words.en.ends_with('.'), "{}", issue.words.en);
    }
}
