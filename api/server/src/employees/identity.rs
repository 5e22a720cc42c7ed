//! Who a person is, as HR keeps it.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::identity::check::Claimed;
use store::Db;
use store::ids::EmployeeId;
use store::schema::employees;

use super::open_phone;
use crate::platform::{Answer, App};

/// Name, identity number and telephone number, for the person's own act.
pub async fn identity_of(app: &App, mut db: &Db, id: EmployeeId) -> Answer<Claimed> {
    let (name, national_id, phone): (String, Vec<u8>, Option<Vec<u8>>) = employees::table
        .find(id)
        .select((employees::name, employees::national_id_sealed, employees::phone_sealed))
        .first(&mut db)
        .await?;
    Ok(Claimed {
        name,
        national_id: app.keyring.open_column("employees.national_id", &national_id)?,
        phone: phone.map(|sealed| open_phone(&app.keyring, id, &sealed)).transpose()?,
    })
}
