//! Telephone numbers: sealed for the one person whom they reach. A one-time code goes there, so a number that is
//! copied from another person's row must not open.

use store::ids::EmployeeId;

use crate::platform::crypto::{Error, Keyring};

const PHONE: &str = "employees.phone";

pub fn seal_phone(keyring: &Keyring, employee: EmployeeId, phone: &str) -> Result<Vec<u8>, Error> {
    keyring.seal_of(PHONE, employee, phone)
}

pub fn open_phone(keyring: &Keyring, employee: EmployeeId, sealed: &[u8]) -> Result<String, Error> {
    keyring.open_of(PHONE, employee, sealed)
}
