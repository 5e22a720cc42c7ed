//! Who signs, and what proves it: a one-time code to the signer's own phone, their authenticator, or their passkey.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::SignerRole;
use domain::passkeys::{self, Act};
use store::ids::AccountId;
use store::schema::{agreement_batches, agreement_signers};
use store::{Text, Tx};

use super::batches;
use super::row::Row;
use super::signers::SignerRow;
use crate::accounts::passkeys::{Confirmed, PasskeyAnswer, PasskeyChallenge, ask, confirm, discard, wrong};
use crate::accounts::{OneTime, Purpose, check_totp, wrong_totp};
use crate::platform::access::Caller;
use crate::platform::crypto::sha256;
use crate::platform::{Answer, App, Problem};

/// How long a signing code lasts.
pub(super) const CODE_LASTS: TimeDelta = TimeDelta::minutes(10);
/// Codes sent and wrong tries made for one signature, together with five tries a code, before it is closed.
const MOST_CODES: i32 = 20;
const MOST_WRONG: i32 = 20;

/// What the signer shows.
#[derive(Clone, Debug)]
pub(super) enum Proof {
    Code(String),
    Totp(String),
    Passkey(Box<PasskeyAnswer>),
}

/// A proof that was right, and what a passkey's leaves to show.
pub(super) type Right = Option<Confirmed>;

impl Proof {
    pub fn of(code: Option<String>, totp: Option<String>, passkey: Option<PasskeyAnswer>) -> Answer<Self> {
        match (code, totp, passkey) {
            (Some(code), None, None) => Ok(Self::Code(code)),
            (None, Some(totp), None) => Ok(Self::Totp(totp)),
            (None, None, Some(passkey)) => Ok(Self::Passkey(Box::new(passkey))),
            _ => Err(Problem::field(
                "/code",
                "one_proof",
                "请在验证码、动态口令、通行密钥中选用一种，只用一种。",
                "Give the code that was sent, the one from the authenticator, or a passkey's answer: one of the three.",
            )),
        }
    }

    pub fn name(&self) -> &'static str {
        match self {
            Self::Code(_) => "code",
            Self::Totp(_) => "totp",
            Self::Passkey(_) => "passkey",
        }
    }

    /// Is it right? None when it is not. A code or a challenge is used up with the transaction, and counts only for the
    /// act it was asked for.
    pub async fn holds(&self, app: &App, tx: &mut Tx, asked: &Asked, account: AccountId) -> Answer<Option<Right>> {
        let holds = match self {
            Self::Passkey(said) => {
                return Ok(confirm(app, tx, (account, asked.framed), &asked.act, said).await?.map(Some));
            }
            Self::Totp(code) => check_totp(app, tx, account, code).await?,
            Self::Code(code) => {
                let in_time =
                    asked.code_for == Some(account) && asked.code_sent_at.is_some_and(|at| at + CODE_LASTS > app.now());
                OneTime::redeem(app, tx, account, asked.purpose, code).await? && in_time
            }
        };
        Ok(holds.then_some(None))
    }

    /// Looks whether it is right before the work of signing begins. A right code is not used up here: the
    /// transaction that records the signature does that, so that it stays good when that one fails. A wrong
    /// one is counted, and the challenge that it answers is not asked again.
    pub async fn check(&self, app: &App, asked: &Asked, account: AccountId) -> Answer<Right> {
        if asked.wrong_tries >= MOST_WRONG {
            return Err(closed());
        }
        let mut tx = app.connections.begin().await?;
        let holds = self.holds(app, &mut tx, asked, account).await?;
        tx.rollback().await?;
        if let Some(right) = holds {
            return Ok(right);
        }
        asked.count(app).await?;
        if let Self::Passkey(said) = self {
            discard(app, account, &asked.act, said).await?;
        }
        Err(self.wrong())
    }

    pub fn wrong(&self) -> Problem {
        match self {
            Self::Code(_) => Problem::field(
                "/code",
                "wrong_code",
                "验证码不对、已过期或已用过。请核对，或重新获取。",
                "The code is wrong, late or used. Check it, or ask for a new one.",
            ),
            Self::Totp(_) => wrong_totp("/totp"),
            Self::Passkey(_) => wrong(),
        }
    }
}

/// What was asked for one act, and how often it was tried.
pub(super) struct Asked {
    pub purpose: Purpose,
    /// What a passkey confirms.
    pub act: Act,
    /// The page that asks stands in a frame.
    framed: bool,
    pub code_for: Option<AccountId>,
    pub code_sent_at: Option<DateTime<Utc>>,
    pub codes_sent: i32,
    pub wrong_tries: i32,
    /// Whose signature, when it is one.
    role: Option<SignerRole>,
}

impl Asked {
    /// One signature on an agreement, as its file stands in `row`.
    pub fn of_signer(row: &Row, own: &SignerRow) -> Self {
        let document_sha256 = hex::encode(&row.document_sha256);
        Self {
            purpose: Purpose::Signature(own.agreement_id),
            act: Act::Sign { agreement: own.agreement_id.to_string(), document_sha256 },
            framed: false,
            code_for: own.code_for,
            code_sent_at: own.code_sent_at,
            codes_sent: own.codes_sent,
            wrong_tries: own.wrong_tries,
            role: Some(own.role.0),
        }
    }

    /// The same, asked from the page where this caller is.
    pub fn on_page_of(self, who: &Caller) -> Self {
        Self { framed: who.principal.embedded.is_some(), ..self }
    }

    /// The seal on those agreements of a batch that wait for it.
    pub fn of_keeper<'a>(batch: &batches::Row, waiting: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        let agreements_sha256 = hex::encode(sha256(passkeys::lines_of(waiting).as_bytes()));
        Self {
            purpose: Purpose::BatchSeal(batch.id),
            act: Act::Seal { batch: batch.id.to_string(), agreements_sha256 },
            framed: false,
            code_for: batch.code_for,
            code_sent_at: batch.code_sent_at,
            codes_sent: batch.codes_sent,
            wrong_tries: batch.wrong_tries,
            role: None,
        }
    }

    /// Asks for one of the account's passkeys to confirm it.
    pub async fn challenge(&self, app: &App, account: AccountId) -> Answer<PasskeyChallenge> {
        self.check_codes()?;
        ask(app, account, &self.act).await
    }

    /// 429 when too many codes were sent or tried for one act.
    pub fn check_codes(&self) -> Answer<()> {
        if self.codes_sent >= MOST_CODES || self.wrong_tries >= MOST_WRONG { Err(closed()) } else { Ok(()) }
    }

    /// Counts a wrong try that stands whatever becomes of the act.
    pub async fn count(&self, app: &App) -> Answer<()> {
        let mut tx = app.connections.begin().await?;
        self.count_wrong(&mut tx).await?;
        Ok(tx.commit().await?)
    }

    async fn count_wrong(&self, tx: &mut Tx) -> Answer<()> {
        match (self.purpose, self.role) {
            (Purpose::Signature(agreement), Some(role)) => {
                diesel::update(agreement_signers::table.find((agreement, Text(role))))
                    .set(agreement_signers::wrong_tries.eq(agreement_signers::wrong_tries + 1))
                    .execute(tx)
                    .await?
            }
            (Purpose::BatchSeal(batch), _) => {
                diesel::update(agreement_batches::table.find(batch))
                    .set(agreement_batches::wrong_tries.eq(agreement_batches::wrong_tries + 1))
                    .execute(tx)
                    .await?
            }
            _ => 0,
        };
        Ok(())
    }
}

fn closed() -> Problem {
    let mut problem = Problem::too_many_attempts();
    problem.detail.zh = "验证次数过多，已停止验证。请联系人力资源部作废后重新发出。".into();
    problem.detail.en = "Too many attempts were made. Ask HR to void it and send it again.".into();
    problem
}
