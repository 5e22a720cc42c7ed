//! The contract of a keystore: whoever keeps keys in a hardware module or a cloud service holds to it too.

use signing::keystore::{KeyHandle, Keystore, StoredSigner, WrappedKeys, Wrapping};
use signing::{Error, Mark, Verdict, verify};

use crate::samples::noon;
use crate::signed::CASE;

/// Hides nothing, but remembers whose key it is.
struct Labelled;

impl Wrapping for Labelled {
    fn wrap(&self, label: &str, key: &[u8]) -> Result<Vec<u8>, Error> {
        Ok([&[u8::try_from(label.len()).unwrap()], label.as_bytes(), key].concat())
    }

    fn unwrap(&self, label: &str, wrapped: &[u8]) -> Result<Vec<u8>, Error> {
        let (length, rest) = wrapped.split_first().ok_or_else(|| Error::Key("empty".into()))?;
        let (own, key) = rest.split_at_checked(usize::from(*length)).ok_or_else(|| Error::Key("short".into()))?;
        if own == label.as_bytes() { Ok(key.to_vec()) } else { Err(Error::Key("another's key".into())) }
    }
}

/// What every keystore must do.
fn holds_the_contract(store: &dyn Keystore) {
    let (one, other) = (store.generate("seal/1").unwrap(), store.generate("seal/2").unwrap());
    assert_ne!(one.public, other.public);
    assert_eq!(one.handle.label, "seal/1");
    let swapped = KeyHandle { label: other.handle.label.clone(), id: one.handle.id.clone() };
    assert!(store.sign(&swapped, b"tbs").is_err(), "a key answers to its own label alone");
    let damaged = KeyHandle { label: one.handle.label.clone(), id: one.handle.id[..one.handle.id.len() - 3].to_vec() };
    assert!(store.sign(&damaged, b"tbs").is_err());
    sealed_files_are_valid(store, &one.handle, &one.public);
}

/// The whole way: certified by the authority, used through the signer, judged by the checker.
fn sealed_files_are_valid(store: &dyn Keystore, handle: &KeyHandle, public: &[u8]) {
    let certified =
        CASE.authority.seal_certificates("云澜数据科技（杭州）有限公司", "91330106MA2CEXAMPLE", public, noon());
    let certified = certified.unwrap();
    assert!(certified.until > noon() + chrono::TimeDelta::days(365 * 4));
    let signer = StoredSigner { store, handle, certificates: &certified.chain };
    let mark = Mark::CompanySeal {
        name: "云澜数据科技（杭州）有限公司".into(),
        inscription: Some("合同专用章".into()),
    };
    let sealed = CASE.sign(&CASE.employee, "employer", &signer, &mark, noon()).unwrap();
    let report = verify(&sealed, &CASE.roots());
    assert_eq!((report.verdict, report.signatures[1].trusted), (Verdict::Valid, true), "{:?}", report.problems);
}

#[test]
fn wrapped_keys_hold_the_contract() {
    holds_the_contract(&WrappedKeys(Labelled));
}
