//! Which way a case goes, by its ground.

use law::Ground;

/// The road of a case (办理路径): who acts, and what comes before the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Road {
    /// 36: both sides agree and sign.
    Agreement,
    /// 39, 40, 41: the employer dismisses. The union hears of it first, somebody else approves, a notice is served.
    Dismissal,
    /// 44, 条例5, 条例6, task done, part-time: the employment ends by law or with its term. Approval and a notice,
    /// no union.
    Ending,
    /// 37, 38: the employee's own notice. The employer acknowledges its receipt and approves nothing.
    EmployeeNotice,
    /// 44(3): death ends it; there is nobody to notify.
    ByLaw,
}

impl Road {
    pub const fn of(ground: Ground) -> Self {
        match ground {
            Ground::MutualAgreement => Self::Agreement,
            Ground::Resignation | Ground::EmployerFault(_) | Ground::ForcedLabour => Self::EmployeeNotice,
            Ground::FailedProbation
            | Ground::SeriousBreach
            | Ground::MajorLoss
            | Ground::SecondJob
            | Ground::Fraud
            | Ground::CriminalLiability
            | Ground::Illness
            | Ground::Incompetence
            | Ground::ObjectiveChange
            | Ground::MassLayoff(_) => Self::Dismissal,
            Ground::Expiry
            | Ground::Retirement
            | Ground::Bankruptcy
            | Ground::Dissolution
            | Ground::TaskDone
            | Ground::RefusedFirstMonth
            | Ground::RefusedLater
            | Ground::PartTime => Self::Ending,
            Ground::Death => Self::ByLaw,
        }
    }

    /// The employer writes a notice.
    pub const fn has_employer_notice(self) -> bool {
        matches!(self, Self::Dismissal | Self::Ending)
    }

    /// Somebody else has to approve before the decisive act.
    pub const fn takes_approval(self) -> bool {
        !matches!(self, Self::EmployeeNotice)
    }

    /// The person knows of the case from its first day: they took part in it or began it.
    pub const fn is_open_from_the_start(self) -> bool {
        matches!(self, Self::Agreement | Self::EmployeeNotice)
    }
}
