//! Exact decimal numbers: [`Quantity`] for targets, actual values, weights and goal scores,
//! [`Score`] for results on paper. No binary fractions anywhere.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A decimal number (数值) with at most six decimals and twelve digits before the point,
/// kept as whole millionths. Written without trailing zeros: `"120000"`, `"0.5"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, utoipa::ToSchema)]
#[schema(value_type = String, example = "120000", pattern = r"^-?\d{1,12}(\.\d{1,6})?$")]
pub struct Quantity(i64);

/// A score (得分) in points with exactly two decimals, kept as whole hundredths: `"85.50"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, utoipa::ToSchema)]
#[schema(value_type = String, example = "85.50", pattern = r"^-?\d{1,12}\.\d{2}$")]
pub struct Score(i64);

const QUANTITY_DECIMALS: u32 = 6;
const SCORE_DECIMALS: u32 = 2;
const MAX_WHOLE_DIGITS: usize = 12;

impl Quantity {
    pub const ZERO: Self = Self(0);
    pub const ONE: Self = Self(1_000_000);
    pub const HUNDRED: Self = Self(100_000_000);

    /// From whole millionths.
    pub const fn from_millionths(millionths: i64) -> Self {
        Self(millionths)
    }

    pub const fn millionths(self) -> i64 {
        self.0
    }

    /// Read `-12.5`, `120000`, `0.500000`. `None` for anything else: no exponent, no
    /// grouping, no more digits than a `Quantity` holds.
    pub fn parse(text: &str) -> Option<Self> {
        parse_scaled(text, QUANTITY_DECIMALS).map(Self)
    }

    /// True when it can be written with this many decimals.
    pub fn fits_decimals(self, decimals: u32) -> bool {
        let step = 10_i64.pow(QUANTITY_DECIMALS.saturating_sub(decimals));
        self.0 % step == 0
    }
}

impl Score {
    pub const ZERO: Self = Self(0);
    pub const HUNDRED: Self = Self(10_000);

    /// From whole hundredths of a point.
    pub const fn from_hundredths(hundredths: i64) -> Self {
        Self(hundredths)
    }

    pub const fn hundredths(self) -> i64 {
        self.0
    }

    /// Read `78`, `78.5` or `78.00`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        parse_scaled(text, SCORE_DECIMALS).map(Self)
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&show_trimmed(i128::from(self.0), QUANTITY_DECIMALS))
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&show_fixed(i128::from(self.0), SCORE_DECIMALS))
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text)
            .ok_or_else(|| D::Error::custom("expected a decimal string with at most six decimals, like \"120000.5\""))
    }
}

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text)
            .ok_or_else(|| D::Error::custom("expected a decimal string with at most two decimals, like \"85.50\""))
    }
}

/// Divide and round half away from zero (四舍五入). The divisor must be positive.
pub(crate) fn divide_half_up(dividend: i128, divisor: i128) -> i128 {
    let quotient = dividend / divisor;
    let rest = (dividend % divisor).abs();
    // The half of an odd divisor is no whole number: its upper neighbour decides the same.
    if rest >= divisor / 2 + divisor % 2 { quotient + dividend.signum() } else { quotient }
}

/// Write a scaled whole number with all its decimals: `(8550, 2)` → `85.50`.
pub(crate) fn show_fixed(scaled: i128, decimals: u32) -> String {
    let sign = if scaled < 0 { "-" } else { "" };
    let unit = 10_u128.pow(decimals);
    let size = scaled.unsigned_abs();
    let width = decimals as usize;
    match decimals {
        0 => format!("{sign}{size}"),
        _ => format!("{sign}{}.{:0width$}", size / unit, size % unit),
    }
}

/// The same without trailing zeros: `(500000, 6)` → `0.5`.
pub(crate) fn show_trimmed(scaled: i128, decimals: u32) -> String {
    let fixed = show_fixed(scaled, decimals);
    if !fixed.contains('.') {
        return fixed;
    }
    fixed.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn parse_scaled(text: &str, decimals: u32) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    if whole.len() > MAX_WHOLE_DIGITS || fraction.len() > decimals as usize {
        return None;
    }
    let width = decimals as usize;
    let size: i64 = format!("{whole}{fraction:0<width$}").parse().ok()?;
    Some(if negative { -size } else { size })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_quantity_is_written_without_trailing_zeros() {
        for (read, written) in [
            ("120000", "120000"),
            ("125510.44", "125510.44"),
            ("0.500000", "0.5"),
            ("-7.10", "-7.1"),
            ("000.0", "0"),
            ("-0", "0"),
        ] {
            assert_eq!(Quantity::parse(read).unwrap().to_string(), written);
        }
    }

    #[test]
    fn a_score_always_has_two_decimals() {
        assert_eq!(Score::parse("85.5").unwrap().to_string(), "85.50");
        assert_eq!(Score::parse("100").unwrap().to_string(), "100.00");
        assert_eq!(Score::parse("85.555"), None);
    }

    #[test]
    fn what_is_not_a_plain_decimal_is_not_read() {
        for text in ["", "-", ".5", "5.", "1e3", "1,000", "0x1", "+1", "1.2.3", "１", "0.1234567", "1234567890123"] {
            assert_eq!(Quantity::parse(text), None, "{text}");
        }
    }

    #[test]
    fn halves_round_away_from_zero() {
        for (dividend, divisor, quotient) in
            [(5, 10, 1), (-5, 10, -1), (4, 10, 0), (1, 3, 0), (2, 3, 1), (1, 1, 1), (7, 2, 4)]
        {
            assert_eq!(divide_half_up(dividend, divisor), quotient, "{dividend}/{divisor}");
        }
    }

    #[test]
    fn json_takes_strings_only() {
        assert_eq!(serde_json::to_string(&Quantity::parse("40").unwrap()).unwrap(), "\"40\"");
        assert!(serde_json::from_str::<Quantity>("40").is_err());
        assert!(serde_json::from_str::<Score>("\"78.00\"").is_ok());
    }

    proptest! {
        #[test]
        fn every_quantity_reads_back_as_itself(millionths in -999_999_999_999_999_999_i64..=999_999_999_999_999_999) {
            let quantity = Quantity::from_millionths(millionths);
            prop_assert_eq!(Quantity::parse(&quantity.to_string()), Some(quantity));
        }

        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = (Quantity::parse(&text), Score::parse(&text));
        }
    }
}
