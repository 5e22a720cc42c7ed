//! The documents of a case, but for the notices: letter to the union, certificate of leaving.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::seals::Purpose;
use domain::separations::UNION_REPLY_DAYS;
use law::dates::Length;
use signing::Template;
use signing::facts::{
    Contact, Document, Employer, Ground, Letterhead, Money, SeparationCertificate, Term, UnionNotice, Worker,
};
use store::ids::{DocumentId, EmploymentId, TemplateVersionId};
use store::schema::{assignments, employees, org_units, positions};
use store::{Db, Tx};

use super::gate::Weighed;
use super::notices;
use super::parts::Doer;
use super::row::Case;
use crate::employees::{self as people, Contract, Paper, contracts_in_force, keep_paper, open_phone};
use crate::org::{self, LegalEntity};
use crate::platform::crypto::sha256;
use crate::platform::journal::Event;
use crate::platform::{Answer, App, Problem};
use crate::seals::{self, InCharge, Use, seal_for};
use crate::templates::{Lettered, Wordings};

/// A document that was made, and its name.
pub(super) struct Made {
    pub title: String,
    pub number: String,
    pub pdf: Vec<u8>,
    /// The seal on it.
    pub seal: Option<InCharge>,
    /// The version of a template that its words come from.
    pub template: Option<TemplateVersionId>,
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

/// Both sides of one case; four statements.
pub(super) async fn named(app: &App, db: &Db, case: &Case) -> Answer<Named> {
    let found = named_all(app, db, std::slice::from_ref(case)).await?;
    found.into_iter().next().ok_or_else(Problem::not_found)
}

/// Both sides of each case, in their order; four statements, however many cases.
pub(super) async fn named_all(app: &App, db: &Db, cases: &[Case]) -> Answer<Vec<Named>> {
    let today = app.today();
    let (employments, people): (Vec<EmploymentId>, Vec<_>) =
        cases.iter().map(|case| (case.row.employment_id, (case.row.employee_id, today))).unzip();
    let (persons, entities, letterheads, mut contracts) = tokio::try_join!(
        persons(db, &employments),
        LegalEntity::list(db),
        org::letterheads(app, db),
        contracts_in_force(db, &app.keyring, &people),
    )?;
    let mut persons: HashMap<EmploymentId, PersonRow> = persons.into_iter().map(|row| (row.0, row)).collect();
    let each = cases.iter().map(|case| {
        let person = persons.remove(&case.row.employment_id);
        let entity = entities.iter().find(|entity| entity.id == case.row.legal_entity_id);
        let (person, entity) = person.zip(entity).ok_or_else(Problem::not_found)?;
        let letterhead = letterheads.get(&entity.id).cloned();
        Named::of(app, case, (person, entity, letterhead), contracts.remove(&case.row.employee_id))
    });
    each.collect()
}

impl Named {
    fn of(
        app: &App,
        case: &Case,
        (person, entity, letterhead): (PersonRow, &LegalEntity, Option<Letterhead>),
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
        let employer = Employer {
            name: facts.name,
            uscc: facts.uscc,
            address: facts.address,
            legal_representative: facts.legal_representative,
            letterhead,
        };
        Ok(Self { employer, worker, contract: term(contract, case.parties.hired_on) })
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
    (named, wordings, by): (Named, &Wordings, &Doer),
    reasons: &str,
) -> Answer<Made> {
    let Named { employer, worker, contract } = named;
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
    let number = format!("{}-GH", case.row.number);
    let (letter, template) = wordings.write(app, facts).await?;
    let title = letter.words.title.clone();
    let rendered = app.desk.render(letter, &number).await?;
    let letter = Made { title, number, pdf: rendered.pdf, seal: None, template };
    app.storage.keep(letter.pdf.clone()).await?;
    Ok(letter)
}

/// The certificate of leaving (DOC-10): contract term, last day, post, years of service; nothing else.
pub(super) async fn certificate(app: &App, db: &Db, case: &Case, named: Named, last_day: NaiveDate) -> Answer<Made> {
    let Named { employer, worker, contract, .. } = named;
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
    let seal = seal_for(app, db, case.row.legal_entity_id, Purpose::Certificate).await?;
    sealed(app, facts, format!("{}-ZM", case.row.number), seal).await
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
    number: String,
    seal: InCharge,
) -> Answer<Made> {
    entitled(app, D::TEMPLATE.title().to_owned(), facts, number, seal).await
}

/// Writes a letter in the employer's words, and seals it.
pub(super) async fn written<L: Lettered>(
    app: &App,
    wordings: &Wordings,
    facts: L,
    number: String,
    seal: InCharge,
) -> Answer<Made> {
    let (letter, template) = wordings.write(app, facts).await?;
    let made = entitled(app, letter.words.title.clone(), letter, number, seal).await?;
    Ok(Made { template, ..made })
}

async fn entitled<D: Document + Send + 'static>(
    app: &App,
    title: String,
    facts: D,
    number: String,
    seal: InCharge,
) -> Answer<Made> {
    let rendered = app.desk.render(facts, &number).await?;
    let pdf = app.desk.seal(rendered, seal.seal.clone(), &format!("出具{title}")).await?;
    Ok(Made { title, number, pdf, seal: Some(seal), template: None })
}

/// Keeps a document as a paper of the person, and writes the use of the seal on it into the register.
pub(super) async fn keep(
    app: &App,
    tx: &mut Tx,
    case: &Case,
    (made, kind): (&Made, &str),
    by: &Doer,
) -> Answer<(DocumentId, Option<Event>)> {
    let sha256 = app.storage.keep(made.pdf.clone()).await?;
    let document = keep_paper(app, tx, paper(case, kind, &made.title, sha256, made.pdf.len())).await?;
    let Some(seal) = &made.seal else { return Ok((document, None)) };
    let decided = case.row.approval.as_ref().and_then(|part| part.0.decided.as_ref());
    let used = Use {
        title: &made.title,
        number: &made.number,
        resource: ("separation", case.row.id.0),
        employee: case.row.employee_id,
        sha256,
        asked_by: &by.name,
        approved_by: decided.map(|decided| decided.by.name.as_str()),
    };
    Ok((document, Some(seals::record(app, tx, seal, used).await?)))
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
