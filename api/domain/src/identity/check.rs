//! Is it the person on record? What is compared, and what comes of it (电子劳动合同订立指引 7, ES-06).

use serde::{Deserialize, Serialize};

/// Who somebody says they are, or who a record says they are.
#[derive(Clone, PartialEq, Eq)]
pub struct Claimed {
    pub name: String,
    /// 公民身份号码 or a number in its place.
    pub national_id: String,
    pub phone: Option<String>,
}

/// Never with what it holds.
impl std::fmt::Debug for Claimed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Claimed").finish_non_exhaustive()
    }
}

/// What a check says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 一致
    Matched,
    /// 不一致
    NotMatched,
    /// 无法核验: it says nothing about the person.
    Unavailable,
}

/// Compares a claim with a record: name and number must be the same, and the telephone number where both have one.
pub fn compare(claimed: &Claimed, record: &Claimed) -> Outcome {
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    let phone = |text: &str| super::mobile_number(text).unwrap_or_else(|| plain(text));
    let same_phone = match (&claimed.phone, &record.phone) {
        (Some(one), Some(other)) => phone(one) == phone(other),
        _ => true,
    };
    let same_number = plain(&claimed.national_id).eq_ignore_ascii_case(&plain(&record.national_id));
    match plain(&claimed.name) == plain(&record.name) && same_number && same_phone {
        true => Outcome::Matched,
        false => Outcome::NotMatched,
    }
}

#[cfg(test)]
mod tests {
    use super::{Claimed, Outcome, compare};

    fn person(name: &str, national_id: &str, phone: Option<&str>) -> Claimed {
        Claimed { name: name.into(), national_id: national_id.into(), phone: phone.map(Into::into) }
    }

    #[test]
    fn the_same_person_written_otherwise_is_the_same() {
        let record = person("沈可欣", "33010619920314002X", Some("13800006091"));
        for same in [
            person("沈可欣", "33010619920314002x", Some("+86 138 0000 6091")),
            person(" 沈可欣 ", " 330106 19920314 002X", None),
        ] {
            assert_eq!(compare(&same, &record), Outcome::Matched);
        }
    }

    #[test]
    fn one_difference_makes_another_person() {
        let record = person("沈可欣", "33010619920314002X", Some("13800006091"));
        for other in [
            person("沈可心", "33010619920314002X", Some("13800006091")),
            person("沈可欣", "330106199203140038", Some("13800006091")),
            person("沈可欣", "33010619920314002X", Some("13800006092")),
            person("沈可欣", "", None),
        ] {
            assert_eq!(compare(&other, &record), Outcome::NotMatched);
        }
    }

    #[test]
    fn a_claim_is_not_printed() {
        assert_eq!(format!("{:?}", person("沈可欣", "33010619920314002X", None)), "Claimed { .. }");
    }
}
