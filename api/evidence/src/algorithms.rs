//! Signatures by the key of a certificate: which algorithms are known, and whether one verifies.
//!
//! ECDSA on P-256 with SHA-256, RSA with SHA-256 (PKCS #1 v1.5, 2048 to 4096 bits), and SM2 with SM3 under the usual
//! distinguishing identifier. Everything else verifies nothing.

use const_oid::db::rfc5912::{ECDSA_WITH_SHA_256, RSA_ENCRYPTION, SHA_256_WITH_RSA_ENCRYPTION};
use der::asn1::{Any, UintRef};
use der::{Decode, Sequence};
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{DerSignature, VerifyingKey};
use rsa::traits::PublicKeyParts;
use rsa::{BigUint, Pkcs1v15Sign, RsaPublicKey};
use sha2::{Digest, Sha256};
use spki::der::referenced::OwnedToRef;
use spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};

use crate::sm2;

/// How a signature was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// `ecdsa-with-SHA256` on P-256.
    EcdsaP256,
    /// `sha256WithRSAEncryption`.
    RsaSha256,
    /// SM2 with SM3, GM/T 0009.
    Sm2Sm3,
}

impl Algorithm {
    /// The algorithm that an identifier names in a certificate. Parameters are absent for the curves (RFC 5758 §3.2),
    /// NULL for RSA (RFC 4055 §5).
    pub fn of(identifier: &AlgorithmIdentifierOwned) -> Option<Self> {
        let absent = identifier.parameters.is_none();
        match identifier.oid {
            ECDSA_WITH_SHA_256 if absent => Some(Self::EcdsaP256),
            sm2::SM2_WITH_SM3 if absent => Some(Self::Sm2Sm3),
            SHA_256_WITH_RSA_ENCRYPTION if is_null(identifier) => Some(Self::RsaSha256),
            _ => None,
        }
    }

    /// The same in a message whose digest is SHA-256: there RSA may go by the name of its key (RFC 3370 §3.2).
    pub fn in_message(identifier: &AlgorithmIdentifierOwned) -> Option<Self> {
        match Self::of(identifier) {
            None if identifier.oid == RSA_ENCRYPTION && is_null(identifier) => Some(Self::RsaSha256),
            Some(Self::Sm2Sm3) => None,
            known => known,
        }
    }

    /// The algorithm that a key signs with.
    pub fn of_key(key: &SubjectPublicKeyInfoOwned) -> Option<Self> {
        if VerifyingKey::try_from(key.owned_to_ref()).is_ok() {
            return Some(Self::EcdsaP256);
        }
        if rsa_key(key).is_some() {
            return Some(Self::RsaSha256);
        }
        sm2::public_key(key).map(|_| Self::Sm2Sm3)
    }

    /// Its identifier in certificates and messages.
    pub fn identifier(self) -> AlgorithmIdentifierOwned {
        let (oid, parameters) = match self {
            Self::EcdsaP256 => (ECDSA_WITH_SHA_256, None),
            Self::RsaSha256 => (SHA_256_WITH_RSA_ENCRYPTION, Some(Any::null())),
            Self::Sm2Sm3 => (sm2::SM2_WITH_SM3, None),
        };
        AlgorithmIdentifierOwned { oid, parameters }
    }

    /// Whether `signature` is one of this kind over `message` by the owner of `key`. `false` also for another kind of key.
    pub fn verifies(self, key: &SubjectPublicKeyInfoOwned, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::EcdsaP256 => {
                match (VerifyingKey::try_from(key.owned_to_ref()), DerSignature::from_bytes(signature)) {
                    (Ok(key), Ok(signature)) => key.verify(message, &signature).is_ok(),
                    _ => false,
                }
            }
            Self::RsaSha256 => rsa_key(key)
                .is_some_and(|key| key.verify(pkcs1v15_sha256(), &Sha256::digest(message), signature).is_ok()),
            Self::Sm2Sm3 => sm2::verifies(key, message, signature),
        }
    }
}

fn is_null(identifier: &AlgorithmIdentifierOwned) -> bool {
    identifier.parameters.as_ref().is_some_and(Any::is_null)
}

/// `RSAPublicKey`, RFC 8017 appendix A.1.1.
#[derive(Sequence)]
struct RsaNumbers<'a> {
    modulus: UintRef<'a>,
    exponent: UintRef<'a>,
}

/// Shorter keys are broken; longer ones than the crate's 4096 bits only cost time.
const SHORTEST: usize = 2048;

fn rsa_key(key: &SubjectPublicKeyInfoOwned) -> Option<RsaPublicKey> {
    if key.algorithm.oid != RSA_ENCRYPTION || !is_null(&key.algorithm) {
        return None;
    }
    let numbers = RsaNumbers::from_der(key.subject_public_key.as_bytes()?).ok()?;
    let number = |uint: UintRef<'_>| BigUint::from_bytes_be(uint.as_bytes());
    let key = RsaPublicKey::new(number(numbers.modulus), number(numbers.exponent)).ok()?;
    (key.n().bits() >= SHORTEST).then_some(key)
}

/// The `DigestInfo` of SHA-256 up to the digest, RFC 8017 §9.2 note 1.
const SHA_256_INFO: [u8; 19] =
    [0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20];

fn pkcs1v15_sha256() -> Pkcs1v15Sign {
    Pkcs1v15Sign { hash_len: Some(32), prefix: SHA_256_INFO.into() }
}
