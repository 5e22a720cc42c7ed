//! The settlement sheet as files: a page of facts 离职结算单 (DOC-12) as PDF, and a workbook.
//!
//! Both say what the settlement says, in Chinese, and are made anew at each reading; of a completed case from the
//! frozen settlement.

use actix_web::get;
use actix_web::web::Path;
use chrono::NaiveDate;
use domain::separations::sheet::LineKind;
use domain::standards::Kind;
use law::Fen;
use signing::facts::{self, Line, LocalFigure};
use store::ids::SeparationId;
use store::{Db, Money};

use super::bill::{SettlementFigure, SettlementLine};
use super::papers::{self, Named, money};
use super::row::Case;
use super::settlement::{self, Asked, Settlement};
use super::settlement_workbook;
use crate::platform::errors::Refusals;
use crate::platform::http::File;
use crate::platform::{Answer, App, Guard, perm, workbook};
use crate::standards::StandardStatus;
use crate::templates::Wordings;

const TITLE: &str = "离职结算单";

/// The settlement sheet as PDF: each line with its rule, every step, the figures used and how sure they are.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), Refusals))]
#[get("/separations/{id}/settlement.pdf")]
pub async fn download_settlement_sheet(
    app: App,
    who: Guard<perm::SettlementsRead>,
    id: Path<SeparationId>,
) -> Answer<File> {
    let (case, sheet, wordings) = read(&app, &who, *id).await?;
    let (statement, _) = wordings.write(&app, sheet).await?;
    let rendered = app.desk.render(statement, &format!("{}-JS", case.row.number)).await?;
    Ok(file(&case, "pdf", "application/pdf", rendered.pdf))
}

/// The settlement sheet as a workbook: lines, steps and figures, each on a sheet of its own.
#[utoipa::path(
    tag = "separations",
    params(("id" = SeparationId, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), Refusals)
)]
#[get("/separations/{id}/settlement.xlsx")]
pub async fn download_settlement_workbook(
    app: App,
    who: Guard<perm::SettlementsRead>,
    id: Path<SeparationId>,
) -> Answer<File> {
    let (case, sheet, _) = read(&app, &who, *id).await?;
    let (number, at) = (case.row.number.clone(), app.now());
    let bytes = app.blocking(move || settlement_workbook::write(&sheet, &number, at)).await?;
    Ok(file(&case, "xlsx", workbook::MEDIA, bytes))
}

/// A case that the caller may see the sums of, its sheet, and the words of that sheet: those of the day it was frozen.
async fn read(
    app: &App,
    who: &Guard<perm::SettlementsRead>,
    id: SeparationId,
) -> Answer<(Case, facts::Settlement, Wordings)> {
    let db = app.read().await?;
    let (case, _) = Case::find_to_pay::<perm::NegotiationsTake>(&db, who, who.scope(), id, app.today()).await?;
    let due = settlement::of(app, &db, &case, Asked::default()).await?;
    let entity = case.row.legal_entity_id;
    let wordings = match &case.row.settlement_sealed {
        Some(_) => Wordings::version(&db, entity, due.template_version_id).await?,
        None => Wordings::find(&db, entity).await?,
    };
    let sheet = sheet(app, &db, &case, due).await?;
    Ok((case, sheet, wordings))
}

fn file(case: &Case, extension: &str, media: &str, bytes: Vec<u8>) -> File {
    File { name: format!("{TITLE}-{}.{extension}", case.row.number), media: media.to_owned(), bytes: bytes.into() }
}

/// What both files say.
async fn sheet(app: &App, db: &Db, case: &Case, due: Settlement) -> Answer<facts::Settlement> {
    let Named { employer, worker, .. } = papers::named(app, db, case).await?;
    let (owed, taken): (Vec<_>, Vec<_>) = due.lines.iter().partition(|line| line.amount.0 >= Fen::ZERO);
    let mut deductions =
        taken.into_iter().map(|line| shown(line, negated(line.amount)?)).collect::<Answer<Vec<_>>>()?;
    if due.tax.0 > Fen::ZERO {
        deductions.push(tax(due.tax)?);
    }
    let total = Money(Fen::checked_sum(owed.iter().map(|line| line.amount.0))?);
    let deducted = Money(total.0.checked_sub(due.net.0)?);
    Ok(facts::Settlement {
        employer,
        worker,
        hired_on: case.parties.hired_on,
        last_day: due.last_day,
        years_of_service: papers::years_of_service(case.parties.hired_on, due.last_day),
        ground: ground(case)?,
        is_final: case.row.settlement_sealed.is_some(),
        lines: owed.into_iter().map(|line| shown(line, line.amount)).collect::<Answer<_>>()?,
        total: money(total)?,
        deductions,
        deducted: money(deducted)?,
        net: money(due.net)?,
        pay_on: pay_on(case, &due),
        account: "劳动者的工资账户".to_owned(),
        notes: due.notes.iter().map(|note| note.zh.clone()).collect(),
        missing: due.missing.iter().map(|missing| missing.zh.clone()).collect(),
        figures: due.figures.iter().map(figure).collect::<Answer<_>>()?,
        calculations: due.calculations(),
        ruleset: due.ruleset,
    })
}

/// The agreed day, or that of the end: wages are paid at once when the contract ends.
fn pay_on(case: &Case, due: &Settlement) -> NaiveDate {
    case.row.pay_on.unwrap_or(due.last_day)
}

fn ground(case: &Case) -> Answer<String> {
    let ground = case.ground()?;
    Ok(format!("{}（{}）", ground.row().zh, ground.statute().article))
}

fn negated(amount: Money) -> Answer<Money> {
    Ok(Money(Fen::ZERO.checked_sub(amount.0)?))
}

fn shown(line: &SettlementLine, amount: Money) -> Answer<Line> {
    let beside = match line.statutory {
        Some(statutory) => Some(format!("双方约定；法定参照额 {} 元", statutory.0)),
        None => (line.kind == LineKind::Agreed).then(|| "双方约定".to_owned()),
    };
    Ok(Line {
        label: line.zh.clone(),
        basis: line.basis.clone().or(beside).unwrap_or_else(|| "计算步骤见下".to_owned()),
        rules: line.rules.clone(),
        amount: money(amount)?,
    })
}

fn tax(amount: Money) -> Answer<Line> {
    Ok(Line {
        label: "个人所得税（一次性补偿）".to_owned(),
        basis: "超过当地上年职工平均工资三倍的部分，计算步骤见下".to_owned(),
        rules: vec!["R-038".to_owned()],
        amount: money(amount)?,
    })
}

fn figure(figure: &SettlementFigure) -> Answer<LocalFigure> {
    let period = figure.statistics_year.map(|year| format!("{year} 年度")).or_else(|| figure.effective.clone());
    let parts = [Some(name(figure.kind).to_owned()), Some(figure.city.clone()), period];
    Ok(LocalFigure {
        name: parts.into_iter().flatten().collect::<Vec<_>>().join("，"),
        value: money(figure.value)?,
        status: status(figure.status).to_owned(),
        source: figure.source.clone(),
    })
}

const fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::MonthlyAverage => "职工月平均工资",
        Kind::Cap3x => "职工月平均工资三倍",
        Kind::AnnualAverage => "职工年平均工资",
        Kind::MinimumWage => "月最低工资",
        Kind::MinimumWageHourly => "小时最低工资",
    }
}

const fn status(status: StandardStatus) -> &'static str {
    match status {
        StandardStatus::Official => "官方",
        StandardStatus::OfficialVia => "官方文件转引",
        StandardStatus::Court => "裁判采用",
        StandardStatus::Secondary => "二手来源",
        StandardStatus::Unconfirmed => "未核实",
    }
}
