//! Alerts and improvement plans: what the law asks for between the first failed review and the second.

use serde_json::{Value, json};

use super::api::text;
use super::cast::mentor;
use super::company::{Company, Member};
use super::figures::Figures;
use super::performance::Quarter;
use super::story::Story;
use super::{Error, Told};

/// A plan under way.
pub struct Plan<'a> {
    pub id: String,
    pub employee: &'a Member,
    manager: String,
}

/// When a plan runs and what is in it.
pub struct Window {
    /// When it is drawn up.
    pub drafted: &'static str,
    pub from: &'static str,
    pub until: &'static str,
    /// Days of the two trainings.
    pub training: [&'static str; 2],
}

/// After the second quarter.
pub const SUMMER: Window = Window {
    drafted: "2026-07-08 10:00",
    from: "2026-07-09",
    until: "2026-10-01",
    training: ["2026-07-20", "2026-08-12"],
};
/// After the third quarter.
pub const AUTUMN: Window = Window {
    drafted: "2026-10-09 15:00",
    from: "2026-10-12",
    until: "2027-01-01",
    training: ["2026-10-20", "2026-12-02"],
};

/// The manager and the employee take note of what the result raised. Answers the manager's alert.
pub async fn take_note(story: &Story, company: &Company, member: &Member, at: &str) -> Told<String> {
    story.step(&format!("预警：{}", member.name));
    story.it_is(at)?;
    let manager = company.manager_of(member)?.login();
    let mut of_manager = None;
    for (login, said) in
        [(manager, "已知悉，本周内与员工面谈并制定改进计划。"), (member.login(), "已知悉，希望安排培训和辅导。")]
    {
        let voice = story.api.by(&login);
        for alert in voice.all(&format!("/alerts?employee_id={}&state=open&mine=true", member.id)).await? {
            let id = text(&alert, "id")?;
            voice.post(&format!("/alerts/{id}/acknowledgement"), json!({"text": said})).await?;
            if login != member.login() {
                of_manager = Some(id);
            }
        }
    }
    of_manager.ok_or_else(|| Error::story(format!("the result of {} raised no alert for the manager", member.number)))
}

/// Draws up a plan, publishes it, and both sides answer it.
pub async fn agree<'a>(
    story: &Story,
    company: &'a Company,
    figures: &Figures,
    quarter: &Quarter,
    member: &'a Member,
    (alert, window): (&str, &Window),
) -> Told<Plan<'a>> {
    story.step(&format!("改进计划：{}", member.name));
    story.it_is(window.drafted)?;
    let manager = company.manager_of(member)?.login();
    let review = quarter.review_of(member);
    let score = figures.result(&member.number, quarter.code);
    let body = json!({
        "employee_id": member.id,
        "review_id": review,
        "alert_id": alert,
        "mentor_id": mentor(company, figures, member).map(|mentor| mentor.id.clone()),
        "from": window.from,
        "until": window.until,
        "reason": format!("{}考核 {score} 分，低于基准线 {}；主要差距见各项指标的计分步骤。", quarter.code, figures.baseline),
        "change_of_post": null,
        "goals": goals(figures, member)?,
        "training": [
            {"title": "岗位操作规范与目标分解", "hours": "8", "held_on": window.training[0], "attended": false, "note": ""},
            {"title": "辅导人带教：现场问题复盘", "hours": "6", "held_on": window.training[1], "attended": false, "note": ""},
        ],
        "planned_check_ins": [
            {"on": window.training[0], "topic": "首次培训之后：掌握情况和困难"},
            {"on": window.training[1], "topic": "中期：各项目标的完成情况"},
        ],
    });
    let voice = story.api.by(&manager);
    let id = text(&voice.post("/improvement-plans", body).await?, "id")?;
    voice.do_it(&format!("/improvement-plans/{id}/publication")).await?;
    let path = format!("/improvement-plans/{id}/acknowledgement");
    story
        .api
        .by(&member.login())
        .post(&path, json!({"answer": "confirmed", "text": "同意计划，会按时参加培训。"}))
        .await?;
    voice.post(&path, json!({"answer": "confirmed"})).await?;
    let done = format!("已与{}面谈，改进计划已由双方确认。", member.name);
    voice.post(&format!("/alerts/{alert}/resolution"), json!({"text": done})).await?;
    Ok(Plan { id, employee: member, manager })
}

/// The first indicators of the position, with the targets of the cycle.
fn goals(figures: &Figures, member: &Member) -> Told<Vec<Value>> {
    let kpis = super::goals::Line::of(&member.position).map_or(&[][..], |line| line.kpis());
    let goals = figures.goals_of(&member.position)?;
    let both = kpis.iter().zip(goals).take(2);
    Ok(both
        .map(|(kpi, goal)| json!({"name": kpi.name, "target": goal["target"], "unit": kpi.unit, "measure": kpi.source}))
        .collect())
}

impl Plan<'_> {
    /// A training was held and the employee came.
    pub async fn train(&self, story: &Story, at: &str, index: u32) -> Told<()> {
        story.step(&format!("改进计划：{}参加培训", self.employee.name));
        story.it_is(at)?;
        let body = json!({"index": index, "attended": true, "note": "签到，课后测验合格"});
        story.api.by(&self.manager).post(&format!("/improvement-plans/{}/training-attendance", self.id), body).await?;
        Ok(())
    }

    /// A conversation, written down by the manager and answered by the employee the same day.
    pub async fn check_in(&self, story: &Story, on: &str, topic: &str, words: &str) -> Told<()> {
        story.step(&format!("沟通记录：{}", self.employee.name));
        story.it_is(&format!("{on} 11:00"))?;
        let body = json!({"employee_id": self.employee.id, "kind": "plan_check_in", "plan_id": self.id, "held_on": on, "topic": topic, "text": words});
        let check_in = text(&story.api.by(&self.manager).post("/check-ins", body).await?, "id")?;
        let path = format!("/check-ins/{check_in}/acknowledgement");
        story.api.by(&self.employee.login()).post(&path, json!({"answer": "confirmed", "text": "记录属实。"})).await?;
        Ok(())
    }

    /// The plan ends without its goals.
    pub async fn fail(&self, story: &Story, at: &str) -> Told<()> {
        story.step(&format!("改进计划：{}未达成", self.employee.name));
        story.it_is(at)?;
        let body = json!({"outcome": "not_met", "text": "培训已全部参加，每次沟通均有记录；两项目标均未达到。"});
        story.api.by(&self.manager).post(&format!("/improvement-plans/{}/outcome", self.id), body).await?;
        Ok(())
    }
}

/// A summer with trainings and three check-ins.
pub async fn through_the_summer(story: &Story, plan: &Plan<'_>) -> Told<()> {
    plan.train(story, "2026-07-20 17:30", 0).await?;
    plan.check_in(story, "2026-07-22", "培训后首次跟进", "对照培训内容复盘了上周数据，约定每天班后核对一次完成量。")
        .await?;
    plan.train(story, "2026-08-12 17:30", 1).await?;
    plan.check_in(
        story,
        "2026-08-19",
        "中期跟进",
        "八月前半月完成量仍不到目标的六成，分析了三处原因，辅导人继续带教。",
    )
    .await?;
    plan.check_in(
        story,
        "2026-09-23",
        "末期跟进",
        "对照计划目标逐项核对，差距没有缩小；说明了季度考核的时间和可能的后果，听取了本人意见。",
    )
    .await
}
