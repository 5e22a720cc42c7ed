//! Trusted timestamps (可信时间戳), RFC 3161: asking for one, making one, believing one.
//!
//! A token says that its imprint existed at `gen_time`. It is judged at that time, not today:
//! an authority's certificate that has expired since does not undo what it stamped.

mod asn1;
mod authority;
mod verify;

use chrono::{DateTime, Utc};
use der::asn1::{OctetString, Uint};
use der::{Decode, Encode};

use crate::Error;
use crate::pki::Distrust;
pub(crate) use asn1::{EssCertIdV2, SigningCertificateV2};
use asn1::{MessageImprint, TimeStampReq, TimeStampResp};
pub use authority::LocalAuthority;
pub use verify::{certificates, expires, verify};

/// A source of RFC 3161 tokens.
pub trait TimestampAuthority {
    /// A DER `TimeStampToken` over `imprint`, a SHA-256 value.
    ///
    /// `at` is the caller's present time. An authority with a clock of its own ignores it.
    fn token(&self, imprint: &[u8; 32], at: DateTime<Utc>) -> Result<Vec<u8>, Error>;
}

/// What a token that was believed says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The time the authority vouches for.
    pub gen_time: DateTime<Utc>,
    /// The token's serial number, big-endian, in hexadecimal.
    pub serial: String,
    /// The authority's policy as a dotted object identifier.
    pub policy: String,
    /// Distinguished name of the authority's certificate, RFC 4514.
    pub signer: String,
    /// Distinguished name of the root it chains to, RFC 4514.
    pub root: String,
    /// SHA-256 of the root certificate: what a reader compares with a copy got elsewhere.
    pub root_fingerprint: crate::Hash,
}

/// Why a token is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No answer, or none in time.
    #[error("the authority cannot be reached")]
    Unreachable,
    /// The authority's time is far from the time of asking: one of the two clocks is wrong.
    #[error("its time is not the time of asking")]
    OtherTime,
    /// The authority's certificate is not believed: expired, or of a root that is not trusted.
    #[error("its authority is not trusted: {0}")]
    Untrusted(Distrust),
    /// Not DER, or not a time-stamp token.
    #[error("it is not a time-stamp token")]
    Malformed,
    /// The authority answered, but granted nothing.
    #[error("the authority refused the request")]
    NotGranted,
    /// The imprint is of other bytes, or not SHA-256.
    #[error("it was made for other content")]
    OtherImprint,
    /// The nonce is not the one that was sent.
    #[error("it answers another request")]
    OtherNonce,
    /// Not exactly one signer, or its certificate is not in the token.
    #[error("its signer cannot be identified")]
    NoSigner,
    /// `contentType`, `messageDigest` or `signingCertificateV2` is missing, doubled or wrong.
    #[error("its signed attributes do not fit its content")]
    Attributes,
    /// The signer's certificate may not stamp: extended key usage must be `timeStamping`,
    /// critical and alone (RFC 3161 §2.3).
    #[error("its signer's certificate is not for time-stamping alone")]
    NotForStamping,
    /// The signature is not ECDSA P-256 with SHA-256, the one algorithm known here.
    #[error("its signature algorithm is not supported")]
    Algorithm,
    /// The signature does not verify.
    #[error("its signature does not verify")]
    Signature,
    /// The signing key is not the one in the authority's certificate.
    #[error("the key does not belong to the authority's certificate")]
    OtherKey,
}

impl Refusal {
    /// The same reason in Chinese.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Unreachable => "无法连接时间戳机构",
            Self::OtherTime => "时间戳的时间与请求时刻相差过大",
            Self::Untrusted(why) => why.zh(),
            Self::Malformed => "不是有效的时间戳令牌",
            Self::NotGranted => "时间戳机构拒绝了请求",
            Self::OtherImprint => "时间戳对应的是其他内容",
            Self::OtherNonce => "时间戳应答的是另一次请求",
            Self::NoSigner => "无法确定时间戳的签名者",
            Self::Attributes => "时间戳的签名属性与其内容不符",
            Self::NotForStamping => "签名者的证书并非专用于时间戳",
            Self::Algorithm => "时间戳使用了不支持的签名算法",
            Self::Signature => "时间戳的签名验证失败",
            Self::OtherKey => "密钥与时间戳机构的证书不匹配",
        }
    }
}

/// A DER `TimeStampReq` for a SHA-256 imprint that asks for the authority's certificates.
///
/// Most authorities want a nonce whose top bit is clear; it is cleared here.
pub fn request(imprint: &[u8; 32], nonce: Option<u64>) -> Result<Vec<u8>, Error> {
    let request = TimeStampReq {
        version: 1,
        message_imprint: MessageImprint::sha256(imprint)?,
        policy: None,
        nonce: nonce.map(sent_nonce).transpose()?,
        cert_req: true,
    };
    Ok(request.to_der()?)
}

/// The token inside a DER `TimeStampResp`, when the authority granted it.
pub fn token_of_response(response: &[u8]) -> Result<Vec<u8>, Error> {
    let response = TimeStampResp::from_der(response).map_err(|_| Refusal::Malformed)?;
    match (response.status.granted(), response.token) {
        (true, Some(token)) => Ok(token.to_der()?),
        _ => Err(Refusal::NotGranted.into()),
    }
}

/// A DER `TimeStampResp` that grants `token`, the form `openssl ts -verify` reads by default.
pub fn response_of_token(token: &[u8]) -> Result<Vec<u8>, Error> {
    Ok(TimeStampResp::granting(token)?.to_der()?)
}

fn sent_nonce(nonce: u64) -> Result<Uint, der::Error> {
    Uint::new(&(nonce & (u64::MAX >> 1)).to_be_bytes())
}

fn octets(bytes: &[u8]) -> Result<OctetString, der::Error> {
    OctetString::new(bytes)
}
