//! Webhooks as stored and sent.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::webhooks::{DisabledReason, State};
use serde::{Deserialize, Serialize};
use store::ids::{LegalEntityId, WebhookId};
use store::schema::webhooks;
use store::{Db, Json, Text, Tx};
use utoipa::ToSchema;
use validator::Validate;

use crate::platform::http::{Page, Paging, Versioned};
use crate::platform::journal::{self, Event, GROUP};
use crate::platform::{Answer, Problem, Scope};

/// Who is told of what.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset, Serialize, Deserialize, Validate, ToSchema)]
#[diesel(table_name = webhooks, treat_none_as_null = true)]
#[serde(deny_unknown_fields)]
pub struct WebhookFacts {
    /// `https`; `http` only where the settings allow it.
    #[validate(length(min = 1, max = 2000))]
    #[schema(example = "https://erp.example.com/hooks/youju")]
    pub url: String,
    #[serde(default)]
    #[validate(length(max = 200))]
    #[schema(example = "ERP 人事同步")]
    pub description: String,
    /// Kinds of events by name, by noun (`agreement.*`) or all (`*`); `GET /webhook-events` lists them.
    #[schema(value_type = Vec<String>, min_items = 1, max_items = 100, example = json!(["employee.*", "agreement.signed"]))]
    pub events: Json<Vec<String>>,
    /// The employer whose events are told; null for all. It stays as it is: another one has another webhook.
    pub legal_entity_id: Option<LegalEntityId>,
}

/// A webhook 事件通知.
#[derive(Clone, Debug, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = webhooks)]
pub struct Webhook {
    pub id: WebhookId,
    pub version: i32,
    #[diesel(embed)]
    #[serde(flatten)]
    pub facts: WebhookFacts,
    #[schema(value_type = State)]
    pub state: Text<State>,
    /// Why the service disabled it.
    #[schema(value_type = Option<DisabledReason>)]
    pub disabled_reason: Option<Text<DisabledReason>>,
    pub disabled_at: Option<DateTime<Utc>>,
    /// Since when deliveries fail; null while they arrive.
    pub failing_since: Option<DateTime<Utc>>,
    /// Until when the secret before the present one signs as well.
    pub previous_secret_until: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

impl Versioned for Webhook {
    fn version(&self) -> i32 {
        self.version
    }
}

/// A webhook with its secret, which is shown this once.
#[derive(Serialize, ToSchema)]
pub struct WebhookWithSecret {
    #[serde(flatten)]
    pub webhook: Webhook,
    /// `whsec_` and 32 bytes in base 64.
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=")]
    pub secret: String,
}

impl Versioned for WebhookWithSecret {
    fn version(&self) -> i32 {
        self.webhook.version
    }
}

/// A kind of event that a webhook can ask for.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookEvent {
    #[schema(example = "agreement.signed")]
    pub kind: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
}

impl Webhook {
    pub async fn find(mut db: &Db, scope: &Scope, id: WebhookId) -> Answer<Self> {
        let found: Self = webhooks::table.find(id).select(Self::as_select()).first(&mut db).await?;
        if reaches(scope, found.facts.legal_entity_id) { Ok(found) } else { Err(Problem::not_found()) }
    }

    /// The same, locked until the end of the transaction.
    pub async fn lock(tx: &mut Tx, scope: &Scope, id: WebhookId) -> Answer<Self> {
        webhooks::table.find(id).select(webhooks::id).for_no_key_update().execute(tx).await?;
        Self::find(tx, scope, id).await
    }

    /// A page, newest first.
    pub async fn list(mut db: &Db, scope: &Scope, paging: &Paging) -> Answer<Page<Self>> {
        let mut query =
            webhooks::table.order(webhooks::id.desc()).limit(paging.limit() + 1).select(Self::as_select()).into_boxed();
        if let Some(entities) = scope.entities() {
            query = query.filter(webhooks::legal_entity_id.eq_any(entities.to_vec()));
        }
        if let Some(last) = paging.after::<WebhookId>()? {
            query = query.filter(webhooks::id.lt(last));
        }
        Ok(Page::of(query.load(&mut db).await?, paging, |row: &Self| row.id))
    }

    /// With another state, by somebody; why it was disabled no longer counts.
    pub async fn moved(&self, tx: &mut Tx, to: State) -> Answer<Self> {
        Ok(diesel::update(webhooks::table.find(self.id))
            .set((
                webhooks::state.eq(Text(to)),
                webhooks::disabled_reason.eq(None::<Text<DisabledReason>>),
                webhooks::disabled_at.eq(None::<DateTime<Utc>>),
                webhooks::failing_since.eq(None::<DateTime<Utc>>),
                webhooks::version.eq(self.version + 1),
            ))
            .returning(Self::as_returning())
            .get_result(tx)
            .await?)
    }

    /// Something that happened to this webhook.
    pub fn event(&self, kind: journal::Kind) -> Event {
        Event::new(kind, self.facts.legal_entity_id.unwrap_or(GROUP), self.id)
    }
}

/// Whether somebody manages the webhooks of an employer, or those of all.
fn reaches(scope: &Scope, entity: Option<LegalEntityId>) -> bool {
    match entity {
        Some(entity) => scope.covers_entity(entity),
        None => scope.entities().is_none(),
    }
}

/// 403 for webhooks that somebody does not manage.
pub fn require(scope: &Scope, entity: Option<LegalEntityId>) -> Answer<()> {
    if reaches(scope, entity) { Ok(()) } else { Err(Problem::forbidden()) }
}
