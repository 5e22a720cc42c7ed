//! Company seals (印章): what each is for, and who may allow its use.
//!
//! An employer has one seal for each purpose. A seal without a keeper is used by whoever may sign for the employer;
//! one with a keeper (保管人) by the keeper, and by a deputy in the days for which the keeper named one. A retired
//! seal is never used again: what it sealed stays as it is.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::agreements::AgreementKind;
use crate::named::named;
use crate::refused::{Refused, Words};

/// What a seal is applied to (用途).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SealPurpose)]
pub enum Purpose {
    /// 劳动合同及其附属协议
    Contract,
    /// 解除劳动合同协议
    SeparationAgreement,
    /// 通知
    Notice,
    /// 证明
    Certificate,
}

impl Purpose {
    /// In the order of the API.
    pub const ALL: [Self; 4] = [Self::Contract, Self::SeparationAgreement, Self::Notice, Self::Certificate];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contract => "contract",
            Self::SeparationAgreement => "separation_agreement",
            Self::Notice => "notice",
            Self::Certificate => "certificate",
        }
    }
}

named!(Purpose);

impl From<AgreementKind> for Purpose {
    fn from(kind: AgreementKind) -> Self {
        match kind {
            AgreementKind::Separation => Self::SeparationAgreement,
            AgreementKind::LabourContract
            | AgreementKind::ContractRenewal
            | AgreementKind::ContractVariation
            | AgreementKind::NonCompete
            | AgreementKind::Confidentiality
            | AgreementKind::ServicePeriod
            | AgreementKind::RecruitmentConditions => Self::Contract,
        }
    }
}

/// Who stands in for the keeper, and in which days, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deputy<A> {
    pub account: A,
    pub from: NaiveDate,
    pub until: NaiveDate,
}

/// May this account allow a use of the seal today?
pub fn may_allow<A: PartialEq>(keeper: Option<A>, deputy: Option<Deputy<A>>, account: &A, today: NaiveDate) -> bool {
    let deputy = deputy.filter(|deputy| (deputy.from..=deputy.until).contains(&today));
    keeper.is_none_or(|keeper| keeper == *account) || deputy.is_some_and(|deputy| deputy.account == *account)
}

/// Nothing is sealed under a certificate that has ended: a reader would call it expired.
pub fn certified(until: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), Refused> {
    if now < until {
        return Ok(());
    }
    Err(Refused::State {
        state: "active",
        code: "seal_expired",
        words: Words::new(
            "印章的证书已到期，请先在“印章”中续期。",
            "The seal's certificate has ended; have it certified anew under Seals first.",
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap_or_default()
    }

    #[test]
    fn a_seal_without_a_keeper_is_used_by_all_who_may_sign_and_another_by_its_keeper_and_deputy() {
        let deputy = Some(Deputy { account: 2, from: day(3), until: day(5) });
        assert!(may_allow(None, None, &7, day(1)));
        assert!(may_allow(Some(1), deputy, &1, day(4)));
        for (on, allowed) in [(2, false), (3, true), (5, true), (6, false)] {
            assert_eq!(may_allow(Some(1), deputy, &2, day(on)), allowed, "on {on}");
        }
        assert!(!may_allow(Some(1), deputy, &3, day(4)));
    }
}
