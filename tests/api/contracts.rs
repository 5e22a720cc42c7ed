use serde_json::{Value, json};
use tests::{AsText, Person, Session, World};

use crate::agreements::sign;
use crate::exit::cards;
use crate::templates::{codes, released};

/// A person, and a released template of the contract that is to be concluded with them.
pub struct Concluding<'w> {
    person: Person,
    pub employee: Session<'w>,
    pub hr: Session<'w>,
    pub legal: Session<'w>,
    template: String,
}

impl<'w> Concluding<'w> {
    pub async fn new(world: &'w World, kind: &str) -> Self {
        Self::with(world, kind, world.hire("沈可欣").await).await
    }

    pub async fn with(world: &'w World, kind: &str, person: Person) -> Self {
        let employee = world.session_of(&person).await;
        let (hr, legal) = (world.account_with("hr").await, world.account_with("legal").await);
        let template = released(world, &hr, &legal, kind).await.trim_start_matches("/templates/").to_owned();
        Self { person, employee, hr, legal, template }
    }

    /// Another kind of contract with the same person, by the same people.
    pub async fn next(self, world: &'w World, kind: &str) -> Self {
        let template = released(world, &self.hr, &self.legal, kind).await.trim_start_matches("/templates/").to_owned();
        Self { template, ..self }
    }

    pub fn path(&self) -> String {
        format!("/employees/{}/agreements", self.person.id)
    }

    pub fn body(&self, facts: Value) -> Value {
        json!({"template_id": self.template, "facts": facts, "employee_address": "杭州市西湖区文三路 2 号", "expires_on": "2026-11-03"})
    }

    /// The path of the person.
    pub fn person(&self) -> String {
        format!("/employees/{}", self.person.id)
    }

    /// Drafted, reviewed and sent; answers its path.
    pub async fn sent(&self, facts: Value) -> String {
        let draft = self.hr.post(&self.path(), self.body(facts)).await.created();
        self.reviewed_and_sent(&draft).await
    }

    /// A confidentiality agreement, sent to be signed in an order.
    async fn sent_in_order(&self, order: &str) -> String {
        let mut body = self.body(json!({"kind": "confidentiality", "scope": "客户名单、报价和源代码"}));
        body["signing_order"] = json!(order);
        let draft = self.hr.post(&self.path(), body).await.created();
        self.reviewed_and_sent(&draft).await
    }

    /// The same in the place of another.
    pub async fn replaced(&self, old: &str, body: Value) -> String {
        let draft = self.hr.post(&format!("{old}/replacements"), body).await.created();
        self.reviewed_and_sent(&draft).await
    }

    /// The next version of the template, changed and released.
    pub async fn release_again(&self, change: impl FnOnce(&mut Value)) {
        let versions = format!("/templates/{}/versions", self.template);
        let next = self.hr.post(&versions, json!({})).await.created();
        let (path, mut text) = (format!("{versions}/{}", next["number"]), next["text"].clone());
        change(&mut text);
        self.hr.put(&path, json!({"text": text})).await.ok();
        self.hr.post(&format!("{path}/submission"), json!({})).await.ok();
        self.legal.post(&format!("{path}/review"), json!({"decision": "release"})).await.ok();
    }

    async fn reviewed_and_sent(&self, draft: &Value) -> String {
        let path = format!("/agreements/{}", draft["id"].text());
        self.legal.post(&format!("{path}/review"), json!({"decision": "approved"})).await.ok();
        self.hr.post(&format!("{path}/sending"), json!({})).await.ok();
        path
    }

    /// The first day after the contract that everybody is hired with.
    pub async fn next_day(&self) -> chrono::NaiveDate {
        let contracts = self.hr.get(&format!("/employees/{}/contracts", self.person.id)).await.ok();
        let until: chrono::NaiveDate = contracts["items"][0]["until"].text().parse().unwrap();
        until.succ_opt().unwrap()
    }
}

pub fn labour(from: chrono::NaiveDate) -> Value {
    let until = from + chrono::Months::new(36) - chrono::Days::new(1);
    json!({"kind": "labour_contract", "term": "fixed_term", "from": from, "until": until, "monthly_wage": "15000.00",
        "pay_day": 10, "hours": "standard", "duties": "工业视觉检测设备的销售与回款"})
}

#[tokio::test(flavor = "multi_thread")]
async fn r010_a_contract_signed_by_both_is_on_record_as_signed_that_day() {
    let world = World::new().await;
    let it = Concluding::new(&world, "labour_contract").await;
    let from = it.next_day().await;
    let path = it.sent(labour(from)).await;
    let shown = it.employee.get(&path).await.ok();
    assert_eq!((&shown["kind"], &shown["facts"]["monthly_wage"]), (&json!("labour_contract"), &json!("15000.00")));
    assert_eq!(shown["terms"], Value::Null);
    sign(&world, &it.employee, &path).await;
    assert_eq!(sign(&world, &it.legal, &path).await["stage"], "signed");
    let contracts = it.hr.get(&format!("/employees/{}/contracts", it.person.id)).await.ok();
    let newest = &contracts["items"][0];
    assert_eq!((&newest["from"], &newest["signed_on"]), (&json!(from), &json!("2026-10-20")));
    let papers = it.employee.get(&format!("/employees/{}/documents", it.person.id)).await.ok();
    assert!(papers["items"].as_array().unwrap().iter().any(|paper| paper["kind"] == "labour_contract"));
    let pdf = it.employee.get(&format!("{path}/document")).await.bytes;
    assert_eq!(crate::agreements::verified(&it.employee, pdf).await["verdict"], "valid");
}

#[tokio::test(flavor = "multi_thread")]
async fn terms_that_the_law_does_not_bear_are_refused_at_their_field() {
    let world = World::new().await;
    let it = Concluding::new(&world, "labour_contract").await;
    let from = it.next_day().await;
    let with = |change: &[(&str, Value)]| {
        let mut facts = labour(from);
        for (name, value) in change {
            facts[*name] = value.clone();
        }
        it.body(facts)
    };
    let probation = from + chrono::Months::new(7);
    for (change, pointer, code) in [
        (vec![("until", Value::Null)], "/facts/until", "required"),
        (vec![("term", json!("open_ended"))], "/facts/until", "no_last_day"),
        (
            vec![("probation_until", json!(probation)), ("probation_wage", json!("12000.00"))],
            "/facts/probation_until",
            "probation_too_long",
        ),
        (vec![("from", json!("2026-10-20"))], "/facts/from", "contract_in_force"),
    ] {
        let refused = it.hr.post(&it.path(), with(&change)).await.problem(422, "invalid");
        assert!(codes(&refused).contains(&(pointer.to_owned(), code.to_owned())), "{refused}");
    }
    let mut other_kind = it.body(json!({"kind": "confidentiality", "scope": "客户名单"}));
    let refused = it.hr.post(&it.path(), other_kind.clone()).await.problem(422, "invalid");
    assert_eq!(codes(&refused), [("/facts/kind".to_owned(), "other_kind".to_owned())]);
    other_kind["expires_on"] = json!("2026-10-19");
    let refused = it.hr.post(&it.path(), other_kind).await.problem(422, "invalid");
    assert_eq!(codes(&refused), [("/expires_on".to_owned(), "out_of_range".to_owned())]);
    it.employee.post(&it.path(), it.body(labour(from))).await.status(403);
    it.hr.post(&it.path(), it.body(labour(from))).await.created();
    it.hr.post(&it.path(), it.body(labour(from))).await.problem(409, "invalid");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_signed_in_time_expires_and_both_are_told() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let path = it.sent(json!({"kind": "confidentiality", "scope": "客户名单、报价和源代码"})).await;
    sign(&world, &it.legal, &path).await;
    it.hr.post(&format!("{path}/reminder"), json!({})).await.status(204);
    it.hr.post(&format!("{path}/reminder"), json!({})).await.problem(409, "reminded_today");
    it.employee.post(&format!("{path}/reminder"), json!({})).await.status(403);
    world.now_is("2026-11-03T10:00:00Z");
    assert_eq!(server::agreements::expire_late(&world.app).await.unwrap(), 0, "on the last day there is time");
    world.now_is("2026-11-03T16:30:00Z");
    it.employee.post(&format!("{path}/signing-codes"), json!({})).await.problem(409, "invalid_state");
    let mut next = it.body(json!({"kind": "confidentiality", "scope": "客户名单"}));
    next["expires_on"] = json!("2026-12-01");
    it.hr.post(&it.path(), next).await.created();
    assert_eq!(server::agreements::expire_late(&world.app).await.unwrap(), 0);
    assert_eq!(it.employee.get(&path).await.ok()["stage"], "expired");
    it.hr.post(&format!("{path}/void"), json!({"reason": "重发"})).await.problem(409, "invalid_state");
    let told = world.messages().iter().filter(|message| message["text"].text().contains("已过签署截止日")).count();
    assert_eq!(told, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_kind_of_contract_is_drafted_from_its_template() {
    let world = World::new().await;
    let from = Concluding::new(&world, "contract_renewal").await.next_day().await;
    let until = from + chrono::Months::new(24) - chrono::Days::new(1);
    for facts in [
        json!({"kind": "contract_renewal", "term": "fixed_term", "from": from, "until": until, "monthly_wage": "16000.00"}),
        json!({"kind": "contract_variation", "effective_on": "2026-12-01", "reason": "业务调整，经双方协商",
            "items": [{"item": "工作岗位", "before": "销售代表", "after": "大客户经理"}]}),
        json!({"kind": "non_compete", "months": 12, "region": "浙江省", "scope": "工业视觉检测设备的研发和销售", "monthly": "9000.00"}),
        json!({"kind": "service_period", "training": "工业视觉算法专项培训", "provider": "浙江大学", "training_from": "2026-09-01",
            "training_until": "2026-11-30", "cost": "48000.00", "service_months": 36, "service_until": "2029-11-30"}),
    ] {
        let world = World::new().await;
        let it = Concluding::new(&world, &facts["kind"].text()).await;
        let draft = it.hr.post(&it.path(), it.body(facts.clone())).await.created();
        assert_eq!(draft["kind"], facts["kind"]);
        let pdf = it.hr.get(&format!("/agreements/{}/document", draft["id"].text())).await.bytes;
        assert!(pdf.starts_with(b"%PDF-"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_employee_signs_first_the_seal_waits_for_them() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let path = it.sent_in_order("employee_first").await;
    assert_eq!(it.hr.get(&path).await.ok()["signing_order"], "employee_first");
    it.legal.post(&format!("{path}/signing-codes"), json!({})).await.problem(409, "not_your_turn");
    assert!(!cards(&it.legal.get("/home").await.ok()).contains(&"agreements_to_sign"));
    assert!(cards(&it.employee.get("/home").await.ok()).contains(&"agreements_to_sign"));
    assert_eq!(sign(&world, &it.employee, &path).await["stage"], "partly_signed");
    assert!(world.messages().iter().any(|message| message["text"].text().contains("请登录系统安排加盖公司印章")));
    assert!(cards(&it.legal.get("/home").await.ok()).contains(&"agreements_to_sign"));
    assert_eq!(sign(&world, &it.legal, &path).await["stage"], "signed");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_company_seals_first_the_employee_is_told_once_it_has() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let path = it.sent_in_order("employer_first").await;
    let told = |words: &str| world.messages().iter().filter(|message| message["text"].text().contains(words)).count();
    assert_eq!(told("待公司盖章后（届时另行通知您）"), 1);
    it.employee.get(&format!("{path}/document")).await.status(200);
    it.employee.post(&format!("{path}/signing-codes"), json!({})).await.problem(409, "not_your_turn");
    it.hr.post(&format!("{path}/reminder"), json!({})).await.problem(409, "invalid_state");
    assert!(!cards(&it.employee.get("/home").await.ok()).contains(&"agreements_to_sign"));
    // What replaces it keeps the order, unless it is said anew.
    let path = it.replaced(&path, json!({})).await;
    assert_eq!(it.hr.get(&path).await.ok()["signing_order"], "employer_first");
    sign(&world, &it.legal, &path).await;
    assert_eq!(told("现在可以由您签署"), 1);
    it.hr.post(&format!("{path}/reminder"), json!({})).await.status(204);
    assert_eq!(told("待公司盖章后（届时另行通知您）"), 2, "not when there is nothing to wait for any more");
    assert_eq!(sign(&world, &it.employee, &path).await["stage"], "signed");
    let mut other = it.body(json!({"kind": "confidentiality", "scope": "客户名单"}));
    other["signing_order"] = json!("nobody_first");
    it.hr.post(&it.path(), other).await.problem(400, "invalid_body");
}
