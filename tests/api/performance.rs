//! A quarter of 2026 for the tests of reviews, alerts, plans and check-ins: sales count for everything, the
//! line is 60 points, and one worker stands under one manager.

use serde_json::{Value, json};
use tests::{AsText, PASSWORD, Person, Session, World};

pub const BEFORE: &str = "2026-03-20T02:00:00Z";
pub const AFTER: &str = "2026-07-02T02:00:00Z";

pub struct Quarter<'w> {
    pub world: &'w World,
    pub hr: Session<'w>,
    pub cycle: String,
    pub manager: Person,
    pub worker: Person,
    pub as_manager: Session<'w>,
    pub as_worker: Session<'w>,
}

impl<'w> Quarter<'w> {
    /// The cycle and its goals are set; nothing is delivered.
    pub async fn planned(world: &'w World) -> Self {
        let home = world.home().await;
        let hr = world.account_with("hr").await;
        let lead = json!({"legal_entity_id": home.entity, "name": "销售经理"});
        let lead = hr.post("/positions", lead).await.created()["id"].text();
        let manager = world.hire_with("经理", json!({"position_id": lead})).await;
        let worker = world.hire_under("销售", &manager).await;
        hr.post(
            "/kpis",
            json!({"code": "SALES", "name": "销售额", "unit": "元", "direction": "higher_is_better", "source": "ERP"}),
        )
        .await
        .created();
        let cycle = cycle(&hr, "2026Q2", "2026-04-01", "2026-07-01").await;
        let goals = json!({"goals": [sales("100")]});
        hr.put(&format!("/review-cycles/{cycle}/position-goals/{}", home.position), goals).await.ok();
        let (as_manager, as_worker) = (world.session_of(&manager).await, world.session_of(&worker).await);
        Self { world, hr, cycle, manager, worker, as_manager, as_worker }
    }

    /// The goals reached the worker before the quarter; answers the review.
    pub async fn delivered(world: &'w World) -> (Self, String) {
        let quarter = Self::planned(world).await;
        let made = quarter.hr.post(&format!("/review-cycles/{}/delivery", quarter.cycle), json!({})).await.ok();
        let review = made["reviews"][0].text();
        (quarter, review)
    }

    /// The quarter is over, the figure is in and the manager has assessed; the result is not delivered.
    pub async fn assessed(world: &'w World, actual: &str) -> (Self, String) {
        let (quarter, review) = Self::delivered(world).await;
        let worker = &quarter.as_worker;
        worker.post(&format!("/reviews/{review}/goals-acknowledgement"), json!({"answer": "confirmed"})).await.ok();
        world.now_is(AFTER);
        quarter.actual("2026Q2", actual).await;
        worker.post(&format!("/reviews/{review}/self-assessment"), json!({"text": "大客户延期。"})).await.ok();
        let manager = &quarter.as_manager;
        let said = json!({"text": "跟进不足。", "rating": "60.00"});
        manager.post(&format!("/reviews/{review}/manager-assessment"), said).await.ok();
        (quarter, review)
    }

    /// A result of 52 points reached the worker.
    pub async fn failed(world: &'w World) -> (Self, String) {
        let (quarter, review) = Self::assessed(world, "60000").await;
        quarter.hr.post(&format!("/reviews/{review}/result-delivery"), json!({})).await.ok();
        (quarter, review)
    }

    /// The worker at another device.
    pub async fn worker_again(&self) -> Session<'w> {
        Session::sign_in(self.world, &self.worker.number.to_lowercase(), PASSWORD).await
    }

    pub async fn actual(&self, cycle: &str, actual: &str) -> Value {
        let item =
            json!({"cycle": cycle, "employee_number": self.worker.number, "kpi_code": "SALES", "actual": actual});
        let outcome = self.hr.post("/review-cycles/actuals", json!({"items": [item]})).await.ok();
        assert_eq!(outcome["rejected"], json!([]));
        outcome
    }
}

pub async fn cycle(hr: &Session<'_>, code: &str, from: &str, until: &str) -> String {
    let facts =
        json!({"code": code, "name": code, "from": from, "until": until, "baseline": "60.00", "kpi_weight": "80"});
    hr.post("/review-cycles", facts).await.created()["id"].text()
}

pub fn sales(weight: &str) -> Value {
    json!({"kpi_code": "SALES", "weight": weight, "target": "120000", "rule": {"kind": "linear", "floor": "0.3", "cap": "1.2"}})
}
