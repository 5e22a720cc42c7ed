//! The document 绩效改进计划: set when a plan is published, kept as a paper of the person.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use signing::facts::{ImprovementPlan, PlanGoal, PlannedCheckIn, Training, Worker};
use store::ids::{DocumentId, EmployeeId, OrgUnitId, TemplateVersionId};
use store::schema::{employees, org_units};
use store::{Db, Tx};

use super::PLAN;
use super::row::PlanRow;
use crate::agreements::employer;
use crate::employees::{Paper, Standing, keep_paper};
use crate::org::{LegalEntity, letterhead};
use crate::platform::{Answer, App, Scope};
use crate::reviews;
use crate::templates::Wordings;

/// The document of a plan.
pub(super) struct Set {
    pub document: DocumentId,
    pub sha256: [u8; 32],
    pub pdf: Vec<u8>,
    /// The version of a template that its words come from.
    pub template: Option<TemplateVersionId>,
}

/// Sets the document and keeps it.
pub(super) async fn set(app: &App, tx: &mut Tx, scope: &Scope, row: &PlanRow) -> Answer<Set> {
    let facts = facts(app, tx, scope, row).await?;
    let (letter, template) = Wordings::find(tx, row.legal_entity_id).await?.write(app, facts).await?;
    let title = letter.words.title.clone();
    let pdf = app.desk.render(letter, &row.id.to_string()).await?.pdf;
    let sha256 = app.storage.keep(pdf.clone()).await?;
    let paper = Paper {
        employee: row.employee_id,
        legal_entity: row.legal_entity_id,
        kind: "improvement_plan",
        title: &title,
        media: "application/pdf",
        sha256,
        size: pdf.len(),
        resource: (PLAN, row.id.0),
    };
    Ok(Set { document: keep_paper(app, tx, paper).await?, sha256, pdf, template })
}

async fn facts(app: &App, db: &Db, scope: &Scope, row: &PlanRow) -> Answer<ImprovementPlan> {
    let standing = Standing::find(db, scope, row.employee_id, app.today()).await?;
    let entity = LegalEntity::find(db, row.legal_entity_id).await?;
    let names = names(db, row).await?;
    let review = match row.review_id {
        Some(id) => Some(reviews::named(db, id).await?),
        None => None,
    };
    let goals = row.goals.0.iter().cloned();
    let training = row.training.0.iter().cloned();
    let check_ins = row.planned_check_ins.0.iter().cloned();
    Ok(ImprovementPlan {
        employer: employer(&entity, letterhead(app, db, entity.id).await?),
        worker: worker(db, &standing).await?,
        hired_on: standing.hired_on,
        manager: names.get(&row.manager_id).cloned().unwrap_or_default(),
        mentor: row.mentor_id.and_then(|id| names.get(&id).cloned()),
        from: row.from_on,
        // Stored is the first day after it.
        until: row.until_on.pred_opt().unwrap_or(row.until_on),
        review,
        reason: row.reason.clone(),
        goals: goals
            .map(|one| PlanGoal { name: one.name, target: one.target, unit: one.unit, measure: one.measure })
            .collect(),
        training: training.map(|one| Training { title: one.title, hours: one.hours, held_on: one.held_on }).collect(),
        change_of_post: row.change_of_post.clone().filter(|post| !post.trim().is_empty()),
        check_ins: check_ins.map(|one| PlannedCheckIn { on: one.on, topic: one.topic }).collect(),
        issued_on: app.today(),
    })
}

/// The manager and whoever helps.
async fn names(mut db: &Db, row: &PlanRow) -> Answer<HashMap<EmployeeId, String>> {
    let ids: Vec<EmployeeId> = [Some(row.manager_id), row.mentor_id].into_iter().flatten().collect();
    let named: Vec<(EmployeeId, String)> = employees::table
        .filter(employees::id.eq_any(ids))
        .select((employees::id, employees::name))
        .load(&mut db)
        .await?;
    Ok(named.into_iter().collect())
}

/// The person without what a manager may not see.
async fn worker(mut db: &Db, standing: &Standing) -> Answer<Worker> {
    let of: OrgUnitId = standing.org_unit_id;
    let org_unit: String = org_units::table.find(of).select(org_units::name).first(&mut db).await?;
    Ok(Worker {
        name: standing.person.name.clone(),
        national_id: String::new(),
        number: standing.person.number.clone(),
        org_unit,
        position: standing.position.clone(),
        phone: None,
        address: None,
    })
}
