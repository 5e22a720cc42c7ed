//! Seals as stored and sent.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::seals::{Deputy, Purpose};
use serde::{Deserialize, Serialize};
use signing::authority::SealCertificates;
use signing::keystore::KeyHandle;
use store::ids::{AccountId, LegalEntityId, SealId};
use store::schema::{legal_entities, seal_purposes, seals};
use store::{Db, Text, Tx};
use utoipa::{IntoParams, ToSchema};

use crate::accounts::AccountRef;
use crate::org::LegalEntity;
use crate::platform::access::Caller;
use crate::platform::http::Versioned;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Problem, Scope, ids};
use crate::signatures::CompanySeal;

/// A seal as stored.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = seals)]
pub(super) struct Row {
    pub id: SealId,
    pub version: i32,
    pub legal_entity_id: LegalEntityId,
    pub inscription: String,
    pub keeper_id: Option<AccountId>,
    pub deputy_id: Option<AccountId>,
    pub deputy_from: Option<NaiveDate>,
    pub deputy_until: Option<NaiveDate>,
    pub key_handle: Vec<u8>,
    pub public_key: Vec<u8>,
    pub certificates: Vec<Option<Vec<u8>>>,
    pub made_out_to: String,
    pub certified_until: DateTime<Utc>,
    pub created_at: DateTime<Utc>,
    pub retired_at: Option<DateTime<Utc>>,
    pub retired_reason: Option<String>,
}

/// Who stands in for the keeper, from the first day to the last.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SealDeputy {
    pub account: AccountRef,
    pub from: NaiveDate,
    pub until: NaiveDate,
}

/// A company seal 印章.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Seal {
    pub id: SealId,
    pub version: i32,
    pub legal_entity_id: LegalEntityId,
    /// In whose name its certificate is made out.
    #[schema(example = "申城精密制造有限公司")]
    pub company: String,
    /// What stands below the star; null for the official seal 公章.
    #[schema(example = "合同专用章")]
    pub inscription: Option<String>,
    /// What it is applied to now.
    pub purposes: Vec<Purpose>,
    /// Who allows its use; null when everybody may who signs for the employer.
    pub keeper: Option<AccountRef>,
    pub deputy: Option<SealDeputy>,
    pub certified_until: DateTime<Utc>,
    pub created_at: DateTime<Utc>,
    pub retired_at: Option<DateTime<Utc>>,
    pub retired_reason: Option<String>,
}

impl Versioned for Seal {
    fn version(&self) -> i32 {
        self.version
    }
}

/// Filters of the list of seals.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SealFilter {
    pub legal_entity_id: Option<LegalEntityId>,
}

impl Row {
    pub async fn find(mut db: &Db, scope: &Scope, id: SealId) -> Answer<Self> {
        let row: Self = seals::table.find(id).select(Self::as_select()).first(&mut db).await?;
        if scope.covers_entity(row.legal_entity_id) { Ok(row) } else { Err(Problem::not_found()) }
    }

    pub async fn lock(tx: &mut Tx, scope: &Scope, id: SealId) -> Answer<Self> {
        seals::table.find(id).select(seals::id).for_no_key_update().execute(tx).await?;
        Self::find(tx, scope, id).await
    }

    pub async fn list(mut db: &Db, scope: &Scope, filter: &SealFilter) -> Answer<Vec<Self>> {
        let mut query = seals::table
            .order((seals::legal_entity_id, seals::created_at, seals::id))
            .select(Self::as_select())
            .into_boxed();
        if let Some(entities) = scope.entities() {
            query = query.filter(seals::legal_entity_id.eq_any(entities.to_vec()));
        }
        if let Some(entity) = filter.legal_entity_id {
            query = query.filter(seals::legal_entity_id.eq(entity));
        }
        Ok(query.load(&mut db).await?)
    }

    pub fn deputy(&self) -> Option<Deputy<AccountId>> {
        let (account, (from, until)) = self.deputy_id.zip(self.deputy_from.zip(self.deputy_until))?;
        Some(Deputy { account, from, until })
    }

    fn inscription(&self) -> Option<String> {
        Some(self.inscription.clone()).filter(|text| !text.is_empty())
    }

    /// `公章`, `合同专用章`
    pub fn name(&self) -> &str {
        if self.inscription.is_empty() { "公章" } else { &self.inscription }
    }

    /// What the desk applies.
    pub fn ready(&self) -> CompanySeal {
        CompanySeal {
            company: self.made_out_to.clone(),
            inscription: self.inscription(),
            key: KeyHandle { label: label(self.id), id: self.key_handle.clone() },
            certificates: self.certificates.iter().flatten().cloned().collect(),
        }
    }

    pub fn event(&self, kind: Kind) -> Event {
        Event::new(kind, self.legal_entity_id, self.id)
    }
}

/// The label of a seal's key in the keystore.
fn label(id: SealId) -> String {
    format!("seal/{id}")
}

pub(super) async fn view(db: &Db, row: Row) -> Answer<Seal> {
    views(db, vec![row]).await?.pop().ok_or_else(Problem::not_found)
}

/// Seals as sent; two statements, however many.
pub(super) async fn views(mut db: &Db, rows: Vec<Row>) -> Answer<Vec<Seal>> {
    let ids: Vec<SealId> = rows.iter().map(|row| row.id).collect();
    let people: Vec<AccountId> = rows.iter().flat_map(|row| [row.keeper_id, row.deputy_id]).flatten().collect();
    let (purposes, people) = tokio::try_join!(
        seal_purposes::table
            .filter(seal_purposes::seal_id.eq_any(&ids))
            .order(seal_purposes::purpose)
            .select((seal_purposes::seal_id, seal_purposes::purpose))
            .load::<(SealId, Text<Purpose>)>(&mut db),
        AccountRef::of(db, &people),
    )?;
    let named = |id: Option<AccountId>| id.and_then(|id| people.get(&id)).cloned();
    let shown = |row: Row| Seal {
        purposes: purposes.iter().filter(|(id, _)| *id == row.id).map(|(_, purpose)| purpose.0).collect(),
        keeper: named(row.keeper_id),
        deputy: row.deputy().and_then(|Deputy { account, from, until }| {
            named(Some(account)).map(|account| SealDeputy { account, from, until })
        }),
        inscription: row.inscription(),
        id: row.id,
        version: row.version,
        legal_entity_id: row.legal_entity_id,
        company: row.made_out_to,
        certified_until: row.certified_until,
        created_at: row.created_at,
        retired_at: row.retired_at,
        retired_reason: row.retired_reason,
    };
    Ok(rows.into_iter().map(shown).collect())
}

/// What is asked of a new seal.
#[derive(Clone, Debug, Default)]
pub struct NewSeal {
    pub inscription: String,
    pub purposes: Vec<Purpose>,
    pub keeper: Option<AccountId>,
}

/// Makes a seal: key, certificate, purposes.
pub(super) async fn make(app: &App, tx: &mut Tx, who: &Caller, entity: &LegalEntity, new: NewSeal) -> Answer<Row> {
    let id: SealId = ids::new();
    let company = (entity.facts.name.clone(), entity.facts.uscc.clone());
    let (key, certified) = app.desk.make_seal(label(id), company).await?;
    let row: Row = diesel::insert_into(seals::table)
        .values((
            seals::id.eq(id),
            seals::legal_entity_id.eq(entity.id),
            seals::inscription.eq(new.inscription),
            seals::keeper_id.eq(new.keeper),
            seals::key_handle.eq(key.handle.id),
            seals::public_key.eq(key.public),
            seals::certificates.eq(certified.chain),
            seals::made_out_to.eq(&entity.facts.name),
            seals::certified_until.eq(certified.until),
            seals::created_by.eq(who.principal.account_id()),
            seals::created_at.eq(app.now()),
        ))
        .returning(Row::as_returning())
        .get_result(tx)
        .await?;
    give(tx, &row, &new.purposes).await?;
    Ok(row)
}

/// The seal has these purposes from now on, and whichever had one of them before has it no more.
pub(super) async fn give(tx: &mut Tx, row: &Row, purposes: &[Purpose]) -> Answer<()> {
    let wanted: BTreeSet<Purpose> = purposes.iter().copied().collect();
    let wanted: Vec<Text<Purpose>> = wanted.into_iter().map(Text).collect();
    diesel::delete(seal_purposes::table)
        .filter(seal_purposes::legal_entity_id.eq(row.legal_entity_id))
        .filter(seal_purposes::seal_id.eq(row.id).or(seal_purposes::purpose.eq_any(&wanted)))
        .execute(tx)
        .await?;
    let rows: Vec<_> = wanted
        .into_iter()
        .map(|purpose| {
            (
                seal_purposes::legal_entity_id.eq(row.legal_entity_id),
                seal_purposes::purpose.eq(purpose),
                seal_purposes::seal_id.eq(row.id),
            )
        })
        .collect();
    diesel::insert_into(seal_purposes::table).values(&rows).execute(tx).await?;
    Ok(())
}

/// The official seal of an employer that was just registered: for everything, kept by nobody in particular.
pub async fn take_into_use(app: &App, tx: &mut Tx, who: &Caller, entity: &LegalEntity) -> Answer<Event> {
    let new = NewSeal { purposes: Purpose::ALL.to_vec(), ..NewSeal::default() };
    let row = make(app, tx, who, entity, new).await?;
    let seal = view(tx, row.clone()).await?;
    Ok(row.event(Kind::SealMade).facts(&seal))
}

/// Employers that were registered before there were seals get theirs.
pub async fn ensure(app: &App) -> Answer<()> {
    let without: Vec<LegalEntity> = {
        let db = app.read().await?;
        let has = seals::table.filter(seals::legal_entity_id.eq(legal_entities::id));
        legal_entities::table
            .filter(diesel::dsl::not(diesel::dsl::exists(has)))
            .select(LegalEntity::as_select())
            .load(&mut &*db)
            .await?
    };
    let who = Caller::system();
    for entity in &without {
        app.change(&who, async |tx| Ok(((), take_into_use(app, tx, &who, entity).await?))).await?;
    }
    Ok(())
}

/// The employer's seals in use are certified under its new name.
pub async fn certify_again(app: &App, tx: &mut Tx, entity: &LegalEntity) -> Answer<Vec<Event>> {
    let rows: Vec<Row> = seals::table
        .filter(seals::legal_entity_id.eq(entity.id).and(seals::retired_at.is_null()))
        .for_no_key_update()
        .select(Row::as_select())
        .load(tx)
        .await?;
    let mut events = Vec::with_capacity(rows.len());
    // An employer has a handful of seals.
    for row in rows {
        events.push(certify(app, tx, &row, entity).await?.1);
    }
    Ok(events)
}

/// A new certificate for the seal's key.
pub(super) async fn certify(app: &App, tx: &mut Tx, row: &Row, entity: &LegalEntity) -> Answer<(Row, Event)> {
    let company = (entity.facts.name.clone(), entity.facts.uscc.clone());
    let SealCertificates { chain, until } = app.desk.certify(row.public_key.clone(), company).await?;
    let row: Row = diesel::update(seals::table.find(row.id))
        .set((
            seals::version.eq(row.version + 1),
            seals::certificates.eq(chain),
            seals::made_out_to.eq(&entity.facts.name),
            seals::certified_until.eq(until),
        ))
        .returning(Row::as_returning())
        .get_result(tx)
        .await?;
    let event = row
        .event(Kind::SealCertified)
        .facts(&serde_json::json!({"company": row.made_out_to, "seal": row.name(), "certified_until": until}));
    Ok((row, event))
}
