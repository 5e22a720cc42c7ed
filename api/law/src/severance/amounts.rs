//! The items that are paid: severance, payment instead of notice, damages, and what is left to pay.

use crate::standards::Standards;
use crate::{Decimal, Fen, Ground, Refusal, Rounding, Step, Units};

use super::Input;
use super::due::Due;

/// The items that are paid, each rounded to the fen once.
pub(super) struct Amounts<'a> {
    pub input: &'a Input,
    pub base: Fen,
    pub units: Units,
    pub steps: Vec<Step>,
}

impl Amounts<'_> {
    pub fn severance(&mut self, due: Due) -> Result<Fen, Refusal> {
        let (Due::Severance(reason) | Due::Nothing(reason)) = due else {
            return Ok(Fen::ZERO);
        };
        let (owed, (zh, en)) = (due.is_owed(), reason.words());
        let row = self.input.ground.row();
        let (verdict_zh, verdict_en) = if owed { ("应当支付", "due") } else { ("不支付", "not due") };
        self.steps.push(Step::new(
            "R-030",
            "劳动合同法 46",
            format!("事由 {}（{}）：{zh}，{verdict_zh}经济补偿", row.code, row.zh),
            format!("Ground {} ({}): {en}; severance is {verdict_en}", row.code, row.en),
            verdict_en,
        ));
        if !owed {
            return Ok(Fen::ZERO);
        }
        let (base, units) = (self.base, self.units);
        let amount = base.mul_ratio(i64::from(units.halves()), 2, Rounding::HalfUp)?;
        self.steps.push(Step::new(
            "R-030",
            "劳动合同法 47",
            format!("经济补偿：{base} × {units} = {amount} 元"),
            format!("Severance: {base} × {units} = {amount} yuan"),
            amount,
        ));
        Ok(amount)
    }

    /// R-031, and whether something about it is not settled in law.
    pub fn notice_pay(&mut self) -> Result<(Fen, bool), Refusal> {
        let input = self.input;
        if !input.lawful || input.notice_given {
            return Ok((Fen::ZERO, false));
        }
        let row = input.ground.row();
        if !row.pays_for_missing_notice() {
            self.steps.push(Step::new(
                "R-031",
                "劳动合同法 40",
                format!("代通知金仅适用于第四十条；事由 {} 不适用：0.00 元", row.code),
                format!("Payment instead of notice belongs to article 40 only; not to ground {}: 0.00 yuan", row.code),
                Fen::ZERO,
            ));
            return Ok((Fen::ZERO, false));
        }
        let Some(wage) = input.last_month_wage else {
            return Err(Refusal::missing("/last_month_wage").by_rule("R-031", "劳动合同法实施条例 20"));
        };
        let below_minimum = input.minimum_wage.is_some_and(|minimum| wage < minimum);
        let (note_zh, note_en) = if below_minimum {
            (
                "；低于最低工资，是否补足法律未作规定，未补",
                "; it lies below the minimum wage, and no text says whether that is a floor here: none applied",
            )
        } else {
            ("", "")
        };
        self.steps.push(Step::new(
            "R-031",
            "劳动合同法 40；实施条例 20",
            format!("未提前三十日书面通知，另付上一个月工资标准一个月（不封顶）：{wage} 元{note_zh}"),
            format!(
                "No 30 days' written notice: one month at last month's wage standard, uncapped: {wage} yuan{note_en}"
            ),
            wage,
        ));
        Ok((wage, below_minimum))
    }

    ///
    pub fn damages(&mut self, due: Due) -> Result<Fen, Refusal> {
        if !matches!(due, Due::Damages) {
            return Ok(Fen::ZERO);
        }
        let (base, units) = (self.base, self.units);
        let amount = base.checked_mul(i64::from(units.halves()))?;
        self.steps.push(Step::new(
            "R-032",
            "劳动合同法 87；实施条例 25",
            format!("违法解除或终止：2 × {base} × {units} = {amount} 元；不再另付经济补偿和代通知金"),
            format!(
                "Unlawful ending: 2 × {base} × {units} = {amount} yuan; no severance and no payment instead of notice beside it"
            ),
            amount,
        ));
        Ok(amount)
    }

    /// R-037, and whether it is open that there is one or none.
    ///
    /// Own wage is the uncapped average, raised to the minimum wage.
    pub fn medical_subsidy(&mut self) -> Result<(Option<Fen>, bool), Refusal> {
        const CITE: &str = "上海市劳动合同条例 44";
        let input = self.input;
        if input.ground != Ground::Illness || !input.lawful {
            return Ok((None, false));
        }
        let set = Standards::shipped().policy_number("medical.subsidy_months", input.city.as_deref()).unwrap_or(0);
        let months = input.subsidy_months.unwrap_or(Decimal::whole(set));
        if months < Decimal::whole(set) {
            return Err(Refusal::at(
                "/subsidy_months",
                "below_the_least",
                format!("当地医疗补助费不低于 {set} 个月，{months} 个月不足。"),
                format!("The place asks for {set} months of medical subsidy at least; {months} are too few."),
            )
            .by_rule("R-037", CITE));
        }
        if months == Decimal::default() {
            self.steps.push(Step::new(
                "R-037",
                "劳部发〔1994〕481号 6（已废止）",
                "医疗补助费：全国依据已废止，其他地区是否仍予支持未见依据，未计",
                "Medical subsidy: the national text is repealed and no other was found for this place, so none is counted",
                Fen::ZERO,
            ));
            return Ok((None, true));
        }
        let wage = input.average_wage.max(input.minimum_wage.unwrap_or(Fen::ZERO));
        let amount = wage.mul_ratio(months.hundredths(), 100, Rounding::HalfUp)?;
        self.steps.push(Step::new(
            "R-037",
            CITE,
            format!("医疗补助费：本人工资 {wage} × {months} 个月 = {amount} 元"),
            format!("Medical subsidy: own wage {wage} × {months} months = {amount} yuan"),
            amount,
        ));
        Ok((Some(amount), set == 0))
    }

    /// what stands together, added up where there is more than one.
    pub fn total(&mut self, items: [Fen; 4]) -> Result<Fen, Refusal> {
        let total = Fen::checked_sum(items)?;
        let owed: Vec<_> = items.into_iter().filter(|item| *item > Fen::ZERO).collect();
        if owed.len() > 1 {
            let terms: Vec<_> = owed.iter().map(ToString::to_string).collect();
            let terms = terms.join(" + ");
            self.steps.push(Step::new(
                "R-006",
                "劳动合同法 40、46",
                format!("合计：{terms} = {total} 元"),
                format!("In all: {terms} = {total} yuan"),
                total,
            ));
        }
        Ok(total)
    }

    /// what is left to pay, and whether more than the total was paid.
    pub fn balance(&mut self, total: Fen) -> Result<(Fen, bool), Refusal> {
        let Some(paid) = self.input.already_paid else {
            return Ok((total, false));
        };
        let rest = total.checked_sub(paid)?;
        let balance = rest.max(Fen::ZERO);
        let (note_zh, note_en) = if rest.is_negative() {
            ("；多付部分非经约定不得追回，按 0 计", "; what was paid beyond it is not claimed back without agreement")
        } else {
            ("", "")
        };
        self.steps.push(Step::new(
            "R-034",
            "劳动合同法实施条例 25",
            format!("尚应支付：{total} − 已付 {paid} = {rest} 元{note_zh}"),
            format!("Still to pay: {total} − {paid} already paid = {rest} yuan{note_en}"),
            balance,
        ));
        Ok((balance, rest.is_negative()))
    }
}
