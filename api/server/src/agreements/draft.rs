//! What every draft needs: a number, a place on record, and the sealed facts about the person.

use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::{AgreementKind, SignerRole, SigningOrder, Stage};
use signing::Rendered;
use signing::facts::{Employer, Letterhead, Worker};
use store::ids::{AgreementId, EmployeeId, LegalEntityId, SeparationId, TemplateVersionId};
use store::schema::{agreement_numbers, agreement_signers, agreements, employees, org_units};
use store::{Db, Json, Text, Tx};

use super::row::{FieldPlace, Row};
use crate::employees::{EmployeeRef, Standing, open_phone};
use crate::org::LegalEntity;
use crate::platform::access::Caller;
use crate::platform::{Answer, App, Problem, ids};

/// An agreement that is about to be put on record as a draft.
pub(super) struct Draft {
    pub number: String,
    pub kind: AgreementKind,
    pub employee: EmployeeRef,
    pub employer: LegalEntityId,
    pub employer_name: String,
    pub title: String,
    pub separation: Option<SeparationId>,
    pub template: Option<TemplateVersionId>,
    pub expires_on: Option<NaiveDate>,
    pub words_sealed: Vec<u8>,
    pub signing_order: SigningOrder,
    pub witness: Option<EmployeeRef>,
    pub replaces: Option<AgreementId>,
    /// Headings of the clauses that are worded for this contract alone.
    pub amended: Vec<String>,
    pub rendered: Rendered,
    pub sha256: [u8; 32],
}

impl Draft {
    pub async fn insert(&self, app: &App, tx: &mut Tx, who: &Caller) -> Answer<Row> {
        let fields: Vec<FieldPlace> = self.rendered.fields.iter().cloned().map(FieldPlace::from).collect();
        let id: AgreementId = ids::new();
        let row: Row = diesel::insert_into(agreements::table)
            .values((
                agreements::id.eq(id),
                agreements::number.eq(&self.number),
                agreements::kind.eq(Text(self.kind)),
                agreements::legal_entity_id.eq(self.employer),
                agreements::employee_id.eq(self.employee.id),
                agreements::separation_id.eq(self.separation),
                agreements::template_version_id.eq(self.template),
                agreements::expires_on.eq(self.expires_on),
                agreements::title.eq(&self.title),
                agreements::stage.eq(Text(Stage::Draft)),
                agreements::terms_sealed.eq(&self.words_sealed),
                agreements::replaces_id.eq(self.replaces),
                agreements::original_sha256.eq(self.sha256.to_vec()),
                agreements::document_sha256.eq(self.sha256.to_vec()),
                agreements::pages.eq(i32::try_from(self.rendered.pages).map_err(Problem::from_internal)?),
                agreements::fields.eq(Json(fields)),
                agreements::created_by.eq(who.principal.account_id()),
                agreements::created_at.eq(app.now()),
            ))
            .returning(Row::as_returning())
            .get_result(tx)
            .await?;
        self.insert_signers(tx, id).await?;
        Ok(row)
    }

    async fn insert_signers(&self, tx: &mut Tx, id: AgreementId) -> Answer<()> {
        let signer = |role: SignerRole, name: &str, witness: Option<EmployeeId>| {
            let waits_for = self.signing_order.waits_for(role, self.witness.is_some());
            (
                agreement_signers::agreement_id.eq(id),
                agreement_signers::role.eq(Text(role)),
                agreement_signers::name.eq(name.to_owned()),
                agreement_signers::state.eq("waiting"),
                agreement_signers::employee_id.eq(witness),
                agreement_signers::waits_for.eq(waits_for.map(Text)),
            )
        };
        let mut signers = vec![
            signer(SignerRole::Employee, &self.employee.name, None),
            signer(SignerRole::Employer, &self.employer_name, None),
        ];
        signers.extend(self.witness.as_ref().map(|person| signer(SignerRole::Witness, &person.name, Some(person.id))));
        diesel::insert_into(agreement_signers::table).values(&signers).execute(tx).await?;
        Ok(())
    }
}

/// `AGR-2026-0001`; a draft that fails leaves a gap.
pub(super) async fn next_number(app: &App) -> Answer<String> {
    let year = app.today().year();
    let small = i16::try_from(year).map_err(Problem::from_internal)?;
    let last: i32 = app
        .bookkeep(async |tx| {
            Ok(diesel::insert_into(agreement_numbers::table)
                .values((agreement_numbers::year.eq(small), agreement_numbers::last.eq(1)))
                .on_conflict(agreement_numbers::year)
                .do_update()
                .set(agreement_numbers::last.eq(agreement_numbers::last + 1))
                .returning(agreement_numbers::last)
                .get_result(tx)
                .await?)
        })
        .await?;
    Ok(format!("AGR-{year}-{last:04}"))
}

/// What a document needs of a person and is sealed.
pub struct Private {
    pub national_id: String,
    pub phone: Option<String>,
    /// Where money goes, as a document says it.
    pub account: String,
    pub org_unit: String,
}

impl Private {
    pub async fn find(app: &App, mut db: &Db, standing: &Standing) -> Answer<Self> {
        type Sealed = (Vec<u8>, Option<Vec<u8>>, Option<Vec<u8>>);
        let mut other = db;
        let (sealed, org_unit) = tokio::try_join!(
            employees::table
                .find(standing.person.id)
                .select((employees::national_id_sealed, employees::phone_sealed, employees::bank_account_sealed))
                .first::<Sealed>(&mut db),
            org_units::table.find(standing.org_unit_id).select(org_units::name).first::<String>(&mut other),
        )?;
        let (national_id, phone, account) = sealed;
        let open = |column: &str, sealed: Option<Vec<u8>>| {
            sealed.map(|sealed| app.keyring.open_column(column, &sealed)).transpose()
        };
        let account = open("employees.bank_account", account)?;
        let tail =
            account.map(|account| account.chars().skip(account.chars().count().saturating_sub(4)).collect::<String>());
        Ok(Self {
            national_id: app.keyring.open_column("employees.national_id", &national_id)?,
            phone: phone.map(|sealed| open_phone(&app.keyring, standing.person.id, &sealed)).transpose()?,
            account: tail.map_or_else(|| "工资账户".to_owned(), |tail| format!("尾号 {tail} 的工资账户")),
            org_unit,
        })
    }

    /// The person as a party.
    pub fn worker(self, standing: &Standing, address: Option<String>) -> Worker {
        Worker {
            name: standing.person.name.clone(),
            national_id: self.national_id,
            number: standing.person.number.clone(),
            org_unit: self.org_unit,
            position: standing.position.clone(),
            phone: self.phone,
            address,
        }
    }
}

/// The employer as a party.
pub fn employer(entity: &LegalEntity, letterhead: Option<Letterhead>) -> Employer {
    Employer {
        name: entity.facts.name.clone(),
        uscc: entity.facts.uscc.clone(),
        address: entity.facts.address.clone(),
        legal_representative: entity.facts.legal_representative.clone(),
        letterhead,
    }
}
