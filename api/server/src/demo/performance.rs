//! Two quarters of performance: goals known before the period, figures from the ERP, both assessments, the
//! result delivered and answered.

use std::collections::{BTreeMap, HashMap};

use reqwest::Method;
use serde_json::{Value, json};

use super::api::{Body, text};
use super::company::{Company, Member};
use super::figures::{Figures, KPI_WEIGHT, QUARTERS};
use super::goals::Line;
use super::story::Story;
use super::{Error, Told};

/// When a quarter's steps happen, in Shanghai.
struct Schedule {
    name: &'static str,
    from: &'static str,
    until: &'static str,
    goals_set: &'static str,
    goals_delivered: &'static str,
    goals_answered: &'static str,
    figures_in: &'static str,
    self_assessed: &'static str,
    assessed: &'static str,
    delivered: &'static str,
    answered: &'static str,
}

const SCHEDULES: [Schedule; 2] = [
    Schedule {
        name: "2026 年第二季度",
        from: "2026-04-01",
        until: "2026-07-01",
        goals_set: "2026-03-20 10:00",
        goals_delivered: "2026-03-25 09:00",
        goals_answered: "2026-03-26 14:00",
        figures_in: "2026-07-03 08:00",
        self_assessed: "2026-07-03 15:00",
        assessed: "2026-07-06 10:00",
        delivered: "2026-07-06 16:00",
        answered: "2026-07-07 09:30",
    },
    Schedule {
        name: "2026 年第三季度",
        from: "2026-07-01",
        until: "2026-10-01",
        goals_set: "2026-06-22 10:00",
        goals_delivered: "2026-06-25 09:00",
        goals_answered: "2026-06-26 14:00",
        figures_in: "2026-10-04 08:00",
        self_assessed: "2026-10-05 15:00",
        assessed: "2026-10-08 09:30",
        delivered: "2026-10-08 10:30",
        answered: "2026-10-08 14:00",
    },
];

/// One quarter of the story.
pub struct Quarter {
    pub code: &'static str,
    schedule: &'static Schedule,
    /// Reviews by employee.
    reviews: HashMap<String, String>,
}

impl Quarter {
    pub fn review_of(&self, member: &Member) -> Option<&str> {
        self.reviews.get(&member.id).map(String::as_str)
    }
}

/// What somebody answers: `None` leaves it unanswered.
pub type Says = Option<Option<&'static str>>;

fn answer(says: Option<&str>) -> Value {
    match says {
        None => json!({"answer": "confirmed"}),
        Some(objection) => json!({"answer": "objected", "text": objection}),
    }
}

/// The library of indicators.
pub async fn define_kpis(story: &Story, figures: &Figures) -> Told<()> {
    story.step("指标库");
    story.it_is("2026-03-18 10:00")?;
    for line in Line::ALL {
        if figures.positions().any(|position| Line::of(position) == Some(line)) {
            for kpi in line.kpis() {
                story.api.by("hr.zhang").post("/kpis", kpi.facts()).await?;
            }
        }
    }
    Ok(())
}

/// Opens the quarter, sets its goals and delivers them to everybody who holds a position with goals.
pub async fn begin(story: &Story, company: &Company, figures: &Figures, at: usize) -> Told<Quarter> {
    let (code, schedule) = (QUARTERS[at.min(1)], &SCHEDULES[at.min(1)]);
    story.step(&format!("{code}：目标制定与送达"));
    story.it_is(schedule.goals_set)?;
    let hr = story.api.by("hr.zhang");
    let cycle = json!({"code": code, "name": schedule.name, "from": schedule.from, "until": schedule.until,
        "baseline": figures.baseline.to_string(), "kpi_weight": KPI_WEIGHT});
    let id = text(&hr.post("/review-cycles", cycle).await?, "id")?;
    let positions: BTreeMap<&str, &str> =
        company.members.iter().map(|member| (member.position.as_str(), member.position_id.as_str())).collect();
    for position in figures.positions() {
        let Some(position_id) = positions.get(position) else { continue };
        hr.put(
            &format!("/review-cycles/{id}/position-goals/{position_id}"),
            json!({"goals": figures.goals_of(position)?}),
        )
        .await?;
    }
    story.it_is(schedule.goals_delivered)?;
    hr.post(&format!("/review-cycles/{id}/delivery"), json!({})).await?;
    let mut reviews = HashMap::new();
    for review in hr.all(&format!("/reviews?cycle_id={id}")).await? {
        reviews.insert(text(&review["employee"], "id")?, text(&review, "id")?);
    }
    Ok(Quarter { code, schedule, reviews })
}

/// People answer their goals.
pub async fn answer_goals(
    story: &Story,
    quarter: &Quarter,
    people: &[&Member],
    says: impl Fn(&Member) -> Says,
) -> Told<()> {
    story.step(&format!("{}：员工确认目标", quarter.code));
    story.it_is(quarter.schedule.goals_answered)?;
    Story::each(with_reviews(quarter, people), async |(member, review)| {
        let Some(said) = says(member) else { return Ok(()) };
        let path = format!("/reviews/{review}/goals-acknowledgement");
        story.api.by(&member.login()).post(&path, answer(said)).await.map(|_| ())
    })
    .await
}

/// The ERP sends its figures: the second quarter as a file, the third as JSON.
pub async fn send_actuals(story: &Story, quarter: &Quarter, company: &Company, figures: &Figures) -> Told<()> {
    story.step(&format!("{}：ERP 上报实际值", quarter.code));
    story.it_is(quarter.schedule.figures_in)?;
    let people: Vec<&Member> = company.members.iter().filter(|member| quarter.review_of(member).is_some()).collect();
    let (erp, path) = (story.api.by_machine(), "/review-cycles/actuals");
    let outcome = if quarter.code == QUARTERS[0] {
        erp.send(Method::POST, path, Body::Csv(figures.csv(&people, quarter.code))).await?
    } else {
        erp.post(path, figures.json(&people, quarter.code)).await?
    };
    match outcome["rejected"].as_array() {
        Some(rejected) if rejected.is_empty() => Ok(()),
        _ => Err(Error::story(format!("some actual values were not taken: {outcome}"))),
    }
}

/// Both assessments, the result delivered, and answered.
pub async fn assess(
    story: &Story,
    quarter: &Quarter,
    company: &Company,
    figures: &Figures,
    people: &[&Member],
    says: impl Fn(&Member) -> Says,
) -> Told<()> {
    let schedule = quarter.schedule;
    let people: Vec<&Member> = people.iter().copied().filter(|member| company.manager_of(member).is_ok()).collect();
    story.step(&format!("{}：自评", quarter.code));
    story.it_is(schedule.self_assessed)?;
    Story::each(with_reviews(quarter, &people), async |(member, review)| {
        let body = json!({"text": own_words(figures, member, quarter.code)});
        story.api.by(&member.login()).post(&format!("/reviews/{review}/self-assessment"), body).await.map(|_| ())
    })
    .await?;
    story.step(&format!("{}：上级评价", quarter.code));
    story.it_is(schedule.assessed)?;
    Story::each(with_reviews(quarter, &people), async |(member, review)| {
        let rating = figures.rating(&member.number, quarter.code);
        let body = json!({"text": managers_words(figures, member, quarter.code), "rating": rating.to_string()});
        let manager = company.manager_of(member)?.login();
        story.api.by(&manager).post(&format!("/reviews/{review}/manager-assessment"), body).await.map(|_| ())
    })
    .await?;
    story.step(&format!("{}：结果送达", quarter.code));
    story.it_is(schedule.delivered)?;
    Story::each(with_reviews(quarter, &people), async |(member, review)| {
        let manager = company.manager_of(member)?.login();
        story.api.by(&manager).do_it(&format!("/reviews/{review}/result-delivery")).await.map(|_| ())
    })
    .await?;
    story.step(&format!("{}：员工确认或异议", quarter.code));
    story.it_is(schedule.answered)?;
    Story::each(with_reviews(quarter, &people), async |(member, review)| {
        let Some(said) = says(member) else { return Ok(()) };
        let path = format!("/reviews/{review}/acknowledgement");
        story.api.by(&member.login()).post(&path, answer(said)).await.map(|_| ())
    })
    .await
}

/// The result is under the line, as the figures said it would be.
pub async fn expect_failed(story: &Story, quarter: &Quarter, member: &Member) -> Told<Value> {
    let review = quarter.review_of(member).ok_or_else(|| Error::story(format!("{} has no review", member.number)))?;
    let review = story.api.by("hr.zhang").get(&format!("/reviews/{review}")).await?;
    match review["result"]["below_baseline"].as_bool() {
        Some(true) => Ok(review),
        _ => Err(Error::story(format!(
            "the result of {} in {} is not under the line: {}",
            member.number, quarter.code, review["result"]
        ))),
    }
}

fn with_reviews<'a>(quarter: &'a Quarter, people: &'a [&'a Member]) -> impl Iterator<Item = (&'a Member, &'a str)> {
    people.iter().filter_map(|member| Some((*member, quarter.review_of(member)?)))
}

fn own_words(figures: &Figures, member: &Member, cycle: &'static str) -> &'static str {
    match figures.kpi_score(&member.number, cycle).hundredths() / 100 {
        100.. => "各项指标均已达成或超额完成，下季度希望承担更多任务。",
        85..100 => "主要指标基本达成，个别项目略有差距，原因已在周报中说明。",
        _ if figures.fails(&member.number, cycle) => {
            "主要指标没有达成。订单和设备情况有影响，但自己的方法也有问题，希望得到辅导。"
        }
        _ => "指标有差距，已列出改进措施，下季度争取达成。",
    }
}

fn managers_words(figures: &Figures, member: &Member, cycle: &'static str) -> &'static str {
    match figures.kpi_score(&member.number, cycle).hundredths() / 100 {
        100.. => "全面达成目标，工作主动，带动了同组同事。",
        85..100 => "按要求完成工作，个别指标有波动，注意节奏。",
        _ if figures.fails(&member.number, cycle) => {
            "主要指标明显低于目标，过程中的问题已多次沟通。需要制定改进计划并安排培训。"
        }
        _ => "部分指标未达成，方法需要改进，已约定每两周跟进一次。",
    }
}
