//! What has to be done around the end of an employment (离职事项).

use chrono::NaiveDate;
use law::Ground;
use law::deadlines;
use law::grounds::SeveranceDue;
use serde::{Deserialize, Serialize};

use crate::named::named;
use crate::refused::{Fault, Refused, Words, blank_fault, unless_faulty};

/// Who does it (责任人).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SeparationTaskOwner)]
pub enum Owner {
    Hr,
    Payroll,
    Legal,
    Manager,
    Employee,
}

impl Owner {
    pub const ALL: [Self; 5] = [Self::Hr, Self::Payroll, Self::Legal, Self::Manager, Self::Employee];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hr => "hr",
            Self::Payroll => "payroll",
            Self::Legal => "legal",
            Self::Manager => "manager",
            Self::Employee => "employee",
        }
    }
}

/// Where a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SeparationTaskState)]
pub enum State {
    /// 待办
    Open,
    /// 已完成
    Done,
    /// 无须办理
    Waived,
}

/// How a task ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SeparationTaskEnding)]
pub enum Ending {
    Done,
    Waived,
}

impl State {
    pub const ALL: [Self; 3] = [Self::Open, Self::Done, Self::Waived];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Waived => "waived",
        }
    }

    /// End it, once; waiving says why.
    pub fn end(self, ending: Ending, text: &str) -> Result<Self, Refused> {
        if self != Self::Open {
            return Err(Refused::in_state(self.name(), Words::new("这一事项已经结束。", "This task has ended.")));
        }
        match ending {
            Ending::Done => Ok(Self::Done),
            Ending::Waived => {
                let blank: Option<Fault> =
                    blank_fault(text, "/text", "请写明为什么无须办理。", "Say why it does not have to be done.");
                unless_faulty(blank.into_iter().collect())?;
                Ok(Self::Waived)
            }
        }
    }
}

named!(Owner);
named!(State);

/// A task that the end brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    pub kind: &'static str,
    pub title: Words,
    pub owner: Owner,
    pub due_on: NaiveDate,
    pub rule: &'static str,
}

/// The tasks of an end on a ground and a day.
pub fn planned(ground: Ground, last_day: NaiveDate) -> Result<Vec<Planned>, law::Refusal> {
    let due = deadlines(&deadlines::Input { last_day })?;
    let task = |kind, zh: &str, en: &str, owner, due_on, rule| Planned {
        kind,
        title: Words::new(zh, en),
        owner,
        due_on,
        rule,
    };
    let mut tasks = vec![
        task("handover", "办理工作交接", "Hand over the work", Owner::Employee, last_day, "R-029"),
        task("wages", "一次付清工资", "Pay all wages in one payment", Owner::Payroll, due.wages_due, "R-039"),
        task(
            "certificate",
            "出具离职证明",
            "Issue the certificate of leaving",
            Owner::Hr,
            due.certificate_due,
            "R-110",
        ),
        task(
            "non_compete",
            "有竞业限制约定的：书面告知启动或者放弃",
            "Where a non-compete was agreed: say in writing whether it starts or is given up",
            Owner::Hr,
            due.non_compete_decision_due,
            "R-082",
        ),
        task(
            "unemployment_list",
            "报送失业人员名单",
            "Report the list of unemployed persons",
            Owner::Hr,
            due.unemployment_list_conservative,
            "R-112",
        ),
        task(
            "transfer",
            "转移档案和社会保险关系",
            "Transfer the file and the social insurance",
            Owner::Hr,
            due.transfer_due,
            "R-111",
        ),
        task("housing_fund", "办理住房公积金变更", "Change the housing fund", Owner::Hr, due.housing_fund_due, "R-111"),
    ];
    if ground.row().n_due != SeveranceDue::Never {
        // on completion of the handover, which is due on the last day.
        let title = ("办结工作交接时支付经济补偿", "Pay severance when the handover is complete");
        tasks.push(task("severance", title.0, title.1, Owner::Payroll, last_day, "R-029"));
    }
    if ground == Ground::Death {
        tasks.retain(|task| !matches!(task.kind, "handover" | "non_compete" | "unemployment_list"));
    }
    Ok(tasks)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use super::*;

    #[test]
    fn r112_the_shorter_of_the_two_periods_is_kept_and_severance_only_where_it_is_due() {
        let last: NaiveDate = "2026-11-30".parse().unwrap();
        let due = |ground: Ground, kind: &str| {
            planned(ground, last).unwrap().into_iter().find(|task| task.kind == kind).map(|task| task.due_on)
        };
        assert_eq!(due(Ground::Resignation, "unemployment_list"), Some("2026-12-07".parse().unwrap()));
        assert_eq!(due(Ground::Resignation, "severance"), None);
        assert_eq!(due(Ground::Incompetence, "severance"), Some(last));
        assert_eq!(due(Ground::Death, "handover"), None);
    }

    #[test]
    fn a_task_ends_once_and_is_waived_with_a_reason() {
        assert_eq!(State::Open.end(Ending::Done, ""), Ok(State::Done));
        assert!(State::Open.end(Ending::Waived, " ").is_err());
        assert!(State::Done.end(Ending::Done, "").is_err());
    }
}
