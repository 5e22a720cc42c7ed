//! Invented cases of letters to somebody who works on.

use serde_json::{Value, json};

use super::{both_sides, contact, findings, with};

pub(super) fn warnings() -> Vec<Value> {
    let rules = json!([
        {"clause": "《考勤管理办法》（2025 版）第八条：迟到须当日说明原因。", "shown_on": "2025-01-06"},
        {"clause": "《客户接待规程》第三条：例会须准时参加。", "shown_on": null},
    ]);
    let asked = |stated_on: Option<&str>, statement: Option<&str>| -> Value {
        json!({"asked_on": "2027-05-10", "until": "2027-05-13", "stated_on": stated_on, "statement": statement})
    };
    let warning = |level: &str, rules: &Value, hearing: Value, counts_to: Option<&str>| {
        let facts = json!({
            "level": level, "findings": findings(), "rules": rules, "hearing": hearing,
            "expectation": "按时到岗；确有原因不能到岗的，当日上午说明。", "counts_to": counts_to,
            "has_union": level != "final", "contact": contact(), "issued_on": "2027-05-15",
        });
        with(both_sides(), facts)
    };
    let spoken = asked(Some("2027-05-11"), Some("当天早班地铁停运，我在群里说明过。"));
    vec![
        warning("written", &rules, spoken, Some("2028-05-14")),
        warning("final", &rules, asked(None, None), None),
        warning("reminder", &json!([]), Value::Null, Some("2028-05-14")),
    ]
}

pub(super) fn plans() -> Vec<Value> {
    let plan = |mentor: Option<&str>, review: Option<&str>, post: Option<&str>, training: Value, check_ins: Value| {
        let facts = json!({
            "manager": "陆一鸣", "mentor": mentor, "from": "2027-07-13", "until": "2027-09-30", "review": review,
            "reason": "第二季度考核总分 49.08 分，低于合格线 60 分，主要差距在回款率和新签合同额。",
            "goals": [
                {"name": "新签合同额", "target": "1,000,000", "unit": "元", "measure": "ERP 合同台账，以签约日期为准"},
                {"name": "回款率", "target": "90", "unit": "%", "measure": "ERP 应收账款，改进期内到期款项"},
            ],
            "training": training, "change_of_post": post, "check_ins": check_ins, "issued_on": "2027-07-10",
        });
        with(both_sides(), facts)
    };
    let review = Some("2027年第二季度考核，49.08 分");
    let training = json!([{"title": "商务谈判与合同要点", "hours": "8", "held_on": "2027-07-18"}]);
    let check_ins = json!([
        {"on": "2027-08-16", "topic": "中期：目标完成情况"}, {"on": "2027-09-25", "topic": "期末沟通"},
    ]);
    vec![
        plan(Some("周文博"), review, None, training.clone(), check_ins),
        plan(None, None, None, training, json!([])),
        plan(None, review, Some("渠道运营专员，自 2027 年 7 月 13 日起，劳动报酬不变"), json!([]), json!([])),
    ]
}
