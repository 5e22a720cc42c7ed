//! Grounds side by side 事由比较: for one person and one last day, what each ground needs, what is on record, what
//! it costs, and what it would cost if a tribunal found it unlawful. Nothing here opens a case or decides one.

use actix_web::get;
use actix_web::web::{Json, Path, Query};
use chrono::NaiveDate;
use domain::separations::{Road, Side};
use law::grounds::GroundRow;
use law::{Fen, Ground};
use serde::{Deserialize, Serialize};
use store::Money;
use store::ids::EmployeeId;
use utoipa::{IntoParams, ToSchema};

use super::basis::Basis;
use super::gate::{self, GateBar, GateVerdict, Supposed};
use super::records::Records;
use super::row::Case;
use super::settlement::{self, Asked};
use crate::platform::errors::Refusals;
use crate::platform::{Answer, App, Guard, Problem, perm};

/// One ground for this person, as things stand.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ComparedGround {
    #[schema(example = "40(2)")]
    pub ground: String,
    pub zh: String,
    pub en: String,
    pub cite: String,
    /// Whose act it is.
    pub initiator: Side,
    pub verdict: GateVerdict,
    pub bars: Vec<GateBar>,
    /// Evidence that blocks by its absence, besides what the act itself brings into being.
    pub missing: Vec<ComparedEvidence>,
    pub proved: usize,
    pub asked: usize,
    /// Whether the union hears of it first.
    pub asks_union: bool,
    /// Severance and payment instead of notice; null while no average wage can be computed.
    pub cost: Option<GroundCost>,
    /// Why employers lose on it.
    pub lose: String,
}

/// What a ground costs.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GroundCost {
    /// N
    pub severance: Money,
    /// +1, when the notice is not thirty days.
    pub notice_pay: Money,
    /// 2N, if it were found unlawful; null where the ending is not the employer's act.
    pub damages_if_unlawful: Option<Money>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ComparedEvidence {
    #[schema(example = "E-APPR2-FAIL")]
    pub code: String,
    pub zh: String,
    pub en: String,
}

/// All grounds for one person.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GroundComparison {
    pub last_day: NaiveDate,
    pub grounds: Vec<ComparedGround>,
    /// What the sums lack, e.g. months of wages that are not on record.
    pub missing: Vec<settlement::Text>,
    #[schema(example = "CN-2026-08")]
    pub ruleset: String,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ComparisonQuery {
    /// Last day of the employment; in thirty days when absent.
    last_day: Option<NaiveDate>,
}

/// What each ground needs, has and costs for one person.
#[utoipa::path(tag = "separations", params(("id" = EmployeeId, Path), ComparisonQuery), responses((status = 200, body = GroundComparison), Refusals))]
#[get("/employees/{id}/separation-grounds")]
pub async fn compare_grounds(
    app: App,
    who: Guard<perm::SeparationsManage>,
    id: Path<EmployeeId>,
    asked: Query<ComparisonQuery>,
) -> Answer<Json<GroundComparison>> {
    let last_day = asked.last_day.unwrap_or(app.today() + chrono::Days::new(domain::separations::NOTICE_DAYS));
    let db = app.read().await?;
    let case = Case::supposed(&db, &who, who.scope(), *id, last_day, app.now()).await?;
    case.refuse_own(&who)?;
    let (records, basis) =
        tokio::try_join!(Records::gather(&app, &db, &case), Basis::gather(&app, &db, &case, Asked::default()))?;
    let mut grounds = Vec::new();
    for row in law::grounds::rows() {
        grounds.push(compared(&app, &case, &records, &basis, row)?);
    }
    let missing = basis.on(Ground::Incompetence).settle()?.missing;
    Ok(Json(GroundComparison { last_day, grounds, missing, ruleset: law::RULESET.to_owned() }))
}

fn compared(app: &App, case: &Case, records: &Records, basis: &Basis, row: &GroundRow) -> Answer<ComparedGround> {
    let ground: Ground = row.code.parse()?;
    let case = case.on(ground);
    let chain = records.chain();
    let found = records.weigh(&case, &chain);
    let gate = gate::weigh(app, &case, records, &chain, found, Supposed::default())?;
    let missing = gate.evidence.iter().filter(|evidence| gate.lacks_before_the_act(evidence));
    Ok(ComparedGround {
        ground: row.code.clone(),
        zh: row.zh.clone(),
        en: row.en.clone(),
        cite: row.cite.clone(),
        initiator: case.row.initiator.0,
        verdict: gate.verdict,
        missing: missing
            .map(|evidence| ComparedEvidence {
                code: evidence.code.clone(),
                zh: evidence.zh.clone(),
                en: evidence.en.clone(),
            })
            .collect(),
        proved: gate.evidence.iter().filter(|evidence| evidence.proof.is_some()).count(),
        asked: gate.evidence.len(),
        bars: gate.bars,
        asks_union: row.asks_union(),
        cost: basis.on(ground).cost(matches!(Road::of(ground), Road::Dismissal | Road::Ending))?,
        lose: row.lose.clone(),
    })
}

impl Basis {
    /// The same person on another ground, proposed by the employer where that can be.
    pub(super) fn on(&self, ground: Ground) -> Self {
        let proposer = if Road::of(ground) == Road::EmployeeNotice { Side::Employee } else { Side::Employer };
        let mut basis = self.clone();
        (basis.ground, basis.proposer) = (ground, proposer);
        // What both sides agreed on belongs to the ground of the case.
        basis.agreed = None;
        basis
    }

    /// What the ground costs as it stands and, where the employer acts, if it were found unlawful.
    fn cost(&self, by_employer: bool) -> Answer<Option<GroundCost>> {
        let due = self.settle()?;
        let Some(severance) = due.severance else { return Ok(None) };
        let amount =
            |code: &str| due.lines.iter().find(|line| line.code == code).map_or(Money(Fen::ZERO), |line| line.amount);
        let damages_if_unlawful = match by_employer {
            true => Some(unlawful(severance.input)?),
            false => None,
        };
        let (severance, notice_pay) = (amount("severance"), amount("notice_pay"));
        Ok(Some(GroundCost { severance, notice_pay, damages_if_unlawful }))
    }
}

/// The same ending, unlawful: 2N.
pub(super) fn unlawful(mut input: serde_json::Value) -> Answer<Money> {
    input["lawful"] = false.into();
    let outcome = law::run("severance", &input)?;
    let damages = outcome["damages"].as_str().and_then(|text| text.parse().ok());
    damages.map(Money).ok_or_else(|| Problem::from_internal("damages are an amount"))
}
