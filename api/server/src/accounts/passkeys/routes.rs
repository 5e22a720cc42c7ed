//! What a person does with the passkeys of their own account.

use actix_web::http::StatusCode;
use actix_web::web::{Json, Path};
use actix_web::{HttpResponse, get, post, put};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::passkeys::{self as decisions, Act};
use serde::Deserialize;
use store::ids::{AccountId, PasskeyChallengeId, PasskeyId};
use store::schema::{accounts, passkeys};
use store::{Db, Tx};
use utoipa::ToSchema;
use validator::Validate;
use webauthn_rs::prelude::RegisterPublicKeyCredential;

use super::answer;
use super::challenge::{self, Digest, PasskeyChallenge, take};
use super::fresh::FreshProof;
use super::relying_party::RelyingParty;
use super::row::{self, Passkey, fingerprint, public_key};
use crate::accounts::session_routes::{home, of};
use crate::accounts::word_to;
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Kind};
use crate::platform::messages::Message;
use crate::platform::{Answer, App, Guard, Page, Problem, Valid, perm};

type Asked = Answer<(Json<PasskeyChallenge>, StatusCode)>;

/// The passkeys of one's own account.
#[utoipa::path(tag = "auth", responses((status = 200, body = Page<Passkey>), Refusals))]
#[get("/auth/passkeys")]
pub async fn list_passkeys(app: App, who: Guard<perm::SelfService>) -> Answer<Page<Passkey>> {
    let account = who.principal.account_id().ok_or_else(Problem::forbidden)?;
    Ok(Page::whole(row::list(&*app.read().await?, account).await?))
}

/// Ask for an answer of a passkey that proves anew who changes the passkeys of this account.
///
/// 409 `no_passkey` when it has none, 409 `passkeys_unavailable` when the service's address has none (it takes https and
/// a host name). The challenge is good for one answer within five minutes, and for nothing else.
#[utoipa::path(tag = "auth", responses((status = 201, body = PasskeyChallenge), Refusals))]
#[post("/auth/passkey-challenges")]
pub async fn ask_passkey_challenge(app: App, who: Guard<perm::SelfService>) -> Asked {
    let account = who.principal.account_id().ok_or_else(Problem::forbidden)?;
    Ok((Json(challenge::ask(&app, account, &Act::Confirm).await?), StatusCode::CREATED))
}

/// Begin to add a passkey, having proved anew who one is.
///
/// The answer holds what the browser needs for `navigator.credentials.create`; what comes of it goes to
/// `POST /auth/passkeys` within five minutes. 422 `wrong_password`, `wrong_code` or `wrong_passkey` count as failed
/// sign-ins: ten of them close the account for a quarter of an hour.
#[utoipa::path(tag = "auth", request_body = FreshProof, responses((status = 201, body = PasskeyChallenge), Refusals))]
#[post("/auth/passkey-registrations")]
pub async fn begin_passkey(app: App, who: Guard<perm::SelfService>, said: Valid<FreshProof>) -> Asked {
    let account = who.principal.account_id().ok_or_else(Problem::forbidden)?;
    let party = RelyingParty::of(&app.settings)?;
    said.0.check(&app, account).await?;
    let db = app.read().await?;
    let known = row::credentials(&app, &db, account).await?;
    decisions::add(known.len())?;
    let holder = row::holder(&db, account).await?;
    let kept = challenge::keep(&app, Some(account), &Act::Register).await?;
    let options = party.creation(&holder, &known, &kept.digest)?;
    Ok((Json(kept.with(options)), StatusCode::CREATED))
}

/// A passkey that the browser made.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPasskey {
    /// What the person calls it, 1 to 60 characters.
    #[schema(example = "我的手机")]
    name: String,
    /// The challenge that it answers.
    challenge_id: PasskeyChallengeId,
    /// What `PublicKeyCredential.toJSON()` gives in the browser.
    #[schema(value_type = Object, example = json!({"id": "AQIDBA", "rawId": "AQIDBA", "type": "public-key", "response": {"clientDataJSON": "e30", "attestationObject": "oA"}}))]
    credential: RegisterPublicKeyCredential,
}

/// Add the passkey that the browser made. The person is told by message.
///
/// 422 `wrong_passkey` when it does not answer the challenge, comes from another address, or its device did not verify the
/// person; begin anew then. 409 `duplicate_passkey` when it is registered already.
#[utoipa::path(tag = "auth", request_body = NewPasskey, responses((status = 201, body = Passkey), Refusals))]
#[post("/auth/passkeys")]
pub async fn add_passkey(
    app: App,
    who: Guard<perm::SelfService>,
    said: Valid<NewPasskey>,
) -> Answer<(Json<Passkey>, StatusCode)> {
    let account = who.principal.account_id().ok_or_else(Problem::forbidden)?;
    let NewPasskey { name, challenge_id, credential } = said.0;
    let name = decisions::name(&name)?;
    let party = RelyingParty::of(&app.settings)?;
    let words = app.bookkeep(async |tx| take(&app, tx, challenge_id, Some(account), &Act::Register).await).await?;
    let holder = row::holder(&*app.read().await?, account).await?;
    let credential = match words {
        Some(words) => party.registered(&holder, &credential, &Digest::of(&words))?.ok(),
        None => None,
    };
    let credential = credential.ok_or_else(not_registered)?;
    let (log, employee) = home(&*app.read().await?, account).await?;
    let passkey = app
        .change(&who, async |tx| {
            lock(tx, account).await?;
            decisions::add(row::count(tx, account).await?)?;
            let passkey = row::insert(&app, tx, (account, employee), (&name, &credential)).await?;
            let messages = told(&app, tx, account, &format!("您的账号添加了通行密钥“{name}”")).await?;
            let event = Event::new(Kind::AccountPasskeyRegistered, log, account).facts(&serde_json::json!({
                "passkey_id": passkey.id, "name": name, "credential_sha256": fingerprint(credential.cred_id()),
                "public_key": public_key(&credential), "address": who.address}));
            Ok((passkey, of(event, employee).tell(messages)))
        })
        .await?;
    Ok((Json(passkey), StatusCode::CREATED))
}

/// Another name for a passkey.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeyName {
    /// What the person calls it, 1 to 60 characters.
    #[schema(example = "公司电脑")]
    name: String,
}

/// Give one of one's own passkeys another name.
#[utoipa::path(tag = "auth", params(("id" = PasskeyId, Path)), request_body = PasskeyName, responses((status = 200, body = Passkey), Refusals))]
#[put("/auth/passkeys/{id}/name")]
pub async fn rename_passkey(
    app: App,
    who: Guard<perm::SelfService>,
    id: Path<PasskeyId>,
    said: Valid<PasskeyName>,
) -> Answer<Json<Passkey>> {
    let account = who.principal.account_id().ok_or_else(Problem::forbidden)?;
    let name = decisions::name(&said.0.name)?;
    let (log, employee) = home(&*app.read().await?, account).await?;
    app.change(&who, async |tx| {
        let passkey = diesel::update(passkeys::table.find(*id))
            .filter(passkeys::account_id.eq(account))
            .set(passkeys::name.eq(&name))
            .returning(Passkey::as_returning())
            .get_result(tx)
            .await?;
        let event = Event::new(Kind::AccountPasskeyRenamed, log, account)
            .facts(&serde_json::json!({"passkey_id": passkey.id, "name": name}));
        Ok((Json(passkey), of(event, employee)))
    })
    .await
}

/// Remove one of one's own passkeys, having proved anew who one is. The person is told by message.
///
/// What it confirmed stays provable: its public key is in the entries.
#[utoipa::path(tag = "auth", params(("id" = PasskeyId, Path)), request_body = FreshProof, responses((status = 204, description = "Removed"), Refusals))]
#[post("/auth/passkeys/{id}/removal")]
pub async fn remove_passkey(
    app: App,
    who: Guard<perm::SelfService>,
    id: Path<PasskeyId>,
    said: Valid<FreshProof>,
) -> Answer<HttpResponse> {
    let account = who.principal.account_id().ok_or_else(Problem::forbidden)?;
    said.0.check(&app, account).await?;
    let (log, employee) = home(&*app.read().await?, account).await?;
    app.change(&who, async |tx| {
        let (name, hash): (String, Vec<u8>) = diesel::delete(passkeys::table.find(*id))
            .filter(passkeys::account_id.eq(account))
            .returning((passkeys::name, passkeys::credential_sha256))
            .get_result(tx)
            .await?;
        let messages = told(&app, tx, account, &format!("您的账号移除了通行密钥“{name}”")).await?;
        let event = Event::new(Kind::AccountPasskeyRemoved, log, account).facts(&serde_json::json!({
                "passkey_id": *id, "name": name, "credential_sha256": hex::encode(hash), "address": who.address}));
        Ok(((), of(event, employee).tell(messages)))
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Two at once do not become one too many.
async fn lock(tx: &mut Tx, account: AccountId) -> Answer<()> {
    accounts::table.find(account).select(accounts::id).for_no_key_update().first::<AccountId>(tx).await?;
    Ok(())
}

/// Word to the person, by the channel that the employer has on record, that something happened to their account.
async fn told(app: &App, db: &Db, account: AccountId, what: &str) -> Answer<Vec<Message>> {
    let text = format!("【有据】{what}。如非本人操作，请立即修改密码并联系人力资源部。");
    word_to(app, db, None, [Some(account)], ("有据 账号安全", &text)).await
}

/// 422 for what does not come from a device that verified the person, for this challenge.
fn not_registered() -> Problem {
    let mut problem = answer::wrong();
    for error in &mut problem.errors {
        error.pointer = "/credential".into();
        error.detail.zh =
            "通行密钥没有登记成功：可能已超过五分钟、来自其他网址，或者设备没有验证本人。请重新添加。".into();
        error.detail.en =
            "The passkey was not registered: it is late, comes from another address, or its device did not verify you. Add it again."
                .into();
    }
    problem
}
