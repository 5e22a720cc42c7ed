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
