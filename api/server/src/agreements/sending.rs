//! Sending an agreement to both sides: the empty signature fields, the delivery, the notice.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::{self as decisions, SignerRole};
use signing::SignatureField;
use store::Tx;
use store::schema::agreements;

use super::replacing::{GaveWay, make_way};
use super::routes::moved;
use super::row::{Agreement, Row};
use super::signers::Signers;
use crate::accounts::{reach, word_to};
use crate::platform::access::Caller;
use crate::platform::deliveries::{self, Channel, NewDelivery};
use crate::platform::journal::{Event, Kind};
use crate::platform::messages::Message;
use crate::platform::{Answer, App};

/// The file with its empty fields, all of them made before the first signature, kept under its hash.
pub(super) async fn prepare(app: &App, row: &Row) -> Answer<[u8; 32]> {
    decisions::send(row.stage.0)?;
    let fields: Vec<SignatureField> = row.fields.0.iter().cloned().map(SignatureField::from).collect();
    let original = app.storage.fetch(&row.original_sha256).await?;
    app.storage.keep(app.desk.prepare(original.to_vec(), fields).await?).await
}

/// Puts the sending of the locked `row` on record; what it replaces is voided with it.
pub(super) async fn record(
    app: &App,
    tx: &mut Tx,
    who: &Caller,
    row: Row,
    sha256: [u8; 32],
) -> Answer<(Agreement, Vec<Event>)> {
    let stage = decisions::send(row.stage.0)?;
    let gave_way = make_way(app, tx, who, &row).await?;
    diesel::update(agreements::table.find(row.id))
        .set((
            agreements::document_sha256.eq(sha256.to_vec()),
            agreements::sent_by.eq(who.principal.account_id()),
            agreements::sent_at.eq(app.now()),
        ))
        .execute(tx)
        .await?;
    let message = invite(app, tx, &row, gave_way.as_ref()).await?;
    let witness = ask_witness(app, tx, &row).await?;
    let channel = if message.is_some() { "sms_or_email" } else { "in_system" };
    let notice = message.as_ref().map(|message| &message.text);
    deliveries::deliver_one(tx, app.now(), &delivery(&row, sha256)).await?;
    let event = row.event(Kind::AgreementSent).facts(&serde_json::json!({
        "document_sha256": hex::encode(sha256), "original_sha256": hex::encode(&row.original_sha256),
        "replaces": gave_way.as_ref().map(|before| &before.number),
        "announced_by": channel, "notice": notice}));
    let mut events = vec![event.tell(message).tell(witness)];
    events.extend(gave_way.and_then(|before| before.event));
    Ok((moved(app, tx, row, stage).await?, events))
}

fn delivery(row: &Row, sha256: [u8; 32]) -> NewDelivery {
    NewDelivery {
        employee: row.employee_id,
        resource: ("agreement", row.id.0),
        kind: "agreement",
        sha256,
        channel: Channel::InSystem,
        due_on: None,
    }
}

/// Word to the witness, who is to be there when the employee signs.
async fn ask_witness(app: &App, tx: &mut Tx, row: &Row) -> Answer<Vec<Message>> {
    let signers = Signers::of(tx, row.id).await?;
    let Some(witness) = signers.witness() else { return Ok(Vec::new()) };
    let employee = &signers.get(SignerRole::Employee)?.name;
    let text = format!(
        "【有据】请您见证{employee}签署《{}》（编号 {}）：签署时请在场，{employee}签署之后您会收到通知，届时请登录系统签名见证。",
        row.title, row.number
    );
    word_to(app, tx, witness.employee_id, [], ("请见证协议的签署", &text)).await
}

/// The notice before signing (电子劳动合同订立指引 6): what, how, where to read it, and that it costs nothing.
pub(super) async fn invite(app: &App, tx: &mut Tx, row: &Row, instead: Option<&GaveWay>) -> Answer<Option<Message>> {
    let Some(reach) = reach(app, tx, row.employee_id).await? else { return Ok(None) };
    let instead = match instead {
        Some(before) if before.lay_open => {
            format!("它取代编号 {} 的文本，那一份已作废，此前对它的签署不再有效；改动之处可以对照查看。", before.number)
        }
        _ => String::new(),
    };
    let parts = Signers::of(tx, row.id).await?.parts();
    let waits = decisions::turns(&parts).all(|role| role != SignerRole::Employee);
    let when = if waits { "待公司盖章后（届时另行通知您）" } else { "" };
    let text = format!(
        "【有据】公司向您发出《{}》（编号 {}）供您阅读。{instead}请登录系统，在“协议”中查看和下载全文；如同意，{when}凭手机验证码签署；如不同意，可以拒签并写明理由。签署前请仔细阅读，可以咨询工会或律师。签署不收取任何费用。",
        row.title, row.number
    );
    Ok(Some(reach.message("请阅读并签署协议", text)))
}
