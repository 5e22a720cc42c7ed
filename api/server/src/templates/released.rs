//! What contracts take from templates: the version that is released, and from which one they were written.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::AgreementKind;
use domain::templates::{self as texts, Stage, TemplateText};
use serde::Serialize;
use signing::facts;
use store::ids::{LegalEntityId, TemplateId, TemplateVersionId};
use store::schema::{template_versions, templates};
use store::{Db, Json, Text};
use utoipa::ToSchema;

use super::row::{Row, Template};
use crate::platform::{Answer, Problem, Scope};

/// The version of a template that contracts are written from.
pub struct Released {
    pub id: TemplateVersionId,
    pub kind: AgreementKind,
    /// The kind of its template.
    pub template_kind: texts::Kind,
    pub text: TemplateText,
    /// As the foot of a contract names it: `劳动合同书（通用），第 3 版`.
    pub source: String,
}

impl Released {
    /// The released version of a template of this employer.
    pub async fn find(mut db: &Db, scope: &Scope, id: TemplateId, entity: LegalEntityId) -> Answer<Self> {
        let template = Self::template(db, scope, id, entity).await?;
        let found: Option<Row> = template_versions::table
            .filter(template_versions::template_id.eq(id))
            .filter(template_versions::stage.eq(Text(Stage::Released)))
            .select(Row::as_select())
            .first(&mut db)
            .await
            .optional()?;
        let row = found.ok_or_else(|| {
            Problem::field(
                "/template_id",
                "not_released",
                "该模板还没有发布的版本，请先由法务审查发布。",
                "The template has no released version yet; legal reviews and releases it first.",
            )
        })?;
        Self::of(&template, row)
    }

    /// A version that a contract was written from, also when a later one is released by now.
    pub async fn version(mut db: &Db, scope: &Scope, id: TemplateVersionId, entity: LegalEntityId) -> Answer<Self> {
        let of: TemplateId =
            template_versions::table.find(id).select(template_versions::template_id).first(&mut db).await?;
        let template = Self::template(db, scope, of, entity).await?;
        let row = template_versions::table.find(id).select(Row::as_select()).first(&mut db).await?;
        Self::of(&template, row)
    }

    async fn template(db: &Db, scope: &Scope, id: TemplateId, entity: LegalEntityId) -> Answer<Template> {
        let template = Template::find(db, scope, id).await?;
        if template.legal_entity_id == entity {
            return Ok(template);
        }
        Err(Problem::field(
            "/template_id",
            "other_employer",
            "该模板属于另一家用人单位，请选择本单位的模板。",
            "The template belongs to another employer; choose one of this employer.",
        ))
    }

    fn of(template: &Template, row: Row) -> Answer<Self> {
        let kind = AgreementKind::of_template(template.kind.0).ok_or_else(|| {
            Problem::field(
                "/template_id",
                "not_a_contract",
                "这是函件模板，不能用来起草合同；请选择合同模板。",
                "This template is for letters; choose one of a contract.",
            )
        })?;
        Ok(Self {
            id: row.id,
            kind,
            template_kind: template.kind.0,
            text: row.text.0,
            source: source(&template.name, row.number),
        })
    }
}

/// The words of a version, for whoever may read a contract that was written from it.
pub async fn words_of(mut db: &Db, version: TemplateVersionId) -> Answer<TemplateText> {
    let text: Json<TemplateText> =
        template_versions::table.find(version).select(template_versions::text).first(&mut db).await?;
    Ok(text.0)
}

/// As the foot of a document names the version it was written from.
pub(super) fn source(name: &str, number: i32) -> String {
    format!("{name}，第 {number} 版")
}

/// The template and version that a contract was written from.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = AgreementTemplate)]
pub struct WrittenFrom {
    pub id: TemplateId,
    #[schema(example = "劳动合同书（通用）")]
    pub name: String,
    pub number: i32,
}

/// What versions belong to; one statement, however many.
pub async fn written_from(
    mut db: &Db,
    versions: &[TemplateVersionId],
) -> diesel::QueryResult<HashMap<TemplateVersionId, WrittenFrom>> {
    let rows: Vec<(TemplateVersionId, i32, TemplateId, String)> = template_versions::table
        .inner_join(templates::table)
        .filter(template_versions::id.eq_any(versions))
        .select((template_versions::id, template_versions::number, templates::id, templates::name))
        .load(&mut db)
        .await?;
    Ok(rows.into_iter().map(|(version, number, id, name)| (version, WrittenFrom { id, name, number })).collect())
}

/// A filled text as a document takes it.
pub fn contract_text(filled: texts::Filled) -> (String, Vec<facts::Paragraph>, Vec<facts::Clause>) {
    let paragraphs = |list: Vec<texts::Paragraph>| {
        list.into_iter().map(|one| facts::Paragraph { form: form(one.form), text: one.text }).collect::<Vec<_>>()
    };
    let clause =
        |one: texts::FilledClause| facts::Clause { heading: one.heading, paragraphs: paragraphs(one.paragraphs) };
    (filled.title, paragraphs(filled.preamble), filled.clauses.into_iter().map(clause).collect())
}

const fn form(form: texts::Form) -> facts::Form {
    match form {
        texts::Form::Plain => facts::Form::Plain,
        texts::Form::Item => facts::Form::Item,
        texts::Form::Table => facts::Form::Table,
    }
}
