//! Where the keys of seals are kept: wrapped under a key of this tenant that is never in the database.

use signing::Error;
use signing::keystore::{WrappedKeys, Wrapping};

use crate::platform::crypto::{Keyring, SealingKey};

/// The working default behind `signing::keystore::Keystore`.
pub type LocalKeystore = WrappedKeys<TenantKey>;

/// Seals key material for the label alone.
pub struct TenantKey(SealingKey);

/// The keystore of a tenant.
pub fn of(keyring: &Keyring) -> LocalKeystore {
    WrappedKeys(TenantKey(SealingKey::new(keyring.derived("youju/seals/v1"))))
}

impl Wrapping for TenantKey {
    fn wrap(&self, label: &str, key: &[u8]) -> Result<Vec<u8>, Error> {
        self.0.seal(label.as_bytes(), key).map_err(|error| Error::Key(error.to_string()))
    }

    fn unwrap(&self, label: &str, wrapped: &[u8]) -> Result<Vec<u8>, Error> {
        self.0.open(label.as_bytes(), wrapped).map_err(|error| Error::Key(error.to_string()))
    }
}
