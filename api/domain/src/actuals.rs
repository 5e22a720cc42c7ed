//! Actual values (实际值) of KPIs, as business systems export them.
//!
//! Rows arrive already split into fields. A row that cannot be read is rejected with its line
//! number and never stops the others.

use std::collections::HashMap;

use serde::Serialize;

use crate::quantity::Quantity;
use crate::refused::{Fault, Refused, Words};
use crate::roster::clean;

/// One row of fields and the line of the file it began on, the first line being 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub line: u64,
    pub fields: Vec<String>,
}

/// One actual value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Actual {
    pub line: u64,
    /// The cycle's code, `2026Q2`.
    pub cycle: String,
    pub employee_number: String,
    pub kpi_code: String,
    pub actual: Quantity,
    pub unit: Option<String>,
}

/// A row that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rejected {
    pub line: u64,
    pub code: &'static str,
    #[serde(flatten)]
    pub words: Words,
}

/// All rows of a file, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ActualsRead {
    pub items: Vec<Actual>,
    pub rejected: Vec<Rejected>,
}

/// The fields of one value as text, from a row or from a JSON item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fields<'a> {
    pub cycle: &'a str,
    pub employee_number: &'a str,
    pub kpi_code: &'a str,
    pub actual: &'a str,
    pub unit: &'a str,
}

#[derive(Debug, Clone, Copy)]
struct Places {
    cycle: usize,
    employee_number: usize,
    kpi_code: usize,
    actual: usize,
    unit: Option<usize>,
}

/// Read a file: a header row with 考核周期, 工号, 指标编码, 实际值 and perhaps 单位 in any order
/// (or `cycle`, `employee_number`, `kpi_code`, `actual`, `unit`), then one value a row.
///
/// The same value twice is taken once; another value for the same person, KPI and cycle is
/// rejected, because nobody can say which one is right. Refuses a file without its header.
pub fn read(records: &[Record]) -> Result<ActualsRead, Refused> {
    let header = records.iter().position(|record| !is_blank(record)).and_then(|at| Some((at, records.get(at)?)));
    let Some((at, header)) = header else {
        return Err(Refused::fault("", "empty_file", Words::new("文件是空的。", "The file is empty.")));
    };
    let places = find_places(header)?;
    let mut read = ActualsRead::default();
    let mut seen = HashMap::new();
    for record in records.iter().skip(at + 1).filter(|record| !is_blank(record)) {
        match read_record(record, places) {
            Ok(item) => take(item, &mut seen, &mut read),
            Err(rejected) => read.rejected.push(rejected),
        }
    }
    Ok(read)
}

/// Read one value; `line` goes into the item or the rejection.
pub fn read_fields(line: u64, fields: Fields<'_>) -> Result<Actual, Rejected> {
    let needed = |text: &str, zh: &str, en: &str| {
        let text = clean::code(text);
        if text.is_empty() {
            return Err(rejected(line, "required", format!("缺少{zh}。"), format!("The {en} is missing.")));
        }
        Ok(text)
    };
    let cycle = needed(fields.cycle, "考核周期", "cycle")?;
    let employee_number = needed(fields.employee_number, "工号", "employee number")?;
    let kpi_code = needed(fields.kpi_code, "指标编码", "KPI code")?;
    let written = needed(fields.actual, "实际值", "actual value")?;
    let Some(actual) = read_number(&written) else {
        return Err(rejected(
            line,
            "not_a_number",
            format!("实际值“{}”不是数值；请填写最多六位小数的数字，例如 125510.44。", fields.actual.trim()),
            format!("“{}” is not a number; write one with at most six decimals, like 125510.44.", fields.actual.trim()),
        ));
    };
    let unit = clean::line(fields.unit);
    Ok(Actual { line, cycle, employee_number, kpi_code, actual, unit: (!unit.is_empty()).then_some(unit) })
}

/// Check the unit of a value against its KPI's: 元 is not 万元.
pub fn check_unit(item: &Actual, kpi_unit: &str) -> Result<(), Rejected> {
    match &item.unit {
        Some(unit) if clean::key(unit) != clean::key(kpi_unit) => Err(rejected(
            item.line,
            "unit_mismatch",
            format!("单位是“{unit}”，而指标 {} 的单位是“{kpi_unit}”；请换算后重新提交。", item.kpi_code),
            format!("The unit is “{unit}” but KPI {} is in “{kpi_unit}”; convert the value.", item.kpi_code),
        )),
        _ => Ok(()),
    }
}

fn take(item: Actual, seen: &mut HashMap<(String, String, String), (u64, Quantity)>, read: &mut ActualsRead) {
    let key = (item.cycle.clone(), item.employee_number.clone(), item.kpi_code.clone());
    match seen.get(&key) {
        None => {
            seen.insert(key, (item.line, item.actual));
            read.items.push(item);
        }
        Some((_, before)) if *before == item.actual => {}
        Some((line, before)) => read.rejected.push(rejected(
            item.line,
            "conflicting_value",
            format!(
                "与第 {line} 行是同一员工、同一指标、同一周期，但那里是 {before}，这里是 {}；请只保留正确的一行。",
                item.actual
            ),
            format!(
                "Line {line} has {before} for the same person, KPI and cycle, this line {}; keep the right one.",
                item.actual
            ),
        )),
    }
}

fn read_record(record: &Record, places: Places) -> Result<Actual, Rejected> {
    let field = |place: usize| record.fields.get(place).map_or("", String::as_str);
    read_fields(
        record.line,
        Fields {
            cycle: field(places.cycle),
            employee_number: field(places.employee_number),
            kpi_code: field(places.kpi_code),
            actual: field(places.actual),
            unit: places.unit.map_or("", field),
        },
    )
}

/// Digits as they are, or grouped by thousands; a percent sign belongs to the unit.
fn read_number(text: &str) -> Option<Quantity> {
    let bare = text.strip_suffix('%').unwrap_or(text);
    Quantity::parse(&clean::without_grouping(bare)?)
}

fn find_places(header: &Record) -> Result<Places, Refused> {
    let titles: Vec<String> = header.fields.iter().map(|title| clean::code(title).to_lowercase()).collect();
    let mut faults = Vec::new();
    let mut needed = |names: [&str; 2]| {
        let found = place_of(&titles, names);
        if found.is_none() {
            let title = names.concat();
            let zh = names.first().copied().unwrap_or(&title);
            faults.push(Fault::new(
                "",
                "missing_column",
                Words::new(
                    format!("缺少“{zh}”列；表头应为：考核周期,工号,指标编码,实际值,单位。"),
                    format!("Column “{zh}” is missing; the header is 考核周期,工号,指标编码,实际值,单位."),
                ),
            ));
        }
        found.unwrap_or_default()
    };
    let places = Places {
        cycle: needed(["考核周期", "cycle"]),
        employee_number: needed(["工号", "employee_number"]),
        kpi_code: needed(["指标编码", "kpi_code"]),
        actual: needed(["实际值", "actual"]),
        unit: place_of(&titles, ["单位", "unit"]),
    };
    crate::refused::unless_faulty(faults)?;
    Ok(places)
}

fn place_of(titles: &[String], names: [&str; 2]) -> Option<usize> {
    titles.iter().position(|title| names.contains(&title.as_str()))
}

fn is_blank(record: &Record) -> bool {
    record.fields.iter().all(|field| clean::code(field).is_empty())
}

fn rejected(line: u64, code: &'static str, zh: String, en: String) -> Rejected {
    Rejected { line, code, words: Words::new(zh, en) }
}
