//! Whatever stands in a cell nothing panics, and every form of a value reads as that value.

use std::collections::HashSet;

use chrono::{NaiveDate, NaiveDateTime};
use domain::roster::{Cell, Known, Sheet, read};
use proptest::prelude::*;

use super::{person, read_rows, sheet_of, text, texts, with};

fn any_cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        Just(Cell::Empty),
        any::<String>().prop_map(Cell::Text),
        "[0-9０-９./年月日: -]{1,14}".prop_map(Cell::Text),
        any::<f64>().prop_map(Cell::Number),
        any::<bool>().prop_map(Cell::Bool),
        any::<i64>().prop_map(|seconds| {
            let at = chrono::DateTime::from_timestamp(seconds % 100_000_000_000, 0).unwrap();
            Cell::DateTime(at.naive_utc())
        }),
    ]
}

fn date_forms(date: NaiveDate) -> [Cell; 8] {
    let midnight: NaiveDateTime = date.into();
    let serial = date.signed_duration_since(NaiveDate::from_ymd_opt(1899, 12, 30).unwrap()).num_days();
    [
        text(&date.format("%Y.%-m.%-d").to_string()),
        text(&date.format("%Y年%-m月%-d日").to_string()),
        text(&date.format("%Y/%-m/%-d").to_string()),
        text(&date.format("%Y-%m-%d").to_string()),
        text(&date.format("%Y%m%d").to_string()),
        Cell::DateTime(midnight),
        Cell::Number(serial as f64),
        Cell::Number(date.format("%Y%m%d").to_string().parse().unwrap()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_cells_panic_and_each_wrong_cell_is_told_once(
        row in proptest::collection::vec(any_cell(), 0..20),
        title in 0..18_usize,
        cell in any_cell(),
    ) {
        let mut changed = person(2);
        changed[title] = cell;
        let units = Sheet { name: "部门".to_owned(), rows: vec![texts(&["部门名称", "上级部门", "负责人工号"]), row.clone()] };
        let roster = read(&[sheet_of(vec![person(1), row, changed]), units], &Known::default()).unwrap();
        let cells: HashSet<_> = roster.issues.iter().map(|issue| (&issue.sheet, issue.row, &issue.column)).collect();
        prop_assert_eq!(cells.len(), roster.issues.len());
        prop_assert!(roster.good_rows() <= roster.data_rows);
    }

    #[test]
    fn sheets_of_anything_never_panic(rows in proptest::collection::vec(proptest::collection::vec(any_cell(), 0..6), 0..6)) {
        let sheet = Sheet { name: String::new(), rows };
        prop_assert!(read(&[sheet], &Known::default()).is_err());
    }

    #[test]
    fn every_form_of_a_date_reads_as_that_day(days in 0..33_000_i64) {
        let date = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap() + chrono::TimeDelta::days(days);
        for form in date_forms(date) {
            let contract = with(person(1), "合同类型", text("以完成一定任务为期限"));
            let contract = with(contract, "合同到期", text(""));
            let roster = read_rows(vec![with(contract, "合同开始", form.clone())]);
            prop_assert_eq!(roster.rows[0].contract_from, date, "{:?}", form);
        }
    }

    #[test]
    fn every_form_of_an_amount_reads_as_that_amount(fen in 1..1_000_000_000_i64) {
        let plain = law::Fen(fen).to_string();
        for form in [text(&plain), text(&format!("{plain}元")), text(&format!("¥ {plain}")), Cell::Number(fen as f64 / 100.0)] {
            let roster = read_rows(vec![with(person(1), "月薪（元）", form.clone())]);
            prop_assert_eq!(roster.rows[0].monthly_wage, law::Fen(fen), "{:?}", form);
        }
    }
}
