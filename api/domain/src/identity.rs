//! Numbers that identify people and companies: checks and masks.
//!
//! - citizen identity number (公民身份号码), GB 11643-1999, check digit ISO 7064 MOD 11-2
//! - unified social credit code (统一社会信用代码), GB 32100-2015, check character MOD 31-3
//! - mobile number of mainland China (手机号)
//! - bank card number (银行卡号), Luhn, ISO/IEC 7812-1

pub mod check;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Gender (性别) as the identity number encodes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    Male,
    Female,
}

impl Gender {
    pub const ALL: [Self; 2] = [Self::Male, Self::Female];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Male => "male",
            Self::Female => "female",
        }
    }

    /// The gender with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|gender| gender.name() == name)
    }
}

/// A checked citizen identity number and what it says about its holder. Residence permits of
/// Hong Kong, Macao and Taiwan residents and of foreigners have the same eighteen places.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NationalId {
    number: String,
    birth_date: NaiveDate,
    gender: Gender,
}

/// What is wrong with an identity number, the first thing found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NationalIdFault {
    /// Not seventeen digits and a digit or X.
    Format,
    /// Places 7 to 14 are no day of a calendar.
    BirthDate,
    /// The last place does not follow from the others.
    Checksum,
}

impl NationalId {
    /// Check a number without blanks; a lower-case x counts as X.
    pub fn parse(text: &str) -> Result<Self, NationalIdFault> {
        let number = text.to_ascii_uppercase();
        let (body, check) = number.split_at_checked(17).ok_or(NationalIdFault::Format)?;
        let check_fits = matches!(check.as_bytes(), [b'0'..=b'9' | b'X']);
        if !check_fits || !all_digits(body) {
            return Err(NationalIdFault::Format);
        }
        let birth_date = birth_date_in(body).ok_or(NationalIdFault::BirthDate)?;
        if check.chars().next() != national_id_check_digit(body) {
            return Err(NationalIdFault::Checksum);
        }
        let male = body.bytes().last().is_some_and(|sequence| sequence % 2 == 1);
        let gender = if male { Gender::Male } else { Gender::Female };
        Ok(Self { number, birth_date, gender })
    }

    /// Eighteen places, X in upper case.
    pub fn as_str(&self) -> &str {
        &self.number
    }

    pub fn birth_date(&self) -> NaiveDate {
        self.birth_date
    }

    pub fn gender(&self) -> Gender {
        self.gender
    }
}

/// The eighteenth place for the first seventeen digits; `None` when they are not that.
pub fn national_id_check_digit(body: &str) -> Option<char> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    if body.len() != WEIGHTS.len() || !all_digits(body) {
        return None;
    }
    let sum: u32 = WEIGHTS.iter().zip(body.bytes()).map(|(weight, digit)| weight * u32::from(digit - b'0')).sum();
    CHECKS.get((sum % 11) as usize).copied()
}

fn birth_date_in(body: &str) -> Option<NaiveDate> {
    let date = NaiveDate::parse_from_str(body.get(6..14)?, "%Y%m%d").ok()?;
    (1900..2100).contains(&date.year()).then_some(date)
}

/// A mobile number of mainland China without blanks, hyphens and country code: eleven digits
/// that begin with 13 to 19. `None` for anything else.
pub fn mobile_number(text: &str) -> Option<String> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '(' | ')')).collect();
    let digits = ["+86", "0086", "86"]
        .iter()
        .find_map(|code| bare.strip_prefix(code).filter(|rest| rest.len() == 11))
        .unwrap_or(&bare);
    let mobile = digits.len() == 11 && all_digits(digits) && matches!(digits.as_bytes(), [b'1', b'3'..=b'9', ..]);
    mobile.then(|| digits.to_owned())
}

/// Whether a bank card number (12 to 19 digits) passes the Luhn check.
pub fn bank_card_checks(number: &str) -> bool {
    if !(12..=19).contains(&number.len()) || !all_digits(number) {
        return false;
    }
    let sum: u32 =
        number.bytes().rev().enumerate().map(|(place, digit)| luhn_share(place, u32::from(digit - b'0'))).sum();
    sum.is_multiple_of(10)
}

fn luhn_share(place_from_right: usize, digit: u32) -> u32 {
    match (place_from_right % 2, digit) {
        (0, _) => digit,
        (_, 0..=4) => digit * 2,
        _ => digit * 2 - 9,
    }
}

/// What is wrong with a unified social credit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreditCodeFault {
    /// Not eighteen characters of the code's alphabet (digits and letters without I O S V Z).
    Format,
    /// The last character does not follow from the others.
    Checksum,
}

/// A checked unified social credit code in upper case.
pub fn credit_code(text: &str) -> Result<String, CreditCodeFault> {
    let code = text.trim().to_ascii_uppercase();
    let (body, check) = code.split_at_checked(17).ok_or(CreditCodeFault::Format)?;
    let mut rest = check.chars();
    let (Some(check), None) = (rest.next(), rest.next()) else {
        return Err(CreditCodeFault::Format);
    };
    let expected = credit_code_check(body).ok_or(CreditCodeFault::Format)?;
    if !CREDIT_ALPHABET.contains(check) {
        return Err(CreditCodeFault::Format);
    }
    if check != expected {
        return Err(CreditCodeFault::Checksum);
    }
    Ok(code)
}

const CREDIT_ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// The eighteenth character for the first seventeen; `None` when they are not of the alphabet.
pub fn credit_code_check(body: &str) -> Option<char> {
    if body.chars().count() != 17 {
        return None;
    }
    let mut weight = 1;
    let mut sum = 0;
    for character in body.chars() {
        sum += CREDIT_ALPHABET.find(character)? * weight;
        weight = weight * 3 % 31;
    }
    CREDIT_ALPHABET.chars().nth((31 - sum % 31) % 31)
}

/// `13837866091` → `138****6091`.
pub fn masked_phone(phone: &str) -> String {
    masked(phone, 3, 4, Some(4))
}

/// `330106197707210418` → `330***********0418`.
pub fn masked_national_id(number: &str) -> String {
    masked(number, 3, 4, None)
}

/// `6222029099603082465` → `6222***********2465`.
pub fn masked_bank_account(number: &str) -> String {
    masked(number, 4, 4, None)
}

/// `zhang.wei@example.com` → `z***@example.com`.
pub fn masked_email(email: &str) -> String {
    match email.rsplit_once('@') {
        Some((local, host)) => {
            let first: String = local.chars().take(1).collect();
            format!("{first}***@{host}")
        }
        None => masked(email, 1, 0, Some(3)),
    }
}

/// Keep some characters at both ends; a text too short to hide anything is hidden whole.
fn masked(text: &str, head: usize, tail: usize, stars: Option<usize>) -> String {
    let characters: Vec<char> = text.chars().collect();
    if characters.len() <= head + tail {
        return "*".repeat(characters.len());
    }
    let hidden = stars.unwrap_or(characters.len() - head - tail);
    let start: String = characters.iter().take(head).collect();
    let end: String = characters.iter().skip(characters.len() - tail).collect();
    format!("{start}{}{end}", "*".repeat(hidden))
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}
