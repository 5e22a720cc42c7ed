//! The text of a contract as data, and what it says differently from the one in whose place it stands.
//!
//! It is filled in anew each time, from the version of the template and the sealed words: both never change, so it
//! is what the file says.

use actix_web::get;
use actix_web::web::{Json, Path};
use domain::templates::{self as texts, Amendment, Amendments, Comparison, Filled, Form, Language, TemplateText};
use serde::Serialize;
use serde_json::Value;
use store::Db;
use store::ids::AgreementId;
use utoipa::ToSchema;

use super::row::{ContractWords, Row, Words, open_words};
use crate::platform::errors::Refusals;
use crate::platform::{Answer, App, Guard, Problem, perm};
use crate::templates::words_of;

/// The text of a contract.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgreementText {
    /// What binds, as the file says it.
    pub chinese: AgreementTextVersion,
    /// For reading.
    pub english: AgreementTextVersion,
    /// Of a contract on a printed form: what stands in its fields. It has no clauses; the rest is printed, in the file.
    pub fields: Vec<AgreementField>,
    /// The clauses that are worded for this contract alone, by key, as they were written.
    #[schema(value_type = std::collections::BTreeMap<String, Amendment>)]
    pub amendments: Amendments,
}

/// What stands in a field of a printed form.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgreementField {
    #[schema(example = "合同起始日")]
    pub label: String,
    /// From 1.
    #[schema(example = 1)]
    pub page: u32,
    #[schema(example = "2027年1月1日")]
    pub text: String,
}

/// The text in one language.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgreementTextVersion {
    #[schema(example = "劳动合同书")]
    pub title: String,
    pub preamble: Vec<AgreementParagraph>,
    /// In their order; the first is clause 1.
    pub clauses: Vec<AgreementClause>,
}

/// One clause of a contract.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgreementClause {
    #[schema(example = "term")]
    pub key: String,
    #[schema(example = "合同期限")]
    pub heading: String,
    pub paragraphs: Vec<AgreementParagraph>,
}

/// One paragraph, or one numbered item.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgreementParagraph {
    pub is_item: bool,
    #[schema(example = "本合同自2027年1月1日起。")]
    pub text: String,
}

impl From<Filled> for AgreementTextVersion {
    fn from(filled: Filled) -> Self {
        let paragraphs = |list: Vec<texts::Paragraph>| {
            list.into_iter().map(|one| AgreementParagraph { is_item: one.form == Form::Item, text: one.text }).collect()
        };
        let clause = |one: texts::FilledClause| AgreementClause {
            key: one.key,
            heading: one.heading,
            paragraphs: paragraphs(one.paragraphs),
        };
        Self {
            title: filled.title,
            preamble: paragraphs(filled.preamble),
            clauses: filled.clauses.into_iter().map(clause).collect(),
        }
    }
}

fn fields(filled: &Filled) -> Vec<AgreementField> {
    let said = filled.fields.iter().filter(|one| !one.text.is_empty());
    said.map(|one| AgreementField { label: one.field.label.clone(), page: one.field.page, text: one.text.clone() })
        .collect()
}

/// All that a text is filled in from.
#[derive(Clone)]
pub(super) struct Source {
    text: TemplateText,
    variables: Value,
    amendments: Amendments,
}

impl Source {
    pub async fn of(app: &App, db: &Db, row: &Row) -> Answer<Self> {
        let (Words::Contract(words), Some(version)) = (open_words(app, row)?, row.template_version_id) else {
            return Err(not_kept());
        };
        let ContractWords { variables, amendments, .. } = words;
        let text = texts::amended(&words_of(db, version).await?, &amendments);
        Ok(Self { text, variables, amendments })
    }

    /// As it is written, with its amendments.
    pub fn text(&self) -> &TemplateText {
        &self.text
    }

    /// The same contract, saying something else.
    pub fn saying(&self, text: TemplateText) -> Self {
        Self { text, ..self.clone() }
    }

    /// What it was written from was checked, so a fault is ours.
    pub fn filled(&self, language: Language) -> Answer<Filled> {
        texts::fill(&self.text, &self.variables, language).map_err(|faults| {
            let found: Vec<&str> = faults.iter().map(|fault| fault.words.en.as_str()).collect();
            Problem::from_internal(format!("a contract that was drafted cannot be filled in: {found:?}"))
        })
    }
}

fn not_kept() -> Problem {
    Problem::new(
        actix_web::http::StatusCode::CONFLICT,
        "text_not_kept",
        "该协议没有按条款保存的文本，请阅读文件。",
        "The text of this agreement was not kept by clauses; read the file.",
    )
}

/// The text of a contract by its clauses. 409 `text_not_kept` for a separation agreement.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path)), responses((status = 200, body = AgreementText), Refusals))]
#[get("/agreements/{id}/text")]
pub async fn read_agreement_text(
    app: App,
    who: Guard<perm::AgreementsRead>,
    id: Path<AgreementId>,
) -> Answer<Json<AgreementText>> {
    let source = {
        let db = app.read().await?;
        let row = Row::find(&db, &who, who.scope(), *id, app.today()).await?;
        Source::of(&app, &db, &row).await?
    };
    app.blocking(move || {
        let chinese = source.filled(Language::Chinese)?;
        Ok(Json(AgreementText {
            fields: fields(&chinese),
            chinese: chinese.into(),
            english: source.filled(Language::English)?.into(),
            amendments: source.amendments,
        }))
    })
    .await
}

/// What a contract says differently from the one that it replaces, clause by clause and word by word.
///
/// 404 when it replaces none, or one that the caller may not see.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path)), responses((status = 200, body = Comparison), Refusals))]
#[get("/agreements/{id}/comparison")]
pub async fn compare_agreement(
    app: App,
    who: Guard<perm::AgreementsRead>,
    id: Path<AgreementId>,
) -> Answer<Json<Comparison>> {
    let (earlier, later) = {
        let db = app.read().await?;
        let row = Row::find(&db, &who, who.scope(), *id, app.today()).await?;
        let before = row.replaces_id.ok_or_else(Problem::not_found)?;
        let before = Row::find(&db, &who, who.scope(), before, app.today()).await?;
        tokio::try_join!(Source::of(&app, &db, &before), Source::of(&app, &db, &row))?
    };
    app.blocking(move || {
        let (earlier, later) = (earlier.filled(Language::Chinese)?, later.filled(Language::Chinese)?);
        Ok(Json(texts::compare_filled(&earlier, &later)))
    })
    .await
}
