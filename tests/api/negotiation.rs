//! How an offer stands to the law's figures.

use serde_json::{Value, json};
use tests::{AsText, World};

use crate::desk::Desk;
use crate::settlement::{fen, state};

#[tokio::test(flavor = "multi_thread")]
async fn r078_both_sides_see_how_far_an_offer_lies_below_the_law_before_it_is_accepted() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = desk.open("36", "2026-10-31").await;
    let path = format!("{case}/proposals");
    let offer = |amount: &str| {
        json!({"lines": [{"code": "severance", "label": "经济补偿", "amount": amount}],
        "last_day": "2026-10-31", "pay_on": "2026-11-05"})
    };
    let low = desk.hr.post(&path, offer("42000.00")).await.created();
    let due = fen(&low["statutory_total"]);
    let balance = &low["balance"];
    let share = 4_200_000 * 10_000 / due;
    assert_eq!(balance["share"], format!("{}.{:02}", share / 100, share % 100));
    assert_eq!(fen(&balance["shortfall"]), due - 4_200_000);
    assert_eq!(balance["house_threshold"], Value::Null, "no line is assumed");
    let left_out =
        balance["lines"].as_array().unwrap().iter().find(|line| line["code"] == "unused_annual_leave").unwrap();
    assert_eq!((&left_out["amount"], &left_out["share"]), (&json!("0.00"), &json!("0.00")));
    let warned: Vec<&str> =
        balance["warnings"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert_eq!(warned, ["below_statutory"]);
    for said in ["R-078", "一年", "五年", "九十日", "没有条文规定"] {
        assert!(balance["warnings"][0]["zh"].text().contains(said), "{said}");
    }
    let seen = desk.me.get(&path).await.ok();
    assert_eq!(&seen["items"][0]["balance"], balance, "the employee sees the same");
    let high = desk.me.post(&path, offer("120000.00")).await.created();
    assert_eq!(high["balance"]["warnings"], json!([]));
    world.settle().await;
    let trail = desk.me.get(&format!("/employees/{}/timeline?limit=200", desk.person.id)).await.ok();
    assert!(trail.to_string().contains("below_statutory"), "the entry holds what both were told");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_houses_own_line_warns_and_says_that_it_is_no_law() {
    let world = World::with("2026-10-20T02:00:00Z", |settings| settings.offer_warning_percent = Some(80)).await;
    let desk = Desk::new(&world).await;
    let case = desk.open("36", "2026-10-31").await;
    let offer = json!({"lines": [{"code": "severance", "label": "经济补偿", "amount": "42000.00"}],
        "last_day": "2026-10-31", "pay_on": "2026-11-05"});
    let low = desk.hr.post(&format!("{case}/proposals"), offer).await.created();
    let house = &low["balance"]["warnings"][1];
    assert_eq!((&low["balance"]["house_threshold"], &house["code"]), (&json!(80), &json!("below_house_threshold")));
    assert!(house["zh"].text().contains("不是法律标准") && house["en"].text().contains("no legal standard"));
}

#[tokio::test(flavor = "multi_thread")]
async fn r078_injury_benefits_below_their_level_are_named_apart() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let injured = json!({"pregnant": "no", "nursing": "no", "in_medical_period": "no", "injured": "yes", "injury_grade": 9,
        "occupational_hazard": "no", "exit_health_check": "no"});
    desk.hr.put(&format!("/employees/{}/circumstances", desk.person.id), injured).await.ok();
    let case = desk.open("36", "2026-10-31").await;
    let path = format!("{case}/proposals");
    let codes = |offer: &Value| {
        let warnings = offer["balance"]["warnings"].as_array().unwrap();
        warnings.iter().map(|one| one["code"].text()).collect::<Vec<_>>()
    };
    let offer = json!({"lines": [{"code": "severance", "label": "经济补偿", "amount": "150000.00"},
        {"code": "injury_benefits", "label": "工伤待遇", "amount": "20000.00"}], "last_day": "2026-10-31", "pay_on": "2026-11-05"});
    let unnamed = desk.hr.post(&path, offer.clone()).await.created();
    assert_eq!(codes(&unnamed), ["injury_not_on_sheet"]);
    let level = json!({"kind": "injury_benefits", "label": "一次性伤残就业补助金", "basis": "省级标准，九级", "amount": "30000.00"});
    state(&desk, &case, level).await.created();
    let below = desk.hr.post(&path, offer).await.created();
    assert_eq!((&below["below_statutory"], codes(&below)), (&json!(false), vec!["injury_below_statutory".to_owned()]));
    assert_eq!(below["balance"]["injury"]["shortfall"], "10000.00");
}
