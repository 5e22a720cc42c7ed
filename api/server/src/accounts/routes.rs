//! Managing accounts and grants.

use actix_web::web::{Json, Path, Query};
use actix_web::{HttpResponse, delete, get, post};
use chrono::TimeDelta;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use store::ids::{AccountId, EmployeeId, GrantId, LegalEntityId};
use store::schema::{accounts, employees, grants};
use utoipa::ToSchema;
use validator::Validate;

use super::codes::{OneTime, Purpose};
use super::passwords::hash_password;
use super::reach::Reach;
use super::row::{Account, GrantRow, GrantScope, NewAccount};
use crate::platform::access::Role;
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Created, Guard, Page, Paging, Problem, Valid, ids, perm};

/// How long an activation code is good for.
const CODE_LASTS: TimeDelta = TimeDelta::days(7);

/// Accounts, by login.
#[utoipa::path(tag = "accounts", params(Paging), responses((status = 200, body = Page<Account>), Refusals))]
#[get("/accounts")]
pub async fn list_accounts(
    app: App,
    _who: Guard<perm::AccountsManage>,
    paging: Query<Paging>,
) -> Answer<Page<Account>> {
    Account::list(&*app.read().await?, &paging).await
}

/// Make an account for somebody who is no employee, or for an employee who has none.
#[utoipa::path(tag = "accounts", request_body = NewAccount, responses((status = 201, body = Account), Refusals))]
#[post("/accounts")]
pub async fn create_account(
    app: App,
    who: Guard<perm::AccountsManage>,
    said: Valid<NewAccount>,
) -> Answer<Created<Account>> {
    let new = said.0;
    let hash = match (&new.password, new.employee_id) {
        (Some(_), Some(_)) => {
            return Err(Problem::field(
                "/password",
                "not_for_employees",
                "员工用激活码自行设置密码。",
                "Employees set their own password with an activation code.",
            ));
        }
        (Some(password), None) => Some(hash_password(&app, &new.login, ("/password", password.clone())).await?),
        (None, _) => None,
    };
    if new.email.is_some() && new.employee_id.is_some() {
        return Err(Problem::field(
            "/email",
            "not_for_employees",
            "员工的电话和邮箱登记在员工资料中。",
            "An employee's telephone and e-mail are in the employee's record.",
        ));
    }
    app.change(&who, async |tx| {
        let account = Account::insert(&app, tx, &new, hash).await?;
        let event = Event::of_group(Kind::AccountCreated, account.id).facts(&account);
        Ok((Created(account), event))
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ActivationRequest {
    /// Whom to send a code; everybody who is not active yet when absent.
    #[validate(length(max = 10_000))]
    employee_ids: Option<Vec<EmployeeId>>,
}

#[derive(Serialize, ToSchema)]
pub struct ActivationsSent {
    sent: usize,
}

/// Send activation codes by SMS (or e-mail where there is no phone).
#[utoipa::path(tag = "accounts", request_body = ActivationRequest, responses((status = 200, body = ActivationsSent), Refusals))]
#[post("/accounts/activations")]
pub async fn send_activation_codes(
    app: App,
    who: Guard<perm::AccountsActivate>,
    said: Valid<ActivationRequest>,
) -> Answer<Json<ActivationsSent>> {
    type Addressee = (AccountId, EmployeeId, LegalEntityId, Option<Vec<u8>>, Option<String>, String);
    let db = app.read().await?;
    let mut query = accounts::table
        .inner_join(employees::table)
        .filter(accounts::password_hash.is_null().and(accounts::disabled_at.is_null()))
        .filter(who.scope().sees(employees::id, app.today()))
        .order(accounts::login)
        .select((
            accounts::id,
            employees::id,
            employees::legal_entity_id,
            employees::phone_sealed,
            employees::email,
            accounts::login,
        ))
        .into_boxed();
    if let Some(ids) = &said.0.employee_ids {
        query = query.filter(employees::id.eq_any(ids));
    }
    let people: Vec<Addressee> = query.load(&mut &*db).await?;
    let sent = app
        .change(&who, async |tx| {
            let mut events = Vec::with_capacity(people.len());
            for (account, employee, entity, phone, email, login) in people {
                let Some(Reach { channel, to }) = Reach::of(&app, employee, phone, email)? else { continue };
                let text = format!("【有据】您的账号 {login} 的激活码是 {{code}}，7 天内有效。请勿告诉他人。");
                let code = OneTime { account, purpose: Purpose::Activation, channel, to, valid_for: CODE_LASTS, text };
                let message = code.keep(&app, tx).await?;
                events.push(
                    Event::new(Kind::AccountCodeSent, entity, account)
                        .about(employee)
                        .facts(&serde_json::json!({"channel": channel}))
                        .tell([message]),
                );
            }
            Ok((events.len(), events))
        })
        .await?;
    Ok(Json(ActivationsSent { sent }))
}

/// Roles that were granted.
#[utoipa::path(tag = "accounts", responses((status = 200, body = Page<GrantRow>), Refusals))]
#[get("/grants")]
pub async fn list_grants(app: App, _who: Guard<perm::AccountsManage>) -> Answer<Page<GrantRow>> {
    let db = app.read().await?;
    Ok(Page::whole(grants::table.order(grants::created_at).select(GrantRow::as_select()).load(&mut &*db).await?))
}

#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewGrant {
    account_id: AccountId,
    role: Role,
    scope: GrantScope,
}

/// Grant a role in a scope.
#[utoipa::path(tag = "accounts", request_body = NewGrant, responses((status = 201, body = GrantRow), Refusals))]
#[post("/grants")]
pub async fn give_grant(
    app: App,
    who: Guard<perm::AccountsManage>,
    said: Valid<NewGrant>,
) -> Answer<Created<GrantRow>> {
    let NewGrant { account_id, role, scope } = said.0;
    let whole = scope.kind == "all";
    if !matches!(scope.kind.as_str(), "all" | "legal_entity" | "org_unit") || whole != scope.id.is_none() {
        return Err(Problem::field(
            "/scope",
            "scope",
            "范围须为 all（不带 id），或 legal_entity、org_unit 并带 id。",
            "A scope is `all` without an id, or `legal_entity` or `org_unit` with one.",
        ));
    }
    let grant = app
        .change(&who, async |tx| {
            let grant: GrantRow = diesel::insert_into(grants::table)
                .values((
                    grants::id.eq(ids::new::<GrantId>()),
                    grants::account_id.eq(account_id),
                    grants::role.eq(role.as_str()),
                    grants::scope_kind.eq(&scope.kind),
                    grants::scope_id.eq(scope.id),
                    grants::created_at.eq(app.now()),
                ))
                .returning(GrantRow::as_returning())
                .get_result(tx)
                .await?;
            let event = Event::of_group(Kind::GrantGiven, grant.id).facts(&grant);
            Ok((Created(grant), event))
        })
        .await?;
    app.principals.forget();
    Ok(grant)
}

/// Take a role back.
#[utoipa::path(tag = "accounts", params(("id" = GrantId, Path)), responses((status = 204, description = "Revoked"), Refusals))]
#[delete("/grants/{id}")]
pub async fn revoke_grant(app: App, who: Guard<perm::AccountsManage>, id: Path<GrantId>) -> Answer<HttpResponse> {
    app.change(&who, async |tx| {
        let grant: GrantRow =
            diesel::delete(grants::table.find(*id)).returning(GrantRow::as_returning()).get_result(tx).await?;
        Ok(((), Event::of_group(Kind::GrantRevoked, *id).facts(&grant)))
    })
    .await?;
    app.principals.forget();
    Ok(HttpResponse::NoContent().finish())
}
