//! Templates as stored and sent.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::refused::Fault;
use domain::templates::printed::{TermCoverage, coverage};
use domain::templates::{self as texts, Kind, Stage, TemplateText};
use serde::{Deserialize, Serialize};
use store::ids::{AccountId, LegalEntityId, TemplateId, TemplateVersionId};
use store::schema::{accounts, template_versions, templates};
use store::{Db, Json, Text, Tx};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::platform::http::{Page, Paging, Versioned};
use crate::platform::journal::{self, Event};
use crate::platform::{Answer, App, Problem, Scope};

/// A template 合同模板.
#[derive(Clone, Debug, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = templates)]
pub struct Template {
    pub id: TemplateId,
    pub legal_entity_id: LegalEntityId,
    #[schema(value_type = Kind)]
    pub kind: Text<Kind>,
    #[schema(example = "劳动合同书（通用）")]
    pub name: String,
    pub created_at: DateTime<Utc>,
}

/// A template with where its versions stand.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TemplateSummary {
    #[serde(flatten)]
    pub template: Template,
    /// Number of the version that new contracts take; null before the first release.
    pub released: Option<i32>,
    /// The version that is being written or reviewed.
    pub open: Option<TemplateVersionRef>,
}

/// A version, as lists name it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TemplateVersionRef {
    pub number: i32,
    pub stage: Stage,
    /// Everybody whose words are in it, by name; none of them may release it.
    #[schema(example = json!(["林晓"]))]
    pub edited_by: Vec<String>,
    pub edited_at: DateTime<Utc>,
    /// Who of legal decided last.
    pub reviewed_by: Option<String>,
    pub reviewed_at: Option<DateTime<Utc>>,
    /// What legal wrote, to the release or to what is to be changed.
    pub review_text: Option<String>,
}

/// A template with its versions, latest first.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TemplateDetail {
    #[serde(flatten)]
    pub template: Template,
    pub versions: Vec<TemplateVersionRef>,
}

impl Versioned for TemplateDetail {
    fn version(&self) -> i32 {
        self.versions.iter().map(|version| version.number).max().unwrap_or_default()
    }
}

/// A version with its text and what stands against a release.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TemplateVersion {
    pub template: Template,
    pub version: i32,
    #[serde(flatten)]
    pub state: TemplateVersionRef,
    pub text: TemplateText,
    /// Empty when it can be released.
    pub findings: Vec<TemplateFinding>,
    /// Where each mandatory term stands on a printed form; empty of a text with clauses.
    pub coverage: Vec<TermCoverage>,
}

impl Versioned for TemplateVersion {
    fn version(&self) -> i32 {
        self.version
    }
}

/// Something that stands against a release.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TemplateFinding {
    /// JSON pointer into the text.
    #[schema(example = "/clauses/2/text")]
    pub pointer: String,
    #[schema(example = "mandatory_term_incomplete")]
    pub code: &'static str,
    pub zh: String,
    pub en: String,
}

impl From<Fault> for TemplateFinding {
    fn from(fault: Fault) -> Self {
        Self { pointer: fault.pointer, code: fault.code, zh: fault.words.zh, en: fault.words.en }
    }
}

/// Where each mandatory term stands on a printed form.
pub(super) fn coverage_of(kind: Kind, text: &TemplateText) -> Vec<TermCoverage> {
    text.form.as_ref().map(|form| coverage(kind, form)).unwrap_or_default()
}

/// Filters of the list of templates.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TemplateFilter {
    pub kind: Option<Kind>,
    pub legal_entity_id: Option<LegalEntityId>,
}

/// A version as stored.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = template_versions)]
pub(super) struct Row {
    pub id: TemplateVersionId,
    pub number: i32,
    pub version: i32,
    pub stage: Text<Stage>,
    pub text: Json<TemplateText>,
    pub editors: Vec<Option<Uuid>>,
    pub edited_at: DateTime<Utc>,
    pub reviewed_by: Option<AccountId>,
    pub reviewed_at: Option<DateTime<Utc>>,
    pub review_text: Option<String>,
}

/// A version without its text.
#[derive(Queryable, Selectable)]
#[diesel(table_name = template_versions)]
struct RefRow {
    template_id: TemplateId,
    number: i32,
    stage: Text<Stage>,
    editors: Vec<Option<Uuid>>,
    edited_at: DateTime<Utc>,
    reviewed_by: Option<AccountId>,
    reviewed_at: Option<DateTime<Utc>>,
    review_text: Option<String>,
}

impl RefRow {
    fn doers(&self) -> impl Iterator<Item = Uuid> + '_ {
        self.editors.iter().flatten().copied().chain(self.reviewed_by.map(Uuid::from))
    }

    fn shown(self, names: &HashMap<Uuid, String>) -> TemplateVersionRef {
        let Self { template_id: _, number, stage, editors, edited_at, reviewed_by, reviewed_at, review_text } = self;
        TemplateVersionRef {
            number,
            stage: stage.0,
            edited_by: editors.iter().flatten().filter_map(|id| names.get(id).cloned()).collect(),
            edited_at,
            reviewed_by: reviewed_by.and_then(|id| names.get(&Uuid::from(id)).cloned()),
            reviewed_at,
            review_text,
        }
    }
}

/// What accounts are called; one statement.
async fn names(mut db: &Db, ids: Vec<Uuid>) -> Answer<HashMap<Uuid, String>> {
    let rows: Vec<(Uuid, String)> = accounts::table
        .filter(accounts::id.eq_any(ids))
        .select((accounts::id, accounts::display_name))
        .load(&mut db)
        .await?;
    Ok(rows.into_iter().collect())
}

impl Template {
    pub async fn find(mut db: &Db, scope: &Scope, id: TemplateId) -> Answer<Self> {
        let found: Self = templates::table.find(id).select(Self::as_select()).first(&mut db).await?;
        if scope.covers_entity(found.legal_entity_id) { Ok(found) } else { Err(Problem::not_found()) }
    }

    /// The same, locked: its versions change one at a time.
    pub async fn lock(tx: &mut Tx, scope: &Scope, id: TemplateId) -> Answer<Self> {
        templates::table.find(id).select(templates::id).for_no_key_update().execute(tx).await?;
        Self::find(tx, scope, id).await
    }

    /// A page by kind and name; three statements.
    pub async fn list(
        mut db: &Db,
        scope: &Scope,
        filter: &TemplateFilter,
        paging: &Paging,
    ) -> Answer<Page<TemplateSummary>> {
        let mut query = templates::table
            .order((templates::kind, templates::name, templates::id))
            .limit(paging.limit() + 1)
            .select(Self::as_select())
            .into_boxed();
        if let Some(entities) = scope.entities() {
            query = query.filter(templates::legal_entity_id.eq_any(entities.to_vec()));
        }
        if let Some(kind) = filter.kind {
            query = query.filter(templates::kind.eq(Text(kind)));
        }
        if let Some(entity) = filter.legal_entity_id {
            query = query.filter(templates::legal_entity_id.eq(entity));
        }
        if let Some((kind, name, id)) = paging.after::<(String, String, TemplateId)>()? {
            let same_kind = templates::kind.eq(kind.clone());
            let later_name = templates::name.gt(name.clone()).or(templates::name.eq(name).and(templates::id.gt(id)));
            query = query.filter(templates::kind.gt(kind).or(same_kind.and(later_name)));
        }
        let rows: Vec<Self> = query.load(&mut db).await?;
        let page = Page::of(rows, paging, |row| (row.kind.0.name(), row.name.clone(), row.id));
        let ids: Vec<TemplateId> = page.items.iter().map(|row| row.id).collect();
        let versions = versions_of(db, &ids, &[Stage::Draft, Stage::InReview, Stage::Released]).await?;
        Ok(page.map(|template| {
            let own = || versions.iter().filter(|(id, _)| *id == template.id).map(|(_, version)| version);
            let released = own().find(|version| version.stage == Stage::Released).map(|version| version.number);
            let open = own().find(|version| version.stage != Stage::Released).cloned();
            TemplateSummary { template, released, open }
        }))
    }

    pub async fn detail(self, db: &Db) -> Answer<TemplateDetail> {
        let versions = versions_of(db, &[self.id], &Stage::ALL).await?;
        Ok(TemplateDetail { template: self, versions: versions.into_iter().map(|(_, version)| version).collect() })
    }

    /// Something that happened to this template.
    pub fn event(&self, kind: journal::Kind) -> Event {
        Event::new(kind, self.legal_entity_id, self.id)
    }
}

async fn versions_of(
    mut db: &Db,
    ids: &[TemplateId],
    stages: &[Stage],
) -> Answer<Vec<(TemplateId, TemplateVersionRef)>> {
    let stages: Vec<Text<Stage>> = stages.iter().copied().map(Text).collect();
    let rows: Vec<RefRow> = template_versions::table
        .filter(template_versions::template_id.eq_any(ids))
        .filter(template_versions::stage.eq_any(stages))
        .order((template_versions::template_id, template_versions::number.desc()))
        .select(RefRow::as_select())
        .load(&mut db)
        .await?;
    let names = names(db, rows.iter().flat_map(RefRow::doers).collect()).await?;
    Ok(rows.into_iter().map(|row| (row.template_id, row.shown(&names))).collect())
}

impl Row {
    pub async fn find(mut db: &Db, template: TemplateId, number: i32) -> Answer<Self> {
        Ok(template_versions::table
            .filter(template_versions::template_id.eq(template).and(template_versions::number.eq(number)))
            .select(Self::as_select())
            .first(&mut db)
            .await?)
    }

    pub async fn latest(mut db: &Db, template: TemplateId) -> Answer<Self> {
        Ok(template_versions::table
            .filter(template_versions::template_id.eq(template))
            .order(template_versions::number.desc())
            .select(Self::as_select())
            .first(&mut db)
            .await?)
    }

    pub async fn insert(
        tx: &mut Tx,
        (id, template, number): (TemplateVersionId, TemplateId, i32),
        text: &TemplateText,
        (by, at): (AccountId, DateTime<Utc>),
    ) -> Answer<Self> {
        Ok(diesel::insert_into(template_versions::table)
            .values((
                template_versions::id.eq(id),
                template_versions::template_id.eq(template),
                template_versions::number.eq(number),
                template_versions::stage.eq(Text(Stage::Draft)),
                template_versions::text.eq(Json(text.clone())),
                template_versions::editors.eq(vec![by.0]),
                template_versions::edited_at.eq(at),
            ))
            .returning(Self::as_returning())
            .get_result(tx)
            .await?)
    }

    pub fn is_by(&self, account: Option<AccountId>) -> bool {
        account.is_some_and(|account| self.editors.contains(&Some(account.0)))
    }

    /// What stands against a release. Trying a text with every sample takes milliseconds: not on a thread that
    /// answers others.
    pub async fn findings(&self, app: &App, kind: Kind) -> Answer<Vec<Fault>> {
        match self.stage.0 {
            // It passed when it was released.
            Stage::Released | Stage::Superseded => Ok(Vec::new()),
            Stage::Draft | Stage::InReview => {
                let text = self.text.0.clone();
                app.blocking(move || Ok(texts::check(kind, &text))).await
            }
        }
    }

    pub async fn shown(self, db: &Db, template: Template, findings: Vec<Fault>) -> Answer<TemplateVersion> {
        let Self { id: _, number, version, stage, text, editors, edited_at, reviewed_by, reviewed_at, review_text } =
            self;
        let template_id = template.id;
        let row = RefRow { template_id, number, stage, editors, edited_at, reviewed_by, reviewed_at, review_text };
        let names = names(db, row.doers().collect()).await?;
        Ok(TemplateVersion {
            coverage: coverage_of(template.kind.0, &text.0),
            template,
            version,
            state: row.shown(&names),
            text: text.0,
            findings: findings.into_iter().map(TemplateFinding::from).collect(),
        })
    }
}
