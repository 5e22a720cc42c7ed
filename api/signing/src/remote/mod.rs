//! Signatures made elsewhere (远程签名), in two phases: with an event certificate (事件证书) of a licensed authority,
//! or by a cloud signature.
//!
//! First the file gets its placeholder and an order is placed ([`begin`](crate::begin)); whoever is asked names the
//! certificate, and gets the digest of attributes that name it too. Later the answer is collected, and embedded when
//! it is what was asked for ([`finish`](crate::finish)). Nothing that is answered is believed unread. What is between
//! the two, [`Pending`](crate::Pending), can be kept, so that a restart loses no order.

mod local;

use chrono::{DateTime, Utc};
use der::Encode;
use evidence::pki::Distrust;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::Error;
use crate::pades::cms::signed_attributes;
pub use local::OneOffKeys;

/// One signature to be ordered.
#[derive(Debug, Clone)]
pub struct Order {
    /// The caller's own number. Ordered again under it, the signature is made once.
    pub reference: String,
    pub signatory: Signatory,
    /// Why it is made (`签署《解除劳动合同协议书》`).
    pub purpose: String,
    pub at: DateTime<Utc>,
    /// SHA-256 over the file but for the signature's room.
    pub(crate) content: [u8; 32],
}

/// Who is to sign, and how the caller knows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signatory {
    /// The name that the certificate must carry.
    pub name: String,
    /// Number of the identity document; an authority wants it for an event certificate.
    pub national_id: Option<String>,
    pub phone: Option<String>,
    /// How the person proved who they are at this act: `code`, `totp`, `passkey`.
    pub proved_by: String,
    /// The identity check that was made, by its source and number.
    pub checked_by: Option<String>,
}

impl Order {
    /// What the owner of `own`, a DER certificate, is to sign: the signed attributes, DER with the tag of a SET.
    pub fn attributes(&self, own: &[u8]) -> Result<Vec<u8>, Error> {
        Ok(signed_attributes(self.content, own)?.to_der()?)
    }

    /// SHA-256 of them, all that a remote service gets to see.
    pub fn digest(&self, own: &[u8]) -> Result<[u8; 32], Error> {
        Ok(Sha256::digest(self.attributes(own)?).into())
    }
}

/// An order that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordered {
    /// The service's number of it, all that [`RemoteSigner::collect`] needs.
    pub number: String,
    /// DER: the certificate that will sign, then those that lead towards the root.
    pub certificates: Vec<Vec<u8>>,
}

/// What has become of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Collected {
    /// Not decided: ask again.
    Pending,
    /// There will be none.
    Refused {
        /// Why, in the service's words.
        reason: String,
    },
    Signed(RemoteSignature),
}

/// A signature as it was answered, not yet believed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteSignature {
    /// ECDSA on P-256 (DER) or RSA (PKCS #1 v1.5), with SHA-256.
    #[serde(with = "hex::serde")]
    pub value: Vec<u8>,
    /// DER: the signer's own first.
    pub certificates: Vec<Certificate>,
}

/// A DER certificate, in JSON as hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Certificate(#[serde(with = "hex::serde")] pub Vec<u8>);

/// Whoever signs elsewhere. Its methods may block.
pub trait RemoteSigner: Send + Sync {
    /// Asks for one signature. An order outlives this process.
    fn order(&self, order: &Order) -> Result<Ordered, Error>;

    /// What has become of an order, by its number.
    fn collect(&self, number: &str) -> Result<Collected, Error>;
}

/// Why there is no signature.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The service does not answer, or not in time.
    #[error("the signature service does not answer")]
    Unreachable,
    /// It answers something else.
    #[error("the signature service's answer cannot be read")]
    Malformed,
    /// It says no.
    #[error("the signature service refuses: {0}")]
    Declined(String),
    /// Nothing came while the order was good.
    #[error("the signature did not come in time")]
    Late,
    /// Another certificate than the one that was named when it was ordered.
    #[error("another certificate signed than was named")]
    OtherCertificate,
    /// Of somebody else.
    #[error("the certificate is in the name of {0}")]
    OtherName(String),
    /// Expired, for another purpose, or of nobody who is trusted.
    #[error("the certificate is not believed: {0}")]
    Untrusted(Distrust),
    /// For servers, say.
    #[error("the certificate is not for documents")]
    NotForDocuments,
    /// Over something else, or by another key.
    #[error("the signature does not verify")]
    Signature,
}

impl Refusal {
    /// The same reason in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Unreachable => "签名服务没有应答".into(),
            Self::Malformed => "签名服务的应答无法读取".into(),
            Self::Declined(reason) => format!("签名服务拒绝签名：{reason}"),
            Self::Late => "签名服务未在限定时间内完成签名".into(),
            Self::OtherCertificate => "签名所用的证书不是下单时的证书".into(),
            Self::OtherName(name) => format!("签名证书的姓名是“{name}”，与签署人不符"),
            Self::Untrusted(why) => format!("签名证书不可信：{}", why.zh()),
            Self::NotForDocuments => "签名证书不能用于签署文件".into(),
            Self::Signature => "签名服务返回的签名验证失败".into(),
        }
    }
}
