//! What a court may hold against a case that nothing blocks: R-050 step 5.

use crate::dates::{add_days, add_months};
use crate::grounds::Ground;

use super::{Input, Warning};

pub(super) fn find(input: &Input) -> Vec<Warning> {
    [
        short_notice(input),
        stale_facts(input),
        below_severance(input),
        address(input),
        basic_discipline(input),
        criminal_scope(input),
        refusal_to_sign(input),
        mixed_grounds(input),
        treated_lighter(input),
        tolerated(input),
        payment_condition(input),
        injury_leave(input),
        union_corrected(input),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn warning(code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Option<Warning> {
    Some(Warning { code, zh: zh.into(), en: en.into() })
}

/// under article 40, less than thirty days from service to the last day costs a month's wage.
fn short_notice(input: &Input) -> Option<Warning> {
    let (served, last) = (input.dates.served?, input.dates.last_day?);
    let earliest = add_days(served, 30);
    if !input.ground.is_no_fault_dismissal() || last >= earliest {
        return None;
    }
    warning(
        "SHORT_NOTICE",
        format!(
            "{served} 送达，满三十日为 {earliest}，最后工作日 {last} 不足三十日：应付一个月代通知金；已通知的天数能否抵扣法律未作规定，未抵扣（R-031）"
        ),
        format!(
            "Served on {served}, thirty days run to {earliest}; the last day {last} is earlier: one month's wage instead of notice is due; no text credits the days given, so none are (R-031)"
        ),
    )
}

/// no statutory limit, but courts weigh what was let pass.
fn stale_facts(input: &Input) -> Option<Warning> {
    let (facts, notice) = (input.dates.facts?, input.dates.notice.or(input.dates.served)?);
    if !input.ground.is_fault_dismissal() || notice <= add_months(facts, 6) {
        return None;
    }
    warning(
        "STALE_FACTS",
        format!("事实发生于 {facts}，距通知（{notice}）已超过六个月，可能被认为处理不及时（R-077）"),
        format!(
            "The facts of {facts} lie more than six months before the notice of {notice}; a court may find it late (R-077)"
        ),
    )
}

fn below_severance(input: &Input) -> Option<Warning> {
    if input.ground != Ground::MutualAgreement || input.circumstances.amount_below_severance != Some(true) {
        return None;
    }
    warning(
        "AMOUNT_BELOW_SEVERANCE",
        "协议金额低于法定经济补偿，显失公平的可被撤销（R-078）",
        "The agreed amount lies below the statutory severance; an obviously unfair one can be revoked (R-078)",
    )
}

fn address(input: &Input) -> Option<Warning> {
    if input.ground.is_not_the_employers_act() || input.circumstances.address_confirmed != Some(false) {
        return None;
    }
    warning(
        "ADDRESS_UNCONFIRMED",
        "送达地址未经劳动者确认（R-075）",
        "The employee has not confirmed the address for service (R-075)",
    )
}

fn basic_discipline(input: &Input) -> Option<Warning> {
    if input.ground != Ground::SeriousBreach || input.circumstances.no_express_rule != Some(true) {
        return None;
    }
    warning(
        "BASIC_DISCIPLINE_ONLY",
        "以基本劳动纪律代替制度依据：北京认可，其他地区尚无定论（R-055）",
        "Basic labour discipline stands in for a rule: accepted in Beijing, unsettled elsewhere (R-055)",
    )
}

fn criminal_scope(input: &Input) -> Option<Warning> {
    if input.ground != Ground::CriminalLiability {
        return None;
    }
    warning(
        "CRIMINAL_SCOPE",
        "“被依法追究刑事责任”的范围（定罪不起诉、免予刑罚）尚未确认，请咨询律师（R-059）",
        "The scope of \"criminal liability\" (non-prosecution, exemption from punishment) is unconfirmed: ask counsel (R-059)",
    )
}

/// no text says how article 42 meets the routes of 条例 5 and 6.
fn refusal_to_sign(input: &Input) -> Option<Warning> {
    let known = &input.circumstances;
    let protected = known.pregnant == Some(true) || known.in_medical_period == Some(true);
    if !matches!(input.ground, Ground::RefusedFirstMonth | Ground::RefusedLater) || !protected {
        return None;
    }
    warning(
        "ART42_NO_TEXT",
        "第四十二条保护人员能否依此终止，法律未作规定（R-070）",
        "No text says whether a person under article 42 can be ended this way (R-070)",
    )
}

/// fault and no fault in one notice weaken each other.
fn mixed_grounds(input: &Input) -> Option<Warning> {
    let stated = &input.circumstances.notice_grounds;
    let no_fault = |ground: &Ground| ground.is_no_fault_dismissal() || matches!(ground, Ground::MassLayoff(_));
    if !stated.iter().any(|ground| ground.is_fault_dismissal()) || !stated.iter().any(no_fault) {
        return None;
    }
    warning(
        "MIXED_GROUNDS",
        "同一通知同时载明第三十九条与第四十条、第四十一条的事由，须经律师同意（R-005）",
        "The notice mixes article 39 with articles 40 or 41; counsel has to approve (R-005)",
    )
}

fn treated_lighter(input: &Input) -> Option<Warning> {
    if !input.ground.is_fault_dismissal() || input.circumstances.colleague_treated_lighter != Some(true) {
        return None;
    }
    warning(
        "COLLEAGUE_TREATED_LIGHTER",
        "情形相当的同事处理较轻，可能被认为处理不相当（R-077）",
        "A colleague in a comparable case was treated more lightly; a court may find it out of proportion (R-077)",
    )
}

fn tolerated(input: &Input) -> Option<Warning> {
    if !input.ground.is_fault_dismissal() || input.circumstances.tolerated_before != Some(true) {
        return None;
    }
    warning(
        "TOLERATED_BEFORE",
        "同类行为此前未予处理，不得事后累计（R-077）",
        "The same was let pass before; it cannot be summed up afterwards (R-077)",
    )
}

/// the employee cannot be made to wait for what is outside the employee's control.
fn payment_condition(input: &Input) -> Option<Warning> {
    if input.ground != Ground::MutualAgreement || input.circumstances.payment_conditional != Some(true) {
        return None;
    }
    warning(
        "PAYMENT_CONDITION_VOID",
        "付款以劳动者不能控制的事项为条件，该条件无效（R-029、R-078）",
        "Payment hangs on something the employee does not control; that condition is void (R-029, R-078)",
    )
}

/// an inference from the rules on injuries, so no bar.
fn injury_leave(input: &Input) -> Option<Warning> {
    let against = input.ground.is_no_fault_dismissal()
        || matches!(input.ground, Ground::MassLayoff(_) | Ground::Expiry | Ground::TaskDone);
    if !against || input.circumstances.in_injury_leave != Some(true) {
        return None;
    }
    warning(
        "INJURY_LEAVE_RUNNING",
        "停工留薪期内或工伤尚未评定等级，按不得依此结束处理（推断），请咨询律师（R-036）",
        "The leave for a work injury runs or it is not graded yet: taken as barred (an inference), ask counsel (R-036)",
    )
}

fn union_corrected(input: &Input) -> Option<Warning> {
    if !input.ground.row().asks_union() || !super::order::corrected(input) {
        return None;
    }
    warning(
        "UNION_NOTICE_CORRECTED",
        "事先未通知工会，起诉前已补正（R-074）",
        "The union was not told in time; it was made good before a suit was filed (R-074)",
    )
}
