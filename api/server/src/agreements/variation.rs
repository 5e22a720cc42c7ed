//! Varying a contract that both signed (变更, LCL 35): its text as it stands, what the variation says of its clauses, and
//! the redline of the two.
//!
//! A contract is what both signed, with every variation of its clauses that both signed since, in the order in which they
//! were drafted: one is on the table at a time.

use actix_web::get;
use actix_web::web::{Json, Path};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::{AgreementKind, Stage};
use domain::refused::{Refused, Words as Sentences};
use domain::templates::{self as texts, ClauseChanges, Comparison, Language, Readings, TemplateText};
use store::ids::{AgreementId, EmployeeId};
use store::schema::agreements;
use store::{Db, Text};

use super::facts::{AgreementFacts, VariedClauses};
use super::row::{Row, open_words};
use super::text::Source;
use crate::platform::errors::Refusals;
use crate::platform::{Answer, App, Guard, Problem, perm};

/// A contract as it stands.
struct Present {
    kind: texts::Kind,
    source: Source,
    /// Every variation of its clauses that both signed, in order.
    variations: Vec<ClauseChanges>,
}

impl Present {
    /// The person's contract, unless it is none that both signed here; with the variations that were drafted before
    /// one, or all of them.
    async fn find(
        app: &App,
        mut db: &Db,
        person: EmployeeId,
        id: AgreementId,
        before: Option<&Row>,
    ) -> Answer<Option<Self>> {
        let signed: Vec<Row> = agreements::table
            .filter(agreements::employee_id.eq(person).and(agreements::stage.eq(Text(Stage::Signed))))
            .order((agreements::created_at, agreements::id))
            .select(Row::as_select())
            .load(&mut db)
            .await?;
        let Some(contract) = signed.iter().find(|row| row.id == id) else { return Ok(None) };
        let kind = match contract.kind.0 {
            AgreementKind::LabourContract => texts::Kind::LabourContract,
            AgreementKind::ContractRenewal => texts::Kind::ContractRenewal,
            _ => return Ok(None),
        };
        let mut variations = Vec::new();
        for row in signed.iter().filter(|row| row.kind.0 == AgreementKind::ContractVariation) {
            let earlier = before.is_none_or(|before| (row.created_at, row.id.0) < (before.created_at, before.id.0));
            let clauses = varied_by(app, row)?.filter(|clauses| earlier && clauses.agreement_id == id);
            variations.extend(clauses.map(|clauses| clauses.changes));
        }
        let source = Source::of(app, db, contract).await?;
        Ok(Some(Self { kind, source, variations }))
    }

    /// Its clauses as they are written, without those that never stood in it.
    fn written(&self) -> Answer<Source> {
        let text = texts::standing(self.source.text(), &self.source.filled(Language::Chinese)?);
        let text = self.variations.iter().fold(text, |text, changes| texts::varied(&text, changes).0);
        Ok(self.source.saying(text))
    }
}

/// The clauses that a variation changes; none when it changes none.
fn varied_by(app: &App, row: &Row) -> Answer<Option<VariedClauses>> {
    Ok(match open_words(app, row)?.into_facts() {
        Some(AgreementFacts::ContractVariation(facts)) => facts.clauses,
        _ => None,
    })
}

fn no_such_contract() -> Problem {
    Problem::field(
        "/agreement_id",
        "no_such_contract",
        "请选择该员工由双方在系统中签署的劳动合同或者续订协议；其他合同的变更，请逐项写明变更前后的内容。",
        "Choose a labour contract or renewal that this person and the employer signed here; for another, give what it was and what it becomes, item by item.",
    )
}

/// What a variation says of the clauses that it changes, in words; its own template must have a place for them.
pub(super) async fn in_words(
    app: &App,
    db: &Db,
    person: EmployeeId,
    clauses: &VariedClauses,
    template: &TemplateText,
) -> Answer<Vec<Sentences>> {
    if !texts::says(template, "variation.clauses") {
        return Err(Problem::field(
            "",
            "template_without_clauses",
            "所选模板没有写明条款变更的位置（要素“改写、增加、删去的条款”）。请先在模板中加上该要素并由法务发布，或者逐项写明变更内容。",
            "The template has no place for changed clauses (the fact `variation.clauses`). Add it and have legal release it, or give the changes item by item.",
        ));
    }
    let present = Present::find(app, db, person, clauses.agreement_id, None).await?.ok_or_else(no_such_contract)?;
    let changes = clauses.changes.clone();
    app.blocking(move || {
        let before = present.written()?;
        let checked = texts::vary(present.kind, before.text(), &changes).map_err(Refused::Invalid);
        let after = before.saying(checked.map_err(|refused| Problem::from(refused).under("/changes"))?);
        let (_, keys) = texts::varied(before.text(), &changes);
        let chinese = (before.filled(Language::Chinese)?, after.filled(Language::Chinese)?);
        let english = (before.filled(Language::English)?, after.filled(Language::English)?);
        let readings = Readings { chinese: (&chinese.0, &chinese.1), english: (&english.0, &english.1) };
        Ok(texts::in_words(&changes, &keys, &readings))
    })
    .await
}

/// The clauses of a signed contract as they stand and as they are written, to vary them.
///
/// Every variation that both signed is in them. 404 for anything but a labour contract or a renewal that both have
/// signed; 409 `text_not_kept` for one whose text was not kept by clauses.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path)), responses((status = 200, body = TemplateText), Refusals))]
#[get("/agreements/{id}/present-clauses")]
pub async fn read_present_clauses(
    app: App,
    who: Guard<perm::AgreementsPrepare>,
    id: Path<AgreementId>,
) -> Answer<Json<TemplateText>> {
    let present = {
        let db = app.read().await?;
        let row = Row::find(&db, &who, who.scope(), *id, app.today()).await?;
        Present::find(&app, &db, row.employee_id, row.id, None).await?.ok_or_else(Problem::not_found)?
    };
    app.blocking(move || Ok(Json(present.written()?.text().clone()))).await
}

/// What a variation changes in the contract, clause by clause and word by word. 404 when it changes no clauses.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path)), responses((status = 200, body = Comparison), Refusals))]
#[get("/agreements/{id}/clause-changes")]
pub async fn compare_varied_contract(
    app: App,
    who: Guard<perm::AgreementsRead>,
    id: Path<AgreementId>,
) -> Answer<Json<Comparison>> {
    let (present, changes) = {
        let db = app.read().await?;
        let row = Row::find(&db, &who, who.scope(), *id, app.today()).await?;
        let VariedClauses { agreement_id, changes } = varied_by(&app, &row)?.ok_or_else(Problem::not_found)?;
        let present = Present::find(&app, &db, row.employee_id, agreement_id, Some(&row)).await?;
        (present.ok_or_else(Problem::not_found)?, changes)
    };
    app.blocking(move || {
        let before = present.written()?;
        let after = before.saying(texts::varied(before.text(), &changes).0);
        let (before, after) = (before.filled(Language::Chinese)?, after.filled(Language::Chinese)?);
        Ok(Json(texts::compare_filled(&before, &after)))
    })
    .await
}
