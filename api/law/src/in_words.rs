//! Money written out (大写), as on a cheque: nobody adds a digit to it.

use crate::Fen;

const DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];

impl Fen {
    /// In the numerals of cheques and contracts (大写): 壹万贰仟元整.
    pub fn in_words(self) -> String {
        let size = self.0.unsigned_abs();
        let (yuan, jiao, fen) = (size / 100, (size / 10 % 10) as usize, (size % 10) as usize);
        let mut words = String::new();
        if self.0 < 0 {
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

/// Groups of four digits: 万亿, 亿, 万 and ones; one 零 stands for any run of zeros inside.
fn integer_in_words(number: u64) -> String {
    if number == 0 {
        return DIGITS[0].to_owned();
    }
    let mut words = String::new();
    let mut gap = false;
    for (unit, name) in [(1_000_000_000_000, "万亿"), (100_000_000, "亿"), (10_000, "万"), (1, "")] {
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn words(text: &str) -> String {
        text.parse::<Fen>().unwrap().in_words()
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
}
