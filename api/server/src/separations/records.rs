//! The records of a case: gathered once, and what the case's own papers prove of them.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types;
use diesel_async::RunQueryDsl;
use domain::recruitment::known_at_hiring;
use domain::separations::Side;
use domain::separations::evidence::State;
use domain::separations::money::wage_window;
use domain::separations::protection::ContractSpan;
use law::Decimal;
use law::dates::Length;
use serde::Deserialize;
use store::Db;
use store::ids::SeparationId;
use store::schema::separations;

use super::evidence::Piece;
use super::proof::{Found, proof, say};
use super::proposals::{Agreed, RecordedOffer};
use super::row::Case;
use crate::agreements::{SignedConditions, signed_conditions};
use crate::employees::{self, ContractKind, RecordedContract, WageMonth};
use crate::layoffs::LayoffRecord;
use crate::plans::PlanRecord;
use crate::platform::clock::civil_date;
use crate::platform::journal::Kind;
use crate::platform::{Answer, App, Problem};
use crate::reviews::FailedReview;
use crate::warnings::{PriorWarning, standing_warnings};

/// All records of one case.
pub(super) struct Records {
    pub reviews: Vec<FailedReview>,
    pub plans: Vec<PlanRecord>,
    pub wages: Vec<WageMonth>,
    /// First days of the months that count.
    pub wage_months: Vec<NaiveDate>,
    pub declared: employees::Circumstances,
    pub declared_on: Option<NaiveDate>,
    pub agreed: Option<Agreed>,
    /// In force on the day.
    pub contract: Option<RecordedContract>,
    pub spans: Vec<ContractSpan>,
    /// Pieces that were brought into the case, oldest first.
    pub items: Vec<Piece>,
    pub layoff: Option<LayoffRecord>,
    /// Warnings of the employee that stand, oldest first.
    pub warnings: Vec<PriorWarning>,
    /// Conditions of recruitment that both signed for this employment, earliest first.
    pub conditions: Vec<SignedConditions>,
    pub today: NaiveDate,
}

/// The same as one statement reads it.
#[derive(Deserialize)]
struct OnRecord {
    reviews: Vec<FailedReview>,
    plans: Vec<PlanRecord>,
    declared: Option<Declared>,
    contracts: Vec<RecordedContract>,
    wages: Vec<Sealed>,
    accepted: Option<RecordedOffer>,
    pieces: Vec<Piece>,
    layoff: Option<LayoffRecord>,
}

#[derive(Deserialize)]
struct Declared {
    sealed: Sealed,
    declared_at: DateTime<Utc>,
}

#[derive(Deserialize)]
struct Sealed(#[serde(with = "hex::serde")] Vec<u8>);

diesel::define_sql_function! {
    /// Everything on record that the gate of a case weighs (migration `layoffs`).
    fn case_records(
        of_employee: sql_types::Uuid,
        of_employment: sql_types::Uuid,
        of_case: sql_types::Uuid
    ) -> sql_types::Jsonb;
}

/// The records of a case, and the warnings and conditions of recruitment of its employee, as read.
type OnFile = (serde_json::Value, serde_json::Value, serde_json::Value);

impl Records {
    /// One statement.
    pub async fn gather(app: &App, mut db: &Db, case: &Case) -> Answer<Self> {
        let row = &case.row;
        let records = case_records(row.employee_id, row.employment_id, row.id);
        let conditions = signed_conditions(row.employee_id, row.employment_id);
        let read = diesel::select((records, standing_warnings(row.employee_id), conditions));
        Self::of(app, case, read.get_result(&mut db).await?)
    }

    /// One for each case, in their order; one statement.
    pub async fn gather_all(app: &App, mut db: &Db, cases: &[Case]) -> Answer<Vec<Self>> {
        let ids: Vec<SeparationId> = cases.iter().map(|case| case.row.id).collect();
        let records = case_records(separations::employee_id, separations::employment_id, separations::id);
        let conditions = signed_conditions(separations::employee_id, separations::employment_id);
        let read: Vec<(SeparationId, OnFile)> = separations::table
            .filter(separations::id.eq_any(ids))
            .select((separations::id, (records, standing_warnings(separations::employee_id), conditions)))
            .load(&mut db)
            .await?;
        let mut read: HashMap<SeparationId, OnFile> = read.into_iter().collect();
        let each = cases.iter().map(|case| Self::of(app, case, read.remove(&case.row.id).unwrap_or_default()));
        each.collect()
    }

    fn of(app: &App, case: &Case, (read, warned, signed): OnFile) -> Answer<Self> {
        let (row, today) = (&case.row, app.today());
        let read: OnRecord = serde_json::from_value(read).map_err(Problem::from_internal)?;
        let spans = read.contracts.iter().map(|contract| ContractSpan {
            is_fixed_term: contract.kind == ContractKind::FixedTerm,
            from: contract.from,
            until: contract.until,
        });
        let wages = read.wages.iter().map(|sealed| WageMonth::open(&app.keyring, &sealed.0));
        let declared = match &read.declared {
            Some(declared) => employees::Circumstances::open(&app.keyring, &declared.sealed.0)?,
            None => employees::Circumstances::default(),
        };
        Ok(Self {
            spans: spans.collect(),
            wages: wages.collect::<Answer<_>>()?,
            wage_months: wage_window(case.parties.hired_on, row.last_day.unwrap_or(today), today).months,
            declared,
            declared_on: read.declared.map(|declared| civil_date(declared.declared_at)),
            agreed: read.accepted.map(|offer| offer.open(&app.keyring)).transpose()?,
            contract: read.contracts.into_iter().find(|contract| contract.from <= today),
            reviews: read.reviews,
            plans: read.plans,
            items: read.pieces,
            layoff: read.layoff,
            warnings: PriorWarning::read(warned)?,
            conditions: SignedConditions::read(signed)?,
            today,
        })
    }

    /// A piece for this code was brought in and accepted.
    pub fn has_accepted(&self, code: &str) -> bool {
        self.items.iter().any(|item| item.code == code && item.state == State::Accepted)
    }

    /// The employee's own notice proves itself: what was written, when it came, the reason given then.
    pub(super) fn own_notice(&self, found: &mut Found, case: &Case) {
        let part = case.row.notice.as_ref().map(|part| &part.0).filter(|_| case.row.initiator.0 == Side::Employee);
        let Some((part, served)) = part.and_then(|part| Some((part, part.served.as_ref()?))) else { return };
        let sha = Some(part.sha256.clone());
        let written = |title: &str| {
            proof(Kind::SeparationLeavingNoticeGiven, case.row.id, civil_date(part.issued_at), sha.clone(), title)
        };
        for (code, title) in [("E-RESIGN-WRITTEN", "劳动者的书面解除通知"), ("E-EMPLOYEE-NOTICE", "劳动者的解除通知")]
        {
            found.insert(code, Ok(written(title)));
        }
        if !case.row.reason.trim().is_empty() {
            found.insert("E-REASON-AT-TIME", Ok(written("通知中写明的理由")));
        }
        let kind = if case.row.receipt.is_some() {
            Kind::SeparationNoticeAcknowledged
        } else {
            Kind::SeparationLeavingNoticeGiven
        };
        found.insert("E-RESIGN-RECEIVED", Ok(proof(kind, case.row.id, served.served_on, None, "收到日期")));
    }

    /// What the labour contract itself proves: that its term ends, that probation still runs.
    pub(super) fn contract_codes(&self, found: &mut Found, case: &Case) {
        let Some(terms) = &self.contract else { return };
        let of_contract = |on, title: String| proof(Kind::ContractConcluded, terms.id, on, None, title);
        if let Some(end) = terms.until.filter(|end| Some(*end) == case.row.last_day) {
            found.insert("E-EXPIRY", Ok(of_contract(end, format!("劳动合同期限至 {end}"))));
        } else {
            let wanted = say(
                "劳动合同的到期日须与最后工作日一致；请核对合同和最后工作日。",
                "The contract must end on the last day: check the contract and the last day.",
                "check_contract",
            );
            found.insert("E-EXPIRY", Err(wanted));
        }
        if let Some(end) = terms.probation_until.filter(|end| *end >= self.today && self.probation_is_within_limits()) {
            found.insert("E-PROB-VALID", Ok(of_contract(end, format!("试用期至 {end}"))));
        }
        found.insert("E-CON", Ok(of_contract(terms.signed_on.unwrap_or(terms.from), "劳动合同".to_owned())));
    }

    /// the probation of the contract is no longer than its term allows.
    fn probation_is_within_limits(&self) -> bool {
        let Some(terms) = &self.contract else { return false };
        let Some(end) = terms.probation_until else { return false };
        let months = |until: NaiveDate| {
            let length = Length::from_to(terms.from, until);
            Decimal::whole(length.years * 12 + length.months)
        };
        let input = law::probation::Input {
            contract_kind: match terms.kind {
                ContractKind::FixedTerm => law::probation::ContractKind::FixedTerm,
                ContractKind::OpenEnded => law::probation::ContractKind::OpenEnded,
                ContractKind::Task => law::probation::ContractKind::Task,
            },
            contract_months: terms.until.map(months),
            agreed_months: Decimal::default(),
            served_months: None,
            wage_after_probation: None,
        };
        let longest = law::probation(&input).map(|outcome| outcome.max_months);
        longest.is_ok_and(|most| most > 0 && end < law::dates::add_months(terms.from, most))
    }

    /// What the procedure of a lay-off proves for each of its cases.
    pub(super) fn layoff(&self, found: &mut Found) {
        let Some(layoff) = &self.layoff else { return };
        let of = |kind, on, title: String| proof(kind, layoff.id, on, None, title);
        let people = (layoff.headcount, layoff.to_cut);
        if layoff.is_of_many() {
            let title = format!("裁减 {} 人，职工总数 {} 人", people.1, people.0);
            found.insert("E-HEADCOUNT", Ok(of(Kind::LayoffOpened, self.today, title)));
        }
        if let Some(explained) = &layoff.explanation {
            let from = domain::layoffs::notices_from(explained.explained_on);
            found.insert(
                "E-EXPLAIN-30D",
                if from <= self.today {
                    let title = format!("{} 说明情况，已满三十日", explained.explained_on);
                    Ok(of(Kind::LayoffExplained, explained.explained_on, title))
                } else {
                    Err(say(
                        format!("说明情况满三十日后（{from} 起）才能逐人通知。"),
                        format!("Thirty days after the explanation, from {from} on, people may be notified."),
                        "await_thirty_days",
                    ))
                },
            );
            let title = "工会或者职工的意见已听取并记录".to_owned();
            found.insert("E-OPINION", Ok(of(Kind::LayoffExplained, explained.explained_on, title)));
        }
        if let Some(report) = &layoff.report {
            let title = format!("裁员方案已报告劳动行政部门，回执 {}", report.receipt);
            found.insert("E-REPORT-BUREAU", Ok(of(Kind::LayoffReported, report.reported_on, title)));
        }
    }

    /// The latest warning that was in force when the facts happened; today where the case names no day.
    pub(super) fn prior_warning(&self, found: &mut Found, case: &Case) {
        let happened_on = case.facts().facts_on.unwrap_or(self.today);
        if let Some(warning) = self.warnings.iter().rfind(|warning| warning.counts_for(happened_on)) {
            let sha256 = Some(warning.sha256.clone());
            let proved = proof(Kind::WarningIssued, warning.id, warning.issued_on(), sha256, warning.title());
            found.insert("E-PRIOR-WARN", Ok(proved));
        }
    }

    /// The conditions of recruitment that were signed first: known at hiring, or later.
    pub(super) fn recruitment_conditions(&self, found: &mut Found, case: &Case) {
        let Some(signed) = self.conditions.as_slice().first() else { return };
        let hired_on = case.parties.hired_on;
        let known = if known_at_hiring(signed.signed_on, hired_on) {
            Ok(proof(signed.entry(), signed.id, signed.signed_on, Some(signed.sha256.clone()), signed.title()))
        } else {
            let on = signed.signed_on;
            Err(say(
                format!(
                    "录用条件确认书签署于 {on}，晚于入职日 {hired_on}；请提交入职时已书面告知的材料，并由另一人核对。"
                ),
                format!(
                    "The conditions of recruitment were signed on {on}, after the first day {hired_on}: bring in what shows that they were told at hiring, to be judged by somebody else."
                ),
                "add_evidence",
            ))
        };
        found.insert("E-OFFER-COND", known);
    }

    pub(super) fn brought_in(&self, found: &mut Found) {
        for item in &self.items {
            let Some(known) = law::grounds::evidence(&item.code) else { continue };
            if matches!(found.get(known.code), Some(Ok(_))) {
                continue;
            }
            let piece = match item.state {
                State::Accepted => Ok(proof(
                    Kind::SeparationEvidenceReviewed,
                    item.id,
                    item.dated_on,
                    Some(item.sha256.clone()),
                    item.title.clone(),
                )),
                State::Waiting => Err(say(
                    format!("“{}”已提交，等待另一人核对。", item.title),
                    format!("\u{201c}{}\u{201d} was brought in and waits for somebody else to judge it.", item.title),
                    "review_evidence",
                )),
                State::Rejected => continue,
            };
            found.insert(known.code, piece);
        }
    }
}
