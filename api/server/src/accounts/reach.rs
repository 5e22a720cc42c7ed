//! Where messages to somebody go: an employee's telephone or e-mail, or the address of an account that is nobody's.

use actix_web::http::StatusCode;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use store::Db;
use store::ids::{AccountId, EmployeeId};
use store::schema::{accounts, employees};

use crate::employees::open_phone;
use crate::platform::messages::{Channel, Message};
use crate::platform::{Answer, App, Problem};

/// Where messages to somebody go.
pub struct Reach {
    pub channel: Channel,
    pub to: String,
}

impl Reach {
    pub(super) fn of(
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
        Message::new(self.channel, self.to.clone(), subject, text)
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
pub async fn reach(app: &App, mut db: &Db, employee: EmployeeId) -> Answer<Option<Reach>> {
    let (phone, email) =
        employees::table.find(employee).select((employees::phone_sealed, employees::email)).first(&mut db).await?;
    Reach::of(app, employee, phone, email)
}

/// Where messages to an account go: to its employee, or to the address of an account that is nobody's. None when no
/// carrier reaches that.
async fn reach_account(app: &App, mut db: &Db, account: AccountId) -> Answer<Option<Reach>> {
    type Contact = (String, Option<String>, Option<(EmployeeId, Option<Vec<u8>>, Option<String>)>);
    let contact = (employees::id, employees::phone_sealed, employees::email).nullable();
    let (login, own, contact): Contact = accounts::table
        .left_join(employees::table)
        .filter(accounts::id.eq(account))
        .select((accounts::login, accounts::email, contact))
        .first(&mut db)
        .await?;
    let reach = match contact {
        Some((employee, phone, email)) => Reach::of(app, employee, phone, email)?,
        None => None,
    };
    let reach = reach.unwrap_or(Reach { channel: Channel::Email, to: own.unwrap_or(login) });
    Ok(Some(reach).filter(|reach| app.messenger.reaches(reach.channel, &reach.to)))
}

/// Where a code for this account goes.
pub async fn reach_for_code(app: &App, db: &Db, account: AccountId) -> Answer<Reach> {
    reach_account(app, db, account).await?.ok_or_else(|| {
        Problem::new(
            StatusCode::CONFLICT,
            "no_address",
            "您的账号没有登记能收到验证码的邮箱。请在“我的账号”中登记，或改用身份验证器。",
            "No address is on record that a code could reach. Give one under your account, or use an authenticator.",
        )
    })
}

/// One message to the employee, when it is for them, and to accounts: once to each address.
pub async fn word_to(
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
        reached.extend(reach.filter(|reach| reached.iter().all(|known| known.to != reach.to)));
    }
    Ok(reached.iter().map(|reach| reach.message(subject, text.to_owned())).collect())
}
