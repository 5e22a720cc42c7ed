//! Amounts of money (金额) as documents write them.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Error;

/// Yuan with two decimals, `"12000.00"`; less than a trillion either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Money {
    fen: i64,
}

const LIMIT: i64 = 100_000_000_000_000;
const DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];

impl Money {
    /// An amount in fen (分). Refuses a trillion yuan and more.
    pub fn from_fen(fen: i64) -> Result<Self, Error> {
        match fen.checked_abs() {
            Some(size) if size < LIMIT => Ok(Self { fen }),
            _ => Err(refused("an amount of a trillion yuan or more")),
        }
    }

    /// Reads `-?digits.dd`, the form of the API.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let wrong = || refused("not an amount such as 12000.00");
        let (sign, rest) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let (yuan, fen) = rest.split_once('.').ok_or_else(wrong)?;
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(yuan) || !digits(fen) || fen.len() != 2 || yuan.len() > 12 {
            return Err(wrong());
        }
        let size: i64 = format!("{yuan}{fen}").parse().map_err(|_| wrong())?;
        Self::from_fen(sign * size)
    }

    /// The amount in fen.
    pub fn fen(self) -> i64 {
        self.fen
    }

    /// What is missing to `other`, when something is.
    pub fn short_of(self, other: Self) -> Option<Self> {
        let missing = other.fen.saturating_sub(self.fen);
        (missing > 0).then_some(Self { fen: missing })
    }

    /// In the numerals of cheques and contracts (大写): 壹万贰仟元整.
    pub fn in_words(self) -> String {
        let size = self.fen.unsigned_abs();
        let (yuan, jiao, fen) = (size / 100, (size / 10 % 10) as usize, (size % 10) as usize);
        let mut words = String::new();
        if self.fen < 0 {
            words.push('负');
        }
        if yuan > 0 || size == 0 {
            words += &integer_in_words(yuan);
            words.push('元');
        }
        if jiao > 0 {
            words += DIGITS[jiao];
            words.push('角');
        } else if yuan > 0 && fen > 0 {
            words.push('零');
        }
        if fen > 0 {
            words += DIGITS[fen];
            words.push('分');
        } else {
            words.push('整');
        }
        words
    }
}

/// Groups of four digits: 亿, 万 and ones; one 零 stands for any run of zeros inside.
fn integer_in_words(number: u64) -> String {
    if number == 0 {
        return DIGITS[0].to_owned();
    }
    let mut words = String::new();
    let mut gap = false;
    for (unit, name) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
        let group = number / unit % 10_000;
        if group == 0 {
            gap = !words.is_empty();
            continue;
        }
        if gap || (!words.is_empty() && group < 1000) {
            words.push('零');
        }
        gap = false;
        words += &group_in_words(group);
        words += name;
    }
    words
}

/// A number from 1 to 9999.
fn group_in_words(group: u64) -> String {
    let mut words = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")] {
        let digit = (group / unit % 10) as usize;
        if digit == 0 {
            gap = !words.is_empty();
            continue;
        }
        if gap {
            words.push('零');
            gap = false;
        }
        words += DIGITS[digit];
        words += name;
    }
    words
}

fn refused(why: &str) -> Error {
    Error::Facts { pointer: String::new(), why: why.to_owned() }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.fen.unsigned_abs();
        let sign = if self.fen < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{:02}", size / 100, size % 100)
    }
}

impl From<Money> for String {
    fn from(money: Money) -> Self {
        money.to_string()
    }
}

impl TryFrom<String> for Money {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        Self::parse(&text)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Money;

    fn words(text: &str) -> String {
        Money::parse(text).unwrap().in_words()
    }

    #[test]
    fn amounts_are_written_out_as_on_a_cheque() {
        for (amount, expected) in [
            ("0.00", "零元整"),
            ("0.05", "伍分"),
            ("0.50", "伍角整"),
            ("1.00", "壹元整"),
            ("10.00", "壹拾元整"),
            ("107000.53", "壹拾万柒仟元伍角叁分"),
            ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
            ("100000.00", "壹拾万元整"),
            ("100500.10", "壹拾万零伍佰元壹角整"),
            ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
            ("6007.14", "陆仟零柒元壹角肆分"),
            ("120030400.00", "壹亿贰仟零叁万零肆佰元整"),
            ("100000001.00", "壹亿零壹元整"),
            ("100010000.00", "壹亿零壹万元整"),
            ("-325.04", "负叁佰贰拾伍元零肆分"),
        ] {
            assert_eq!(words(amount), expected, "{amount}");
        }
    }

    #[test]
    fn what_is_not_an_amount_is_refused() {
        for text in
            ["", "12", "12.0", "12.000", "1,200.00", ".50", "12.", "--1.00", "１.00", "1e3.00", "1000000000000.00"]
        {
            assert!(Money::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_amount_reads_back_as_written() {
        for text in ["0.00", "-0.05", "999999999999.99", "12000.10"] {
            assert_eq!(Money::parse(text).unwrap().to_string(), text);
        }
    }
}
