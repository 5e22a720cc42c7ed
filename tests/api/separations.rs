use serde_json::{Value, json};
use tests::{AsText, Person, Session, World};

/// Somebody whose second and third quarter of 2026 failed, with an improvement plan in between.
struct Failed<'w> {
    world: &'w World,
    hr: Session<'w>,
    legal: Session<'w>,
    union: Session<'w>,
    boss: Session<'w>,
    me: Session<'w>,
    person: Person,
}

impl<'w> Failed<'w> {
    /// The world must stand before 2026-04-01.
    async fn of(world: &'w World) -> Self {
        let boss = world.hire("魏涛").await;
        let home = world.home().await;
        let hr = world.account_with("hr").await;
        let job = json!({"legal_entity_id": home.entity, "name": "大客户经理"});
        let position = hr.post("/positions", job).await.created()["id"].text();
        let person = world.hire_with("孙敏", json!({"manager_id": boss.id, "position_id": position})).await;
        let kpi =
            json!({"code": "SIGNED", "name": "签约额", "unit": "元", "direction": "higher_is_better", "source": "ERP"});
        hr.post("/kpis", kpi).await.created();
        let failed = Self {
            hr,
            legal: world.account_with("legal").await,
            union: world.account_with("union").await,
            boss: world.session_of(&boss).await,
            me: world.session_of(&person).await,
            person,
            world,
        };
        let second = failed.cycle("2026Q2", "2026-04-01", "2026-07-01", &position).await;
        world.now_is("2026-06-25T02:00:00Z");
        let third = failed.cycle("2026Q3", "2026-07-01", "2026-10-01", &position).await;
        world.now_is("2026-07-03T02:00:00Z");
        failed.assess(&second, "2026Q2").await;
        failed.plan(&second).await;
        world.now_is("2026-10-08T02:00:00Z");
        failed.assess(&third, "2026Q3").await;
        failed.wages().await;
        failed.put("/annual-leave/2026", json!({"entitlement_days": 10, "used_days": 3})).await;
        failed
    }

    fn path(&self, rest: &str) -> String {
        format!("/employees/{}{rest}", self.person.id)
    }

    async fn put(&self, rest: &str, body: Value) {
        self.hr.put(&self.path(rest), body).await.ok();
    }

    /// Goals set, delivered and confirmed; answers the review.
    async fn cycle(&self, code: &str, from: &str, until: &str, position: &str) -> String {
        let facts =
            json!({"code": code, "name": code, "from": from, "until": until, "baseline": "60.00", "kpi_weight": "80"});
        let cycle = self.hr.post("/review-cycles", facts).await.created()["id"].text();
        let goals = json!({"goals": [{"kpi_code": "SIGNED", "weight": "100", "target": "120000", "rule": {"kind": "linear", "floor": "0.5", "cap": "1.2"}}]});
        self.hr.put(&format!("/review-cycles/{cycle}/position-goals/{position}"), goals).await.ok();
        self.hr.post(&format!("/review-cycles/{cycle}/delivery"), json!({})).await.ok();
        let found = self.hr.get(&format!("/reviews?cycle_id={cycle}&employee_id={}", self.person.id)).await.ok();
        let review = found["items"][0]["id"].text();
        self.me.post(&format!("/reviews/{review}/goals-acknowledgement"), json!({"answer": "confirmed"})).await.ok();
        review
    }

    /// A poor quarter, assessed and delivered.
    async fn assess(&self, review: &str, cycle: &str) {
        let actual = json!({"items": [{"cycle": cycle, "employee_number": self.person.number, "kpi_code": "SIGNED", "actual": "62000"}]});
        self.hr.post("/review-cycles/actuals", actual).await.ok();
        let path = |rest: &str| format!("/reviews/{review}/{rest}");
        self.me.post(&path("self-assessment"), json!({"text": "市场不好。"})).await.ok();
        self.boss
            .post(&path("manager-assessment"), json!({"text": "跟进不足，签约额仅完成一半。", "rating": "40.00"}))
            .await
            .ok();
        self.boss.post(&path("result-delivery"), json!({})).await.ok();
        self.me.post(&path("acknowledgement"), json!({"answer": "objected", "text": "客户预算被冻结。"})).await.ok();
    }

    async fn plan(&self, review: &str) {
        let plan = json!({
            "employee_id": self.person.id, "review_id": review, "mentor_id": null, "alert_id": null, "change_of_post": null,
            "from": "2026-07-06", "until": "2026-09-06", "reason": "第二季度低于基准线。",
            "goals": [{"name": "签约额", "target": "90000", "unit": "元", "measure": "ERP"}],
            "training": [{"title": "商务谈判", "hours": "6", "held_on": "2026-07-15", "attended": false, "note": ""}],
        });
        let id = self.boss.post("/improvement-plans", plan).await.created()["id"].text();
        let path = |rest: &str| format!("/improvement-plans/{id}/{rest}");
        self.boss.post(&path("publication"), json!({})).await.ok();
        self.me.post(&path("acknowledgement"), json!({"answer": "confirmed"})).await.ok();
        self.boss.post(&path("acknowledgement"), json!({"answer": "confirmed"})).await.ok();
        self.world.now_is("2026-07-20T02:00:00Z");
        self.boss
            .post(&path("training-attendance"), json!({"index": 0, "attended": true, "note": "全程参加"}))
            .await
            .ok();
        let talk = json!({"employee_id": self.person.id, "kind": "plan_check_in", "plan_id": id, "held_on": "2026-07-20", "topic": "跟进", "text": "约定每周拜访五家客户。"});
        let check_in = self.boss.post("/check-ins", talk).await.created()["id"].text();
        self.me.post(&format!("/check-ins/{check_in}/acknowledgement"), json!({"answer": "confirmed"})).await.ok();
    }

    /// October 2025 to September 2026.
    async fn wages(&self) {
        let months: Vec<Value> = (0..12)
            .map(|n| {
                let (year, month) = if n < 3 { (2025, 10 + n) } else { (2026, n - 2) };
                json!({"month": format!("{year}-{month:02}"), "gross": "12500.00", "overtime": "500.00"})
            })
            .collect();
        let payroll = self.world.account_with("payroll").await;
        payroll.put(&self.path("/wages"), json!({"months": months})).await.ok();
    }

    async fn nothing_protects(&self) {
        let none = json!({"pregnant": "no", "nursing": "no", "in_medical_period": "no", "injured": "no", "occupational_hazard": "no", "exit_health_check": "no"});
        self.put("/circumstances", none).await;
    }

    async fn open(&self, ground: &str) -> String {
        let facts = json!({"employee_id": self.person.id, "ground": ground, "initiator": "employer", "proposer": "employer",
            "reason": "两个季度考核均低于基准线，其间已培训。", "last_day": "2026-11-20"});
        self.hr.post("/separations", facts).await.created()["id"].text()
    }

    /// Union told, answered, approved.
    async fn approved(&self) -> String {
        self.nothing_protects().await;
        let id = self.open("40(2)").await;
        let reasons = json!({"reasons": "不能胜任工作。"});
        let notify = async || self.hr.post(&format!("/separations/{id}/union-notice"), reasons.clone()).await;
        notify().await.problem(409, "acts_out_of_order"); // on the day of the second result
        self.world.now_is("2026-10-09T02:00:00Z");
        notify().await.ok();
        self.union
            .post(&format!("/separations/{id}/union-reply"), json!({"answer": "no_objection", "text": ""}))
            .await
            .ok();
        self.hr.post(&format!("/separations/{id}/approval-request"), json!({})).await.ok();
        self.legal
            .post(&format!("/separations/{id}/approval"), json!({"decision": "approved", "reason": "证据齐全。"}))
            .await
            .ok();
        id
    }
}

const BEFORE: &str = "2026-03-20T02:00:00Z";

fn state_of<'a>(gate: &'a Value, code: &str) -> &'a Value {
    gate["evidence"].as_array().unwrap().iter().find(|evidence| evidence["code"] == code).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dismissal_goes_through_its_steps_and_ends_with_a_certificate() {
    let world = World::at(BEFORE).await;
    let failed = Failed::of(&world).await;
    let (hr, me) = (&failed.hr, &failed.me);
    let id = failed.approved().await;
    let path = |rest: &str| format!("/separations/{id}{rest}");
    me.get(&path("")).await.problem(404, "not_found");
    let notice = json!({"last_day": "2026-11-20", "delivery_channel": "in_person"});
    hr.post(&path("/notice"), notice.clone()).await.problem(409, "gate_not_ready");
    world.now_is("2026-10-12T02:00:00Z");
    let noticed = hr.post(&path("/notice"), notice).await.ok();
    assert_eq!(noticed["stage"], "noticed");
    assert_eq!(me.get(&path("")).await.ok()["stage"], "noticed");
    hr.post(&path("/completion"), json!({})).await.problem(409, "invalid_state");
    let service = json!({"channel": "in_person", "served_on": "2026-10-12"});
    hr.post(&path("/notice/service"), service).await.ok();
    world.settle().await;
    let gate = hr.get(&path("/gate")).await.ok();
    assert_eq!((&gate["missing"], &gate["stage"]), (&json!([]), &json!("complete")), "{gate:#}");
    assert!(state_of(&gate, "E-NOTICE-SERVED")["proof"]["entry_index"].is_i64());
    hr.post(&path("/completion"), json!({})).await.problem(409, "last_day_not_reached");
    world.now_is("2026-11-20T02:00:00Z");
    let done = hr.post(&path("/completion"), json!({})).await.ok();
    assert_eq!(done["stage"], "completed");
    let certificate = done["certificate_document_id"].text();
    let pdf = me.get(&format!("/documents/{certificate}/file")).await;
    pdf.status(200);
    assert!(pdf.bytes.starts_with(b"%PDF"));
    let paper = hr.get(&format!("/documents/{certificate}")).await.ok();
    assert_eq!((&paper["resource_type"], &paper["resource_id"]), (&json!("separation"), &done["id"]));
    let stranger = world.hire("路人甲").await;
    world.session_of(&stranger).await.get(&format!("/documents/{certificate}")).await.problem(404, "not_found");
    world.account_with("payroll").await.get(&format!("/documents/{certificate}")).await.problem(403, "forbidden");
    let left = hr.get(&failed.path("")).await.ok();
    assert_eq!(left["left_on"], "2026-11-20");
    world.now_is("2026-12-01T02:00:00Z");
    assert_eq!(me.get(&path("/settlement")).await.ok()["last_day"], "2026-11-20");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_gate_shows_the_record_behind_each_point_and_its_input_gives_the_same_answer() {
    let world = World::at(BEFORE).await;
    let failed = Failed::of(&world).await;
    let id = failed.open("40(2)").await;
    let gate = failed.hr.get(&format!("/separations/{id}/gate")).await.ok();
    for code in ["E-KPI-KNOWN", "E-APPR1-FAIL", "E-TRAIN-OR-TRANSFER", "E-APPR2-FAIL", "E-WAGE12"] {
        let evidence = state_of(&gate, code);
        assert_eq!(evidence["state"], "proved", "{code}: {evidence:#}");
        assert!(evidence["proof"]["title"].is_string());
    }
    assert_eq!(state_of(&gate, "E-UNION-NOTICE")["next_step"]["action"], "notify_union");
    assert_eq!((&gate["verdict"], &gate["ready_for_notice"]), (&json!("block"), &json!(false)));
    let unknown = gate["unknown"].as_array().unwrap();
    assert!(unknown.contains(&json!("pregnant")), "what nobody declared is unknown: {unknown:?}");
    assert!(!unknown.contains(&json!("years_to_retirement")), "a birth date on record answers it");
    assert!(gate["warnings"].to_string().contains("SECOND_PERIOD_BEGAN_BEFORE_TRAINING"));
    let again = failed.hr.post("/law/gate", gate["input"].clone()).await.ok();
    for field in ["verdict", "missing", "unknown", "ready_for_notice"] {
        assert_eq!(again[field], gate[field], "{field}");
    }
    let seen = failed.union.get(&format!("/separations/{id}/gate")).await.ok();
    assert!(seen["input"].get("circumstances").is_none(), "health and family are not the union's");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_sum_of_a_settlement_can_be_computed_again_from_its_input() {
    let world = World::at(BEFORE).await;
    let failed = Failed::of(&world).await;
    let id = failed.open("40(2)").await;
    let path = format!("/separations/{id}/settlement");
    let bill = failed.hr.get(&path).await.ok();
    for sum in ["average_wage", "severance", "annual_leave", "income_tax"] {
        let calculator = bill[sum]["calculator"].text();
        let again = failed.hr.post(&format!("/law/{calculator}"), bill[sum]["input"].clone()).await.ok();
        assert_eq!(again, bill[sum]["outcome"], "{sum}");
    }
    // Shanghai leaves overtime out: 12,000.00 × 7 months of service from 2020-04-01 to 2026-11-20.
    assert_eq!(bill["average_wage"]["outcome"]["average"], "12000.00");
    assert_eq!(bill["lines"][0]["amount"], "84000.00");
    assert!(
        bill["flags"].to_string().contains("NOT_APPLIED:R-022"),
        "Shanghai's minimum wage is unconfirmed: {}",
        bill["flags"]
    );
    failed.union.get(&path).await.problem(403, "forbidden");
}

#[tokio::test(flavor = "multi_thread")]
async fn short_notice_costs_a_month_of_wages() {
    let world = World::at(BEFORE).await;
    let failed = Failed::of(&world).await;
    let id = failed.approved().await;
    world.now_is("2026-10-12T02:00:00Z");
    let notice = json!({"last_day": "2026-10-31", "delivery_channel": "electronic"});
    failed.hr.post(&format!("/separations/{id}/notice"), notice).await.ok();
    let bill = failed.hr.get(&format!("/separations/{id}/settlement")).await.ok();
    let line = bill["lines"].as_array().unwrap().iter().find(|line| line["code"] == "notice_pay").expect("a line");
    assert_eq!(line["amount"], "12500.00");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_prepared_a_case_cannot_approve_it() {
    let world = World::at(BEFORE).await;
    let failed = Failed::of(&world).await;
    let id = failed.open("40(2)").await;
    world.now_is("2026-10-09T02:00:00Z");
    let path = |rest: &str| format!("/separations/{id}/{rest}");
    failed.hr.post(&path("approval-request"), json!({})).await.problem(409, "union_not_notified");
    failed.hr.post(&path("union-notice"), json!({"reasons": "不能胜任工作。"})).await.ok();
    failed
        .legal
        .post(&path("union-reply"), json!({"answer": "no_objection", "text": ""}))
        .await
        .problem(403, "forbidden");
    failed.legal.post(&path("approval-request"), json!({})).await.ok();
    let yes = json!({"decision": "approved", "reason": "同意。"});
    failed.hr.post(&path("approval"), yes.clone()).await.problem(403, "separation_of_duties");
    failed.legal.post(&path("approval"), yes.clone()).await.problem(403, "separation_of_duties");
    let other = world.account_with("legal").await;
    assert_eq!(other.post(&path("approval"), yes).await.ok()["stage"], "approved");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_negotiation_ends_with_the_other_side_and_never_with_ones_own() {
    let world = World::at(BEFORE).await;
    let failed = Failed::of(&world).await;
    let (hr, me) = (&failed.hr, &failed.me);
    let id = failed.open("36").await;
    assert_eq!(
        me.get("/separations").await.ok()["items"][0]["id"],
        id,
        "an ending by agreement is open from the start"
    );
    let path = format!("/separations/{id}/proposals");
    let offer = |amount: &str| json!({"lines": [{"code": "severance", "label": "经济补偿", "amount": amount}], "last_day": "2026-10-31", "pay_on": "2026-11-05"});
    let low = hr.post(&path, offer("60000.00")).await.created();
    assert_eq!((&low["by"], &low["round"], &low["below_statutory"]), (&json!("employer"), &json!(1), &json!(true)));
    assert_eq!(low["lines"][0]["statutory"], "84000.00");
    hr.post(&format!("{path}/{}/acceptance", low["id"].text()), json!({})).await.problem(409, "own_proposal");
    let high = me.post(&path, offer("120000.00")).await.created();
    assert_eq!((&high["by"], &high["below_statutory"]), (&json!("employee"), &json!(false)));
    me.post(&format!("{path}/{}/rejection", low["id"].text()), json!({"text": "低。"}))
        .await
        .problem(409, "invalid_state");
    hr.post(&format!("{path}/{}/rejection", high["id"].text()), json!({"text": "超出预算。"})).await.ok();
    let last = hr.post(&path, offer("100000.00")).await.created();
    me.post(&format!("{path}/{}/acceptance", last["id"].text()), json!({})).await.ok();
    let case = hr.get(&format!("/separations/{id}")).await.ok();
    assert_eq!((&case["stage"], &case["last_day"]), (&json!("agreed"), &json!("2026-10-31")));
    let states: Vec<Value> =
        me.get(&path).await.ok()["items"].as_array().unwrap().iter().map(|one| one["state"].clone()).collect();
    assert_eq!(states, ["countered", "rejected", "accepted"]);
    hr.post(&path, offer("1.00")).await.problem(409, "invalid_state");
    let gate = hr.get(&format!("/separations/{id}/gate")).await.ok();
    assert_eq!(state_of(&gate, "E-AMOUNT-CLEAR")["state"], "proved");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_ground_and_a_second_case_are_refused() {
    let world = World::new().await;
    let person = world.hire("李明").await;
    let hr = world.account_with("hr").await;
    let facts = |ground: &str| json!({"employee_id": person.id, "ground": ground, "initiator": "employer", "proposer": "employer", "reason": "事由"});
    let refused = hr.post("/separations", facts("40(9)")).await;
    assert_eq!(refused.status(422)["errors"][0]["code"], "unknown_ground");
    let first = hr.post("/separations", facts("36")).await.created();
    assert!(first["number"].text().starts_with("SEP-2026-"));
    assert_eq!(hr.post("/separations", facts("40(2)")).await.status(409)["errors"][0]["code"], "open_case_exists");
    let stale = world.account_with("hr").await.with("If-Match", "\"7\"");
    let path = format!("/separations/{}/withdrawal", first["id"].text());
    stale.post(&path, json!({"reason": "撤回"})).await.problem(412, "stale");
    hr.post(&path, json!({"reason": "双方同意继续履行。"})).await.ok();
    hr.post("/separations", facts("40(2)")).await.created();
    world.session_of(&person).await.post("/separations", facts("36")).await.problem(403, "forbidden");
}
