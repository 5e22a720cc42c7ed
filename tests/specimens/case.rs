//! A sheet of goals, signed by the employee and the manager and sealed by the employer.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use evidence::timestamp::TimestampAuthority;
use lopdf::{Document, IncrementalDocument};
use signing::authority::LocalAuthority;
use signing::facts::{AgreedGoal, AgreedGoals, Cycle, Employer, Worker};
use signing::{
    FONT_DIRS, Mark, Renderer, SignatureDetails, SignatureField, Signer, ValidationData, add_validation_data,
    archive_timestamp, prepare, sign,
};

use crate::{Outcome, Specimen};

/// An authority, what it signed, and each state in between.
pub struct Case {
    pub authority: LocalAuthority,
    pub stamps: evidence::timestamp::LocalAuthority,
    pub renderer: Renderer,
    pub fields: Vec<SignatureField>,
    pub at: DateTime<Utc>,
    pub rendered: Vec<u8>,
    pub prepared: Vec<u8>,
    pub one: Vec<u8>,
    pub two: Vec<u8>,
    pub three: Vec<u8>,
    pub archived: Vec<u8>,
}

impl Case {
    pub fn make() -> Outcome<Self> {
        let at: DateTime<Utc> = "2026-06-22T02:30:00Z".parse()?;
        let authority = LocalAuthority::create("Youju 本地测试根证书", at)?;
        let stamps = authority.timestamp_authority(at)?;
        let renderer = Renderer::new(&FONT_DIRS.map(PathBuf::from))?;
        let rendered = renderer.render(&goals()?, "KPI-2026Q3-0317", at)?;
        let mut fields = rendered.fields;
        fields.push(SignatureField {
            role: "employer".into(),
            page: 1,
            x: 400.0,
            y: 60.0,
            width: 113.0,
            height: 113.0,
        });
        let prepared = prepare(&rendered.pdf, &fields)?;
        let (one, two, three, archived) = (vec![], vec![], vec![], vec![]);
        let rendered = rendered.pdf;
        let mut case = Self { authority, stamps, renderer, fields, at, rendered, prepared, one, two, three, archived };
        case.one = case.sign_as(&case.prepared, "employee", 5)?;
        case.two = case.sign_as(&case.one, "manager", 20)?;
        case.three = case.sign_as(&case.two, "employer", 35)?;
        let kept = case.with_validation_data(&case.three)?;
        case.archived = archive_timestamp(&kept, &case.stamps, at + TimeDelta::hours(1))?;
        Ok(case)
    }

    pub fn specimens(&self) -> Vec<Specimen> {
        vec![
            Specimen::valid("one_signature", "signed by the employee, B-T", self.one.clone()),
            Specimen::valid("two_signatures", "signed by employee and manager, B-T", self.two.clone()),
            Specimen::valid("three_signatures", "signed by both and sealed by the employer, B-T", self.three.clone()),
            Specimen::valid("archived", "the same with DSS and a document timestamp, B-LTA", self.archived.clone()),
            Specimen::attack("unsigned", "empty fields only", self.prepared.clone()),
        ]
    }

    /// Signs as the person or company that the role is for, so many minutes after noon.
    pub fn sign_as(&self, pdf: &[u8], role: &str, minutes: i64) -> Outcome<Vec<u8>> {
        let at = self.at + TimeDelta::minutes(minutes);
        let signer = match role {
            "employer" => self.authority.company_seal(EMPLOYER, USCC, at)?,
            _ => self.authority.person(mark(role).1, at)?,
        };
        self.sign(pdf, role, &signer, &self.stamps, at)
    }

    pub fn sign(
        &self,
        pdf: &[u8],
        role: &str,
        signer: &dyn Signer,
        stamps: &dyn TimestampAuthority,
        at: DateTime<Utc>,
    ) -> Outcome<Vec<u8>> {
        let field = self.fields.iter().find(|field| field.role == role).ok_or("no such field")?;
        let (mark, name) = mark(role);
        let appearance = self.renderer.appearance(&mark, field, at)?;
        let details =
            SignatureDetails { name, reason: "确认绩效目标", location: None, at, appearance: &appearance };
        Ok(sign(pdf, role, signer, stamps, &details)?)
    }

    /// Appends the root certificate and its revocation list as validation data.
    fn with_validation_data(&self, pdf: &[u8]) -> Outcome<Vec<u8>> {
        let data = ValidationData {
            certificates: vec![self.authority.root()?],
            revocation_lists: vec![self.authority.revocation_list(self.at + TimeDelta::minutes(50))?],
        };
        Ok(add_validation_data(pdf, &data)?)
    }
}

/// Appends a revision as anyone can, without a key.
pub fn appended(pdf: &[u8], change: impl FnOnce(&mut IncrementalDocument) -> Outcome<()>) -> Outcome<Vec<u8>> {
    let mut revision = IncrementalDocument::create_from(pdf.to_vec(), Document::load_mem(pdf)?);
    change(&mut revision)?;
    let mut out = Vec::new();
    revision.save_to(&mut out)?;
    out.push(b'\n');
    Ok(out)
}

pub fn root_of(revision: &IncrementalDocument) -> Outcome<lopdf::ObjectId> {
    Ok(revision.get_prev_documents().trailer.get(b"Root")?.as_reference()?)
}

const EMPLOYER: &str = "云澜数据科技（杭州）有限公司";
const USCC: &str = "91330106MA2CEXAMPLE";

fn mark(role: &str) -> (Mark, &'static str) {
    match role {
        "employer" => (Mark::CompanySeal { name: EMPLOYER.into(), inscription: None }, EMPLOYER),
        "manager" => (Mark::Person { name: "陆一鸣".into(), drawn: None }, "陆一鸣"),
        _ => (Mark::Person { name: "沈可欣".into(), drawn: None }, "沈可欣"),
    }
}

fn goals() -> Outcome<AgreedGoals> {
    let day = |text: &str| text.parse::<NaiveDate>();
    Ok(AgreedGoals {
        employer: Employer {
            name: EMPLOYER.into(),
            uscc: USCC.into(),
            address: "浙江省杭州市西湖区文三路 478 号".into(),
            legal_representative: "顾明远".into(),
            letterhead: None,
        },
        worker: Worker {
            name: "沈可欣".into(),
            national_id: "330106199205170027".into(),
            number: "YL00317".into(),
            org_unit: "华东大客户部".into(),
            position: "客户经理".into(),
            phone: None,
            address: None,
        },
        manager: "陆一鸣".into(),
        cycle: Cycle { name: "2026年第三季度".into(), from: day("2026-07-01")?, until: day("2026-09-30")? },
        baseline: "60.00".into(),
        below_baseline_text: "不合格".into(),
        goals: vec![AgreedGoal {
            name: "新签合同额".into(),
            unit: "元".into(),
            direction: "越高越好".into(),
            weight: "100".into(),
            target: "1,200,000".into(),
            rule: "得分 = 实际值 ÷ 目标值 × 100，最高 120 分。".into(),
            source: "ERP 合同台账".into(),
        }],
        formula: "总分为各项得分按权重加总。".into(),
    })
}
