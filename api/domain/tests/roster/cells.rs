//! One cell at a time: each mistake has its code, and what people type is understood.

use domain::roster::Cell;

use super::{codes, person, read_rows, text, with};

/// One good person with one cell changed: the codes found.
fn found_for(title: &str, cell: Cell) -> Vec<&'static str> {
    let roster = read_rows(vec![with(person(1), title, cell)]);
    assert!(roster.issues.iter().all(|issue| issue.column == title), "{:?}", roster.issues);
    roster.issues.iter().map(|issue| issue.code).collect()
}

#[test]
fn a_row_in_order_has_no_findings() {
    let roster = read_rows(vec![person(1), person(2)]);
    assert_eq!(codes(&roster.issues), []);
    assert_eq!(roster.good_rows(), 2);
}

#[test]
fn each_wrong_cell_has_its_code() {
    for (title, cell, code) in [
        ("工号", text(""), "required"),
        ("姓名", text("\u{3000}"), "required"),
        ("部门", text("——"), "required"),
        ("手机号", text(""), "required"),
        ("手机号", text("021-5555123"), "phone_format"),
        ("性别", text("未知"), "unknown_gender"),
        ("性别", text("女"), "gender_id_mismatch"),
        ("身份证号", text("1101051949123100"), "id_format"),
        ("身份证号", text("110105194913310011"), "id_birth_date"),
        ("身份证号", text("110105194912310012"), "id_checksum"),
        ("身份证号", Cell::Number(110_105_194_912_310_010.0), "digits_lost"),
        ("身份证号", text("1.10105E+17"), "digits_lost"),
        ("邮箱", text("wang@"), "email_format"),
        ("入职日期", text(""), "required"),
        ("入职日期", text("2023年2月30日"), "invalid_date"),
        ("入职日期", text("去年"), "invalid_date"),
        ("入职日期", text("1960-03-04"), "under_sixteen"),
        ("入职日期", Cell::Number(f64::NAN), "invalid_date"),
        ("合同类型", text("长期工"), "unknown_contract_kind"),
        ("合同到期", text(""), "required"),
        ("合同到期", text("长期"), "invalid_date"),
        ("合同到期", text("2019-12-31"), "end_before_start"),
        ("试用期到期", text("2020-03-03"), "end_before_start"),
        ("月薪（元）", text(""), "required"),
        ("月薪（元）", text("面议"), "not_a_number"),
        ("月薪（元）", text("8,00"), "not_a_number"),
        ("月薪（元）", text("-8000"), "negative_pay"),
        ("月薪（元）", Cell::Number(0.0), "negative_pay"),
        ("月薪（元）", text("8000.005"), "too_many_decimals"),
        ("月薪（元）", text("999999999999"), "amount_too_large"),
        ("银行卡号", text("6222029099603082466"), "bank_checksum"),
        ("银行卡号", Cell::Number(6_222_029_099_603_082_465.0), "digits_lost"),
        ("直接上级工号", text("Z9"), "unknown_manager"),
        ("直接上级工号", text("a00001"), "manager_cycle"),
    ] {
        assert_eq!(found_for(title, cell.clone()), [code], "{title} {cell:?}");
    }
}

#[test]
fn a_task_or_open_ended_contract_needs_no_last_day() {
    for kind in ["无固定期限", "以完成一定工作任务为期限", "无固定期限劳动合同"] {
        let row = with(with(person(1), "合同类型", text(kind)), "合同到期", text("/"));
        assert_eq!(codes(&read_rows(vec![row]).issues), [], "{kind}");
    }
}

#[test]
fn an_open_ended_contract_with_a_last_day_is_a_contradiction() {
    let row = with(person(1), "合同类型", text("无固定期限"));
    assert_eq!(codes(&read_rows(vec![row]).issues), [(2, "合同到期", "open_ended_has_end")]);
}

#[test]
fn what_people_type_is_understood() {
    for (title, cell) in [
        ("手机号", Cell::Number(13_800_000_001.0)),
        ("手机号", text("１３８００００ ０００１")),
        ("性别", text(" 男性")),
        ("入职日期", text("2020年3月4日")),
        ("入职日期", text("２０２０.3.4")),
        ("入职日期", text("2020-03-04 00:00:00")),
        ("入职日期", text("20200304")),
        ("入职日期", Cell::Number(20_200_304.0)),
        ("入职日期", Cell::Number(43_894.0)),
        ("入职日期", text("43894")),
        ("月薪（元）", text("￥8，000.00")),
        ("月薪（元）", text("8000元/月")),
        ("月薪（元）", text("0.8万")),
        ("月薪（元）", Cell::Number(8_000.000_000_001)),
        ("工号", text(" Ａ00001 ")),
    ] {
        let changed = read_rows(vec![with(person(1), title, cell.clone())]);
        assert_eq!(changed.rows, read_rows(vec![person(1)]).rows, "{title} {cell:?} {:?}", changed.issues);
    }
}

#[test]
fn blanks_leave_a_chinese_name_and_dots_become_one_kind() {
    for (written, name) in [
        ("黎 强海\u{3000}", "黎强海"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽．买买提", "阿依古丽·买买提"),
        ("John  Smith ", "John Smith"),
        ("J. Smith", "J. Smith"),
    ] {
        let roster = read_rows(vec![with(person(1), "姓名", text(written))]);
        assert_eq!(roster.rows[0].name, name);
    }
}
