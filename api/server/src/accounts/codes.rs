//! One-time codes: by SMS or e-mail for activation, by an authenticator app (TOTP, RFC 6238) as second factor.

use chrono::TimeDelta;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use store::Tx;
use store::ids::{AccountId, AgreementBatchId, AgreementId, EmployeeId};
use store::schema::{accounts, activation_codes};
use subtle::ConstantTimeEq;
use uuid::Uuid;

use crate::platform::messages::{Channel, Message};
use crate::platform::{Answer, App, Problem, ids};

const MOST_ATTEMPTS: i32 = 5;

/// What a code is good for; it is good for nothing else.
#[derive(Clone, Copy, Debug)]
pub enum Purpose {
    Activation,
    /// The signature of one agreement.
    Signature(AgreementId),
    /// The company's seal on a batch.
    BatchSeal(AgreementBatchId),
}

impl Purpose {
    /// The keyed hash of a code for this purpose of this account: copied to another row it fits no code.
    fn hash(self, app: &App, account: AccountId, code: &str) -> Vec<u8> {
        let of = match self {
            Self::Activation => "activation".to_owned(),
            Self::Signature(agreement) => format!("signature/{agreement}"),
            Self::BatchSeal(batch) => format!("batch/{batch}"),
        };
        app.keyring.secret_hash(&format!("code/{account}/{of}/{code}"))
    }
}

/// A code on its way to a person.
pub struct OneTime {
    pub account: AccountId,
    pub purpose: Purpose,
    pub channel: Channel,
    pub to: String,
    pub valid_for: TimeDelta,
    /// What the code is for, as the person reads it; the code goes where `{code}` stands.
    pub text: String,
}

impl OneTime {
    /// Keeps the code's keyed hash (a new one voids the last) and answers the message that tells it.
    pub async fn keep(&self, app: &App, tx: &mut Tx) -> Answer<Message> {
        let code = ids::random_code(6);
        let hash = self.purpose.hash(app, self.account, &code);
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
        let text = self.text.replace("{code}", &code);
        let message = Message::new(self.channel, self.to.clone(), "有据 验证码", text);
        Ok(Message { expires_at: Some(expires), ..message })
    }

    /// Uses up a code; false when it is wrong, late, or was tried too often. A wrong try is counted, so the
    /// caller must commit even then.
    pub async fn redeem(app: &App, tx: &mut Tx, account: AccountId, purpose: Purpose, code: &str) -> Answer<bool> {
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
        if bool::from(purpose.hash(app, account, code).ct_eq(&hash)) {
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
    let found: Option<(Option<EmployeeId>, Option<Vec<u8>>)> = accounts::table
        .find(account)
        .filter(accounts::totp_confirmed_at.is_not_null())
        .select((accounts::employee_id, accounts::totp_sealed))
        .first(&mut db)
        .await
        .optional()?;
    match found {
        Some((employee, Some(sealed))) => totp_matches(app, (account, employee), &sealed, code),
        _ => Ok(false),
    }
}

/// 422 at the field in which somebody who is signed in gave a wrong code of their authenticator.
pub fn wrong_totp(pointer: &str) -> Problem {
    Problem::field(
        pointer,
        "wrong_code",
        "动态口令不对。请用验证器中现在显示的数字。",
        "The code is wrong. Use the one your authenticator shows now.",
    )
}

/// Whose authenticator it is: an account, and the employee whom it belongs to.
pub(super) type Holder = (AccountId, Option<EmployeeId>);

/// Seals the secret of an authenticator for its holder alone: an account that is given to somebody else in the
/// database loses it.
pub(super) fn seal_totp(app: &App, (account, employee): Holder, secret: &str) -> Answer<Vec<u8>> {
    Ok(app.keyring.seal_of(&totp_column(employee), account, secret)?)
}

fn totp_column(employee: Option<EmployeeId>) -> String {
    format!("accounts.totp/{}", employee.map_or(Uuid::nil(), Uuid::from))
}

pub(super) fn totp_matches(app: &App, (account, employee): Holder, sealed: &[u8], code: &str) -> Answer<bool> {
    let secret = app.keyring.open_of(&totp_column(employee), account, sealed)?;
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
