//! Who signs, and what proves it: a one-time code to the signer's own phone, or their authenticator.

use chrono::TimeDelta;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::separations::Side;
use store::ids::{AccountId, EmployeeId};
use store::schema::{accounts, agreement_signers, employees};
use store::{Db, Tx};

use super::row::{Row, SignerRow};
use crate::accounts::{OneTime, Purpose, check_totp};
use crate::employees::open_phone;
use crate::platform::access::Caller;
use crate::platform::messages::{Channel, Message};
use crate::platform::{Answer, App, Problem};

/// How long a signing code lasts.
pub(super) const CODE_LASTS: TimeDelta = TimeDelta::minutes(10);
/// Codes sent and wrong tries made for one signature, together with five tries a code, before it is closed.
const MOST_CODES: i32 = 20;
const MOST_WRONG: i32 = 20;

/// Where messages to somebody go.
pub(super) struct Reach {
    pub channel: Channel,
    pub to: String,
}

impl Reach {
    fn of(
        app: &App,
        employee: EmployeeId,
        phone_sealed: Option<Vec<u8>>,
        email: Option<String>,
    ) -> Answer<Option<Self>> {
        Ok(match (phone_sealed, email) {
            (Some(sealed), _) => Some(Self { channel: Channel::Sms, to: open_phone(&app.keyring, employee, &sealed)? }),
            (None, Some(to)) => Some(Self { channel: Channel::Email, to }),
            (None, None) => None,
        })
    }

    pub fn message(&self, subject: &str, text: String) -> Message {
        Message { channel: self.channel, to: self.to.clone(), subject: subject.into(), text }
    }

    pub fn channel_name(&self) -> &'static str {
        match self.channel {
            Channel::Sms => "sms",
            Channel::Email => "email",
        }
    }

    /// `138****6091`, `z***@example.com`
    pub fn masked(&self) -> String {
        match (self.channel, self.to.split_once('@')) {
            (Channel::Sms, _) => domain::identity::masked_phone(&self.to),
            (Channel::Email, Some((name, domain))) => {
                format!("{}***@{domain}", name.chars().take(1).collect::<String>())
            }
            (Channel::Email, None) => self.to.clone(),
        }
    }
}

/// Where messages to an employee go; none without phone and e-mail.
pub(super) async fn reach(app: &App, mut db: &Db, employee: EmployeeId) -> Answer<Option<Reach>> {
    let (phone, email) =
        employees::table.find(employee).select((employees::phone_sealed, employees::email)).first(&mut db).await?;
    Reach::of(app, employee, phone, email)
}

/// Where messages to an account go: to its employee, or to the login of an account that is nobody's.
pub(super) async fn reach_account(app: &App, mut db: &Db, account: AccountId) -> Answer<Reach> {
    type Contact = (String, Option<(EmployeeId, Option<Vec<u8>>, Option<String>)>);
    let (login, contact): Contact = accounts::table
        .left_join(employees::table)
        .filter(accounts::id.eq(account))
        .select((accounts::login, (employees::id, employees::phone_sealed, employees::email).nullable()))
        .first(&mut db)
        .await?;
    let reach = match contact {
        Some((employee, phone, email)) => Reach::of(app, employee, phone, email)?,
        None => None,
    };
    Ok(reach.unwrap_or(Reach { channel: Channel::Email, to: login }))
}

/// One message to the employee, when it is for them, and to accounts: once to each address.
pub(super) async fn word_to(
    app: &App,
    db: &Db,
    employee: Option<EmployeeId>,
    accounts: impl IntoIterator<Item = Option<AccountId>>,
    (subject, text): (&str, &str),
) -> Answer<Vec<Message>> {
    let mut reached: Vec<Reach> = Vec::new();
    if let Some(employee) = employee {
        reached.extend(reach(app, db, employee).await?);
    }
    for account in accounts.into_iter().flatten() {
        let reach = reach_account(app, db, account).await?;
        if reached.iter().all(|known| known.to != reach.to) {
            reached.push(reach);
        }
    }
    Ok(reached.iter().map(|reach| reach.message(subject, text.to_owned())).collect())
}

/// The caller's side and the other one. Whoever prepared the agreement does not sign it for the employer.
pub(super) fn own_part<'a>(
    who: &Caller,
    row: &Row,
    signers: &'a [SignerRow],
) -> Answer<(&'a SignerRow, &'a SignerRow)> {
    let side = if who.principal.employee == Some(row.employee_id) { Side::Employee } else { Side::Employer };
    if side == Side::Employer && row.created_by == who.principal.account_id() {
        return Err(Problem::separation_of_duties());
    }
    let own = signers.iter().find(|signer| signer.role.0 == side);
    let other = signers.iter().find(|signer| signer.role.0 != side);
    own.zip(other).ok_or_else(|| Problem::from_internal("an agreement has two signers"))
}

/// What the signer shows.
#[derive(Clone, Debug)]
pub(super) enum Proof {
    Code(String),
    Totp(String),
}

impl Proof {
    pub fn of(code: Option<String>, totp: Option<String>) -> Answer<Self> {
        match (code, totp) {
            (Some(code), None) => Ok(Self::Code(code)),
            (None, Some(totp)) => Ok(Self::Totp(totp)),
            _ => Err(Problem::field(
                "/code",
                "one_proof",
                "请填写验证码，或者动态口令，二者填一项。",
                "Give the code that was sent, or the one from the authenticator: one of the two.",
            )),
        }
    }

    pub fn name(&self) -> &'static str {
        match self {
            Self::Code(_) => "code",
            Self::Totp(_) => "totp",
        }
    }

    /// Is it right? A code is used up with the transaction, and counts only for the signature it was asked for.
    pub async fn holds(&self, app: &App, tx: &mut Tx, own: &SignerRow, account: AccountId) -> Answer<bool> {
        match self {
            Self::Totp(code) => check_totp(app, tx, account, code).await,
            Self::Code(code) => {
                let asked =
                    own.code_for == Some(account) && own.code_sent_at.is_some_and(|at| at + CODE_LASTS > app.now());
                Ok(OneTime::redeem(app, tx, account, Purpose::Signature(own.agreement_id), code).await? && asked)
            }
        }
    }

    /// Looks whether it is right before the work of signing begins. A right code is not used up here: the
    /// transaction that records the signature does that, so that it stays good when that one fails. A wrong
    /// one is counted.
    pub async fn check(&self, app: &App, own: &SignerRow, account: AccountId) -> Answer<()> {
        if own.wrong_tries >= MOST_WRONG {
            return Err(closed());
        }
        let mut tx = app.connections.begin().await?;
        if self.holds(app, &mut tx, own, account).await? {
            tx.rollback().await?;
            return Ok(());
        }
        diesel::update(agreement_signers::table.find((own.agreement_id, own.role)))
            .set(agreement_signers::wrong_tries.eq(agreement_signers::wrong_tries + 1))
            .execute(&mut tx)
            .await?;
        tx.commit().await?;
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
            Self::Totp(_) => Problem::field(
                "/totp",
                "wrong_code",
                "动态口令不对。请用验证器中现在显示的数字。",
                "The code is wrong. Use the one your authenticator shows now.",
            ),
        }
    }
}

/// 429 when too many codes were sent for one signature.
pub(super) fn check_codes(own: &SignerRow) -> Answer<()> {
    if own.codes_sent >= MOST_CODES || own.wrong_tries >= MOST_WRONG { Err(closed()) } else { Ok(()) }
}

fn closed() -> Problem {
    let mut problem = Problem::too_many_attempts();
    problem.detail.zh = "本协议的验证次数过多，已停止验证。请联系人力资源部作废后重新发出。".into();
    problem.detail.en = "Too many attempts were made for this agreement. Ask HR to void it and send it again.".into();
    problem
}
