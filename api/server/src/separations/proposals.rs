//! Proposals 协商方案: each line beside the law's figure, one offer on the table at a time.

use std::collections::HashMap;

use actix_web::web::{Json, Path};
use actix_web::{get, post};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::negotiation::{self, Line, State};
use domain::separations::Side;
use law::Ground;
use serde::{Deserialize, Serialize};
use store::ids::{ProposalId, SeparationId};
use store::schema::proposals;
use store::{Db, Json as Jsonb, Money, Text, Tx};
use utoipa::ToSchema;
use validator::Validate;

use super::offer::{Offer, ProposalBalance, ProposalLine};
use super::parts::Doer;
use super::row::Case;
use super::settlement::{self, Asked, Settlement};
use crate::employees::injury_on_record;
use crate::platform::access::Caller;
use crate::platform::crypto::Keyring;
use crate::platform::errors::Refusals;
use crate::platform::http::Versioned;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Created, Guard, Page, Problem, Valid, ids, perm};

/// One sum of an offer.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalLineFacts {
    /// As in the settlement, or the side's own.
    #[validate(length(min = 1, max = 40))]
    #[schema(example = "severance")]
    pub code: String,
    #[validate(length(min = 1, max = 100))]
    #[schema(example = "经济补偿")]
    pub label: String,
    pub amount: Money,
}

/// An offer.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalFacts {
    #[validate(length(min = 1, max = 30), nested)]
    pub lines: Vec<ProposalLineFacts>,
    pub last_day: NaiveDate,
    /// Last day of payment.
    pub pay_on: NaiveDate,
    #[validate(length(max = 4000))]
    #[schema(example = "双方协商一致，款项一次付清。")]
    pub text: Option<String>,
}

/// An offer in a negotiation 协商方案.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Proposal {
    pub id: ProposalId,
    pub by: Side,
    pub by_name: String,
    pub round: i32,
    pub lines: Vec<ProposalLine>,
    pub total: Money,
    /// All that the law gives on the offered last day, lines that the offer leaves out included.
    pub statutory_total: Money,
    /// The total lies below the law's: it can be agreed on, and can be revoked if obviously unfair.
    pub below_statutory: bool,
    /// How far, line by line, and what must be known before it is accepted.
    pub balance: ProposalBalance,
    pub last_day: NaiveDate,
    pub pay_on: NaiveDate,
    pub text: Option<String>,
    pub state: State,
    pub answer: Option<ProposalAnswer>,
    pub created_at: DateTime<Utc>,
}

/// What the other side said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProposalAnswer {
    pub by_name: String,
    pub text: Option<String>,
    pub at: DateTime<Utc>,
}

impl Versioned for Proposal {
    fn version(&self) -> i32 {
        1
    }
}

/// Why an offer is rejected.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalRejection {
    #[validate(length(min = 1, max = 4000))]
    #[schema(example = "经济补偿低于法定数额。")]
    text: String,
}

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = proposals)]
struct ProposalRow {
    id: ProposalId,
    separation_id: SeparationId,
    round: i32,
    side: Text<Side>,
    made_by: Jsonb<Doer>,
    offer_sealed: Vec<u8>,
    last_day: NaiveDate,
    pay_on: NaiveDate,
    state: Text<State>,
    answer: Option<Jsonb<ProposalAnswer>>,
    created_at: DateTime<Utc>,
}

/// The offer both sides accepted.
#[derive(Clone, Debug)]
pub(super) struct Agreed {
    pub id: ProposalId,
    pub round: i32,
    pub lines: Vec<ProposalLine>,
    pub total: Money,
    pub statutory_total: Money,
    pub below_statutory: bool,
    pub pay_on: NaiveDate,
    /// When it was accepted.
    pub at: DateTime<Utc>,
}

impl Agreed {
    fn of(proposal: Proposal) -> Self {
        let at = proposal.answer.as_ref().map_or(proposal.created_at, |answer| answer.at);
        let Proposal { id, round, lines, total, statutory_total, below_statutory, pay_on, .. } = proposal;
        Self { id, round, lines, total, statutory_total, below_statutory, pay_on, at }
    }
}

const COLUMN: &str = "proposals.offer";

impl ProposalRow {
    fn open(self, keyring: &Keyring) -> Answer<Proposal> {
        let offer: Offer =
            serde_json::from_str(&keyring.open_column(COLUMN, &self.offer_sealed)?).map_err(Problem::from_internal)?;
        let balance = offer.balance()?;
        let Offer { lines, total, statutory_total, below_statutory, text, .. } = offer;
        Ok(Proposal {
            id: self.id,
            by: self.side.0,
            by_name: self.made_by.0.name,
            round: self.round,
            lines,
            total,
            statutory_total,
            below_statutory,
            balance,
            last_day: self.last_day,
            pay_on: self.pay_on,
            text,
            state: self.state.0,
            answer: self.answer.map(|answer| answer.0),
            created_at: self.created_at,
        })
    }
}

async fn rows_of(mut db: &Db, separation: SeparationId) -> Answer<Vec<ProposalRow>> {
    Ok(proposals::table
        .filter(proposals::separation_id.eq(separation))
        .order(proposals::round)
        .select(ProposalRow::as_select())
        .load(&mut db)
        .await?)
}

/// An accepted offer as the database's `case_records` reads it.
#[derive(Debug, Deserialize)]
pub(super) struct RecordedOffer {
    id: ProposalId,
    round: i32,
    #[serde(with = "hex::serde")]
    sealed: Vec<u8>,
    pay_on: NaiveDate,
    answered_at: DateTime<Utc>,
}

impl RecordedOffer {
    pub fn open(self, keyring: &Keyring) -> Answer<Agreed> {
        let Offer { lines, total, statutory_total, below_statutory, .. } =
            serde_json::from_str(&keyring.open_column(COLUMN, &self.sealed)?).map_err(Problem::from_internal)?;
        let Self { id, round, pay_on, answered_at: at, .. } = self;
        Ok(Agreed { id, round, lines, total, statutory_total, below_statutory, pay_on, at })
    }
}

/// The accepted offer of a case, if there is one.
pub(super) async fn accepted_of(app: &App, db: &Db, separation: SeparationId) -> Answer<Option<Agreed>> {
    Ok(accepted_in(app, db, &[separation]).await?.remove(&separation))
}

/// The accepted offers of some cases; one statement.
pub(super) async fn accepted_in(
    app: &App,
    mut db: &Db,
    cases: &[SeparationId],
) -> Answer<HashMap<SeparationId, Agreed>> {
    if cases.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<ProposalRow> = proposals::table
        .filter(proposals::separation_id.eq_any(cases).and(proposals::state.eq(Text(State::Accepted))))
        .select(ProposalRow::as_select())
        .load(&mut db)
        .await?;
    rows.into_iter().map(|row| Ok((row.separation_id, Agreed::of(row.open(&app.keyring)?)))).collect()
}

/// Takes the offer on the table back: the case went another way.
pub(super) async fn withdraw_open(tx: &mut Tx, separation: SeparationId) -> Answer<()> {
    diesel::update(proposals::table)
        .filter(proposals::separation_id.eq(separation).and(proposals::state.eq(Text(State::Open))))
        .set(proposals::state.eq(Text(State::Withdrawn)))
        .execute(tx)
        .await?;
    Ok(())
}

/// The side the caller speaks for: the person themselves, or the employer.
fn side_of(who: &Caller, case: &Case) -> Side {
    if who.principal.employee == Some(case.row.employee_id) { Side::Employee } else { Side::Employer }
}

/// Every offer of a case, in order.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), responses((status = 200, body = Page<Proposal>), Refusals))]
#[get("/separations/{id}/proposals")]
pub async fn list_proposals(
    app: App,
    who: Guard<perm::NegotiationsTake>,
    id: Path<SeparationId>,
) -> Answer<Page<Proposal>> {
    let db = app.read().await?;
    Case::find(&db, &who, who.scope(), *id, app.today()).await?;
    let rows = rows_of(&db, *id).await?;
    Ok(Page::whole(rows.into_iter().map(|row| row.open(&app.keyring)).collect::<Answer<_>>()?))
}

/// Make an offer. One that lies on the table is answered with it.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), request_body = ProposalFacts, responses((status = 201, body = Proposal), Refusals))]
#[post("/separations/{id}/proposals")]
pub async fn make_proposal(
    app: App,
    who: Guard<perm::NegotiationsTake>,
    id: Path<SeparationId>,
    said: Valid<ProposalFacts>,
) -> Answer<Created<Proposal>> {
    let facts = said.0;
    app.change(&who, async |tx| {
        let mut case = Case::lock(tx, &who, who.scope(), *id, app.today()).await?;
        let lines = lines(&facts);
        let stage = negotiation::propose(&case.progress()?, &lines, facts.last_day, facts.pay_on, app.today())?;
        let due = settlement::of(&app, tx, &case, Asked { last_day: Some(facts.last_day) }).await?;
        let offer = Offer {
            house_threshold: app.settings.offer_warning_percent,
            injured: injury_on_record(tx, &app.keyring, case.row.employee_id).await?,
            ..Offer::of(&lines, &due, facts.text.clone())?
        };
        let json = serde_json::to_string(&offer).map_err(Problem::from_internal)?;
        let side = side_of(&who, &case);
        let row = ProposalRow {
            id: ids::new(),
            separation_id: *id,
            round: counter(tx, *id).await? + 1,
            side: Text(side),
            made_by: Jsonb(Doer::of(&who)),
            offer_sealed: app.keyring.seal_column(COLUMN, &json)?,
            last_day: facts.last_day,
            pay_on: facts.pay_on,
            state: Text(State::Open),
            answer: None,
            created_at: app.now(),
        };
        diesel::insert_into(proposals::table).values(&row).execute(tx).await?;
        case.row.stage = Text(stage);
        case.row.open_to_employee = true;
        case.save(tx).await?;
        let proposal = row.open(&app.keyring)?;
        let event = event(&case, Kind::ProposalMade, &case.row.ground, &proposal, Some(&due));
        Ok((Created(proposal), event))
    })
    .await
}

fn lines(facts: &ProposalFacts) -> Vec<Line<'_>> {
    facts.lines.iter().map(|line| Line { code: &line.code, label: &line.label, amount: line.amount.0 }).collect()
}

/// Marks the offer on the table as countered; answers the last round.
async fn counter(tx: &mut Tx, separation: SeparationId) -> Answer<i32> {
    diesel::update(proposals::table)
        .filter(proposals::separation_id.eq(separation).and(proposals::state.eq(Text(State::Open))))
        .set(proposals::state.eq(Text(State::Countered)))
        .execute(tx)
        .await?;
    let last: Option<i32> = proposals::table
        .filter(proposals::separation_id.eq(separation))
        .select(diesel::dsl::max(proposals::round))
        .first(tx)
        .await?;
    Ok(last.unwrap_or(0))
}

/// An offer's entry names the case and its ground, and holds the law's sums as they were.
fn event(case: &Case, kind: Kind, ground: &str, proposal: &Proposal, due: Option<&Settlement>) -> Event {
    let facts = serde_json::json!({
        "separation_id": case.row.id, "number": case.row.number, "ground": ground, "proposal": proposal, "settlement": due,
    });
    Event::new(kind, case.row.legal_entity_id, proposal.id).about(case.row.employee_id).facts(&facts)
}

/// Accept the other side's offer: it fixes the terms, and the ending is by agreement (LCL 36) from here on.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path), ("proposal_id" = ProposalId, Path)), responses((status = 200, body = Proposal), Refusals))]
#[post("/separations/{id}/proposals/{proposal_id}/acceptance")]
pub async fn accept_proposal(
    app: App,
    who: Guard<perm::NegotiationsTake>,
    path: Path<(SeparationId, ProposalId)>,
) -> Answer<Json<Proposal>> {
    let (id, proposal_id) = path.into_inner();
    app.change(&who, async |tx| {
        let mut case = Case::lock(tx, &who, who.scope(), id, app.today()).await?;
        let stage = case.progress()?.agree()?;
        let proposal = answer(&app, tx, &who, &case, proposal_id, State::Accepted, None).await?;
        let due = settlement::of(&app, tx, &case, Asked { last_day: Some(proposal.last_day) }).await?;
        case.row.stage = Text(stage);
        let ground_before = std::mem::replace(&mut case.row.ground, Ground::MutualAgreement.to_string());
        case.row.last_day = Some(proposal.last_day);
        case.row.pay_on = Some(proposal.pay_on);
        case.save(tx).await?;
        let event = event(&case, Kind::ProposalAccepted, &ground_before, &proposal, Some(&due));
        Ok((Json(proposal), event))
    })
    .await
}

/// Reject the other side's offer, with the reason; either side may make another.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path), ("proposal_id" = ProposalId, Path)), request_body = ProposalRejection, responses((status = 200, body = Proposal), Refusals))]
#[post("/separations/{id}/proposals/{proposal_id}/rejection")]
pub async fn reject_proposal(
    app: App,
    who: Guard<perm::NegotiationsTake>,
    path: Path<(SeparationId, ProposalId)>,
    said: Valid<ProposalRejection>,
) -> Answer<Json<Proposal>> {
    let (id, proposal_id) = path.into_inner();
    app.change(&who, async |tx| {
        let mut case = Case::lock(tx, &who, who.scope(), id, app.today()).await?;
        let proposal = answer(&app, tx, &who, &case, proposal_id, State::Rejected, Some(said.0.text)).await?;
        case.save(tx).await?;
        let event = event(&case, Kind::ProposalRejected, &case.row.ground, &proposal, None);
        Ok((Json(proposal), event))
    })
    .await
}

/// Answers an offer for the caller's side; the case is locked.
async fn answer(
    app: &App,
    tx: &mut Tx,
    who: &Caller,
    case: &Case,
    id: ProposalId,
    to: State,
    text: Option<String>,
) -> Answer<Proposal> {
    let of_case = proposals::separation_id.eq(case.row.id);
    let present: ProposalRow =
        proposals::table.find(id).filter(of_case).select(ProposalRow::as_select()).first(tx).await?;
    negotiation::answer(present.state.0, present.side.0, side_of(who, case))?;
    let answer = ProposalAnswer { by_name: who.principal.name.clone(), text, at: app.now() };
    let row: ProposalRow = diesel::update(proposals::table.find(id))
        .set((proposals::state.eq(Text(to)), proposals::answer.eq(Some(Jsonb(answer)))))
        .returning(ProposalRow::as_returning())
        .get_result(tx)
        .await?;
    row.open(&app.keyring)
}
