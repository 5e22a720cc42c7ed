//! One signature into one field.

use chrono::{DateTime, Utc};
use evidence::timestamp::TimestampAuthority;
use lopdf::{IncrementalDocument, Object, ObjectId};

use super::reserve::{self, Reserved};
use super::{Field, cms, dictionary, form, name, revise, signature_fields, text, written};
use crate::render::in_china;
use crate::{Appearance, Error, Signer, verify};

/// What a signature says of itself.
pub struct SignatureDetails<'a> {
    /// Name of the signer.
    pub name: &'a str,
    /// Why it is made (`签署解除劳动合同协议书`).
    pub reason: &'a str,
    /// Where it is made.
    pub location: Option<&'a str>,
    /// When it is made, by the clock of this system. The timestamp is the proof of time.
    pub at: DateTime<Utc>,
    /// What the field shows on the page.
    pub appearance: &'a Appearance,
}

/// Appends a revision in which the field `role` is signed: PAdES B-T, `ETSI.CAdES.detached`.
///
/// Refuses a field that is signed, and a document that earlier signatures no longer fit. When
/// the timestamp cannot be had there is no signature.
pub fn sign(
    pdf: &[u8],
    role: &str,
    signer: &dyn Signer,
    authority: &dyn TimestampAuthority,
    details: &SignatureDetails<'_>,
) -> Result<Vec<u8>, Error> {
    let (mut out, reserved) = begin(pdf, role, details)?;
    let signature = cms::signed_data(reserved.digest(&out), signer, authority, details.at)?;
    reserved.fill(&mut out, &signature)?;
    Ok(out)
}

/// Appends a revision in which the field has room for its signature.
pub(super) fn begin(pdf: &[u8], role: &str, details: &SignatureDetails<'_>) -> Result<(Vec<u8>, Reserved), Error> {
    verify::unchanged(pdf)?;
    let mut revision = revise(pdf)?;
    let field = open_field(&revision, role)?;
    let value = place(&mut revision, &field, details)?;
    let mut out = written(revision)?;
    let reserved = Reserved::locate(&mut out, pdf.len(), value)?;
    Ok((out, reserved))
}

fn open_field(revision: &IncrementalDocument, role: &str) -> Result<Field, Error> {
    let fields = signature_fields(revision.get_prev_documents())?;
    let field = fields.into_iter().find(|field| field.name == role);
    let field = field.ok_or_else(|| Error::NoSuchField(role.to_owned()))?;
    match field.value {
        None => Ok(field),
        Some(_) => Err(Error::AlreadySigned(role.to_owned())),
    }
}

/// Writes the appearance and the signature's dictionary, still without a signature.
fn place(revision: &mut IncrementalDocument, field: &Field, details: &SignatureDetails<'_>) -> Result<ObjectId, Error> {
    let appearance = form::import(details.appearance, &mut revision.new_document)?;
    let mut signature = dictionary([
        ("Type", name("Sig")),
        ("Filter", name("Adobe.PPKLite")),
        ("SubFilter", name("ETSI.CAdES.detached")),
        ("Name", text(details.name)),
        ("Reason", text(details.reason)),
        ("M", Object::string_literal(pdf_time(details.at))),
    ]);
    if let Some(location) = details.location {
        signature.set("Location", text(location));
    }
    reserve::placeholders(&mut signature);
    let signature = revision.new_document.add_object(signature);
    revision.opt_clone_object_to_new_document(field.id)?;
    let widget = revision.new_document.get_dictionary_mut(field.id)?;
    widget.set("V", Object::Reference(signature));
    widget.set("AP", dictionary([("N", Object::Reference(appearance))]));
    Ok(signature)
}

/// `D:20260622103000+08'00'`
fn pdf_time(at: DateTime<Utc>) -> String {
    in_china(at).format("D:%Y%m%d%H%M%S+08'00'").to_string()
}
