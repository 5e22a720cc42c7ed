//! What the positions of the company are measured by: three indicators for each line of work, with targets
//! taken from the middle of what people there reach, so that results spread around them.

use serde_json::{Value, json};

/// A line of work with indicators of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    Sales,
    Production,
    Service,
}

/// One indicator.
pub struct Kpi {
    pub code: &'static str,
    pub name: &'static str,
    pub unit: &'static str,
    pub direction: &'static str,
    pub source: &'static str,
    /// Percent of the score.
    pub weight: &'static str,
    /// What an ordinary person reaches in a quarter.
    pub usual: f64,
    /// The rule as the API takes it.
    rule: fn() -> Value,
}

const HIGHER: &str = "higher_is_better";
const LOWER: &str = "lower_is_better";

fn linear() -> Value {
    json!({"kind": "linear", "floor": "0.6", "cap": "1.2"})
}

fn quality() -> Value {
    json!({"kind": "linear", "floor": "0.8", "cap": "1.1"})
}

fn tiers() -> Value {
    json!({"kind": "tiered", "tiers": [
        {"at_least": "1.0", "score": "100"}, {"at_least": "0.95", "score": "90"},
        {"at_least": "0.88", "score": "75"}, {"at_least": "0.80", "score": "50"},
    ]})
}

fn none_at_best() -> Value {
    json!({"kind": "inverse", "worst": "2", "cap": "1.0"})
}

const SALES: [Kpi; 3] = [
    kpi("SALES_AMOUNT", "销售额", "元", HIGHER, "ERP 销售模块", "60", 120_000.0, linear),
    kpi("NEW_CUSTOMERS", "新增客户数", "家", HIGHER, "CRM", "20", 5.0, linear),
    kpi("RECEIVABLES_RATE", "回款率", "%", HIGHER, "ERP 应收模块", "20", 97.0, tiers),
];
const PRODUCTION: [Kpi; 3] = [
    kpi("OUTPUT_UNITS", "合格产量", "件", HIGHER, "MES", "50", 5_200.0, linear),
    kpi("FIRST_PASS_YIELD", "一次合格率", "%", HIGHER, "MES", "30", 98.0, quality),
    kpi("SAFETY_INCIDENTS", "安全事故", "起", LOWER, "EHS 台账", "20", 0.0, none_at_best),
];
const SERVICE: [Kpi; 3] = [
    kpi("TICKETS_CLOSED", "工单办结数", "单", HIGHER, "客服系统", "50", 880.0, linear),
    kpi("CSAT", "客户满意度", "分", HIGHER, "客服系统", "25", 4.5, tiers),
    kpi("FIRST_RESPONSE_MINUTES", "首次响应时长", "分钟", LOWER, "客服系统", "25", 15.0, linear),
];

#[expect(clippy::too_many_arguments, reason = "a row of the table above")]
const fn kpi(
    code: &'static str,
    name: &'static str,
    unit: &'static str,
    direction: &'static str,
    source: &'static str,
    weight: &'static str,
    usual: f64,
    rule: fn() -> Value,
) -> Kpi {
    Kpi { code, name, unit, direction, source, weight, usual, rule }
}

impl Line {
    pub const ALL: [Self; 3] = [Self::Sales, Self::Production, Self::Service];

    pub const fn kpis(self) -> &'static [Kpi; 3] {
        match self {
            Self::Sales => &SALES,
            Self::Production => &PRODUCTION,
            Self::Service => &SERVICE,
        }
    }

    /// The line of a position, by what it is called; those who lead a unit have no such goals.
    pub fn of(position: &str) -> Option<Self> {
        let says = |words: &[&str]| words.iter().any(|word| position.contains(word));
        if says(&["总监", "总经理", "主任", "区域经理", "客服经理", "生产经理", "主管"]) {
            return None;
        }
        if says(&["销售", "客户经理"]) {
            return Some(Self::Sales);
        }
        if says(&["操作", "班组", "生产"]) {
            return Some(Self::Production);
        }
        says(&["客服", "客户服务"]).then_some(Self::Service)
    }
}

impl Kpi {
    /// As the library of indicators takes it.
    pub fn facts(&self) -> Value {
        json!({"code": self.code, "name": self.name, "unit": self.unit, "direction": self.direction, "source": self.source})
    }

    /// As a goal with this target.
    pub fn goal(&self, target: &str) -> Value {
        json!({"kpi_code": self.code, "weight": self.weight, "target": target, "rule": (self.rule)()})
    }
}

/// A target from what people reach: the middle value, to two digits.
pub fn target_from(mut reached: Vec<f64>, usual: f64) -> String {
    reached.sort_by(f64::total_cmp);
    let middle = reached.get(reached.len() / 2).copied().unwrap_or(usual);
    if middle <= 0.0 {
        return "0".into();
    }
    let unit = 10_f64.powf(middle.log10().floor() - 1.0);
    let rounded = (middle / unit).round() * unit;
    let decimals = usize::from(unit < 0.95);
    format!("{rounded:.decimals$}")
}
