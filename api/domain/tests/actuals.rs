//! Actual values: what a business system exports, and each row that cannot be taken.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use domain::actuals::*;
use proptest::prelude::*;

fn records(lines: &[&str]) -> Vec<Record> {
    lines
        .iter()
        .zip(1..)
        .map(|(line, number)| Record { line: number, fields: line.split(';').map(String::from).collect() })
        .collect()
}

const HEADER: &str = "考核周期;工号;指标编码;实际值;单位";

fn rejected(read: &ActualsRead) -> Vec<(u64, &str)> {
    read.rejected.iter().map(|row| (row.line, row.code)).collect()
}

#[test]
fn rows_are_read_with_their_line_numbers() {
    let read = read(&records(&[
        "\u{feff}考核周期;工号;指标编码;实际值;单位",
        "2026Q2;SC0018;SALES_AMOUNT;125510.44;元",
        ";;;;",
        "2026Q2; SC0018 ;NEW_CUSTOMERS;7.04;家",
        "2026Q2;SC0018;RECEIVABLES_RATE;96.23%;",
    ]))
    .unwrap();
    let items: Vec<(u64, &str, String)> =
        read.items.iter().map(|item| (item.line, item.kpi_code.as_str(), item.actual.to_string())).collect();
    assert_eq!(
        items,
        [
            (2, "SALES_AMOUNT", "125510.44".to_owned()),
            (4, "NEW_CUSTOMERS", "7.04".to_owned()),
            (5, "RECEIVABLES_RATE", "96.23".to_owned()),
        ]
    );
    assert_eq!(read.items[1].employee_number, "SC0018");
    assert_eq!((read.items[0].unit.as_deref(), read.items[2].unit.as_deref()), (Some("元"), None));
    assert_eq!(read.rejected, []);
}

#[test]
fn a_bad_row_is_rejected_and_the_others_are_taken() {
    let read = read(&records(&[
        HEADER,
        "2026Q2;SC0018;A;约十万;元",
        "2026Q2;;A;1;元",
        "2026Q2;SC0018",
        "2026Q2;SC0018;A;12,34;元",
        "2026Q2;SC0018;A;0.1234567;元",
        "2026Q2;SC0018;A;1,234.5;元",
    ]))
    .unwrap();
    assert_eq!(
        rejected(&read),
        [(2, "not_a_number"), (3, "required"), (4, "required"), (5, "not_a_number"), (6, "not_a_number")]
    );
    assert!(read.rejected[0].words.zh.contains("约十万"));
    assert_eq!(read.items.len(), 1);
}

#[test]
fn the_same_value_twice_is_one_and_another_value_is_a_conflict() {
    let read = read(&records(&[HEADER, "Q;N;K;5;个", "Q;N;K;5.0;个", "Q;N;K;6;个", "Q;N;L;6;个"])).unwrap();
    assert_eq!(read.items.len(), 2);
    assert_eq!(rejected(&read), [(4, "conflicting_value")]);
}

#[test]
fn columns_may_stand_in_any_order_and_in_english() {
    let read = read(&records(&["actual;kpi_code;employee_number;cycle", "5;K;N;2026Q2"])).unwrap();
    assert_eq!((read.items[0].cycle.as_str(), read.items[0].unit.as_deref()), ("2026Q2", None));
}

#[test]
fn a_file_without_a_column_or_without_anything_is_refused() {
    let refused = read(&records(&["考核周期;工号;指标编码;单位", "Q;N;K;个"])).unwrap_err();
    assert_eq!(refused.code(), "missing_column");
    assert!(refused.to_string().contains("实际值"));
    assert_eq!(read(&[]).unwrap_err().code(), "empty_file");
}

#[test]
fn a_value_in_another_unit_is_rejected() {
    let fields = Fields { cycle: "Q", employee_number: "N", kpi_code: "K", actual: "5", unit: "万元" };
    let item = read_fields(7, fields).unwrap();
    assert_eq!(check_unit(&item, "元").unwrap_err().line, 7);
    let percent = read_fields(8, Fields { unit: "％", ..fields }).unwrap();
    assert!(check_unit(&percent, "%").is_ok());
    let silent = read_fields(9, Fields { unit: " ", ..fields }).unwrap();
    assert!(check_unit(&silent, "元").is_ok());
}

proptest! {
    #[test]
    fn no_fields_panic(fields in proptest::collection::vec(any::<String>(), 0..7)) {
        let mut records = records(&[HEADER]);
        records.push(Record { line: 2, fields });
        let read = read(&records).unwrap();
        prop_assert!(read.items.len() + read.rejected.len() <= 1);
    }
}
