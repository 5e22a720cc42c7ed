//! The agreement, signed by both sides: made once and then read by many tests.

use std::sync::LazyLock;

use chrono::{DateTime, TimeDelta, Utc};
use signing::authority::LocalAuthority;
use signing::{Mark, Rendered, SignatureDetails, SignatureField, Signer, prepare, sign};

use crate::samples::{self, RENDERER};

/// A root, its timestamp authority and what they signed.
pub struct Case {
    pub authority: LocalAuthority,
    pub stamps: evidence::timestamp::LocalAuthority,
    pub rendered: Rendered,
    pub prepared: Vec<u8>,
    pub employee: Vec<u8>,
    pub both: Vec<u8>,
}

pub static CASE: LazyLock<Case> = LazyLock::new(|| {
    let at = samples::noon();
    let authority = LocalAuthority::create("Youju 本地测试根证书", at).unwrap();
    let stamps = authority.timestamp_authority(at).unwrap();
    let rendered = RENDERER.render(&samples::written(&samples::agreement()), "YL-2026-0042", at).unwrap();
    let prepared = prepare(&rendered.pdf, &rendered.fields).unwrap();
    let mut case = Case { authority, stamps, rendered, prepared, employee: vec![], both: vec![] };
    case.employee = case.sign_as_employee(&case.prepared, at + TimeDelta::minutes(5));
    case.both = case.sign_as_employer(&case.employee, at + TimeDelta::minutes(20));
    if let Some(folder) = std::env::var_os("YOUJU_KEEP_PDF") {
        let folder = std::path::PathBuf::from(folder);
        let keep = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes).unwrap();
        keep("agreement-original.pdf", &case.rendered.pdf);
        keep("agreement-prepared.pdf", &case.prepared);
        keep("agreement-employee.pdf", &case.employee);
        keep("agreement-both.pdf", &case.both);
        keep("roots.pem", case.authority.roots_pem().unwrap().as_bytes());
    }
    case
});

impl Case {
    pub fn roots(&self) -> Vec<Vec<u8>> {
        vec![self.authority.root().unwrap()]
    }

    pub fn field(&self, role: &str) -> &SignatureField {
        self.rendered.fields.iter().find(|field| field.role == role).unwrap()
    }

    pub fn sign_as_employee(&self, pdf: &[u8], at: DateTime<Utc>) -> Vec<u8> {
        let signer = self.authority.person("沈可欣", at).unwrap();
        self.sign(pdf, "employee", &signer, &Mark::Person { name: "沈可欣".into(), drawn: None }, at).unwrap()
    }

    pub fn sign_as_employer(&self, pdf: &[u8], at: DateTime<Utc>) -> Vec<u8> {
        let company = samples::employer();
        let signer = self.authority.company_seal(&company.name, "91330106MA2CEXAMPLE", at).unwrap();
        self.sign(pdf, "employer", &signer, &Mark::CompanySeal { name: company.name, inscription: None }, at).unwrap()
    }

    pub fn sign(
        &self,
        pdf: &[u8],
        role: &str,
        signer: &dyn Signer,
        mark: &Mark,
        at: DateTime<Utc>,
    ) -> Result<Vec<u8>, signing::Error> {
        let appearance = RENDERER.appearance(mark, self.field(role), at)?;
        let name = match mark {
            Mark::Person { name, .. } | Mark::CompanySeal { name, .. } => name,
        };
        let details = SignatureDetails {
            name,
            reason: "签署解除劳动合同协议书",
            location: Some("浙江杭州"),
            at,
            appearance: &appearance,
        };
        sign(pdf, role, signer, &self.stamps, &details)
    }
}
