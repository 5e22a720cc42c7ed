//! The facts of a letter, as its document is made of them and as its text names them.

mod leaving;
mod work;

use serde_json::{Map, Value, json};

use super::Kind;

/// The facts of a letter's document under the names that every text uses: `employee` and `job` for the worker,
/// `employment` for the hire. What a condition may ask for is there even when it has no value.
pub fn variables(facts: &Value) -> Value {
    let Value::Object(facts) = facts else { return Value::Null };
    let mut out: Map<String, Value> = facts
        .iter()
        .filter(|(name, _)| !RENAMED.contains(&name.as_str()))
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect();
    let worker = facts.get("worker").unwrap_or(&Value::Null);
    out.insert("employee".into(), picked(worker, &["name", "number", "national_id"]));
    out.insert("job".into(), json!({"position": worker["position"], "unit": worker["org_unit"]}));
    out.insert("employment".into(), json!({"hired_on": facts.get("hired_on")}));
    for (group, names) in CHOICES {
        if let Some(value) = facts.get(*group) {
            out.insert((*group).into(), picked(value, names));
        }
    }
    for name in LISTS {
        if let Some(Value::Array(list)) = facts.get(*name) {
            out.insert(format!("has_{name}"), (!list.is_empty()).into());
        }
    }
    Value::Object(out)
}

/// What is named otherwise, or drawn as a table.
const RENAMED: [&str; 5] = ["worker", "hired_on", "findings", "sums", "calculations"];

/// Lists of which a condition may ask whether they hold anything.
const LISTS: &[&str] = &["findings", "sums", "rules", "check_ins", "deductions", "notes", "figures"];

/// Groups with what texts may name of them; some members are there only for some kinds.
const CHOICES: &[(&str, &[&str])] = &[
    ("employer", &["name", "uscc", "address", "legal_representative"]),
    ("contract", &["kind", "from", "until", "task"]),
    ("notice", &["kind", "amount"]),
    ("non_compete", &["kind", "from", "until", "monthly", "scope"]),
];

fn picked(from: &Value, names: &[&str]) -> Value {
    Value::Object(names.iter().map(|name| ((*name).to_owned(), from[*name].clone())).collect())
}

/// Sets of facts of invented cases, as the documents of a kind are made of them: together each choice, and each fact
/// that can be absent. None for a contract.
pub fn facts(kind: Kind) -> Vec<Value> {
    match kind {
        Kind::SeparationAgreement => agreements(),
        Kind::SeparationNotice => notices(),
        Kind::EndingNotice => endings(),
        Kind::UnionNotice => union_letters(),
        Kind::WarningLetter => work::warnings(),
        Kind::ImprovementPlan => work::plans(),
        Kind::SettlementStatement => leaving::settlements(),
        Kind::NonCompeteLetter => leaving::non_competes(),
        _ => Vec::new(),
    }
}

fn agreements() -> Vec<Value> {
    let active = json!({
        "kind": "active", "from": "2027-07-01", "until": "2028-06-30", "monthly": "6000.00", "scope": "浙江省内工业视觉检测业务",
    });
    let sums = |agreed: &str| {
        json!([
            {"label": "经济补偿", "basis": "法定参照额的计算步骤见附件", "statutory": "115231.34", "agreed": agreed},
            {"label": "协商补助", "basis": "双方协商一致，甲方另行支付", "statutory": null, "agreed": "10000.00"},
        ])
    };
    let agreement = |proposer: &str, (agreed, total, shortfall): (&str, &str, Option<&str>), more: Value| {
        with(
            with(
                between(0),
                json!({
                    "proposer": proposer, "background": null, "ends_on": "2027-06-30", "wages_pay_on": "2027-06-30",
                    "insurance_until": "2027年6月", "sums": sums(agreed), "statutory_total": "115231.34", "total": total,
                    "shortfall": shortfall, "tax": {
                        "basis": "一次性补偿收入在当地上年职工平均工资三倍数额以内的部分免征个人所得税，超过的部分单独计税",
                        "withheld": "0.00", "net": total,
                    },
                    "pay_on": "2027-07-05", "account": "工资账户（招商银行，尾号 8821）", "handover": handover(),
                    "leave": {
                        "entitled_days": "4", "used_days": "0", "unused_days": "4", "treatment": "未休部分由甲方依法结清",
                    },
                    "bonus": null, "non_compete": {"kind": "none"}, "extra_terms": [], "arbitration": ARBITRATION,
                    "calculations": calculations(), "ruleset": "cn-2027.1 / 浙江·杭州 2026年度",
                }),
            ),
            more,
        )
    };
    let enough = ("115231.34", "125231.34", None);
    vec![
        agreement("employer", enough, json!({})),
        agreement("employee", enough, json!({"non_compete": active, "contract": CONTRACTS[1].value()})),
        agreement(
            "employer",
            ("90000.00", "100000.00", Some("15231.34")),
            json!({
                "non_compete": {"kind": "waived"}, "background": "甲方业务收缩，双方多次协商。",
                "bonus": "2027年上半年奖金按考核结果核定为 8,000.00 元，随最后一个月工资支付。",
                "extra_terms": ["甲方应乙方新用人单位的询问，只提供离职证明记载的内容。"],
                "contract": CONTRACTS[2].value(),
            }),
        ),
    ]
}

fn notices() -> Vec<Value> {
    let union = json!({"notified_on": "2027-05-10", "replied_on": null, "opinion": null, "handling": null});
    let answered = json!({
        "notified_on": "2027-05-10", "replied_on": "2027-05-13", "opinion": "程序符合规定，无异议", "handling": "按期发出通知",
    });
    let notices = [
        json!({"notice": {"kind": "thirty_days"}, "union": answered}),
        json!({"notice": {"kind": "pay_in_lieu", "amount": "16461.62"}, "union": union, "rules": [RULE]}),
        json!({"notice": {"kind": "none"}, "union": null, "rules": [RULE], "ground": {
            "article": "《中华人民共和国劳动合同法》第三十九条第二项", "words": "严重违反用人单位的规章制度的",
        }, "sums": [], "total": "0.00"}),
    ];
    notices.into_iter().enumerate().map(|(at, more)| with(employers_notice(at), more)).collect()
}

fn endings() -> Vec<Value> {
    let expiry = json!({"article": "《中华人民共和国劳动合同法》第四十四条第一项", "words": "劳动合同期满的"});
    [
        json!({"ground": expiry, "findings": []}),
        json!({"ground": expiry, "rules": [RULE]}),
        json!({"ground": expiry, "findings": [], "sums": [], "total": "0.00"}),
    ]
    .into_iter()
    .enumerate()
    .map(|(at, more)| with(employers_notice(at), more))
    .collect()
}

fn union_letters() -> Vec<Value> {
    let letter = |at: usize, rules: Value, reasons: Option<&str>| {
        let facts = json!({
            "union": "杭州示例智能科技有限公司工会委员会", "planned_on": "2027-06-15", "ground": incompetence(),
            "rules": rules, "findings": findings(), "reasons": reasons, "reply_by": "2027-05-15", "contact": contact(),
            "issued_on": "2027-05-10",
        });
        with(between(at), facts)
    };
    vec![
        letter(
            0,
            json!([]),
            Some("两次考核均以事先确认的量化指标计分，其间已安排培训和辅导，改进期后仍未达到合格线。"),
        ),
        letter(1, json!([RULE]), None),
        letter(2, json!([RULE, RULE]), None),
    ]
}

const RULE: &str = "《绩效管理制度》（2025年版，经职工代表大会讨论，2025年3月1日公示）第十二条、第十九条。";
const ARBITRATION: &str = "杭州市有管辖权的劳动人事争议仲裁委员会";

fn employers_notice(at: usize) -> Value {
    let facts = json!({
        "findings": findings(), "ground": incompetence(), "rules": [], "issued_on": "2027-05-15",
        "effective_on": "2027-06-15", "sums": [{
            "label": "经济补偿", "basis": "7 个月 × 16,461.62 元", "statutory": "115231.34", "agreed": "115231.34",
        }],
        "total": "115231.34", "pay_on": "2027-06-15", "handover": handover(), "arbitration": ARBITRATION,
        "contact": contact(),
    });
    with(between(at), facts)
}

/// Both sides, and each kind of contract in turn.
fn between(at: usize) -> Value {
    with(both_sides(), json!({"contract": CONTRACTS[at % CONTRACTS.len()].value()}))
}

fn both_sides() -> Value {
    json!({
        "employer": {
            "name": "杭州示例智能科技有限公司", "uscc": "91330100MA2EXAMPL0", "address": "杭州市滨江区示例路 1 号",
            "legal_representative": "周明远",
        },
        "worker": {
            "name": "李晓雯", "number": "SC0001", "national_id": "330106199203150028", "org_unit": "研发中心",
            "position": "嵌入式软件工程师", "phone": "13800138000", "address": null,
        },
        "hired_on": "2020-04-01",
    })
}

/// The kinds of term.
#[derive(Clone, Copy)]
enum Contract {
    FixedTerm,
    OpenEnded,
    Task,
}

const CONTRACTS: [Contract; 3] = [Contract::FixedTerm, Contract::OpenEnded, Contract::Task];

impl Contract {
    fn value(self) -> Value {
        match self {
            Self::FixedTerm => json!({"kind": "fixed_term", "from": "2026-04-01", "until": "2029-03-31"}),
            Self::OpenEnded => json!({"kind": "open_ended", "from": "2026-04-01"}),
            Self::Task => json!({"kind": "task", "from": "2026-04-01", "task": "二号厂房视觉检测线安装调试"}),
        }
    }
}

fn incompetence() -> Value {
    json!({
        "article": "《中华人民共和国劳动合同法》第四十条第二项",
        "words": "劳动者不能胜任工作，经过培训或者调整工作岗位，仍不能胜任工作的",
    })
}

fn findings() -> Value {
    json!([
        {"on": "2026-12-28", "text": "2027年第一季度考核目标经你书面确认", "record": "考核目标确认书 KPI-2027Q1-0317"},
        {"on": "2027-04-09", "text": "第一季度考核总分 48.60 分，低于合格线 60 分，结果已送达", "record": null},
    ])
}

fn handover() -> Value {
    json!({
        "to": "直接主管郑颖", "by": "2027-06-14",
        "items": ["在手客户与商机清单、合同执行进度及联系人", "公司配发的笔记本电脑一台、门禁卡一张"],
    })
}

fn contact() -> Value {
    json!({"name": "人力资源部郑颖", "phone": "0571-8765 4321"})
}

fn calculations() -> Value {
    json!([{"title": "经济补偿", "result": "115,231.34 元", "steps": [
        {"text": "工作年限七年，每满一年支付一个月工资", "value": "7 个月", "rules": ["劳动合同法第四十七条"]},
        {"text": "7 × 16,461.62 元", "value": "115,231.34 元", "rules": []},
    ]}])
}

fn with(mut facts: Value, more: Value) -> Value {
    if let (Value::Object(facts), Value::Object(more)) = (&mut facts, more) {
        facts.extend(more);
    }
    facts
}
