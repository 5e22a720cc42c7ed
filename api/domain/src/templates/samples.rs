//! Facts to try a text with: every way in which they can differ that a condition may ask for.

use serde_json::{Value, json};

use super::{Kind, letters};

/// Sets of facts of invented people, together covering each fact that can be absent and each choice.
pub fn samples(kind: Kind) -> Vec<Value> {
    match kind {
        Kind::LabourContract => labour_contracts(),
        Kind::ContractRenewal => ["fixed_term", "open_ended"]
            .map(|term| {
                let until = (term == "fixed_term").then_some("2029-12-31");
                with(json!({
                    "previous": {"from": "2024-01-01", "until": "2026-12-31"},
                    "contract": {"kind": term, "from": "2027-01-01", "until": until},
                    "pay": {"monthly": "15800.00"},
                }))
            })
            .to_vec(),
        Kind::ContractVariation => variations(),
        Kind::NonCompete => [Some("180000.00"), None]
            .map(|damages| {
                with(json!({"non_compete": {
                    "months": 12, "region": "浙江省", "scope": "与甲方主营的工业视觉检测设备存在竞争关系的研发和销售业务",
                    "monthly": "9000.00", "damages": damages,
                }}))
            })
            .to_vec(),
        Kind::Confidentiality => vec![with(json!({"confidentiality": {"scope": "客户名单、报价、源代码、工艺参数和未公开的经营数据"}}))],
        Kind::ServicePeriod => vec![with(json!({
            "training": {"name": "工业视觉算法专项培训", "provider": "浙江大学继续教育学院", "from": "2026-09-01", "until": "2026-11-30", "cost": "48000.00"},
            "service": {"months": 36, "until": "2029-11-30"},
        }))],
        Kind::RecruitmentConditions => vec![with(json!({
            "contract": {"from": "2027-01-01", "probation_until": "2027-06-30"},
            "conditions": [
                "独立完成岗位任务：试用期内按期交付不少于三个固件模块。考核方式：以代码评审和缺陷系统的记录为准，验收一次通过率不低于 80%",
                "出勤：无旷工。考核方式：以考勤系统的记录为准",
                "资格：入职时提交的学历、职业资格证明真实有效。考核方式：向出具单位核验",
            ],
            "assessed_by": "直接主管和人力资源部",
        }))],
        _ => letters::facts(kind).iter().map(letters::variables).collect(),
    }
}

fn variations() -> Vec<Value> {
    let items = json!([
        {"item": "工作岗位", "before": "销售代表", "after": "大客户经理"},
        {"item": "月工资", "before": "12000.00 元", "after": "15000.00 元"},
    ]);
    let clauses = json!([
        {"zh": "在第三条“工作内容和工作地点”之后增加一条，标题为“远程办公”，内容为：“乙方每周可以远程办公一天。”",
            "en": "After clause 3 “Work and place” a clause “Remote work” is added: “One day a week from home.”"},
        {"zh": "删去第十二条“其他约定”。", "en": "Clause 12 “Other terms” is removed."},
    ]);
    [(items.clone(), json!([])), (json!([]), clauses.clone()), (items, clauses)]
        .map(|(items, clauses)| {
            with(json!({"variation": {
                "effective_on": "2027-03-01", "reason": "业务调整，经双方协商", "items": items, "clauses": clauses,
            }}))
        })
        .to_vec()
}

fn labour_contracts() -> Vec<Value> {
    let mut all = Vec::new();
    for (term, until, task) in [
        ("fixed_term", Some("2029-12-31"), None),
        ("open_ended", None, None),
        ("task", None, Some("二号厂房视觉检测线安装调试")),
    ] {
        for probation in [Some(("2027-06-30", "9600.00")), None] {
            // A task has no probation, R-014.
            if term == "task" && probation.is_some() {
                continue;
            }
            for hours in ["standard", "comprehensive", "flexible"] {
                for hazards in [None, Some("噪声，每班不超过八小时，作业时佩戴护耳器")] {
                    all.push(with(json!({
                        "contract": {
                            "kind": term, "from": "2027-01-01", "until": until, "task": task,
                            "probation_until": probation.map(|(until, _)| until),
                            "probation_wage": probation.map(|(_, wage)| wage),
                        },
                        "pay": {"monthly": "12000.00", "day": 10},
                        "hours": {"system": hours, "approval": (hours != "standard").then_some("杭人社特时〔2026〕118号")},
                        "job": {
                            "position": "嵌入式软件工程师", "unit": "研发中心", "city": "杭州",
                            "duties": "控制器固件的设计、编码与测试", "hazards": hazards,
                        },
                    })));
                }
            }
        }
    }
    all
}

/// The facts that every contract has, and more.
fn with(more: Value) -> Value {
    let mut facts = json!({
        "employer": {
            "name": "杭州示例智能科技有限公司", "uscc": "91330100MA2EXAMPL0", "address": "杭州市滨江区示例路 1 号",
            "legal_representative": "周明远", "city": "杭州",
        },
        "employee": {
            "name": "李晓雯", "number": "SC0001", "national_id": "330106199203150028",
            "address": "杭州市西湖区文三路 2 号 3 幢 401 室", "phone": "13800138000",
        },
        "employment": {"hired_on": "2027-01-01"},
        "job": {"position": "嵌入式软件工程师", "unit": "研发中心", "city": "杭州"},
    });
    if let (Value::Object(facts), Value::Object(more)) = (&mut facts, more) {
        facts.extend(more);
    }
    facts
}
