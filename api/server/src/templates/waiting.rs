//! Templates that wait for legal.

use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::templates::Stage;
use store::ids::TemplateId;
use store::schema::{template_versions, templates};
use store::{Db, Text};
use uuid::Uuid;

use crate::platform::access::Caller;
use crate::platform::waiting::{Card, CardItem, Counted, NAMED};
use crate::platform::{Answer, Scope};

/// Versions to review, the oldest first; nobody reviews what holds their own words. `scope` is that of
/// `templates.review`.
pub async fn waits(mut db: &Db, who: &Caller, scope: &Scope) -> Answer<Option<Card>> {
    let account = who.principal.account_id().map_or(Uuid::nil(), Uuid::from);
    let mut query = template_versions::table
        .inner_join(templates::table)
        .filter(template_versions::stage.eq(Text(Stage::InReview)))
        .filter(diesel::dsl::not(template_versions::editors.contains(vec![account])))
        .order((template_versions::edited_at, template_versions::id))
        .limit(NAMED)
        .select(((templates::id, templates::name, template_versions::number), count_star().over()))
        .into_boxed();
    if let Some(entities) = scope.entities() {
        query = query.filter(templates::legal_entity_id.eq_any(entities.to_vec()));
    }
    let rows: Counted<(TemplateId, String, i32)> = query.load(&mut db).await?;
    Ok(Card::found("templates_to_review", rows, item))
}

fn item((id, name, number): (TemplateId, String, i32)) -> CardItem {
    let title = format!("{name}，第 {number} 版");
    CardItem { title, due_on: None, path: format!("/templates/{id}?version={number}") }
}
