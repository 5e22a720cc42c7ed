//! Imports and their findings as stored and sent.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::roster::Level;
use serde::{Deserialize, Serialize};
use store::ids::{ImportId, LegalEntityId};
use store::schema::{import_issues, imports};
use store::{Db, Json, Text, Tx};
use utoipa::ToSchema;

use crate::org::LegalEntity;
use crate::platform::errors::Sentence;
use crate::platform::http::{Page, Paging, Versioned};
use crate::platform::{Answer, App, Problem, Scope};

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// 核对中
    Checking,
    /// 已核对
    Checked,
    /// 导入中
    Committing,
    /// 已导入
    Committed,
    /// 无法读取
    Failed,
}

impl ImportState {
    const ALL: [Self; 5] = [Self::Checking, Self::Checked, Self::Committing, Self::Committed, Self::Failed];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Checking => "checking",
            Self::Checked => "checked",
            Self::Committing => "committing",
            Self::Committed => "committed",
            Self::Failed => "failed",
        }
    }

    /// Something is being done; progress moves.
    pub fn is_running(self) -> bool {
        matches!(self, Self::Checking | Self::Committing)
    }
}

impl fmt::Display for ImportState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for ImportState {
    type Err = ();
    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|state| state.as_str() == name).ok_or(())
    }
}

/// How far a running step is, in rows.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct ImportProgress {
    #[schema(example = 307)]
    pub done: i32,
    #[schema(example = 307)]
    pub total: i32,
}

/// What a commit came to, in people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportResult {
    #[schema(example = 307)]
    pub created: i32,
    #[schema(example = 0)]
    pub updated: i32,
    #[schema(example = 0)]
    pub unchanged: i32,
    /// Rows with errors, which were left out.
    #[schema(example = 13)]
    pub skipped: i32,
}

/// Why the last try did not go through, kept in both languages.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Failure {
    pub code: String,
    pub zh: String,
    pub en: String,
}

impl Failure {
    /// What a problem says, its first field error before its own sentence.
    pub fn of(problem: &Problem) -> Self {
        let (code, said): (&str, &Sentence) = match problem.errors.as_slice() {
            [error, ..] => (&error.code, &error.detail),
            [] => (&problem.code, &problem.detail),
        };
        Self { code: code.to_owned(), zh: said.zh.to_string(), en: said.en.to_string() }
    }
}

/// An import as stored.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = imports)]
pub struct ImportRow {
    pub id: ImportId,
    pub version: i32,
    pub legal_entity_id: LegalEntityId,
    pub kind: String,
    pub state: Text<ImportState>,
    pub file_name: String,
    pub sha256: Vec<u8>,
    pub object: Vec<u8>,
    pub sheet: Option<String>,
    pub header_row: Option<i32>,
    pub data_rows: i32,
    pub good_rows: i32,
    pub error_rows: i32,
    pub warning_rows: i32,
    pub done: i32,
    pub total: i32,
    pub result: Option<Json<ImportResult>>,
    pub failure: Option<Json<Failure>>,
    pub created_at: DateTime<Utc>,
}

/// An import 导入.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Import {
    pub id: ImportId,
    pub version: i32,
    pub legal_entity_id: LegalEntityId,
    /// What the workbook is: `roster`.
    #[schema(example = "roster")]
    pub kind: String,
    pub state: ImportState,
    #[schema(example = "花名册.xlsx")]
    pub file_name: String,
    /// Hash of the file as it was uploaded, in hex.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    pub sha256: String,
    /// The sheet with the people; null until it was found.
    #[schema(example = "花名册")]
    pub sheet: Option<String>,
    /// Row of its header, from 1.
    #[schema(example = 2)]
    pub header_row: Option<i32>,
    /// Rows about a person.
    #[schema(example = 320)]
    pub data_rows: i32,
    #[schema(example = 307)]
    pub good_rows: i32,
    #[schema(example = 13)]
    pub error_rows: i32,
    #[schema(example = 1)]
    pub warning_rows: i32,
    pub progress: ImportProgress,
    pub result: Option<ImportResult>,
    /// Why the file cannot be read, or why the last commit did not go through.
    pub failure: Option<String>,
    pub created_at: DateTime<Utc>,
}

impl Versioned for Import {
    fn version(&self) -> i32 {
        self.version
    }
}

impl ImportRow {
    /// As sent, in the caller's language.
    pub fn shown(self, english: bool) -> Import {
        Import {
            id: self.id,
            version: self.version,
            legal_entity_id: self.legal_entity_id,
            kind: self.kind,
            state: self.state.0,
            file_name: self.file_name,
            sha256: hex::encode(self.sha256),
            sheet: self.sheet,
            header_row: self.header_row,
            data_rows: self.data_rows,
            good_rows: self.good_rows,
            error_rows: self.error_rows,
            warning_rows: self.warning_rows,
            progress: ImportProgress { done: self.done, total: self.total },
            result: self.result.map(|result| result.0),
            failure: self.failure.map(|failure| if english { failure.0.en } else { failure.0.zh }),
            created_at: self.created_at,
        }
    }

    pub async fn load(mut db: &Db, id: ImportId) -> Answer<Self> {
        Ok(imports::table.find(id).select(Self::as_select()).first(&mut db).await?)
    }

    /// One import of a legal entity in scope; 404 otherwise.
    pub async fn find(db: &Db, scope: &Scope, id: ImportId) -> Answer<Self> {
        let row = Self::load(db, id).await?;
        if scope.covers_entity(row.legal_entity_id) { Ok(row) } else { Err(Problem::not_found()) }
    }

    /// One import, held until the transaction ends.
    pub async fn lock(tx: &mut Tx, id: ImportId) -> Answer<Self> {
        Ok(imports::table.find(id).select(Self::as_select()).for_no_key_update().first(tx).await?)
    }

    /// Those of the legal entities in scope, latest first.
    pub async fn list(mut db: &Db, scope: &Scope, paging: &Paging) -> Answer<Page<Self>> {
        let entities = LegalEntity::list(db).await?.into_iter().map(|entity| entity.id);
        let covered: Vec<LegalEntityId> = entities.filter(|id| scope.covers_entity(*id)).collect();
        let mut query = imports::table
            .filter(imports::legal_entity_id.eq_any(covered))
            .order(imports::id.desc())
            .limit(paging.limit() + 1)
            .select(Self::as_select())
            .into_boxed();
        if let Some(before) = paging.after::<ImportId>()? {
            query = query.filter(imports::id.lt(before));
        }
        Ok(Page::of(query.load(&mut db).await?, paging, |row| row.id))
    }
}

/// One finding in one cell, before it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub sheet: String,
    /// Row of the sheet, from 1.
    pub row: u32,
    pub column: String,
    pub code: String,
    pub level: Level,
    pub value: String,
    pub zh: String,
    pub en: String,
}

/// One finding in one cell of a workbook.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportIssue {
    #[schema(example = "花名册")]
    pub sheet: String,
    /// Row of the sheet, from 1.
    #[schema(example = 46)]
    pub row: i32,
    /// Title of the column as written in the sheet.
    #[schema(example = "身份证号")]
    pub column: String,
    #[schema(example = "duplicate_id")]
    pub code: String,
    /// `error`: the row cannot be taken; `warning`: somebody should look.
    #[schema(example = "error", pattern = "^(error|warning)$")]
    pub level: String,
    /// The cell as it was found; empty for an empty cell.
    pub value: String,
    /// What is wrong and what to do, in the language of `Accept-Language`.
    pub message: String,
}

/// What quotes the cell; sealed, since the cell may be an identity number.
#[derive(Serialize, Deserialize)]
struct Words {
    value: String,
    zh: String,
    en: String,
}

const WORDS: &str = "import_issues.words";

#[derive(Queryable, Selectable)]
#[diesel(table_name = import_issues)]
struct IssueRow {
    place: i32,
    sheet: String,
    sheet_row: i32,
    column_title: String,
    code: String,
    level: String,
    words_sealed: Vec<u8>,
}

impl Finding {
    /// Puts findings in the place of those of an earlier check.
    pub async fn replace_all(app: &App, tx: &mut Tx, import: ImportId, findings: &[Self]) -> Answer<()> {
        diesel::delete(import_issues::table.filter(import_issues::import_id.eq(import))).execute(tx).await?;
        let mut place = 0;
        for batch in findings.chunks(2_000) {
            let mut rows = Vec::with_capacity(batch.len());
            for finding in batch {
                let words = Words { value: finding.value.clone(), zh: finding.zh.clone(), en: finding.en.clone() };
                let words = serde_json::to_string(&words).map_err(Problem::from_internal)?;
                rows.push((
                    import_issues::import_id.eq(import),
                    import_issues::place.eq(place),
                    import_issues::sheet.eq(&finding.sheet),
                    import_issues::sheet_row.eq(i32::try_from(finding.row).unwrap_or(i32::MAX)),
                    import_issues::column_title.eq(&finding.column),
                    import_issues::code.eq(&finding.code),
                    import_issues::level.eq(if finding.level == Level::Error { "error" } else { "warning" }),
                    import_issues::words_sealed.eq(app.keyring.seal_column(WORDS, &words)?),
                ));
                place += 1;
            }
            diesel::insert_into(import_issues::table).values(&rows).execute(tx).await?;
        }
        Ok(())
    }
}

impl ImportIssue {
    /// By sheet, row and column, as somebody walks through the file.
    pub async fn list(app: &App, mut db: &Db, import: ImportId, english: bool, paging: &Paging) -> Answer<Page<Self>> {
        let mut query = import_issues::table
            .filter(import_issues::import_id.eq(import))
            .order(import_issues::place)
            .limit(paging.limit() + 1)
            .select(IssueRow::as_select())
            .into_boxed();
        if let Some(after) = paging.after::<i32>()? {
            query = query.filter(import_issues::place.gt(after));
        }
        let page = Page::of(query.load(&mut db).await?, paging, |row: &IssueRow| row.place);
        let items = page.items.into_iter().map(|row| row.open(app, english)).collect::<Answer<_>>()?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }
}

impl IssueRow {
    fn open(self, app: &App, english: bool) -> Answer<ImportIssue> {
        let words: Words = serde_json::from_str(&app.keyring.open_column(WORDS, &self.words_sealed)?)
            .map_err(Problem::from_internal)?;
        Ok(ImportIssue {
            sheet: self.sheet,
            row: self.sheet_row,
            column: self.column_title,
            code: self.code,
            level: self.level,
            value: words.value,
            message: if english { words.en } else { words.zh },
        })
    }
}
