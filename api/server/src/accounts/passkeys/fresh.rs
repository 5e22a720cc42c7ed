//! Proof, given anew, of who changes the passkeys of an account: a session that was left open is not enough.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::passkeys::Act;
use serde::Deserialize;
use store::ids::AccountId;
use store::schema::accounts;
use utoipa::ToSchema;
use validator::Validate;

use super::answer::{self, PasskeyAnswer, confirm, discard};
use crate::accounts::codes::{check_totp, wrong_totp};
use crate::accounts::passwords::{verify_password, wrong_password};
use crate::accounts::sessions;
use crate::platform::{Answer, App, Problem};

/// Who asks, proved anew: exactly one of the three.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FreshProof {
    /// The account's password.
    #[validate(length(min = 1, max = 200))]
    #[schema(example = "correct horse battery")]
    password: Option<String>,
    /// Or the code that the authenticator shows.
    #[validate(length(min = 6, max = 8))]
    totp: Option<String>,
    /// Or the answer of a passkey that the account has.
    passkey: Option<PasskeyAnswer>,
}

impl FreshProof {
    /// 422 unless it is right. A wrong one counts as a failed sign-in, and too many close the account for a while.
    pub async fn check(self, app: &App, account: AccountId) -> Answer<()> {
        let (login, stored): (String, Option<String>) = accounts::table
            .find(account)
            .select((accounts::login, accounts::password_hash))
            .first(&mut &*app.read().await?)
            .await?;
        sessions::guarded(app, &login, async || {
            let (proved, problem) = match (self.password, self.totp, self.passkey) {
                (Some(password), None, None) => {
                    (verify_password(app, stored, password).await?, wrong_password("/password"))
                }
                (None, Some(code), None) => {
                    (check_totp(app, &*app.read().await?, account, &code).await?, wrong_totp("/totp"))
                }
                (None, None, Some(said)) => (answered(app, account, &said).await?, answer::wrong()),
                _ => return Err(one_proof()),
            };
            Ok(if proved { Ok(()) } else { Err(problem) })
        })
        .await
    }
}

async fn answered(app: &App, account: AccountId, said: &PasskeyAnswer) -> Answer<bool> {
    let mut tx = app.connections.begin().await?;
    if confirm(app, &mut tx, (account, false), &Act::Confirm, said).await?.is_some() {
        tx.commit().await?;
        return Ok(true);
    }
    tx.rollback().await?;
    discard(app, account, &Act::Confirm, said).await?;
    Ok(false)
}

fn one_proof() -> Problem {
    Problem::field(
        "/password",
        "one_proof",
        "请用密码、动态口令、已有的通行密钥中的一项证明是本人操作。",
        "Prove who you are by the password, the authenticator's code or a passkey you have: one of the three.",
    )
}
