//! The settlement 结算: what is owed by law on the ground of the case, with every step and every input.
//!
//! Nothing is guessed. A figure that is not on record is listed under `missing`, the sums are computed
//! without it and flagged. Beside the law's sums stand the wages to the last day, what HR states with its
//! basis (`settlement_items`), and after an accepted offer what both sides agreed on. Until the case is
//! completed it is computed afresh at each reading; then the frozen one is shown.

use actix_web::get;
use actix_web::web::{Json, Path};
use chrono::NaiveDate;
use domain::separations::sheet::LineKind;
use domain::templates::Kind;
use serde::{Deserialize, Serialize};
use signing::facts::{Calculation, Step};
use store::ids::{SeparationId, TemplateVersionId};
use store::{Db, Money};
use utoipa::ToSchema;

use super::basis::Basis;
use super::bill::{SettlementFigure, SettlementLine};
use super::row::Case;
use crate::platform::errors::Refusals;
use crate::platform::{Answer, App, Guard, Problem, perm};
use crate::templates::Wordings;

/// A sum as a calculator gave it, with the input that gives it again.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = SettlementSum)]
pub struct Computed {
    /// `youju law <calculator>` and `POST /law/{calculator}` answer the same on `input`.
    #[schema(example = "severance")]
    pub calculator: String,
    #[schema(value_type = Object)]
    pub input: serde_json::Value,
    #[schema(value_type = Object)]
    pub outcome: serde_json::Value,
}

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = SettlementText)]
pub struct Text {
    pub zh: String,
    pub en: String,
}

impl Text {
    pub(super) fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// What is lacking, without the sentences that say where to get it.
    fn fact_alone(self) -> Self {
        let first = |text: String, end: &str| match text.find(end) {
            Some(at) => text[..at + end.len()].trim_end().to_owned(),
            None => text,
        };
        Self { zh: first(self.zh, "。"), en: first(self.en, ". ") }
    }
}

/// What is owed at the end of an employment 结算.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Settlement {
    /// The day it is computed for: agreed or noticed, else planned, else the earliest with full notice.
    pub last_day: NaiveDate,
    pub ground: String,
    /// City whose standards apply (条例14).
    pub city: String,
    pub average_wage: Option<Computed>,
    pub severance: Option<Computed>,
    pub annual_leave: Option<Computed>,
    /// On the lump sum alone; tax on wages is withheld by payroll and not computed here.
    pub income_tax: Option<Computed>,
    /// Wages of the last month; a settlement frozen before they were computed has none.
    #[serde(default)]
    #[schema(required)]
    pub wages: Option<Computed>,
    #[serde(default)]
    #[schema(required)]
    pub non_compete: Option<Computed>,
    /// The limit of what is taken off for losses.
    #[serde(default)]
    #[schema(required)]
    pub deduction: Option<Computed>,
    pub lines: Vec<SettlementLine>,
    /// The sum of all lines; deductions are below zero.
    pub total: Money,
    pub tax: Money,
    /// `total − tax`.
    pub net: Money,
    /// `CAP_3X`, `UNCONFIRMED:<rule>`, `NOT_APPLIED:<rule>` for a figure that is missing, `PROVISIONAL:R-020`.
    pub flags: Vec<String>,
    /// What is not on record and was left out of the sums; of a frozen settlement without what would have to be done.
    pub missing: Vec<Text>,
    /// What one must know to read the sums.
    #[serde(default)]
    #[schema(required)]
    pub notes: Vec<Text>,
    /// The local figures it rests on; a settlement frozen before they were named has none.
    #[serde(default)]
    #[schema(required)]
    pub figures: Vec<SettlementFigure>,
    #[schema(example = "CN-2026-08")]
    pub ruleset: String,
    /// Of a frozen settlement: the version of the template that its sheet has its words from; null for those that come
    /// with Youju.
    #[serde(default)]
    #[schema(required)]
    pub template_version_id: Option<TemplateVersionId>,
}

impl Settlement {
    /// What the law gives on this ground: an offer is compared with it, and a notice names it.
    pub(super) fn statutory(&self) -> impl Iterator<Item = &SettlementLine> {
        self.lines.iter().filter(|line| line.kind == LineKind::Statutory)
    }

    /// In the words that its employer has released as it is frozen.
    pub(super) fn in_words(self, wordings: &Wordings) -> Self {
        Self { template_version_id: wordings.version_of(Kind::SettlementStatement), ..self }
    }

    /// Once frozen it says what it left out; nobody can bring it any more.
    fn asking_for_nothing(mut self) -> Self {
        self.missing = self.missing.into_iter().map(Text::fact_alone).collect();
        self
    }

    /// How each sum was computed, in the order they build on one another.
    pub(super) fn calculations(&self) -> Vec<Calculation> {
        let sums = [
            ("解除前十二个月平均工资", &self.average_wage, "average"),
            ("经济补偿", &self.severance, "severance"),
            ("未休年休假工资", &self.annual_leave, "amount"),
            ("至最后工作日的工资", &self.wages, "amount"),
            ("竞业限制经济补偿", &self.non_compete, "total"),
            ("赔偿扣款的限额", &self.deduction, "max_deduction_this_month"),
            ("一次性补偿的个人所得税", &self.income_tax, "tax"),
        ];
        let known = sums.into_iter().filter_map(|(title, sum, result)| Some((title, sum.as_ref()?, result)));
        known.map(|(title, sum, result)| sum.shown(title, result)).collect()
    }
}

/// What is owed on the ground of the case, with every step.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), responses((status = 200, body = Settlement), Refusals))]
#[get("/separations/{id}/settlement")]
pub async fn show_settlement(
    app: App,
    who: Guard<perm::SettlementsRead>,
    id: Path<SeparationId>,
) -> Answer<Json<Settlement>> {
    let db = app.read().await?;
    let (case, _) = Case::find_to_pay::<perm::NegotiationsTake>(&db, &who, who.scope(), *id, app.today()).await?;
    Ok(Json(of(&app, &db, &case, Asked::default()).await?))
}

/// What the settlement is asked about, where it differs from the case.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Asked {
    pub last_day: Option<NaiveDate>,
}

/// The settlement of a case: the frozen one of a completed case, otherwise as of today; five statements, one more
/// once an offer is accepted.
pub(super) async fn of(app: &App, db: &Db, case: &Case, asked: Asked) -> Answer<Settlement> {
    if let Some(sealed) = &case.row.settlement_sealed {
        let frozen = serde_json::from_str(&app.keyring.open_column(COLUMN, sealed)?);
        return frozen.map(Settlement::asking_for_nothing).map_err(Problem::from_internal);
    }
    let basis = Basis::gather(app, db, case, asked).await?;
    Ok(basis.settle()?)
}

/// The same for each case that is not completed, in their order; as many statements as for one.
pub(super) async fn of_all(app: &App, db: &Db, cases: &[Case]) -> Answer<Vec<Settlement>> {
    let basis = Basis::gather_all(app, db, cases, Asked::default()).await?;
    basis.iter().map(|basis| Ok(basis.settle()?)).collect()
}

/// The settlement, sealed for the row of a completed case.
pub(super) fn seal(app: &App, settlement: &Settlement) -> Answer<Vec<u8>> {
    let json = serde_json::to_string(settlement).map_err(Problem::from_internal)?;
    Ok(app.keyring.seal_column(COLUMN, &json)?)
}

const COLUMN: &str = "separations.settlement";

/// A word such as `due`: the sentence of its step says the same in Chinese.
fn is_verdict(value: &str) -> bool {
    value.chars().all(|letter| letter.is_ascii_lowercase() || letter == ' ')
}

impl Computed {
    /// Its steps as a document shows them; `result` names the outcome's figure.
    pub fn shown(&self, title: &str, result: &str) -> Calculation {
        let steps = self.outcome["steps"].as_array().map_or(&[][..], Vec::as_slice);
        let text = |step: &serde_json::Value, name: &str| step[name].as_str().unwrap_or_default().to_owned();
        Calculation {
            title: title.to_owned(),
            result: format!("{} 元", self.outcome[result].as_str().unwrap_or_default()),
            steps: steps
                .iter()
                .map(|step| Step {
                    text: text(step, "zh"),
                    value: Some(text(step, "value")).filter(|value| !is_verdict(value)),
                    rules: vec![text(step, "cite")],
                })
                .collect(),
        }
    }

    pub(super) fn of(calculator: &str, input: &impl Serialize, outcome: &impl Serialize) -> Self {
        // Inputs and outcomes of the law crate are plain JSON objects.
        let json = |value: Result<serde_json::Value, _>| value.unwrap_or_default();
        Self {
            calculator: calculator.to_owned(),
            input: json(serde_json::to_value(input)),
            outcome: json(serde_json::to_value(outcome)),
        }
    }
}
