//! Whether anything is owed on the ground.

use crate::grounds::SeveranceDue;

use super::{Initiator, Input, RenewalOffer};

/// What is owed on the ground, and why.
#[derive(Clone, Copy)]
pub(super) enum Due {
    Severance(Reason),
    Nothing(Reason),
    Damages,
}

/// Why severance is due or not.
#[derive(Clone, Copy)]
pub(super) enum Reason {
    ByGround,
    EmployeeProposed,
    EmployerProposed,
    ProposerNotRecorded,
    RenewalRefused,
    RenewalNotRefused,
    PublicWelfarePost,
}

impl Due {
    ///
    pub fn of(input: &Input) -> Self {
        if !input.lawful {
            return Self::Damages;
        }
        if input.public_welfare_post {
            return Self::Nothing(Reason::PublicWelfarePost);
        }
        match input.ground.row().n_due {
            SeveranceDue::Always => Self::Severance(Reason::ByGround),
            SeveranceDue::Never => Self::Nothing(Reason::ByGround),
            SeveranceDue::IfEmployerProposed => match input.initiator {
                Some(Initiator::Employee) => Self::Nothing(Reason::EmployeeProposed),
                Some(Initiator::Employer) => Self::Severance(Reason::EmployerProposed),
                None => Self::Severance(Reason::ProposerNotRecorded),
            },
            SeveranceDue::UnlessRenewalRefused => {
                let offered = input.renewal_offer == Some(RenewalOffer::SameOrBetter);
                if offered && input.employee_refused == Some(true) {
                    Self::Nothing(Reason::RenewalRefused)
                } else {
                    Self::Severance(Reason::RenewalNotRefused)
                }
            }
        }
    }

    pub fn is_owed(self) -> bool {
        !matches!(self, Self::Nothing(_))
    }
}

impl Reason {
    /// In Chinese and English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::ByGround => ("依该事由", "by this ground"),
            Self::EmployeeProposed => ("由劳动者首先提出", "the employee proposed it"),
            Self::EmployerProposed => ("由用人单位首先提出", "the employer proposed it"),
            Self::ProposerNotRecorded => (
                "没有由谁提出的记录，按用人单位提出处理",
                "there is no record of who proposed it, so the employer is taken to have done so",
            ),
            Self::PublicWelfarePost => ("公益性岗位（实施条例 12）", "a public-welfare post (条例 12)"),
            Self::RenewalRefused => (
                "用人单位维持或提高条件续订而劳动者拒绝",
                "the employer offered the same or better terms and the employee refused",
            ),
            Self::RenewalNotRefused => (
                "不属于“维持或提高条件续订而劳动者拒绝”的情形",
                "it is not the case that the same or better terms were offered and refused",
            ),
        }
    }
}
