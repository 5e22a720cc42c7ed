//! The risk overview: numbers of records, each with the list behind it, and names only for whom they are meant.

use serde_json::{Value, json};
use tests::{AsText, World};

use crate::desk::Desk;

fn count<'a>(list: &'a Value, key: &str, of: &str, number: &str) -> &'a Value {
    let found = list.as_array().unwrap().iter().find(|one| one[key] == of);
    found.map_or(&Value::Null, |one| &one[number])
}

fn ids(list: &Value) -> Vec<String> {
    list["items"].as_array().unwrap().iter().map(|one| one["employee"]["id"].text()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_money_of_a_case_is_shown_by_how_it_ends_and_in_sum() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    desk.open("40(3)", "2026-10-31").await;
    let fault = Desk::new(&world).await;
    fault.open("39(2)", "2026-10-31").await;
    let cases = desk.hr.get("/risk/cases").await.ok();
    let (first, second) = (&cases["items"][0]["at_stake"], &cases["items"][1]["at_stake"]);
    // Six years and seven months at 12,000 without overtime: n = 7; last month 12,500; unused leave 5,517.24. The
    // wages of October are owed on any ground and are not at stake.
    assert_eq!(first["statutory"], "102017.24");
    assert_eq!(first["severance"], "84000.00");
    assert_eq!(first["with_notice_pay"], "96500.00");
    assert_eq!((&first["damages"], &first["back_pay_a_month"]), (&json!("168000.00"), &json!("12000.00")));
    // misconduct owes no N, but an amicable end would be reckoned from it, and a lost suit costs 2N.
    assert_ne!(second["statutory"], first["statutory"]);
    assert_eq!((&second["severance"], &second["damages"]), (&json!("84000.00"), &json!("168000.00")));
    let risk = desk.hr.get("/risk").await.ok();
    assert_eq!((&risk["cases"], &risk["without_sums"]), (&json!(2), &json!(0)));
    assert_eq!(risk["at_stake"]["damages"], "336000.00");
    assert_eq!(count(&risk["by_ground"], "ground", "40(3)", "cases"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_computed_is_counted_and_never_guessed() {
    let world = World::new().await;
    let person = world.hire("李明").await;
    let hr = world.account_with("hr").await;
    let facts = json!({"employee_id": person.id, "ground": "40(3)", "initiator": "employer", "proposer": "employer",
        "reason": "客观情况变化。", "last_day": "2026-11-30"});
    hr.post("/separations", facts).await.created();
    let risk = hr.get("/risk").await.ok();
    assert_eq!((&risk["cases"], &risk["without_sums"]), (&json!(1), &json!(1)));
    assert_eq!(hr.get("/risk/cases").await.ok()["items"][0]["at_stake"]["severance"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn missing_evidence_is_counted_across_cases_and_leads_to_them() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = desk.open("39(2)", "2026-10-31").await;
    let other = Desk::new(&world).await;
    other.open("39(2)", "2026-10-31").await;
    desk.prove(&case, &["E-FACT"], "2026-10-12").await;
    let risk = desk.legal.get("/risk").await.ok();
    assert_eq!(count(&risk["missing"], "code", "E-FACT", "cases"), 1);
    assert_eq!(count(&risk["missing"], "code", "E-POL-DEM", "cases"), 2);
    assert_eq!(count(&risk["missing"], "code", "E-NOTICE-WRITTEN", "cases"), &Value::Null, "the act brings it");
    let lacking = desk.legal.get("/risk/cases?missing=E-FACT").await.ok();
    assert_eq!(ids(&lacking), [other.person.id.as_str()]);
    let page = desk.legal.get("/risk/cases?ground=39(2)&limit=1").await.ok();
    let cursor = page["next_cursor"].text();
    let rest = desk.legal.get(&format!("/risk/cases?ground=39(2)&limit=1&cursor={cursor}")).await.ok();
    assert_eq!((ids(&page).len(), ids(&rest).len(), &rest["next_cursor"]), (1, 1, &Value::Null));
    assert_ne!(ids(&page), ids(&rest));
}

#[tokio::test(flavor = "multi_thread")]
async fn r012_contracts_that_become_open_ended_are_told_with_their_day() {
    let world = World::new().await;
    let ends = json!({"hired_on": "2020-12-01", "contract": {"kind": "fixed_term", "from": "2020-12-01", "until": "2023-11-30", "monthly_wage": "12000.00", "signed_on": "2020-11-20"}});
    let person = world.hire_with("周洋", ends).await;
    let hr = world.account_with("hr").await;
    let second = json!({"kind": "fixed_term", "from": "2023-12-01", "until": "2026-11-30", "monthly_wage": "12000.00", "signed_on": "2023-11-20"});
    hr.post(&format!("/employees/{}/contracts", person.id), second).await.created();
    let late = json!({"hired_on": "2026-08-01", "contract": {"kind": "fixed_term", "from": "2026-08-01", "until": "2029-07-31", "monthly_wage": "9000.00"}});
    let unsigned = world.hire_with("吴桐", late).await;
    let risk = hr.get("/risk").await.ok();
    let counted = |topic: &str| count(&risk["contracts"], "topic", topic, "people").clone();
    assert_eq!([counted("open_ended"), counted("unsigned")], [json!(1), json!(1)]);
    assert_eq!([counted("ending_30"), counted("ending_60"), counted("ending_90")], [json!(0), json!(1), json!(0)]);
    let listed = hr.get("/risk/contracts?topic=open_ended").await.ok();
    assert_eq!((ids(&listed), &listed["items"][0]["on"]), (vec![person.id], &json!("2026-11-30")));
    let listed = hr.get("/risk/contracts?topic=unsigned").await.ok();
    assert_eq!((ids(&listed), &listed["items"][0]["on"]), (vec![unsigned.id], &json!("2026-09-01")));
    hr.get("/risk/contracts?topic=nothing").await.problem(400, "invalid_query");
}

#[tokio::test(flavor = "multi_thread")]
async fn r072_protected_people_are_counted_and_named_only_to_hr_and_on_record() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let silent = world.hire("李明").await;
    let pregnant = json!({"pregnant": "yes", "nursing": "no", "in_medical_period": "no", "injured": "no",
        "occupational_hazard": "no", "exit_health_check": "no"});
    desk.hr.put(&desk.of_person("/circumstances"), pregnant).await.ok();
    let risk = desk.legal.get("/risk").await.ok();
    assert_eq!(count(&risk["protected"], "situation", "pregnant", "people"), 1);
    assert_eq!(count(&risk["protected"], "situation", "not_on_record", "people"), 1);
    assert!(!risk.to_string().contains(&desk.person.id), "numbers name nobody");
    desk.legal.get("/risk/protected-people").await.problem(403, "forbidden");
    let reason = "reason=%E6%A0%B8%E5%AF%B9";
    let named = desk.hr.get(&format!("/risk/protected-people?situation=pregnant&{reason}")).await.ok();
    assert_eq!(ids(&named), [desk.person.id.as_str()]);
    assert_eq!(ids(&desk.hr.get("/risk/protected-people?situation=not_on_record").await.ok()), [silent.id.as_str()]);
    world.settle().await;
    let trail = async |of: &str| desk.hr.get(&format!("/employees/{of}/timeline")).await.ok().to_string();
    assert_eq!(trail(&desk.person.id).await.matches("circumstances.read").count(), 1);
    assert_eq!(trail(&silent.id).await.matches("circumstances.read").count(), 0, "nothing was said of them");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_leaves_the_house_as_csv_with_an_entry_and_no_formula_in_it() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let hostile = world.hire("=HYPERLINK(1)").await;
    let facts = json!({"employee_id": hostile.id, "ground": "36", "initiator": "employer", "proposer": "employer",
        "reason": "协商。", "last_day": "2026-11-30"});
    desk.hr.post("/separations", facts).await.created();
    let reply = desk.hr.get("/risk/export?list=cases").await;
    assert!(reply.headers["content-type"].to_str().unwrap().starts_with("text/csv"));
    let text = String::from_utf8(reply.bytes.clone()).unwrap();
    assert!(text.starts_with("\u{feff}案件编号,"), "{text}");
    assert!(text.contains(",'=HYPERLINK(1),"), "{text}");
    desk.hr.get("/risk/export").await.problem(400, "invalid_query");
    world.settle().await;
    let kinds =
        world.database().await.query("select kind from journal_entries where kind = 'risk.exported'", &[]).await;
    assert_eq!(kinds.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_hr_and_legal_looks_and_nobody_at_their_own_case() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    desk.open("40(3)", "2026-11-30").await;
    for role in ["payroll", "union", "auditor", "admin"] {
        world.account_with(role).await.get("/risk").await.problem(403, "forbidden");
    }
    desk.me.get("/risk/cases").await.problem(403, "forbidden");
    let admin = world.admin().await;
    let accounts = admin.get("/accounts").await.ok();
    let mine =
        accounts["items"].as_array().unwrap().iter().find(|one| one["login"] == desk.person.number.to_lowercase());
    let grant = json!({"account_id": mine.unwrap()["id"], "role": "hr", "scope": {"kind": "all"}});
    admin.post("/grants", grant).await.created();
    let me = tests::Session::sign_in(&world, &desk.person.number.to_lowercase(), tests::PASSWORD).await;
    assert_eq!(me.get("/risk/cases").await.ok()["items"], json!([]), "one's own case is not one's to weigh");
    let elsewhere = world.found("江城贸易有限公司", "91310115MA1K3YH39J").await;
    assert_eq!(desk.hr.get(&format!("/risk?legal_entity_id={elsewhere}")).await.ok()["cases"], 0);
}
