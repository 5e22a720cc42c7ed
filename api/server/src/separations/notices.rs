//! The notices of a case: of dismissal (DOC-04), of the end (DOC-08), and the employee's own (DOC-02, DOC-03).

use chrono::NaiveDate;
use domain::seals::Purpose;
use domain::separations::chain::Link;
use domain::separations::evidence::State;
use domain::separations::{Road, UnionAnswer, leaves_thirty_days};
use signing::Template;
use signing::facts::{
    EndingNotice, Finding, Handover, LeavingNotice, Money, NoticePeriod, SeparationNotice, Sum, UnionStep,
};
use store::Db;

use super::evidence::Piece;
use super::gate::Weighed;
use super::papers::{Made, Named, contact, money, named, statute, written};
use super::parts::UnionPart;
use super::row::Case;
use super::settlement::Settlement;
use crate::platform::clock::civil_date;
use crate::platform::{Answer, App, Problem};
use crate::seals::seal_for;
use crate::templates::Wordings;

/// The employer's notice: of dismissal (DOC-04) or of the end (DOC-08), as the ground has it.
pub(super) async fn notice(
    app: &App,
    db: &Db,
    case: &Case,
    (named, wordings): (Named, &Wordings),
    (weighed, due): (&Weighed, &Settlement),
) -> Answer<Made> {
    let seal = seal_for(app, db, case.row.legal_entity_id, Purpose::Notice).await?;
    let number = case.row.number.clone();
    match Road::of(case.ground()?) {
        Road::Ending => written(app, wordings, ending_notice(app, case, named, weighed, due)?, number, seal).await,
        _ => written(app, wordings, dismissal_notice(app, case, named, weighed, due)?, number, seal).await,
    }
}

fn dismissal_notice(
    app: &App,
    case: &Case,
    named: Named,
    weighed: &Weighed,
    due: &Settlement,
) -> Answer<SeparationNotice> {
    let Named { employer, worker, contract, .. } = named;
    let today = app.today();
    let effective_on = due.last_day;
    let amount_of = |code: &str| due.lines.iter().find(|line| line.code == code).map(|line| line.amount);
    let notice = match amount_of("notice_pay") {
        _ if !case.ground()?.is_no_fault_dismissal() => NoticePeriod::None,
        Some(amount) if !leaves_thirty_days(today, effective_on) => NoticePeriod::PayInLieu { amount: money(amount)? },
        _ => NoticePeriod::ThirtyDays,
    };
    Ok(SeparationNotice {
        arbitration: arbitration(&due.city),
        contact: contact(&employer),
        employer,
        worker,
        hired_on: case.parties.hired_on,
        contract,
        findings: findings(case, weighed)?,
        ground: statute(case)?,
        rules: case.facts().rule_clauses,
        notice,
        union: case.row.trade_union.as_ref().map(|part| union_step(&part.0)),
        issued_on: today,
        effective_on,
        sums: sums(due)?,
        total: total(due)?,
        pay_on: effective_on,
        handover: handover(effective_on),
    })
}

fn ending_notice(app: &App, case: &Case, named: Named, weighed: &Weighed, due: &Settlement) -> Answer<EndingNotice> {
    let Named { employer, worker, contract, .. } = named;
    Ok(EndingNotice {
        arbitration: arbitration(&due.city),
        contact: contact(&employer),
        employer,
        worker,
        hired_on: case.parties.hired_on,
        contract,
        findings: findings(case, weighed)?,
        ground: statute(case)?,
        rules: case.facts().rule_clauses,
        issued_on: app.today(),
        effective_on: due.last_day,
        sums: sums(due)?,
        total: total(due)?,
        pay_on: due.last_day,
        handover: handover(due.last_day),
    })
}

/// The employee's own notice with the day it was received (DOC-02, DOC-03). Not sealed: it is the employee's act.
pub(super) async fn leaving_notice(app: &App, db: &Db, case: &Case, received_on: NaiveDate) -> Answer<Made> {
    let Named { employer, worker, contract, .. } = named(app, db, case).await?;
    let last_day = case.row.last_day.ok_or_else(|| Problem::from_internal("an employee's notice has a last day"))?;
    let facts = LeavingNotice {
        employer,
        worker,
        hired_on: case.parties.hired_on,
        contract,
        ground: statute(case)?,
        reason: Some(case.row.reason.clone()).filter(|reason| !reason.trim().is_empty()),
        received_on,
        last_day,
        wished_last_day: case.row.wished_last_day,
    };
    let rendered = app.desk.render(facts, &case.row.number).await?;
    let (title, number) = (Template::LeavingNotice.title().to_owned(), case.row.number.clone());
    Ok(Made { title, number, pdf: rendered.pdf, seal: None, template: None })
}

fn arbitration(city: &str) -> String {
    format!("劳动合同履行地或者用人单位所在地（{city}）的劳动人事争议仲裁委员会")
}

fn union_step(part: &UnionPart) -> UnionStep {
    let reply = part.reply.as_ref();
    UnionStep {
        notified_on: civil_date(part.notified_at),
        replied_on: reply.map(|reply| civil_date(reply.at)),
        opinion: reply.map(|reply| match reply.answer {
            UnionAnswer::NoObjection => "无异议".to_owned(),
            UnionAnswer::Objection => format!("有异议，认为{}", reply.text.trim_end_matches('。')),
        }),
        handling: None,
    }
}

/// What they come to.
fn total(due: &Settlement) -> Answer<Money> {
    money(store::Money(law::Fen::checked_sum(due.statutory().map(|line| line.amount.0))?))
}

/// What the law gives on this ground; a line of nothing is not named. Wages and what else is owed stand on the
/// settlement sheet, which is made at the end.
fn sums(due: &Settlement) -> Answer<Vec<Sum>> {
    due.statutory()
        .filter(|line| line.amount.0 > law::Fen::ZERO)
        .map(|line| {
            Ok(Sum {
                label: line.zh.clone(),
                basis: basis(line.rules.as_slice()),
                statutory: Some(money(line.amount)?),
                agreed: money(line.amount)?,
            })
        })
        .collect()
}

fn handover(by: NaiveDate) -> Handover {
    Handover {
        to: "直接上级".to_owned(),
        by,
        items: vec!["工作资料和在办事项".to_owned(), "单位财物和账号".to_owned()],
    }
}

fn basis(rules: &[String]) -> String {
    format!("计算过程见离职结算（规则 {}）", rules.join("、"))
}

/// What the notice rests on: the chain behind 40(2), else what was brought into the case and accepted.
pub(super) fn findings(case: &Case, weighed: &Weighed) -> Answer<Vec<Finding>> {
    if case.ground()? == law::Ground::Incompetence {
        return Ok(chain_findings(weighed));
    }
    let of_item = |item: &Piece| {
        let proofs = weighed.gate.evidence.iter().filter_map(|evidence| evidence.proof.as_ref());
        let index = proofs.filter(|proof| proof.resource_id == item.id.0).find_map(|proof| proof.entry_index);
        let text = if item.text.is_empty() { item.title.clone() } else { item.text.clone() };
        let record = index.map_or(item.title.clone(), |index| format!("{}（留痕日志第 {index} 号）", item.title));
        Finding { on: item.dated_on, text, record: Some(record) }
    };
    let accepted = weighed.records.items.iter().filter(|item| item.state == State::Accepted);
    let mut findings: Vec<Finding> = accepted.map(of_item).collect();
    findings.sort_by_key(|finding| finding.on);
    Ok(findings)
}

/// The four links of the chain, oldest first, each with its record.
fn chain_findings(weighed: &Weighed) -> Vec<Finding> {
    let (chain, records) = (&weighed.chain, &weighed.records);
    let mut findings = Vec::new();
    let mut say = |code: &str, on: NaiveDate, text: String| {
        let proof = weighed
            .gate
            .evidence
            .iter()
            .find(|evidence| evidence.code == code)
            .and_then(|evidence| evidence.proof.as_ref());
        let record = proof.and_then(|proof| proof.entry_index).map(|index| format!("留痕日志第 {index} 号"));
        findings.push(Finding { on, text, record });
    };
    if let Link::Proved { on, at } = chain.known {
        say("E-KPI-KNOWN", on, format!("{}的量化考核目标送达，劳动者已答复", records.reviews[at].cycle_name));
    }
    let failed = |at: usize| {
        let review = &records.reviews[at];
        format!("{}考核结果送达：{} 分，低于合格线 {} 分", review.cycle_name, review.score(), review.baseline())
    };
    if let Link::Proved { on, at } = chain.first {
        say("E-APPR1-FAIL", on, failed(at));
    }
    if let Link::Proved { on, at } = chain.help {
        let training = records.plans[at].attended().find(|training| training.held_on == on);
        let text = training.map_or("参加绩效改进计划的培训".to_owned(), |training| {
            format!("参加绩效改进计划的培训“{}”（{} 学时）", training.title, training.hours)
        });
        say("E-TRAIN-OR-TRANSFER", on, text);
    }
    if let Link::Proved { on, at } = chain.second {
        say("E-APPR2-FAIL", on, failed(at));
    }
    findings
}
