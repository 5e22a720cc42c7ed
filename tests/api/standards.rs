use serde_json::{Value, json};
use tests::{AsText, Person, Session, World};

use crate::agreements::Agreed;

/// Shanghai's minimum wage, as its notice gives it.
fn minimum(value: &str, effective_on: &str) -> Value {
    json!({"city": "上海市", "kind": "minimum_wage", "value": value, "effective_on": effective_on,
        "status": "official", "source": "关于调整本市最低工资标准的通知", "source_url": "https://rsj.sh.gov.cn/"})
}

/// A figure of Shanghai's average wages of 2025.
fn average(kind: &str, value: &str) -> Value {
    json!({"city": "上海", "kind": kind, "series": "全口径城镇单位就业人员平均工资", "statistics_year": 2025,
        "value": value, "effective_on": "2026-07-01", "status": "official", "source": "上海市统计局公告", "source_url": null})
}

/// Twelve months of 2,000.00, under any minimum wage.
async fn paid_little(world: &World, person: &Person) {
    let months: Vec<Value> = (0..12)
        .map(|n| {
            let (year, month) = if n < 3 { (2025, 10 + n) } else { (2026, n - 2) };
            json!({"month": format!("{year}-{month:02}"), "gross": "2000.00", "overtime": "0.00"})
        })
        .collect();
    let payroll = world.account_with("payroll").await;
    payroll.put(&format!("/employees/{}/wages", person.id), json!({"months": months})).await.ok();
}

/// A case about somebody who is paid little; answers the path of its settlement.
async fn case_of(world: &World, hr: &Session<'_>, name: &str) -> String {
    let person = world.hire(name).await;
    paid_little(world, &person).await;
    let opened = json!({"employee_id": person.id, "ground": "36", "initiator": "employer", "proposer": "employer",
        "reason": "岗位调整。", "last_day": "2026-11-20"});
    format!("/separations/{}/settlement", hr.post("/separations", opened).await.created()["id"].text())
}

fn flagged(bill: &Value, flag: &str) -> bool {
    bill["flags"].as_array().unwrap().iter().any(|one| one == flag)
}

/// The items of a list that this is true of.
fn those(list: &Value, wanted: impl Fn(&Value) -> bool) -> Vec<Value> {
    list["items"].as_array().unwrap().iter().filter(|item| wanted(item)).cloned().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_minimum_wage_on_record_is_the_floor_of_severance_from_its_day() {
    let world = World::new().await;
    let hr = world.account_with("hr").await;
    let settlement = case_of(&world, &hr, "李明").await;
    let before = hr.get(&settlement).await.ok();
    assert!(flagged(&before, "NOT_APPLIED:R-022") && before["missing"].to_string().contains("2740"), "{before:#}");
    assert_eq!(before["lines"][0]["amount"], "14000.00", "2,000.00 × 7 months");

    let recorded = hr.post("/local-standards", minimum("2740.00", "2025-07-01")).await.created();
    assert_eq!((&recorded["city"], &recorded["series"]), (&json!("上海"), &json!("")));
    let after = hr.get(&settlement).await.ok();
    assert!(!flagged(&after, "NOT_APPLIED:R-022") && flagged(&after, "MIN_WAGE_FLOOR"), "{}", after["flags"]);
    assert_eq!(after["lines"][0]["amount"], "19180.00", "2,740.00 × 7 months");
    let figures = after["figures"].as_array().unwrap();
    let floor = figures.iter().find(|figure| figure["kind"] == "minimum_wage").unwrap();
    assert_eq!((&floor["record"], &floor["status"]), (&recorded["id"], &json!("official")));
    assert_eq!(floor["source"], "关于调整本市最低工资标准的通知");
    let cap = figures.iter().find(|figure| figure["kind"] == "cap_3x").unwrap();
    assert_eq!(
        (&cap["record"], &cap["status"], &cap["value"]),
        (&json!(null), &json!("secondary"), &json!("37302.00"))
    );
    let again = hr.post("/law/severance", after["severance"]["input"].clone()).await.ok();
    assert_eq!(again, after["severance"]["outcome"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frozen_settlement_stays_as_it_was() {
    let world = World::new().await;
    let agreed = Agreed::new(&world).await;
    paid_little(&world, &agreed.person).await;
    let path = agreed.sent().await;
    agreed.sign(&agreed.employee, &path).await;
    agreed.sign(&agreed.legal, &path).await;
    world.now_is("2026-11-30T02:00:00Z");
    let case = format!("/separations/{}", agreed.case);
    agreed.hr.post(&format!("{case}/completion"), json!({})).await.ok();
    let frozen = agreed.hr.get(&format!("{case}/settlement")).await.ok();
    assert!(flagged(&frozen, "NOT_APPLIED:R-022"));
    agreed.hr.post("/local-standards", minimum("2740.00", "2025-07-01")).await.created();
    assert_eq!(agreed.hr.get(&format!("{case}/settlement")).await.ok(), frozen);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cap_that_is_not_three_times_the_month_is_refused_in_both_languages() {
    let world = World::new().await;
    let payroll = world.account_with("payroll").await;
    payroll.post("/local-standards", average("monthly_average", "12800.00")).await.created();
    let refused = payroll.post("/local-standards", average("cap_3x", "38401.00")).await;
    let problem = refused.status(422);
    refused.names("/value");
    assert_eq!(problem["errors"][0]["code"], "not_three_times_the_month");
    assert!(problem["errors"][0]["detail"].text().contains("38400.00"));
    let english = world.account_with("legal").await.with("accept-language", "en");
    let problem = english.post("/local-standards", average("cap_3x", "38401.00")).await.status(422);
    assert!(problem["errors"][0]["detail"].text().contains("exactly three times"));
    let cap = payroll.post("/local-standards", average("cap_3x", "38400.00")).await.created();

    let list = payroll.get("/local-standards?city=上海&kind=cap_3x").await.ok();
    let counts = those(&list, |item| item["standing"] == "in_force");
    assert_eq!((counts.len(), &counts[0]["id"], &counts[0]["value"]), (1, &cap["id"], &json!("38400.00")));
    assert_eq!(list["gaps"], json!([]), "the year before is on record now");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_a_figure_is_refused_with_its_field() {
    let world = World::new().await;
    let hr = world.account_with("hr").await;
    let with = |mut facts: Value, field: &str, value: Value| {
        facts[field] = value;
        facts
    };
    let monthly = || average("monthly_average", "12800.00");
    for (facts, pointer) in [
        (minimum("0.00", "2026-07-01"), "/value"),
        (minimum("-2740.00", "2026-07-01"), "/value"),
        (minimum("274000.00", "2026-07-01"), "/value"),
        (minimum("2740.00", "2029-07-01"), "/effective_on"),
        (with(minimum("2740.00", "2026-07-01"), "source", json!("  ")), "/source"),
        (with(minimum("2740.00", "2026-07-01"), "city", json!("市市")), "/city"),
        (with(minimum("2740.00", "2026-07-01"), "source_url", json!("javascript:alert(1)")), "/source_url"),
        (with(monthly(), "effective_on", json!("2025-12-31")), "/effective_on"),
        (with(monthly(), "series", json!("")), "/series"),
        (with(monthly(), "statistics_year", json!(null)), "/statistics_year"),
        (with(monthly(), "city", json!("北京")), "/series"),
    ] {
        let refused = hr.post("/local-standards", facts.clone()).await;
        refused.status(422);
        refused.names(pointer);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_figure_of_one_day_or_year_is_a_conflict() {
    let world = World::new().await;
    let hr = world.account_with("hr").await;
    hr.post("/local-standards", minimum("2740.00", "2025-07-01")).await.created();
    let same_day = hr.post("/local-standards", minimum("2750.00", "2025-07-01")).await;
    assert_eq!(same_day.status(409)["errors"][0]["code"], "duplicate_figure");
    same_day.names("/effective_on");
    hr.post("/local-standards", minimum("2850.00", "2026-07-01")).await.created();
    hr.post("/local-standards", average("monthly_average", "12800.00")).await.created();
    let mut same_year = average("monthly_average", "12801.00");
    same_year["effective_on"] = json!("2026-08-01");
    let refused = hr.post("/local-standards", same_year).await;
    refused.status(409);
    refused.names("/statistics_year");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_takes_the_place_and_both_stay_on_record() {
    let world = World::new().await;
    let hr = world.account_with("hr").await;
    let settlement = case_of(&world, &hr, "李明").await;
    let wrong = hr.post("/local-standards", minimum("2470.00", "2025-07-01")).await.created();
    let path = format!("/local-standards/{}/correction", wrong["id"].text());
    let right = json!({"value": "2740.00", "effective_on": "2025-07-01", "status": "official",
        "source": "关于调整本市最低工资标准的通知", "reason": "录入时两位颠倒。"});
    let corrected = hr.post(&path, right.clone()).await.created();
    assert_eq!((&corrected["city"], &corrected["reason"]), (&json!("上海"), &right["reason"]));
    hr.post(&path, right.clone()).await.problem(409, "invalid_state");
    assert_eq!(hr.get(&settlement).await.ok()["lines"][0]["amount"], "19180.00");

    let list = hr.get("/local-standards?city=上海&kind=minimum_wage").await.ok();
    let on_record = those(&list, |item| item["origin"] == "recorded");
    let standing = |id: &Value| on_record.iter().find(|item| item["id"] == *id).unwrap()["standing"].text();
    assert_eq!((standing(&wrong["id"]), standing(&corrected["id"])), ("corrected".into(), "in_force".into()));
    let hearsay = those(&list, |item| item["origin"] == "shipped");
    assert_eq!(hearsay[0]["standing"], "replaced");

    world.settle().await;
    let kinds = world.database().await.query("select kind from journal_entries where kind like 'local_figure.%' and log_id = '00000000-0000-0000-0000-000000000000' order by idx", &[]).await.unwrap();
    let kinds: Vec<String> = kinds.iter().map(|row| row.get(0)).collect();
    assert_eq!(kinds, ["local_figure.recorded", "local_figure.corrected"]);
    for statement in [
        "update local_figures set value = 1",
        "update local_figures set superseded_by = null",
        "delete from local_figures",
    ] {
        let error = world.database().await.batch_execute(statement).await.expect_err("it stays");
        assert!(error.as_db_error().unwrap().message().contains("on record"), "{statement}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everyone_reads_and_only_hr_payroll_and_legal_of_the_group_record() {
    let world = World::new().await;
    let boss = world.hire("魏涛").await;
    let person = world.hire_under("孙敏", &boss).await;
    for outsider in [&boss, &person] {
        let session = world.session_of(outsider).await;
        session.get("/local-standards").await.ok();
        session.post("/local-standards", minimum("2740.00", "2025-07-01")).await.problem(403, "forbidden");
        let path = format!("/local-standards/{}/correction", uuid::Uuid::new_v4());
        session.post(&path, json!({})).await.problem(403, "forbidden");
    }
    for role in ["union", "auditor", "admin"] {
        let session = world.account_with(role).await;
        session.post("/local-standards", minimum("2740.00", "2025-07-01")).await.problem(403, "forbidden");
    }
    let machine = world.client_with(&["employees:read"]).await;
    machine.get("/local-standards?city=上海").await.ok();
    machine.post("/local-standards", minimum("2740.00", "2025-07-01")).await.problem(403, "forbidden");
    let legal = world.account_with("legal").await;
    legal.post("/local-standards", minimum("2740.00", "2025-07-01")).await.created();
    let nowhere = format!("/local-standards/{}/correction", uuid::Uuid::new_v4());
    let right = json!({"value": "2740.00", "effective_on": "2025-07-01", "status": "official", "source": "通知", "reason": "更正"});
    legal.post(&nowhere, right).await.problem(404, "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_names_what_is_lacking_and_where_it_is_published() {
    let world = World::new().await;
    let hr = world.account_with("hr").await;
    let list = hr.get("/local-standards?on=2026-10-20").await.ok();
    let gaps: Vec<(String, String, bool)> = list["gaps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|gap| (gap["city"].text(), gap["kind"].text(), gap["blocks"].as_bool().unwrap()))
        .collect();
    for gap in [("上海", "minimum_wage", true), ("上海", "monthly_average", false), ("深圳", "minimum_wage", true)]
    {
        assert!(gaps.contains(&(gap.0.into(), gap.1.into(), gap.2)), "{gap:?} in {gaps:?}");
    }
    let shanghai = list["gaps"].as_array().unwrap().iter().find(|gap| gap["city"] == "上海").unwrap();
    assert_eq!(shanghai["published_at"][0], "rsj.sh.gov.cn");
    let beijing = those(&list, |item| item["city"] == "北京" && item["standing"] == "in_force");
    let kinds: Vec<&Value> = beijing.iter().map(|item| &item["kind"]).collect();
    assert_eq!(kinds, ["monthly_average", "cap_3x", "annual_average", "minimum_wage"]);
    let never = those(&list, |item| item["standing"] == "other_use");
    assert!(!never.is_empty() && never.iter().all(|item| item["city"] == "北京"));
    assert_eq!(those(&list, |item| item["standing"] == "missing").len(), 5, "years that are kept a place");

    let old = hr.get("/local-standards?city=北京市&on=2019-08-15&kind=cap_3x").await.ok();
    let counts = those(&old, |item| item["standing"] == "in_force");
    assert_eq!((counts.len(), &counts[0]["value"]), (1, &json!("25401.00")));
    hr.get("/local-standards?on=yesterday").await.problem(400, "invalid_query");
    hr.get("/local-standards?kind=other").await.problem(400, "invalid_query");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_employers_city_that_did_not_ship_is_asked_for() {
    let world = World::new().await;
    let facts = json!({"name": "蓉城精密制造有限公司", "uscc": "91310115MA1K3YH20M", "city": "成都", "address": "成都市高新区天府大道 1 号",
        "legal_representative": "尹冬", "has_union": true});
    world.admin().await.post("/legal-entities", facts).await.created();
    let hr = world.account_with("hr").await;
    let list = hr.get("/local-standards?city=成都").await.ok();
    let kinds: Vec<&Value> = list["gaps"].as_array().unwrap().iter().map(|gap| &gap["kind"]).collect();
    assert_eq!(
        (list["items"].as_array().unwrap().len(), kinds),
        (0, vec![&json!("monthly_average"), &json!("minimum_wage")])
    );
    let mut hourly = minimum("24.00", "2026-01-01");
    (hourly["city"], hourly["kind"]) = (json!("成都市"), json!("minimum_wage_hourly"));
    hr.post("/local-standards", hourly).await.created();
    let list = hr.get("/local-standards?city=成都&kind=minimum_wage_hourly").await.ok();
    assert_eq!(list["items"][0]["standing"], "in_force");
}
