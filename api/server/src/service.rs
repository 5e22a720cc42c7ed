//! The HTTP service: every slice's routes under `/api/v1`, the contract, the public pages, the SPA.

use std::collections::BTreeSet;

use actix_cors::Cors;
use actix_files::{Files, NamedFile};
use actix_web::dev::{Server, ServiceRequest, ServiceResponse, fn_service};
use actix_web::http::header;
use actix_web::middleware::{Compress, Condition, from_fn};
use actix_web::{App as ActixApp, HttpRequest, HttpResponse, HttpServer, get, web};
use utoipa::OpenApi;
use utoipa::openapi::security::{
    ClientCredentials, Flow, HttpAuthScheme, HttpBuilder, OAuth2, Scopes, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{AllOf, RefOr, Schema};
use utoipa_actix_web::AppExt;
use utoipa_actix_web::service_config::ServiceConfig;
use utoipa_swagger_ui::SwaggerUi;

use crate::platform::access::{PERMISSIONS, Rights};
use crate::platform::errors::{Problem, ProblemDocument};
use crate::platform::{App, headers, http, idempotency, session, telemetry};
use crate::{
    accounts, agreements, alerts, bundles, checkins, deadlines, disputes, embedding, employees, home, imports,
    law_desk, layoffs, org, plans, reviews, risk, seals, separations, signatures, standards, templates, warnings,
    webhooks,
};

/// Largest JSON body; files have limits of their own.
const LARGEST_JSON: usize = 8 * 1024 * 1024;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Youju 有据",
        description = "HR system of record for employers in mainland China. Every decision about a person at work rests on a record that both sides can check.\n\nPeople sign in with `POST /api/v1/auth/login`, machines with OAuth 2.0 client credentials at `/api/v1/oauth/token`; both send the access token as `Authorization: Bearer`. Lists page by `limit` and `cursor`. Errors are RFC 9457 problem documents; `Accept-Language` picks zh-CN or en. POST takes `Idempotency-Key`; resources with an `ETag` take `If-Match`.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    security(("bearer" = []), ("client" = [])),
    components(schemas(ProblemDocument)),
    modifiers(&Securities),
    tags(
        (name = "auth", description = "登录与会话 — signing in"),
        (name = "accounts", description = "账号、授权与接入方 — accounts, grants, API clients"),
        (name = "org", description = "组织 — legal entities, units, positions"),
        (name = "employees", description = "员工 — people, contracts, pay, papers"),
        (name = "imports", description = "导入 — workbooks"),
        (name = "reviews", description = "绩效 — KPIs, cycles, reviews, actuals"),
        (name = "alerts", description = "预警 — early warnings"),
        (name = "deadlines", description = "期限 — what falls due, computed from records"),
        (name = "check_ins", description = "沟通记录 — dated conversations"),
        (name = "plans", description = "改进计划 — improvement plans"),
        (name = "warnings", description = "警告 — reminders and warnings, the statement before them, the letter"),
        (name = "standards", description = "地方标准 — average and minimum wages of a city"),
        (name = "separations", description = "离职案件 — cases, gate, settlement, negotiation"),
        (name = "risk", description = "风险总览 — what is at stake, what is missing, what comes due"),
        (name = "disputes", description = "劳动争议 — arbitration, defence calendar, exhibits, legal holds"),
        (name = "templates", description = "合同模板 — texts of contracts, their versions and review"),
        (name = "agreements", description = "协议 — documents both sides sign"),
        (name = "seals", description = "印章 — company seals, their keepers and every use"),
        (name = "evidence", description = "证据 — bundles"),
        (name = "journal", description = "留痕日志 — the record of everything"),
        (name = "law", description = "法律计算器 — calculators"),
        (name = "webhooks", description = "事件通知 — other systems are told of what happens"),
        (name = "system", description = "系统 — health, keys, access table"),
    )
)]
struct Description;

struct Securities;

impl utoipa::Modify for Securities {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let components = openapi.components.get_or_insert_default();
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
        components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
        let mut names: Vec<_> =
            PERMISSIONS.iter().filter_map(|rights| Some((rights.client_scope?, rights.zh))).collect();
        names.sort_unstable();
        names.dedup_by_key(|(scope, _)| *scope);
        let flow = Flow::ClientCredentials(ClientCredentials::new("/api/v1/oauth/token", Scopes::from_iter(names)));
        components.add_security_scheme("client", SecurityScheme::OAuth2(OAuth2::new([flow])));
    }
}

fn api(config: &mut ServiceConfig<'_>) {
    config
        .configure(accounts::routes)
        .configure(org::routes)
        .configure(employees::routes)
        .configure(imports::routes)
        .configure(reviews::routes)
        .configure(alerts::routes)
        .configure(deadlines::routes)
        .configure(checkins::routes)
        .configure(plans::routes)
        .configure(warnings::routes)
        .configure(standards::routes)
        .configure(separations::routes)
        .configure(layoffs::routes)
        .configure(risk::routes)
        .configure(disputes::routes)
        .configure(templates::routes)
        .configure(agreements::routes)
        .configure(seals::routes)
        .configure(bundles::routes)
        .configure(signatures::routes)
        .configure(home::routes)
        .configure(law_desk::routes)
        .configure(webhooks::routes)
        .service(show_access_table);
}

/// The description of the API, as `openapi.yaml` holds it.
pub fn contract() -> utoipa::openapi::OpenApi {
    let (_, mut openapi) = ActixApp::new()
        .into_utoipa_app()
        .openapi(Description::openapi())
        .service(utoipa_actix_web::scope("/api/v1").configure(api))
        .split_for_parts();
    openapi.info.version = env!("CARGO_PKG_VERSION").into();
    describe_successes(&mut openapi);
    open_what_is_extended(&mut openapi);
    name_permissions(&mut openapi);
    openapi
}

/// The description as `openapi.yaml` holds it. `yes` and `no` are quoted, since YAML 1.1 reads them as booleans.
pub fn contract_yaml() -> std::io::Result<String> {
    let yaml = contract().to_yaml().map_err(std::io::Error::other)?;
    Ok(yaml.replace("- yes\n", "- 'yes'\n").replace("- no\n", "- 'no'\n"))
}

/// Which permission each handler takes, read from its signature by the build script.
const GUARDS: &[(&str, Rights)] = include!(concat!(env!("OUT_DIR"), "/guards.rs"));

/// Says in each operation who may: relations, roles, and the scope that lets a machine.
fn name_permissions(openapi: &mut utoipa::openapi::OpenApi) {
    for item in openapi.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.put, &mut item.post, &mut item.delete, &mut item.patch];
        for operation in operations.into_iter().flatten() {
            let name = operation.operation_id.as_deref().unwrap_or_default();
            let Ok(at) = GUARDS.binary_search_by_key(&name, |(handler, _)| handler) else { continue };
            let rights = GUARDS[at].1;
            let names: Vec<String> = (rights.relations.iter().map(ToString::to_string))
                .chain(rights.roles.iter().map(ToString::to_string))
                .chain(rights.client_scope.map(|scope| format!("a machine with `{scope}`")))
                .collect();
            let may = format!("Permission `{}`: {}.", rights.name, names.join(", "));
            operation.description = Some(match operation.description.take() {
                Some(text) => format!("{text}\n\n{may}"),
                None => may,
            });
            let mut security = vec![SecurityRequirement::new("bearer", [] as [&str; 0])];
            security.extend(rights.client_scope.map(|scope| SecurityRequirement::new("client", [scope])));
            operation.security = Some(security);
        }
    }
}

/// Facts that a resource embeds refuse unknown fields in a request; in the resource there are more fields
/// beside them, so their schema must not close itself.
fn open_what_is_extended(openapi: &mut utoipa::openapi::OpenApi) {
    let Some(components) = &mut openapi.components else { return };
    let mut extended = BTreeSet::new();
    for schema in components.schemas.values() {
        match schema {
            RefOr::T(Schema::AllOf(all)) => extended.extend(referred(all)),
            // The cases of a tagged enumeration: each is its facts and the tag.
            RefOr::T(Schema::OneOf(one)) => {
                let cases = one.items.iter().filter_map(|item| match item {
                    RefOr::T(Schema::AllOf(all)) => Some(all),
                    _ => None,
                });
                extended.extend(cases.flat_map(referred));
            }
            _ => {}
        }
    }
    for name in extended {
        if let Some(RefOr::T(Schema::Object(object))) = components.schemas.get_mut(&name) {
            object.additional_properties = None;
        }
    }
}

/// The schemas that a composition names.
fn referred(all: &AllOf) -> Vec<String> {
    let name = |item: &RefOr<Schema>| match item {
        RefOr::Ref(reference) => reference.ref_location.rsplit('/').next().map(str::to_owned),
        RefOr::T(_) => None,
    };
    all.items.iter().filter_map(name).collect()
}

/// OpenAPI wants a description of every answer; what succeeds says the same everywhere.
fn describe_successes(openapi: &mut utoipa::openapi::OpenApi) {
    for item in openapi.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.put, &mut item.post, &mut item.delete, &mut item.patch];
        for (status, response) in
            operations.into_iter().flatten().flat_map(|operation| &mut operation.responses.responses)
        {
            if let RefOr::T(response) = response
                && response.description.is_empty()
            {
                response.description = match status.as_str() {
                    "201" => "Created",
                    "202" => "Accepted; it goes on in the background",
                    _ => "Done",
                }
                .into();
            }
        }
    }
}

/// Starts to serve on a listener; the caller awaits the server.
pub fn serve(app: App, listener: std::net::TcpListener) -> std::io::Result<Server> {
    let workers = match app.settings.workers {
        0 => std::thread::available_parallelism().map_or(2, usize::from),
        workers => workers,
    };
    telemetry::metrics();
    let openapi = contract();
    let yaml = web::Data::new(contract_yaml()?);
    let server = HttpServer::new(move || {
        let web_dir = app.settings.web_dir.clone();
        let shared = app.clone();
        let (service, _) = ActixApp::new()
            .data_factory(move || {
                let shared = shared.clone();
                async move { shared.for_this_thread(workers).await }
            })
            .into_utoipa_app()
            .app_data(yaml.clone())
            .app_data(
                web::JsonConfig::default().limit(LARGEST_JSON).error_handler(|error, _| json_error(&error).into()),
            )
            .app_data(web::PathConfig::default().error_handler(|_, _| Problem::not_found().into()))
            .app_data(web::QueryConfig::default().error_handler(|error, _| query_error(&error.to_string()).into()))
            .app_data(web::FormConfig::default().error_handler(|error, _| http::unreadable(&error.to_string()).into()))
            .service(
                utoipa_actix_web::scope("/api/v1").configure(api).map(|scope| scope.default_service(web::to(unknown))),
            )
            .split_for_parts();
        service
            .service(health)
            .service(ready)
            .service(show_metrics)
            .service(key_set)
            .service(openapi_yaml)
            .service(SwaggerUi::new("/docs/{_:.*}").url("/docs/openapi.json", openapi.clone()))
            .service(web::redirect("/docs", "/docs/"))
            .service(web::scope("/api").default_service(web::to(unknown)))
            .service(embedding::show_embedded_page)
            .service(spa(web_dir))
            .wrap(from_fn(idempotency::replay))
            .wrap(from_fn(session::resolve))
            .wrap(Condition::new(!app.settings.allowed_origins.is_empty(), cors(&app.settings.allowed_origins)))
            .wrap(from_fn(telemetry::observe))
            .wrap(headers::security_headers())
            .wrap(from_fn(headers::refuse_framing))
            .wrap(Compress::default())
    })
    .workers(workers)
    .shutdown_timeout(10)
    .listen(listener)?
    .run();
    Ok(server)
}

fn json_error(error: &actix_web::error::JsonPayloadError) -> Problem {
    use actix_web::error::JsonPayloadError::{ContentType, Overflow, OverflowKnownLength};
    match error {
        ContentType => Problem::unsupported_media_type(),
        Overflow { .. } | OverflowKnownLength { .. } => Problem::too_large(),
        other => http::unreadable(&other.to_string()),
    }
}

fn query_error(reason: &str) -> Problem {
    let mut problem = Problem::invalid_query();
    problem.detail.zh = format!("查询参数不正确：{reason}").into();
    problem.detail.en = format!("A query parameter is wrong: {reason}").into();
    problem
}

fn cors(origins: &[String]) -> Cors {
    origins
        .iter()
        .fold(Cors::default(), |cors, origin| cors.allowed_origin(origin))
        .allow_any_method()
        .allow_any_header()
        .supports_credentials()
        .expose_headers([header::ETAG, header::LINK])
        .max_age(3600)
}

/// The web client; a path that is no file is one of its pages.
fn spa(folder: std::path::PathBuf) -> Files {
    let index = folder.join("index.html");
    Files::new("/", folder).index_file("index.html").prefer_utf8(true).default_handler(fn_service(
        move |request: ServiceRequest| {
            let index = index.clone();
            async move {
                let (request, _) = request.into_parts();
                let page = web::block(move || NamedFile::open(index)).await;
                let response = match page {
                    Ok(Ok(page)) => page.into_response(&request),
                    _ => HttpResponse::from_error(Problem::not_found()),
                };
                Ok(ServiceResponse::new(request, response))
            }
        },
    ))
}

/// An address that no operation has, or a method that it does not take.
async fn unknown(request: HttpRequest) -> Result<HttpResponse, Problem> {
    match request.resource_map().match_pattern(request.path()) {
        Some(_) => Err(Problem::method_not_allowed()),
        None => Err(Problem::not_found()),
    }
}

#[get("/healthz")]
async fn health() -> HttpResponse {
    HttpResponse::Ok().json(serde_json::json!({"status": "ok"}))
}

#[get("/readyz")]
async fn ready(app: App) -> Result<HttpResponse, Problem> {
    use diesel_async::RunQueryDsl;
    let db = app.read().await?;
    diesel::select(diesel::dsl::sql::<diesel::sql_types::Integer>("1")).get_result::<i32>(&mut &*db).await?;
    Ok(HttpResponse::Ok().json(serde_json::json!({"status": "ready", "clock_simulated": app.clock.is_simulated()})))
}

#[get("/metrics")]
async fn show_metrics() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(telemetry::metrics().render())
}

#[get("/.well-known/jwks.json")]
async fn key_set(app: App) -> HttpResponse {
    HttpResponse::Ok().json(app.tokens.key_set())
}

#[get("/openapi.yaml")]
async fn openapi_yaml(yaml: web::Data<String>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/yaml").body(yaml.get_ref().clone())
}

/// Who may do what: the whole table.
#[utoipa::path(tag = "system", responses((status = 200, body = Vec<crate::platform::access::Rights>)), security(()))]
#[get("/access/roles")]
async fn show_access_table() -> HttpResponse {
    HttpResponse::Ok().json(PERMISSIONS)
}
