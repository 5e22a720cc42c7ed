//! Drafting: a contract from the released version of a template.

use actix_web::post;
use actix_web::web::Path;
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::{self as decisions, SigningOrder};
use domain::contracts::Known;
use domain::recruitment;
use domain::refused::Refused;
use domain::templates::{self as texts, Amendments, Language};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use signing::facts::{Contract, Letterhead};
use store::ids::{AgreementId, EmployeeId, TemplateId, TemplateVersionId};
use store::schema::positions;
use store::{Db, Tx};
use utoipa::ToSchema;
use validator::Validate;

use super::copies::colleague;
use super::draft::{self, Draft, Private, next_number};
use super::expiry::expire_late_of;
use super::facts::{AgreementFacts, ContractVariationFacts, LabourContractFacts, phrase};
use super::row::{Agreement, ContractWords, Row, Words, seal_words, view};
use super::variation;
use crate::employees::{
    EarlierContract, EmployeeRef, Standing, contract_before, had_probation, keep_address, probation_in,
};
use crate::org::{self, LegalEntity};
use crate::platform::access::Caller;
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Created, Guard, Problem, Scope, Valid, perm};
use crate::standards;
use crate::templates::{Released, contract_text, on_form};

/// A contract to be written from a template.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementDraft {
    pub template_id: TemplateId,
    pub facts: AgreementFacts,
    /// Where the person lives (LCL 17(1)(2)).
    #[validate(length(min = 1, max = 200))]
    #[schema(example = "杭州市西湖区文三路 2 号 3 幢 401 室")]
    pub employee_address: String,
    /// Last day on which both may sign; none without a limit.
    pub expires_on: Option<NaiveDate>,
    #[serde(default)]
    pub signing_order: SigningOrder,
    /// A colleague who sees the employee sign and signs after them; the order is `employee_first` then.
    pub witness_id: Option<EmployeeId>,
}

/// A draft, and where it departs from the released version of its template.
pub(super) struct Order {
    pub draft: AgreementDraft,
    /// Another version than the one that is released.
    pub version: Option<TemplateVersionId>,
    pub amendments: Amendments,
    pub replaces: Option<AgreementId>,
}

impl From<AgreementDraft> for Order {
    fn from(draft: AgreementDraft) -> Self {
        Self { draft, version: None, amendments: Amendments::new(), replaces: None }
    }
}

/// Draft a contract with a person from the released version of a template.
#[utoipa::path(tag = "agreements", params(("id" = EmployeeId, Path)), request_body = AgreementDraft, responses((status = 201, body = Agreement), Refusals))]
#[post("/employees/{id}/agreements")]
pub async fn draft_contract(
    app: App,
    who: Guard<perm::AgreementsPrepare>,
    id: Path<EmployeeId>,
    said: Valid<AgreementDraft>,
) -> Answer<Created<Agreement>> {
    let asked = Order::from(said.0);
    let draft = prepare(&app, (&who, who.scope()), *id, &asked).await?;
    expire_late_of(&app, Some(*id)).await?;
    app.change(&who, async |tx| {
        let (row, event) = put_on_record(&app, tx, &who, (&draft, &asked)).await?;
        Ok((Created(view(&app, tx, row).await?), event))
    })
    .await
}

/// The draft as a row and an entry; the address is kept for the person's next contract.
pub(super) async fn put_on_record(
    app: &App,
    tx: &mut Tx,
    who: &Caller,
    (draft, asked): (&Draft, &Order),
) -> Answer<(Row, Event)> {
    let row = draft.insert(app, tx, who).await?;
    keep_address(app, tx, row.employee_id, asked.draft.employee_address.trim()).await?;
    let event = row
        .event(Kind::AgreementDrafted)
        .facts(&json!({
            "number": row.number,
            "kind": row.kind,
            "template_version_id": row.template_version_id,
            "original_sha256": hex::encode(draft.sha256),
            "facts": asked.draft.facts,
            "amendments": asked.amendments,
            "amended": draft.amended,
            "replaces_id": row.replaces_id,
            "expires_on": asked.draft.expires_on,
            "signing_order": asked.draft.signing_order,
            "witness": draft.witness,
        }))
        .attach("agreement.pdf", "application/pdf", draft.rendered.pdf.clone());
    Ok((row, event))
}

/// Everything but putting it on record: whatever can be refused is refused here.
pub(super) async fn prepare(
    app: &App,
    (who, scope): (&Caller, &Scope),
    id: EmployeeId,
    order: &Order,
) -> Answer<Draft> {
    let asked = &order.draft;
    if who.principal.employee == Some(id) {
        return Err(Problem::forbidden());
    }
    if let Some(last) = asked.expires_on {
        decisions::last_day_to_sign(last, app.today())?;
    }
    if asked.witness_id.is_some() {
        asked.signing_order.with_witness()?;
    }
    let Ground { standing, employer, letterhead, released, private, variables, known } =
        ground(app, scope, id, order).await?;
    let witness = witness(app, (who, scope), id, asked.witness_id).await?;
    asked.facts.check(known).map_err(|problem| problem.under("/facts"))?;
    let words = ContractWords { facts: asked.facts.clone(), variables, amendments: order.amendments.clone() };
    let words_sealed = seal_words(app, &Words::Contract(words.clone()))?;
    let (filled, amended) = filled(app, &released, words).await?;
    let title = filled.title.clone();
    let number = next_number(app).await?;
    let rendered = if let Some(form) = &released.text.form {
        refuse_witness(witness.as_ref())?;
        on_form(app, form, (filled, employer.facts.name.clone(), released.source), &number).await?
    } else {
        let (title, preamble, clauses) = contract_text(filled);
        let worker = private.worker(&standing, Some(asked.employee_address.trim().to_owned()));
        let employer = draft::employer(&employer, letterhead);
        let witness = witness.as_ref().map(|person| person.name.clone());
        let contract = Contract { title, employer, worker, witness, preamble, clauses, source: released.source };
        app.desk.render(contract, &number).await?
    };
    let sha256 = app.storage.keep(rendered.pdf.clone()).await?;
    Ok(Draft {
        number,
        kind: asked.facts.kind(),
        employee: standing.person,
        employer: employer.id,
        employer_name: employer.facts.name,
        title,
        separation: None,
        template: Some(released.id),
        expires_on: asked.expires_on,
        signing_order: asked.signing_order,
        witness,
        words_sealed,
        replaces: order.replaces,
        amended,
        rendered,
        sha256,
    })
}

/// Who sees the employee sign: neither that person nor whoever drafts the contract.
async fn witness(
    app: &App,
    (who, scope): (&Caller, &Scope),
    employee: EmployeeId,
    asked: Option<EmployeeId>,
) -> Answer<Option<EmployeeRef>> {
    let Some(id) = asked else { return Ok(None) };
    if id == employee || who.principal.employee == Some(id) {
        return Err(Problem::field(
            "/witness_id",
            "no_witness",
            "见证人不能是签约的员工本人，也不能是起草人，请另选一位同事。",
            "Neither the employee nor whoever drafts it is a witness; choose another colleague.",
        ));
    }
    colleague(&*app.read().await?, scope, (id, "/witness_id"), app.today()).await.map(Some)
}

/// A form has the places that its template gives it: both sides sign there, and nobody else.
fn refuse_witness(witness: Option<&EmployeeRef>) -> Answer<()> {
    if witness.is_none() {
        return Ok(());
    }
    Err(Problem::field(
        "/witness_id",
        "form_without_witness",
        "印制表单上没有见证人签名的位置，请不设见证人，或改用条款模板。",
        "A printed form has no place for a witness. Name none, or use a template of clauses.",
    ))
}

/// The text with its amendments and its variables, and the headings of what is amended.
async fn filled(app: &App, released: &Released, words: ContractWords) -> Answer<(texts::Filled, Vec<String>)> {
    let (kind, text) = (released.template_kind, released.text.clone());
    app.blocking(move || {
        let text = texts::amend(kind, &text, &words.amendments).map_err(Refused::Invalid)?;
        let filled = texts::fill(&text, &words.variables, Language::Chinese).map_err(Refused::Invalid)?;
        let amended = text.clauses.into_iter().filter(|clause| words.amendments.contains_key(&clause.key));
        Ok((filled, amended.map(|clause| clause.heading).collect()))
    })
    .await
}

/// What a contract rests on.
struct Ground {
    standing: Standing,
    employer: LegalEntity,
    letterhead: Option<Letterhead>,
    released: Released,
    private: Private,
    variables: Value,
    known: Known,
}

async fn ground(app: &App, scope: &Scope, id: EmployeeId, order: &Order) -> Answer<Ground> {
    let asked = &order.draft;
    let db = app.read().await?;
    let standing = Standing::find(&db, scope, id, app.today()).await?;
    let from = asked.facts.from().unwrap_or(app.today());
    let (employer, letterhead, released, private, duties, before, had_probation, figures, probation) = tokio::try_join!(
        LegalEntity::find(&db, standing.legal_entity_id),
        org::letterhead(app, &db, standing.legal_entity_id),
        text_to_write_from(&db, scope, order, &standing),
        Private::find(app, &db, &standing),
        duties(&db, &standing),
        before(&db, &standing, asked.facts.from()),
        had_probation(&db, id, standing.legal_entity_id, from),
        standards::of_city(&db, &standing.work_city),
        probation_in(&db, standing.employment_id),
    )?;
    if released.kind != asked.facts.kind() {
        return Err(Problem::field(
            "/facts/kind",
            "other_kind",
            "所选模板是另一种合同，请选择与内容相符的模板。",
            "The template is for another kind of contract; choose one that fits.",
        ));
    }
    let job = match &asked.facts {
        AgreementFacts::LabourContract(labour) => job_of(labour, duties)?,
        AgreementFacts::ContractRenewal(_) if before.is_none() => return Err(nothing_to_renew()),
        _ => json!({}),
    };
    let mut variables = asked.facts.variables();
    merge(&mut variables, common(&standing, &employer, &private, asked, job));
    merge(&mut variables, json!({"previous": before}));
    if let AgreementFacts::ContractVariation(ContractVariationFacts { clauses: Some(clauses), .. }) = &asked.facts {
        let said = variation::in_words(app, &db, id, clauses, &released.text).await;
        variables["variation"]["clauses"] = json!(said.map_err(|problem| problem.under("/facts/clauses"))?);
    }
    if let AgreementFacts::RecruitmentConditions(_) = asked.facts {
        let probation = recruitment::of_probation(probation, app.today()).map_err(Problem::from);
        merge(&mut variables, json!({"contract": probation.map_err(|problem| problem.under("/facts"))?}));
    }
    let minimum_wage = figures.minimum_wage(&standing.work_city, from).ok().map(|figure| figure.value);
    let known = Known { had_probation, minimum_wage };
    Ok(Ground { standing, employer, letterhead, released, private, variables, known })
}

async fn text_to_write_from(db: &Db, scope: &Scope, order: &Order, standing: &Standing) -> Answer<Released> {
    match order.version {
        Some(version) => Released::version(db, scope, version, standing.legal_entity_id).await,
        None => Released::find(db, scope, order.draft.template_id, standing.legal_entity_id).await,
    }
}

/// What the work is (LCL 17(1)(4)) and what endangers health in it.
fn job_of(labour: &LabourContractFacts, of_position: String) -> Answer<Value> {
    let duties = labour.duties.clone().filter(|text| !text.trim().is_empty()).unwrap_or(of_position);
    if duties.trim().is_empty() {
        return Err(Problem::field(
            "/facts/duties",
            "required",
            "岗位没有登记职责，请填写工作内容（劳动合同法第十七条第一款第四项）。",
            "The position has no duties on record; say what the work is (LCL 17(1)(4)).",
        ));
    }
    Ok(json!({"duties": phrase(&duties), "hazards": labour.hazards.as_deref().map(phrase)}))
}

fn nothing_to_renew() -> Problem {
    Problem::field(
        "/facts/from",
        "nothing_to_renew",
        "没有登记在此之前的劳动合同，无从续订；请改为订立劳动合同。",
        "No earlier contract is on record that could be renewed; conclude a labour contract instead.",
    )
}

/// The variables that every contract may name.
fn common(
    standing: &Standing,
    employer: &LegalEntity,
    private: &Private,
    asked: &AgreementDraft,
    more_of_job: Value,
) -> Value {
    let mut job = json!({"position": standing.position, "unit": private.org_unit, "city": standing.work_city});
    merge(&mut job, more_of_job);
    json!({
        "employer": {
            "name": employer.facts.name, "uscc": employer.facts.uscc, "address": employer.facts.address,
            "legal_representative": employer.facts.legal_representative, "city": employer.facts.city,
        },
        "employee": {
            "name": standing.person.name, "number": standing.person.number, "national_id": private.national_id,
            "phone": private.phone.as_deref().unwrap_or("—"), "address": asked.employee_address.trim(),
        },
        "employment": {"hired_on": standing.hired_on},
        "job": job,
    })
}

fn merge(into: &mut Value, more: Value) {
    if let (Value::Object(into), Value::Object(more)) = (into, more) {
        into.extend(more);
    }
}

/// The contract that one with a term follows.
async fn before(db: &Db, standing: &Standing, from: Option<NaiveDate>) -> Answer<Option<EarlierContract>> {
    match from {
        Some(from) => contract_before(db, standing.employment_id, from).await,
        None => Ok(None),
    }
}

async fn duties(mut db: &Db, standing: &Standing) -> Answer<String> {
    Ok(positions::table.find(standing.position_id).select(positions::duties).first(&mut db).await?)
}
