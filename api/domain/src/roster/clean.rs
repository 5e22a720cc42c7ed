//! Cleaning what people type into spreadsheets: full-width characters, stray blanks, numbers
//! as text, dates in every habit, money with signs and units.

use chrono::{Datelike, NaiveDate, TimeDelta};

/// A text for reading: full-width letters and digits made plain, runs of blanks made one,
/// no blanks beside Chinese characters. Chinese punctuation stays.
pub(crate) fn line(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut blank_before = false;
    for c in visible(text) {
        if c.is_whitespace() {
            blank_before = true;
            continue;
        }
        let c = if narrow(c).is_ascii_alphanumeric() { narrow(c) } else { c };
        let beside_han = is_han(c) || tidy.chars().next_back().is_none_or(is_han);
        if blank_before && !beside_han {
            tidy.push(' ');
        }
        blank_before = false;
        tidy.push(c);
    }
    tidy
}

/// A code, number or date: everything narrow, no blanks at all.
pub(crate) fn code(text: &str) -> String {
    visible(text).map(narrow).filter(|c| !c.is_whitespace()).collect()
}

/// What two texts are compared by: narrow, without blanks, in lower case.
pub(crate) fn key(text: &str) -> String {
    code(text).to_lowercase()
}

/// A person's name (姓名): as [`line`], and every kind of dot between the parts of a minority
/// or foreign name becomes `·`.
pub(crate) fn person_name(text: &str) -> String {
    let tidy = line(text);
    let characters: Vec<char> = tidy.chars().collect();
    let mut name = String::with_capacity(tidy.len());
    for (place, &c) in characters.iter().enumerate() {
        let between_han = place > 0
            && characters.get(place - 1).copied().is_some_and(is_han)
            && characters.get(place + 1).copied().is_some_and(is_han);
        name.push(if between_han && is_dot(c) { '·' } else { c });
    }
    name
}

/// Words that stand for an empty cell.
pub(crate) fn means_nothing(text: &str) -> bool {
    matches!(text, "" | "/" | "\\" | "-" | "--" | "—" | "——" | "无" | "N/A" | "n/a" | "NA" | "#N/A")
}

/// Read a date: `2009.2.27`, `2025年3月4日`, `2027/2/26`, `2009-08-26`, `20250304`, a date with
/// a time behind it, or the number of days Excel counts.
pub(crate) fn date(text: &str) -> Option<NaiveDate> {
    let narrow_text: String = visible(text).map(narrow).collect();
    let bare = code(without_time(narrow_text.trim()));
    if !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit()) {
        return date_from_number(bare.parse().ok()?);
    }
    let bare = bare.trim_end_matches(['日', '号']);
    let mut parts = bare.split(['.', '/', '-', '年', '月']);
    let year = date_part(parts.next()?, 4, 4)?;
    let month = date_part(parts.next()?, 1, 2)?;
    let day = date_part(parts.next()?, 1, 2)?;
    if parts.next().is_some() {
        return None;
    }
    plausible(NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?)
}

/// Read `20250304` or Excel's day count; the two do not overlap in the years a roster knows.
pub(crate) fn date_from_number(number: f64) -> Option<NaiveDate> {
    const DAYS_IN_ROSTERS: std::ops::RangeInclusive<f64> = 1.0..=100_000.0;
    const COMPACT_DATES: std::ops::RangeInclusive<f64> = 19_000_101.0..=21_991_231.0;
    let whole = number.floor() as i64;
    if DAYS_IN_ROSTERS.contains(&number) {
        // Excel counts from 1900 and believes in 29 February 1900: hence this day as zero.
        let zero = NaiveDate::from_ymd_opt(1899, 12, 30)?;
        return plausible(zero.checked_add_signed(TimeDelta::try_days(whole)?)?);
    }
    if !COMPACT_DATES.contains(&number) || number.fract() != 0.0 {
        return None;
    }
    let part = |divisor: i64, size: i64| u32::try_from(whole / divisor % size).ok();
    let year = i32::try_from(whole / 10_000).ok()?;
    plausible(NaiveDate::from_ymd_opt(year, part(100, 100)?, part(1, 100)?)?)
}

/// A day that can stand in a roster; `None` for a slip such as the year 2205.
pub(crate) fn plausible(date: NaiveDate) -> Option<NaiveDate> {
    (1930..=2150).contains(&date.year()).then_some(date)
}

/// What an amount of money can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Money {
    /// Whole fen.
    Fen(i64),
    /// More than two decimals.
    TooFine,
    /// Beyond any wage.
    TooLarge,
    NotANumber,
}

/// The largest amount read: a hundred million yuan.
const LARGEST_FEN: i64 = 10_000_000_000;

/// Read `8,000.00`, `8000元`, `￥15000.5`, `1.2万`.
pub(crate) fn money(text: &str) -> Money {
    let bare = code(text);
    let bare = bare.trim_start_matches(['¥', '￥']);
    let bare =
        ["元/月", "/月", "元整", "元", "RMB", "CNY"].iter().find_map(|unit| bare.strip_suffix(unit)).unwrap_or(bare);
    let (bare, yuan) = match bare.strip_suffix('万') {
        Some(rest) => (rest, 10_000),
        None => (bare, 1),
    };
    let Some(plain) = without_grouping(bare) else {
        return Money::NotANumber;
    };
    let Some(quantity) = crate::quantity::Quantity::parse(&plain) else {
        return if looks_numeric(&plain) { Money::TooFine } else { Money::NotANumber };
    };
    let millionths = i128::from(quantity.millionths()) * yuan;
    match i64::try_from(millionths / 10_000) {
        _ if millionths % 10_000 != 0 => Money::TooFine,
        Ok(fen) if fen.abs() <= LARGEST_FEN => Money::Fen(fen),
        _ => Money::TooLarge,
    }
}

/// A number cell: the third decimal may be the residue of a formula, nothing more.
pub(crate) fn money_from_number(yuan: f64) -> Money {
    const RESIDUE: f64 = 0.001;
    let fen = yuan * 100.0;
    let whole = fen.round();
    if !fen.is_finite() {
        Money::NotANumber
    } else if fen.abs() > LARGEST_FEN as f64 {
        Money::TooLarge
    } else if (fen - whole).abs() > RESIDUE {
        Money::TooFine
    } else {
        Money::Fen(whole as i64)
    }
}

/// Take the commas out of `12,000.50`; `None` when they do not group by thousands.
pub(crate) fn without_grouping(number: &str) -> Option<String> {
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    let mut groups = whole.trim_start_matches('-').split(',');
    let first_fits = groups.next().is_some_and(|first| !whole.contains(',') || (1..=3).contains(&first.len()));
    if !first_fits || !groups.all(|group| group.len() == 3) {
        return None;
    }
    let plain = whole.replace(',', "");
    Some(match fraction {
        Some(fraction) => format!("{plain}.{fraction}"),
        None => plain,
    })
}

/// Chinese characters (汉字), the zero of years 〇 among them.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

fn is_dot(c: char) -> bool {
    matches!(c, '.' | '．' | '·' | '•' | '・' | '･' | '‧' | '∙' | '⋅')
}

/// Without marks that cannot be seen and without the apostrophe that means "text" in Excel.
fn visible(text: &str) -> impl Iterator<Item = char> {
    text.trim_start_matches(['\'', '‘', '`'])
        .chars()
        .filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}'))
        .map(|c| if c.is_control() { ' ' } else { c })
}

/// Full-width ASCII made narrow.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

fn without_time(text: &str) -> &str {
    match text.split_once([' ', 'T', '\u{3000}']) {
        Some((date, time)) if is_time(time.trim()) => date,
        _ => text,
    }
}

fn is_time(text: &str) -> bool {
    text.contains(':') && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | 'Z'))
}

fn date_part(text: &str, shortest: usize, longest: usize) -> Option<u32> {
    let fits = (shortest..=longest).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

fn looks_numeric(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, fraction].iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}
