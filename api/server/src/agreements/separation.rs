//! Drafting: the separation agreement 解除劳动合同协议书 from the terms that both sides accepted.

use actix_web::post;
use actix_web::web::{Bytes, Path};
use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::{AgreementKind, SigningOrder};
use domain::separations::Side;
use serde::Deserialize;
use signing::facts::{Calculation, Handover, Leave, Money, NonCompete, Party, SeparationAgreement, Sum, Tax, Term};
use store::Db;
use store::ids::{EmployeeId, SeparationId};
use store::schema::employees;
use utoipa::ToSchema;

use super::draft::{self, Draft, Private, next_number};
use super::row::{Agreement, AgreementLine, AgreementTerms, Words, seal_words, view};
use crate::employees::{AnnualLeave, Contract, ContractKind, Standing, annual_leave_of, current_contract};
use crate::org::{self, LegalEntity};
use crate::platform::errors::Refusals;
use crate::platform::http::given;
use crate::platform::journal::Kind;
use crate::platform::{Answer, App, Created, Guard, Problem, Scope, perm};
use crate::separations::{self, Terms};
use crate::templates::Wordings;

/// How the agreement of a case is signed; its terms are those of the accepted proposal.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeparationAgreementDraft {
    #[serde(default)]
    signing_order: SigningOrder,
}

/// Draft the agreement of a case from the terms that both sides accepted. An earlier one must be declined or void.
///
/// Without a body either side may sign first.
#[utoipa::path(tag = "agreements", params(("id" = SeparationId, Path)), request_body = Option<SeparationAgreementDraft>, responses((status = 201, body = Agreement), Refusals))]
#[post("/separations/{id}/agreement")]
pub async fn draft_agreement(
    app: App,
    who: Guard<perm::AgreementsPrepare>,
    id: Path<SeparationId>,
    body: Bytes,
) -> Answer<Created<Agreement>> {
    let SeparationAgreementDraft { signing_order } = given(&body)?;
    let (terms, facts, employer, wordings) = {
        let db = app.read().await?;
        let terms = separations::terms_of(&app, &db, &who, who.scope(), *id).await?;
        if who.is_oneself(terms.employee.id) {
            return Err(Problem::forbidden());
        }
        let employer = LegalEntity::find(&db, terms.legal_entity_id).await?;
        let facts = facts(&app, &db, who.scope(), &terms, &employer).await?;
        let wordings = Wordings::find(&db, employer.id).await?;
        (terms, facts, employer, wordings)
    };
    let number = next_number(&app).await?;
    let (letter, template) = wordings.write(&app, facts).await?;
    let title = letter.words.title.clone();
    let rendered = app.desk.render(letter, &number).await?;
    let sha256 = app.storage.keep(rendered.pdf.clone()).await?;
    let shown = terms_shown(&terms)?;
    let draft = Draft {
        number,
        kind: AgreementKind::Separation,
        employee: terms.employee.clone(),
        employer: employer.id,
        employer_name: employer.facts.name,
        title,
        separation: Some(terms.separation_id),
        template,
        expires_on: None,
        signing_order,
        witness: None,
        words_sealed: seal_words(&app, &Words::Terms(shown.clone()))?,
        replaces: None,
        amended: Vec::new(),
        rendered,
        sha256,
    };
    app.change(&who, async |tx| {
        let row = draft.insert(&app, tx, &who).await?;
        separations::attach_agreement(tx, terms.separation_id, row.id).await?;
        let event = row
            .event(Kind::AgreementDrafted)
            .facts(&serde_json::json!({
                "number": row.number,
                "separation_id": row.separation_id,
                "proposal_id": terms.proposal_id,
                "template_version_id": row.template_version_id,
                "original_sha256": hex::encode(draft.sha256),
                "terms": shown,
                "signing_order": signing_order,
            }))
            .attach("agreement.pdf", "application/pdf", draft.rendered.pdf.clone());
        Ok((Created(view(&app, tx, row).await?), event))
    })
    .await
}

/// The figures as the API shows them.
fn terms_shown(terms: &Terms) -> Answer<AgreementTerms> {
    let lines = terms.lines.iter().map(|line| AgreementLine {
        code: line.code.clone(),
        label: line.label.clone(),
        amount: line.amount,
        statutory: line.statutory,
    });
    Ok(AgreementTerms {
        lines: lines.collect(),
        total: terms.total,
        statutory_total: terms.statutory_total,
        below_statutory: terms.below_statutory,
        tax: terms.tax,
        net: terms.net,
        last_day: terms.last_day,
        pay_on: terms.pay_on,
    })
}

/// Everything the document says.
async fn facts(
    app: &App,
    db: &Db,
    scope: &Scope,
    terms: &Terms,
    employer: &LegalEntity,
) -> Answer<SeparationAgreement> {
    let person = terms.employee.id;
    let standing = Standing::find(db, scope, person, app.today()).await?;
    let (private, letterhead, contract, leave, manager) = tokio::try_join!(
        Private::find(app, db, &standing),
        org::letterhead(app, db, employer.id),
        current_contract(db, &app.keyring, person, terms.last_day),
        annual_leave_of(db, person, terms.last_day.year()),
        manager(db, standing.manager_id),
    )?;
    let contract = contract.ok_or_else(|| {
        Problem::invalid_state(
            "no_contract",
            "该员工没有登记劳动合同，请先登记。",
            "No labour contract of this person is on record. Register it first.",
        )
    })?;
    let account = private.account.clone();
    let worker = private.worker(&standing, None);
    Ok(SeparationAgreement {
        employer: draft::employer(employer, letterhead),
        worker,
        hired_on: terms.hired_on,
        contract: term(&contract, &standing),
        proposer: match terms.proposer {
            Side::Employer => Party::Employer,
            Side::Employee => Party::Employee,
        },
        background: None,
        ends_on: terms.last_day,
        wages_pay_on: terms.last_day,
        insurance_until: month(terms.last_day),
        sums: terms.lines.iter().map(|line| sum(line, terms)).collect::<Answer<_>>()?,
        statutory_total: money(terms.statutory_total)?,
        total: money(terms.total)?,
        tax: tax(terms)?,
        pay_on: terms.pay_on,
        account,
        handover: Handover { to: manager, by: terms.last_day, items: HANDOVER.map(str::to_owned).into() },
        leave: leave_shown(leave.as_ref(), terms),
        bonus: None,
        non_compete: NonCompete::None,
        extra_terms: uncomputed(terms),
        arbitration: arbitration(&employer.facts.city),
        calculations: calculations(terms),
        ruleset: terms.settlement.ruleset.clone(),
    })
}

const HANDOVER: [&str; 3] =
    ["经办工作的进度、文件资料和联系人", "甲方配发的设备、证件和门禁卡", "业务系统账号和客户资料，不得留存副本"];

async fn manager(mut db: &Db, manager: Option<EmployeeId>) -> Answer<String> {
    let Some(manager) = manager else { return Ok("甲方指定的人员".to_owned()) };
    let name: String = employees::table.find(manager).select(employees::name).first(&mut db).await?;
    Ok(format!("直接主管{name}"))
}

fn term(contract: &Contract, standing: &Standing) -> Term {
    let contract = &contract.terms;
    match (contract.kind, contract.until) {
        (ContractKind::FixedTerm, Some(until)) => Term::FixedTerm { from: contract.from, until },
        (ContractKind::Task, _) => {
            Term::Task { from: contract.from, task: format!("{}岗位的约定工作任务", standing.position) }
        }
        (ContractKind::OpenEnded | ContractKind::FixedTerm, _) => Term::OpenEnded { from: contract.from },
    }
}

fn sum(line: &separations::TermsLine, terms: &Terms) -> Answer<Sum> {
    let uncomputed = match line.code.as_str() {
        "severance" => terms.settlement.severance.is_none(),
        "unused_annual_leave" => terms.settlement.annual_leave.is_none(),
        _ => false,
    };
    let basis = match line.statutory {
        Some(_) => "法定参照额的计算步骤见附件",
        None if uncomputed => "记录不全，法定参照额未能计算",
        None => "双方协商一致，甲方另行支付",
    };
    Ok(Sum {
        label: line.label.clone(),
        basis: basis.to_owned(),
        statutory: line.statutory.map(money).transpose()?,
        agreed: money(line.amount)?,
    })
}

/// What could not be computed is said in the document, and not waived by it.
fn uncomputed(terms: &Terms) -> Vec<String> {
    let missing: Vec<&str> = terms.settlement.missing.iter().map(|missing| missing.zh.trim_end_matches('。')).collect();
    if missing.is_empty() {
        return Vec::new();
    }
    vec![format!(
        "起草本协议时，下列事项的法定参照额因记录不全未能计算：{}。双方知悉这一情况，乙方依法应得而未计算的部分不因本协议而放弃。",
        missing.join("；")
    )]
}

fn tax(terms: &Terms) -> Answer<Tax> {
    let known = terms.tax.zip(terms.net);
    let (basis, withheld, net) = match known {
        Some((tax, net)) => (
            "一次性补偿收入在当地上年职工平均工资三倍数额以内的部分免征个人所得税，超过的部分单独计税；未休年休假工资并入当月工资薪金计税",
            tax,
            net,
        ),
        None => (
            "计税所需的工资记录或当地标准尚不齐全，此处暂列零元，实际税额按支付时的规定计算",
            store::Money(law::Fen::ZERO),
            terms.total,
        ),
    };
    Ok(Tax { basis: basis.to_owned(), withheld: money(withheld)?, net: money(net)? })
}

fn leave_shown(leave: Option<&AnnualLeave>, terms: &Terms) -> Leave {
    let paid = terms.settlement.annual_leave.as_ref().and_then(|sum| sum.outcome["unused_days"].as_u64());
    let (entitled, used) = match leave {
        Some(leave) => (leave.entitlement_days.to_string(), leave.used_days.to_string()),
        None => ("—".to_owned(), "—".to_owned()),
    };
    let treatment = match (paid, leave) {
        (Some(0), _) => "截至解除日没有应休未休的年休假".to_owned(),
        (Some(days), _) => format!("按解除日折算应休未休 {days} 天，其工资报酬已计入本协议约定的款项"),
        (None, None) => "年休假天数未登记，双方以考勤记录为准另行结清".to_owned(),
        (None, Some(_)) => "未休部分由甲方依法结清".to_owned(),
    };
    let unused = match (paid, leave) {
        (Some(days), _) => days.to_string(),
        (None, Some(leave)) => leave.entitlement_days.saturating_sub(leave.used_days).max(0).to_string(),
        (None, None) => "—".to_owned(),
    };
    Leave { entitled_days: entitled, used_days: used, unused_days: unused, treatment }
}

/// The annex: each figure's steps, in the order they build on one another.
fn calculations(terms: &Terms) -> Vec<Calculation> {
    let settlement = &terms.settlement;
    let sums = [
        ("解除前十二个月平均工资", &settlement.average_wage, "average"),
        ("经济补偿", &settlement.severance, "severance"),
        ("未休年休假工资", &settlement.annual_leave, "amount"),
        ("个人所得税", &settlement.income_tax, "tax"),
    ];
    let known = sums.into_iter().filter_map(|(title, sum, result)| Some((title, sum.as_ref()?, result)));
    known.map(|(title, sum, result)| sum.shown(title, result)).collect()
}

/// `2026年7月`
fn month(day: NaiveDate) -> String {
    format!("{}年{}月", day.year(), day.month())
}

fn arbitration(city: &str) -> String {
    let city = if city.ends_with(['市', '州', '区', '县']) { city.to_owned() } else { format!("{city}市") };
    format!("{city}有管辖权的劳动人事争议仲裁委员会")
}

fn money(amount: store::Money) -> Answer<Money> {
    Money::from_fen(amount.0.0).map_err(Problem::from_internal)
}
