//! The letter 警告函: set, sealed with the employer's seal for notices, kept as a paper of the person, delivered.

use domain::seals::Purpose;
use domain::warnings::Level;
use signing::facts::{Contact, Finding, Hearing, RuleShown, WarningLetter, WarningLevel};
use store::Tx;

use super::WARNING;
use super::row::{Decided, Row, Words};
use crate::agreements::{Private, employer};
use crate::employees::{Paper, Standing, address_of, keep_paper};
use crate::org::{LegalEntity, letterhead};
use crate::platform::clock::civil_date;
use crate::platform::deliveries::{self, Channel, NewDelivery};
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Scope};
use crate::seals::{self, Use, seal_for};
use crate::templates::Wordings;

/// Issues the letter and notes it in the row, which the caller saves; answers what happened.
pub(super) async fn issue(
    app: &App,
    tx: &mut Tx,
    scope: &Scope,
    row: &mut Row,
    (words, decided): (&Words, &Decided),
) -> Answer<[Event; 2]> {
    row.counts_until = domain::warnings::counts_until(app.today(), words.facts.valid_months);
    let facts = facts(app, tx, scope, row, words).await?;
    let (letter, template) = Wordings::find(tx, row.legal_entity_id).await?.write(app, facts).await?;
    let seal = seal_for(app, tx, row.legal_entity_id, Purpose::Notice).await?;
    let title = &letter.words.title.clone();
    let rendered = app.desk.render(letter, &row.number).await?;
    let pdf = app.desk.seal(rendered, seal.seal.clone(), &format!("出具{title}")).await?;
    let sha256 = app.storage.keep(pdf.clone()).await?;
    let paper = Paper {
        employee: row.employee_id,
        legal_entity: row.legal_entity_id,
        kind: "warning_letter",
        title,
        media: "application/pdf",
        sha256,
        size: pdf.len(),
        resource: (WARNING, row.id.0),
    };
    row.document_id = Some(keep_paper(app, tx, paper).await?);
    row.letter_sha256 = Some(sha256.to_vec());
    row.issued_at = Some(app.now());
    row.open_to_employee = true;
    deliver(app, tx, row, sha256).await?;
    let used = Use {
        title,
        number: &row.number,
        resource: (WARNING, row.id.0),
        employee: row.employee_id,
        sha256,
        asked_by: row.drafted_by(),
        approved_by: Some(&decided.by.name),
    };
    let used = seals::record(app, tx, &seal, used).await?;
    let document = serde_json::json!({
        "number": row.number, "facts": words.facts, "statement_by": row.statement_due_on, "heard": words.heard,
        "counts_until": row.counts_until, "sha256": hex::encode(sha256), "template_version_id": template,
    });
    let issued = row.event(Kind::WarningIssued).facts(&document).attach("warning.pdf", "application/pdf", pdf);
    Ok([issued, used])
}

async fn deliver(app: &App, tx: &mut Tx, row: &Row, sha256: [u8; 32]) -> Answer<()> {
    let delivery = NewDelivery {
        employee: row.employee_id,
        resource: (WARNING, row.id.0),
        kind: WARNING,
        sha256,
        channel: Channel::InSystem,
        due_on: Some(domain::alerts::due_on(app.today())),
    };
    deliveries::deliver_one(tx, app.now(), &delivery).await
}

async fn facts(app: &App, tx: &mut Tx, scope: &Scope, row: &Row, words: &Words) -> Answer<WarningLetter> {
    let standing = Standing::find(tx, scope, row.employee_id, app.today()).await?;
    let (private, address) = (Private::find(app, tx, &standing).await?, address_of(app, tx, row.employee_id).await?);
    let entity = LegalEntity::find(tx, row.legal_entity_id).await?;
    let employer = employer(&entity, letterhead(app, tx, entity.id).await?);
    let mut findings: Vec<Finding> = words.facts.findings.iter().map(finding).collect();
    findings.sort_by_key(|finding| finding.on);
    let rules = words.facts.rules.iter();
    Ok(WarningLetter {
        contact: Contact {
            name: format!("{}人力资源部", employer.name), phone: "以单位公示为准".to_owned()
        },
        employer,
        worker: private.worker(&standing, address),
        hired_on: standing.hired_on,
        level: match row.level.0 {
            Level::Reminder => WarningLevel::Reminder,
            Level::Written => WarningLevel::Written,
            Level::Final => WarningLevel::Final,
        },
        findings,
        rules: rules.map(|rule| RuleShown { clause: rule.clause.clone(), shown_on: rule.shown_on }).collect(),
        hearing: words.heard.as_ref().zip(row.statement_due_on).map(|(heard, until)| Hearing {
            asked_on: civil_date(heard.asked_at),
            until,
            stated_on: heard.stated.as_ref().map(|stated| civil_date(stated.at)),
            statement: heard.stated.as_ref().map(|stated| stated.text.clone()),
        }),
        expectation: words.facts.expectation.clone(),
        counts_to: row.counts_until.and_then(|until| until.pred_opt()),
        has_union: entity.facts.has_union,
        issued_on: app.today(),
    })
}

fn finding(finding: &domain::warnings::Finding) -> Finding {
    let record = Some(finding.record.trim()).filter(|record| !record.is_empty()).map(str::to_owned);
    Finding { on: finding.on, text: finding.text.clone(), record }
}
