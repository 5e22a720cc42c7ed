//! The list of exhibits as the tribunal takes it: a PDF, and a workbook to go on with. Taking it is on record with its
//! hash.

use actix_web::get;
use actix_web::web::Path;
use signing::facts::{Employer, EvidenceList, Exhibit};
use store::ids::DisputeId;

use super::exhibits::lines;
use super::row::File;
use crate::org::{self, LegalEntity};
use crate::platform::crypto::sha256;
use crate::platform::errors::Refusals;
use crate::platform::http::File as Download;
use crate::platform::journal::Kind;
use crate::platform::workbook::{self, Cell, List};
use crate::platform::{Answer, App, Guard, Problem, perm};

/// The list of exhibits as a PDF, as it stands now. Taking it is put on record.
#[utoipa::path(tag = "disputes", params(("id" = DisputeId, Path)), responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), Refusals))]
#[get("/disputes/{id}/exhibits/file")]
pub async fn download_dispute_exhibits(
    app: App,
    who: Guard<perm::DisputesManage>,
    id: Path<DisputeId>,
) -> Answer<Download> {
    let facts = facts(&app, &who, who.scope(), *id).await?;
    let (number, listed) = (facts.number.clone(), facts.exhibits.len());
    let pdf = app.desk.render(facts, &number).await?.pdf;
    taken(&app, &who, *id, (number, listed), ("pdf", "application/pdf", pdf)).await
}

/// The list of exhibits as a workbook, as it stands now. Taking it is put on record.
#[utoipa::path(
    tag = "disputes",
    params(("id" = DisputeId, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), Refusals)
)]
#[get("/disputes/{id}/exhibits.xlsx")]
pub async fn download_dispute_exhibits_workbook(
    app: App,
    who: Guard<perm::DisputesManage>,
    id: Path<DisputeId>,
) -> Answer<Download> {
    let facts = facts(&app, &who, who.scope(), *id).await?;
    let (number, listed, now) = (facts.number.clone(), facts.exhibits.len(), app.now());
    let bytes = app.blocking(move || list(&facts).written(now)).await?;
    taken(&app, &who, *id, (number, listed), ("xlsx", workbook::MEDIA, bytes)).await
}

/// Puts on record what was taken, with the file itself.
async fn taken(
    app: &App,
    who: &Guard<perm::DisputesManage>,
    id: DisputeId,
    (number, listed): (String, usize),
    (extension, media, bytes): (&str, &str, Vec<u8>),
) -> Answer<Download> {
    app.change(who, async |tx| {
        let file = File::handled(tx, who, who.scope(), id, app.today()).await?;
        let exported = serde_json::json!({"sha256": hex::encode(sha256(&bytes)), "exhibits": listed, "media": media});
        let event = file.private_event(Kind::DisputeExhibitsExported).facts(&file.facts(exported));
        Ok(((), event.attach(&format!("exhibits.{extension}"), media, bytes.clone())))
    })
    .await?;
    Ok(Download { name: format!("证据清单-{number}.{extension}"), media: media.to_owned(), bytes: bytes.into() })
}

/// What the PDF says, a row for each exhibit.
fn list(facts: &EvidenceList) -> List<'_> {
    let row = |exhibit: &Exhibit| {
        vec![
            Cell::Number(exhibit.number.into()),
            exhibit.name.clone().into(),
            exhibit.source.clone().into(),
            exhibit.purpose.clone().into(),
            exhibit.pages.clone().into(),
            exhibit.sha256.clone().unwrap_or_default().into(),
            exhibit.entry.map(|index| index.to_string()).unwrap_or_default().into(),
        ]
    };
    List {
        title: "证据清单",
        author: &facts.employer.name,
        facts: vec![
            ("编号", facts.number.clone()),
            ("用人单位", facts.employer.name.clone()),
            ("劳动者", facts.employee_name.clone()),
            ("受理机构", facts.tribunal.clone()),
            ("案号", facts.case_number.clone()),
            ("制作日期", facts.listed_on.to_string()),
        ],
        heads: vec![
            ("序号", 12.0),
            ("证据名称", 36.0),
            ("证据来源", 20.0),
            ("证明目的", 48.0),
            ("页码", 12.0),
            ("SHA-256", 68.0),
            ("留痕日志序号", 14.0),
        ],
        rows: facts.exhibits.iter().map(row).collect(),
    }
}

/// The facts of the list; one without an exhibit is refused.
async fn facts(
    app: &App,
    who: &crate::platform::access::Caller,
    scope: &crate::platform::Scope,
    id: DisputeId,
) -> Answer<EvidenceList> {
    let db = app.read().await?;
    let file = File::handled(&db, who, scope, id, app.today()).await?;
    let (lines, entity, letterhead) = tokio::try_join!(
        lines(&db, &file),
        LegalEntity::find(&db, file.legal_entity_id),
        org::letterhead(app, &db, file.legal_entity_id),
    )?;
    let exhibits: Vec<Exhibit> = lines
        .into_iter()
        .filter_map(|line| {
            Some(Exhibit {
                number: line.number?,
                name: line.name,
                source: line.source,
                purpose: line.purpose,
                pages: match (line.page_range.as_deref(), line.pages) {
                    (Some([first, last]), _) if first == last => first.to_string(),
                    (Some([first, last]), _) => format!("{first}–{last}"),
                    (_, Some(pages)) => format!("共 {pages} 页"),
                    _ => String::new(),
                },
                sha256: line.sha256,
                entry: line.entry_index,
            })
        })
        .collect();
    if exhibits.is_empty() {
        let (zh, en) = ("清单中没有证据，请先列入证据。", "No exhibit is on the list. Include one first.");
        return Err(Problem::invalid_state("empty", zh, en));
    }
    let employer = entity.facts;
    Ok(EvidenceList {
        employer: Employer {
            name: employer.name,
            uscc: employer.uscc,
            address: employer.address,
            legal_representative: employer.legal_representative,
            letterhead,
        },
        number: file.number,
        employee_name: file.employee_name,
        claimant: match file.claimant.0 {
            domain::separations::Side::Employer => signing::facts::Party::Employer,
            domain::separations::Side::Employee => signing::facts::Party::Employee,
        },
        tribunal: file.tribunal,
        case_number: file.case_number,
        listed_on: app.today(),
        exhibits,
    })
}
