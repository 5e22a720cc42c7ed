//! Amounts of money (金额) as documents write them.

use std::fmt;

use law::Fen;
use serde::{Deserialize, Serialize};

use crate::Error;

/// Yuan with two decimals, `"12000.00"`; less than a trillion either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Money {
    fen: i64,
}

const LIMIT: i64 = 100_000_000_000_000;

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
        Fen(self.fen).in_words()
    }
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
