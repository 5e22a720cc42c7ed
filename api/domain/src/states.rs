//! States as people read them, for a refusal that names the state something is in.

use crate::refused::Words;

macro_rules! states {
    ($($name:literal $zh:literal $en:literal;)*) => {
        const STATES: &[(&str, &str, &str)] = &[$(($name, $zh, $en)),*];
    };
}

states! {
    "accepted" "已接受" "accepted";
    "acknowledged" "已确认" "acknowledged";
    "activated" "已启动" "activated";
    "active" "执行中" "in force";
    "agreed" "已达成一致" "agreed";
    "appeal" "二审" "on appeal";
    "approved" "已批准" "approved";
    "awaiting_approval" "待审批" "awaiting approval";
    "awarded" "已裁决" "awarded";
    "building" "生成中" "being made";
    "checked" "已核对" "checked";
    "checking" "核对中" "being checked";
    "closed" "已结束" "closed";
    "committed" "已入库" "taken over";
    "committing" "入库中" "being taken over";
    "completed" "已办结" "completed";
    "confirmed" "已核对" "confirmed";
    "corrected" "已更正" "corrected";
    "countered" "已还价" "countered";
    "declined" "已拒绝" "declined";
    "delivered" "已送达" "delivered";
    "done" "已办结" "done";
    "draft" "草稿" "a draft";
    "due_soon" "即将到期" "due soon";
    "empty" "为空" "empty";
    "enabled" "已启用" "enabled";
    "ended" "已解除" "ended";
    "expired" "已逾期" "expired";
    "explained" "已说明" "explained";
    "failed" "失败" "failed";
    "first_instance" "一审" "in the first instance";
    "goals_confirmed" "目标已确认" "goals confirmed";
    "goals_delivered" "目标已送达，待确认" "goals delivered";
    "goals_objected" "对目标有异议" "goals objected to";
    "hearing" "仲裁开庭" "in hearing";
    "in_review" "待法务审查" "under review";
    "issued" "已送达，待签收" "issued";
    "left" "已离职" "left";
    "lifted" "已解除" "lifted";
    "manager_assessed" "主管已评，待送达" "assessed, not yet delivered";
    "mediated" "已调解" "mediated";
    "negotiating" "协商中" "negotiating";
    "no_answer" "未答复" "without an answer";
    "no_contract" "没有登记劳动合同" "without a contract on record";
    "none" "尚未设置" "not set up";
    "not_accepted" "未采纳" "not accepted";
    "noticed" "已发通知" "under notice";
    "open" "进行中" "open";
    "opened" "已登记" "opened";
    "over" "已届满" "over";
    "overdue" "已逾期" "overdue";
    "partly_signed" "一方已签" "signed by one side";
    "published" "已发布，待双方确认" "published, awaiting both answers";
    "ready" "已生成" "ready";
    "received" "已签收" "received";
    "refused" "已拒收" "refused";
    "rejected" "已拒绝" "rejected";
    "released" "已发布" "released";
    "reported" "已报告" "reported";
    "resolved" "已解决" "resolved";
    "result_confirmed" "结果已确认" "result confirmed";
    "result_delivered" "结果已送达，待确认" "result delivered";
    "result_objected" "对结果有异议" "result objected to";
    "returned" "已退回" "returned";
    "reviewed" "法务已审，待发送" "reviewed, not yet sent";
    "self_assessed" "已自评" "self-assessed";
    "sent" "待签署" "awaiting signatures";
    "signed" "已签署" "signed";
    "statement_asked" "待员工陈述申辩" "awaiting the employee's statement";
    "superseded" "已被新版本取代" "superseded";
    "union_notified" "已通知工会" "union notified";
    "upcoming" "未到期" "not yet due";
    "voided" "已作废" "voided";
    "waiting" "待核对" "waiting";
    "waived" "已放弃" "waived";
    "withdrawn" "已撤回" "withdrawn";
}

/// What a state is called; none for a name that no refusal uses.
pub fn words(state: &str) -> Option<Words> {
    let at = STATES.binary_search_by_key(&state, |(name, ..)| name).ok()?;
    STATES.get(at).map(|(_, zh, en)| Words::new(*zh, *en))
}

/// The same within an English sentence.
pub(crate) fn in_english(state: &'static str) -> &'static str {
    STATES.binary_search_by_key(&state, |(name, ..)| name).map_or(state, |at| STATES[at].2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        agreements, alerts, deadlines, disputes, negotiation, plans, reviews, separations, templates, warnings,
    };

    #[test]
    fn the_names_are_in_order() {
        assert!(STATES.is_sorted_by(|one, next| one.0 < next.0));
    }

    #[test]
    fn every_stage_has_words() {
        let names = (agreements::Stage::ALL.iter().map(|stage| stage.name()))
            .chain(plans::Stage::ALL.iter().map(|stage| stage.name()))
            .chain(reviews::Stage::ALL.iter().map(|stage| stage.name()))
            .chain(separations::Stage::ALL.iter().map(|stage| stage.name()))
            .chain(templates::Stage::ALL.iter().map(|stage| stage.name()))
            .chain(disputes::Stage::ALL.iter().map(|stage| stage.name()))
            .chain(alerts::State::ALL.iter().map(|state| state.name()))
            .chain(warnings::Stage::ALL.iter().map(|stage| stage.name()))
            .chain(negotiation::State::ALL.iter().map(|state| state.name()))
            .chain(deadlines::State::ALL.iter().map(|state| state.name()));
        for name in names {
            assert!(words(name).is_some(), "{name}");
        }
    }
}
