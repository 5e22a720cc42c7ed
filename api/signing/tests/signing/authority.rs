//! The development authority issues what outside tools accept for each purpose.

use std::path::Path;

use chrono::TimeDelta;
use signing::authority::LocalAuthority;
use signing::{Error, Signer};

use crate::judges;
use crate::samples::noon;
use crate::signed::CASE;

fn pem(folder: &Path, name: &str, der: &[u8]) -> String {
    let path = folder.join(name);
    let text = evidence::pki::to_pem(&[der]).unwrap();
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

fn verified_for(purpose: &str, leaf: &[u8], at: i64) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let root = pem(folder.path(), "root.pem", &CASE.authority.root().unwrap());
    let leaf = pem(folder.path(), "leaf.pem", leaf);
    let at = at.to_string();
    let arguments = ["verify", "-x509_strict", "-purpose", purpose, "-attime", &at, "-CAfile", &root, &leaf];
    judges::run("openssl", "openssl", &arguments).status.success()
}

#[test]
fn a_person_s_certificate_signs_documents_and_mail_but_stamps_no_time() {
    let at = noon();
    let signer = CASE.authority.person("欧阳·买买提", at).unwrap();
    let leaf = &signer.certificates()[0];
    assert!(verified_for("smimesign", leaf, at.timestamp()));
    assert!(!verified_for("timestampsign", leaf, at.timestamp()));
    assert!(!verified_for("sslserver", leaf, at.timestamp()));
    assert!(!verified_for("smimesign", leaf, (at - TimeDelta::days(2)).timestamp()));
}

#[test]
fn its_revocation_list_is_accepted_and_names_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let root = pem(folder.path(), "root.pem", &CASE.authority.root().unwrap());
    let list = folder.path().join("list.crl");
    std::fs::write(&list, CASE.authority.revocation_list(noon()).unwrap()).unwrap();
    let arguments = ["crl", "-inform", "DER", "-noout", "-text", "-CAfile", &root, "-in", list.to_str().unwrap()];
    let said = judges::run("openssl", "openssl", &arguments);
    let both = format!("{}{}", String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr));
    assert!(said.status.success() && both.contains("verify OK") && both.contains("No Revoked Certificates"), "{both}");
}

#[test]
fn every_certificate_says_that_it_is_for_tests() {
    for signer in [CASE.authority.person("沈可欣", noon()), CASE.authority.company_seal("云澜", "91330106", noon())]
    {
        for der in signer.unwrap().certificates() {
            let certificate = evidence::pki::certificate(der).unwrap();
            let subject = certificate.tbs_certificate().subject().to_string();
            assert!(subject.contains("O=Youju 本地测试证书"), "{subject}");
        }
    }
}

#[test]
fn a_saved_authority_goes_on_issuing_under_the_same_root() {
    let folder = tempfile::tempdir().unwrap();
    let made = LocalAuthority::create("根", noon()).unwrap();
    made.save(folder.path()).unwrap();
    let loaded = LocalAuthority::load(folder.path()).unwrap();
    assert_eq!(loaded.roots_pem().unwrap(), made.roots_pem().unwrap());
    let signer = loaded.person("沈可欣", noon()).unwrap();
    assert_eq!(signer.certificates()[1], made.root().unwrap());
    assert!(matches!(made.save(folder.path()), Err(Error::Io(_))), "a key was overwritten");
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_the_root_key() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    LocalAuthority::create("根", noon()).unwrap().save(folder.path()).unwrap();
    let mode = std::fs::metadata(folder.path().join("root.key.pem")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_certificate_of_another_root_is_not_loaded() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    LocalAuthority::create("根", noon()).unwrap().save(one.path()).unwrap();
    LocalAuthority::create("根", noon()).unwrap().save(other.path()).unwrap();
    std::fs::copy(other.path().join("root.crt.pem"), one.path().join("root.crt.pem")).unwrap();
    assert!(matches!(LocalAuthority::load(one.path()), Err(Error::Key(_))));
}

#[test]
fn a_name_that_no_certificate_can_hold_is_refused() {
    for name in ["", "  ", "a\nb", &"长".repeat(65)] {
        assert!(matches!(CASE.authority.person(name, noon()), Err(Error::Key(_))), "{name:?}");
    }
}
