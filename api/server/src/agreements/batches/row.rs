//! Batches as stored and sent.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::{count, count_star};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::{AgreementKind, SignerRole, SigningOrder, Stage as AgreementStage};
use domain::batches::Stage;
use serde::Serialize;
use store::ids::{AccountId, AgreementBatchId, LegalEntityId, TemplateId};
use store::schema::{agreement_batch_items, agreement_batches, agreement_signers, agreements, templates};
use store::{Db, Text, Tx};
use utoipa::ToSchema;

use crate::accounts::AccountRef;
use crate::platform::access::Caller;
use crate::platform::http::{Page, Paging, Versioned};
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, Problem, Scope};

/// A batch as stored.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = agreement_batches)]
pub(in crate::agreements) struct Row {
    pub id: AgreementBatchId,
    pub version: i32,
    pub legal_entity_id: LegalEntityId,
    pub template_id: TemplateId,
    pub kind: Text<AgreementKind>,
    pub name: String,
    pub stage: Text<Stage>,
    pub expires_on: Option<NaiveDate>,
    pub created_by: AccountId,
    pub created_at: DateTime<Utc>,
    pub reviewed_by: Option<AccountId>,
    pub reviewed_at: Option<DateTime<Utc>>,
    pub review_text: Option<String>,
    pub sent_by: Option<AccountId>,
    pub sent_at: Option<DateTime<Utc>>,
    pub seal_allowed_by: Option<AccountId>,
    pub seal_allowed_at: Option<DateTime<Utc>>,
    pub seal_address: Option<String>,
    pub seal_method: Option<String>,
    pub seal_statement: Option<String>,
    pub code_for: Option<AccountId>,
    pub code_sent_at: Option<DateTime<Utc>>,
    pub codes_sent: i32,
    pub wrong_tries: i32,
    pub cancelled_by: Option<AccountId>,
    pub cancelled_at: Option<DateTime<Utc>>,
    pub cancelled_reason: Option<String>,
    pub signing_order: Text<SigningOrder>,
    pub seal_credential_sha256: Option<Vec<u8>>,
}

/// A contract for many people 批量签订.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AgreementBatch {
    pub id: AgreementBatchId,
    pub version: i32,
    pub legal_entity_id: LegalEntityId,
    pub template_id: TemplateId,
    pub template_name: String,
    pub kind: AgreementKind,
    #[schema(example = "2026 年劳动合同续订")]
    pub name: String,
    pub stage: Stage,
    /// Last day on which both may sign.
    pub expires_on: Option<NaiveDate>,
    pub signing_order: SigningOrder,
    pub created_by: AccountRef,
    pub created_at: DateTime<Utc>,
    pub reviewed_by: Option<AccountRef>,
    pub reviewed_at: Option<DateTime<Utc>>,
    pub review_text: Option<String>,
    pub sent_at: Option<DateTime<Utc>>,
    /// Who allowed the company's seal last, and when.
    pub seal_allowed_by: Option<AccountRef>,
    pub seal_allowed_at: Option<DateTime<Utc>>,
    pub cancelled_at: Option<DateTime<Utc>>,
    pub cancelled_reason: Option<String>,
    pub progress: BatchProgress,
}

impl Versioned for AgreementBatch {
    fn version(&self) -> i32 {
        self.version
    }
}

/// How many people are where.
#[derive(Clone, Copy, Debug, Default, Serialize, ToSchema)]
pub struct BatchProgress {
    pub total: i64,
    /// With something still to be done by the service.
    pub waiting: i64,
    /// Refused at the last task.
    pub refused: i64,
    pub drafted: i64,
    pub reviewed: i64,
    /// Sent and signed by nobody.
    pub sent: i64,
    pub partly_signed: i64,
    pub signed: i64,
    /// Declined, voided or expired.
    pub ended: i64,
    /// Sent, and without the company's seal.
    pub to_seal: i64,
    /// Of these, those that may be sealed now: where the employee signs first, they have.
    pub may_seal: i64,
}

impl BatchProgress {
    /// With those that may be sealed: what nobody has signed may not, where the employee signs first.
    fn in_order(self, order: SigningOrder) -> Self {
        let not_yet = if order.waits_for(SignerRole::Employer, false).is_some() { self.sent } else { 0 };
        Self { may_seal: self.to_seal - not_yet, ..self }
    }

    fn add(&mut self, (stage, seal, all, waiting, refused): (Option<AgreementStage>, Option<&str>, i64, i64, i64)) {
        self.total += all;
        self.waiting += waiting;
        self.refused += refused;
        let place = match stage {
            None => return,
            Some(AgreementStage::Draft) => &mut self.drafted,
            Some(AgreementStage::Reviewed) => &mut self.reviewed,
            Some(AgreementStage::Sent) => &mut self.sent,
            Some(AgreementStage::PartlySigned) => &mut self.partly_signed,
            Some(AgreementStage::Signed) => &mut self.signed,
            Some(AgreementStage::Declined | AgreementStage::Voided | AgreementStage::Expired) => &mut self.ended,
        };
        *place += all;
        if stage.is_some_and(AgreementStage::is_open_for_signing) && seal == Some("waiting") {
            self.to_seal += all;
        }
    }
}

impl Row {
    pub async fn find(mut db: &Db, scope: &Scope, id: AgreementBatchId) -> Answer<Self> {
        let row: Self = agreement_batches::table.find(id).select(Self::as_select()).first(&mut db).await?;
        if scope.covers_entity(row.legal_entity_id) { Ok(row) } else { Err(Problem::not_found()) }
    }

    /// The same, locked until the change is done.
    pub async fn lock(tx: &mut Tx, scope: &Scope, id: AgreementBatchId) -> Answer<Self> {
        agreement_batches::table.find(id).select(agreement_batches::id).for_no_key_update().execute(tx).await?;
        Self::find(tx, scope, id).await
    }

    pub async fn list(
        mut db: &Db,
        scope: &Scope,
        entity: Option<LegalEntityId>,
        paging: &Paging,
    ) -> Answer<Page<Self>> {
        let mut query = agreement_batches::table
            .order((agreement_batches::created_at.desc(), agreement_batches::id.desc()))
            .limit(paging.limit() + 1)
            .select(Self::as_select())
            .into_boxed();
        if let Some(entities) = scope.entities() {
            query = query.filter(agreement_batches::legal_entity_id.eq_any(entities.to_vec()));
        }
        if let Some(entity) = entity {
            query = query.filter(agreement_batches::legal_entity_id.eq(entity));
        }
        if let Some((at, id)) = paging.after::<(DateTime<Utc>, AgreementBatchId)>()? {
            let same = agreement_batches::created_at.eq(at).and(agreement_batches::id.lt(id));
            query = query.filter(agreement_batches::created_at.lt(at).or(same));
        }
        Ok(Page::of(query.load(&mut db).await?, paging, |row| (row.created_at, row.id)))
    }

    pub fn event(&self, kind: Kind) -> Event {
        Event::new(kind, self.legal_entity_id, self.id)
    }

    /// Whoever opened it neither reviews nor seals it.
    pub fn refuse_preparer(&self, who: &Caller) -> Answer<()> {
        if who.principal.account_id() == Some(self.created_by) { Err(Problem::separation_of_duties()) } else { Ok(()) }
    }
}

/// Puts a locked batch into a stage, under the next version; answers it as sent.
pub(super) async fn moved(tx: &mut Tx, row: Row, stage: Stage) -> Answer<AgreementBatch> {
    let row: Row = diesel::update(agreement_batches::table.find(row.id))
        .set((agreement_batches::stage.eq(Text(stage)), agreement_batches::version.eq(row.version + 1)))
        .returning(Row::as_returning())
        .get_result(tx)
        .await?;
    view(tx, row).await
}

pub(super) async fn view(db: &Db, row: Row) -> Answer<AgreementBatch> {
    views(db, vec![row]).await?.pop().ok_or_else(Problem::not_found)
}

type Counted = (AgreementBatchId, Option<Text<AgreementStage>>, Option<String>, i64, i64, i64);

async fn counted(mut db: &Db, ids: &[AgreementBatchId]) -> Result<Vec<Counted>, diesel::result::Error> {
    let employer =
        agreement_signers::agreement_id.eq(agreements::id).and(agreement_signers::role.eq(Text(SignerRole::Employer)));
    agreement_batch_items::table
        .left_join(agreements::table.left_join(agreement_signers::table.on(employer)))
        .filter(agreement_batch_items::batch_id.eq_any(ids))
        .group_by((agreement_batch_items::batch_id, agreements::stage, agreement_signers::state))
        .select((
            agreement_batch_items::batch_id,
            agreements::stage.nullable(),
            agreement_signers::state.nullable(),
            count_star(),
            count(agreement_batch_items::task),
            count(agreement_batch_items::problem),
        ))
        .load(&mut db)
        .await
}

/// Batches as sent; three statements, however many.
pub(super) async fn views(mut db: &Db, rows: Vec<Row>) -> Answer<Vec<AgreementBatch>> {
    let ids: Vec<AgreementBatchId> = rows.iter().map(|row| row.id).collect();
    let accounts_named: Vec<AccountId> =
        rows.iter().flat_map(|row| [Some(row.created_by), row.reviewed_by, row.seal_allowed_by]).flatten().collect();
    let template_ids: Vec<TemplateId> = rows.iter().map(|row| row.template_id).collect();
    let (counts, actors, names) =
        tokio::try_join!(
            counted(db, &ids),
            AccountRef::of(db, &accounts_named),
            templates::table
                .filter(templates::id.eq_any(&template_ids))
                .select((templates::id, templates::name))
                .load::<(TemplateId, String)>(&mut db),
        )?;
    let names: HashMap<TemplateId, String> = names.into_iter().collect();
    let mut progress: HashMap<AgreementBatchId, BatchProgress> = HashMap::new();
    for (id, stage, seal, all, waiting, refused) in counts {
        let stage = stage.map(|stage| stage.0);
        progress.entry(id).or_default().add((stage, seal.as_deref(), all, waiting, refused));
    }
    let actor = |id: Option<AccountId>| id.and_then(|id| actors.get(&id)).cloned();
    let shown = |row: Row| {
        Ok(AgreementBatch {
            created_by: actor(Some(row.created_by)).ok_or_else(Problem::not_found)?,
            reviewed_by: actor(row.reviewed_by),
            seal_allowed_by: actor(row.seal_allowed_by),
            progress: progress.get(&row.id).copied().unwrap_or_default().in_order(row.signing_order.0),
            template_name: names.get(&row.template_id).cloned().unwrap_or_default(),
            id: row.id,
            version: row.version,
            legal_entity_id: row.legal_entity_id,
            template_id: row.template_id,
            kind: row.kind.0,
            name: row.name,
            stage: row.stage.0,
            expires_on: row.expires_on,
            signing_order: row.signing_order.0,
            created_at: row.created_at,
            reviewed_at: row.reviewed_at,
            review_text: row.review_text,
            sent_at: row.sent_at,
            seal_allowed_at: row.seal_allowed_at,
            cancelled_at: row.cancelled_at,
            cancelled_reason: row.cancelled_reason,
        })
    };
    rows.into_iter().map(shown).collect()
}
