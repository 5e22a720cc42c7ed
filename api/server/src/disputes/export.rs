//! The list of exhibits as the tribunal takes it: a PDF. Taking it is on record with its hash.

use actix_web::get;
use actix_web::web::Path;
use signing::facts::{Employer, EvidenceList, Exhibit};
use store::ids::DisputeId;

use super::exhibits::lines;
use super::row::File;
use crate::org::LegalEntity;
use crate::platform::crypto::sha256;
use crate::platform::errors::Refusals;
use crate::platform::http::File as Download;
use crate::platform::journal::Kind;
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
    if listed == 0 {
        let (zh, en) = ("清单中没有证据，请先列入证据。", "No exhibit is on the list. Include one first.");
        return Err(Problem::invalid_state("empty", zh, en));
    }
    let pdf = app.desk.render(facts, &number).await?.pdf;
    app.change(&who, async |tx| {
        let file = File::handled(tx, &who, who.scope(), *id, app.today()).await?;
        let exported = serde_json::json!({"sha256": hex::encode(sha256(&pdf)), "exhibits": listed});
        let event = file.private_event(Kind::DisputeExhibitsExported).facts(&file.facts(exported));
        Ok(((), event.attach("exhibits.pdf", "application/pdf", pdf.clone())))
    })
    .await?;
    Ok(Download { name: format!("证据清单-{number}.pdf"), media: "application/pdf".to_owned(), bytes: pdf.into() })
}

async fn facts(
    app: &App,
    who: &crate::platform::access::Caller,
    scope: &crate::platform::Scope,
    id: DisputeId,
) -> Answer<EvidenceList> {
    let db = app.read().await?;
    let file = File::handled(&db, who, scope, id, app.today()).await?;
    let (lines, entity) = tokio::try_join!(lines(&db, &file), LegalEntity::find(&db, file.legal_entity_id))?;
    let exhibits = lines.into_iter().filter_map(|line| {
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
    });
    let employer = entity.facts;
    Ok(EvidenceList {
        employer: Employer {
            name: employer.name,
            uscc: employer.uscc,
            address: employer.address,
            legal_representative: employer.legal_representative,
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
        exhibits: exhibits.collect(),
    })
}
