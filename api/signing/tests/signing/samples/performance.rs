//! Goals, a result and a plan of the same employee.

use signing::facts::*;

use super::{day, employer, step, worker};

fn cycle() -> Cycle {
    Cycle { name: "2026年第二季度".into(), from: day("2026-04-01"), until: day("2026-06-30") }
}

pub fn goals() -> AgreedGoals {
    let goal =
        |name: &str, unit: &str, direction: &str, weight: &str, target: &str, rule: &str, source: &str| AgreedGoal {
            name: name.into(),
            unit: unit.into(),
            direction: direction.into(),
            weight: weight.into(),
            target: target.into(),
            rule: rule.into(),
            source: source.into(),
        };
    AgreedGoals {
        employer: employer(),
        worker: worker(),
        manager: "陆一鸣".into(),
        cycle: cycle(),
        baseline: "60.00".into(),
        below_baseline_text: "不合格".into(),
        goals: vec![
            goal(
                "新签合同额",
                "元",
                "越高越好",
                "40",
                "1,200,000",
                "得分 = 实际值 ÷ 目标值 × 100，完成率低于 50% 的计 0 分，最高 120 分。",
                "ERP 合同台账",
            ),
            goal(
                "回款率",
                "%",
                "越高越好",
                "30",
                "95",
                "达到目标值计 100 分；90% 以上计 80 分；85% 以上计 60 分；低于 85% 计 0 分。",
                "ERP 应收账款",
            ),
            goal(
                "客户投诉",
                "件",
                "越低越好",
                "30",
                "2",
                "不超过 2 件计 100 分，达到 6 件计 0 分，其间按直线内插，最高 120 分。",
                "客服系统工单",
            ),
        ],
        formula: "总分 = 指标得分 × 80% + 主管评分 × 20%，指标得分为各项得分按权重加总，保留两位小数，四舍五入。"
            .into(),
    }
}

pub fn review() -> ReviewResult {
    let kpi = |name: &str,
               unit: &str,
               weight: &str,
               target: &str,
               actual: &str,
               source: &str,
               score: &str,
               weighted: &str,
               steps: Vec<Step>| MeasuredKpi {
        name: name.into(),
        unit: unit.into(),
        weight: weight.into(),
        target: target.into(),
        actual: actual.into(),
        source: source.into(),
        score: score.into(),
        weighted: weighted.into(),
        steps,
    };
    ReviewResult {
        employer: employer(),
        worker: worker(),
        manager: "陆一鸣".into(),
        cycle: cycle(),
        goals_confirmed_on: day("2026-03-27"),
        goals_number: "KPI-2026Q2-0317".into(),
        score: "49.08".into(),
        kpi_score: "46.35".into(),
        manager_rating: Some("60.00".into()),
        baseline: "60.00".into(),
        below_baseline: true,
        grade: "不合格".into(),
        kpis: vec![
            kpi(
                "新签合同额",
                "元",
                "40",
                "1,200,000",
                "790,500",
                "ERP 合同台账",
                "65.88",
                "26.35",
                vec![
                    step("完成率 790,500 ÷ 1,200,000", "65.88%", &[]),
                    step("完成率不低于 50%，得分 = 完成率 × 100", "65.88 分", &["考核目标确认书第二条"]),
                ],
            ),
            kpi(
                "回款率",
                "%",
                "30",
                "95",
                "81.20",
                "ERP 应收账款",
                "0.00",
                "0.00",
                vec![step("81.20% 低于 85%", "0.00 分", &["考核目标确认书第二条"])],
            ),
            kpi(
                "客户投诉",
                "件",
                "30",
                "2",
                "3.33",
                "客服系统工单",
                "66.67",
                "20.00",
                vec![step("(6 − 3.33) ÷ (6 − 2) × 100", "66.67 分", &["考核目标确认书第二条"])],
            ),
        ],
        steps: vec![
            step("26.35 + 0.00 + 20.00", "46.35 分", &["考核目标确认书第三条"]),
            step("46.35 × 80% + 60.00 × 20%", "49.08 分", &["考核目标确认书第三条"]),
        ],
        self_assessment: Some("本季度两个主要客户推迟签约，回款受其影响；已重新安排拜访计划。".into()),
        manager_comment: "客户拜访计划执行不足，应收账款跟进不及时，建议进入改进计划并安排商务谈判培训。".into(),
        answer_by: day("2026-07-15"),
        objection_to: "人力资源部与部门负责人组成的复核小组".into(),
        next: Some("直接主管将与你面谈，共同制定绩效改进计划。".into()),
    }
}

pub fn plan() -> ImprovementPlan {
    ImprovementPlan {
        employer: employer(),
        worker: worker(),
        hired_on: day("2020-04-01"),
        manager: "陆一鸣".into(),
        mentor: Some("周文博".into()),
        from: day("2026-07-13"),
        until: day("2026-09-30"),
        review: Some("2026年第二季度考核结果，49.08 分".into()),
        reason: "第二季度考核总分 49.08 分，低于合格线 60 分，主要差距在回款率和新签合同额。为帮助员工胜任岗位，双方商定本计划。".into(),
        goals: vec![
            PlanGoal { name: "新签合同额".into(), target: "不低于 1,000,000".into(), unit: "元".into(), measure: "ERP 合同台账，以签约日期为准".into() },
            PlanGoal { name: "回款率".into(), target: "不低于 90".into(), unit: "%".into(), measure: "ERP 应收账款，改进期内到期款项".into() },
        ],
        training: vec![
            Training { title: "商务谈判与合同要点".into(), hours: "8".into(), held_on: day("2026-07-18") },
            Training { title: "应收账款管理".into(), hours: "8".into(), held_on: day("2026-07-25") },
        ],
        change_of_post: None,
        check_ins: vec![
            PlannedCheckIn { on: day("2026-07-31"), topic: "前两周拜访与签约进展".into() },
            PlannedCheckIn { on: day("2026-08-31"), topic: "中期检查：目标完成情况与调整".into() },
            PlannedCheckIn { on: day("2026-09-25"), topic: "期末沟通".into() },
        ],
        issued_on: day("2026-07-10"),
    }
}
