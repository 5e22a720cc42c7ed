//! What proves each evidence code of the ground, and the step that would prove one that is missing.

use std::collections::{BTreeSet, HashMap};

use chrono::{Days, NaiveDate};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::refused::Words;
use domain::separations::chain::{self, Chain, Link};
use domain::separations::{Side, UNION_REPLY_DAYS, UnionAnswer};
use serde::Serialize;
use store::Db;
use store::schema::journal_entries;
use utoipa::ToSchema;
use uuid::Uuid;

use super::parts::NoticePart;
use super::records::Records;
use super::row::Case;
use crate::plans::PlanRecord;
use crate::platform::Answer;
use crate::platform::clock::civil_date;
use crate::platform::journal::Kind;
use crate::reviews::FailedReview;

/// The record that proves something.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GateProof {
    /// Kind of its journal entry.
    #[schema(example = "review.result_delivered")]
    pub kind: String,
    #[schema(example = "review")]
    pub resource_type: String,
    pub resource_id: Uuid,
    /// The day of the act.
    pub dated: NaiveDate,
    /// SHA-256 of the document, in hex.
    pub sha256: Option<String>,
    /// Place of the entry in the log of the legal entity; null for a moment until it is placed.
    pub entry_index: Option<i64>,
    pub title: String,
}

/// What would prove it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GateStep {
    pub zh: String,
    pub en: String,
    /// What to do, by name.
    #[schema(example = "deliver_result")]
    pub action: String,
}

/// Proved or not, by evidence code.
pub(super) type Found = HashMap<&'static str, Result<GateProof, GateStep>>;

impl Records {
    pub fn chain(&self) -> Chain {
        let reviews: Vec<_> = self.reviews.iter().map(as_review).collect();
        let plans: Vec<_> = self.plans.iter().map(as_help).collect();
        chain::chain(&reviews, &plans)
    }

    /// Every code that the records decide, proved or not; what was brought in and accepted proves the rest.
    pub fn weigh(&self, case: &Case, chain: &Chain) -> Found {
        let mut found = Found::new();
        self.own_notice(&mut found, case);
        self.contract_codes(&mut found, case);
        self.performance(&mut found, chain);
        self.union(&mut found, case);
        notice(&mut found, case);
        self.agreement(&mut found, case);
        found.insert("E-WAGE12", self.wages(case));
        found.insert("E-EXIT-HEALTH-CHECK", self.health_check(case));
        self.layoff(&mut found);
        self.prior_warning(&mut found, case);
        self.recruitment_conditions(&mut found, case);
        self.brought_in(&mut found);
        found
    }

    fn performance(&self, found: &mut Found, chain: &Chain) {
        let review = |link: &Link, kind: Kind, sha: fn(&FailedReview) -> &String, title: &str, action: &str| match link
        {
            Link::Missing(words) => Err(step(words, action)),
            Link::Proved { on, at } => {
                let review = &self.reviews[*at];
                Ok(proof(
                    kind,
                    review.review_id,
                    *on,
                    Some(sha(review).clone()),
                    format!("{} {title}", review.cycle_name),
                ))
            }
        };
        let (goals, result) = (Kind::ReviewGoalsDelivered, Kind::ReviewResultDelivered);
        found.insert(
            "E-KPI-KNOWN",
            review(&chain.known, goals, |review| &review.goals_sha256, "考核目标", "deliver_goals"),
        );
        found.insert(
            "E-APPR1-FAIL",
            review(&chain.first, result, |review| &review.sha256, "考核结果", "deliver_result"),
        );
        found.insert(
            "E-APPR2-FAIL",
            review(&chain.second, result, |review| &review.sha256, "考核结果", "deliver_second_result"),
        );
        let help = match &chain.help {
            Link::Missing(words) => Err(step(words, "plan_training")),
            Link::Proved { on, at } => {
                let plan = &self.plans[*at];
                let training = plan.attended().find(|training| training.held_on == *on);
                let title = training.map_or("绩效改进计划".to_owned(), |training| {
                    format!("绩效改进计划 · 培训“{}” {} 学时", training.title, training.hours)
                });
                Ok(proof(Kind::PlanTrainingAttended, plan.plan_id, *on, plan.sha256.clone(), title))
            }
        };
        found.insert("E-TRAIN-OR-TRANSFER", help);
    }

    fn union(&self, found: &mut Found, case: &Case) {
        let part = case.row.trade_union.as_ref().map(|part| &part.0);
        let notified = part.map(|part| {
            let (on, sha) = (civil_date(part.notified_at), Some(part.sha256.clone()));
            proof(Kind::SeparationUnionNotified, case.row.id, on, sha, "解除劳动合同理由告知工会函")
        });
        found.insert(
            "E-UNION-NOTICE",
            notified.ok_or_else(|| {
                say("把解除的事实和理由通知工会。", "Send the facts and reasons to the union.", "notify_union")
            }),
        );
        let reply = part.and_then(|part| match &part.reply {
            Some(reply) => {
                let opinion = if reply.answer == UnionAnswer::NoObjection { "无异议" } else { "有异议" };
                Some(proof(
                    Kind::SeparationUnionReplied,
                    case.row.id,
                    civil_date(reply.at),
                    None,
                    format!("工会意见：{opinion}"),
                ))
            }
            None => {
                let due = civil_date(part.notified_at) + Days::new(UNION_REPLY_DAYS);
                (self.today > due).then(|| {
                    let title = format!("工会自通知起 {UNION_REPLY_DAYS} 日内未答复");
                    proof(Kind::SeparationUnionNotified, case.row.id, due, None, title)
                })
            }
        });
        let wait = || {
            say(
                "等待工会答复；有异议的，须研究并书面答复。",
                "Wait for the union's answer; study an objection and answer it in writing.",
                "await_union_reply",
            )
        };
        found.insert("E-UNION-REPLY", reply.ok_or_else(wait));
    }

    fn agreement(&self, found: &mut Found, case: &Case) {
        let row = &case.row;
        let side = if row.proposer.0 == Side::Employer { "用人单位" } else { "劳动者" };
        let opened_on = civil_date(row.opened_at);
        found.insert(
            "E-INITIATOR",
            Ok(proof(Kind::SeparationOpened, row.id, opened_on, None, format!("由{side}首先提出"))),
        );
        let amount = self.agreed.as_ref().map(|agreed| {
            let title = format!("第 {} 轮方案，逐项列明，{} 前支付", agreed.round, agreed.pay_on);
            proof(Kind::ProposalAccepted, agreed.id, civil_date(agreed.at), None, title)
        });
        found.insert(
            "E-AMOUNT-CLEAR",
            amount.ok_or_else(|| {
                say(
                    "双方就逐项金额和支付日期达成一致。",
                    "Agree on the sums, item by item, and the day of payment.",
                    "agree_terms",
                )
            }),
        );
        let signed = row.agreement_id.zip(row.agreement_signed_at).map(|(agreement, at)| {
            let sha = row.agreement_sha256.as_ref().map(hex::encode);
            proof(Kind::AgreementSigned, agreement, civil_date(at), sha, "解除劳动合同协议书")
        });
        found.insert(
            "E-AGREEMENT-SIGNED",
            signed.ok_or_else(|| {
                say("起草协议并由双方签署。", "Draft the agreement and have both sides sign it.", "sign_agreement")
            }),
        );
    }

    fn wages(&self, case: &Case) -> Result<GateProof, GateStep> {
        let wanted: Vec<String> = self.wage_months.iter().map(|day| day.format("%Y-%m").to_string()).collect();
        let lacking: Vec<&str> = wanted
            .iter()
            .filter(|month| !self.wages.iter().any(|wage| wage.month == **month))
            .map(String::as_str)
            .collect();
        match (wanted.as_slice().first(), wanted.as_slice().last(), self.wage_months.as_slice().last()) {
            (Some(first), Some(last), Some(day)) if lacking.is_empty() => {
                let title = format!("{first} 至 {last} 共 {} 个月应得工资", wanted.len());
                let dated = law::dates::add_months(*day, 1).pred_opt().unwrap_or(*day);
                Ok(proof(Kind::WagesRecorded, case.row.employee_id, dated, None, title))
            }
            (None, ..) => Err(say("没有一个完整的工资月。", "There is no complete wage month.", "record_wages")),
            _ => Err(say(
                format!("登记 {} 的应得工资。", lacking.join("、")),
                format!("Record the wages of {}.", lacking.join(", ")),
                "record_wages",
            )),
        }
    }

    fn health_check(&self, case: &Case) -> Result<GateProof, GateStep> {
        match (self.declared.exit_health_check.as_bool(), self.declared_on) {
            (Some(true), Some(on)) => {
                Ok(proof(Kind::CircumstancesDeclared, case.row.employee_id, on, None, "离岗前职业健康检查已完成"))
            }
            _ => Err(say(
                "安排离岗前职业健康检查并登记结果。",
                "Arrange the exit health check and record it.",
                "arrange_health_check",
            )),
        }
    }
}

fn notice(found: &mut Found, case: &Case) {
    let part: Option<&NoticePart> = case.row.notice.as_ref().map(|part| &part.0);
    let issued = part.map(|part| {
        let (on, sha) = (civil_date(part.issued_at), Some(part.sha256.clone()));
        proof(Kind::SeparationNoticeIssued, case.row.id, on, sha, "解除劳动合同通知书")
    });
    found.insert(
        "E-NOTICE-WRITTEN",
        issued.ok_or_else(|| {
            say(
                "闸门放行并批准后，作出书面通知。",
                "Once the gate is ready and it is approved, issue the written notice.",
                "issue_notice",
            )
        }),
    );
    let served = part.and_then(|part| part.served.as_ref()).map(|served| {
        let title = served
            .tracking_number
            .as_ref()
            .map_or("送达记录".to_owned(), |number| format!("送达记录，邮件号码 {number}"));
        proof(Kind::SeparationNoticeServed, case.row.id, served.served_on, None, title)
    });
    found.insert(
        "E-NOTICE-SERVED",
        served.ok_or_else(|| {
            say("把通知送达本人并登记。", "Serve the notice on the person and record it.", "serve_notice")
        }),
    );
}

pub(super) fn proof(
    kind: Kind,
    resource: impl Into<Uuid>,
    dated: NaiveDate,
    sha256: Option<String>,
    title: impl Into<String>,
) -> GateProof {
    let name = kind.as_str();
    GateProof {
        kind: name.to_owned(),
        resource_type: name.split_once('.').map_or(name, |(noun, _)| noun).to_owned(),
        resource_id: resource.into(),
        dated,
        sha256,
        entry_index: None,
        title: title.into(),
    }
}

/// The step for a code that no record decides: a file that shows it.
pub(super) fn bring(zh: &str, en: &str) -> GateStep {
    say(
        format!("提交证明“{zh}”的材料，并由另一人核对。"),
        format!("Bring in a file that shows it ({en}), to be judged by somebody else."),
        "add_evidence",
    )
}

fn step(words: &Words, action: &str) -> GateStep {
    say(&words.zh, &words.en, action)
}

pub(super) fn say(zh: impl Into<String>, en: impl Into<String>, action: &str) -> GateStep {
    GateStep { zh: zh.into(), en: en.into(), action: action.to_owned() }
}

fn as_review(review: &FailedReview) -> chain::FailedReview {
    chain::FailedReview {
        from: review.cycle_from,
        until: review.cycle_until,
        goals_delivered_on: civil_date(review.goals_delivered_at),
        goals_answered: review.goals_answer.is_some(),
        result_delivered_on: civil_date(review.result_delivered_at),
    }
}

fn as_help(plan: &PlanRecord) -> chain::Help {
    use domain::plans::Stage;
    chain::Help {
        published_on: civil_date(plan.published_at),
        acknowledged: matches!(plan.stage, Stage::Active | Stage::Closed),
        attended_on: plan.attended().map(|training| training.held_on).collect(),
        acknowledged_check_ins: plan.check_ins_acknowledged,
    }
}

/// Names the place of each proof in the log, of one case or of many; one statement.
pub(super) async fn place(mut db: &Db, found: &mut [Found]) -> Answer<()> {
    let proofs = || found.iter().flat_map(HashMap::values).filter_map(|each| each.as_ref().ok());
    let ids: Vec<Uuid> = proofs().map(|proof| proof.resource_id).collect();
    let kinds: BTreeSet<String> = proofs().map(|proof| proof.kind.clone()).collect();
    let rows: Vec<(Uuid, String, i64)> = journal_entries::table
        .filter(journal_entries::resource_id.eq_any(ids).and(journal_entries::kind.eq_any(kinds)))
        .order(journal_entries::idx)
        .select((journal_entries::resource_id, journal_entries::kind, journal_entries::idx))
        .load(&mut db)
        .await?;
    // Later entries of a kind replace earlier ones.
    let places: HashMap<(Uuid, String), i64> = rows.into_iter().map(|(id, kind, index)| ((id, kind), index)).collect();
    for proof in found.iter_mut().flat_map(HashMap::values_mut).filter_map(|each| each.as_mut().ok()) {
        proof.entry_index = places.get(&(proof.resource_id, proof.kind.clone())).copied();
    }
    Ok(())
}
