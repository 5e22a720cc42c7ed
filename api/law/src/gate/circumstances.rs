//! What is known about the person and the case when the gate is asked.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::refusal::faults;
use crate::{Decimal, Ground};

/// The circumstances (情形). Null or absent is unknown and never read as "no".
///
/// The first eleven decide bars; those after them refine the answer where they are given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Circumstances {
    pub in_probation: Option<bool>,
    pub pregnant: Option<bool>,
    /// To the first birthday of the child, that day included.
    pub nursing_until: Option<Until>,
    pub in_medical_period: Option<bool>,
    /// Disability grade after a work injury or occupational disease.
    pub injury_grade: Option<Grade>,
    /// Whether the post is exposed to occupational hazards.
    pub occupational_hazard: Option<bool>,
    /// Whether the exit health check was done.
    pub exit_health_check: Option<bool>,
    /// Continuous years with this employer.
    pub service_years: Option<Decimal>,
    /// Years left to the statutory retirement age; zero when reached.
    pub years_to_retirement: Option<Decimal>,
    pub has_union: Option<bool>,
    /// Whether R-012 holds and the employee has not declined in writing.
    pub must_offer_open_ended: Option<bool>,

    #[serde(skip_serializing_if = "Option::is_none")]
    pub probation_end: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contract_end: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub child_born_on: Option<NaiveDate>,
    /// Months of pension contributions; carried for the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contributed_months: Option<u32>,
    /// The statutory retirement date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retirement_on: Option<NaiveDate>,

    /// R-072(6): union officer in term, bargaining representative, and others whom another law protects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_protection: Option<bool>,
    /// 40(2): the standard comes from a policy, whose validity is then asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kpi_in_policy: Option<bool>,
    /// 39(1): the recruitment conditions come from a policy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conditions_in_policy: Option<bool>,
    /// 39(2): the rule asks for warnings first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub progressive_rule: Option<bool>,
    /// 39(2): no rule covers the facts; basic labour discipline is invoked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_express_rule: Option<bool>,
    /// 44(1): the employer says no severance is due because its offer was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employer_claims_no_severance: Option<bool>,
    /// The rules were made before 2008-01-01 and need no democratic procedure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy_before_2008: Option<bool>,
    /// The company's own rules promise a hearing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hearing_promised: Option<bool>,
    /// 40(1): an illness that is serious or hard to cure, or a disability.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serious_illness: Option<bool>,
    /// 36: the agreed amount lies below the statutory severance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount_below_severance: Option<bool>,
    /// The address for service was confirmed by the employee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_confirmed: Option<bool>,
    /// The grounds that the notice states, once it is issued; they are locked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notice_grounds: Vec<Ground>,
    /// 39: a colleague in a comparable case was treated more lightly.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub colleague_treated_lighter: Option<bool>,
    /// 39: the same was let pass before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tolerated_before: Option<bool>,
    /// 39(1): the agreed probation is longer than R-014 allows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probation_too_long: Option<bool>,
    /// 40(2): the appraisals rest on a rank among colleagues and nothing else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ranking_only: Option<bool>,
    /// 36: payment hangs on an event the employee does not control.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_conditional: Option<bool>,
    /// 41: all staff, and how many of them are to go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headcount: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_cut: Option<u32>,
    /// The paid leave for a work injury runs, or the injury is not graded yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_injury_leave: Option<bool>,
    /// Last day of the medical period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub medical_period_until: Option<NaiveDate>,
    /// Last day of an agreed service period (条例 17).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_period_until: Option<NaiveDate>,
    /// Last day of a union officer's term (工会法 19).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub union_office_until: Option<NaiveDate>,
}

/// A date, or never (`"none"`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    Never,
    Day(NaiveDate),
}

impl Until {
    /// The date, unless it is never.
    pub const fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Never => None,
            Self::Day(day) => Some(day),
        }
    }
}

impl fmt::Display for Until {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Never => f.write_str("none"),
            Self::Day(day) => day.fmt(f),
        }
    }
}

impl Serialize for Until {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Until {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wrong = || de::Error::custom(faults::NOT_A_DATE_OR_NONE.en);
        let text = String::deserialize(deserializer).map_err(|_| wrong())?;
        if text == "none" {
            return Ok(Self::Never);
        }
        text.parse().map(Self::Day).map_err(|_| wrong())
    }
}

/// A disability grade (伤残等级) from 1, the gravest, to 10, or `"none"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grade(Option<u8>);

impl Grade {
    /// No graded injury.
    pub const NONE: Self = Self(None);

    /// The grade, when it lies within 1 to 10.
    pub const fn new(grade: u8) -> Option<Self> {
        match grade {
            1..=10 => Some(Self(Some(grade))),
            _ => None,
        }
    }

    /// 1 to 10, or none.
    pub const fn get(self) -> Option<u8> {
        self.0
    }
}

impl Serialize for Grade {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Some(grade) => serializer.serialize_u8(grade),
            None => serializer.serialize_str("none"),
        }
    }
}

impl<'de> Deserialize<'de> for Grade {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct GradeOrNone;

        impl de::Visitor<'_> for GradeOrNone {
            type Value = Grade;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a grade from 1 to 10 or \"none\"")
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Grade, E> {
                let grade = u8::try_from(number).ok().and_then(Grade::new);
                grade.ok_or_else(|| E::custom(faults::NOT_A_GRADE.en))
            }

            fn visit_i64<E: de::Error>(self, _: i64) -> Result<Grade, E> {
                Err(E::custom(faults::NOT_A_GRADE.en))
            }

            fn visit_f64<E: de::Error>(self, _: f64) -> Result<Grade, E> {
                Err(E::custom(faults::NOT_A_GRADE.en))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Grade, E> {
                if text == "none" { Ok(Grade::NONE) } else { Err(E::custom(faults::NOT_A_GRADE.en)) }
            }
        }

        deserializer.deserialize_any(GradeOrNone)
    }
}
