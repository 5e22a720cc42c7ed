//! Warnings: drafted, heard, decided by somebody else, acknowledged, withdrawn, and what they prove in a case.

use serde_json::{Value, json};
use tests::{AsText, Person, Session, World};

use crate::desk::{Desk, evidence};

struct Shop<'w> {
    hr: Session<'w>,
    legal: Session<'w>,
    manager: Session<'w>,
    worker: Person,
    me: Session<'w>,
}

impl<'w> Shop<'w> {
    async fn new(world: &'w World) -> Self {
        let manager = world.hire("经理").await;
        let worker = world.hire_under("销售", &manager).await;
        Self {
            hr: world.account_with("hr").await,
            legal: world.account_with("legal").await,
            manager: world.session_of(&manager).await,
            me: world.session_of(&worker).await,
            worker,
        }
    }

    /// Drafted by the manager; answers its path.
    async fn drafted(&self, level: &str) -> String {
        let made = self.manager.post("/warnings", facts(&self.worker.id, level)).await.created();
        format!("/warnings/{}", made["id"].text())
    }

    /// The employee was asked for a statement.
    async fn asked(&self, level: &str) -> String {
        let path = self.drafted(level).await;
        self.manager.post(&format!("{path}/submission"), json!({})).await.ok();
        path
    }

    /// The letter is delivered.
    async fn issued(&self) -> String {
        let path = self.asked("written").await;
        self.me.post(&format!("{path}/statement"), json!({"text": "当天早班地铁停运。"})).await.ok();
        self.legal.post(&format!("{path}/decision"), issue()).await.ok();
        path
    }
}

fn facts(employee: &str, level: &str) -> Value {
    json!({
        "employee_id": employee, "level": level, "expectation": "按时到岗；不能到岗的，当日上午说明。", "valid_months": 12,
        "findings": [{"on": "2026-10-12", "text": "9:00 未到岗，11:20 到岗，事前没有请假。", "record": "门禁记录 2026-10-12"}],
        "rules": [{"clause": "《考勤管理办法》（2025 版）第 8 条：迟到须当日说明原因。", "shown_on": "2025-01-06"}],
    })
}

fn issue() -> Value {
    json!({"verdict": "issue", "text": "事实有门禁记录。"})
}

fn send_back() -> Value {
    json!({"verdict": "send_back", "text": "请写明当天的班次。"})
}

async fn card(who: &Session<'_>, kind: &str) -> Option<Value> {
    let home = who.get("/home").await.ok();
    home["cards"].as_array().unwrap().iter().find(|card| card["kind"] == kind).cloned()
}

async fn trail(world: &World, who: &Session<'_>, person: &Person) -> Vec<String> {
    world.settle().await;
    let trail = who.get(&format!("/employees/{}/timeline?limit=200", person.id)).await.ok();
    let kinds = trail["items"].as_array().unwrap().iter().map(|item| item["kind"].text());
    kinds.filter(|kind| kind.starts_with("warning.")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_written_warning_is_drafted_heard_issued_and_acknowledged() {
    let world = World::new().await;
    let shop = Shop::new(&world).await;
    let Shop { legal, manager, me, worker, .. } = &shop;
    let path = shop.drafted("written").await;
    me.get(&path).await.problem(404, "not_found");
    assert_eq!(me.get("/warnings").await.ok()["items"], json!([]), "a draft is its preparers'");
    assert_eq!(trail(&world, me, worker).await, Vec::<String>::new());
    assert_eq!(card(manager, "warnings_to_finish").await.unwrap()["count"], 1);

    let asked = manager.post(&format!("{path}/submission"), json!({"statement_by": "2026-10-26"})).await.ok();
    assert_eq!((&asked["stage"], &asked["statement"]["due_on"]), (&json!("statement_asked"), &json!("2026-10-26")));
    assert_eq!(me.get(&path).await.ok()["findings"][0]["on"], "2026-10-12", "they know what to answer");
    assert_eq!(card(me, "warning_statements").await.unwrap()["items"][0]["due_on"], "2026-10-26");
    let early = legal.post(&format!("{path}/decision"), issue()).await;
    assert_eq!(early.problem(409, "statement_awaited")["state"], "statement_asked");
    assert_eq!(card(legal, "warnings_to_decide").await, None);

    let words = json!({"text": "当天早班地铁停运，我在群里说明过。"});
    let stated = me.post(&format!("{path}/statement"), words.clone()).await.ok();
    assert_eq!((&stated["stage"], &stated["statement"]["text"]), (&json!("awaiting_approval"), &words["text"]));
    me.post(&format!("{path}/statement"), words).await.problem(409, "invalid_state");
    assert_eq!(card(legal, "warnings_to_decide").await.unwrap()["count"], 1);

    let issued = legal.post(&format!("{path}/decision"), issue()).await.ok();
    assert_eq!((&issued["stage"], &issued["in_force"]), (&json!("issued"), &json!(true)));
    assert_eq!(issued["letter"]["counts_until"], "2027-10-20");
    legal.post(&format!("{path}/decision"), issue()).await.problem(409, "invalid_state");
    assert_eq!(card(me, "warnings_to_acknowledge").await.unwrap()["count"], 1);

    me.post(&format!("{path}/acknowledgement"), json!({"answer": "objected"})).await.names("/text");
    let answer = json!({"answer": "objected", "text": "当天请过假。"});
    let answered = me.post(&format!("{path}/acknowledgement"), answer).await.ok();
    assert_eq!(
        (&answered["stage"], &answered["employee_answer"]["text"]),
        (&json!("acknowledged"), &json!("当天请过假。"))
    );
    let again = me.post(&format!("{path}/acknowledgement"), json!({"answer": "confirmed"})).await;
    assert_eq!(again.problem(409, "invalid_state")["state"], "acknowledged");
    let known = ["answered", "issued", "approved", "stated", "statement_asked", "drafted"];
    assert_eq!(trail(&world, me, worker).await, known.map(|kind| format!("warning.{kind}")));
    assert_eq!(me.get("/home").await.ok(), json!({"cards": []}));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_letter_is_sealed_kept_and_in_the_register_with_who_asked_and_who_approved() {
    let world = World::new().await;
    let shop = Shop::new(&world).await;
    let path = shop.issued().await;
    let letter = shop.me.get(&path).await.ok()["letter"].clone();
    let paper = shop.me.get(&format!("/documents/{}", letter["document_id"].text())).await.ok();
    assert_eq!((&paper["kind"], &paper["title"]), (&json!("warning_letter"), &json!("书面警告")));
    assert_eq!(paper["sha256"], letter["sha256"]);
    let file = shop.me.get(&format!("/documents/{}/file", letter["document_id"].text())).await;
    assert!(file.bytes.starts_with(b"%PDF-"), "the letter is a PDF");
    let home = world.home().await;
    let seals = shop.legal.get(&format!("/seals?legal_entity_id={}", home.entity)).await.ok();
    let uses = shop.legal.get(&format!("/seals/{}/uses", seals["items"][0]["id"].text())).await.ok();
    let used = &uses["items"][0];
    assert_eq!((&used["asked_by"], &used["purpose"]), (&json!("经理"), &json!("notice")));
    assert_eq!((&used["file_sha256"], &used["resource_type"]), (&letter["sha256"], &json!("warning")));
    assert!(used["approved_by"].text().starts_with("legal"), "{used}");
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_days_pass_without_a_statement_it_may_be_issued_and_says_so() {
    let world = World::new().await;
    let shop = Shop::new(&world).await;
    let path = shop.asked("final").await;
    world.now_is("2026-10-23T02:00:00Z");
    shop.legal.post(&format!("{path}/decision"), issue()).await.problem(409, "statement_awaited");
    world.now_is("2026-10-24T02:00:00Z");
    assert_eq!(card(&shop.legal, "warnings_to_decide").await.unwrap()["count"], 1);
    let issued = shop.legal.post(&format!("{path}/decision"), issue()).await.ok();
    assert_eq!((&issued["stage"], &issued["statement"]["text"]), (&json!("issued"), &Value::Null));
    let late = shop.me.post(&format!("{path}/statement"), json!({"text": "我有话说。"})).await;
    late.problem(409, "invalid_state");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_asks_nobody_for_a_statement_but_somebody_else_approves_it() {
    let world = World::new().await;
    let shop = Shop::new(&world).await;
    let mut bare = facts(&shop.worker.id, "reminder");
    bare["rules"] = json!([]);
    let path = format!("/warnings/{}", shop.hr.post("/warnings", bare).await.created()["id"].text());
    let submitted = shop.hr.post(&format!("{path}/submission"), json!({})).await.ok();
    assert_eq!((&submitted["stage"], &submitted["statement"]), (&json!("awaiting_approval"), &Value::Null));
    shop.me.get(&path).await.problem(404, "not_found");
    shop.hr.post(&format!("{path}/decision"), issue()).await.problem(403, "separation_of_duties");
    shop.legal.post(&format!("{path}/decision"), issue()).await.ok();
    assert_eq!(shop.me.get(&path).await.ok()["letter"]["counts_until"], "2027-10-20");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_above_write_only_others_approve_and_only_the_employee_answers() {
    let world = World::new().await;
    let shop = Shop::new(&world).await;
    let Shop { hr, legal, manager, me, worker } = &shop;
    let other = world.session_of(&world.hire("旁人").await).await;
    for (who, status, code) in [(&other, 404, "not_found"), (me, 403, "forbidden"), (legal, 403, "forbidden")] {
        who.post("/warnings", facts(&worker.id, "written")).await.problem(status, code);
    }
    let path = shop.drafted("written").await;
    let calls = [
        ("submission", json!({})),
        ("statement", json!({"text": "无"})),
        ("acknowledgement", json!({"answer": "confirmed"})),
    ];
    for (call, body) in calls {
        other.post(&format!("{path}/{call}"), body).await.problem(404, "not_found");
    }
    other.get(&path).await.problem(404, "not_found");
    me.post(&format!("{path}/submission"), json!({})).await.problem(404, "not_found");
    manager.post(&format!("{path}/submission"), json!({})).await.ok();
    manager.post(&format!("{path}/statement"), json!({"text": "他无话可说。"})).await.problem(404, "not_found");
    hr.post(&format!("{path}/statement"), json!({"text": "他无话可说。"})).await.problem(403, "forbidden");
    me.post(&format!("{path}/statement"), json!({"text": "已请假。"})).await.ok();
    for (who, act) in [(manager, "decision"), (me, "decision"), (manager, "withdrawal"), (me, "withdrawal")] {
        let body = if act == "decision" { issue() } else { json!({"reason": "有误"}) };
        who.post(&format!("{path}/{act}"), body).await.problem(403, "forbidden");
    }
    legal.post(&format!("{path}/decision"), issue()).await.ok();
    manager.post(&format!("{path}/acknowledgement"), json!({"answer": "confirmed"})).await.problem(404, "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_drafted_or_changed_it_does_not_decide_it() {
    let world = World::new().await;
    let shop = Shop::new(&world).await;
    let path = shop.drafted("written").await;
    let mut changed = facts(&shop.worker.id, "written");
    changed["valid_months"] = json!(6);
    shop.hr.put(&path, changed).await.ok();
    let stale = world.account_with("hr").await.with("if-match", "\"1\"");
    stale.post(&format!("{path}/submission"), json!({})).await.problem(412, "stale");
    shop.manager.post(&format!("{path}/submission"), json!({})).await.ok();
    shop.me.post(&format!("{path}/statement"), json!({"text": "已请假。"})).await.ok();
    shop.hr.post(&format!("{path}/decision"), issue()).await.problem(403, "separation_of_duties");
    assert_eq!(card(&shop.hr, "warnings_to_decide").await, None);
    let another = world.account_with("hr").await;
    assert_eq!(card(&another, "warnings_to_decide").await.unwrap()["count"], 1);
    another.post(&format!("{path}/decision"), issue()).await.ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_of_hr_neither_reads_a_draft_about_themselves_nor_decides_it() {
    let world = World::new().await;
    let shop = Shop::new(&world).await;
    let admin = world.admin().await;
    let account = shop.me.get("/auth/me").await.ok()["account_id"].clone();
    let grant = json!({"account_id": account, "role": "hr", "scope": {"kind": "all"}});
    admin.post("/grants", grant).await.created();
    let me = Session::sign_in(&world, &shop.worker.number.to_lowercase(), tests::PASSWORD).await;
    let path = shop.drafted("written").await;
    me.get(&path).await.problem(404, "not_found");
    me.post("/warnings", facts(&shop.worker.id, "written")).await.problem(403, "forbidden");
    shop.manager.post(&format!("{path}/submission"), json!({})).await.ok();
    me.post(&format!("{path}/statement"), json!({"text": "已请假。"})).await.ok();
    me.post(&format!("{path}/decision"), issue()).await.problem(403, "forbidden");
    me.post(&format!("{path}/withdrawal"), json!({"reason": "有误"})).await.problem(403, "forbidden");
    assert_eq!(card(&me, "warnings_to_decide").await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn sent_back_it_is_a_draft_again_and_the_employee_is_heard_anew() {
    let world = World::new().await;
    let shop = Shop::new(&world).await;
    let Shop { legal, manager, me, .. } = &shop;
    let path = shop.asked("written").await;
    me.post(&format!("{path}/statement"), json!({"text": "已请假。"})).await.ok();
    let silent = json!({"verdict": "send_back", "text": " "});
    legal.post(&format!("{path}/decision"), silent).await.names("/text");
    let back = legal.post(&format!("{path}/decision"), send_back()).await.ok();
    assert_eq!((&back["stage"], &back["decided"]["verdict"]), (&json!("draft"), &json!("send_back")));
    me.get(&path).await.problem(404, "not_found");
    assert_eq!(card(manager, "warnings_to_finish").await.unwrap()["count"], 1);
    let mut changed = facts(&shop.worker.id, "final");
    changed["findings"][0]["text"] = json!("早班 8:30 到岗，实际 11:20 到岗。");
    manager.put(&path, changed).await.ok();
    let asked = manager.post(&format!("{path}/submission"), json!({})).await.ok();
    assert_eq!((&asked["stage"], &asked["statement"]["text"]), (&json!("statement_asked"), &Value::Null));
    let mine = me.get(&path).await.ok();
    assert_eq!((&mine["level"], &mine["decided"]), (&json!("final"), &Value::Null));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_or_wrong_is_named_and_a_fine_has_no_place() {
    let world = World::new().await;
    let shop = Shop::new(&world).await;
    let manager = &shop.manager;
    let mut fined = facts(&shop.worker.id, "written");
    fined["fine"] = json!("200.00");
    manager.post("/warnings", fined).await.problem(400, "invalid_body");
    let mut long = facts(&shop.worker.id, "written");
    long["findings"] = json!(vec![long["findings"][0].clone(); 21]);
    manager.post("/warnings", long).await.names("/findings");
    let mut bare = facts(&shop.worker.id, "written");
    for (field, empty) in
        [("findings", json!([])), ("rules", json!([])), ("expectation", json!("")), ("valid_months", json!(99))]
    {
        bare[field] = empty;
    }
    let path = format!("/warnings/{}", manager.post("/warnings", bare).await.created()["id"].text());
    let refused = manager.post(&format!("{path}/submission"), json!({})).await;
    for pointer in ["/findings", "/rules", "/expectation", "/valid_months"] {
        refused.names(pointer);
    }
    let whole = facts(&shop.worker.id, "written");
    manager.put(&path, facts(&world.hire("旁人").await.id, "written")).await.names("/employee_id");
    manager.put(&path, whole.clone()).await.ok();
    let soon = json!({"statement_by": "2026-10-21"});
    manager.post(&format!("{path}/submission"), soon).await.names("/statement_by");
    manager.post(&format!("{path}/submission"), json!({})).await.ok();
    manager.post(&format!("{path}/submission"), json!({})).await.problem(409, "invalid_state");
    manager.put(&path, whole).await.problem(409, "invalid_state");
    shop.me.post(&format!("{path}/statement"), json!({"text": ""})).await.names("/text");
    shop.me
        .post(&format!("{path}/acknowledgement"), json!({"answer": "confirmed"}))
        .await
        .problem(409, "invalid_state");
    shop.hr.post(&format!("{path}/withdrawal"), json!({"reason": ""})).await.names("/reason");
}

#[tokio::test(flavor = "multi_thread")]
async fn hints_are_for_the_author_and_block_nothing() {
    let world = World::new().await;
    let shop = Shop::new(&world).await;
    let mut weak = facts(&shop.worker.id, "final");
    weak["findings"] = json!([{"on": "2026-04-01", "text": "长期消极怠工。"}]);
    weak["rules"][0]["shown_on"] = Value::Null;
    let made = shop.manager.post("/warnings", weak).await.created();
    let codes: Vec<String> = made["hints"].as_array().unwrap().iter().map(|hint| hint["code"].text()).collect();
    assert_eq!(codes, ["STALE_FACT", "VAGUE_WORDS", "NO_RECORD", "RULE_NOT_SHOWN", "NO_EARLIER_WARNING"]);
    let path = format!("/warnings/{}", made["id"].text());
    shop.manager.post(&format!("{path}/submission"), json!({})).await.ok();
    assert_eq!(shop.me.get(&path).await.ok()["hints"], json!([]));
    assert_eq!(shop.hr.get("/warnings").await.ok()["items"][0]["hints"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn withdrawn_it_stays_on_record_and_counts_for_nothing() {
    let world = World::new().await;
    let shop = Shop::new(&world).await;
    let path = shop.issued().await;
    let gone = shop.hr.post(&format!("{path}/withdrawal"), json!({"reason": "门禁记录有误。"})).await.ok();
    assert_eq!((&gone["stage"], &gone["in_force"]), (&json!("withdrawn"), &json!(false)));
    shop.hr.post(&format!("{path}/withdrawal"), json!({"reason": "又一次"})).await.problem(409, "invalid_state");
    let mine = shop.me.get(&path).await.ok();
    assert_eq!((&mine["withdrawn"]["reason"], mine["letter"].is_object()), (&json!("门禁记录有误。"), true));
    shop.me
        .post(&format!("{path}/acknowledgement"), json!({"answer": "confirmed"}))
        .await
        .problem(409, "invalid_state");
    assert_eq!(card(&shop.me, "warnings_to_acknowledge").await, None);
    assert_eq!(trail(&world, &shop.me, &shop.worker).await[0], "warning.withdrawn");
    let dropped = shop.drafted("written").await;
    shop.legal.post(&format!("{dropped}/withdrawal"), json!({"reason": "不需要。"})).await.ok();
    shop.me.get(&dropped).await.problem(404, "not_found");
    assert_eq!(trail(&world, &shop.me, &shop.worker).await[0], "warning.withdrawn", "they never knew of it");
}

#[tokio::test(flavor = "multi_thread")]
async fn warnings_page_from_the_latest_and_filter_by_person_stage_and_level() {
    let world = World::new().await;
    let shop = Shop::new(&world).await;
    for level in ["reminder", "written", "final"] {
        shop.drafted(level).await;
    }
    let first = shop.hr.get(&format!("/warnings?employee_id={}&limit=2", shop.worker.id)).await.ok();
    let cursor = first["next_cursor"].text();
    let second = shop.hr.get(&format!("/warnings?employee_id={}&limit=2&cursor={cursor}", shop.worker.id)).await.ok();
    let levels: Vec<&Value> =
        [&first, &second].iter().flat_map(|page| page["items"].as_array().unwrap()).map(|one| &one["level"]).collect();
    assert_eq!(levels, ["final", "written", "reminder"]);
    for (query, count) in [("level=written", 1), ("stage=issued", 0), ("stage=draft", 3)] {
        let found = shop.hr.get(&format!("/warnings?{query}")).await.ok();
        assert_eq!(found["items"].as_array().unwrap().len(), count, "{query}");
    }
    shop.hr.get("/warnings?level=fine").await.problem(400, "invalid_query");
}

#[tokio::test(flavor = "multi_thread")]
async fn e_prior_warn_is_proved_by_a_warning_in_force_when_the_facts_happened() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let mut said = facts(&desk.person.id, "written");
    said["valid_months"] = json!(1);
    let warning = desk.hr.post("/warnings", said).await.created()["id"].text();
    let path = format!("/warnings/{warning}");
    desk.hr.post(&format!("{path}/submission"), json!({})).await.ok();
    desk.me.post(&format!("{path}/statement"), json!({"text": "已请假。"})).await.ok();
    desk.legal.post(&format!("{path}/decision"), issue()).await.ok();
    world.now_is("2026-12-01T02:00:00Z");
    let case = desk.open("39(2)", "2026-12-20").await;
    let mut states = Vec::new();
    for facts_on in ["2026-10-20", "2026-11-02", "2026-11-20"] {
        desk.hr.put(&format!("{case}/case-facts"), json!({"progressive_rule": true, "facts_on": facts_on})).await.ok();
        states.push(evidence(&desk.gate(&case).await, "E-PRIOR-WARN")["state"].text());
    }
    assert_eq!(states, ["missing", "proved", "missing"], "not before it, not after it ran out");
    desk.hr.put(&format!("{case}/case-facts"), json!({"progressive_rule": true, "facts_on": "2026-11-02"})).await.ok();
    let proof = evidence(&desk.gate(&case).await, "E-PRIOR-WARN")["proof"].clone();
    assert_eq!((&proof["kind"], &proof["resource_type"]), (&json!("warning.issued"), &json!("warning")));
    assert_eq!((&proof["resource_id"], &proof["dated"]), (&json!(warning), &json!("2026-10-20")));
    assert!(proof["entry_index"].is_i64() && proof["sha256"].text().len() == 64, "{proof}");
    desk.legal.post(&format!("{path}/withdrawal"), json!({"reason": "门禁记录有误。"})).await.ok();
    assert_eq!(evidence(&desk.gate(&case).await, "E-PRIOR-WARN")["state"], "missing", "withdrawn");
}

/// Every act on warnings, for the test that each leaves an entry.
pub async fn all_warned(world: &World) {
    let shop = Shop::new(world).await;
    let path = shop.drafted("written").await;
    shop.manager.put(&path, facts(&shop.worker.id, "final")).await.ok();
    shop.manager.post(&format!("{path}/submission"), json!({})).await.ok();
    shop.me.post(&format!("{path}/statement"), json!({"text": "已请假。"})).await.ok();
    shop.legal.post(&format!("{path}/decision"), issue()).await.ok();
    shop.me.post(&format!("{path}/acknowledgement"), json!({"answer": "confirmed"})).await.ok();
    shop.hr.post(&format!("{path}/withdrawal"), json!({"reason": "门禁记录有误。"})).await.ok();
}
