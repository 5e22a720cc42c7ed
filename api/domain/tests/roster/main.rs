//! The roster: the golden workbook, each check by itself, and properties that must hold.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use domain::identity::national_id_check_digit;
use domain::roster::{Cell, Issue, Known, Roster, Sheet, read};

mod cells;
mod files;
mod golden;
mod properties;
mod rows;
mod units;

const TITLES: [&str; 18] = [
    "工号",
    "姓名",
    "性别",
    "身份证号",
    "手机号",
    "邮箱",
    "部门",
    "岗位",
    "直接上级工号",
    "入职日期",
    "合同类型",
    "合同开始",
    "合同到期",
    "试用期到期",
    "月薪（元）",
    "银行卡号",
    "工作城市",
    "备注",
];

fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

fn texts(cells: &[&str]) -> Vec<Cell> {
    cells.iter().map(|cell| text(cell)).collect()
}

/// The `n`th person: own number, identity, phone and bank account, everything in order.
fn person(n: u32) -> Vec<Cell> {
    let body = format!("11010519491231{:03}", n % 1000);
    let body = format!("{:06}{}", 110_105 + n / 1000, &body[6..]);
    let id = format!("{body}{}", national_id_check_digit(&body).unwrap());
    let gender = if n % 2 == 1 { "男" } else { "女" };
    let number = format!("A{n:05}");
    let phone = format!("138{n:08}");
    texts(&[
        &number,
        "王小明",
        gender,
        &id,
        &phone,
        "",
        "生产部",
        "操作工",
        "",
        "2020-03-04",
        "固定期限",
        "2020-03-04",
        "2029-03-03",
        "2020-06-03",
        "8000",
        "",
        "上海",
        "",
    ])
}

fn sheet_of(rows: Vec<Vec<Cell>>) -> Sheet {
    let mut all = vec![texts(&TITLES)];
    all.extend(rows);
    Sheet { name: "花名册".to_owned(), rows: all }
}

fn units_sheet(rows: &[[&str; 3]]) -> Sheet {
    let mut all = vec![texts(&["部门名称", "上级部门", "负责人工号"])];
    all.extend(rows.iter().map(|row| texts(row)));
    Sheet { name: "部门".to_owned(), rows: all }
}

fn read_rows(rows: Vec<Vec<Cell>>) -> Roster {
    read(&[sheet_of(rows)], &Known::default()).unwrap()
}

fn place(title: &str) -> usize {
    TITLES.iter().position(|known| *known == title).unwrap()
}

fn with(mut row: Vec<Cell>, title: &str, cell: Cell) -> Vec<Cell> {
    row[place(title)] = cell;
    row
}

fn codes(issues: &[Issue]) -> Vec<(u32, &str, &str)> {
    issues.iter().map(|issue| (issue.row, issue.column.as_str(), issue.code)).collect()
}
