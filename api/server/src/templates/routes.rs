use actix_web::web::{Json, Path, Query};
use actix_web::{get, post, put};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::templates::{self as texts, Decision, Kind, LibraryClause, Stage, TemplateText, Term, Variable};
use serde::{Deserialize, Serialize};
use store::ids::{LegalEntityId, TemplateId};
use store::schema::{template_versions, templates};
use store::{Text, Tx};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::forms;
use super::row::{Row, Template, TemplateDetail, TemplateFilter, TemplateSummary, TemplateVersion};
use crate::platform::errors::Refusals;
use crate::platform::journal;
use crate::platform::{Answer, App, Created, Guard, IfMatch, Page, Paging, Problem, Tagged, Valid, ids, perm};

/// A kind of contract: what its text must say and may name, and the text that comes with Youju.
#[derive(Debug, Serialize, ToSchema)]
pub struct TemplateKindFacts {
    pub kind: Kind,
    pub terms: &'static [Term],
    pub variables: Vec<&'static Variable>,
    pub original: TemplateText,
    /// How many sets of sample facts a preview can choose from.
    pub samples: usize,
}

/// The kinds of contract that are written from templates.
#[utoipa::path(tag = "templates", responses((status = 200, body = Vec<TemplateKindFacts>), Refusals))]
#[get("/template-kinds")]
pub async fn list_template_kinds(_who: Guard<perm::TemplatesRead>) -> Answer<Json<Vec<TemplateKindFacts>>> {
    let facts = |kind: Kind| {
        Ok(TemplateKindFacts {
            kind,
            terms: kind.terms(),
            variables: kind.variables().collect(),
            original: texts::original(kind).map_err(Problem::from_internal)?,
            samples: texts::samples(kind).len(),
        })
    };
    Kind::ALL.map(facts).into_iter().collect::<Answer<Vec<_>>>().map(Json)
}

/// For which text clauses are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TemplateClauseFilter {
    kind: Kind,
    /// Where the contract is performed; left out, the clauses of every city.
    #[param(example = "上海")]
    city: Option<String>,
}

/// Clauses that come with Youju for a kind of contract, each with the rules and articles it rests on.
#[utoipa::path(tag = "templates", params(TemplateClauseFilter), responses((status = 200, body = Page<LibraryClause>), Refusals))]
#[get("/template-clauses")]
pub async fn list_template_clauses(
    _who: Guard<perm::TemplatesRead>,
    filter: Query<TemplateClauseFilter>,
) -> Answer<Page<LibraryClause>> {
    texts::library(filter.kind, filter.city.as_deref()).map(Page::whole).map_err(Problem::from_internal)
}

/// Templates in scope, by kind and name.
#[utoipa::path(tag = "templates", params(TemplateFilter, Paging), responses((status = 200, body = Page<TemplateSummary>), Refusals))]
#[get("/templates")]
pub async fn list_templates(
    app: App,
    who: Guard<perm::TemplatesRead>,
    filter: Query<TemplateFilter>,
    paging: Query<Paging>,
) -> Answer<Page<TemplateSummary>> {
    Template::list(&*app.read().await?, who.scope(), &filter, &paging).await
}

/// A template to be made.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplateAdoption {
    legal_entity_id: LegalEntityId,
    kind: Kind,
    #[validate(length(min = 1, max = 100))]
    #[schema(example = "劳动合同书（通用）")]
    name: String,
    /// A text of one's own; left out, the one that comes with Youju.
    text: Option<TemplateText>,
}

/// Make a template, as a first draft.
#[utoipa::path(tag = "templates", request_body = TemplateAdoption, responses((status = 201, body = TemplateDetail), Refusals))]
#[post("/templates")]
pub async fn adopt_template(
    app: App,
    who: Guard<perm::TemplatesWrite>,
    said: Valid<TemplateAdoption>,
) -> Answer<Created<TemplateDetail>> {
    let TemplateAdoption { legal_entity_id, kind, name, text } = said.0;
    who.scope().require_entity(legal_entity_id)?;
    let account = who.principal.account_id().ok_or_else(Problem::forbidden)?;
    let text = match text {
        Some(text) => text,
        None => texts::original(kind).map_err(Problem::from_internal)?,
    };
    forms::require_kept(&*app.read().await?, &text, legal_entity_id).await?;
    app.change(&who, async |tx| {
        let template: Template = diesel::insert_into(templates::table)
            .values((
                templates::id.eq(ids::new::<TemplateId>()),
                templates::legal_entity_id.eq(legal_entity_id),
                templates::kind.eq(Text(kind)),
                templates::name.eq(name.trim()),
                templates::created_by.eq(account),
                templates::created_at.eq(app.now()),
            ))
            .returning(Template::as_returning())
            .get_result(tx)
            .await?;
        Row::insert(tx, (ids::new(), template.id, 1), &text, (account, app.now())).await?;
        let event = template
            .event(journal::Kind::TemplateAdopted)
            .facts(&serde_json::json!({"kind": kind, "name": template.name, "text": text}));
        Ok((Created(template.detail(tx).await?), event))
    })
    .await
}

/// One template with its versions.
#[utoipa::path(tag = "templates", params(("id" = TemplateId, Path)), responses((status = 200, body = TemplateDetail), Refusals))]
#[get("/templates/{id}")]
pub async fn show_template(
    app: App,
    who: Guard<perm::TemplatesRead>,
    id: Path<TemplateId>,
) -> Answer<Tagged<TemplateDetail>> {
    let db = app.read().await?;
    Ok(Tagged(Template::find(&db, who.scope(), *id).await?.detail(&db).await?))
}

/// One version with its text, and what stands against a release.
#[utoipa::path(tag = "templates", params(("id" = TemplateId, Path), ("number" = i32, Path, description = "From 1", minimum = 1)), responses((status = 200, body = TemplateVersion), Refusals))]
#[get("/templates/{id}/versions/{number}")]
pub async fn show_template_version(
    app: App,
    who: Guard<perm::TemplatesRead>,
    path: Path<(TemplateId, i32)>,
) -> Answer<Tagged<TemplateVersion>> {
    let (id, number) = path.into_inner();
    let (template, row) = {
        let db = app.read().await?;
        (Template::find(&db, who.scope(), id).await?, Row::find(&db, id, number).await?)
    };
    let findings = row.findings(&app, template.kind.0).await?;
    Ok(Tagged(row.shown(&*app.read().await?, template, findings).await?))
}

/// Draft the next version, from the text of the latest.
#[utoipa::path(tag = "templates", params(("id" = TemplateId, Path)), responses((status = 201, body = TemplateVersion), Refusals))]
#[post("/templates/{id}/versions")]
pub async fn draft_template_version(
    app: App,
    who: Guard<perm::TemplatesWrite>,
    id: Path<TemplateId>,
) -> Answer<Created<TemplateVersion>> {
    let account = who.principal.account_id().ok_or_else(Problem::forbidden)?;
    app.change(&who, async |tx| {
        let template = Template::lock(tx, who.scope(), *id).await?;
        let latest = Row::latest(tx, template.id).await?;
        if matches!(latest.stage.0, Stage::Draft | Stage::InReview) {
            return Err(Problem::invalid_state(
                latest.stage.0.name(),
                "已有一个未完成的版本，请先完成它。",
                "There is an open version already; finish it first.",
            ));
        }
        let row =
            Row::insert(tx, (ids::new(), template.id, latest.number + 1), &latest.text.0, (account, app.now())).await?;
        let event = template.event(journal::Kind::TemplateDrafted).facts(&serde_json::json!({"number": row.number}));
        let findings = row.findings(&app, template.kind.0).await?;
        Ok((Created(row.shown(tx, template, findings).await?), event))
    })
    .await
}

/// The text of a draft.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplateEdit {
    text: TemplateText,
}

/// Replace the text of a draft. A draft may have faults; a release may not.
#[utoipa::path(tag = "templates", params(("id" = TemplateId, Path), ("number" = i32, Path, description = "From 1", minimum = 1)), request_body = TemplateEdit, responses((status = 200, body = TemplateVersion), Refusals))]
#[put("/templates/{id}/versions/{number}")]
pub async fn edit_template_version(
    app: App,
    who: Guard<perm::TemplatesWrite>,
    path: Path<(TemplateId, i32)>,
    seen: IfMatch,
    said: Valid<TemplateEdit>,
) -> Answer<Tagged<TemplateVersion>> {
    let (id, number) = path.into_inner();
    let account = who.principal.account_id().ok_or_else(Problem::forbidden)?;
    app.change(&who, async |tx| {
        let (template, row) = locked(tx, &who, id, number).await?;
        seen.check(row.version)?;
        texts::edit(row.stage.0)?;
        forms::require_kept(tx, &said.0.text, template.legal_entity_id).await?;
        let mut editors: Vec<_> = row.editors.iter().flatten().copied().collect();
        if !editors.contains(&account.0) {
            editors.push(account.0);
        }
        let text = said.0.text;
        let row: Row = diesel::update(template_versions::table.find(row.id))
            .set((
                template_versions::text.eq(store::Json(text.clone())),
                template_versions::editors.eq(editors),
                template_versions::edited_at.eq(app.now()),
                template_versions::version.eq(template_versions::version + 1),
            ))
            .returning(Row::as_returning())
            .get_result(tx)
            .await?;
        let event = template
            .event(journal::Kind::TemplateEdited)
            .facts(&serde_json::json!({"number": row.number, "text": text}));
        let findings = row.findings(&app, template.kind.0).await?;
        Ok((Tagged(row.shown(tx, template, findings).await?), event))
    })
    .await
}

/// Hand a draft to legal; 422 names what stands against a release.
#[utoipa::path(tag = "templates", params(("id" = TemplateId, Path), ("number" = i32, Path, description = "From 1", minimum = 1)), responses((status = 200, body = TemplateVersion), Refusals))]
#[post("/templates/{id}/versions/{number}/submission")]
pub async fn submit_template_version(
    app: App,
    who: Guard<perm::TemplatesWrite>,
    path: Path<(TemplateId, i32)>,
    seen: IfMatch,
) -> Answer<Tagged<TemplateVersion>> {
    let (id, number) = path.into_inner();
    app.change(&who, async |tx| {
        let (template, row) = locked(tx, &who, id, number).await?;
        seen.check(row.version)?;
        let stage = texts::submit(row.stage.0, row.findings(&app, template.kind.0).await?)?;
        let row = moved(tx, &row, stage).await?;
        let event = template.event(journal::Kind::TemplateSubmitted).facts(&serde_json::json!({"number": row.number}));
        Ok((Tagged(row.shown(tx, template, Vec::new()).await?), event))
    })
    .await
}

/// What legal makes of a version.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplateReview {
    decision: Decision,
    /// Why, when it is sent back.
    #[serde(default)]
    #[validate(length(max = 4000))]
    text: String,
}

/// Release a version, or send it back. Nobody whose words are in it can.
#[utoipa::path(tag = "templates", params(("id" = TemplateId, Path), ("number" = i32, Path, description = "From 1", minimum = 1)), request_body = TemplateReview, responses((status = 200, body = TemplateVersion), Refusals))]
#[post("/templates/{id}/versions/{number}/review")]
pub async fn review_template_version(
    app: App,
    who: Guard<perm::TemplatesReview>,
    path: Path<(TemplateId, i32)>,
    seen: IfMatch,
    said: Valid<TemplateReview>,
) -> Answer<Tagged<TemplateVersion>> {
    let (id, number) = path.into_inner();
    let TemplateReview { decision, text } = said.0;
    app.change(&who, async |tx| {
        let template = Template::lock(tx, who.scope(), id).await?;
        let row = Row::find(tx, id, number).await?;
        seen.check(row.version)?;
        if row.is_by(who.principal.account_id()) {
            return Err(Problem::separation_of_duties());
        }
        let findings = row.findings(&app, template.kind.0).await?;
        let stage = texts::decide(row.stage.0, decision, &text, findings.clone())?;
        if stage == Stage::Released {
            supersede(tx, id).await?;
        }
        let text = Some(text.trim()).filter(|text| !text.is_empty());
        diesel::update(template_versions::table.find(row.id))
            .set((
                template_versions::reviewed_by.eq(who.principal.account_id()),
                template_versions::reviewed_at.eq(app.now()),
                template_versions::review_text.eq(text),
            ))
            .execute(tx)
            .await?;
        let row = moved(tx, &row, stage).await?;
        let kind = match decision {
            Decision::Release => journal::Kind::TemplateReleased,
            Decision::SendBack => journal::Kind::TemplateSentBack,
        };
        let facts = serde_json::json!({"number": row.number, "text": row.text.0, "review_text": text});
        let event = template.event(kind).facts(&facts);
        Ok((Tagged(row.shown(tx, template, findings).await?), event))
    })
    .await
}

async fn locked(
    tx: &mut Tx,
    who: &Guard<perm::TemplatesWrite>,
    id: TemplateId,
    number: i32,
) -> Answer<(Template, Row)> {
    let template = Template::lock(tx, who.scope(), id).await?;
    let row = Row::find(tx, id, number).await?;
    Ok((template, row))
}

async fn moved(tx: &mut Tx, row: &Row, stage: Stage) -> Answer<Row> {
    Ok(diesel::update(template_versions::table.find(row.id))
        .set((template_versions::stage.eq(Text(stage)), template_versions::version.eq(row.version + 1)))
        .returning(Row::as_returning())
        .get_result(tx)
        .await?)
}

async fn supersede(tx: &mut Tx, template: TemplateId) -> Answer<()> {
    diesel::update(template_versions::table)
        .filter(template_versions::template_id.eq(template))
        .filter(template_versions::stage.eq(Text(Stage::Released)))
        .set(template_versions::stage.eq(Text(Stage::Superseded)))
        .execute(tx)
        .await?;
    Ok(())
}
