//! Conditions of recruitment: drafted within a probation that the contract agreed on, and what they prove once signed.

use serde_json::{Value, json};
use tests::{AsText, World, pdf_text};

use crate::agreements::sign;
use crate::contracts::Concluding;
use crate::desk::evidence;
use crate::templates::codes;

const KIND: &str = "recruitment_conditions";

/// Somebody who begins today, on three years with half a year of probation.
async fn beginner(world: &World) -> Concluding<'_> {
    let contract = json!({"kind": "fixed_term", "from": "2026-10-20", "until": "2029-10-19",
        "probation_until": "2027-04-19", "monthly_wage": "12000.00", "signed_on": "2026-10-20"});
    let person = world.hire_with("沈可欣", json!({"hired_on": "2026-10-20", "contract": contract})).await;
    Concluding::with(world, KIND, person).await
}

fn conditions() -> Value {
    json!({"kind": KIND, "assessed_by": "直接主管和人力资源部。", "conditions": [
        {"item": "独立完成岗位任务", "standard": "按期交付不少于三个模块。", "assessment": "以代码评审记录为准"},
        {"item": "出勤", "standard": "无旷工", "assessment": "以考勤系统的记录为准"},
    ]})
}

/// What the gate of a dismissal in probation says of the code.
async fn told_at_hiring(world: &World, it: &Concluding<'_>) -> Value {
    let employee = it.person().trim_start_matches("/employees/").to_owned();
    let opened = json!({"employee_id": employee, "ground": "39(1)", "initiator": "employer", "proposer": "employer",
        "reason": "试用期考核不合格。", "last_day": "2026-11-30"});
    let case = it.hr.post("/separations", opened).await.created()["id"].text();
    world.settle().await;
    evidence(&it.hr.get(&format!("/separations/{case}/gate")).await.ok(), "E-OFFER-COND").clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn r054_signed_on_the_first_day_they_prove_that_they_were_told_at_hiring() {
    let world = World::new().await;
    let it = beginner(&world).await;
    let path = it.sent(conditions()).await;
    let text = pdf_text(&it.hr.get(&format!("{path}/document")).await.bytes);
    for said in [
        "录用条件确认书",
        "按期交付不少于三个模块。考核方式：以代码评审记录为准。",
        "由直接主管和人力资源部对照",
        "至2027年4月19日止",
        "不另行约定试用期",
    ] {
        assert!(text.contains(said), "{said} is missing: {text}");
    }
    sign(&world, &it.employee, &path).await;
    assert_eq!(sign(&world, &it.legal, &path).await["stage"], "signed");
    let asked = told_at_hiring(&world, &it).await;
    let proof = &asked["proof"];
    assert_eq!((&proof["kind"], &proof["dated"]), (&json!("agreement.signed"), &json!("2026-10-20")), "{asked}");
    assert!(proof["entry_index"].is_i64() && proof["sha256"].is_string(), "{asked}");
    let papers = it.employee.get(&format!("{}/documents", it.person())).await.ok();
    assert!(papers["items"].as_array().unwrap().iter().any(|paper| paper["kind"] == KIND));
}

#[tokio::test(flavor = "multi_thread")]
async fn r054_signed_later_or_by_one_side_they_do_not() {
    let world = World::new().await;
    let it = beginner(&world).await;
    let path = it.sent(conditions()).await;
    sign(&world, &it.employee, &path).await;
    world.now_is("2026-10-21T02:00:00Z");
    sign(&world, &it.legal, &path).await;
    let asked = told_at_hiring(&world, &it).await;
    assert!(asked["proof"].is_null(), "{asked}");
    let next = &asked["next_step"];
    assert!(next["action"] == "add_evidence" && next["zh"].text().contains("2026-10-21"), "{asked}");
}

#[tokio::test(flavor = "multi_thread")]
async fn lcl19_they_make_no_probation_and_each_has_a_standard() {
    let world = World::new().await;
    let it = beginner(&world).await;
    let mut vague = conditions();
    vague["conditions"][1]["standard"] = json!(" ");
    let refused = it.hr.post(&it.path(), it.body(vague)).await.problem(422, "invalid");
    assert_eq!(codes(&refused), [("/facts/conditions/1/standard".to_owned(), "required".to_owned())]);
    it.employee.post(&it.path(), it.body(conditions())).await.status(403);
    // Whoever was hired without a probation gets none by this.
    let other = World::new().await;
    let it = Concluding::new(&other, KIND).await;
    let refused = it.hr.post(&it.path(), it.body(conditions())).await.problem(422, "invalid");
    assert_eq!(codes(&refused), [("/facts/kind".to_owned(), "no_probation".to_owned())]);
}
