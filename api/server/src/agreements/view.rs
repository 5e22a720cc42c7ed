//! Agreements as sent.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::Stage;
use store::ids::{AccountId, AgreementId, EmployeeId, TemplateVersionId};
use store::schema::{accounts, agreement_signers, agreements, employees};
use store::{Db, Text};

use super::paper_signatures;
use super::row::{Agreement, AgreementRef, Row, Words, open_words};
use super::signers::{AgreementSigner, SignerRow, Signers};
use crate::employees::EmployeeRef;
use crate::platform::access::Caller;
use crate::platform::{Answer, App, Problem};
use crate::templates::{WrittenFrom, written_from};

impl Agreement {
    /// As this caller may know of it: to the person, what was never sent to them does not exist.
    pub fn seen_by(mut self, who: &Caller) -> Self {
        if who.principal.employee == Some(self.employee.id) {
            self.replaces = self.replaces.filter(|other| other.sent_at.is_some());
            self.replaced_by = self.replaced_by.filter(|other| other.sent_at.is_some());
        }
        self
    }
}

type Doer = (String, Option<EmployeeRef>);

/// What agreements are shown with.
struct Around {
    signers: HashMap<AgreementId, Signers>,
    people: HashMap<EmployeeId, EmployeeRef>,
    doers: HashMap<AccountId, Doer>,
    templates: HashMap<TemplateVersionId, WrittenFrom>,
    chain: Vec<(AgreementRef, Option<AgreementId>)>,
    on_paper: HashSet<AgreementId>,
}

/// One agreement as sent.
pub(super) async fn view(app: &App, db: &Db, row: Row) -> Answer<Agreement> {
    views(app, db, vec![row]).await?.pop().ok_or_else(Problem::not_found)
}

/// Agreements as sent; six statements, however many.
pub(super) async fn views(app: &App, mut db: &Db, rows: Vec<Row>) -> Answer<Vec<Agreement>> {
    let (mut two, mut three) = (db, db);
    let ids: Vec<AgreementId> = rows.iter().map(|row| row.id).collect();
    let people: Vec<EmployeeId> = rows.iter().map(|row| row.employee_id).collect();
    let versions: Vec<TemplateVersionId> = rows.iter().filter_map(|row| row.template_version_id).collect();
    let doers: Vec<AccountId> = rows.iter().flat_map(|row| [row.created_by, row.reviewed_by]).flatten().collect();
    let (signers, people, doers, templates, chain, on_paper) = tokio::try_join!(
        agreement_signers::table
            .filter(agreement_signers::agreement_id.eq_any(&ids))
            .order(agreement_signers::role)
            .select(SignerRow::as_select())
            .load::<SignerRow>(&mut db),
        employees::table
            .filter(employees::id.eq_any(&people))
            .select(EmployeeRef::as_select())
            .load::<EmployeeRef>(&mut two),
        accounts::table
            .left_join(employees::table)
            .filter(accounts::id.eq_any(&doers))
            .select((accounts::id, (accounts::display_name, Option::<EmployeeRef>::as_select())))
            .load::<(AccountId, Doer)>(&mut three),
        written_from(db, &versions),
        chain(db, &rows),
        paper_signatures::on_paper(db, &ids),
    )?;
    let around = Around {
        signers: by_agreement(signers),
        people: people.into_iter().map(|person| (person.id, person)).collect(),
        doers: doers.into_iter().collect(),
        templates,
        chain,
        on_paper,
    };
    rows.into_iter().map(|row| around.shown(app, row)).collect()
}

fn by_agreement(rows: Vec<SignerRow>) -> HashMap<AgreementId, Signers> {
    let mut all: HashMap<AgreementId, Signers> = HashMap::new();
    for row in rows {
        all.entry(row.agreement_id).or_default().push(row);
    }
    all
}

/// What these replace and what replaces them, in the order in which they were drafted.
async fn chain(mut db: &Db, rows: &[Row]) -> diesel::QueryResult<Vec<(AgreementRef, Option<AgreementId>)>> {
    let own: Vec<AgreementId> = rows.iter().map(|row| row.id).collect();
    let before: Vec<AgreementId> = rows.iter().filter_map(|row| row.replaces_id).collect();
    // What was sent back in the review never took a place.
    let stands = agreements::stage.ne(Text(Stage::Voided)).or(agreements::sent_at.is_not_null());
    agreements::table
        .filter(agreements::id.eq_any(before).or(agreements::replaces_id.eq_any(own).and(stands)))
        .order((agreements::created_at, agreements::id))
        .select((AgreementRef::as_select(), agreements::replaces_id))
        .load(&mut db)
        .await
}

impl Around {
    fn shown(&self, app: &App, row: Row) -> Answer<Agreement> {
        let (terms, facts, amended) = match open_words(app, &row)? {
            Words::Terms(terms) => (Some(terms), None, Vec::new()),
            Words::Contract(words) => (None, Some(words.facts), words.amendments.into_keys().collect()),
            Words::Facts(facts) => (None, Some(facts), Vec::new()),
        };
        let doer = |account: Option<AccountId>| account.and_then(|id| self.doers.get(&id)).cloned();
        let (created_by_name, created_by) = doer(row.created_by).unwrap_or_default();
        let (reviewed_by_name, reviewed_by) = doer(row.reviewed_by).unzip();
        let replaces = self.chain.iter().find(|(other, _)| Some(other.id) == row.replaces_id);
        let replaced_by = self.chain.iter().rfind(|(_, replaces)| *replaces == Some(row.id));
        let signers = self.signers.get(&row.id).ok_or_else(|| Problem::from_internal("an agreement has no signers"))?;
        Ok(Agreement {
            signers: signers.iter().map(AgreementSigner::from).collect(),
            signing_order: signers.order(),
            on_paper: self.on_paper.contains(&row.id),
            id: row.id,
            version: row.version,
            number: row.number,
            kind: row.kind.0,
            separation_id: row.separation_id,
            template_version_id: row.template_version_id,
            template: row.template_version_id.and_then(|id| self.templates.get(&id)).cloned(),
            employee: self.people.get(&row.employee_id).cloned().ok_or_else(Problem::not_found)?,
            legal_entity_id: row.legal_entity_id,
            title: row.title,
            stage: row.stage.0,
            document_sha256: hex::encode(row.document_sha256),
            original_sha256: hex::encode(row.original_sha256),
            pages: row.pages,
            terms,
            facts,
            amended,
            replaces: replaces.map(|(other, _)| other.clone()),
            replaced_by: replaced_by.map(|(other, _)| other.clone()),
            created_by,
            created_by_name,
            created_at: row.created_at,
            reviewed_by: reviewed_by.flatten(),
            reviewed_by_name,
            reviewed_at: row.reviewed_at,
            review_text: row.review_text,
            sent_at: row.sent_at,
            opened_at: row.opened_at,
            expires_on: row.expires_on,
            ended_reason: row.ended_reason,
        })
    }
}
