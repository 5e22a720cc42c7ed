//! What a person does with their own account: password, address for messages, second factor.

use actix_web::http::StatusCode;
use actix_web::web::Json;
use actix_web::{HttpResponse, post, put};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use store::ids::{AccountId, EmployeeId};
use store::schema::accounts;
use utoipa::ToSchema;
use validator::Validate;

use super::codes::{seal_totp, totp, totp_matches, wrong_totp};
use super::passwords::{hash_password, verify_password, wrong_password};
use super::session_routes::{home, of};
use super::sessions;
use crate::platform::access::Actor;
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Kind};
use crate::platform::messages::{Channel, Message};
use crate::platform::{Answer, App, Guard, Problem, Valid, ids, perm};

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    #[validate(length(max = 200))]
    current_password: String,
    #[validate(length(max = 200))]
    new_password: String,
}

/// Change one's own password; other sessions end.
///
/// 422 `wrong_password` counts as a failed sign-in; after ten of them 429 `too_many_attempts` for a quarter of an hour.
#[utoipa::path(tag = "auth", request_body = PasswordChange, responses((status = 204, description = "Changed"), Refusals))]
#[post("/auth/password")]
pub async fn change_password(
    app: App,
    who: Guard<perm::SelfService>,
    said: Valid<PasswordChange>,
) -> Answer<HttpResponse> {
    let Actor::Account(account, session) = who.principal.actor else { return Err(Problem::forbidden()) };
    let login = check_password(&app, account, said.0.current_password).await?;
    let hash = hash_password(&app, &login, ("/new_password", said.0.new_password)).await?;
    let (log, employee) = home(&*app.read().await?, account).await?;
    app.change(&who, async |tx| {
        diesel::update(accounts::table.find(account))
            .set((accounts::password_hash.eq(hash), accounts::version.eq(accounts::version + 1)))
            .execute(tx)
            .await?;
        sessions::end_others(&app, tx, account, Some(session)).await?;
        Ok(((), of(Event::new(Kind::AccountPasswordChanged, log, account), employee)))
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Where messages shall go.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmailChange {
    #[validate(email, length(max = 200))]
    #[schema(example = "zhang.min@example.com")]
    email: String,
    #[validate(length(max = 200))]
    current_password: String,
}

/// Say where messages and codes go, for an account that belongs to no employee; the address until now is told.
///
/// 409 `of_an_employee` for an employee's account: theirs stand in the employee's record. 422 `wrong_password` counts as
/// a failed sign-in; after ten of them 429 `too_many_attempts` for a quarter of an hour.
#[utoipa::path(tag = "auth", request_body = EmailChange, responses((status = 204, description = "Changed"), Refusals))]
#[put("/auth/email")]
pub async fn change_email(app: App, who: Guard<perm::SelfService>, said: Valid<EmailChange>) -> Answer<HttpResponse> {
    let account = who.principal.account_id().ok_or_else(Problem::forbidden)?;
    let EmailChange { email, current_password } = said.0;
    let (employee, before): (Option<EmployeeId>, Option<String>) = accounts::table
        .find(account)
        .select((accounts::employee_id, accounts::email))
        .first(&mut &*app.read().await?)
        .await?;
    if employee.is_some() {
        return Err(Problem::new(
            StatusCode::CONFLICT,
            "of_an_employee",
            "员工的电话和邮箱在本人资料中更正。",
            "An employee corrects telephone and e-mail in their own record.",
        ));
    }
    check_password(&app, account, current_password).await?;
    app.change(&who, async |tx| {
        diesel::update(accounts::table.find(account))
            .set((accounts::email.eq(&email), accounts::version.eq(accounts::version + 1)))
            .execute(tx)
            .await?;
        let text = "【有据】您的账号接收消息的邮箱已经更换。不是您本人操作的，请立即联系系统管理员。";
        let told = before.map(|before| Message::new(Channel::Email, before, "邮箱已更换", text.to_owned()));
        let event = Event::of_group(Kind::AccountEmailChanged, account);
        Ok(((), event.facts(&serde_json::json!({"email": email})).tell(told)))
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The password, said again: a session that was left open is not enough. 422 when it is wrong, which counts as a failed
/// sign-in, and too many close the account for a while. Answers the login.
async fn check_password(app: &App, account: AccountId, said: String) -> Answer<String> {
    let (login, stored): (String, Option<String>) = accounts::table
        .find(account)
        .select((accounts::login, accounts::password_hash))
        .first(&mut &*app.read().await?)
        .await?;
    sessions::guarded(app, &login, async || {
        let proved = verify_password(app, stored, said).await?;
        Ok(if proved { Ok(()) } else { Err(wrong_password("/current_password")) })
    })
    .await?;
    Ok(login)
}

/// A secret for an authenticator app.
#[derive(Serialize, ToSchema)]
pub struct TotpSecret {
    /// Base 32.
    secret: String,
    /// For a QR code.
    otpauth_url: String,
}

/// Begin to use one-time codes as second factor.
#[utoipa::path(tag = "auth", responses((status = 200, body = TotpSecret), Refusals))]
#[post("/auth/totp")]
pub async fn enrol_totp(app: App, who: Guard<perm::SelfService>) -> Answer<Json<TotpSecret>> {
    let account = who.principal.account_id().ok_or_else(Problem::forbidden)?;
    let secret = totp_rs::Secret::from(ids::random_bytes::<20>()).to_base32();
    let (log, employee) = home(&*app.read().await?, account).await?;
    let sealed = seal_totp(&app, (account, employee), &secret)?;
    // Nothing counts until a code has proved that the secret arrived.
    let login: String = app
        .change(&who, async |tx| {
            let login = diesel::update(accounts::table.find(account))
                .filter(accounts::totp_confirmed_at.is_null())
                .set(accounts::totp_sealed.eq(sealed))
                .returning(accounts::login)
                .get_result(tx)
                .await
                .optional()?
                .ok_or_else(|| {
                    Problem::invalid_state("enabled", "动态口令已启用。", "One-time codes are enabled already.")
                })?;
            Ok((login, of(Event::new(Kind::AccountTotpIssued, log, account), employee)))
        })
        .await?;
    let otpauth_url = totp(&secret, &login)?.to_url().map_err(Problem::from_internal)?;
    Ok(Json(TotpSecret { secret, otpauth_url }))
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TotpCode {
    #[validate(length(min = 6, max = 8))]
    #[schema(example = "482913")]
    code: String,
}

/// Confirm the authenticator with a code it shows.
///
/// 422 `wrong_code` when it shows another.
#[utoipa::path(tag = "auth", request_body = TotpCode, responses((status = 204, description = "Enabled"), Refusals))]
#[post("/auth/totp/confirmation")]
pub async fn confirm_totp(app: App, who: Guard<perm::SelfService>, said: Valid<TotpCode>) -> Answer<HttpResponse> {
    let account = who.principal.account_id().ok_or_else(Problem::forbidden)?;
    let db = app.read().await?;
    let sealed: Option<Vec<u8>> = accounts::table.find(account).select(accounts::totp_sealed).first(&mut &*db).await?;
    let sealed =
        sealed.ok_or_else(|| Problem::invalid_state("none", "请先获取动态口令密钥。", "Ask for a secret first."))?;
    let (log, employee) = home(&db, account).await?;
    if !totp_matches(&app, (account, employee), &sealed, &said.0.code)? {
        return Err(wrong_totp("/code"));
    }
    app.change(&who, async |tx| {
        diesel::update(accounts::table.find(account))
            .set(accounts::totp_confirmed_at.eq(app.now()))
            .execute(tx)
            .await?;
        Ok(((), of(Event::new(Kind::AccountTotpConfirmed, log, account), employee)))
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}
