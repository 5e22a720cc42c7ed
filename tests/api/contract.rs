//! The description of the API against the service, and who may do what, walked from the description.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::{Value, json};
use tests::{Reply, Session, World};

/// One operation of the description.
pub struct Operation {
    pub method: Method,
    /// Below `/api/v1`, with its parameters in braces.
    pub path: String,
    pub id: String,
    public: bool,
}

impl Operation {
    /// Whether a call went to this operation.
    pub fn answers(&self, method: &Method, path: &str) -> bool {
        let path = path.split('?').next().unwrap();
        let (mut described, mut called) = (self.path.split('/'), path.split('/'));
        let same = described.by_ref().zip(called.by_ref()).all(|(one, other)| one.starts_with('{') || one == other);
        self.method == *method && same && self.path.matches('/').count() == path.matches('/').count()
    }
}

fn described() -> Value {
    serde_json::to_value(server::contract()).unwrap()
}

pub fn operations() -> Vec<Operation> {
    let description = described();
    let mut found = Vec::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            found.push(Operation {
                method: method.to_uppercase().parse().unwrap(),
                path: path.strip_prefix("/api/v1").unwrap().to_owned(),
                id: operation["operationId"].as_str().unwrap().to_owned(),
                public: operation["security"] == json!([{}]),
            });
        }
    }
    found
}

#[test]
fn the_committed_description_is_that_of_the_code() {
    let committed = include_str!("../../openapi.yaml");
    assert!(server::contract_yaml().unwrap() == committed, "openapi.yaml is out of date: run `make generate`");
}

#[test]
fn every_operation_is_described_and_named_once() {
    let description = described();
    let mut names = BTreeSet::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let name = operation["operationId"].as_str().unwrap();
            assert!(names.insert(name.to_owned()), "{name} is used twice");
            assert!(operation["summary"].as_str().is_some_and(|text| text.len() > 5), "{method} {path} has no summary");
            assert_eq!(operation["tags"].as_array().map(Vec::len), Some(1), "{method} {path} has one tag");
            let answers = operation["responses"].as_object().unwrap();
            assert!(
                answers.keys().any(|status| status.starts_with('2')),
                "{method} {path} says what success looks like"
            );
            let public = operation["security"] == json!([{}]);
            let says_who = operation["description"].as_str().is_some_and(|text| text.contains("Permission `"));
            assert!(public != says_who, "{method} {path} is public or says who may");
        }
    }
}

#[test]
fn a_review_shows_what_each_goal_scored() {
    // Two schemas of one name overwrite each other in silence; this one once did.
    let goal = &described()["components"]["schemas"]["ReviewGoal"];
    assert!(goal.to_string().contains("\"actual\"") && goal.to_string().contains("\"steps\""), "{goal}");
}

/// The path with the id of somebody else's record, and of nothing where there is none.
fn filled(path: &str, employee: &str) -> String {
    let path = path.replace("/employees/{id}", &format!("/employees/{employee}"));
    let mut filled = String::new();
    let mut rest = path.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap();
        filled += before;
        filled += &match name {
            "year" => "2026".to_owned(),
            "calculator" => "severance".to_owned(),
            _ => uuid::Uuid::new_v4().to_string(),
        };
        rest = after;
    }
    filled + rest
}

async fn call(session: &Session<'_>, operation: &Operation, employee: &str) -> Reply {
    let path = filled(&operation.path, employee);
    let body = (operation.method != Method::GET).then(|| json!({}));
    session.send(operation.method.clone(), &path, body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_but_the_public_ones_wants_a_token() {
    let world = World::new().await;
    for operation in operations().iter().filter(|operation| !operation.public) {
        let reply = call(&world.stranger(), operation, &uuid::Uuid::new_v4().to_string()).await;
        assert_eq!(reply.status, 401, "{} {}", operation.method, operation.path);
    }
}

/// What anybody who is signed in may do, to nobody in particular.
const FOR_ANYONE: &[&str] = &[
    "show_me",
    "logout",
    "change_email",
    "change_password",
    "enrol_totp",
    "confirm_totp",
    "list_passkeys",
    "ask_passkey_challenge",
    "begin_passkey",
    "add_passkey",
    "rename_passkey",
    "remove_passkey",
    "list_legal_entities",
    "show_legal_entity",
    "show_letterhead",
    "show_letterhead_logo",
    "list_org_units",
    "list_positions",
    "run_calculator",
    "list_local_standards",
    "list_grounds",
    "list_kpis",
    "list_review_cycles",
    "show_review_cycle",
    "list_position_goals",
    "show_home",
    "verify_signatures",
    "issue_deadline_feed",
    "revoke_deadline_feed",
];

#[tokio::test(flavor = "multi_thread")]
async fn another_employee_and_a_manager_outside_the_line_are_refused_everywhere() {
    let world = World::new().await;
    let subject = world.hire("当事人").await;
    let other = world.hire("旁人").await;
    let boss = world.hire("别组经理").await;
    world.hire_under("别组员工", &boss).await;
    for outsider in [&other, &boss] {
        let session = world.session_of(outsider).await;
        for operation in operations().iter().filter(|op| !op.public && !FOR_ANYONE.contains(&op.id.as_str())) {
            let reply = call(&session, operation, &subject.id).await;
            let status = reply.status.as_u16();
            let nothing_seen = status == 200
                && operation.method == Method::GET
                && !String::from_utf8_lossy(&reply.bytes).contains(&subject.id);
            // A body that cannot be read is refused before the record is looked for, when the caller may do it to somebody.
            let refused =
                matches!(status, 403 | 404) || (operation.method != Method::GET && matches!(status, 400 | 415 | 422));
            assert!(
                refused || nothing_seen,
                "{} {} answers {} to {}",
                operation.method,
                operation.path,
                status,
                outsider.name
            );
        }
    }
}

/// What an account without any role and without an employee may do beyond that: nothing.
#[tokio::test(flavor = "multi_thread")]
async fn an_account_without_a_role_may_do_nothing_to_anybody() {
    let world = World::new().await;
    let subject = world.hire("当事人").await;
    let admin = world.admin().await;
    admin
        .post("/accounts", json!({"login": "nobody", "display_name": "无角色", "password": tests::PASSWORD}))
        .await
        .created();
    let nobody = Session::sign_in(&world, "nobody", tests::PASSWORD).await;
    for operation in operations().iter().filter(|op| !op.public && !FOR_ANYONE.contains(&op.id.as_str())) {
        let reply = call(&nobody, operation, &subject.id).await;
        assert_eq!(reply.status, 403, "{} {}", operation.method, operation.path);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_role_table_is_the_committed_one() {
    let committed = include_str!("../../api/docs/roles.md");
    assert!(
        server::platform::access::as_markdown() == committed,
        "api/docs/roles.md is out of date: run `make generate`"
    );
}
