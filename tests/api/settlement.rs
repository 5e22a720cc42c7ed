//! The settlement sheet: wages to the last day, what HR states, what is taken off, what was agreed, and its files.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use serde_json::{Value, json};
use tests::{AsText, Reply, Session, World, pdf_text};

use crate::desk::Desk;

fn line<'a>(sheet: &'a Value, code: &str) -> &'a Value {
    sheet["lines"].as_array().unwrap().iter().find(|line| line["code"] == code).unwrap_or(&Value::Null)
}

pub fn fen(amount: &Value) -> i64 {
    amount.text().replace('.', "").parse().unwrap()
}

/// The sheet of a case, whose total must be the sum of its lines.
async fn sheet(by: &Session<'_>, case: &str) -> Value {
    let sheet = by.get(&format!("{case}/settlement")).await.ok();
    let sum: i64 = sheet["lines"].as_array().unwrap().iter().map(|line| fen(&line["amount"])).sum();
    assert_eq!(fen(&sheet["total"]), sum, "{sheet:#}");
    assert_eq!(fen(&sheet["net"]) + fen(&sheet["tax"]), sum);
    sheet
}

fn bonus() -> Value {
    json!({"kind": "bonus", "label": "2026 年度奖金", "basis": "《奖金管理办法》第 6 条：24,000 × 10/12", "amount": "20000.00"})
}

fn loss(amount: &str) -> Value {
    json!({"kind": "loss_deduction", "label": "设备损坏赔偿", "basis": "劳动合同第 11 条；定损单 2026-031", "amount": amount, "agreed": true})
}

pub async fn state(desk: &Desk<'_>, case: &str, item: Value) -> Reply {
    desk.hr.post(&format!("{case}/settlement-items"), item).await
}

async fn minimum_wage_is_on_record(desk: &Desk<'_>) {
    let figure = json!({"city": "上海", "kind": "minimum_wage", "value": "2740.00", "effective_on": "2025-07-01",
        "status": "official", "source": "沪人社规〔2025〕12号"});
    desk.hr.post("/local-standards", figure).await.created();
}

#[tokio::test(flavor = "multi_thread")]
async fn r039_wages_run_to_the_last_day_by_the_contract_until_payroll_records_the_month() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = desk.open("39(2)", "2026-10-23").await;
    let by_contract = sheet(&desk.hr, &case).await;
    // 1 to 23 October 2026 has seventeen weekdays: 12,000 ÷ 21.75 × 17.
    let wages = line(&by_contract, "wages");
    assert_eq!((&wages["amount"], &wages["kind"]), (&json!("9379.31"), &json!("wages")));
    assert_eq!(wages["rules"], json!(["R-039", "R-046"]));
    assert!(by_contract["flags"].to_string().contains("PROVISIONAL:R-039"));
    let again = desk.hr.post("/law/final-wage", by_contract["wages"]["input"].clone()).await.ok();
    assert_eq!(again, by_contract["wages"]["outcome"]);
    let payroll = world.account_with("payroll").await;
    let month = json!({"months": [{"month": "2026-10", "gross": "8800.00", "overtime": "0.00"}]});
    payroll.put(&format!("/employees/{}/wages", desk.person.id), month).await.ok();
    assert_eq!(line(&sheet(&desk.hr, &case).await, "wages")["amount"], "8800.00");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_wages_lack_is_said_and_not_guessed() {
    let world = World::new().await;
    let contract = json!({"contract": {"kind": "fixed_term", "from": "2026-12-01", "until": "2029-11-30", "monthly_wage": "12000.00", "signed_on": "2026-10-01"}});
    // No contract is in force on the last day: the first one on record begins later.
    let person = world.hire_with("周洋", contract).await;
    let hr = world.account_with("hr").await;
    let opened = json!({"employee_id": person.id, "ground": "36", "initiator": "employer", "proposer": "employer",
        "reason": "岗位调整。", "last_day": "2026-10-23"});
    let case = format!("/separations/{}", hr.post("/separations", opened).await.created()["id"].text());
    let sheet = sheet(&hr, &case).await;
    assert_eq!(line(&sheet, "wages"), &Value::Null);
    assert!(
        sheet["flags"].to_string().contains("NOT_APPLIED:R-039") && sheet["missing"].to_string().contains("最后一个月")
    );
    assert!(sheet["notes"].to_string().contains("由薪酬部门在支付时代扣"), "tax on wages is not guessed");
}

#[tokio::test(flavor = "multi_thread")]
async fn hr_states_a_bonus_with_its_basis_and_takes_it_off_again() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = desk.open("36", "2026-10-23").await;
    let before = sheet(&desk.hr, &case).await;
    let item = state(&desk, &case, bonus()).await.created();
    assert_eq!((&item["kind"], &item["amount"]), (&json!("bonus"), &json!("20000.00")));
    let with = sheet(&desk.me, &case).await;
    let stated = line(&with, "bonus");
    assert_eq!((&stated["kind"], &stated["item_id"]), (&json!("stated"), &item["id"]));
    assert!(stated["basis"].text().contains("奖金管理办法"));
    assert_eq!(fen(&with["total"]) - fen(&before["total"]), 2_000_000);
    assert_eq!(with["tax"], before["tax"], "a bonus is salary and no part of the lump sum (R-038)");
    let subsidy = json!({"kind": "subsidy", "label": "过渡补助", "basis": "总经理批示", "amount": "500000.00"});
    state(&desk, &case, subsidy).await.created();
    assert!(fen(&sheet(&desk.hr, &case).await["tax"]) > fen(&before["tax"]), "a subsidy on leaving is");
    let path = format!("{case}/settlement-items/{}", item["id"].text());
    desk.me.delete(&path).await.problem(403, "forbidden");
    desk.hr.delete(&path).await.status(204);
    desk.hr.delete(&path).await.problem(404, "not_found");
    assert_eq!(line(&sheet(&desk.hr, &case).await, "bonus"), &Value::Null);
    world.settle().await;
    let database = world.database().await;
    let kinds = "select kind from journal_entries where kind like 'separation.item%' order by kind";
    let kinds: Vec<String> = database.query(kinds, &[]).await.unwrap().iter().map(|row| row.get(0)).collect();
    assert_eq!(kinds, ["separation.item_removed", "separation.item_stated", "separation.item_stated"]);
    let plain = database
        .query_one("select count(*) from settlement_items where position('subsidy'::bytea in item_sealed) > 0", &[]);
    assert_eq!(plain.await.unwrap().get::<_, i64>(0), 0, "sealed at rest");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_without_a_basis_or_of_another_side_is_refused() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = desk.open("36", "2026-10-23").await;
    let but = |field: &str, value: Value| {
        let mut item = bonus();
        item[field] = value;
        item
    };
    for (field, value) in
        [("basis", json!(" ")), ("label", json!("")), ("amount", json!(null)), ("amount", json!("0.00"))]
    {
        state(&desk, &case, but(field, value)).await.names(&format!("/{field}"));
    }
    state(&desk, &case, but("months", json!(3))).await.names("/months");
    state(&desk, &case, but("kind", json!("gift"))).await.status(400);
    desk.me.post(&format!("{case}/settlement-items"), bonus()).await.problem(403, "forbidden");
    world
        .account_with("union")
        .await
        .post(&format!("{case}/settlement-items"), bonus())
        .await
        .problem(403, "forbidden");
    let other = format!("/separations/{}/settlement-items", uuid::Uuid::nil());
    desk.hr.post(&other, bonus()).await.problem(404, "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn r039_a_deduction_over_the_limit_is_refused_and_one_within_it_is_below_zero() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = desk.open("36", "2026-10-23").await;
    let code = |reply: &Reply| reply.status(422)["errors"][0]["code"].text();
    assert_eq!(
        code(&state(&desk, &case, loss("100.00")).await),
        "limit_unknown",
        "Shanghai's minimum wage is unconfirmed"
    );
    minimum_wage_is_on_record(&desk).await;
    // A fifth of 9,379.31.
    let over = state(&desk, &case, loss("1875.87")).await;
    assert_eq!(code(&over), "over_the_limit");
    assert!(over.status(422)["errors"][0]["detail"].text().contains("R-039"));
    let mut unagreed = loss("100.00");
    unagreed["agreed"] = json!(false);
    state(&desk, &case, unagreed).await.names("/agreed");
    state(&desk, &case, loss("1000.00")).await.created();
    assert_eq!(code(&state(&desk, &case, loss("900.00")).await), "over_the_limit");
    state(&desk, &case, loss("875.86")).await.created();
    let taken = sheet(&desk.hr, &case).await;
    assert_eq!(
        (&line(&taken, "loss_deduction")["amount"], &taken["deduction"]["calculator"]),
        (&json!("-1000.00"), &json!("wage-deduction"))
    );
    // An earlier last day leaves a smaller wage: what was stated is cut to what may be.
    let payroll = world.account_with("payroll").await;
    let month = json!({"months": [{"month": "2026-10", "gross": "6000.00", "overtime": "0.00"}]});
    payroll.put(&format!("/employees/{}/wages", desk.person.id), month).await.ok();
    let cut = sheet(&desk.hr, &case).await;
    let off: i64 = cut["lines"].as_array().unwrap().iter().map(|line| fen(&line["amount"]).min(0)).sum();
    assert_eq!(off, -120_000);
    assert!(cut["flags"].to_string().contains("CUT:R-039"));
}

#[tokio::test(flavor = "multi_thread")]
async fn r081_pay_for_keeping_out_of_competition_is_computed_for_the_months_paid_on_leaving() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    minimum_wage_is_on_record(&desk).await;
    let case = desk.open("36", "2026-10-23").await;
    let item = json!({"kind": "non_compete", "label": "竞业限制经济补偿", "basis": "竞业限制协议第 3 条", "months": 3});
    state(&desk, &case, item.clone()).await.created();
    let it = sheet(&desk.hr, &case).await;
    assert_eq!(line(&it, "non_compete")["amount"], "10800.00", "30 % of 12,000 for three months");
    state(&desk, &case, item).await.names("/kind");
}

/// A case that is dismissed for misconduct and over.
async fn completed(desk: &Desk<'_>) -> String {
    let codes = ["E-POL-TEXT", "E-POL-DEM", "E-POL-PUB", "E-FACT", "E-SEVERE"];
    format!("/separations/{}", desk.dismiss("39(2)", &codes).await["id"].text())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_completed_sheet_is_frozen_and_one_from_before_reads_on() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = completed(&desk).await;
    let frozen = sheet(&desk.hr, &case).await;
    assert!(line(&frozen, "wages")["amount"].is_string());
    state(&desk, &case, bonus()).await.problem(409, "invalid_state");
    let nothing = format!("{case}/settlement-items/{}", uuid::Uuid::nil());
    desk.hr.delete(&nothing).await.problem(409, "invalid_state");
    assert_eq!(sheet(&desk.me, &case).await, frozen);

    let mut old = frozen.clone();
    for field in ["wages", "non_compete", "deduction", "notes"] {
        old.as_object_mut().unwrap().remove(field);
    }
    for line in old["lines"].as_array_mut().unwrap() {
        line.as_object_mut()
            .unwrap()
            .retain(|field, _| ["code", "zh", "en", "amount", "rules"].contains(&field.as_str()));
    }
    let sealed = world.app.keyring.seal_column("separations.settlement", &old.to_string()).unwrap();
    let id: uuid::Uuid = case.rsplit('/').next().unwrap().parse().unwrap();
    let put = "update separations set settlement_sealed = $1 where id = $2";
    world.database().await.execute(put, &[&sealed, &id]).await.unwrap();
    let read = sheet(&desk.hr, &case).await;
    assert_eq!((&read["total"], &read["notes"], &read["wages"]), (&frozen["total"], &json!([]), &Value::Null));
    assert_eq!(line(&read, "severance")["kind"], "statutory");
    desk.me.get(&format!("{case}/settlement.pdf")).await.status(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_completed_sheet_says_what_it_left_out_and_asks_for_nothing() {
    let world = World::new().await;
    let ends = json!({"contract": {"kind": "fixed_term", "from": "2023-12-01", "until": "2026-11-30",
        "monthly_wage": "12000.00", "signed_on": "2023-11-20"}, "hired_on": "2023-12-01", "work_city": "哈尔滨"});
    let desk = Desk::of(&world, ends).await;
    let case = desk.open("44(1)", "2026-11-30").await;
    let figure = |sheet: &Value| {
        let missing = sheet["missing"].as_array().unwrap();
        missing.iter().find(|one| one["zh"].text().contains("哈尔滨")).cloned().unwrap()
    };
    let asks = figure(&sheet(&desk.hr, &case).await)["zh"].text();
    assert!(asks.contains("请在“地方标准”中录入"), "{asks}");
    desk.approve(&case).await;
    desk.end(&case, "2026-10-30", "2026-11-30").await;
    let frozen = figure(&sheet(&desk.hr, &case).await);
    let states = frozen["zh"].text();
    assert!(asks.starts_with(&states) && states.ends_with('。') && !states.contains('请'), "{states}");
    assert!(!frozen["en"].text().contains("enter it"), "{frozen}");
    let text = pdf_text(&desk.me.get(&format!("{case}/settlement.pdf")).await.bytes);
    assert!(text.contains("没有计入的") && !text.contains("录入"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sheet_is_a_page_of_facts_for_both_sides() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    minimum_wage_is_on_record(&desk).await;
    let case = desk.open("36", "2026-10-23").await;
    state(&desk, &case, bonus()).await.created();
    state(&desk, &case, loss("1000.00")).await.created();
    let due = sheet(&desk.hr, &case).await;
    for side in [&desk.hr, &desk.me] {
        let pdf = side.get(&format!("{case}/settlement.pdf")).await;
        pdf.status(200);
        assert_eq!(pdf.headers["content-type"], "application/pdf");
        let text = pdf_text(&pdf.bytes);
        let net = due["net"].text();
        for said in [
            "离职结算单",
            "2026年度奖金",
            "20,000.00",
            "设备损坏赔偿",
            "R-039",
            "应付合计",
            "元",
            "21.75",
            "月最低工资",
            "官方",
            "案件尚未办结",
        ] {
            assert!(text.contains(said), "{said} is not in {text}");
        }
        let (yuan, cents) = net.split_once('.').unwrap();
        assert!(text.replace(',', "").contains(&format!("{yuan}.{cents}元")), "{net} is not in {text}");
        let words = signing_words(&net);
        assert!(text.contains(&words), "{words} is not in {text}");
    }
    world.account_with("union").await.get(&format!("{case}/settlement.pdf")).await.problem(403, "forbidden");
    let stranger = world.hire("路人甲").await;
    world.session_of(&stranger).await.get(&format!("{case}/settlement.xlsx")).await.problem(404, "not_found");
}

/// In the numerals of cheques.
fn signing_words(amount: &str) -> String {
    signing::facts::Money::parse(amount).unwrap().in_words()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_workbook_holds_the_lines_as_numbers_and_their_sum_as_a_formula() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = desk.open("36", "2026-10-23").await;
    state(&desk, &case, bonus()).await.created();
    let due = sheet(&desk.hr, &case).await;
    let file = desk.hr.get(&format!("{case}/settlement.xlsx")).await;
    file.status(200);
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(file.bytes.to_vec())).unwrap();
    assert_eq!(workbook.sheet_names(), ["结算单", "计算步骤", "地方标准"]);
    let page = workbook.worksheet_range("结算单").unwrap();
    let amount = |name: &str| {
        let row =
            page.rows().find(|row| row[0] == Data::String(name.to_owned())).unwrap_or_else(|| panic!("no {name}"));
        (row[3].to_string().parse::<f64>().unwrap() * 100.0).round() as i64
    };
    assert_eq!(amount("2026 年度奖金"), 2_000_000);
    assert_eq!(amount("应付合计"), fen(&due["total"]));
    assert_eq!(amount("扣除后"), fen(&due["net"]));
    let formulas = workbook.worksheet_formula("结算单").unwrap();
    assert!(formulas.used_cells().any(|(_, _, formula)| formula.starts_with("SUM(D")), "{formulas:?}");
    let steps = workbook.worksheet_range("计算步骤").unwrap();
    assert!(steps.rows().any(|row| row[2].to_string().contains("21.75")));
}

#[tokio::test(flavor = "multi_thread")]
async fn after_an_accepted_offer_the_sheet_pays_what_was_agreed_beside_the_laws_figure() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = desk.open("36", "2026-10-23").await;
    let by_law = sheet(&desk.hr, &case).await;
    let offer = json!({"lines": [{"code": "severance", "label": "经济补偿", "amount": "90000.00"},
        {"code": "transition", "label": "过渡补偿", "amount": "10000.00"}], "last_day": "2026-10-23", "pay_on": "2026-10-30"});
    let offer = desk.hr.post(&format!("{case}/proposals"), offer).await.created()["id"].text();
    desk.me.post(&format!("{case}/proposals/{offer}/acceptance"), json!({})).await.ok();
    let agreed = sheet(&desk.me, &case).await;
    let severance = line(&agreed, "severance");
    assert_eq!(
        (&severance["amount"], &severance["statutory"]),
        (&json!("90000.00"), &line(&by_law, "severance")["amount"])
    );
    assert_eq!(line(&agreed, "transition")["kind"], "agreed");
    let leave = line(&agreed, "unused_annual_leave");
    assert_eq!(
        (&leave["amount"], &leave["statutory"]),
        (&json!("0.00"), &line(&by_law, "unused_annual_leave")["amount"])
    );
    assert_eq!(line(&agreed, "wages")["amount"], line(&by_law, "wages")["amount"], "wages are owed beside");
}
