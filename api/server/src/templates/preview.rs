//! Trying a text before it is kept: how it looks, what stands against it, and what changed.

use actix_web::web::{Json, Path, Query};
use actix_web::{get, post};
use domain::refused::Refused;
use domain::templates::printed::TermCoverage;
use domain::templates::{self as texts, Comparison, Filled, Kind, Language, TemplateText};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use signing::Rendered;
use signing::facts::{
    Contract, Employer, EndingNotice, ImprovementPlan, Letterhead, NonCompeteLetter, SeparationAgreement,
    SeparationNotice, Settlement, UnionNotice, WarningLetter, Worker,
};
use store::ids::{LegalEntityId, TemplateId};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::forms::{self, on_form};
use super::released::contract_text;
use super::row::{Row, Template, TemplateFinding, coverage_of};
use super::wording::{Lettered, written};
use crate::org::{self, LegalEntity};
use crate::platform::errors::Refusals;
use crate::platform::http::File;
use crate::platform::{Answer, App, Guard, Problem, Valid, perm};

/// A text to be tried.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplatePreview {
    kind: Kind,
    text: TemplateText,
    /// Whose letterhead; left out, an invented employer.
    legal_entity_id: Option<LegalEntityId>,
    /// Which of the sample facts of the kind, from 0.
    #[serde(default)]
    sample: usize,
    /// The English reading version instead of the text that binds.
    #[serde(default)]
    english: bool,
}

/// How a text looks with invented facts. It is kept nowhere.
#[utoipa::path(tag = "templates", request_body = TemplatePreview, responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), Refusals))]
#[post("/template-previews")]
pub async fn preview_template(app: App, who: Guard<perm::TemplatesRead>, said: Valid<TemplatePreview>) -> Answer<File> {
    let TemplatePreview { kind, text, legal_entity_id, sample, english } = said.0;
    if let Some(form) = &text.form {
        forms::require_readable(&*app.read().await?, who.scope(), form).await?;
    }
    let samples = if kind.is_contract() { texts::samples(kind) } else { texts::sample_facts(kind) };
    let mut facts = samples.get(sample).or(samples.first()).ok_or_else(Problem::not_found)?.clone();
    let mut letterhead = None;
    if let Some(id) = legal_entity_id {
        who.scope().require_entity(id)?;
        let db = app.read().await?;
        let (entity, head) = tokio::try_join!(LegalEntity::find(&db, id), org::letterhead(&app, &db, id))?;
        let entity = entity.facts;
        letterhead = head;
        facts["employer"] = json!({
            "name": entity.name, "uscc": entity.uscc, "address": entity.address,
            "legal_representative": entity.legal_representative, "city": entity.city,
        });
    }
    let tried =
        Tried { text, facts, letterhead, language: if english { Language::English } else { Language::Chinese } };
    let rendered = match kind {
        Kind::SeparationAgreement => tried.letter::<SeparationAgreement>(&app).await,
        Kind::SeparationNotice => tried.letter::<SeparationNotice>(&app).await,
        Kind::EndingNotice => tried.letter::<EndingNotice>(&app).await,
        Kind::UnionNotice => tried.letter::<UnionNotice>(&app).await,
        Kind::WarningLetter => tried.letter::<WarningLetter>(&app).await,
        Kind::ImprovementPlan => tried.letter::<ImprovementPlan>(&app).await,
        Kind::SettlementStatement => tried.letter::<Settlement>(&app).await,
        Kind::NonCompeteLetter => tried.letter::<NonCompeteLetter>(&app).await,
        _ => tried.contract(&app).await,
    };
    let rendered = rendered.map_err(|problem| problem.under("/text"))?;
    Ok(File { name: "预览.pdf".into(), media: "application/pdf".into(), bytes: rendered.pdf.into() })
}

/// A text with invented facts.
struct Tried {
    text: TemplateText,
    facts: Value,
    letterhead: Option<Letterhead>,
    language: Language,
}

/// At the foot of what is set to be looked at.
const TRIED: &str = "预览，不是正式文件";

impl Tried {
    async fn contract(self, app: &App) -> Answer<Rendered> {
        let Self { text, facts, letterhead, language } = self;
        if let Some(form) = text.form.clone() {
            let employer = facts["employer"]["name"].as_str().unwrap_or_default().to_owned();
            let fill =
                move || texts::fill(&text, &facts, language).map_err(|found| Problem::from(Refused::Invalid(found)));
            return on_form(app, &form, (app.blocking(fill).await?, employer, TRIED.to_owned()), "预览").await;
        }
        let contract = app
            .blocking(move || {
                let filled = texts::fill(&text, &facts, language).map_err(Refused::Invalid)?;
                let mut contract = specimen(filled, &facts, TRIED).map_err(Problem::from_internal)?;
                contract.employer.letterhead = letterhead;
                Ok(contract)
            })
            .await?;
        some_stand(contract.clauses.len())?;
        app.desk.render(contract, "预览").await
    }

    async fn letter<L: Lettered + DeserializeOwned>(self, app: &App) -> Answer<Rendered> {
        let Self { text, mut facts, letterhead, language } = self;
        let letter = app
            .blocking(move || {
                facts["employer"]["letterhead"] = serde_json::to_value(letterhead).map_err(Problem::from_internal)?;
                let facts: L = serde_json::from_value(facts).map_err(Problem::from_internal)?;
                written(&text, facts, TRIED.to_owned(), language)
            })
            .await?;
        some_stand(letter.words.clauses.len())?;
        app.desk.render(letter, "预览").await
    }
}

fn some_stand(clauses: usize) -> Answer<()> {
    if clauses > 0 {
        return Ok(());
    }
    Err(Problem::field("/clauses", "number_of_clauses", "没有一条条款成立。", "No clause stands."))
}

/// A filled text between the parties that its facts name, as one of the samples does.
pub fn specimen(filled: Filled, facts: &Value, source: &str) -> serde_json::Result<Contract> {
    let said = |group: &str, name: &str| facts[group][name].as_str().unwrap_or_default().to_owned();
    let worker = Worker {
        name: said("employee", "name"),
        national_id: said("employee", "national_id"),
        number: said("employee", "number"),
        org_unit: said("job", "unit"),
        position: said("job", "position"),
        phone: Some(said("employee", "phone")),
        address: Some(said("employee", "address")),
    };
    let (title, preamble, clauses) = contract_text(filled);
    let employer = Employer::deserialize(&facts["employer"])?;
    Ok(Contract { title, employer, worker, witness: None, preamble, clauses, source: source.to_owned() })
}

/// What stands against releasing a text.
#[derive(Debug, Serialize, ToSchema)]
pub struct TemplateFindings {
    pub findings: Vec<TemplateFinding>,
    /// Where each mandatory term stands on a printed form; empty of a text with clauses.
    pub coverage: Vec<TermCoverage>,
}

/// A text to be checked.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplateCheck {
    kind: Kind,
    text: TemplateText,
}

/// Check a text as a release would. It is kept nowhere.
#[utoipa::path(tag = "templates", request_body = TemplateCheck, responses((status = 200, body = TemplateFindings), Refusals))]
#[post("/template-checks")]
pub async fn check_template(
    app: App,
    _who: Guard<perm::TemplatesRead>,
    said: Valid<TemplateCheck>,
) -> Answer<Json<TemplateFindings>> {
    let TemplateCheck { kind, text } = said.0;
    app.blocking(move || {
        let findings = texts::check(kind, &text).into_iter().map(TemplateFinding::from).collect();
        Ok(Json(TemplateFindings { findings, coverage: coverage_of(kind, &text) }))
    })
    .await
}

/// Which version to compare with.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct With {
    /// Number of the earlier version; left out, the one before.
    #[param(minimum = 1)]
    with: Option<i32>,
}

/// What a version changes against an earlier one, clause by clause and word by word.
#[utoipa::path(tag = "templates", params(("id" = TemplateId, Path), ("number" = i32, Path, description = "From 1", minimum = 1), With), responses((status = 200, body = Comparison), Refusals))]
#[get("/templates/{id}/versions/{number}/comparison")]
pub async fn compare_template_versions(
    app: App,
    who: Guard<perm::TemplatesRead>,
    path: Path<(TemplateId, i32)>,
    with: Query<With>,
) -> Answer<Json<Comparison>> {
    let (id, number) = path.into_inner();
    let earlier = with.with.unwrap_or(number.saturating_sub(1));
    let db = app.read().await?;
    Template::find(&db, who.scope(), id).await?;
    let (later, earlier) = tokio::try_join!(Row::find(&db, id, number), Row::find(&db, id, earlier))?;
    drop(db);
    app.blocking(move || Ok(Json(texts::compare(&earlier.text.0, &later.text.0)))).await
}
