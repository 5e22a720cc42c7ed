//! What is agreed in a contract from a template, by its kind.

use chrono::NaiveDate;
use domain::agreements::AgreementKind;
use domain::contracts::{self, Known, Term};
use domain::recruitment::{self, RecruitmentCondition};
use domain::templates::ClauseChanges;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::Money;
use store::ids::AgreementId;
use utoipa::ToSchema;

use crate::employees::ContractKind;
use crate::platform::Answer;

/// What is agreed; which fields there are depends on the kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AgreementFacts {
    /// 劳动合同
    LabourContract(LabourContractFacts),
    /// 劳动合同续订
    ContractRenewal(ContractRenewalFacts),
    /// 劳动合同变更
    ContractVariation(ContractVariationFacts),
    /// 竞业限制
    NonCompete(NonCompeteAgreementFacts),
    /// 保密
    Confidentiality(ConfidentialityFacts),
    /// 服务期
    ServicePeriod(ServicePeriodFacts),
    /// 录用条件确认
    RecruitmentConditions(RecruitmentConditionsFacts),
}

/// A labour contract.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LabourContractFacts {
    pub term: ContractKind,
    pub from: NaiveDate,
    /// Last day of a fixed term.
    pub until: Option<NaiveDate>,
    /// The task, when the term is one.
    pub task: Option<String>,
    pub probation_until: Option<NaiveDate>,
    pub probation_wage: Option<Money>,
    pub monthly_wage: Money,
    /// Day of the next month on which wages are paid at the latest.
    #[schema(minimum = 1, maximum = 28, example = 10)]
    pub pay_day: u8,
    pub hours: HoursSystem,
    /// Approval of special hours by the labour bureau.
    pub hours_approval: Option<String>,
    /// Left out, those of the position.
    pub duties: Option<String>,
    /// Occupational hazards of the post.
    pub hazards: Option<String>,
}

/// Which system of working hours 工时制度.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HoursSystem {
    /// 标准工时
    Standard,
    /// 综合计算工时
    Comprehensive,
    /// 不定时工作
    Flexible,
}

/// The renewal of a labour contract.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContractRenewalFacts {
    pub term: ContractKind,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
    pub monthly_wage: Money,
}

/// The variation of a labour contract.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContractVariationFacts {
    pub effective_on: NaiveDate,
    #[schema(example = "业务调整，经双方协商")]
    pub reason: String,
    /// At least one, unless clauses are changed.
    #[serde(default)]
    pub items: Vec<VariedItem>,
    /// Clauses of a contract that was signed here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clauses: Option<VariedClauses>,
}

/// The clauses of a contract that are varied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VariedClauses {
    /// The labour contract or renewal that they stand in, signed by both.
    pub agreement_id: AgreementId,
    pub changes: ClauseChanges,
}

/// One thing that is varied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VariedItem {
    #[schema(example = "工作岗位")]
    pub item: String,
    pub before: String,
    pub after: String,
}

impl VariedItem {
    fn said(&self) -> (&str, &str, &str) {
        (&self.item, &self.before, &self.after)
    }
}

/// A duty not to compete after leaving.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NonCompeteAgreementFacts {
    #[schema(minimum = 1, maximum = 24, example = 12)]
    pub months: u32,
    pub region: String,
    pub scope: String,
    /// Paid each month after leaving.
    pub monthly: Money,
    /// Agreed damages for a breach.
    pub damages: Option<Money>,
}

/// What is to be kept secret.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfidentialityFacts {
    pub scope: String,
}

/// A service period after special training.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ServicePeriodFacts {
    pub training: String,
    pub provider: String,
    pub training_from: NaiveDate,
    pub training_until: NaiveDate,
    /// What the employer paid, with vouchers; wages during the training are not part of it.
    pub cost: Money,
    #[schema(minimum = 1, maximum = 120, example = 36)]
    pub service_months: u32,
    pub service_until: NaiveDate,
}

/// The conditions of recruitment. The probation is that of the labour contract.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecruitmentConditionsFacts {
    #[schema(min_items = 1, max_items = 20)]
    pub conditions: Vec<RecruitmentCondition>,
    /// Who assesses.
    #[schema(example = "直接主管和人力资源部")]
    pub assessed_by: String,
}

impl AgreementFacts {
    pub fn kind(&self) -> AgreementKind {
        match self {
            Self::LabourContract(_) => AgreementKind::LabourContract,
            Self::ContractRenewal(_) => AgreementKind::ContractRenewal,
            Self::ContractVariation(_) => AgreementKind::ContractVariation,
            Self::NonCompete(_) => AgreementKind::NonCompete,
            Self::Confidentiality(_) => AgreementKind::Confidentiality,
            Self::ServicePeriod(_) => AgreementKind::ServicePeriod,
            Self::RecruitmentConditions(_) => AgreementKind::RecruitmentConditions,
        }
    }

    /// What the law asks of the terms.
    pub fn check(&self, known: Known) -> Answer<()> {
        match self {
            Self::LabourContract(facts) => contracts::term(&facts.term(), known)?,
            Self::ContractRenewal(facts) => contracts::term(&facts.term(), known)?,
            Self::NonCompete(facts) => contracts::non_compete(facts.months, facts.monthly.0)?,
            Self::ServicePeriod(facts) => {
                let trained = (facts.training_from, facts.training_until);
                contracts::service_period(trained, facts.cost.0, facts.service_until)?;
            }
            Self::RecruitmentConditions(facts) => recruitment::check(&facts.conditions, &facts.assessed_by)?,
            Self::ContractVariation(facts) => {
                let items: Vec<_> = facts.items.iter().map(VariedItem::said).collect();
                contracts::variation(&items, facts.clauses.is_some())?;
            }
            Self::Confidentiality(_) => {}
        }
        Ok(())
    }

    /// The first day of what is agreed, when it has one.
    pub fn from(&self) -> Option<NaiveDate> {
        match self {
            Self::LabourContract(facts) => Some(facts.from),
            Self::ContractRenewal(facts) => Some(facts.from),
            _ => None,
        }
    }

    /// As the variables of a template name them.
    pub fn variables(&self) -> Value {
        match self {
            Self::LabourContract(facts) => json!({
                "contract": {
                    "kind": facts.term, "from": facts.from, "until": facts.until, "task": facts.task,
                    "probation_until": facts.probation_until, "probation_wage": facts.probation_wage,
                },
                "pay": {"monthly": facts.monthly_wage, "day": facts.pay_day},
                "hours": {"system": facts.hours, "approval": facts.hours_approval},
            }),
            Self::ContractRenewal(facts) => json!({
                "contract": {"kind": facts.term, "from": facts.from, "until": facts.until},
                "pay": {"monthly": facts.monthly_wage},
            }),
            Self::ContractVariation(facts) => json!({"variation": {
                "effective_on": facts.effective_on, "reason": phrase(&facts.reason), "items": facts.items,
                "clauses": [],
            }}),
            Self::NonCompete(facts) => json!({"non_compete": {
                "months": facts.months, "region": phrase(&facts.region), "scope": phrase(&facts.scope),
                "monthly": facts.monthly, "damages": facts.damages,
            }}),
            Self::Confidentiality(facts) => json!({"confidentiality": {"scope": phrase(&facts.scope)}}),
            Self::ServicePeriod(facts) => json!({
                "training": {
                    "name": facts.training, "provider": facts.provider, "from": facts.training_from,
                    "until": facts.training_until, "cost": facts.cost,
                },
                "service": {"months": facts.service_months, "until": facts.service_until},
            }),
            Self::RecruitmentConditions(facts) => json!({
                "conditions": facts.conditions.iter().map(in_words).collect::<Vec<_>>(),
                "assessed_by": phrase(&facts.assessed_by),
            }),
        }
    }
}

fn in_words(condition: &RecruitmentCondition) -> String {
    let RecruitmentCondition { item, standard, assessment } = condition;
    format!("{}：{}。考核方式：{}", phrase(item), phrase(standard), phrase(assessment))
}

/// Words that stand within a sentence of a contract: what ends one is left to the text.
pub(super) fn phrase(words: &str) -> &str {
    words.trim().trim_end_matches(['。', '；', '，', '.', ';', ','])
}

impl LabourContractFacts {
    fn term(&self) -> Term<'_> {
        Term {
            kind: self.term,
            from: self.from,
            until: self.until,
            task: self.task.as_deref(),
            probation_until: self.probation_until,
            probation_wage: self.probation_wage.map(|wage| wage.0),
            monthly_wage: self.monthly_wage.0,
        }
    }
}

impl ContractRenewalFacts {
    /// A renewal has no probation: there was one, or the time for it has passed.
    fn term(&self) -> Term<'_> {
        Term {
            kind: self.term,
            from: self.from,
            until: self.until,
            task: None,
            probation_until: None,
            probation_wage: None,
            monthly_wage: self.monthly_wage.0,
        }
    }
}
