//! One-time codes: by SMS or e-mail for activation, by an authenticator app (TOTP, RFC 6238) as second factor.

use chrono::TimeDelta;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use store::Tx;
use store::ids::AccountId;
use store::schema::{accounts, activation_codes};
use subtle::ConstantTimeEq;

use crate::platform::messages::{Channel, Message};
use crate::platform::{Answer, App, Problem, ids};

const MOST_ATTEMPTS: i32 = 5;

/// A code on its way to a person.
pub struct OneTime {
    pub account: AccountId,
    pub channel: Channel,
    pub to: String,
    pub valid_for: TimeDelta,
    /// What the code is for, as the person reads it; the code goes where `{code}` stands.
    pub text: String,
}

impl OneTime {
    /// Keeps the code's keyed hash (a new one voids the last) and answers the message to send after commit.
    pub async fn keep(&self, app: &App, tx: &mut Tx) -> Answer<Message> {
        let code = ids::random_code(6);
        let hash = app.keyring.secret_hash(&code);
        let expires = app.now() + self.valid_for;
        diesel::insert_into(activation_codes::table)
            .values((
                activation_codes::account_id.eq(self.account),
                activation_codes::code_hash.eq(&hash),
                activation_codes::attempts.eq(0),
                activation_codes::expires_at.eq(expires),
            ))
            .on_conflict(activation_codes::account_id)
            .do_update()
            .set((
                activation_codes::code_hash.eq(&hash),
                activation_codes::attempts.eq(0),
                activation_codes::expires_at.eq(expires),
            ))
            .execute(tx)
            .await?;
        Ok(Message {
            channel: self.channel,
            to: self.to.clone(),
            subject: "有据 验证码".into(),
            text: self.text.replace("{code}", &code),
        })
    }

    /// Uses up a code; false when it is wrong, late, or was tried too often. A wrong try is counted, so the
    /// caller must commit even then.
    pub async fn redeem(app: &App, tx: &mut Tx, account: AccountId, code: &str) -> Answer<bool> {
        let kept: Option<(Vec<u8>, i32, chrono::DateTime<chrono::Utc>)> = activation_codes::table
            .find(account)
            .select((activation_codes::code_hash, activation_codes::attempts, activation_codes::expires_at))
            .for_update()
            .first(tx)
            .await
            .optional()?;
        let Some((hash, attempts, expires)) = kept else { return Ok(false) };
        if attempts >= MOST_ATTEMPTS || expires <= app.now() {
            return Ok(false);
        }
        if bool::from(app.keyring.secret_hash(code).ct_eq(&hash)) {
            diesel::delete(activation_codes::table.find(account)).execute(tx).await?;
            return Ok(true);
        }
        diesel::update(activation_codes::table.find(account))
            .set(activation_codes::attempts.eq(attempts + 1))
            .execute(tx)
            .await?;
        Ok(false)
    }
}

/// Does the account's authenticator show this code now? Also false when it has none.
pub async fn check_totp(app: &App, mut db: &store::Db, account: AccountId, code: &str) -> Answer<bool> {
    let sealed: Option<Vec<u8>> = accounts::table
        .find(account)
        .filter(accounts::totp_confirmed_at.is_not_null())
        .select(accounts::totp_sealed)
        .first::<Option<Vec<u8>>>(&mut db)
        .await
        .optional()?
        .flatten();
    match sealed {
        Some(sealed) => totp_matches(app, &sealed, code),
        None => Ok(false),
    }
}

pub(super) fn totp_matches(app: &App, sealed: &[u8], code: &str) -> Answer<bool> {
    let secret = app.keyring.open_column("accounts.totp", sealed)?;
    let now = u64::try_from(app.now().timestamp()).unwrap_or_default();
    Ok(totp(&secret, "")?.check(code, now).is_some())
}

/// The authenticator of a secret in base 32.
pub(super) fn totp(secret: &str, login: &str) -> Answer<totp_rs::Totp> {
    totp_rs::Builder::new()
        .with_secret(totp_rs::Secret::try_from_base32(secret).map_err(Problem::from_internal)?)
        .with_account_name(login)
        .with_issuer(Some("Youju"))
        .build()
        .map_err(Problem::from_internal)
}
