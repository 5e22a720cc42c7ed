//! The settlement sheet as a workbook. Runs on the blocking pool.

use chrono::{DateTime, Utc};
use rust_xlsxwriter::{Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError};
use signing::facts::{Calculation, Line, Money, Settlement};

use crate::platform::clock::civil_date;
use crate::platform::workbook::{self, heads};
use crate::platform::{Answer, Problem};

/// Lines, steps and figures, each on a sheet of its own.
pub(super) fn write(sheet: &Settlement, number: &str, at: DateTime<Utc>) -> Answer<Vec<u8>> {
    workbook(sheet, number, at).map_err(Problem::from_internal)
}

fn workbook(sheet: &Settlement, number: &str, at: DateTime<Utc>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let title = format!("离职结算单 {number}");
    book.set_properties(&workbook::made(&title, &sheet.employer.name, at)?);
    let look = Look::new();
    bill(book.add_worksheet(), sheet, number, at, &look)?;
    steps(book.add_worksheet(), &sheet.calculations, &look)?;
    figures(book.add_worksheet(), sheet, &look)?;
    book.save_to_buffer()
}

struct Look {
    text: Format,
    money: Format,
    sum: Format,
    bold: Format,
}

impl Look {
    fn new() -> Self {
        let money = Format::new().set_num_format("#,##0.00").set_align(FormatAlign::Top);
        Self { text: workbook::text(), sum: money.clone().set_bold(), money, bold: workbook::bold() }
    }
}

/// A cell's number has no fen; the sum of fifteen digits is still exact to the fen.
fn number(money: Money) -> f64 {
    money.fen() as f64 / 100.0
}

fn bill(page: &mut Worksheet, sheet: &Settlement, case: &str, at: DateTime<Utc>, look: &Look) -> Result<(), XlsxError> {
    page.set_name("结算单")?;
    let state =
        if sheet.is_final { "案件已办结，数额已定" } else { "案件尚未办结，数额可能变动" };
    let made = civil_date(at).to_string();
    let facts = [
        ("编号", case),
        ("用人单位", &sheet.employer.name),
        ("姓名", &sheet.worker.name),
        ("工号", &sheet.worker.number),
        ("离职情形", &sheet.ground),
        ("入职日期", &sheet.hired_on.to_string()),
        ("最后工作日", &sheet.last_day.to_string()),
        ("支付日期", &sheet.pay_on.to_string()),
        ("制作日期", &made),
        ("状态", state),
        ("规则版本", &sheet.ruleset),
    ];
    let mut row = 0;
    for (name, value) in facts {
        page.write_string_with_format(row, 0, name, &look.bold)?;
        page.write_string(row, 1, value)?;
        row += 1;
    }
    heads(page, row + 1, &[("项目", 30.0), ("说明", 52.0), ("规则", 16.0), ("金额（元）", 16.0)])?;
    row += 2;
    let owed = lines(page, &mut row, &sheet.lines, "应付合计", sheet.total, look)?;
    let taken = lines(page, &mut row, &sheet.deductions, "扣除合计", sheet.deducted, look)?;
    let net = Formula::new(format!("=D{}-D{}", owed + 1, taken + 1)).set_result(sheet.net.to_string());
    page.write_string_with_format(row, 0, "扣除后", &look.bold)?;
    page.write_formula_with_format(row, 3, net, &look.sum)?;
    page.write_string_with_format(row + 1, 0, "大写", &look.bold)?;
    page.write_string(row + 1, 1, sheet.net.in_words())?;
    row += 3;
    let remarks =
        sheet.missing.iter().map(|text| ("没有计入", text)).chain(sheet.notes.iter().map(|text| ("说明", text)));
    for (name, text) in remarks {
        page.write_string_with_format(row, 0, name, &look.bold)?;
        page.write_string_with_format(row, 1, text, &look.text)?;
        row += 1;
    }
    Ok(())
}

/// Writes lines and their sum as a formula; answers the row of the sum.
fn lines(
    page: &mut Worksheet,
    row: &mut u32,
    lines: &[Line],
    name: &str,
    total: Money,
    look: &Look,
) -> Result<u32, XlsxError> {
    let first = *row;
    for line in lines {
        page.write_string_with_format(*row, 0, &line.label, &look.text)?;
        page.write_string_with_format(*row, 1, &line.basis, &look.text)?;
        page.write_string_with_format(*row, 2, line.rules.join("、"), &look.text)?;
        page.write_number_with_format(*row, 3, number(line.amount), &look.money)?;
        *row += 1;
    }
    let at = *row;
    page.write_string_with_format(at, 0, name, &look.bold)?;
    if lines.is_empty() {
        page.write_number_with_format(at, 3, number(total), &look.sum)?;
    } else {
        let sum = Formula::new(format!("=SUM(D{}:D{at})", first + 1)).set_result(total.to_string());
        page.write_formula_with_format(at, 3, sum, &look.sum)?;
    }
    *row += 1;
    Ok(at)
}

fn steps(page: &mut Worksheet, sums: &[Calculation], look: &Look) -> Result<(), XlsxError> {
    page.set_name("计算步骤")?;
    heads(page, 0, &[("项目", 26.0), ("步骤", 7.0), ("计算", 70.0), ("值", 18.0), ("依据", 36.0)])?;
    let mut row = 1;
    for sum in sums {
        for (at, step) in (1..).zip(&sum.steps) {
            page.write_string_with_format(row, 0, &sum.title, &look.text)?;
            page.write_number_with_format(row, 1, at, &look.text)?;
            page.write_string_with_format(row, 2, &step.text, &look.text)?;
            page.write_string_with_format(row, 3, step.value.as_deref().unwrap_or_default(), &look.text)?;
            page.write_string_with_format(row, 4, step.rules.join("、"), &look.text)?;
            row += 1;
        }
    }
    Ok(())
}

fn figures(page: &mut Worksheet, sheet: &Settlement, look: &Look) -> Result<(), XlsxError> {
    page.set_name("地方标准")?;
    heads(page, 0, &[("标准", 40.0), ("数额（元）", 16.0), ("核实程度", 16.0), ("来源", 60.0)])?;
    for (row, figure) in (1..).zip(&sheet.figures) {
        page.write_string_with_format(row, 0, &figure.name, &look.text)?;
        page.write_number_with_format(row, 1, number(figure.value), &look.money)?;
        page.write_string_with_format(row, 2, &figure.status, &look.text)?;
        page.write_string_with_format(row, 3, &figure.source, &look.text)?;
    }
    Ok(())
}
