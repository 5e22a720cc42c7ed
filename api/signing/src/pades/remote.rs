//! A signature in two phases: room in the file and an order, then the answer in its room.

use chrono::{DateTime, TimeDelta, Utc};
use der::Decode;
use evidence::algorithms::Algorithm;
use evidence::pki::{self, Distrust, Trust};
use evidence::timestamp::TimestampAuthority;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::cms;
use super::reserve::Reserved;
use super::sign::{SignatureDetails, begin as with_room};
use crate::Error;
use crate::remote::{Order, Refusal, RemoteSignature, RemoteSigner, Signatory};
use crate::verify::{self, Verdict};

/// How long an order is good: as far as the time that the file claims may be from its timestamp.
const GOOD_FOR: TimeDelta = verify::CLOCK_TOLERANCE;

/// A signature that was ordered, to be kept beside the prepared file until it is collected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// The service's number of the order.
    pub number: String,
    /// After this the order is given up.
    pub good_until: DateTime<Utc>,
    signatory: String,
    /// SHA-256 of the prepared file.
    #[serde(with = "hex::serde")]
    file: [u8; 32],
    /// SHA-256 of the certificate that was named.
    #[serde(with = "hex::serde")]
    certificate: [u8; 32],
    /// What is signed, DER.
    #[serde(with = "hex::serde")]
    attributes: Vec<u8>,
    room: Reserved,
}

/// What a remote signature is asked for.
pub struct Request<'a> {
    /// The caller's own number of it.
    pub reference: &'a str,
    pub signatory: &'a Signatory,
}

/// Makes room for a signature in the field `role` and orders it. The file is not signed: it is kept apart from the
/// document until [`finish`] has filled it.
///
/// Refuses a field that is signed, and a document that earlier signatures no longer fit.
pub fn begin(
    pdf: &[u8],
    role: &str,
    signer: &dyn RemoteSigner,
    details: &SignatureDetails<'_>,
    request: &Request<'_>,
) -> Result<(Vec<u8>, Pending), Error> {
    let (prepared, room) = with_room(pdf, role, details)?;
    let order = Order {
        reference: request.reference.to_owned(),
        signatory: request.signatory.clone(),
        purpose: details.reason.to_owned(),
        at: details.at,
        content: room.digest(&prepared),
    };
    let ordered = signer.order(&order)?;
    let own = ordered.certificates.first().ok_or(Refusal::Malformed)?;
    let pending = Pending {
        number: ordered.number,
        good_until: details.at + GOOD_FOR,
        signatory: request.signatory.name.clone(),
        file: Sha256::digest(&prepared).into(),
        certificate: Sha256::digest(own).into(),
        attributes: order.attributes(own)?,
        room,
    };
    Ok((prepared, pending))
}

/// Fills the room with the signature that was collected, and a timestamp over it. `roots` are the DER certificates that
/// are trusted.
///
/// Nothing comes of an answer that is late, in another name, by another certificate than was named, by one that is not
/// trusted now, or over something else; nor where there is no timestamp, nor when the file is then not valid as a whole.
pub fn finish(
    mut prepared: Vec<u8>,
    pending: &Pending,
    signature: &RemoteSignature,
    authority: &dyn TimestampAuthority,
    roots: &[Vec<u8>],
    at: DateTime<Utc>,
) -> Result<Vec<u8>, Error> {
    if *Sha256::digest(&prepared) != pending.file {
        return Err(Error::Tampered("the prepared file is another".to_owned()));
    }
    if at > pending.good_until {
        return Err(Refusal::Late.into());
    }
    let algorithm = believed(pending, signature, roots, at)?;
    let token = authority.token(&Sha256::digest(&signature.value).into(), at)?;
    let chain: Vec<&[u8]> = signature.certificates.iter().map(|certificate| certificate.0.as_slice()).collect();
    let attributes = der::asn1::SetOfVec::from_der(&pending.attributes)?;
    let message = cms::message(attributes, &signature.value, algorithm, &chain, &token)?;
    pending.room.fill(&mut prepared, &message)?;
    let report = verify::verify(&prepared, roots);
    match (report.verdict, report.problems.first()) {
        (Verdict::Valid, _) => Ok(prepared),
        (Verdict::Invalid, problem) => {
            Err(Error::Tampered(problem.map_or_else(String::new, |problem| problem.en.clone())))
        }
    }
}

/// The signature is by the certificate that was named, in the right name, trusted now, over what was ordered.
fn believed(
    pending: &Pending,
    signature: &RemoteSignature,
    roots: &[Vec<u8>],
    at: DateTime<Utc>,
) -> Result<Algorithm, Error> {
    let own = signature.certificates.first().ok_or(Refusal::Malformed)?;
    if *Sha256::digest(&own.0) != pending.certificate {
        return Err(Refusal::OtherCertificate.into());
    }
    let chain = signature.certificates.iter().map(|certificate| pki::certificate(&certificate.0));
    let chain = chain.collect::<Result<Vec<_>, _>>().map_err(|_| Refusal::Malformed)?;
    let own = chain.first().ok_or(Refusal::Malformed)?;
    let name = verify::common_name(own);
    if name != pending.signatory {
        return Err(Refusal::OtherName(name).into());
    }
    if let Err(error) = Trust::in_roots(roots)?.chain(own, &chain, at) {
        let why = if let evidence::Error::Certificate(why) = error { why } else { Distrust::Malformed };
        return Err(Refusal::Untrusted(why).into());
    }
    if !verify::for_documents(own) {
        return Err(Refusal::NotForDocuments.into());
    }
    match cms::algorithm_of(own)? {
        algorithm if pki::signed_by(own, algorithm, &pending.attributes, &signature.value) => Ok(algorithm),
        _ => Err(Refusal::Signature.into()),
    }
}
