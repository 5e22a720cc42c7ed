//! Where keys live that sign more than once, such as a company's seal.

use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{DerSignature, SigningKey};
use p256::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use spki::EncodePublicKey;

use crate::authority::new_key;
use crate::{Error, Signer};

/// Names a key to its store: with PKCS #11 the label and the `CKA_ID`, here the wrapped key itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyHandle {
    /// Whose key it is; another label opens nothing.
    pub label: String,
    pub id: Vec<u8>,
}

/// A key that was just made.
#[derive(Debug, Clone)]
pub struct NewKey {
    pub handle: KeyHandle,
    /// DER `SubjectPublicKeyInfo`, for the certificate.
    pub public: Vec<u8>,
}

/// Keys that sign and never leave: wrapped in this process, in a hardware module (PKCS #11), at a cloud service.
pub trait Keystore: Send + Sync {
    /// Makes a P-256 key under a label.
    fn generate(&self, label: &str) -> Result<NewKey, Error>;

    /// ECDSA on P-256 with SHA-256 over `tbs`, as a DER `ECDSA-Sig-Value`. Refuses a handle that is not its own.
    fn sign(&self, handle: &KeyHandle, tbs: &[u8]) -> Result<Vec<u8>, Error>;
}

/// Seals the key material of [`WrappedKeys`] and opens it again; the label is bound to it.
pub trait Wrapping: Send + Sync {
    fn wrap(&self, label: &str, key: &[u8]) -> Result<Vec<u8>, Error>;
    fn unwrap(&self, label: &str, wrapped: &[u8]) -> Result<Vec<u8>, Error>;
}

/// A keystore without a store: a handle is the key, wrapped. It is opened for each signature and wiped after it.
pub struct WrappedKeys<W>(pub W);

impl<W: Wrapping> Keystore for WrappedKeys<W> {
    fn generate(&self, label: &str) -> Result<NewKey, Error> {
        let key = new_key()?;
        let plain = key.to_pkcs8_der().map_err(|error| Error::Key(error.to_string()))?;
        let public = key.verifying_key().to_public_key_der().map_err(|error| Error::Key(error.to_string()))?;
        let handle = KeyHandle { label: label.to_owned(), id: self.0.wrap(label, plain.as_bytes())? };
        Ok(NewKey { handle, public: public.into_vec() })
    }

    fn sign(&self, handle: &KeyHandle, tbs: &[u8]) -> Result<Vec<u8>, Error> {
        let plain = self.0.unwrap(&handle.label, &handle.id)?;
        let key = SigningKey::from_pkcs8_der(&plain).map_err(|error| Error::Key(error.to_string()))?;
        let signature: DerSignature = key.try_sign(tbs).map_err(|error| Error::Key(error.to_string()))?;
        Ok(signature.as_bytes().to_vec())
    }
}

/// A key of a store with its certificates.
pub struct StoredSigner<'a> {
    pub store: &'a dyn Keystore,
    pub handle: &'a KeyHandle,
    /// DER: the signer's own first.
    pub certificates: &'a [Vec<u8>],
}

impl Signer for StoredSigner<'_> {
    fn certificates(&self) -> &[Vec<u8>] {
        self.certificates
    }

    fn sign(&self, tbs: &[u8]) -> Result<Vec<u8>, Error> {
        self.store.sign(self.handle, tbs)
    }
}
