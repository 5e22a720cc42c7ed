//! One signature on an agreement: made, kept under its hash, and put on record.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::{SignerRole, Stage};
use signing::Verdict;
use signing::remote::Signatory as Person;
use store::ids::{AccountId, AgreementId, EmployeeId};
use store::schema::{agreement_signers, agreements};
use store::{Text, Tx};

use super::certificate::certified;
use super::completion::{Concluded, complete};
use super::copies;
use super::routes::moved;
use super::row::{Agreement, Row};
use super::sealing::register;
use super::signers::{SignerRow, Signers};
use crate::accounts::word_to;
use crate::employees::identity_of;
use crate::platform::access::Embedded;
use crate::platform::journal::{Event, Kind, export, stamps};
use crate::platform::messages::Message;
use crate::platform::{Answer, App, Problem};
use crate::seals::InCharge;
use crate::signatures::{Checked, Signatory, Signing};

/// A signature that may be made: whatever could be refused was looked at.
pub(super) struct Mandate {
    pub row: Row,
    pub role: SignerRole,
    /// Who signs, unless it is the company.
    pub person: Option<EmployeeId>,
    pub name: String,
    pub account: AccountId,
    /// Everybody has signed after this: the file is made to last.
    pub is_last: bool,
    /// How many have signed after this.
    pub so_many: i64,
    /// The company's seal, where it is the company that signs.
    pub seal: Option<InCharge>,
    /// Who applies it.
    pub by: String,
    /// From which network address the act came.
    pub address: Option<String>,
    /// In whose frame the page stood, when it stood in one.
    pub embedded: Option<Embedded>,
    /// How the signer proved who they are: `code`, `totp`, `passkey`.
    pub method: &'static str,
    /// What the passkey showed, where it was one: enough to check it without us.
    pub passkey: Option<serde_json::Value>,
    /// The answer of the identity check, where there was one.
    pub identity: Option<Checked>,
    pub statement: String,
    pub drawn: Option<signing::Drawing>,
}

/// The file with the signature in it, kept.
pub(super) struct Signed {
    sha256: [u8; 32],
    pdf: Vec<u8>,
    /// Until when its last document timestamp can be judged, once it has one.
    kept_until: Option<DateTime<Utc>>,
}

impl Mandate {
    /// Signs, and makes the file last when it is the last signature.
    pub async fn make(&self, app: &App) -> Answer<Signed> {
        let mut pdf = app.desk.sign(self.signing(app).await?).await?;
        let mut kept_until = None;
        if self.is_last {
            (pdf, kept_until) = app.desk.archive(pdf).await?;
            all_are_in(app, &pdf).await?;
        }
        let sha256 = app.storage.keep(pdf.clone()).await?;
        Ok(Signed { sha256, pdf, kept_until })
    }

    async fn signing(&self, app: &App) -> Answer<Signing> {
        let by = match &self.seal {
            None => Signatory::Person { who: self.person(app).await?, drawn: self.drawn.clone() },
            Some(seal) => Signatory::Company(seal.seal.clone()),
        };
        let reason = match self.role {
            SignerRole::Employee => format!("签署《{}》", self.row.title),
            SignerRole::Witness => format!("见证《{}》的签署", self.row.title),
            SignerRole::Employer => format!("签署《{}》，用印人：{}", self.row.title, self.by),
        };
        let pdf = app.storage.fetch(&self.row.document_sha256).await?.to_vec();
        Ok(Signing { pdf, field: self.row.field(self.role)?, by, reason })
    }

    /// The person who signs. Their numbers are only for a service elsewhere, whose certificate rests on them.
    async fn person(&self, app: &App) -> Answer<Person> {
        let mut person = Person {
            name: self.name.clone(),
            proved_by: self.method.to_owned(),
            checked_by: self.identity.as_ref().and_then(Checked::cited),
            ..Person::default()
        };
        if let Some(id) = self.person.filter(|_| app.desk.signs_elsewhere()) {
            let known = identity_of(app, &*app.read().await?, id).await?;
            person.national_id = Some(known.national_id);
            person.phone = known.phone;
        }
        Ok(person)
    }

    /// Puts the signature on the locked `row`, whose next stage the caller has decided.
    pub async fn record(
        &self,
        app: &App,
        tx: &mut Tx,
        (row, stage): (Row, Stage),
        signers: &Signers,
        signed: &Signed,
    ) -> Answer<(Agreement, Vec<Event>)> {
        if row.document_sha256 != self.row.document_sha256 {
            return Err(document_changed());
        }
        self.write(app, tx, signed).await?;
        let mut events = Vec::new();
        if let Some(seal) = &self.seal {
            events.push(register(app, tx, seal, &row, (&self.by, signed.sha256)).await?);
        }
        let mut event = self.event(&row, signed);
        if stage == Stage::Signed {
            let (sha256, size) = (signed.sha256, signed.pdf.len());
            let concluded = Concluded { sha256, media: "application/pdf", size, signed_on: app.today() };
            events.extend(complete(app, tx, &row, concluded).await?);
            let others = signers.accounts().chain([Some(self.account)]);
            event = event.tell(both_signed(app, tx, &row, others).await?);
            event = event.tell(copies::announce(app, tx, &row).await?);
        }
        for next in signers.next(self.role) {
            event = event.tell(your_turn(app, tx, &row, signers.get(next)?).await?);
        }
        events.insert(0, event);
        Ok((moved(app, tx, row, stage).await?, events))
    }

    async fn write(&self, app: &App, tx: &mut Tx, signed: &Signed) -> Answer<()> {
        diesel::update(agreement_signers::table.find((self.row.id, Text(self.role))))
            .set((
                agreement_signers::state.eq("signed"),
                agreement_signers::account_id.eq(self.account),
                agreement_signers::signed_at.eq(app.now()),
                agreement_signers::method.eq(self.method),
                agreement_signers::statement.eq(&self.statement),
                agreement_signers::seen_sha256.eq(&self.row.document_sha256),
                agreement_signers::signed_sha256.eq(signed.sha256.to_vec()),
            ))
            .execute(tx)
            .await?;
        diesel::update(agreements::table.find(self.row.id))
            .set((agreements::document_sha256.eq(signed.sha256.to_vec()), agreements::kept_until.eq(signed.kept_until)))
            .execute(tx)
            .await?;
        Ok(())
    }

    fn event(&self, row: &Row, signed: &Signed) -> Event {
        let mut facts = serde_json::json!({
            "number": row.number,
            "role": self.role,
            "name": self.name,
            "by": self.by,
            "proved_by": self.method,
            "statement": self.statement,
            "address": self.address,
            "embedded": self.embedded,
            "read_sha256": hex::encode(&row.document_sha256),
            "signed_sha256": hex::encode(signed.sha256),
        });
        if let Some(passkey) = &self.passkey {
            facts["passkey"] = passkey.clone();
        }
        if let Some(checked) = &self.identity {
            facts["identity"] = serde_json::json!(checked);
        }
        row.event(Kind::AgreementSigned).facts(&facts).attach("agreement.pdf", "application/pdf", signed.pdf.clone())
    }
}

/// Whatever the records say: an agreement is concluded when the file itself bears every signature, and nothing else.
async fn all_are_in(app: &App, signed: &[u8]) -> Answer<()> {
    let report = app.desk.verify(signed.to_vec().into()).await?;
    if report.verdict == Verdict::Valid && report.unsigned.is_empty() {
        return Ok(());
    }
    let found: Vec<&str> = report.problems.iter().map(|problem| problem.en.as_str()).collect();
    tracing::error!(?found, unsigned = ?report.unsigned, "a file does not bear the signatures that are on record");
    Err(Problem::new(
        actix_web::http::StatusCode::CONFLICT,
        "signature_missing",
        "文件中没有记录所称的对方签名，不能完成签署。请作废后重新发出，并检查系统安全。",
        "The file does not bear the other side's signature that is on record. Void it, send it again, and look into it.",
    ))
}

pub(super) fn document_changed() -> Problem {
    Problem::new(
        actix_web::http::StatusCode::CONFLICT,
        "document_changed",
        "文件已不是您阅读的那一份（对方刚刚签署也会如此）。请重新打开全文，核对后再签署。",
        "The file is not the one you read any more; the other side's signature changes it too. Open it again and sign that.",
    )
}

/// Word to whoever signs next; the employer's side is told through whoever prepared it.
async fn your_turn(app: &App, tx: &mut Tx, row: &Row, next: &SignerRow) -> Answer<Vec<Message>> {
    let (title, number) = (&row.title, &row.number);
    let (subject, text) = match next.role.0 {
        SignerRole::Employer => {
            ("等待盖章", format!("【有据】《{title}》（编号 {number}）已由对方签署，请登录系统安排加盖公司印章。"))
        }
        SignerRole::Employee => (
            "请签署协议",
            format!(
                "【有据】公司已在《{title}》（编号 {number}）上盖章，现在可以由您签署。请登录系统，在“协议”中阅读全文；如不同意，可以拒签并写明理由。"
            ),
        ),
        SignerRole::Witness => (
            "请签名见证",
            format!(
                "【有据】员工已签署《{title}》（编号 {number}），请登录系统签名见证；您不在场的，请拒绝并写明理由。"
            ),
        ),
    };
    let for_employer = if next.role.0 == SignerRole::Employer { row.created_by } else { None };
    word_to(app, tx, next.person(row), [for_employer], (subject, &text)).await
}

/// Word to everybody who signed that it is concluded, and how to get the file (电子劳动合同订立指引 10–13).
async fn both_signed(
    app: &App,
    tx: &mut Tx,
    row: &Row,
    signed_by: impl Iterator<Item = Option<AccountId>>,
) -> Answer<Vec<Message>> {
    let text = format!(
        "【有据】《{}》（编号 {}）双方均已签署，自即日起生效。请登录系统，在“我的文件”中查看、下载并妥善保存；需要纸质件的，可以向人力资源部免费索取一份。",
        row.title, row.number
    );
    word_to(app, tx, Some(row.employee_id), signed_by, ("协议已签署", &text)).await
}

/// A timestamp over the log, and the certificate after the last signature, as soon as the signature has its place in it.
pub(super) fn stamp_soon(app: &App, mandate: &Mandate) {
    let (app, id, log) = (app.clone(), mandate.row.id, mandate.row.legal_entity_id);
    let (is_last, so_many) = (mandate.is_last, mandate.so_many);
    tokio::spawn(async move {
        let patience = std::time::Duration::from_secs(60);
        let placed = export::placed(&app, id.0, (Kind::AgreementSigned, so_many), patience).await;
        let stamped = match placed {
            Ok(_) => stamps::stamp_latest(&app, log).await.map(|_| ()),
            Err(problem) => Err(problem),
        };
        if let Err(problem) = stamped {
            tracing::warn!(agreement = %id, %problem, "the log was not stamped after a signature");
        }
        if let Err(problem) = certify(&app, id, is_last).await {
            tracing::warn!(agreement = %id, %problem, "the certificate of completion waits until somebody asks for it");
        }
    });
}

async fn certify(app: &App, id: AgreementId, is_last: bool) -> Answer<()> {
    if is_last {
        let row = agreements::table.find(id).select(Row::as_select()).first(&mut &*app.read().await?).await?;
        certified(app, &row).await?;
    }
    Ok(())
}
