//! Signatures made elsewhere: what was ordered gets into the file, and nothing else does.

use std::sync::Mutex;

use chrono::{DateTime, TimeDelta, Utc};
use signing::authority::LocalAuthority;
use signing::remote::{
    Certificate, Collected, OneOffKeys, Order, Ordered, Refusal, RemoteSignature, RemoteSigner, Signatory,
};
use signing::{Error, Mark, Pending, Request, SignatureDetails, Signer, Verdict, begin, finish, verify};

use crate::samples::{RENDERER, noon};
use crate::signed::CASE;

/// An authority of the same root as the case's, which signs what another says.
fn authority() -> LocalAuthority {
    let folder = tempfile::tempdir().unwrap();
    CASE.authority.save(folder.path()).unwrap();
    LocalAuthority::load(folder.path()).unwrap()
}

fn ordered(signer: &dyn RemoteSigner, at: DateTime<Utc>) -> Result<(Vec<u8>, Pending), Error> {
    let mark = Mark::Person { name: "沈可欣".into(), drawn: None };
    let appearance = RENDERER.appearance(&mark, CASE.field("employee"), at).unwrap();
    let details = SignatureDetails { name: "沈可欣", reason: "签署", location: None, at, appearance: &appearance };
    let signatory = Signatory { name: "沈可欣".into(), proved_by: "code".into(), ..Signatory::default() };
    begin(&CASE.prepared, "employee", signer, &details, &Request { reference: "1", signatory: &signatory })
}

fn collected(signer: &dyn RemoteSigner, pending: &Pending) -> RemoteSignature {
    let Collected::Signed(signature) = signer.collect(&pending.number).unwrap() else { panic!("it is not signed") };
    signature
}

/// Ordered at noon, embedded so much later.
fn embedded(signer: &dyn RemoteSigner, later: TimeDelta) -> Result<Vec<u8>, Error> {
    let (prepared, pending) = ordered(signer, noon())?;
    let signature = collected(signer, &pending);
    finish(prepared, &pending, &signature, &CASE.stamps, &CASE.roots(), noon() + later)
}

#[track_caller]
fn refused(signer: &dyn RemoteSigner, later: TimeDelta) -> Refusal {
    match embedded(signer, later) {
        Err(Error::Remote(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_order_that_was_kept_becomes_a_valid_signature_and_the_prepared_file_is_none() {
    let signer = OneOffKeys(authority().into());
    let (prepared, pending) = ordered(&signer, noon()).unwrap();
    assert_eq!(verify(&prepared, &CASE.roots()).verdict, Verdict::Invalid);
    let kept: Pending = serde_json::from_str(&serde_json::to_string(&pending).unwrap()).unwrap();
    assert_eq!(kept, pending);
    let signature = collected(&signer, &kept);
    let at = noon() + TimeDelta::minutes(9);
    let signed = finish(prepared.clone(), &kept, &signature, &CASE.stamps, &CASE.roots(), at).unwrap();
    assert!(signed.starts_with(&CASE.prepared), "appended");
    let report = verify(&signed, &CASE.roots());
    assert_eq!((report.verdict, report.signatures[0].signer.as_str()), (Verdict::Valid, "沈可欣"));
    assert_eq!(verify(&CASE.sign_as_employer(&signed, at), &CASE.roots()).verdict, Verdict::Valid);
    let mut other = prepared;
    other[900] ^= 1;
    let other = finish(other, &kept, &signature, &CASE.stamps, &CASE.roots(), at);
    assert!(matches!(other, Err(Error::Tampered(_))), "{other:?}");
}

#[test]
fn what_comes_late_is_refused() {
    let signer = OneOffKeys(authority().into());
    embedded(&signer, TimeDelta::minutes(10)).unwrap();
    assert_eq!(refused(&signer, TimeDelta::minutes(10) + TimeDelta::seconds(1)), Refusal::Late);
}

/// Says one thing and does another.
struct Liar {
    authority: LocalAuthority,
    lie: Lie,
    made: Mutex<Option<RemoteSignature>>,
}

#[derive(Clone, Copy, PartialEq)]
enum Lie {
    /// Signs another digest.
    OtherDigest,
    /// In another name.
    OtherName,
    /// By another certificate than it named, though in the right name.
    OtherCertificate,
    /// With a certificate that ended long ago.
    Expired,
    /// With the key of somebody else.
    OtherKey,
    /// With nothing.
    Nothing,
}

impl Liar {
    fn new(lie: Lie) -> Self {
        Self { authority: authority(), lie, made: Mutex::default() }
    }

    fn honest(&self, name: &str, tbs: impl FnOnce(&[u8]) -> Vec<u8>, at: DateTime<Utc>) -> RemoteSignature {
        let signer = self.authority.person(name, at).unwrap();
        let value = signer.sign(&tbs(&signer.certificates()[0])).unwrap();
        RemoteSignature { value, certificates: signer.certificates().iter().cloned().map(Certificate).collect() }
    }
}

impl RemoteSigner for Liar {
    fn order(&self, order: &Order) -> Result<Ordered, Error> {
        let name = if self.lie == Lie::OtherName { "冒名者" } else { &order.signatory.name };
        let at = if self.lie == Lie::Expired { noon() - TimeDelta::days(3000) } else { order.at };
        let attributes = |own: &[u8]| order.attributes(own).unwrap();
        let mut made = match self.lie {
            Lie::OtherDigest => self.honest(name, |_| b"another document".to_vec(), at),
            _ => self.honest(name, attributes, at),
        };
        let certificates = made.certificates.iter().map(|certificate| certificate.0.clone()).collect();
        match self.lie {
            Lie::OtherCertificate => made = self.honest(name, attributes, at),
            Lie::OtherKey => made.value = self.honest(name, attributes, at).value,
            Lie::Nothing => made.certificates.clear(),
            _ => {}
        }
        *self.made.lock().unwrap() = Some(made);
        Ok(Ordered { number: "7".into(), certificates })
    }

    fn collect(&self, _: &str) -> Result<Collected, Error> {
        Ok(Collected::Signed(self.made.lock().unwrap().clone().unwrap()))
    }
}

#[test]
fn no_lie_gets_into_a_file() {
    let now = TimeDelta::seconds(1);
    assert_eq!(refused(&Liar::new(Lie::OtherDigest), now), Refusal::Signature);
    assert_eq!(refused(&Liar::new(Lie::OtherKey), now), Refusal::Signature);
    assert_eq!(refused(&Liar::new(Lie::OtherName), now), Refusal::OtherName("冒名者".into()));
    assert_eq!(refused(&Liar::new(Lie::OtherCertificate), now), Refusal::OtherCertificate);
    assert_eq!(refused(&Liar::new(Lie::Nothing), now), Refusal::Malformed);
    assert!(matches!(refused(&Liar::new(Lie::Expired), now), Refusal::Untrusted(_)));
}

#[test]
fn an_authority_that_nobody_trusts_signs_nothing() {
    let stranger = OneOffKeys(LocalAuthority::create("另一根证书", noon()).unwrap().into());
    assert!(matches!(refused(&stranger, TimeDelta::seconds(1)), Refusal::Untrusted(_)));
}

#[test]
fn a_number_that_is_none_is_told() {
    assert!(matches!(OneOffKeys(authority().into()).collect("17"), Err(Error::Remote(Refusal::Malformed))));
}
