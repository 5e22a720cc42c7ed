//! Where people live, as contracts name it (LCL 17(1)(2)): said once, and known for the next contract.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use store::ids::EmployeeId;
use store::schema::employees;
use store::{Db, Tx};

use crate::platform::{Answer, App};

const ADDRESS: &str = "employees.address";

pub async fn keep_address(app: &App, tx: &mut Tx, employee: EmployeeId, address: &str) -> Answer<()> {
    let sealed = app.keyring.seal_of(ADDRESS, employee, address)?;
    diesel::update(employees::table.find(employee)).set(employees::address_sealed.eq(sealed)).execute(tx).await?;
    Ok(())
}

/// The address in the person's last contract; none before the first.
pub async fn address_of(app: &App, mut db: &Db, employee: EmployeeId) -> Answer<Option<String>> {
    let sealed: Option<Vec<u8>> =
        employees::table.find(employee).select(employees::address_sealed).first(&mut db).await?;
    Ok(sealed.map(|sealed| app.keyring.open_of(ADDRESS, employee, &sealed)).transpose()?)
}
