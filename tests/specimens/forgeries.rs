//! Signatures that somebody made with keys of their own, or with a wrong clock.

use chrono::{DateTime, TimeDelta, Utc};
use evidence::timestamp::TimestampAuthority;
use lopdf::{Object, Stream, dictionary};
use signing::authority::LocalAuthority;
use signing::{SignatureField, Signer, prepare};

use crate::case::{Case, appended, root_of};
use crate::{Outcome, Specimen};

pub fn beside(case: &Case) -> Outcome<Vec<Specimen>> {
    let at = case.at + TimeDelta::minutes(5);
    let own = case.authority.person("沈可欣", at)?;
    let elsewhere = LocalAuthority::create("另一根证书", at)?;
    let foreign = elsewhere.person("沈可欣", at)?;
    let foreign_stamps = elsewhere.timestamp_authority(at)?;
    let expired = case.authority.person("沈可欣", at - TimeDelta::days(6 * 365))?;
    let wrong =
        WrongKey { shown: case.authority.person("冒名者", at)?.certificates().to_vec(), signs: Box::new(own) };
    let own = case.authority.person("沈可欣", at)?;
    let late = Replaced { stamps: &case.stamps, later: TimeDelta::days(30), other: false };
    let other = Replaced { stamps: &case.stamps, later: TimeDelta::zero(), other: true };
    let sign = |signer: &dyn Signer, stamps: &dyn TimestampAuthority| {
        case.sign(&case.prepared, "employee", signer, stamps, at)
    };
    Ok(vec![
        Specimen::attack("foreign_root", "signed under a root that is not trusted", sign(&foreign, &foreign_stamps)?),
        Specimen::attack("foreign_stamp", "stamped under a root that is not trusted", sign(&own, &foreign_stamps)?),
        Specimen::attack("stamp_replaced", "the timestamp of another signature", sign(&own, &other)?),
        Specimen::attack("back_dated", "the time claimed is a month before the timestamp", sign(&own, &late)?),
        Specimen::attack("expired", "the certificate had expired", sign(&expired, &case.stamps)?),
        Specimen::attack("wrong_key", "one person's certificate, another's key", sign(&wrong, &case.stamps)?),
        Specimen::attack(
            "disguised",
            "page contents that were signed as validation data, then extended",
            disguised(case)?,
        ),
    ])
}

/// Shows certificates of another key.
struct WrongKey {
    shown: Vec<Vec<u8>>,
    signs: Box<dyn Signer>,
}

impl Signer for WrongKey {
    fn certificates(&self) -> &[Vec<u8>] {
        &self.shown
    }

    fn sign(&self, tbs: &[u8]) -> Result<Vec<u8>, signing::Error> {
        self.signs.sign(tbs)
    }
}

/// Stamps something else than it was asked for.
struct Replaced<'a> {
    stamps: &'a evidence::timestamp::LocalAuthority,
    later: TimeDelta,
    other: bool,
}

impl TimestampAuthority for Replaced<'_> {
    fn token(&self, imprint: &[u8; 32], at: DateTime<Utc>) -> Result<Vec<u8>, evidence::Error> {
        let imprint = if self.other { &[7; 32] } else { imprint };
        self.stamps.token(imprint, at + self.later)
    }
}

/// Whoever prepares the file lets the list of certificates be the list of what page 1 draws: after the signature it
/// grows, as validation data may.
fn disguised(case: &Case) -> Outcome<Vec<u8>> {
    let field = SignatureField { role: "employee".into(), page: 1, x: 60.0, y: 700.0, width: 160.0, height: 60.0 };
    let mut list = (0, 0);
    let bare = appended(&case.rendered, |revision| {
        let previous = revision.get_prev_documents();
        let page = previous.page_iter().next().ok_or("no page")?;
        let contents = previous.get_dictionary(page)?.get(b"Contents")?.clone();
        let catalog = root_of(revision)?;
        list = revision.new_document.add_object(Object::Array(vec![contents]));
        for (owner, key, value) in [
            (page, "Contents", Object::Reference(list)),
            (catalog, "DSS", dictionary! { "Type" => "DSS", "Certs" => Object::Reference(list) }.into()),
        ] {
            revision.opt_clone_object_to_new_document(owner)?;
            revision.new_document.get_dictionary_mut(owner)?.set(key, value);
        }
        Ok(())
    })?;
    let signed = case.sign_as(&prepare(&bare, &[field])?, "employee", 5)?;
    appended(&signed, |revision| {
        let more = Stream::new(dictionary! {}, b"q 1 0 0 rg 100 500 300 40 re f Q".to_vec());
        let more = revision.new_document.add_object(more);
        let mut all = revision.get_prev_documents().get_object(list)?.as_array()?.clone();
        all.push(Object::Reference(more));
        revision.new_document.set_object(list, all);
        Ok(())
    })
}
