//! Two cases: the employer's own decision under LCL 40(2), and an ending both sides agree on under LCL 36.

use serde_json::{Value, json};

use super::api::text;
use super::company::{Company, Member};
use super::story::Story;
use super::{Error, Told};

/// A case under way.
pub struct Case<'a> {
    pub id: String,
    pub employee: &'a Member,
}

/// What sums rest on: pay of twelve months from the ERP, annual leave, and the neutral declaration.
pub async fn prepare(story: &Story, company: &Company, people: &[&Member], at: &str) -> Told<()> {
    story.step("工资、年休假与受保护情形登记");
    story.it_is(at)?;
    for member in people {
        send_wages(story, company, member, 2025 * 12 + 8, 13).await?;
        let days = if member.hired_on.format("%Y").to_string().as_str() < "2017" { 10 } else { 5 };
        let leave = json!({"entitlement_days": days, "used_days": 2});
        story.api.by("payroll.sun").put(&format!("/employees/{}/annual-leave/2026", member.id), leave).await?;
        let declared = json!({"pregnant": "no", "nursing": "no", "nursing_until": null, "in_medical_period": "no",
            "injured": "no", "injury_grade": null, "occupational_hazard": "no", "exit_health_check": "no"});
        story.api.by("hr.zhang").put(&format!("/employees/{}/circumstances", member.id), declared).await?;
    }
    Ok(())
}

/// The wages of October, once that month is over.
pub async fn pay_october(story: &Story, company: &Company, people: &[&Member], at: &str) -> Told<()> {
    story.step("十月工资登记");
    story.it_is(at)?;
    for member in people {
        send_wages(story, company, member, 2026 * 12 + 9, 1).await?;
    }
    Ok(())
}

/// Pay of `count` months from the month `first` (counted from year 0): the wage, some overtime, a bonus in January.
async fn send_wages(story: &Story, company: &Company, member: &Member, first: u32, count: u32) -> Told<()> {
    let path = format!("/employees/{}/sensitive?reason=%E7%A6%BB%E8%81%8C%E7%BB%93%E7%AE%97", member.id);
    let wage = text(&story.api.by("payroll.sun").get(&path).await?, "monthly_wage")?;
    let wage: f64 = wage.parse().map_err(|_| Error::story(format!("`{wage}` is no wage")))?;
    let items: Vec<Value> = (first..first + count)
        .map(|at| {
            let month = at % 12 + 1;
            let overtime = f64::from(at * 37 % 5) * 60.0;
            let bonus = if month == 1 { (wage / 2.0).round() } else { 0.0 };
            json!({"employee_number": member.number, "month": format!("{}-{month:02}", at / 12),
                "gross": money(wage + overtime + bonus), "overtime": money(overtime), "bonus": money(bonus)})
        })
        .collect();
    story.api.by_machine().put("/wages", json!({"legal_entity_id": company.entity_id, "items": items})).await?;
    Ok(())
}

fn money(yuan: f64) -> String {
    format!("{yuan:.2}")
}

/// Opens a case on a ground, proposed by the employer.
pub async fn open<'a>(
    story: &Story,
    member: &'a Member,
    (ground, at, last_day): (&str, &str, &str),
    reason: &str,
) -> Told<Case<'a>> {
    story.step(&format!("案件：{}，事由 {ground}", member.name));
    story.it_is(at)?;
    let body = json!({"employee_id": member.id, "ground": ground, "initiator": "employer", "proposer": "employer", "reason": reason, "last_day": last_day});
    let id = text(&story.api.by("hr.zhang").post("/separations", body).await?, "id")?;
    Ok(Case { id, employee: member })
}

/// Why the employer decides under 40(2).
pub const FAILED_TWICE: &str = "2026 年第二、三季度两次考核均以事先确认的量化指标计分，结果均低于基准线；其间已制定改进计划并完成两次培训，仍不能胜任工作。";
/// The same before there was a second review: what the gate must not let through.
pub const FAILED_ONCE: &str = "2026 年第二季度考核低于基准线；已制定改进计划并完成两次培训，计划目标未达成。";
/// Last day of the case on 40(2), more than thirty days after the notice.
pub const DISMISSED_ON: &str = "2026-11-16";

impl Case<'_> {
    /// A step of the case.
    pub(super) fn path(&self, step: &str) -> String {
        format!("/separations/{}{step}", self.id)
    }

    /// 40(2): the union hears the reasons.
    pub async fn notify_union(&self, story: &Story, at: &str, reasons: &str) -> Told<()> {
        story.step("通知工会");
        story.it_is(at)?;
        story.api.by("hr.zhang").post(&self.path("/union-notice"), json!({"reasons": reasons})).await?;
        Ok(())
    }

    /// 40(2): the union answers, somebody else approves, the notice is issued and served.
    pub async fn give_notice(&self, story: &Story) -> Told<()> {
        story.step("工会答复");
        story.it_is("2026-10-13 10:00")?;
        let reply = json!({"answer": "no_objection", "text": "已核对考核与培训记录，程序符合规定，无异议。"});
        story.api.by("union.wu").post(&self.path("/union-reply"), reply).await?;
        story.step("提请审批与审批");
        story.it_is("2026-10-13 15:00")?;
        story.api.by("hr.zhang").do_it(&self.path("/approval-request")).await?;
        story.it_is("2026-10-14 11:00")?;
        let decision = json!({"decision": "approved", "reason": "目标、两次结果、培训与工会程序均有记录，同意。"});
        story.api.by("legal.chen").post(&self.path("/approval"), decision).await?;
        story.step("解除通知与送达");
        story.it_is("2026-10-15 10:00")?;
        story
            .api
            .by("hr.zhang")
            .post(&self.path("/notice"), json!({"last_day": DISMISSED_ON, "delivery_channel": "in_person"}))
            .await?;
        story.it_is("2026-10-15 15:30")?;
        let service = json!({"channel": "in_person", "served_on": "2026-10-15"});
        story.api.by("hr.zhang").post(&self.path("/notice/service"), service).await?;
        Ok(())
    }

    /// What the gate says.
    pub async fn gate(&self, story: &Story) -> Told<Value> {
        story.step("合规闸门");
        story.api.by("hr.zhang").get(&self.path("/gate")).await
    }

    /// What is owed.
    pub async fn settlement(&self, story: &Story) -> Told<Value> {
        story.step("结算");
        story.api.by("hr.zhang").get(&self.path("/settlement")).await
    }

    /// The employer's first offer, the law's sums; the employee's counter-offer with more. Answers neither is accepted.
    pub async fn negotiate(
        &self,
        story: &Story,
        [offered, countered]: [&str; 2],
        last_day: &str,
        pay_on: &str,
    ) -> Told<()> {
        story.step(&format!("协商：{}", self.employee.name));
        story.it_is(offered)?;
        let text = "公司按法定标准提出方案，款项一次付清。";
        self.propose(story, "hr.zhang", 0, (last_day, pay_on, text)).await?;
        story.it_is(countered)?;
        let text = "工作多年，希望公司在法定标准之外再给一些过渡补偿。";
        self.propose(story, &self.employee.login(), 20_000, (last_day, pay_on, text)).await?;
        Ok(())
    }

    /// The employer's second offer, which the employee accepts.
    pub async fn settle(
        &self,
        story: &Story,
        [offered, accepted]: [&str; 2],
        last_day: &str,
        pay_on: &str,
    ) -> Told<()> {
        story.step(&format!("协商：{}，达成一致", self.employee.name));
        story.it_is(offered)?;
        let offer =
            self.propose(story, "hr.zhang", 10_000, (last_day, pay_on, "在法定标准之外另付过渡补偿一万元。")).await?;
        let offer = text(&offer, "id")?;
        story.it_is(accepted)?;
        let employee = story.api.by(&self.employee.login());
        employee.get(&self.path("/proposals")).await?;
        employee.do_it(&self.path(&format!("/proposals/{offer}/acceptance"))).await?;
        Ok(())
    }

    /// An offer: the law's sums as the settlement has them, and `more` yuan on top.
    async fn propose(
        &self,
        story: &Story,
        login: &str,
        more: u32,
        (last_day, pay_on, words): (&str, &str, &str),
    ) -> Told<Value> {
        let voice = story.api.by(login);
        let due = voice.get(&self.path("/settlement")).await?;
        let all = due["lines"].as_array().map_or(&[][..], Vec::as_slice);
        let mut lines: Vec<Value> = all.iter().filter(|one| one["kind"] == "statutory").map(line).collect();
        if more > 0 {
            lines.push(json!({"code": "transition", "label": "过渡补偿", "amount": format!("{more}.00")}));
        }
        voice
            .post(
                &self.path("/proposals"),
                json!({"lines": lines, "last_day": last_day, "pay_on": pay_on, "text": words}),
            )
            .await
    }

    /// The employment ends with its certificate.
    pub async fn complete(&self, story: &Story, at: &str) -> Told<Value> {
        story.step(&format!("办结与离职证明：{}", self.employee.name));
        story.it_is(at)?;
        story.api.by("hr.zhang").do_it(&self.path("/completion")).await
    }
}

fn line(due: &Value) -> Value {
    json!({"code": due["code"], "label": due["zh"], "amount": due["amount"]})
}

/// The one case of a person.
pub async fn find<'a>(story: &Story, member: &'a Member) -> Told<Case<'a>> {
    let cases = story.api.by("hr.zhang").all(&format!("/separations?employee_id={}", member.id)).await?;
    let case = cases.first().ok_or_else(|| Error::story(format!("{} has no case", member.number)))?;
    Ok(Case { id: text(case, "id")?, employee: member })
}
