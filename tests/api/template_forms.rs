//! Forms that employers bring as PDF: from the upload to a contract that is signed on one.

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use tests::{AsText, Reply, Session, World};

use crate::agreements::{sign, verified};
use crate::contracts::{Concluding, labour};
use crate::templates::codes;

/// A PDF that is no form of ours any more: a preview of the text that comes with Youju.
async fn printed(who: &Session<'_>) -> Vec<u8> {
    let kinds = who.get("/template-kinds").await.ok();
    let labour = kinds.as_array().unwrap().iter().find(|kind| kind["kind"] == "labour_contract").unwrap();
    who.post("/template-previews", json!({"kind": "labour_contract", "text": labour["original"]})).await.bytes
}

pub async fn upload(who: &Session<'_>, entity: &str, bytes: Vec<u8>) -> Reply {
    let file = Part::bytes(bytes).file_name("示范文本.pdf");
    let form = Form::new().text("legal_entity_id", entity.to_owned()).part("file", file);
    Reply::read(who.request(Method::POST, "/template-forms").multipart(form).send().await.unwrap()).await
}

/// The home employer's form, brought by `who`.
pub async fn brought(world: &World, who: &Session<'_>) -> Reply {
    let entity = world.home().await.entity;
    upload(who, &entity, printed(who).await).await
}

fn field(key: &str, text: &str, at: usize) -> Value {
    json!({"key": key, "label": key, "page": 1, "x": 15.0, "y": 10.0 + 8.0 * at as f64, "width": 90.0, "height": 6.0,
        "holds": "text", "text": text, "size": 10.0, "align": "left"})
}

/// A text on a form with a place for everything.
fn on(form: &Value) -> Value {
    let named = [
        ("employer", "{{ employer.name }}"),
        ("employer_address", "{{ employer.address }}"),
        ("representative", "{{ employer.legal_representative }}"),
        ("name", "{{ employee.name }}"),
        ("address", "{{ employee.address }}"),
        ("national_id", "{{ employee.national_id }}"),
        ("fixed", "{% if contract.kind == 'fixed_term' %}√{% endif %}"),
        ("from", "{{ contract.from|date }}"),
        ("until", "{{ contract.until|date }}"),
        ("position", "{{ job.position }}"),
        ("city", "{{ job.city }}"),
        ("wage", "{{ pay.monthly|money }}"),
        ("pay_day", "{{ pay.day }}"),
        ("hazards", "{{ job.hazards }}"),
    ];
    let mut fields: Vec<Value> = named.iter().enumerate().map(|(at, (key, text))| field(key, text, at)).collect();
    for (key, holds, x) in [("seal", "employer_signature", 20.0), ("hand", "employee_signature", 120.0)] {
        fields.push(json!({"key": key, "label": key, "page": 1, "x": x, "y": 240.0, "width": 45.0, "height": 45.0, "holds": holds}));
    }
    fields.push(json!({"key": "signed_on", "label": "签署日期", "page": 1, "x": 120.0, "y": 226.0, "width": 60.0, "height": 6.0, "holds": "employee_signed_on"}));
    json!({"title": "劳动合同书（示范文本）", "title_en": "", "preamble": "", "preamble_en": "", "clauses": [],
        "form": {"file": form["id"], "sha256": form["sha256"], "pages": form["pages"], "fields": fields,
            "stated": [{"term": "lcl17_hours", "page": 1}, {"term": "lcl17_insurance", "page": 1}]}})
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_is_brought_completed_released_and_its_contract_signed_by_both() {
    let world = World::new().await;
    let it = Concluding::new(&world, "labour_contract").await;
    let form = brought(&world, &it.hr).await.created();
    assert_eq!(form["pages"][0]["width"].as_f64().map(f64::round), Some(210.0));
    let text = on(&form);
    it.release_again(|released| *released = text.clone()).await;
    let template = it.legal.get("/templates").await.ok()["items"][0]["id"].text();
    let shown = it.legal.get(&format!("/templates/{template}/versions/2")).await.ok();
    assert_eq!((&shown["stage"], &shown["findings"]), (&json!("released"), &json!([])));
    let coverage = shown["coverage"].as_array().unwrap();
    let hours = coverage.iter().find(|term| term["code"] == "lcl17_hours").unwrap();
    assert_eq!((&hours["stated_page"], &hours["covered"]), (&json!(1), &json!(true)));

    let path = it.sent(labour(it.next_day().await)).await;
    let read = it.employee.get(&format!("{path}/text")).await.ok();
    assert_eq!(read["chinese"]["clauses"], json!([]));
    let said = |label: &str| {
        read["fields"].as_array().unwrap().iter().find(|one| one["label"] == label).unwrap()["text"].text()
    };
    assert_eq!((said("wage"), said("fixed"), said("name")), ("15,000.00".into(), "√".into(), "沈可欣".into()));
    it.employee.post(&format!("{path}/comments"), json!({"text": "请说明年终奖。"})).await.created();
    it.employee.post(&format!("{path}/comments"), json!({"text": "改", "clause": "pay"})).await.status(422);
    sign(&world, &it.employee, &path).await;
    assert_eq!(sign(&world, &it.legal, &path).await["stage"], "signed");
    let pdf = it.employee.get(&format!("{path}/document")).await.bytes;
    assert_eq!(verified(&it.employee, pdf).await["verdict"], "valid");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contract_on_a_form_is_replaced_by_other_facts_but_not_reworded() {
    let world = World::new().await;
    let it = Concluding::new(&world, "labour_contract").await;
    let text = on(&brought(&world, &it.hr).await.created());
    it.release_again(|released| *released = text).await;
    let mut facts = labour(it.next_day().await);
    let old = it.sent(facts.clone()).await;
    let reworded = json!({"amendments": {"pay": {"text": "工资另议。"}}});
    it.hr.post(&format!("{old}/replacements"), reworded).await.status(422);
    facts["monthly_wage"] = json!("16000.00");
    let next = it.replaced(&old, json!({"facts": facts})).await;
    let compared = it.employee.get(&format!("{next}/comparison")).await.ok();
    let changed: Vec<_> =
        compared["clauses"].as_array().unwrap().iter().filter(|one| one["change"] != "same").collect();
    assert_eq!((changed.len(), &changed[0]["key"]), (1, &json!("field_wage")));
    assert_eq!(it.hr.get(&old).await.ok()["stage"], "voided");
}

#[tokio::test(flavor = "multi_thread")]
async fn lcl17_a_form_without_a_place_for_a_term_goes_no_further_than_a_draft() {
    let world = World::new().await;
    let hr = world.account_with("hr").await;
    let form = brought(&world, &hr).await.created();
    let mut text = on(&form);
    text["form"]["stated"] = json!([]);
    text["form"]["fields"].as_array_mut().unwrap().retain(|one| one["key"] != "hand");
    let body = json!({"legal_entity_id": world.home().await.entity, "kind": "labour_contract", "name": "示范文本", "text": text});
    let path = format!("/templates/{}/versions/1", hr.post("/templates", body).await.created()["id"].text());
    let refused = hr.post(&format!("{path}/submission"), json!({})).await.problem(422, "invalid");
    let found: Vec<String> = codes(&refused).into_iter().map(|(_, code)| code).collect();
    assert_eq!(found, ["signature_fields", "mandatory_term_missing", "mandatory_term_missing"]);
    let checked = hr.post("/template-checks", json!({"kind": "labour_contract", "text": text})).await.ok();
    assert!(checked["coverage"].as_array().unwrap().iter().any(|term| term["covered"] == false));

    let mut moved = on(&form);
    moved["form"]["fields"][0]["x"] = json!(40.5);
    hr.put(&path, json!({"text": moved})).await.ok();
    hr.post(&format!("{path}/submission"), json!({})).await.ok();
    hr.post(&format!("{path}/submission"), json!({})).await.problem(409, "invalid_state");
}

#[tokio::test(flavor = "multi_thread")]
async fn words_without_room_are_refused_in_the_preview_and_at_the_draft() {
    let world = World::new().await;
    let it = Concluding::new(&world, "labour_contract").await;
    let mut text = on(&brought(&world, &it.hr).await.created());
    let preview = json!({"kind": "labour_contract", "text": text});
    assert!(it.hr.post("/template-previews", preview).await.bytes.starts_with(b"%PDF-"));
    text["form"]["fields"][9]["width"] = json!(12.0);
    let refused = it.hr.post("/template-previews", json!({"kind": "labour_contract", "text": text})).await;
    let refused = refused.problem(422, "invalid");
    assert_eq!(codes(&refused), [("/text/form/fields/9/width".to_owned(), "no_room".to_owned())]);
    it.release_again(|released| *released = text).await;
    let mut body = it.body(labour(it.next_day().await));
    body["employee_address"] = json!("杭州市西湖区文三路".repeat(12));
    let refused = it.hr.post(&it.path(), body).await.problem(422, "invalid");
    assert_eq!(codes(&refused)[0].1, "no_room");
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_are_for_those_who_write_templates_of_their_employer() {
    let world = World::new().await;
    let hr = world.account_with("hr").await;
    let home = world.home().await.entity;
    let pdf = printed(&hr).await;
    let form = upload(&hr, &home, pdf.clone()).await.created();
    let again = upload(&hr, &home, pdf.clone()).await.created();
    assert_eq!(form["id"], again["id"], "the same file is one form");
    let file = format!("/template-forms/{}/file", form["id"].text());
    assert_eq!(hr.get(&file).await.bytes, pdf);
    let person = world.hire("李明").await;
    let employee = world.session_of(&person).await;
    employee.get(&file).await.status(403);
    upload(&employee, &home, pdf.clone()).await.problem(403, "forbidden");
    world.stranger().get(&file).await.status(401);

    let mut strange = on(&form);
    for (name, value) in [("file", json!("no-id")), ("sha256", json!("00")), ("pages", json!([]))] {
        strange["form"][name] = value;
        let body = json!({"legal_entity_id": home, "kind": "labour_contract", "name": name, "text": strange});
        let refused = hr.post("/templates", body).await.problem(422, "invalid");
        assert_eq!(codes(&refused), [("/text/form/file".to_owned(), "no_such_form".to_owned())]);
        hr.post("/template-previews", json!({"kind": "labour_contract", "text": strange})).await.status(422);
        strange = on(&form);
    }
    upload(&hr, "nobody", pdf.clone()).await.problem(422, "invalid");
    for (bytes, code) in [(b"PK".to_vec(), "not_pdf"), (b"%PDF-1.7 nothing".to_vec(), "damaged")] {
        let refused = upload(&hr, &home, bytes).await.problem(422, "invalid");
        assert_eq!(codes(&refused), [("/file".to_owned(), code.to_owned())]);
    }
    upload(&hr, &home, vec![b'%'; 6 * 1024 * 1024]).await.status(413);
}
