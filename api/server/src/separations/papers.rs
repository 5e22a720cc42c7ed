//! The documents of a case, but for the notices: letter to the union, certificate of leaving.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::separations::UNION_REPLY_DAYS;
use law::dates::Length;
use signing::Template;
use signing::facts::{Contact, Document, Employer, Ground, Money, SeparationCertificate, Term, UnionNotice, Worker};
use store::ids::{DocumentId, EmploymentId};
use store::schema::{assignments, employees, org_units, positions};
use store::{Db, Tx};

use super::gate::Weighed;
use super::notices;
use super::parts::Doer;
use super::row::Case;
use crate::employees::{self as people, Contract, Paper, contracts_in_force, keep_paper, open_phone};
use crate::org::LegalEntity;
use crate::platform::crypto::sha256;
use crate::platform::{Answer, App, Problem};
use crate::signatures::Company;

/// A document that was made, and its name.
pub(super) struct Made {
    pub title: &'static str,
    pub pdf: Vec<u8>,
}

impl Made {
    /// In hex.
    pub fn sha256(&self) -> String {
        hex::encode(sha256(&self.pdf))
    }
}

/// Both sides as documents name them.
pub(super) struct Named {
    pub employer: Employer,
    pub worker: Worker,
    pub contract: Term,
    /// In whose name the seal is applied.
    pub company: Company,
}

/// Of the latest assignment in an employment.
type PersonRow = (EmploymentId, String, String, Vec<u8>, Option<Vec<u8>>, String, String);

async fn persons(mut db: &Db, employments: &[EmploymentId]) -> Answer<Vec<PersonRow>> {
    Ok(assignments::table
        .inner_join(employees::table.on(employees::id.eq(assignments::employee_id)))
        .inner_join(org_units::table.on(org_units::id.eq(assignments::org_unit_id)))
        .inner_join(positions::table.on(positions::id.eq(assignments::position_id)))
        .filter(assignments::employment_id.eq_any(employments))
        .distinct_on(assignments::employment_id)
        .order((assignments::employment_id, assignments::from_on.desc()))
        .select((
            assignments::employment_id,
            employees::name,
            employees::number,
            employees::national_id_sealed,
            employees::phone_sealed,
            org_units::name,
            positions::name,
        ))
        .load(&mut db)
        .await?)
}

/// Both sides of one case; three statements.
pub(super) async fn named(app: &App, db: &Db, case: &Case) -> Answer<Named> {
    let found = named_all(app, db, std::slice::from_ref(case)).await?;
    found.into_iter().next().ok_or_else(Problem::not_found)
}

/// Both sides of each case, in their order; three statements, however many cases.
pub(super) async fn named_all(app: &App, db: &Db, cases: &[Case]) -> Answer<Vec<Named>> {
    let today = app.today();
    let (employments, people): (Vec<EmploymentId>, Vec<_>) =
        cases.iter().map(|case| (case.row.employment_id, (case.row.employee_id, today))).unzip();
    let (persons, entities, mut contracts) = tokio::try_join!(
        persons(db, &employments),
        LegalEntity::list(db),
        contracts_in_force(db, &app.keyring, &people),
    )?;
    let mut persons: HashMap<EmploymentId, PersonRow> = persons.into_iter().map(|row| (row.0, row)).collect();
    let each = cases.iter().map(|case| {
        let person = persons.remove(&case.row.employment_id);
        let entity = entities.iter().find(|entity| entity.id == case.row.legal_entity_id);
        let (person, entity) = person.zip(entity).ok_or_else(Problem::not_found)?;
        Named::of(app, case, (person, entity), contracts.remove(&case.row.employee_id))
    });
    each.collect()
}

impl Named {
    fn of(
        app: &App,
        case: &Case,
        (person, entity): (PersonRow, &LegalEntity),
        contract: Option<Contract>,
    ) -> Answer<Self> {
        let (_, name, number, national_id, phone, org_unit, position) = person;
        let worker = Worker {
            name,
            national_id: app.keyring.open_column("employees.national_id", &national_id)?,
            number,
            org_unit,
            position,
            phone: phone.map(|sealed| open_phone(&app.keyring, case.row.employee_id, &sealed)).transpose()?,
            address: None,
        };
        let facts = entity.facts.clone();
        let company = Company { id: case.row.legal_entity_id, name: facts.name.clone(), uscc: facts.uscc.clone() };
        let employer = Employer {
            name: facts.name,
            uscc: facts.uscc,
            address: facts.address,
            legal_representative: facts.legal_representative,
        };
        Ok(Self { employer, worker, contract: term(contract, case.parties.hired_on), company })
    }
}

/// Without a written contract on record it is deemed open-ended (LCL 14).
fn term(contract: Option<Contract>, hired_on: NaiveDate) -> Term {
    match contract.map(|contract| contract.terms) {
        Some(terms) => match (terms.kind, terms.until) {
            (people::ContractKind::Task, _) => {
                Term::Task { from: terms.from, task: "劳动合同约定的工作任务".to_owned() }
            }
            (people::ContractKind::FixedTerm, Some(until)) => Term::FixedTerm { from: terms.from, until },
            _ => Term::OpenEnded { from: terms.from },
        },
        None => Term::OpenEnded { from: hired_on },
    }
}

pub(super) fn statute(case: &Case) -> Answer<Ground> {
    let text = case.ground()?.statute();
    Ok(Ground { article: text.article.to_owned(), words: text.words.to_owned() })
}

pub(super) fn contact(employer: &Employer) -> Contact {
    Contact { name: format!("{}人力资源部", employer.name), phone: "以单位公示为准".to_owned() }
}

/// The letter that gives the union the facts and reasons (DOC-05). Unsealed: nobody else has approved the case yet.
pub(super) async fn union_letter(
    app: &App,
    case: &Case,
    weighed: &Weighed,
    (named, by): (Named, &Doer),
    reasons: &str,
) -> Answer<Made> {
    let Named { employer, worker, contract, .. } = named;
    let today = app.today();
    let facts = UnionNotice {
        union: format!("{}工会委员会", employer.name),
        contact: Contact { name: format!("人力资源部{}", by.name), ..contact(&employer) },
        employer,
        worker,
        hired_on: case.parties.hired_on,
        contract,
        planned_on: case.row.last_day.unwrap_or(today + Days::new(domain::separations::NOTICE_DAYS)),
        ground: statute(case)?,
        rules: case.facts().rule_clauses,
        findings: notices::findings(case, weighed)?,
        reasons: Some(reasons.to_owned()),
        reply_by: today + Days::new(UNION_REPLY_DAYS),
        issued_on: today,
    };
    let rendered = app.desk.render(facts, &format!("{}-GH", case.row.number)).await?;
    let letter = Made { title: Template::UnionNotice.title(), pdf: rendered.pdf };
    app.storage.keep(letter.pdf.clone()).await?;
    Ok(letter)
}

/// The certificate of leaving (DOC-10): contract term, last day, post, years of service; nothing else.
pub(super) async fn certificate(app: &App, case: &Case, named: Named, last_day: NaiveDate) -> Answer<Made> {
    let Named { employer, worker, contract, company } = named;
    let hired_on = case.parties.hired_on;
    let facts = SeparationCertificate {
        employer,
        worker_name: worker.name,
        national_id: worker.national_id,
        contract,
        ended_on: last_day,
        position: worker.position,
        years_of_service: years_of_service(hired_on, last_day),
        issued_on: app.today(),
    };
    sealed(app, facts, &format!("{}-ZM", case.row.number), company).await
}

/// `6年3个月（2020年4月1日至2026年6月30日）`
pub(super) fn years_of_service(from: NaiveDate, to: NaiveDate) -> String {
    let length = Length::from_to(from, to);
    let parts: Vec<String> = [(length.years, "年"), (length.months, "个月"), (length.days, "天")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, unit)| format!("{count}{unit}"))
        .collect();
    format!("{}（{}至{}）", parts.concat(), from.format("%Y年%-m月%-d日"), to.format("%Y年%-m月%-d日"))
}

pub(super) fn money(amount: store::Money) -> Answer<Money> {
    Money::from_fen(amount.0.0).map_err(Problem::from_internal)
}

/// Sets a document and applies the company's seal to it.
pub(super) async fn sealed<D: Document + Send + 'static>(
    app: &App,
    facts: D,
    ident: &str,
    company: Company,
) -> Answer<Made> {
    let title = D::TEMPLATE.title();
    let rendered = app.desk.render(facts, ident).await?;
    Ok(Made { title, pdf: app.desk.seal(rendered, company, &format!("出具{title}")).await? })
}

/// Keeps a document as a paper of the person.
pub(super) async fn keep(app: &App, tx: &mut Tx, case: &Case, made: &Made, kind: &str) -> Answer<DocumentId> {
    let sha256 = app.storage.keep(made.pdf.clone()).await?;
    keep_paper(app, tx, paper(case, kind, made.title, sha256, made.pdf.len())).await
}

/// The letter to the union becomes a paper of the person only with the notice: before, they do not know of the case.
pub(super) async fn keep_union_letter(app: &App, tx: &mut Tx, case: &Case) -> Answer<()> {
    let Some(part) = case.row.trade_union.as_ref().map(|part| &part.0) else { return Ok(()) };
    let mut sha256 = [0; 32];
    hex::decode_to_slice(&part.sha256, &mut sha256).map_err(Problem::from_internal)?;
    keep_paper(app, tx, paper(case, "union_notice", Template::UnionNotice.title(), sha256, part.size)).await?;
    Ok(())
}

fn paper<'a>(case: &Case, kind: &'a str, title: &'a str, sha256: [u8; 32], size: usize) -> Paper<'a> {
    Paper {
        employee: case.row.employee_id,
        legal_entity: case.row.legal_entity_id,
        kind,
        title,
        media: "application/pdf",
        sha256,
        size,
        resource: ("separation", case.row.id.0),
    }
}
