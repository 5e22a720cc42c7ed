//! What an employer stands to pay in a case, by how it may end, and what each case under way still lacks: for the risk
//! overview and for disputes.

use chrono::NaiveDate;
use domain::separations::{Road, Stage};
use law::{Fen, Ground, reinstatement_back_pay};
use serde::Serialize;
use store::ids::{LayoffId, LegalEntityId, SeparationId};
use store::{Db, Money};
use utoipa::ToSchema;

use super::basis::Basis;
use super::compare::unlawful;
use super::gate::{self, Gate, Supposed};
use super::row::Case;
use super::settlement::Asked;
use crate::employees::EmployeeRef;
use crate::platform::access::{Caller, Scope};
use crate::platform::clock::civil_date;
use crate::platform::{Answer, App};

/// What a case costs by how it ends; null where that end cannot come, or no average wage can be computed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = SeparationStake)]
pub struct AtStake {
    /// As it stands: all that the settlement adds up. Null while no average wage can be computed.
    pub statutory: Option<Money>,
    /// N, what both sides usually talk about; null where nothing of the kind is due or discussed.
    pub severance: Option<Money>,
    /// N + 1
    pub with_notice_pay: Option<Money>,
    /// 2N, if a tribunal finds the employer's act unlawful.
    pub damages: Option<Money>,
    /// Or the wage of each month until work resumes.
    pub back_pay_a_month: Option<Money>,
}

impl AtStake {
    /// The sum of many; a case that has no such end adds nothing, and none where no case has it.
    pub fn sum(stakes: &[Self]) -> Answer<Self> {
        let of = |pick: fn(&Self) -> Option<Money>| -> Answer<Option<Money>> {
            let amounts: Vec<Fen> = stakes.iter().filter_map(pick).map(|amount| amount.0).collect();
            let sum = Fen::checked_sum(amounts.iter().copied())?;
            Ok((!amounts.is_empty()).then_some(Money(sum)))
        };
        Ok(Self {
            statutory: of(|stake| stake.statutory)?,
            severance: of(|stake| stake.severance)?,
            with_notice_pay: of(|stake| stake.with_notice_pay)?,
            damages: of(|stake| stake.damages)?,
            back_pay_a_month: of(|stake| stake.back_pay_a_month)?,
        })
    }
}

/// A case that is not over.
#[derive(Clone, Debug)]
pub struct OpenCase {
    pub id: SeparationId,
    pub number: String,
    pub employee: EmployeeRef,
    pub legal_entity_id: LegalEntityId,
    pub ground: String,
    pub stage: Stage,
    pub opened_on: NaiveDate,
    pub last_day: Option<NaiveDate>,
    pub layoff_id: Option<LayoffId>,
    pub at_stake: AtStake,
    /// Codes that block by their absence, but for what the act itself brings and what was let pass.
    pub missing: Vec<&'static str>,
    /// Statutory bars that stand in the way.
    pub bars: usize,
    /// Circumstances that nobody has answered.
    pub unknown: usize,
}

/// What one case is about in money, however far it has come; another slice has asked its own guard. `None` for a case
/// that was withdrawn.
pub async fn at_stake(app: &App, db: &Db, id: SeparationId) -> Answer<Option<AtStake>> {
    let case = Case::of_slice(db, id).await?;
    if case.row.stage.0 == Stage::Withdrawn {
        return Ok(None);
    }
    Basis::gather(app, db, &case, Asked::default()).await?.at_stake().map(Some)
}

/// The cases that are not over, oldest first: eight statements, however many cases.
pub async fn open_cases(
    app: &App,
    who: &Caller,
    scope: &Scope,
    entity: Option<LegalEntityId>,
) -> Answer<Vec<OpenCase>> {
    let db = app.read().await?;
    let cases = Case::under_way(&db, who, scope, entity, app.today()).await?;
    let (weighed, basis) = tokio::try_join!(
        gate::of_all(app, &db, &cases, Supposed::default()),
        Basis::gather_all(app, &db, &cases, Asked::default()),
    )?;
    drop(db);
    // Hundreds of sums, each with its working: not on a thread that answers others.
    app.blocking(move || {
        let each = cases.into_iter().zip(weighed).zip(basis);
        each.map(|((case, weighed), basis)| shown(case, &weighed.gate, &basis)).collect()
    })
    .await
}

fn shown(case: Case, gate: &Gate, basis: &Basis) -> Answer<OpenCase> {
    let lacking = gate.evidence.iter().filter(|asked| gate.lacks_before_the_act(asked) && !asked.overridden);
    let missing = lacking.filter_map(|asked| law::grounds::evidence(&asked.code)).map(|known| known.code).collect();
    let (row, employee) = (case.row, case.parties.employee);
    Ok(OpenCase {
        id: row.id,
        number: row.number,
        employee,
        legal_entity_id: row.legal_entity_id,
        ground: row.ground,
        stage: row.stage.0,
        opened_on: civil_date(row.opened_at),
        last_day: row.last_day,
        layoff_id: row.layoff_id,
        at_stake: basis.at_stake()?,
        missing,
        bars: gate.bars.iter().filter(|bar| !bar.code.starts_with("UNKNOWN:")).count(),
        unknown: gate.unknown.len(),
    })
}

impl Basis {
    /// The case by how it may end.
    fn at_stake(&self) -> Answer<AtStake> {
        let road = Road::of(self.ground);
        let by_employer = matches!(road, Road::Dismissal | Road::Ending);
        // What was agreed on is no longer at stake: the law's figures are what it is compared with.
        let due = Self { agreed: None, ..self.clone() }.settle()?;
        let statutory = Fen::checked_sum(due.statutory().map(|line| line.amount.0))?;
        let Some(severance) = due.severance else { return Ok(AtStake::default()) };
        let of_ground = due.lines.iter().find(|line| line.code == "severance").map(|line| line.amount.0);
        let owed = of_ground.filter(|amount| *amount > Fen::ZERO);
        // Where the ground itself owes nothing, an amicable end would still be reckoned from N.
        let severance_alone = match owed {
            Some(amount) => Some(amount),
            None if by_employer || road == Road::Agreement => self.on(Ground::MutualAgreement).severance_of()?,
            None => None,
        };
        let a_month = self.last_month_wage().filter(|_| by_employer || road == Road::Agreement);
        let with_notice_pay = severance_alone.zip(a_month).map(|(n, month)| n.checked_add(month)).transpose()?;
        Ok(AtStake {
            statutory: Some(Money(statutory)),
            severance: severance_alone.map(Money),
            with_notice_pay: with_notice_pay.map(Money),
            damages: by_employer.then(|| unlawful(severance.input)).transpose()?,
            back_pay_a_month: if by_employer { self.back_pay_a_month()? } else { None },
        })
    }

    fn severance_of(&self) -> Answer<Option<Fen>> {
        let due = self.settle()?;
        Ok(due.lines.iter().find(|line| line.code == "severance").map(|line| line.amount.0))
    }

    /// R-033 for one whole month at the normal wage: the contract's, where it is on record.
    fn back_pay_a_month(&self) -> Answer<Option<Money>> {
        let Some(normal_monthly_wage) = self.contract_wage.or_else(|| self.last_month_wage()) else { return Ok(None) };
        let input = reinstatement_back_pay::Input {
            decision_on: self.last_day,
            resumes_on: law::dates::add_months(law::dates::add_days(self.last_day, 1), 1),
            normal_monthly_wage,
            tail_workdays: None,
            holidays: Vec::new(),
            employer_share_percent: None,
            obstacles: Vec::new(),
        };
        Ok(Some(Money(law::reinstatement_back_pay(&input)?.back_pay)))
    }
}
