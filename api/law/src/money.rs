//! Money in fen (分), exact from end to end.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::refusal::{Refusal, faults};

/// An amount of money (金额) in fen, a hundredth of a yuan.
///
/// In JSON it is a decimal string in yuan, `"12000.00"`: at most 13 digits before the point and two
/// after it. A JSON number is refused, because a float cannot hold a tenth of a yuan (R-002).
/// Arithmetic is checked: what does not fit refuses with `amount_too_large` and never wraps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fen(pub i64);

/// How a division that does not come out even is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Half a fen and more goes away from zero (四舍五入), the rounding of R-002.
    HalfUp,
    /// What does not fill a fen is dropped (舍去): for a limit that nothing may pass.
    Down,
}

impl Fen {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Whole yuan.
    pub const fn from_yuan(yuan: i32) -> Self {
        Self(yuan as i64 * 100)
    }

    /// Whether this is below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The sum; refuses what does not fit.
    pub fn checked_add(self, other: Self) -> Result<Self, Refusal> {
        self.0.checked_add(other.0).map(Self).ok_or_else(too_large)
    }

    /// The difference, which may be below zero; refuses what does not fit.
    pub fn checked_sub(self, other: Self) -> Result<Self, Refusal> {
        self.0.checked_sub(other.0).map(Self).ok_or_else(too_large)
    }

    /// A whole multiple; refuses what does not fit.
    pub fn checked_mul(self, factor: i64) -> Result<Self, Refusal> {
        self.0.checked_mul(factor).map(Self).ok_or_else(too_large)
    }

    /// The sum of all; refuses what does not fit.
    pub fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Result<Self, Refusal> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// This divided by `divisor`, rounded to the fen; refuses a division by zero.
    pub fn div_round(self, divisor: i64, rounding: Rounding) -> Result<Self, Refusal> {
        self.mul_ratio(1, divisor, rounding)
    }

    /// `self × numerator ÷ denominator`, rounded to the fen once, at the end (R-002).
    ///
    /// Refuses a division by zero and what does not fit.
    pub fn mul_ratio(self, numerator: i64, denominator: i64, rounding: Rounding) -> Result<Self, Refusal> {
        if denominator == 0 {
            return Err(too_large());
        }
        // Two 64-bit factors always fit into 128 bits.
        let product = i128::from(self.0) * i128::from(numerator);
        let divisor = i128::from(denominator);
        let (whole, rest) = (product / divisor, product % divisor);
        let away = if (product < 0) == (divisor < 0) { 1 } else { -1 };
        let carry = match rounding {
            Rounding::HalfUp if rest.abs() * 2 >= divisor.abs() => away,
            Rounding::HalfUp | Rounding::Down => 0,
        };
        i64::try_from(whole + carry).map(Self).map_err(|_| too_large())
    }
}

fn too_large() -> Refusal {
    Refusal::at("", "amount_too_large", "金额超出可计算的范围。", "The amount is too large to compute with.")
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", fen / 100, fen % 100)
    }
}

impl FromStr for Fen {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let wrong = || Refusal::from_fault("", &faults::NOT_MONEY);
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (yuan, fen) = digits.split_once('.').unwrap_or((digits, "00"));
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !plain(yuan) || !plain(fen) || fen.len() > 2 || yuan.len() > 13 {
            return Err(wrong());
        }
        let yuan: i64 = yuan.parse().map_err(|_| wrong())?;
        let cents: i64 = fen.parse().map_err(|_| wrong())?;
        let cents = if fen.len() == 1 { cents * 10 } else { cents };
        let amount = yuan * 100 + cents;
        Ok(Self(if negative { -amount } else { amount }))
    }
}

impl Serialize for Fen {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fen {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AsText;

        impl de::Visitor<'_> for AsText {
            type Value = Fen;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an amount in yuan as a decimal string")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Fen, E> {
                text.parse().map_err(|_| E::custom(faults::NOT_MONEY.en))
            }
        }

        deserializer.deserialize_str(AsText)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn r002_half_a_fen_goes_up_and_less_goes_down() {
        assert_eq!(Fen(5).div_round(2, Rounding::HalfUp).unwrap(), Fen(3));
        assert_eq!(Fen(-5).div_round(2, Rounding::HalfUp).unwrap(), Fen(-3));
        assert_eq!(Fen(7).div_round(5, Rounding::HalfUp).unwrap(), Fen(1));
        assert_eq!(Fen(8).div_round(5, Rounding::HalfUp).unwrap(), Fen(2));
        assert_eq!(Fen(9).div_round(5, Rounding::Down).unwrap(), Fen(1));
    }

    #[test]
    fn r002_money_is_text_and_never_a_json_number() {
        let read = |json: &str| serde_json::from_str::<Fen>(json);
        assert_eq!(read(r#""12000.00""#).unwrap(), Fen(1_200_000));
        assert_eq!(read(r#""12000.5""#).unwrap(), Fen(1_200_050));
        for wrong in [
            "12000",
            "12000.5",
            r#""12000.005""#,
            r#""1,200.00""#,
            r#""""#,
            r#"".5""#,
            r#""5.""#,
            r#""+5""#,
            r#"" 5""#,
            r#""1e3""#,
            r#""--5""#,
            r#""99999999999999.00""#,
            "null",
            r#""１２""#,
        ] {
            assert!(read(wrong).is_err(), "{wrong} must be refused");
        }
    }

    #[test]
    fn what_does_not_fit_is_refused_and_not_wrapped() {
        assert_eq!(Fen(i64::MAX).checked_add(Fen(1)).unwrap_err().code, "amount_too_large");
        assert!(Fen(i64::MIN).checked_sub(Fen(1)).is_err());
        assert!(Fen(i64::MAX).checked_mul(2).is_err());
        assert!(Fen(1).div_round(0, Rounding::HalfUp).is_err());
        assert!(Fen(i64::MAX).mul_ratio(3, 2, Rounding::HalfUp).is_err());
    }

    proptest! {
        #[test]
        fn an_amount_reads_back_as_it_was_written(fen in -99_999_999_999_999_i64..=99_999_999_999_999) {
            prop_assert_eq!(Fen(fen).to_string().parse::<Fen>().unwrap(), Fen(fen));
        }

        #[test]
        fn r002_rounding_is_never_off_by_more_than_half_a_fen(
            fen in -1_000_000_000_i64..1_000_000_000, by in 1_i64..100_000,
        ) {
            let quotient = Fen(fen).div_round(by, Rounding::HalfUp).unwrap().0;
            prop_assert!((quotient * by - fen).abs() * 2 <= by);
        }
    }
}
