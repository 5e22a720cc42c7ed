//! The signature by SM2 over the manifest: believed when it fits, told when it does not, and judged by OpenSSL.

use std::process::Command;
use std::str::FromStr;

use der::Encode;
use evidence::bundle::archive::{self, Files};
use evidence::bundle::bag::{self, SM2_SIGNATURE, SM3_MANIFEST};
use evidence::bundle::{Bundle, FORMAT_SM2};
use evidence::pki::{self, Trust};
use evidence::sm2::{self, DerSignature, Key, Signer};
use evidence::verify::{Known, Outcome, Report, verify_bundle};
use spki::SubjectPublicKeyInfoRef;
use x509_cert::builder::{Builder, CertificateBuilder, Profile, Result as Built};
use x509_cert::certificate::TbsCertificate;
use x509_cert::ext::pkix::{BasicConstraints, KeyUsage, KeyUsages};
use x509_cert::ext::{Extension, ToExtension};
use x509_cert::name::Name;
use x509_cert::serial_number::SerialNumber;
use x509_cert::time::Validity;

use crate::authority::Bench;
use crate::journal::{failure, full, verify};

struct Made {
    issuer: Name,
    subject: Name,
    authority: bool,
}

impl Profile for Made {
    fn get_issuer(&self, _: &Name) -> Name {
        self.issuer.clone()
    }

    fn get_subject(&self) -> Name {
        self.subject.clone()
    }

    fn build_extensions(
        &self,
        _: SubjectPublicKeyInfoRef<'_>,
        _: SubjectPublicKeyInfoRef<'_>,
        tbs: &TbsCertificate,
    ) -> Built<Vec<Extension>> {
        let usage = if self.authority { KeyUsages::KeyCertSign } else { KeyUsages::DigitalSignature };
        let basic = BasicConstraints { ca: self.authority, path_len_constraint: None };
        Ok(vec![
            (&basic).to_extension(tbs.subject(), &[])?,
            (&KeyUsage(usage.into())).to_extension(tbs.subject(), &[])?,
        ])
    }
}

fn issue(issuer: (&str, &Key), subject: &str, key: &Key) -> Vec<u8> {
    let [name, by] = [subject, issuer.0].map(|text| Name::from_str(text).unwrap());
    let made = Made { authority: issuer.0 == subject, issuer: by, subject: name };
    let validity = Validity::from_now(std::time::Duration::from_secs(365 * 86_400)).unwrap();
    let serial = SerialNumber::new(&[7, 1]).unwrap();
    let builder = CertificateBuilder::new(made, serial, validity, key.public().unwrap()).unwrap();
    builder.build::<_, DerSignature>(issuer.1).unwrap().to_der().unwrap()
}

/// A root and a signer under it.
fn authority() -> (Vec<u8>, Signer) {
    let (root, own) = (Key::generate().unwrap(), Key::from_pem(&Key::generate().unwrap().to_pem().unwrap()).unwrap());
    let ca = issue(("CN=SM2 Root", &root), "CN=SM2 Root", &root);
    let certificate = issue(("CN=SM2 Root", &root), "CN=某某科技有限公司", &own);
    let signer = Signer::new(own, &[certificate, ca.clone()]).unwrap();
    (ca, signer)
}

/// Now: the certificates are of now.
fn now() -> chrono::DateTime<chrono::Utc> {
    std::time::SystemTime::now().into()
}

fn signed() -> (Vec<u8>, Bundle) {
    let (root, signer) = authority();
    let (_, mut bundle) = full();
    bundle.sm2 = Some((signer, now()));
    (root, bundle)
}

fn outcome(report: &Report) -> Outcome {
    report.checks.iter().find(|check| check.name == "sm2").unwrap().outcome
}

/// Lets a forger at the files and makes everything anew but the signature.
fn forged(zip: &[u8], change: impl FnOnce(&mut Files)) -> Report {
    let (mut files, _) = archive::unpack(zip);
    let info = bag::read_info(std::str::from_utf8(&files[bag::INFO]).unwrap()).unwrap();
    change(&mut files);
    let signature = files.remove(SM2_SIGNATURE);
    files.retain(|path, _| path.starts_with("data/"));
    let sealed = match signature {
        Some(signature) => bag::seal_signed(files, &info, |_| Ok(signature)),
        None => bag::seal(files, &info),
    };
    verify(&archive::pack(&sealed.unwrap()).unwrap())
}

#[test]
fn a_signed_bundle_holds_and_says_who_signed_it() {
    let (root, bundle) = signed();
    let zip = bundle.to_zip().unwrap();
    assert_eq!(zip, bundle.to_zip().unwrap(), "equal input gives equal bytes");
    let report = verify(&zip);
    assert!(report.holds(), "{}", report.en());
    assert_eq!(outcome(&report), Outcome::Passed);
    assert!(report.proved.iter().any(|said| said.zh.contains("某某科技有限公司 以 SM2 签名")), "{}", report.zh());
    assert!(report.not_proved.iter().any(|said| said.en.contains("came with the bundle, fingerprint")));
    let known = |roots| Known { sm2_roots: Some(roots), ..Known::default() };
    let report = verify_bundle(&zip, &known(vec![root]));
    assert!(report.holds(), "{}", report.en());
    assert!(report.not_proved.iter().any(|said| said.en.contains("was made when it says")));
    let (stranger, _) = authority();
    let report = verify_bundle(&zip, &known(vec![stranger]));
    assert_eq!(failure(&report), ("sm2", SM2_SIGNATURE.into()));
    assert!(report.zh().contains("国密签名人的证书无法追溯到受信任的根证书"), "{}", report.zh());
}

#[test]
fn a_bundle_without_it_is_as_valid_as_before() {
    let report = verify(&full().1.to_zip().unwrap());
    assert!(report.holds());
    assert_eq!(outcome(&report), Outcome::Absent);
}

#[test]
fn every_changed_byte_of_the_signature_is_noticed() {
    let (root, bundle) = signed();
    let zip = bundle.to_zip().unwrap();
    let (files, _) = archive::unpack(&zip);
    let (signature, manifest) = (&files[SM2_SIGNATURE], &files[SM3_MANIFEST]);
    let chain = pki::from_pem(std::str::from_utf8(&files["data/keys/sm2.pem"]).unwrap()).unwrap();
    let trust = Trust::in_roots(&[root]).unwrap();
    assert!(sm2::verify(signature, manifest, &chain, &trust).unwrap().signer.contains("某某科技有限公司"));
    for at in 0..signature.len() {
        let mut changed = signature.clone();
        changed[at] ^= 1 << (at % 8);
        assert!(sm2::verify(&changed, manifest, &chain, &trust).is_err(), "byte {at}");
    }
    for changed in [&signature[1..], &[&signature[..], b"\0"].concat(), b""] {
        sm2::verify(changed, manifest, &chain, &trust).unwrap_err();
    }
    let report = forged(&zip, |files| files.get_mut(SM2_SIGNATURE).unwrap()[700] ^= 1);
    assert_eq!(failure(&report), ("sm2", SM2_SIGNATURE.into()));
}

#[test]
fn a_changed_file_under_fresh_manifests_is_not_what_was_signed() {
    let zip = signed().1.to_zip().unwrap();
    let (_, other) = authority();
    let tells = |change: &dyn Fn(&mut Files)| {
        let report = forged(&zip, |files| change(files));
        let check = report.checks.iter().find(|check| check.name == "sm2").unwrap();
        assert_eq!(check.outcome, Outcome::Failed, "{}", report.en());
        check.findings[0].said.en.clone()
    };
    let edited = tells(&|files| {
        files.remove("data/tsa/3.tsr");
    });
    assert!(edited.contains("over another content"), "{edited}");
    let swapped = tells(&|files| drop(files.insert("data/keys/sm2.pem".into(), other.chain_pem().unwrap().into())));
    assert!(swapped.contains("not a detached SM2 signature of the certificates"), "{swapped}");
    let again = tells(&|files| {
        files.insert("data/keys/sm2.pem".into(), other.chain_pem().unwrap().into());
        files.insert(SM2_SIGNATURE.into(), other.sign(&files[SM3_MANIFEST], now()).unwrap());
    });
    assert!(again.contains("over another content"), "{again}");
    tells(&|files| drop(files.remove(SM2_SIGNATURE)));
    tells(&|files| drop(files.remove("data/keys/sm2.pem")));
}

#[test]
fn it_cannot_be_taken_away_or_added_unsaid() {
    let zip = signed().1.to_zip().unwrap();
    let scope = "data/scope.json";
    let unsaid = forged(&zip, |files| {
        let text = String::from_utf8(files[scope].clone()).unwrap();
        files.insert(scope.into(), text.replace(FORMAT_SM2, "youju-evidence/1").into());
    });
    let check = unsaid.checks.iter().find(|check| check.name == "sm2").unwrap();
    assert_eq!((check.outcome, check.findings[0].path.as_str()), (Outcome::Failed, scope));
    let (mut files, _) = archive::unpack(&zip);
    let line = format!("{}  data/scope.json\n", "0".repeat(64));
    files.insert(SM3_MANIFEST.into(), line.into());
    assert_eq!(failure(&verify(&archive::pack(&files).unwrap())).0, "bag");
}

#[test]
fn openssl_agrees_by_the_commands_in_the_readme() {
    let bench = Bench::new();
    let (files, _) = archive::unpack(&signed().1.to_zip().unwrap());
    for (path, content) in &files {
        let path = bench.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    let readme = String::from_utf8(files["data/README.zh.md"].clone()).unwrap();
    let block = readme.rsplit("```sh\n").next().unwrap().split("```").next().unwrap();
    let run = || {
        let said = Command::new("sh").args(["-euc", block]).current_dir(bench.path()).output().unwrap();
        (said.status.success(), format!("{said:?}"))
    };
    let (accepted, said) = run();
    assert!(accepted, "{said}");
    assert_eq!(said.matches("Verified OK").count(), 1, "{said}");
    for path in ["data/index.zh.md", SM3_MANIFEST, SM2_SIGNATURE] {
        let mut changed = files[path].clone();
        let last = changed.len() - 1;
        changed[last - 9] ^= 1;
        bench.put(path, &changed);
        assert!(!run().0, "{path}");
        bench.put(path, &files[path]);
        assert!(run().0);
    }
}

#[test]
fn a_key_without_its_certificate_signs_nothing() {
    let (root, _) = authority();
    Signer::new(Key::generate().unwrap(), &[root]).unwrap_err();
}
