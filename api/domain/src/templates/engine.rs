//! Filling a text: variables, conditions and filters, in bounded time, without files or network.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use law::Fen;
use minijinja::value::Serde;
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, Value};

use super::TemplateText;
use super::printed::{FilledField, Holds, PrintedForm, SIGNED_ON};
use crate::refused::{Fault, Words};

/// Instructions that one clause may take: far more than any honest one needs.
const FUEL: u64 = 50_000;
/// Longest filled clause, in characters.
const LONGEST: usize = 20_000;

/// In which language a text is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// What binds.
    Chinese,
    /// For reading.
    English,
}

/// A text with its variables filled in and its conditions decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Filled {
    pub title: String,
    pub preamble: Vec<Paragraph>,
    pub clauses: Vec<FilledClause>,
    /// Of a text on a printed form; else none.
    pub fields: Vec<FilledField>,
}

/// One clause that stands in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledClause {
    pub key: String,
    pub heading: String,
    pub paragraphs: Vec<Paragraph>,
}

/// One paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    pub form: Form,
    /// Its words; of a table, its name.
    pub text: String,
}

/// How a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Plain,
    /// With a number of its own.
    Item,
    /// A table that the document draws.
    Table,
}

/// The tables that documents draw; `{{ tables.sums }}` says where.
const TABLES: [&str; 13] = [
    "findings",
    "sums",
    "rules",
    "statement",
    "goals",
    "support",
    "check_ins",
    "lines",
    "deductions",
    "totals",
    "figures",
    "calculations",
    "terms",
];
/// Marks the line of a table in what the engine wrote: no typeface has it, so no name or text does.
const TABLE: char = '\u{F0000}';

/// Fills a text with facts: `facts.contract.from` is what `{{ contract.from }}` names. Never both filled and faulty.
pub fn fill(text: &TemplateText, facts: &serde_json::Value, language: Language) -> Result<Filled, Vec<Fault>> {
    let engine = engine(Absent::Fault);
    let facts = Value::from(Serde(facts));
    let mut faults = Vec::new();
    let preamble = match language {
        Language::Chinese => ("/preamble", &text.preamble),
        Language::English => ("/preamble_en", &text.preamble_en),
    };
    let mut render = |pointer: String, source: &str| match rendered(&engine, source, &facts) {
        Ok(text) => paragraphs(&text),
        Err(error) => {
            faults.push(fault(pointer, &error));
            Vec::new()
        }
    };
    let preamble = render(preamble.0.to_owned(), preamble.1);
    let (field, title) = match language {
        Language::Chinese => ("/title", &text.title),
        Language::English => ("/title_en", &text.title_en),
    };
    let title = titled(&engine, title, &facts).map_err(|error| fault(field, &error));
    let mut clauses = Vec::with_capacity(text.clauses.len());
    let mut conditions = Vec::new();
    for (at, clause) in text.clauses.iter().enumerate() {
        match clause.when.as_deref().map_or(Ok(true), |when| holds(&engine, when, &facts)) {
            Ok(true) => {}
            Ok(false) => continue,
            Err(error) => {
                conditions.push(fault(format!("/clauses/{at}/when"), &error));
                continue;
            }
        }
        let (heading, field, body) = match language {
            Language::Chinese => (&clause.heading, "text", &clause.text),
            Language::English => (&clause.heading_en, "text_en", &clause.text_en),
        };
        let paragraphs = render(format!("/clauses/{at}/{field}"), body);
        clauses.push(FilledClause { key: clause.key.clone(), heading: heading.clone(), paragraphs });
    }
    faults.extend(conditions);
    let fields = text.form.as_ref().map_or(Ok(Vec::new()), |form| fill_form(form, &facts));
    let fields = fields.unwrap_or_else(|found| {
        faults.extend(found);
        Vec::new()
    });
    match title {
        Ok(title) if faults.is_empty() => Ok(Filled { title, preamble, clauses, fields }),
        title => Err(title.err().into_iter().chain(faults).collect()),
    }
}

/// The fields of a form. Unlike a clause, a form has a place for what a contract may not have: it stays empty.
fn fill_form(form: &PrintedForm, facts: &Value) -> Result<Vec<FilledField>, Vec<Fault>> {
    let mut engine = engine(Absent::Empty);
    engine.set_formatter(|out, state, value| match value.is_none() {
        true => Ok(()),
        false => minijinja::escape_formatter(out, state, value),
    });
    let mut faults = Vec::new();
    let mut fields = Vec::with_capacity(form.fields.len());
    for (at, field) in form.fields.iter().enumerate() {
        let text = match field.holds {
            Holds::Text => rendered(&engine, &field.text, facts).map(|text| text.trim().to_owned()),
            Holds::EmployeeSignedOn | Holds::EmployerSignedOn => Ok(SIGNED_ON.to_owned()),
            Holds::EmployeeSignature | Holds::EmployerSignature => Ok(String::new()),
        };
        match text {
            Ok(text) => fields.push(FilledField { field: field.clone(), text }),
            Err(error) => faults.push(fault(format!("/form/fields/{at}/text"), &error)),
        }
    }
    if faults.is_empty() { Ok(fields) } else { Err(faults) }
}

/// The variables that a template names, with their path: `contract.from`.
pub(super) fn names_in(source: &str) -> Result<Vec<String>, Error> {
    let engine = engine(Absent::Fault);
    let mut names: Vec<String> = engine.template_from_str(source)?.undeclared_variables(true).into_iter().collect();
    names.sort_unstable();
    Ok(names)
}

/// The variables that a condition names.
pub(super) fn names_in_condition(condition: &str) -> Result<Vec<String>, Error> {
    let engine = engine(Absent::Fault);
    let mut names: Vec<String> = engine.compile_expression(condition)?.undeclared_variables(true).into_iter().collect();
    names.sort_unstable();
    Ok(names)
}

/// What becomes of a fact that a contract has not.
#[derive(Clone, Copy)]
enum Absent {
    /// A clause does not name it.
    Fault,
    /// Its place on a form stays empty.
    Empty,
}

fn engine<'a>(absent: Absent) -> Environment<'a> {
    let mut engine = Environment::new();
    // A fact that is not there is a fault, never an empty place in a contract.
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_fuel(Some(FUEL));
    engine.set_recursion_limit(16);
    let filter = |engine: &mut Environment<'a>, name, write: fn(&Value) -> Result<Value, Error>| {
        engine.add_filter(name, move |value: Value| match absent {
            Absent::Empty if value.is_none() => Ok(Value::from("")),
            Absent::Empty | Absent::Fault => write(&value),
        });
    };
    filter(&mut engine, "date", |value| {
        day(value).map(|day| Value::from(format!("{}年{}月{}日", day.year(), day.month(), day.day())))
    });
    filter(&mut engine, "year", |value| day(value).map(|day| Value::from(day.year())));
    filter(&mut engine, "month", |value| day(value).map(|day| Value::from(day.month())));
    filter(&mut engine, "day", |value| day(value).map(|day| Value::from(day.day())));
    filter(&mut engine, "iso", |value| day(value).map(|day| Value::from(day.to_string())));
    filter(&mut engine, "money", |value| amount(value).map(|amount| Value::from(grouped(amount))));
    filter(&mut engine, "words", |value| amount(value).map(|amount| Value::from(amount.in_words())));
    engine.add_filter("quoted", |text: &str| format!("“{text}”{}", if text.ends_with('。') { "" } else { "。" }));
    let tables: BTreeMap<&str, String> = TABLES.iter().map(|name| (*name, format!("{TABLE}{name}"))).collect();
    engine.add_global("tables", Value::from(tables));
    engine
}

fn rendered(engine: &Environment<'_>, source: &str, facts: &Value) -> Result<String, Error> {
    let text = engine.template_from_str(source)?.render(facts)?;
    if text.chars().count() > LONGEST {
        return Err(Error::new(ErrorKind::InvalidOperation, "the filled text is too long"));
    }
    if text.lines().any(|line| line.contains(TABLE) && table_in(line).is_none()) {
        return Err(Error::new(ErrorKind::InvalidOperation, "a table stands on a line of its own"));
    }
    Ok(text)
}

/// A title is one line of words.
fn titled(engine: &Environment<'_>, source: &str, facts: &Value) -> Result<String, Error> {
    let title = rendered(engine, source, facts)?.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.contains(TABLE) {
        return Err(Error::new(ErrorKind::InvalidOperation, "a table has no place in a title"));
    }
    Ok(title)
}

fn table_in(line: &str) -> Option<&str> {
    line.trim().strip_prefix(TABLE).filter(|name| TABLES.contains(name))
}

fn holds(engine: &Environment<'_>, condition: &str, facts: &Value) -> Result<bool, Error> {
    Ok(engine.compile_expression(condition)?.eval(facts)?.is_true())
}

fn paragraphs(text: &str) -> Vec<Paragraph> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let paragraph = |line: &str| match (table_in(line), line.strip_prefix("- ")) {
        (Some(table), _) => Paragraph { form: Form::Table, text: table.to_owned() },
        (None, Some(item)) => Paragraph { form: Form::Item, text: item.trim().to_owned() },
        (None, None) => Paragraph { form: Form::Plain, text: line.to_owned() },
    };
    lines.map(paragraph).collect()
}

fn day(value: &Value) -> Result<NaiveDate, Error> {
    let wrong = || Error::new(ErrorKind::InvalidOperation, format!("`{value}` is not a date"));
    value.as_str().and_then(|text| text.parse().ok()).ok_or_else(wrong)
}

fn amount(value: &Value) -> Result<Fen, Error> {
    let wrong = || Error::new(ErrorKind::InvalidOperation, format!("`{value}` is not an amount of money"));
    value.as_str().and_then(|text| text.parse().ok()).ok_or_else(wrong)
}

/// `12,000.00`
fn grouped(amount: Fen) -> String {
    let plain = amount.to_string();
    let (yuan, fen) = plain.split_once('.').unwrap_or((&plain, "00"));
    let (sign, digits) = yuan.strip_prefix('-').map_or(("", yuan), |digits| ("-", digits));
    let mut out = String::from(sign);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    format!("{out}.{fen}")
}

/// What is wrong, in words that somebody who is no programmer can act on.
pub(super) fn fault(pointer: impl Into<String>, error: &Error) -> Fault {
    let detail = error.detail().unwrap_or_default();
    let (code, zh, en) = match error.kind() {
        ErrorKind::SyntaxError => (
            "template_syntax",
            "写法不完整，请检查花括号、百分号和引号是否成对",
            "it is not written to the end: look for unpaired braces, percent signs and quotes",
        ),
        ErrorKind::UndefinedError => (
            "fact_missing",
            "引用的要素没有值；可能没有的要素，请用条件句写明没有时怎么说",
            "it names a fact that has no value; say with a condition what stands there without it",
        ),
        ErrorKind::UnknownFilter | ErrorKind::UnknownTest | ErrorKind::UnknownFunction => (
            "unknown_filter",
            "用了没有的函数或格式；可用的格式有 date、year、month、day、iso、money、words、quoted、join",
            "it uses a function that there is not; there are date, year, month, day, iso, money, words, quoted and join",
        ),
        ErrorKind::OutOfFuel => {
            ("without_end", "计算步骤过多，请简化循环", "it takes too many steps; simplify its loops")
        }
        _ => ("cannot_be_filled", "无法填写", "it cannot be filled in"),
    };
    let place = error.line().map(|line| (format!("（第 {line} 行）"), format!(" (line {line})"))).unwrap_or_default();
    // What the engine says is English and for those who write templates.
    let tail = if detail.is_empty() { String::new() } else { format!(": {detail}") };
    Fault::new(pointer, code, Words::new(format!("{zh}{}。", place.0), format!("{en}{}{tail}.", place.1)))
}
