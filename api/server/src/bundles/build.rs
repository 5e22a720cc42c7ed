//! Building a bundle in the background. A build that was cut short starts over at the next start of the
//! service; two instances that build the same bundle do no harm, the first to finish stands.

use std::time::Duration;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use evidence::verify::{Known, verify_bundle};
use store::Text;
use store::schema::bundles;

use super::row::{BundleRow, BundleState};
use crate::org::LegalEntity;
use crate::platform::access::Caller;
use crate::platform::journal::{Event, Events, Kind, export};
use crate::platform::{Answer, App, Problem};

/// How long a build waits for the sequencer to place an entry.
const PATIENCE: Duration = Duration::from_secs(120);

/// Starts to build in the background.
pub(super) fn start(app: &App, row: BundleRow) {
    let app = app.clone();
    tokio::spawn(async move {
        if let Err(problem) = build(&app, &row).await {
            tracing::error!(bundle = %row.id, %problem, "an evidence bundle could not be built");
            if let Err(problem) = give_up(&app, &row).await {
                tracing::error!(bundle = %row.id, %problem, "and that could not be put on record");
            }
        }
    });
}

/// Takes up the builds that a stopped service left.
pub async fn resume(app: App) {
    match left(&app).await {
        Ok(rows) => rows.into_iter().for_each(|row| start(&app, row)),
        Err(problem) => tracing::error!(%problem, "unfinished evidence bundles were not taken up"),
    }
}

async fn left(app: &App) -> Answer<Vec<BundleRow>> {
    BundleRow::building(&*app.read().await?).await
}

struct Built {
    zip: Vec<u8>,
    entries: usize,
}

async fn build(app: &App, row: &BundleRow) -> Answer<()> {
    let late = || Problem::from_internal("the sequencer did not place an entry in time");
    export::placed(app, row.id.0, (Kind::BundleRequested, 1), PATIENCE).await?.ok_or_else(late)?;
    let stated = export::state_heads(app, row.legal_entity_id).await?;
    export::placed(app, stated.id, (Kind::LogHeadsStated, 1), PATIENCE).await?.ok_or_else(late)?;
    let built = archive(app, row, &stated).await?;
    finish(app, row, built).await
}

/// The archive, verified as an arbitrator would who knows the log's key and the roots.
async fn archive(app: &App, row: &BundleRow, stated: &export::HeadsStated) -> Answer<Built> {
    let mut bundle = export::trail(app, row.legal_entity_id, row.employee_id, stated, app.desk.roots()).await?;
    let employer = LegalEntity::find(&*app.read().await?, row.legal_entity_id).await?;
    bundle.info = vec![
        ("Source-Organization".into(), employer.facts.name),
        ("Bagging-Date".into(), row.created_at.format("%Y-%m-%d").to_string()),
        ("External-Identifier".into(), row.id.to_string()),
        ("Bag-Software-Agent".into(), format!("youju {}", env!("CARGO_PKG_VERSION"))),
    ];
    bundle.sm2 = app.desk.manifest_signer().await?.map(|signer| (signer, app.now()));
    let known = Known {
        log_key: Some(bundle.log_key.clone()),
        roots: Some(app.desk.roots()),
        sm2_roots: app.desk.sm2_root()?.map(|(_, root)| vec![root]),
        checkpoints: Vec::new(),
    };
    app.blocking(move || {
        let zip = bundle.to_zip().map_err(Problem::from_internal)?;
        let report = verify_bundle(&zip, &known);
        match report.first_failure() {
            None => Ok(Built { zip, entries: bundle.entries.len() }),
            Some((check, finding)) => Err(Problem::from_internal(format!(
                "the bundle does not hold: {} {} {}",
                check.name, finding.path, finding.said.en
            ))),
        }
    })
    .await
}

async fn finish(app: &App, row: &BundleRow, built: Built) -> Answer<()> {
    let size = i64::try_from(built.zip.len()).map_err(Problem::from_internal)?;
    let entries = i32::try_from(built.entries).map_err(Problem::from_internal)?;
    let sha256 = app.storage.keep(built.zip).await?;
    app.change(&Caller::system(), async |tx| {
        let first = diesel::update(bundles::table.find(row.id))
            .filter(bundles::state.eq(Text(BundleState::Building)))
            .set((
                bundles::state.eq(Text(BundleState::Ready)),
                bundles::sha256.eq(sha256.to_vec()),
                bundles::size.eq(size),
                bundles::entries.eq(entries),
            ))
            .execute(tx)
            .await?;
        if first == 0 {
            return Ok(((), Events::nothing_changed()));
        }
        let facts =
            serde_json::json!({"bundle_id": row.id, "sha256": hex::encode(sha256), "size": size, "entries": entries});
        let event = Event::new(Kind::BundleBuilt, row.legal_entity_id, row.id).about(row.employee_id).facts(&facts);
        Ok(((), Events::from(event)))
    })
    .await
}

async fn give_up(app: &App, row: &BundleRow) -> Answer<()> {
    app.change(&Caller::system(), async |tx| {
        diesel::update(bundles::table.find(row.id))
            .filter(bundles::state.eq(Text(BundleState::Building)))
            .set(bundles::state.eq(Text(BundleState::Failed)))
            .execute(tx)
            .await?;
        // Nothing came out of it, so there is nothing to prove; the request is on record.
        Ok(((), Events::nothing_changed()))
    })
    .await
}
