//! Scans as stored and sent.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::paper::PaperState;
use serde::Serialize;
use store::ids::{AccountId, AgreementId, PaperSignatureId};
use store::schema::{accounts, agreement_paper_signatures as papers};
use store::{Db, Text, Tx};
use utoipa::ToSchema;

use super::super::row::Row;
use crate::platform::http::Versioned;
use crate::platform::{Answer, App, Problem};

/// What an objection is sealed for.
pub const OBJECTION: &str = "agreement_paper_signatures.objection";

/// A scan as stored.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = papers)]
pub struct ScanRow {
    pub id: PaperSignatureId,
    pub state: Text<PaperState>,
    pub signed_on: NaiveDate,
    pub scan_sha256: Vec<u8>,
    pub scan_media: String,
    pub scan_size: i64,
    pub kept_at: String,
    pub brought_by: AccountId,
    pub brought_at: DateTime<Utc>,
    pub decided_by: Option<AccountId>,
    pub decided_at: Option<DateTime<Utc>>,
    pub decision_text: Option<String>,
    pub objection_sealed: Option<Vec<u8>>,
    pub objected_at: Option<DateTime<Utc>>,
}

/// The scan of an agreement that was signed by hand.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PaperSignature {
    pub id: PaperSignatureId,
    pub state: PaperState,
    /// The day on the paper.
    pub signed_on: NaiveDate,
    /// SHA-256 of the scan, in hex.
    pub scan_sha256: String,
    #[schema(example = "application/pdf")]
    pub scan_media: String,
    /// In bytes.
    pub scan_size: i64,
    /// Where the paper original is kept.
    #[schema(example = "人力资源部档案室 3 号柜")]
    pub kept_at: String,
    pub brought_by_name: String,
    pub brought_at: DateTime<Utc>,
    pub decided_by_name: Option<String>,
    pub decided_at: Option<DateTime<Utc>>,
    /// What whoever compared it says.
    pub decision_text: Option<String>,
    /// What the employee objects to.
    pub objection: Option<String>,
    pub objected_at: Option<DateTime<Utc>>,
}

impl Versioned for PaperSignature {
    fn version(&self) -> i32 {
        1
    }
}

/// Scans as sent; two statements, however many.
pub async fn shown(app: &App, mut db: &Db, rows: Vec<ScanRow>) -> Answer<Vec<PaperSignature>> {
    let doers: Vec<AccountId> = rows.iter().flat_map(|row| [Some(row.brought_by), row.decided_by]).flatten().collect();
    let names: HashMap<AccountId, String> = accounts::table
        .filter(accounts::id.eq_any(doers))
        .select((accounts::id, accounts::display_name))
        .load::<(AccountId, String)>(&mut db)
        .await?
        .into_iter()
        .collect();
    rows.into_iter()
        .map(|row| {
            let objection = row.objection_sealed.map(|sealed| app.keyring.open_of(OBJECTION, row.id, &sealed));
            Ok(PaperSignature {
                id: row.id,
                state: row.state.0,
                signed_on: row.signed_on,
                scan_sha256: hex::encode(row.scan_sha256),
                scan_media: row.scan_media,
                scan_size: row.scan_size,
                kept_at: row.kept_at,
                brought_by_name: names.get(&row.brought_by).cloned().unwrap_or_default(),
                brought_at: row.brought_at,
                decided_by_name: row.decided_by.and_then(|id| names.get(&id)).cloned(),
                decided_at: row.decided_at,
                decision_text: row.decision_text,
                objection: objection.transpose()?,
                objected_at: row.objected_at,
            })
        })
        .collect()
}

/// Which of these agreements both signed by hand, as somebody has confirmed.
pub async fn on_paper(mut db: &Db, agreements: &[AgreementId]) -> diesel::QueryResult<HashSet<AgreementId>> {
    let found: Vec<AgreementId> = papers::table
        .filter(papers::agreement_id.eq_any(agreements).and(papers::state.eq(Text(PaperState::Confirmed))))
        .select(papers::agreement_id)
        .load(&mut db)
        .await?;
    Ok(found.into_iter().collect())
}

pub async fn one(app: &App, db: &Db, row: ScanRow) -> Answer<PaperSignature> {
    shown(app, db, vec![row]).await?.pop().ok_or_else(Problem::not_found)
}

/// Locked until the change is done.
pub async fn lock(tx: &mut Tx, row: &Row, paper: PaperSignatureId) -> Answer<ScanRow> {
    Ok(papers::table
        .find(paper)
        .filter(papers::agreement_id.eq(row.id))
        .select(ScanRow::as_select())
        .for_update()
        .first(tx)
        .await?)
}
