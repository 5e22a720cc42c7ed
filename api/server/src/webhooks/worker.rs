//! The worker that follows the journal and sends. Leased through the database by an advisory lock, so that one
//! instance does it. When it dies in the middle of a request, the next one sends that delivery again, under its id.

use std::collections::HashSet;
use std::time::Duration;

use chrono::TimeDelta;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::webhooks::DeliveryState;
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use store::Text;
use store::schema::webhook_deliveries;
use tokio::time::{Instant, MissedTickBehavior, interval};

use super::{address, follow, send};
use crate::platform::lease::Lease;
use crate::platform::{Answer, App};

const LEASE: i64 = 0x796f_756a_7502; // "youju", 2
const LOOK_EVERY: Duration = Duration::from_millis(250);
/// Most requests under way.
const AT_ONCE: usize = 64;
/// How long a delivery is kept once it has arrived, and how many are removed in one step.
const KEEP: TimeDelta = TimeDelta::days(30);
const REMOVE_EVERY: Duration = Duration::from_secs(600);
const REMOVE_AT_ONCE: i64 = 5_000;

/// Runs until the service ends: takes the lease when it is free and works while it holds it.
pub async fn run(app: App) {
    loop {
        if let Err(problem) = lead(&app).await {
            tracing::warn!(%problem, "webhooks wait");
        }
        tokio::time::sleep(Duration::from_secs(2)).await;
    }
}

async fn lead(app: &App) -> Answer<()> {
    let Some(mut lease) = Lease::take(app, LEASE).await? else { return Ok(()) };
    let http = address::client(app)?;
    let mut sending = FuturesUnordered::new();
    let mut busy = HashSet::new();
    let mut looks = interval(LOOK_EVERY);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut removed: Option<Instant> = None;
    loop {
        tokio::select! {
            Some(lane) = sending.next() => { busy.remove(&lane); }
            _ = looks.tick() => {
                lease.hold().await?;
                while follow::follow(app).await? {}
                if removed.is_none_or(|at| at.elapsed() > REMOVE_EVERY) {
                    remove_old(app).await?;
                    removed = Some(Instant::now());
                }
            }
        }
        let room = i64::try_from(AT_ONCE.saturating_sub(busy.len())).unwrap_or_default();
        for due in send::due(app, busy.iter(), room).await? {
            busy.insert(due.lane());
            sending.push(send::deliver(app, &http, due));
        }
    }
}

/// Forgets deliveries that arrived long ago. What did not arrive is kept until it does.
async fn remove_old(app: &App) -> Answer<()> {
    app.bookkeep(async |tx| {
        let old = webhook_deliveries::table
            .filter(webhook_deliveries::state.eq(Text(DeliveryState::Delivered)))
            .filter(webhook_deliveries::created_at.lt(app.now() - KEEP))
            .order(webhook_deliveries::created_at)
            .limit(REMOVE_AT_ONCE)
            .select(webhook_deliveries::id)
            .into_boxed();
        diesel::delete(webhook_deliveries::table.filter(webhook_deliveries::id.eq_any(old))).execute(tx).await?;
        Ok(())
    })
    .await
}
