//! The handover list 工作交接清单 (DOC-11) as a file: what is handed over by R-029, and what HR has put on the list.
//!
//! It is made anew at each reading, to be printed and signed by hand at the desk.

use actix_web::get;
use actix_web::web::Path;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::separations::tasks::State;
use signing::facts::{HandoverItem, HandoverList, HandoverState};
use store::Json;
use store::ids::SeparationId;
use store::schema::separation_tasks;

use super::papers::{self, Named};
use super::row::Case;
use super::tasks::{Outcome, TaskRow};
use crate::platform::clock::civil_date;
use crate::platform::errors::Refusals;
use crate::platform::http::File;
use crate::platform::{Answer, App, Guard, perm};

/// The handover list as PDF, with room for what is not on it and for three signatures by hand.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), Refusals))]
#[get("/separations/{id}/handover.pdf")]
pub async fn download_handover_list(
    app: App,
    who: Guard<perm::SeparationsRead>,
    id: Path<SeparationId>,
) -> Answer<File> {
    let (case, list) = {
        let db = app.read().await?;
        let case = Case::find(&db, &who, who.scope(), *id, app.today()).await?;
        let Named { employer, worker, .. } = papers::named(&app, &db, &case).await?;
        let rows: Vec<TaskRow> = separation_tasks::table
            .filter(separation_tasks::separation_id.eq(case.row.id))
            .filter(separation_tasks::kind.eq("handover").or(separation_tasks::rule.is_null()))
            .order((separation_tasks::due_on, separation_tasks::id))
            .select(TaskRow::as_select())
            .load(&mut &*db)
            .await?;
        let items = rows.into_iter().map(item).collect();
        let list = HandoverList { employer, worker, last_day: case.row.last_day, items, made_on: app.today() };
        (case, list)
    };
    let rendered = app.desk.render(list, &format!("{}-JJ", case.row.number)).await?;
    let name = format!("{}-{}.pdf", signing::Template::HandoverList.title(), case.row.number);
    Ok(File { name, media: "application/pdf".into(), bytes: rendered.pdf.into() })
}

fn item(row: TaskRow) -> HandoverItem {
    let ended = row.outcome.map(|Json(Outcome { by, at, text })| {
        let said = [by.name, civil_date(at).format("%Y年%-m月%-d日").to_string(), text];
        said.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("，")
    });
    let state = match row.state.0 {
        State::Open => HandoverState::Open,
        State::Done => HandoverState::Done,
        State::Waived => HandoverState::Waived,
    };
    HandoverItem { title: row.title.0.zh, due_on: row.due_on, state, ended }
}
