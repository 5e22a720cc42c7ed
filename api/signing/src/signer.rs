//! Keys that sign.

use der::Encode;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{DerSignature, SigningKey};
use x509_cert::Certificate;

use crate::Error;

/// A key with its certificates, wherever it lives: here, in a module, at a licensed authority.
pub trait Signer {
    /// DER certificates: the signer's own first, then those that lead towards the root.
    fn certificates(&self) -> &[Vec<u8>];

    /// With SHA-256 over `tbs`, as the key of its certificate signs: a DER `ECDSA-Sig-Value`, or PKCS #1 v1.5.
    fn sign(&self, tbs: &[u8]) -> Result<Vec<u8>, Error>;
}

/// A P-256 key in this process: never written anywhere, wiped from memory when dropped.
pub struct LocalSigner {
    key: SigningKey,
    certificates: Vec<Vec<u8>>,
}

impl LocalSigner {
    /// A key with its chain, its own certificate first.
    pub(crate) fn new(key: SigningKey, chain: &[&Certificate]) -> Result<Self, Error> {
        let certificates = chain.iter().map(|certificate| certificate.to_der()).collect::<Result<_, _>>()?;
        Ok(Self { key, certificates })
    }
}

impl Signer for LocalSigner {
    fn certificates(&self) -> &[Vec<u8>] {
        &self.certificates
    }

    fn sign(&self, tbs: &[u8]) -> Result<Vec<u8>, Error> {
        let signature: DerSignature = self.key.try_sign(tbs).map_err(|error| Error::Key(error.to_string()))?;
        Ok(signature.as_bytes().to_vec())
    }
}
