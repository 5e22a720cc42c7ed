//! Signing, and what others say of the result.

use chrono::TimeDelta;
use evidence::timestamp::TimestampAuthority;
use signing::authority::LocalAuthority;
use signing::{
    Drawing, Error, Mark, Signer, ValidationData, Verdict, add_validation_data, archive_timestamp, prepare, verify,
};

use crate::judges;
use crate::samples::{self, noon};
use crate::signed::CASE;

#[test]
fn an_agreement_signed_by_both_is_valid_with_its_times_and_names() {
    let report = verify(&CASE.both, &CASE.roots());
    assert_eq!(report.problems, []);
    assert_eq!(report.verdict, Verdict::Valid);
    let [employee, employer] = report.signatures.as_slice() else { panic!("{report:?}") };
    assert_eq!((employee.field.as_str(), employee.signer.as_str()), ("employee", "沈可欣"));
    assert_eq!((employer.field.as_str(), employer.signer.as_str()), ("employer", "云澜数据科技（杭州）有限公司"));
    assert_eq!(employee.timestamped_at, Some(noon() + TimeDelta::minutes(5)));
    assert_eq!(employee.signed_at, employee.timestamped_at);
    assert_eq!(employer.timestamped_at, Some(noon() + TimeDelta::minutes(20)));
    assert!(!employee.covers_whole_file && employer.covers_whole_file);
    assert_eq!(employee.changes.len(), 1, "only the other signature: {:?}", employee.changes);
    assert!(employee.changes[0].zh.contains("签署了签名域“employer”"));
    assert_eq!(report.unsigned, [""; 0]);
}

#[test]
fn a_field_that_waits_is_named_and_hurts_nothing() {
    let report = verify(&CASE.employee, &CASE.roots());
    assert_eq!(report.verdict, Verdict::Valid);
    assert_eq!(report.unsigned, ["employer"]);
    assert!(report.signatures[0].covers_whole_file);
}

#[test]
fn every_revision_stays_in_the_file_byte_for_byte() {
    assert!(CASE.prepared.starts_with(&CASE.rendered.pdf));
    assert!(CASE.employee.starts_with(&CASE.prepared));
    assert!(CASE.both.starts_with(&CASE.employee));
}

#[test]
fn poppler_finds_two_valid_signatures_over_the_whole_document() {
    let folder = tempfile::tempdir().unwrap();
    let path = judges::written(folder.path(), &CASE.both);
    let said = judges::run("pdfsig", "poppler-utils", &["-nocert", &path]);
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert_eq!(said.matches("Signature Validation: Signature is Valid.").count(), 2, "{said}");
    assert_eq!(said.matches("Signature Type: ETSI.CAdES.detached").count(), 2, "{said}");
    assert!(said.contains("Total document signed"), "{said}");
    assert!(said.contains("沈可欣") && said.contains("云澜数据科技（杭州）有限公司"), "{said}");
}

#[test]
fn every_revision_is_sound_for_qpdf() {
    for revision in [&CASE.prepared, &CASE.employee, &CASE.both] {
        judges::assert_sound(revision);
    }
}

#[test]
fn names_and_seal_are_shown_with_their_times_in_china() {
    let text: String = judges::text(&CASE.both).split_whitespace().collect();
    assert!(text.contains("电子签名2026-06-2210:35:00（北京时间）"), "{text}");
    assert!(text.contains("电子签章2026-06-2210:50:00"), "{text}");
}

#[test]
fn what_was_drawn_by_hand_is_shown_and_signed() {
    let drawn =
        Drawing::from_svg("<svg><path d='M 0 10 C 5 0 10 0 15 10 L 30 2'/><path d=\"M 3 3 Q 8 9 20 14\"/></svg>");
    let mark = Mark::Person { name: "沈可欣".into(), drawn: Some(drawn.unwrap()) };
    let signer = CASE.authority.person("沈可欣", noon()).unwrap();
    let signed = CASE.sign(&CASE.prepared, "employee", &signer, &mark, noon()).unwrap();
    assert_eq!(verify(&signed, &CASE.roots()).verdict, Verdict::Valid);
    judges::assert_sound(&signed);
}

#[test]
fn a_signature_under_a_root_that_is_not_trusted_is_whole_but_invalid() {
    let other = LocalAuthority::create("另一根证书", noon()).unwrap();
    let report = verify(&CASE.both, &[other.root().unwrap()]);
    assert_eq!(report.verdict, Verdict::Invalid);
    assert!(report.signatures.iter().all(|signature| signature.intact && !signature.trusted));
    assert_eq!(verify(&CASE.both, &[]).verdict, Verdict::Invalid);
}

#[test]
fn a_document_without_signatures_is_not_valid() {
    for pdf in [&CASE.rendered.pdf, &CASE.prepared] {
        let report = verify(pdf, &CASE.roots());
        assert_eq!(report.verdict, Verdict::Invalid);
        assert_eq!(report.signatures, []);
        assert_eq!(report.problems[0].zh, "文件中没有电子签名");
    }
}

#[test]
fn a_field_is_signed_once_and_must_exist() {
    let at = noon() + TimeDelta::minutes(30);
    let signer = CASE.authority.person("沈可欣", at).unwrap();
    let mark = Mark::Person { name: "沈可欣".into(), drawn: None };
    let again = CASE.sign(&CASE.employee, "employee", &signer, &mark, at);
    assert!(matches!(again, Err(Error::AlreadySigned(role)) if role == "employee"));
    let twice = prepare(&CASE.prepared, &CASE.rendered.fields);
    assert!(matches!(twice, Err(Error::Pdf(_))), "a second form was added");
    let goals = samples::RENDERER.render(&samples::goals(), "K-1", at).unwrap();
    let goals = prepare(&goals.pdf, &goals.fields[..1]).unwrap();
    let missing = CASE.sign(&goals, "employer", &signer, &mark, at);
    assert!(matches!(missing, Err(Error::NoSuchField(role)) if role == "employer"));
}

/// An authority that has nothing to give.
struct Silent;

impl TimestampAuthority for Silent {
    fn token(&self, _: &[u8; 32], _: chrono::DateTime<chrono::Utc>) -> Result<Vec<u8>, evidence::Error> {
        Err(evidence::timestamp::Refusal::NotGranted.into())
    }
}

#[test]
fn without_a_timestamp_there_is_no_signature() {
    let at = noon();
    let signer = CASE.authority.person("沈可欣", at).unwrap();
    let mark = Mark::Person { name: "沈可欣".into(), drawn: None };
    let appearance = samples::RENDERER.appearance(&mark, CASE.field("employee"), at).unwrap();
    let details =
        signing::SignatureDetails { name: "沈可欣", reason: "签署", location: None, at, appearance: &appearance };
    let refused = signing::sign(&CASE.prepared, "employee", &signer, &Silent, &details);
    assert!(matches!(refused, Err(Error::Evidence(_))));
}

#[test]
fn a_back_dated_signature_is_not_valid() {
    /// Stamps the true time whatever the caller says.
    struct TrueClock;
    impl TimestampAuthority for TrueClock {
        fn token(&self, imprint: &[u8; 32], _: chrono::DateTime<chrono::Utc>) -> Result<Vec<u8>, evidence::Error> {
            CASE.stamps.token(imprint, noon() + TimeDelta::days(30))
        }
    }
    let at = noon();
    let signer = CASE.authority.person("沈可欣", at).unwrap();
    let mark = Mark::Person { name: "沈可欣".into(), drawn: None };
    let appearance = samples::RENDERER.appearance(&mark, CASE.field("employee"), at).unwrap();
    let details =
        signing::SignatureDetails { name: "沈可欣", reason: "签署", location: None, at, appearance: &appearance };
    let signed = signing::sign(&CASE.prepared, "employee", &signer, &TrueClock, &details).unwrap();
    let report = verify(&signed, &CASE.roots());
    assert_eq!(report.verdict, Verdict::Invalid);
    assert_eq!(report.signatures[0].timestamped_at, Some(noon() + TimeDelta::days(30)));
    assert!(report.problems[0].zh.contains("声称的签署时间与时间戳不符"), "{:?}", report.problems);
}

#[test]
fn a_signature_made_with_another_key_is_not_valid() {
    struct Wrong(Vec<Vec<u8>>);
    impl Signer for Wrong {
        fn certificates(&self) -> &[Vec<u8>] {
            &self.0
        }
        fn sign(&self, tbs: &[u8]) -> Result<Vec<u8>, Error> {
            CASE.authority.person("沈可欣", noon())?.sign(tbs)
        }
    }
    // The certificate of one person with the key of another.
    let certificates = CASE.authority.person("冒名者", noon()).unwrap().certificates().to_vec();
    let mark = Mark::Person { name: "冒名者".into(), drawn: None };
    let signed = CASE.sign(&CASE.prepared, "employee", &Wrong(certificates), &mark, noon()).unwrap();
    let report = verify(&signed, &CASE.roots());
    assert_eq!(report.verdict, Verdict::Invalid);
    assert!(!report.signatures[0].intact);
    assert!(report.problems[0].zh.contains("签名验证失败"), "{:?}", report.problems);
}

#[test]
fn a_document_timestamp_keeps_the_signatures_valid_and_is_judged_itself() {
    let at = noon() + TimeDelta::days(365);
    let once = archive_timestamp(&CASE.both, &CASE.stamps, at).unwrap();
    let twice = archive_timestamp(&once, &CASE.stamps, at + TimeDelta::days(365)).unwrap();
    judges::assert_sound(&twice);
    let report = verify(&twice, &CASE.roots());
    assert_eq!(report.problems, []);
    assert_eq!(report.verdict, Verdict::Valid);
    assert_eq!(report.signatures.len(), 4);
    let stamp = &report.signatures[2];
    assert_eq!((stamp.field.as_str(), stamp.timestamped_at, stamp.signed_at), ("timestamp_1", Some(at), None));
    assert!(stamp.signer.contains("Youju 本地测试时间戳"));
    let changes: Vec<&str> = report.signatures[1].changes.iter().map(|change| change.zh.as_str()).collect();
    assert!(changes.iter().all(|change| *change == "加入了文件时间戳") && !changes.is_empty(), "{changes:?}");
    let mut changed = once.clone();
    changed[1000] ^= 1;
    assert_eq!(verify(&changed, &CASE.roots()).verdict, Verdict::Invalid);
    assert!(matches!(archive_timestamp(&CASE.prepared, &CASE.stamps, at), Err(Error::Pdf(_))));
    if let Some(folder) = std::env::var_os("YOUJU_KEEP_PDF") {
        std::fs::write(std::path::Path::new(&folder).join("agreement-archived.pdf"), &twice).unwrap();
    }
}

#[test]
fn validation_data_may_be_added_after_the_signatures() {
    let data = ValidationData {
        certificates: vec![CASE.authority.root().unwrap()],
        revocation_lists: vec![CASE.authority.revocation_list(noon()).unwrap()],
    };
    let once = add_validation_data(&CASE.both, &data).unwrap();
    let pdf = add_validation_data(&once, &data).unwrap();
    assert!(pdf.starts_with(&CASE.both), "appended");
    judges::assert_sound(&pdf);
    let report = verify(&pdf, &CASE.roots());
    assert_eq!(report.verdict, Verdict::Valid, "{:?}", report.problems);
    assert_eq!(report.signatures[1].changes[0].zh, "加入了签名的长期验证资料");
    assert!(report.signatures.iter().all(|signature| !signature.covers_whole_file));
}
