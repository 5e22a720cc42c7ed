use serde_json::{Value, json};
use server::agreements::batches::work_off;
use tests::{AsText, Person, Session, World};

use crate::agreements::{sign, verified};
use crate::templates::{codes, released};

/// HR, legal, and a released confidentiality agreement for people who were just hired.
struct Many<'w> {
    world: &'w World,
    hr: Session<'w>,
    legal: Session<'w>,
    entity: String,
    template: String,
    people: Vec<Person>,
}

impl<'w> Many<'w> {
    async fn new(world: &'w World, names: &[&str]) -> Self {
        world.stop_background();
        let (hr, legal) = (world.account_with("hr").await, world.account_with("legal").await);
        let template = released(world, &hr, &legal, "confidentiality").await.trim_start_matches("/templates/").into();
        let mut people = Vec::new();
        for name in names {
            people.push(world.hire(name).await);
        }
        Self { world, hr, legal, entity: world.home().await.entity, template, people }
    }

    fn item(&self, at: usize, address: Option<&str>) -> Value {
        json!({"employee_id": self.people[at].id, "employee_address": address,
            "facts": {"kind": "confidentiality", "scope": "客户名单、报价和源代码"}})
    }

    fn order(&self, items: &[Value]) -> Value {
        json!({"legal_entity_id": self.entity, "template_id": self.template, "name": "2026 年保密协议",
            "expires_on": "2026-11-30", "items": items})
    }

    /// Opened and worked off; answers its path.
    async fn drafted(&self, who: &Session<'_>, items: &[Value]) -> String {
        let opened = who.post("/agreement-batches", self.order(items)).await.created();
        self.work().await;
        format!("/agreement-batches/{}", opened["id"].text())
    }

    async fn work(&self) {
        while work_off(&self.world.app).await.unwrap() > 0 {}
    }

    async fn progress(&self, path: &str) -> Value {
        self.hr.get(path).await.ok()["progress"].clone()
    }

    async fn agreement(&self, path: &str, at: usize) -> String {
        let items = self.hr.get(&format!("{path}/items")).await.ok();
        format!("/agreements/{}", items["items"][at]["agreement_id"].text())
    }

    async fn sent(&self, path: &str) {
        self.legal.post(&format!("{path}/review"), json!({"decision": "approved"})).await.ok();
        self.hr.post(&format!("{path}/sending"), json!({})).await.ok();
        self.work().await;
    }

    /// The keeper's one act for all that stand open.
    async fn sealed(&self, path: &str) -> Value {
        self.legal.post(&format!("{path}/seal-codes"), json!({})).await.status(202);
        let code = self.world.last_code("一批协议加盖公司印章");
        let body = json!({"code": code, "statement": "本人已核对本批协议，同意加盖公司印章。"});
        let allowed = self.legal.post(&format!("{path}/seal"), body).await.ok();
        self.work().await;
        allowed
    }
}

const HOME: Option<&str> = Some("杭州市西湖区文三路 2 号");

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_is_drafted_reviewed_sent_and_sealed_as_one_and_signed_by_each() {
    let world = World::new().await;
    let many = Many::new(&world, &["沈可欣", "周洋", "欧阳娜娜"]).await;
    let path = many.drafted(&many.hr, &[many.item(0, HOME), many.item(1, HOME), many.item(2, HOME)]).await;
    assert_eq!(many.progress(&path).await["drafted"], 3);
    many.sent(&path).await;
    assert_eq!(many.progress(&path).await["sent"], 3);
    let invited = world.messages().iter().filter(|message| message["text"].text().contains("供您阅读")).count();
    assert_eq!(invited, 3);

    let employee = world.session_of(&many.people[0]).await;
    let first = many.agreement(&path, 0).await;
    sign(&world, &employee, &first).await;
    let allowed = many.sealed(&path).await;
    assert_eq!((&allowed["progress"]["waiting"], &allowed["progress"]["to_seal"]), (&json!(3), &json!(3)));
    let progress = many.progress(&path).await;
    assert_eq!(
        (&progress["signed"], &progress["partly_signed"], &progress["to_seal"]),
        (&json!(1), &json!(2), &json!(0))
    );

    let whole = many.hr.get(&first).await.ok();
    assert_eq!(whole["stage"], "signed");
    let pdf = employee.get(&format!("{first}/document")).await.bytes;
    let report = verified(&employee, pdf).await;
    assert_eq!((&report["verdict"], report["unsigned"].as_array().unwrap().len()), (&json!("valid"), 0));
    let other = world.session_of(&many.people[1]).await;
    let second = many.agreement(&path, 1).await;
    assert_eq!(sign(&world, &other, &second).await["stage"], "signed");

    let seals = many.legal.get(&format!("/seals?legal_entity_id={}", many.entity)).await.ok();
    let uses = many.legal.get(&format!("/seals/{}/uses", seals["items"][0]["id"].text())).await.ok();
    assert_eq!(uses["items"].as_array().unwrap().len(), 3, "each use is in the register");
    many.legal.post(&format!("{path}/seal-codes"), json!({})).await.status(202);
    let body = json!({"code": world.last_code("一批协议加盖公司印章"), "statement": "同意加盖公司印章。"});
    many.legal.post(&format!("{path}/seal"), body).await.problem(409, "invalid_state");

    many.hr.post(&format!("{path}/cancellation"), json!({"reason": "其余的改为单独签订。"})).await.ok();
    many.work().await;
    let progress = many.progress(&path).await;
    assert_eq!((&progress["signed"], &progress["ended"]), (&json!(2), &json!(1)), "what both have signed stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_employees_sign_first_only_what_they_signed_is_sealed() {
    let world = World::new().await;
    let many = Many::new(&world, &["沈可欣", "周洋"]).await;
    let mut order = many.order(&[many.item(0, HOME), many.item(1, HOME)]);
    order["signing_order"] = json!("employee_first");
    let opened = many.hr.post("/agreement-batches", order).await.created();
    assert_eq!(opened["signing_order"], "employee_first");
    let path = format!("/agreement-batches/{}", opened["id"].text());
    many.work().await;
    many.sent(&path).await;
    many.legal.post(&format!("{path}/seal-codes"), json!({})).await.status(202);
    let body = json!({"code": world.last_code("一批协议加盖公司印章"), "statement": "同意加盖公司印章。"});
    many.legal.post(&format!("{path}/seal"), body).await.problem(409, "invalid_state");
    let employee = world.session_of(&many.people[0]).await;
    sign(&world, &employee, &many.agreement(&path, 0).await).await;
    let progress = many.progress(&path).await;
    assert_eq!((&progress["to_seal"], &progress["may_seal"]), (&json!(2), &json!(1)));
    many.sealed(&path).await;
    let progress = many.progress(&path).await;
    assert_eq!((&progress["signed"], &progress["sent"], &progress["may_seal"]), (&json!(1), &json!(1), &json!(0)));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_for_one_stands_at_their_line_and_can_be_mended() {
    let world = World::new().await;
    let many = Many::new(&world, &["沈可欣", "周洋"]).await;
    let path = many.drafted(&many.hr, &[many.item(0, HOME), many.item(1, None)]).await;
    let progress = many.progress(&path).await;
    assert_eq!((&progress["drafted"], &progress["refused"], &progress["waiting"]), (&json!(1), &json!(1), &json!(0)));
    let refused = many.hr.get(&format!("{path}/items?refused=true")).await.ok();
    let line = &refused["items"][0];
    assert_eq!((&line["position"], &line["problems"][0]["pointer"]), (&json!(1), &json!("/employee_address")));
    assert_eq!((&line["refused_task"], &line["asked"]["address"]), (&json!("draft"), &Value::Null));
    assert_eq!(line["asked"]["facts"]["scope"], "客户名单、报价和源代码", "a correction begins with what was asked");
    let all = many.hr.get(&format!("{path}/items")).await.ok();
    assert_eq!(all["items"][0]["asked"], Value::Null, "the agreement says it");
    many.hr.post(&format!("{path}/retry"), json!({})).await.ok();
    many.work().await;
    assert_eq!(many.progress(&path).await["refused"], 1, "nothing was mended");

    let mended = json!({"facts": line_facts(), "employee_address": "上海市浦东新区张江路 8 号"});
    many.hr.put(&format!("{path}/items/0"), mended.clone()).await.status(404);
    let other_kind = json!({"facts": {"kind": "non_compete", "months": 12, "region": "上海市", "scope": "机器人", "monthly": "9000.00"}});
    let wrong = many.hr.put(&format!("{path}/items/1"), other_kind).await.problem(422, "invalid");
    assert_eq!(codes(&wrong), [("/facts/kind".to_owned(), "other_kind".to_owned())]);
    many.hr.put(&format!("{path}/items/1"), mended).await.ok();
    many.work().await;
    assert_eq!(many.progress(&path).await["drafted"], 2);

    // The address is known from now on.
    let rejected =
        many.legal.post(&format!("{path}/review"), json!({"decision": "rejected", "text": "范围太宽。"})).await.ok();
    assert_eq!(rejected["stage"], "cancelled");
    many.work().await;
    assert_eq!(many.progress(&path).await["ended"], 2);
    let again = many.drafted(&many.hr, &[many.item(0, None), many.item(1, None)]).await;
    assert_eq!(many.progress(&again).await["drafted"], 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_seal_is_tried_again_as_the_seal_it_was() {
    let world = World::new().await;
    let many = Many::new(&world, &["沈可欣", "周洋"]).await;
    let path = many.drafted(&many.hr, &[many.item(0, HOME), many.item(1, HOME)]).await;
    many.sent(&path).await;
    let seal = crate::seals::contract_seal(&world, &many.legal).await;
    let charge = |purposes: Value| json!({"purposes": purposes, "keeper_id": null, "deputy": null});
    let before = many.legal.get(&seal).await.ok()["purposes"].clone();
    many.legal.post(&format!("{path}/seal-codes"), json!({})).await.status(202);
    let code = world.last_code("一批协议加盖公司印章");
    let leave = json!({"code": code, "statement": "本人已核对本批协议，同意加盖公司印章。"});
    many.legal.post(&format!("{path}/seal"), leave).await.ok();
    many.legal.put(&seal, charge(json!(["notice"]))).await.ok();
    many.work().await;
    let refused = many.hr.get(&format!("{path}/items?refused=true")).await.ok();
    let tasks: Vec<&Value> = refused["items"].as_array().unwrap().iter().map(|line| &line["refused_task"]).collect();
    assert_eq!(tasks, [&json!("seal"), &json!("seal")]);
    many.legal.put(&seal, charge(before)).await.ok();
    many.hr.post(&format!("{path}/retry"), json!({})).await.ok();
    many.work().await;
    let progress = many.progress(&path).await;
    assert_eq!((&progress["partly_signed"], &progress["refused"]), (&json!(2), &json!(0)));
}

/// Every operation of a batch once, with success.
pub async fn worked_through(world: &World) {
    let many = Many::new(world, &["沈可欣", "周洋"]).await;
    let path = many.drafted(&many.hr, &[many.item(0, HOME), many.item(1, None)]).await;
    many.hr.post(&format!("{path}/retry"), json!({})).await.ok();
    many.work().await;
    let mended = json!({"facts": line_facts(), "employee_address": "上海市浦东新区张江路 8 号"});
    many.hr.put(&format!("{path}/items/1"), mended).await.ok();
    many.work().await;
    many.sent(&path).await;
    many.sealed(&path).await;
    many.hr.post(&format!("{path}/cancellation"), json!({"reason": "重新发起。"})).await.ok();
    many.work().await;
}

fn line_facts() -> Value {
    json!({"kind": "confidentiality", "scope": "客户名单"})
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_allows_the_seal_on_those_that_wait_and_is_named_on_each() {
    let world = crate::passkeys::world().await;
    let many = Many::new(&world, &["沈可欣", "周洋"]).await;
    let path = many.drafted(&many.hr, &[many.item(0, HOME), many.item(1, HOME)]).await;
    many.sent(&path).await;
    let ask = format!("{path}/passkey-challenges");
    many.legal.post(&ask, json!({})).await.problem(409, "no_passkey");
    let (mut device, _) = crate::passkeys::registered(&many.legal, 1).await;
    many.hr.post(&ask, json!({})).await.problem(403, "forbidden");
    let seal = |answer: Value| json!({"passkey": answer, "statement": "本人已核对本批协议，同意加盖公司印章。"});

    // Given for two agreements, it is not good for the one that is left.
    let for_both = device.answer(&many.legal.post(&ask, json!({})).await.created());
    let first = many.agreement(&path, 0).await;
    many.hr.post(&format!("{first}/void"), json!({"reason": "更正范围。"})).await.ok();
    many.legal.post(&format!("{path}/seal"), seal(for_both)).await.names("/passkey");
    let answer = device.answer(&many.legal.post(&ask, json!({})).await.created());
    many.legal.post(&format!("{path}/seal"), seal(answer.clone())).await.ok();
    many.legal.post(&format!("{path}/seal"), seal(answer)).await.names("/passkey");
    many.work().await;
    let second = many.agreement(&path, 1).await;
    let employee = world.session_of(&many.people[1]).await;
    assert_eq!(sign(&world, &employee, &second).await["stage"], "signed");
    world.settle().await;
    let certificate = tests::pdf_text(&employee.get(&format!("{second}/certificate")).await.bytes);
    assert!(certificate.contains("通行密钥"), "{certificate}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_checked_line_by_line_before_anything_is_drafted() {
    let world = World::new().await;
    let many = Many::new(&world, &["沈可欣"]).await;
    let mut stranger = many.item(0, HOME);
    stranger["employee_id"] = json!("00000000-0000-7000-8000-000000000001");
    let mut other = many.item(0, HOME);
    other["facts"] = json!({"kind": "service_period", "training": "德国培训", "provider": "培训中心",
        "training_from": "2026-11-01", "training_until": "2026-11-30", "cost": "60000.00", "service_months": 36,
        "service_until": "2029-11-30"});
    let order = many.order(&[many.item(0, HOME), stranger, many.item(0, HOME), other]);
    let refused = many.hr.post("/agreement-batches", order).await.problem(422, "invalid");
    let found = codes(&refused);
    for wanted in [
        ("/items/1/employee_id", "not_found"),
        ("/items/2/employee_id", "duplicate"),
        ("/items/3/employee_id", "duplicate"),
        ("/items/3/facts/kind", "other_kind"),
    ] {
        assert!(found.contains(&(wanted.0.to_owned(), wanted.1.to_owned())), "{found:?}");
    }
    many.hr.post("/agreement-batches", many.order(&[])).await.problem(422, "invalid");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_opened_a_batch_neither_reviews_nor_seals_it() {
    let world = World::new().await;
    let many = Many::new(&world, &["沈可欣"]).await;
    let path = many.drafted(&many.legal, &[many.item(0, HOME)]).await;
    let approve = json!({"decision": "approved"});
    many.legal.post(&format!("{path}/review"), approve.clone()).await.problem(403, "separation_of_duties");
    many.hr.post(&format!("{path}/review"), approve.clone()).await.status(403);
    let other = world.account_with("legal").await;
    other.post(&format!("{path}/review"), approve).await.ok();
    many.hr.post(&format!("{path}/sending"), json!({})).await.ok();
    many.work().await;
    many.legal.post(&format!("{path}/seal-codes"), json!({})).await.problem(403, "separation_of_duties");
    let employee = world.session_of(&many.people[0]).await;
    employee.get("/agreement-batches").await.status(403);
    other.post(&format!("{path}/seal-codes"), json!({})).await.status(202);
    let wrong = json!({"code": "000000", "statement": "同意加盖公司印章。"});
    other.post(&format!("{path}/seal"), wrong).await.problem(422, "invalid");
    let body = json!({"code": world.last_code("一批协议加盖公司印章"), "statement": "同意加盖公司印章。"});
    other.post(&format!("{path}/seal"), body).await.ok();
    many.work().await;
    assert_eq!(many.progress(&path).await["partly_signed"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn candidates_are_those_without_such_a_contract_on_the_table() {
    let world = World::new().await;
    let many = Many::new(&world, &["沈可欣", "周洋"]).await;
    let path = format!("/agreement-batch-candidates?legal_entity_id={}&kind=confidentiality", many.entity);
    let found = many.hr.get(&path).await.ok();
    let first = &found["items"][0];
    assert_eq!(found["items"].as_array().unwrap().len(), 2);
    assert_eq!((&first["address_known"], &first["contract"]["until"]), (&json!(false), &json!("2028-03-31")));
    assert_eq!((&first["fixed_terms"], &first["contract"]["monthly_wage"]), (&json!(1), &json!("12000.00")));
    many.drafted(&many.hr, &[many.item(0, HOME)]).await;
    assert_eq!(many.hr.get(&path).await.ok()["items"].as_array().unwrap().len(), 1);
    assert_eq!(many.hr.get(&format!("{path}&ends_by=2027-01-01")).await.ok()["items"], json!([]));
}
