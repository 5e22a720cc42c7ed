//! What a place decides where the law leaves a choice (§9.1 of the rulebook).

use serde_json::Value;

use super::{Standards, city_name};

impl Standards {
    /// The value of this policy flag for a city, or for every other place.
    pub fn policy(&self, flag: &str, city: Option<&str>) -> Option<&Value> {
        let row = self.policy_flags.iter().find(|row| row.flag == flag)?;
        Some(city.and_then(|city| row.local.get(city_name(city))).unwrap_or(&row.default))
    }

    /// The same as a whole number.
    pub(crate) fn policy_number(&self, flag: &str, city: Option<&str>) -> Option<u32> {
        self.policy(flag, city)?.as_u64().and_then(|number| u32::try_from(number).ok())
    }

    /// The same as percent, for a share written as `"0.70"`.
    pub(crate) fn policy_percent(&self, flag: &str, city: Option<&str>) -> Option<i64> {
        let share: crate::Decimal = self.policy(flag, city)?.as_str()?.parse().ok()?;
        Some(share.hundredths())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_flag_answers_for_its_cities_and_for_every_other_place() {
        let shipped = Standards::shipped();
        let policy = |flag, city| shipped.policy(flag, city).cloned();
        assert_eq!(policy("base.include_overtime", Some("上海市")), Some(json!(false)));
        assert_eq!(policy("base.include_overtime", Some("成都")), Some(json!(true)));
        assert_eq!((policy("pay.grace_days", None), policy("no.such_flag", None)), (Some(json!(0)), None));
        assert_eq!(shipped.policy_number("pay.grace_days", Some("Beijing")), Some(7));
        assert_eq!(shipped.policy_percent("standby.floor_ratio_of_min_wage", Some("北京")), Some(70));
        assert_eq!(shipped.policy_percent("standby.floor_ratio_of_min_wage", Some("上海")), None);
    }
}
