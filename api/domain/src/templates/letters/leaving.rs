//! Invented cases of what is settled as somebody leaves.

use serde_json::{Value, json};

use super::{both_sides, calculations, contact, with};

pub(super) fn settlements() -> Vec<Value> {
    let line = |label: &str, basis: &str, amount: &str| -> Value {
        json!({"label": label, "basis": basis, "rules": ["R-039"], "amount": amount})
    };
    let lines = json!([
        line("经济补偿", "协议约定，法定参照额 115,231.34 元", "115231.34"),
        line("六月工资", "2027年6月1日至6月30日", "16500.00"),
    ]);
    let kept_back = json!([line("个人所得税", "超过当地上年职工平均工资三倍的部分", "756.97")]);
    let figures = json!([{
        "name": "最低工资，杭州，2026-01-01 起", "value": "2660.00", "status": "官方", "source": "人力社保部门通知",
    }]);
    let statement = |is_final: bool, deductions: &Value, (deducted, net): (&str, &str), more: Value| {
        let facts = json!({
            "last_day": "2027-06-30", "years_of_service": "7年3个月（2020年4月1日至2027年6月30日）",
            "ground": "协商一致解除，用人单位提出（劳动合同法第三十六条）", "is_final": is_final, "lines": lines,
            "total": "131731.34", "deductions": deductions, "deducted": deducted, "net": net, "pay_on": "2027-07-05",
            "account": "工资账户（招商银行，尾号 8821）", "notes": [], "missing": [], "figures": [],
            "calculations": calculations(), "ruleset": "cn-2027.1 / 浙江·杭州 2026年度",
        });
        with(with(both_sides(), facts), more)
    };
    vec![
        statement(
            true,
            &kept_back,
            ("756.97", "130974.37"),
            json!({"notes": ["工资的个人所得税由薪酬部门在支付时代扣。"], "figures": figures}),
        ),
        statement(false, &json!([]), ("0.00", "131731.34"), json!({"missing": ["2027 年的年休假天数没有登记。"]})),
    ]
}

pub(super) fn non_competes() -> Vec<Value> {
    let letter = |terms: Value, reason: &str| {
        let facts = json!({
            "last_day": "2027-06-30", "terms": terms, "reason": reason, "issued_on": "2027-06-20", "contact": contact(),
        });
        with(both_sides(), facts)
    };
    let terms = json!({
        "bound_as": "高级技术人员", "scope": "工业视觉检测设备控制器的研发", "region": "浙江省、上海市",
        "from": "2027-07-01", "until": "2028-06-30", "monthly": "6000.00", "pay_day": 10,
    });
    vec![letter(terms, "参与控制器源代码的编写，掌握未公开的算法。"), letter(Value::Null, "岗位不再接触商业秘密。")]
}
