//! The separation desk on the employer's dismissals: evidence that is brought in and judged, what may be let pass and
//! what may not, the notice that locks the grounds.

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use tests::{AsText, Person, Reply, Session, World};

pub struct Desk<'w> {
    world: &'w World,
    pub hr: Session<'w>,
    pub legal: Session<'w>,
    union: Session<'w>,
    pub person: Person,
    pub me: Session<'w>,
}

impl<'w> Desk<'w> {
    /// Somebody about whom everything is on record that any ground asks of the person.
    pub async fn new(world: &'w World) -> Self {
        Self::of(world, json!({})).await
    }

    pub async fn of(world: &'w World, but: Value) -> Self {
        let person = world.hire_with("孙敏", but).await;
        let desk = Self {
            hr: world.account_with("hr").await,
            legal: world.account_with("legal").await,
            union: world.account_with("union").await,
            me: world.session_of(&person).await,
            person,
            world,
        };
        let none = json!({"pregnant": "no", "nursing": "no", "in_medical_period": "no", "injured": "no",
            "occupational_hazard": "no", "exit_health_check": "no"});
        desk.hr.put(&desk.of_person("/circumstances"), none).await.ok();
        desk.hr.put(&desk.of_person("/annual-leave/2026"), json!({"entitlement_days": 10, "used_days": 3})).await.ok();
        let month = |n: i32| {
            let (year, month) = if n < 3 { (2025, 10 + n) } else { (2026, n - 2) };
            json!({"month": format!("{year}-{month:02}"), "gross": "12500.00", "overtime": "500.00"})
        };
        let months: Vec<Value> = (0..12).map(month).collect();
        let payroll = world.account_with("payroll").await;
        payroll.put(&desk.of_person("/wages"), json!({"months": months})).await.ok();
        desk
    }

    pub fn of_person(&self, rest: &str) -> String {
        format!("/employees/{}{rest}", self.person.id)
    }

    pub async fn open(&self, ground: &str, last_day: &str) -> String {
        let facts = json!({"employee_id": self.person.id, "ground": ground, "initiator": "employer",
            "proposer": "employer", "reason": "详见证据材料。", "last_day": last_day});
        format!("/separations/{}", self.hr.post("/separations", facts).await.created()["id"].text())
    }

    /// HR brings a file in for this code.
    pub async fn bring(&self, case: &str, code: &str, dated: &str) -> Reply {
        let file =
            Part::bytes(format!("材料 {code}").into_bytes()).file_name("材料.txt").mime_str("text/plain").unwrap();
        let form = Form::new()
            .part("file", file)
            .text("code", code.to_owned())
            .text("title", format!("{code} 材料"))
            .text("dated", dated.to_owned())
            .text("text", format!("{code} 的事实。"));
        let request = self.hr.request(Method::POST, &format!("{case}/evidence")).multipart(form);
        Reply::read(request.send().await.unwrap()).await
    }

    /// Brought in by HR, accepted by counsel.
    pub async fn prove(&self, case: &str, codes: &[&str], dated: &str) {
        for code in codes {
            let id = self.bring(case, code, dated).await.created()["id"].text();
            let judged = json!({"decision": "accepted", "text": "与原件一致。"});
            self.legal.post(&format!("{case}/evidence/{id}/review"), judged).await.ok();
        }
    }

    pub async fn gate(&self, case: &str) -> Value {
        self.world.settle().await;
        self.hr.get(&format!("{case}/gate")).await.ok()
    }

    pub async fn approve(&self, case: &str) {
        self.hr.post(&format!("{case}/approval-request"), json!({})).await.ok();
        let said = json!({"decision": "approved", "reason": "证据齐全。"});
        self.legal.post(&format!("{case}/approval"), said).await.ok();
    }

    pub async fn tell_union(&self, case: &str) {
        self.hr.post(&format!("{case}/union-notice"), json!({"reasons": "详见证据材料。"})).await.ok();
        let reply = json!({"answer": "no_objection", "text": ""});
        self.union.post(&format!("{case}/union-reply"), reply).await.ok();
    }

    /// Noticed, served and over on the last day; answers the completed case.
    pub async fn end(&self, case: &str, noticed: &str, last_day: &str) -> Value {
        self.world.now_is(&format!("{noticed}T02:00:00Z"));
        let notice = json!({"last_day": last_day, "delivery_channel": "in_person"});
        self.hr.post(&format!("{case}/notice"), notice).await.ok();
        let service = json!({"channel": "in_person", "served_on": noticed});
        self.hr.post(&format!("{case}/notice/service"), service).await.ok();
        self.world.now_is(&format!("{last_day}T02:00:00Z"));
        self.hr.post(&format!("{case}/completion"), json!({})).await.ok()
    }

    /// Brought in, judged, told, approved, noticed and over.
    pub async fn dismiss(&self, ground: &str, codes: &[&str]) -> Value {
        let case = self.open(ground, "2026-12-20").await;
        self.prove(&case, codes, "2026-10-12").await;
        self.tell_union(&case).await;
        self.approve(&case).await;
        let gate = self.gate(&case).await;
        assert_eq!(gate["ready_for_notice"], true, "{ground}: {gate:#}");
        self.end(&case, "2026-10-22", "2026-12-20").await
    }
}

pub fn evidence<'a>(gate: &'a Value, code: &str) -> &'a Value {
    gate["evidence"].as_array().unwrap().iter().find(|asked| asked["code"] == code).unwrap_or(&Value::Null)
}

pub fn line(settlement: &Value, code: &str) -> Value {
    let lines = settlement["lines"].as_array().unwrap();
    lines.iter().find(|line| line["code"] == code).map_or(Value::Null, |line| line["amount"].clone())
}

const MISCONDUCT: &[&str] = &["E-POL-TEXT", "E-POL-DEM", "E-POL-PUB", "E-FACT", "E-SEVERE"];

#[tokio::test(flavor = "multi_thread")]
async fn misconduct_needs_every_proof_judged_by_another_and_costs_no_severance() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = desk.open("39(2)", "2026-10-30").await;
    let gate = desk.gate(&case).await;
    for code in MISCONDUCT {
        assert!(gate["missing"].as_array().unwrap().contains(&json!(code)), "{code}");
        assert_eq!(evidence(&gate, code)["next_step"]["action"], "add_evidence");
    }
    let own = desk.bring(&case, "E-FACT", "2026-10-12").await.created();
    let review = format!("{case}/evidence/{}/review", own["id"].text());
    let accept = json!({"decision": "accepted", "text": "属实。"});
    desk.hr.post(&review, accept.clone()).await.problem(403, "separation_of_duties");
    assert_eq!(evidence(&desk.gate(&case).await, "E-FACT")["next_step"]["action"], "review_evidence");
    desk.legal.post(&review, accept.clone()).await.ok();
    desk.legal.post(&review, accept).await.problem(409, "invalid_state");
    desk.prove(&case, &["E-POL-TEXT", "E-POL-DEM", "E-POL-PUB", "E-SEVERE"], "2026-10-12").await;
    let facts = json!({"facts_on": "2026-10-12", "rule_clauses": ["《员工手册》第 5.2 条：连续旷工三日，属于严重违反规章制度。"]});
    desk.hr.put(&format!("{case}/case-facts"), facts).await.ok();
    desk.tell_union(&case).await;
    desk.approve(&case).await;
    let gate = desk.gate(&case).await;
    assert_eq!((&gate["ready_for_notice"], &gate["bars"]), (&json!(true), &json!([])), "{gate:#}");
    assert!(evidence(&gate, "E-FACT")["proof"]["entry_index"].is_i64());
    let ended = desk.end(&case, "2026-10-22", "2026-10-30").await;
    assert_eq!(ended["stage"], "completed");
    let settlement = desk.hr.get(&format!("{case}/settlement")).await.ok();
    assert_eq!((line(&settlement, "severance"), line(&settlement, "notice_pay")), (json!("0.00"), Value::Null));
}

#[tokio::test(flavor = "multi_thread")]
async fn r005_with_the_notice_the_grounds_are_locked() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = desk.open("39(2)", "2026-10-30").await;
    desk.prove(&case, MISCONDUCT, "2026-10-12").await;
    desk.tell_union(&case).await;
    desk.approve(&case).await;
    world.now_is("2026-10-22T02:00:00Z");
    let notice = json!({"last_day": "2026-10-30", "delivery_channel": "in_person"});
    desk.hr.post(&format!("{case}/notice"), notice).await.ok();
    desk.bring(&case, "E-FACT", "2026-10-12").await.problem(409, "grounds_locked");
    desk.hr.put(&format!("{case}/case-facts"), json!({})).await.problem(409, "grounds_locked");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_may_be_let_pass_by_another_with_a_reason_and_stays_missing() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = desk.open("39(2)", "2026-10-30").await;
    desk.prove(&case, &["E-POL-TEXT", "E-POL-PUB", "E-FACT", "E-SEVERE"], "2026-10-12").await;
    desk.tell_union(&case).await;
    desk.approve(&case).await;
    world.now_is("2026-10-22T02:00:00Z");
    let notice = json!({"last_day": "2026-10-30", "delivery_channel": "in_person"});
    desk.hr.post(&format!("{case}/notice"), notice.clone()).await.problem(409, "gate_not_ready");
    let path = format!("{case}/override");
    let pass = json!({"codes": ["E-POL-DEM"], "reason": "职代会会议纪要原件存于档案室，扫描件本周补录。"});
    desk.hr.post(&path, pass.clone()).await.problem(403, "separation_of_duties");
    desk.legal.post(&path, json!({"codes": ["E-FACT"], "reason": "这一项其实已经证明了。"})).await.names("/codes/0");
    desk.legal.post(&path, json!({"codes": ["E-POL-DEM"], "reason": "急"})).await.names("/reason");
    let case_now = desk.legal.post(&path, pass).await.ok();
    assert_eq!(case_now["overrides"][0]["codes"], json!(["E-POL-DEM"]));
    let gate = desk.gate(&case).await;
    assert_eq!(
        (&gate["verdict"], &gate["ready_for_notice"]),
        (&json!("block"), &json!(true)),
        "only the act is missing"
    );
    assert_eq!(evidence(&gate, "E-POL-DEM")["overridden"], true);
    assert_eq!(evidence(&gate, "E-POL-DEM")["state"], "missing");
    desk.hr.post(&format!("{case}/notice"), notice).await.ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_statutory_bar_cannot_be_let_pass() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let pregnant = json!({"pregnant": "yes", "nursing": "no", "in_medical_period": "no", "injured": "no",
        "occupational_hazard": "no", "exit_health_check": "no"});
    desk.hr.put(&desk.of_person("/circumstances"), pregnant).await.ok();
    let case = desk.open("40(3)", "2026-12-20").await;
    let gate = desk.gate(&case).await;
    assert_eq!(gate["bars"][0]["code"], "ART42_PROTECTED");
    let pass = json!({"codes": ["ART42_PROTECTED"], "reason": "公司业务需要，必须现在办理。"});
    desk.legal.post(&format!("{case}/override"), pass).await.names("/codes/0");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_dismissal_goes_from_its_evidence_to_its_certificate() {
    let grounds: [(&str, &[&str]); 4] = [
        ("39(3)", &["E-DUTY", "E-FACT", "E-CAUSE", "E-LOSS", "E-MAJOR-THRESHOLD"]),
        ("39(5)", &["E-FRAUD", "E-MATERIALITY"]),
        (
            "40(1)",
            &["E-MED-CALC", "E-MED-ENDED", "E-CANNOT-ORIG", "E-ALT-JOB-OFFER", "E-CANNOT-ALT", "E-LABOR-APPRAISAL"],
        ),
        ("40(3)", &["E-CHANGE-OBJ", "E-CANNOT-PERFORM", "E-NEGOTIATE", "E-NO-AGREE"]),
    ];
    for (ground, codes) in grounds {
        let world = World::new().await;
        let desk = Desk::new(&world).await;
        let ended = desk.dismiss(ground, codes).await;
        assert_eq!((&ended["stage"], &ended["ground"]), (&json!("completed"), &json!(ground)));
        let papers = desk.me.get(&desk.of_person("/documents")).await.ok();
        let kinds: Vec<&str> =
            papers["items"].as_array().unwrap().iter().map(|paper| paper["kind"].as_str().unwrap()).collect();
        for kind in ["separation_notice", "union_notice", "separation_certificate"] {
            assert!(kinds.contains(&kind), "{ground}: no {kind} in {kinds:?}");
        }
    }
}
