//! Months of severance and other counts that are not whole.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::dates::Length;
use crate::refusal::{Refusal, faults};

/// Months of severance (经济补偿月数), always a multiple of one half.
///
/// In JSON a decimal string without a useless zero: `"4"`, `"3.5"`. At most 999.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Units {
    halves: u32,
}

impl Units {
    /// None.
    pub const ZERO: Self = Self { halves: 0 };

    /// Whole months.
    pub const fn whole(months: u32) -> Self {
        Self { halves: months.saturating_mul(2) }
    }

    /// The number of halves: 7 for `"3.5"`.
    pub const fn halves(self) -> u32 {
        self.halves
    }

    /// R-026 (劳动合同法 47): a month for each full year; the rest counts half a month under six
    /// months and a full one from six months.
    pub const fn of_service(length: Length) -> Self {
        let rest = match (length.months, length.days) {
            (0, 0) => 0,
            (0..6, _) => 1,
            _ => 2,
        };
        Self { halves: length.years * 2 + rest }
    }

    /// The sum.
    pub const fn plus(self, other: Self) -> Self {
        Self { halves: self.halves.saturating_add(other.halves) }
    }
}

impl fmt::Display for Units {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tail = if self.halves % 2 == 1 { ".5" } else { "" };
        write!(f, "{}{tail}", self.halves / 2)
    }
}

impl FromStr for Units {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let wrong = || Refusal::from_fault("", &faults::NOT_UNITS);
        let (whole, half) = match text.split_once('.') {
            None | Some((_, "0" | "00")) => (text.split('.').next().unwrap_or(text), 0),
            Some((whole, "5" | "50")) => (whole, 1),
            Some(_) => return Err(wrong()),
        };
        if whole.is_empty() || whole.len() > 3 || !whole.bytes().all(|b| b.is_ascii_digit()) {
            return Err(wrong());
        }
        let whole: u32 = whole.parse().map_err(|_| wrong())?;
        Ok(Self { halves: whole * 2 + half })
    }
}

impl Serialize for Units {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Units {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AsText;

        impl de::Visitor<'_> for AsText {
            type Value = Units;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("months of severance as a decimal string")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Units, E> {
                text.parse().map_err(|_| E::custom(faults::NOT_UNITS.en))
            }
        }

        deserializer.deserialize_str(AsText)
    }
}

/// A count of years, months or days with at most two decimal places, never below zero.
///
/// In JSON a number (`9.9`) or a decimal string (`"9.9"`), up to 99999.99. It is kept in hundredths:
/// a JSON number is read through its shortest decimal form and no sum is ever done in floats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal {
    hundredths: u32,
}

impl Decimal {
    /// A whole number; what lies over 99999 is taken as 99999.
    pub const fn whole(number: u32) -> Self {
        let number = if number > 99_999 { 99_999 } else { number };
        Self { hundredths: number * 100 }
    }

    /// So many hundredths; what lies over 99999.99 is taken as 99999.99.
    pub const fn of_hundredths(hundredths: u32) -> Self {
        Self { hundredths: if hundredths > 9_999_999 { 9_999_999 } else { hundredths } }
    }

    /// The number in hundredths.
    pub const fn hundredths(self) -> i64 {
        self.hundredths as i64
    }

    /// The whole part, the rest cut off.
    pub const fn floor(self) -> u32 {
        self.hundredths / 100
    }

    /// Whether nothing is left behind the point.
    pub const fn is_whole(self) -> bool {
        self.hundredths.is_multiple_of(100)
    }

    /// The difference, zero where it would fall below.
    pub const fn minus(self, other: Self) -> Self {
        Self { hundredths: self.hundredths.saturating_sub(other.hundredths) }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.hundredths / 100, self.hundredths % 100);
        match rest {
            0 => write!(f, "{whole}"),
            tenths if tenths % 10 == 0 => write!(f, "{whole}.{}", tenths / 10),
            hundredths => write!(f, "{whole}.{hundredths:02}"),
        }
    }
}

impl FromStr for Decimal {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let wrong = || Refusal::from_fault("", &faults::NOT_DECIMAL);
        let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !plain(whole) || !plain(rest) || whole.len() > 5 || rest.len() > 2 {
            return Err(wrong());
        }
        let scale = if rest.len() == 1 { 10 } else { 1 };
        let whole: u32 = whole.parse().map_err(|_| wrong())?;
        let rest: u32 = rest.parse().map_err(|_| wrong())?;
        Ok(Self { hundredths: whole * 100 + rest * scale })
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_whole() {
            serializer.serialize_u32(self.floor())
        } else {
            // JSON's only fractional number; its shortest form prints the same two places again.
            serializer.serialize_f64(f64::from(self.hundredths) / 100.0)
        }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AsNumber;

        impl AsNumber {
            fn read<E: de::Error>(text: &str) -> Result<Decimal, E> {
                text.parse().map_err(|_| E::custom(faults::NOT_DECIMAL.en))
            }
        }

        impl de::Visitor<'_> for AsNumber {
            type Value = Decimal;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number with at most two places")
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Decimal, E> {
                Self::read(&number.to_string())
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Decimal, E> {
                Self::read(&number.to_string())
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Decimal, E> {
                Self::read(&number.to_string())
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Decimal, E> {
                Self::read(text)
            }
        }

        deserializer.deserialize_any(AsNumber)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use super::*;

    #[test]
    fn units_are_multiples_of_one_half_and_nothing_else() {
        for (text, written) in [("4", "4"), ("3.5", "3.5"), ("0.5", "0.5"), ("4.0", "4"), ("12.50", "12.5")] {
            assert_eq!(text.parse::<Units>().unwrap().to_string(), written);
        }
        for wrong in ["", "3.25", "-1", "3.", ".5", "1e2", "1000", "三"] {
            assert_eq!(wrong.parse::<Units>().unwrap_err().code, "not_units", "{wrong}");
        }
        assert!(serde_json::from_str::<Units>("3.5").is_err(), "a JSON number is refused");
    }

    #[test]
    fn r026_the_rest_of_a_year_counts_half_under_six_months_and_whole_from_six() {
        let units = |years, months, days| Units::of_service(Length { years, months, days }).to_string();
        assert_eq!(units(0, 0, 1), "0.5");
        assert_eq!(units(0, 5, 30), "0.5");
        assert_eq!(units(0, 6, 0), "1");
        assert_eq!(units(1, 0, 0), "1");
        assert_eq!(units(1, 0, 1), "1.5");
        assert_eq!(units(9, 6, 4), "10");
    }

    #[test]
    fn a_decimal_keeps_its_two_places_through_json() {
        for text in ["0", "3", "9.9", "4.5", "0.01", "12.34"] {
            let number: Decimal = serde_json::from_str(text).unwrap();
            assert_eq!(number.to_string(), text);
            assert_eq!(serde_json::to_string(&number).unwrap(), text);
        }
        for wrong in ["-1", "1.234", "1e9", "100000", "true", r#""x""#] {
            assert!(serde_json::from_str::<Decimal>(wrong).is_err(), "{wrong} must be refused");
        }
    }
}
