//! The wage that is multiplied: floor, cap and the limit of twelve years.

use crate::{Fen, Step, Units};

use super::Input;
use super::service::Service;

/// The limit of LCL 47(2) on the years, for a capped wage only.
const TWELVE: Units = Units::whole(12);

pub(super) struct Base {
    pub wage: Fen,
    pub units_used: Units,
    pub flags: Vec<&'static str>,
    /// What the texts leave open and was decided here.
    pub unsettled: Option<&'static str>,
    pub steps: Vec<Step>,
}

impl Base {
    pub fn of(input: &Input, service: &Service) -> Self {
        let wage = input.average_wage;
        let mut base = Self {
            wage,
            units_used: service.units,
            flags: Vec::new(),
            unsettled: None,
            steps: vec![Step::new(
                "R-020",
                "劳动合同法 47(3)",
                format!("月工资基数：前十二个月平均工资 {wage} 元"),
                format!("Base: average wage of the last twelve months, {wage} yuan"),
                wage,
            )],
        };
        if let Some(cap) = input.cap_wage {
            base.apply_cap(cap, service, input.lawful);
        }
        if let Some(minimum) = input.minimum_wage {
            base.apply_floor(minimum);
        }
        base
    }

    /// strictly above the cap, the cap replaces the wage and the years stop at twelve.
    fn apply_cap(&mut self, cap: Fen, service: &Service, lawful: bool) {
        let wage = self.wage;
        if wage <= cap {
            self.steps.push(Step::new(
                "R-024",
                "劳动合同法 47(2)",
                format!("{wage} 不高于当地三倍封顶 {cap}：不封顶，也不受十二年限制"),
                format!(
                    "{wage} is not above three times the local average, {cap}: no cap, and no limit of twelve years"
                ),
                wage,
            ));
            return;
        }
        self.wage = cap;
        self.flags.push("CAP_3X");
        self.steps.push(Step::new(
            "R-024",
            "劳动合同法 47(2)",
            format!("{wage} 高于当地三倍封顶 {cap}：基数按 {cap} 元"),
            format!("{wage} is above three times the local average, {cap}: the base is {cap} yuan"),
            cap,
        ));
        self.limit_years(service, lawful);
    }

    fn limit_years(&mut self, service: &Service, lawful: bool) {
        // Damages run from the first day under one rule; severance before 2008 runs under the old
        // one, which knew no such limit, and no text joins the two (R-028, U-08).
        let old = service.before_2008.filter(|_| lawful).unwrap_or(Units::ZERO);
        if old > Units::ZERO {
            self.unsettled = Some("UNCONFIRMED:R-028");
        }
        let new = if lawful { service.since_2008 } else { service.units };
        if new <= TWELVE {
            return;
        }
        self.units_used = TWELVE.plus(old);
        self.flags.push("CAP_12Y");
        let (note_zh, note_en) = if old > Units::ZERO {
            (
                format!("；2008 年前的 {old} 个月是否受限法律未作规定，未限"),
                format!("; no text limits the {old} months from before 2008, so they stay"),
            )
        } else {
            (String::new(), String::new())
        };
        self.steps.push(Step::new(
            "R-024",
            "劳动合同法 47(2)",
            format!("封顶时年限最高十二年：{new} 减为 12{note_zh}"),
            format!("With a capped wage the years stop at twelve: {new} becomes 12{note_en}"),
            self.units_used,
        ));
    }

    /// the minimum wage is the least a base can be.
    fn apply_floor(&mut self, minimum: Fen) {
        let wage = self.wage;
        if wage >= minimum {
            return;
        }
        self.wage = minimum;
        self.flags.push("MIN_WAGE_FLOOR");
        self.steps.push(Step::new(
            "R-022",
            "劳动合同法实施条例 27",
            format!("{wage} 低于当地最低工资 {minimum}：基数按 {minimum} 元"),
            format!("{wage} is below the local minimum wage, {minimum}: the base is {minimum} yuan"),
            minimum,
        ));
    }
}
