//! Finding the list in a file: titles, order, footers, and files that are no roster.

use domain::roster::{Cell, Known, Sheet, read};

use super::{TITLES, person, place, read_rows, sheet_of, text, texts};

#[test]
fn columns_stand_in_any_order_under_other_names_below_title_lines() {
    let mut titles = texts(&TITLES);
    let mut row = person(1);
    for (title, other) in [("工号", "员工编号 *"), ("手机号", "手机号码（必填）"), ("月薪（元）", "基本工资")]
    {
        titles[place(title)] = text(other);
    }
    titles.reverse();
    row.reverse();
    let rows = vec![texts(&["某公司", "", "2026年"]), vec![], titles, row];
    let roster = read(&[Sheet { name: "名单".to_owned(), rows }], &Known::default()).unwrap();
    assert_eq!((roster.header_row, roster.good_rows()), (3, 1));
    assert_eq!(roster.title.as_deref(), Some("某公司"));
    assert_eq!(roster.rows[0].row, 4);
}

#[test]
fn footers_blank_rows_and_repeated_headers_are_no_people() {
    let roster = read_rows(vec![
        person(1),
        vec![Cell::Empty, text("\u{3000}")],
        texts(&TITLES),
        person(2),
        texts(&["", "", "", "合计", "2", "人"]),
        texts(&["制表：人力资源部", "张三"]),
        texts(&["", "备注：以上人员均在职"]),
    ]);
    assert_eq!((roster.data_rows, roster.issues.len()), (2, 0));
}

#[test]
fn a_file_without_a_required_column_is_refused_naming_it() {
    let mut sheet = sheet_of(vec![person(1)]);
    sheet.rows[0][place("身份证号")] = text("其他");
    let refused = read(&[sheet], &Known::default()).unwrap_err();
    assert_eq!(refused.code(), "missing_column");
    assert!(refused.to_string().contains("身份证号"));
}

#[test]
fn a_file_with_no_header_a_doubled_column_or_no_people_is_refused() {
    let known = Known::default();
    let nothing = Sheet { name: "Sheet1".to_owned(), rows: vec![texts(&["hello"])] };
    assert_eq!(read(&[nothing], &known).unwrap_err().code(), "no_header");
    assert_eq!(read(&[], &known).unwrap_err().code(), "no_header");
    assert_eq!(read(&[sheet_of(vec![])], &known).unwrap_err().code(), "no_rows");
    let mut doubled = sheet_of(vec![person(1)]);
    doubled.rows[0].push(text("工号"));
    assert_eq!(read(&[doubled], &known).unwrap_err().code(), "duplicate_column");
}

#[test]
fn of_two_titles_for_one_column_the_usual_one_counts() {
    let mut sheet = sheet_of(vec![person(1)]);
    sheet.rows[0].insert(0, text("联系电话"));
    sheet.rows[1].insert(0, text("021-5555123"));
    let roster = read(&[sheet], &Known::default()).unwrap();
    assert_eq!(roster.rows[0].phone, "13800000001");
}
