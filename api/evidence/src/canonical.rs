//! Canonical JSON, RFC 8785, of the values the log allows: numbers are whole and exact in every
//! JSON reader, everything else that counts or costs is a string.

use serde_json::Value;

use crate::Error;

/// Largest integer that every JSON reader keeps exact, 2⁵³ − 1 (RFC 7493 §2.2).
const EXACT: u64 = (1 << 53) - 1;

/// The RFC 8785 bytes of a value. Refuses a number that is not an integer within ±(2⁵³ − 1).
pub fn canonical(value: &Value) -> Result<Vec<u8>, Error> {
    only_exact_numbers(value)?;
    serde_json_canonicalizer::to_vec(value).map_err(|e| Error::Canonical(e.to_string()))
}

/// Reads JSON that must already be canonical: no blanks, keys in order and none twice.
pub fn parse_canonical(bytes: &[u8]) -> Result<Value, Error> {
    let value = serde_json::from_slice(bytes).map_err(|e| Error::Canonical(e.to_string()))?;
    if canonical(&value)? != bytes {
        return Err(Error::Canonical("the bytes are not in their canonical form".into()));
    }
    Ok(value)
}

fn only_exact_numbers(value: &Value) -> Result<(), Error> {
    match value {
        Value::Number(number) => {
            let magnitude = number.as_u64().or(number.as_i64().map(i64::unsigned_abs));
            match magnitude {
                Some(magnitude) if magnitude <= EXACT => Ok(()),
                _ => Err(Error::Canonical(format!("the number {number} must be a string"))),
            }
        }
        Value::Array(items) => items.iter().try_for_each(only_exact_numbers),
        Value::Object(members) => members.values().try_for_each(only_exact_numbers),
        Value::Null | Value::Bool(_) | Value::String(_) => Ok(()),
    }
}
