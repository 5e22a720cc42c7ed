//! Passkeys as stored and sent.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::Serialize;
use serde_json::{Value, json};
use store::ids::{AccountId, EmployeeId, PasskeyId};
use store::schema::{accounts, passkeys};
use store::{Db, Tx};
use utoipa::ToSchema;
use uuid::Uuid;
use webauthn_rs::prelude::{AuthenticationResult, COSEKeyType, ECDSACurve, Passkey as Credential};

use super::relying_party::Holder;
use crate::platform::crypto::{Keyring, sha256};
use crate::platform::{Answer, App, Problem, ids};

/// A passkey of one's own account.
#[derive(Serialize, Queryable, Selectable, ToSchema)]
#[diesel(table_name = passkeys)]
pub struct Passkey {
    pub id: PasskeyId,
    /// What the person calls it.
    #[schema(example = "我的手机")]
    pub name: String,
    pub created_at: DateTime<Utc>,
    /// When it confirmed something last; null when it never did.
    pub last_used_at: Option<DateTime<Utc>>,
}

/// A passkey with its sealed part.
#[derive(Queryable, Selectable)]
#[diesel(table_name = passkeys)]
struct Stored {
    id: PasskeyId,
    account_id: AccountId,
    credential_sealed: Vec<u8>,
}

/// A passkey that can judge an answer.
pub(super) struct Opened {
    pub id: PasskeyId,
    pub credential: Credential,
    place: String,
}

pub(super) async fn list(mut db: &Db, account: AccountId) -> Answer<Vec<Passkey>> {
    let of = passkeys::table.filter(passkeys::account_id.eq(account));
    Ok(of.order(passkeys::id).select(Passkey::as_select()).load(&mut db).await?)
}

/// How many passkeys an account has.
pub(in crate::accounts) async fn count(mut db: &Db, account: AccountId) -> Answer<usize> {
    let of = passkeys::table.filter(passkeys::account_id.eq(account));
    let found: i64 = of.count().get_result(&mut db).await?;
    Ok(usize::try_from(found).unwrap_or_default())
}

/// Every credential of an account.
pub(super) async fn credentials(app: &App, mut db: &Db, account: AccountId) -> Answer<Vec<Credential>> {
    let rows: Vec<(Stored, Option<EmployeeId>)> = passkeys::table
        .inner_join(accounts::table)
        .filter(passkeys::account_id.eq(account))
        .order(passkeys::id)
        .select((Stored::as_select(), accounts::employee_id))
        .load(&mut db)
        .await?;
    rows.into_iter().map(|(row, employee)| Ok(row.open(&app.keyring, employee)?.credential)).collect()
}

/// The account's passkey of this credential, locked: of two answers at once the second finds its counter moved.
pub(super) async fn lock(app: &App, tx: &mut Tx, account: AccountId, credential: &[u8]) -> Answer<Option<Opened>> {
    let row: Option<Stored> = passkeys::table
        .filter(passkeys::account_id.eq(account))
        .filter(passkeys::credential_sha256.eq(sha256(credential).to_vec()))
        .select(Stored::as_select())
        .for_no_key_update()
        .first(tx)
        .await
        .optional()?;
    let Some(row) = row else { return Ok(None) };
    let employee = accounts::table.find(account).select(accounts::employee_id).first(tx).await?;
    row.open(&app.keyring, employee).map(Some)
}

impl Stored {
    fn open(self, keyring: &Keyring, employee: Option<EmployeeId>) -> Answer<Opened> {
        let place = place(self.account_id, employee);
        let json = keyring.open_of(&place, self.id, &self.credential_sealed)?;
        let credential = serde_json::from_str(&json).map_err(Problem::from_internal)?;
        Ok(Opened { id: self.id, credential, place })
    }
}

impl Opened {
    /// Notes that it was used, with its counter.
    pub async fn used(mut self, app: &App, tx: &mut Tx, result: &AuthenticationResult) -> Answer<()> {
        self.credential.update_credential(result);
        diesel::update(passkeys::table.find(self.id))
            .set((
                passkeys::credential_sealed.eq(seal(&app.keyring, &self.place, self.id, &self.credential)?),
                passkeys::last_used_at.eq(app.now()),
            ))
            .execute(tx)
            .await?;
        Ok(())
    }
}

/// Sealed for its holder alone: copied to another row, or with another key in it, it opens for nobody.
fn place(account: AccountId, employee: Option<EmployeeId>) -> String {
    format!("passkeys.credential/{account}/{}", employee.map_or(Uuid::nil(), Uuid::from))
}

fn seal(keyring: &Keyring, place: &str, id: PasskeyId, credential: &Credential) -> Answer<Vec<u8>> {
    let json = serde_json::to_string(credential).map_err(Problem::from_internal)?;
    Ok(keyring.seal_of(place, id, &json)?)
}

pub(super) async fn insert(
    app: &App,
    tx: &mut Tx,
    (account, employee): (AccountId, Option<EmployeeId>),
    (name, credential): (&str, &Credential),
) -> Answer<Passkey> {
    let id: PasskeyId = ids::new();
    Ok(diesel::insert_into(passkeys::table)
        .values((
            passkeys::id.eq(id),
            passkeys::account_id.eq(account),
            passkeys::name.eq(name),
            passkeys::credential_sha256.eq(sha256(credential.cred_id()).to_vec()),
            passkeys::credential_sealed.eq(seal(&app.keyring, &place(account, employee), id, credential)?),
            passkeys::created_at.eq(app.now()),
        ))
        .returning(Passkey::as_returning())
        .get_result(tx)
        .await?)
}

pub(super) async fn holder(mut db: &Db, account: AccountId) -> Answer<Holder> {
    let (login, name) =
        accounts::table.find(account).select((accounts::login, accounts::display_name)).first(&mut db).await?;
    Ok(Holder { account, login, name })
}

/// The SHA-256 of a credential's id, in hex, as entries and certificates name it.
pub(super) fn fingerprint(credential: &[u8]) -> String {
    hex::encode(sha256(credential))
}

/// The public key as a JSON Web Key (RFC 7517), which the tools of others read.
pub(super) fn public_key(credential: &Credential) -> Value {
    let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    match &credential.get_public_key().key {
        COSEKeyType::EC_EC2(key) => {
            let curve = match key.curve {
                ECDSACurve::SECP256R1 => "P-256",
                ECDSACurve::SECP384R1 => "P-384",
                ECDSACurve::SECP521R1 => "P-521",
            };
            json!({"kty": "EC", "crv": curve, "x": text(&key.x), "y": text(&key.y)})
        }
        COSEKeyType::EC_OKP(key) => json!({"kty": "OKP", "crv": "Ed25519", "x": text(&key.x)}),
        COSEKeyType::RSA(key) => json!({"kty": "RSA", "n": text(&key.n), "e": text(&key.e)}),
    }
}
