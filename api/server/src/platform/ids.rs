//! New ids and random bytes.

use rand::Rng;
use uuid::Uuid;

/// A new UUIDv7, sorted by the time it was made.
#[expect(clippy::disallowed_methods, reason = "the one place that makes ids")]
pub fn new<T: From<Uuid>>() -> T {
    T::from(Uuid::now_v7())
}

/// Bytes that nobody can guess.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}

/// A decimal code that a person types, `digits` long.
pub fn random_code(digits: u32) -> String {
    let bound = 10_u64.pow(digits);
    let value = u64::from_le_bytes(random_bytes::<8>()) % bound;
    format!("{value:0width$}", width = digits as usize)
}
