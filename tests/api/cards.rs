//! The cards of people, which lists and pages read, say what the records say.

use serde_json::json;
use tests::World;
use tokio_postgres::Client;

/// How many cards the records do not give, and how many that they give are not there.
async fn differing(db: &Client) -> i64 {
    let query = "select count(*) from ((table employee_cards except table employee_card_lines)
                                       union all (table employee_card_lines except table employee_cards)) as differing";
    db.query_one(query, &[]).await.unwrap().get(0)
}

async fn cards(db: &Client) -> i64 {
    db.query_one("select count(*) from employee_cards", &[]).await.unwrap().get(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn they_follow_every_record_that_they_show() {
    let world = World::new().await;
    let boss = world.hire("老板").await;
    let worker = world.hire_under("工人", &boss).await;
    let db = world.database().await;
    assert_eq!((cards(&db).await, differing(&db).await), (2, 0), "hired");
    world.session_of(&worker).await;
    assert_eq!(differing(&db).await, 0, "the account is activated");
    let hr = world.account_with("hr").await;
    let home = world.home().await;
    let moved =
        json!({"org_unit_id": home.unit, "position_id": home.position, "manager_id": null, "from": "2026-12-01"});
    hr.post(&format!("/employees/{}/assignments", worker.id), moved).await.created();
    assert_eq!((cards(&db).await, differing(&db).await), (3, 0), "moves in December");
    for change in [
        "update employees set name = '新老板', email = 'new@example.com'",
        "update org_units set name = name || '二部'",
        "update positions set name = '资深' || name",
        "update employments set left_on = '2027-01-31'",
        "update contracts set until_on = '2027-02-28'",
        "update accounts set login = 'renamed' || login",
        "delete from assignments where from_on = '2026-12-01'",
    ] {
        db.batch_execute(change).await.unwrap();
        assert_eq!(differing(&db).await, 0, "{change}");
    }
    let shown = hr.get(&format!("/employees/{}", worker.id)).await.ok();
    assert_eq!((&shown["name"], &shown["left_on"]), (&json!("新老板"), &json!("2027-01-31")));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_changes_of_one_person_at_once_are_both_shown() {
    let world = World::new().await;
    let person = world.hire("李明").await;
    let (mut one, mut other) = (world.database().await, world.database().await);
    let first = one.transaction().await.unwrap();
    first.batch_execute(&format!("update employees set email = 'a@b.cn' where id = '{}'", person.id)).await.unwrap();
    let second = other.transaction().await.unwrap();
    let update = format!("update employments set left_on = '2026-12-31' where employee_id = '{}'", person.id);
    let (waited, ()) = tokio::join!(second.batch_execute(&update), async { first.commit().await.unwrap() });
    waited.unwrap();
    second.commit().await.unwrap();
    let db = world.database().await;
    assert_eq!(differing(&db).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_of_the_list_says_what_the_page_says() {
    let world = World::new().await;
    let boss = world.hire("老板").await;
    let worker = world.hire_under("工人", &boss).await;
    let hr = world.account_with("hr").await;
    let list = hr.get("/employees").await.ok();
    for id in [&boss.id, &worker.id] {
        let line = list["items"].as_array().unwrap().iter().find(|line| line["id"] == *id.as_str()).unwrap();
        let page = hr.get(&format!("/employees/{id}")).await.ok();
        for (name, value) in line.as_object().unwrap() {
            assert_eq!(value, &page[name], "{name}");
        }
        let only_there = ["state", "phone_masked", "account"];
        assert_eq!(line.as_object().unwrap().len() + only_there.len(), page.as_object().unwrap().len());
    }
    let page = hr.get(&format!("/employees/{}", worker.id)).await.ok();
    assert_eq!((&page["name"], &page["number"]), (&json!("工人"), &json!(worker.number)));
    assert_eq!(page["manager"], json!({"id": boss.id, "number": boss.number, "name": "老板"}));
    assert_eq!(list["items"].as_array().unwrap().iter().filter(|line| line["manager"].is_null()).count(), 1);
}
