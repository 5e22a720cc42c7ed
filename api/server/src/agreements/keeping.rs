//! Signed agreements stay provable: before the certificate behind a document timestamp ends, another is appended
//! (PAdES B-LTA, ETSI EN 319 142-1 §5.4.3).

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::Stage;
use store::schema::{agreements, documents};
use store::{Text, Tx};

use super::row::Row;
use crate::platform::access::Caller;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Problem};

/// How long before the end; an authority that is gone for months does no harm.
const AHEAD: TimeDelta = TimeDelta::days(365);
/// Most in one look; the rest wait for the next.
const AT_ONCE: i64 = 20;

/// Appends a timestamp to what will soon need one; answers how many.
pub async fn renew(app: &App) -> Answer<usize> {
    let ahead = app.now() + AHEAD;
    if due_before(app, ahead).await?.is_empty() {
        return Ok(0);
    }
    // While the authority's own certificate is near its end, another stamp of it would gain nothing.
    let due = due_before(app, app.desk.stamps_until().await?.min(ahead)).await?;
    for row in &due {
        renew_one(app, row).await?;
    }
    Ok(due.len())
}

/// Whose timestamp ends before an instant, the first to end first.
async fn due_before(app: &App, until: DateTime<Utc>) -> Answer<Vec<Row>> {
    let db = app.read().await?;
    Ok(agreements::table
        .filter(agreements::stage.eq(Text(Stage::Signed)))
        .filter(agreements::kept_until.lt(until))
        .order(agreements::kept_until)
        .limit(AT_ONCE)
        .select(Row::as_select())
        .load(&mut &*db)
        .await?)
}

async fn renew_one(app: &App, row: &Row) -> Answer<()> {
    let pdf = app.storage.fetch(&row.document_sha256).await?.to_vec();
    let (pdf, until) = app.desk.archive(pdf).await?;
    let sha256 = app.storage.keep(pdf.clone()).await?;
    app.change(&Caller::system(), async |tx| {
        let kept = keep(tx, row, (sha256, pdf.len()), until).await?;
        let event = row.event(Kind::AgreementRestamped).facts(&serde_json::json!({
            "number": row.number, "before_sha256": hex::encode(&row.document_sha256), "sha256": hex::encode(sha256),
            "kept_until": until}));
        let event = event.attach("agreement.pdf", "application/pdf", pdf);
        Ok(((), if kept { vec![event] } else { Vec::<Event>::new() }))
    })
    .await
}

/// The file in the place of the one that it continues; false when that is not the present one any more.
async fn keep(tx: &mut Tx, row: &Row, (sha256, size): ([u8; 32], usize), until: Option<DateTime<Utc>>) -> Answer<bool> {
    let before = &row.document_sha256;
    let changed = diesel::update(agreements::table.find(row.id).filter(agreements::document_sha256.eq(before)))
        .set((
            agreements::document_sha256.eq(sha256.to_vec()),
            agreements::kept_until.eq(until),
            agreements::version.eq(agreements::version + 1),
        ))
        .execute(tx)
        .await?;
    if changed == 0 {
        return Ok(false);
    }
    let size = i64::try_from(size).map_err(Problem::from_internal)?;
    diesel::update(documents::table)
        .filter(documents::resource_id.eq(row.id.0).and(documents::sha256.eq(before)))
        .set((documents::sha256.eq(sha256.to_vec()), documents::size.eq(size)))
        .execute(tx)
        .await?;
    Ok(true)
}
