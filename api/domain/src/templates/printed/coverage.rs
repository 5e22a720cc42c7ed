//! Which term stands where on a form: in fields, or printed on it as whoever brought it states.

use serde::Serialize;

use super::super::engine;
use super::super::{Kind, Term};
use super::PrintedForm;

/// Where a mandatory term stands on a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = PrintedTermCoverage)]
pub struct TermCoverage {
    #[schema(example = "lcl17_pay")]
    pub code: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
    /// Where it is asked for.
    pub source: &'static str,
    /// Pages with fields that name what the term has to state.
    pub pages: Vec<u32>,
    /// What no field names.
    pub missing: Vec<&'static str>,
    /// The page on which it is printed, as is stated.
    pub stated_page: Option<u32>,
    pub covered: bool,
}

macro_rules! term {
    ($code:literal $zh:literal $en:literal $source:literal [$($variable:literal),*]) => {
        Term { code: $code, zh: $zh, en: $en, source: $source, variables: &[$($variable),*] }
    };
}

/// The particulars that other documents print at their head; a form has no head but its own.
const OF_LABOUR_CONTRACT: [Term; 2] = [
    term!("lcl17_employer" "用人单位的名称、住所和法定代表人" "Employer's name, address and legal representative" "劳动合同法第十七条第一款第一项"
        ["employer.name", "employer.address", "employer.legal_representative"]),
    term!("lcl17_employee" "劳动者的姓名、住址和身份证号码" "Employee's name, address and identity number" "劳动合同法第十七条第一款第二项"
        ["employee.name", "employee.address", "employee.national_id"]),
];
const OF_AGREEMENT: [Term; 1] = [
    term!("parties" "双方当事人" "Both parties" "合同须写明当事人" ["employer.name", "employee.name", "employee.national_id"]),
];

/// What a form of this kind must say.
pub(super) fn terms(kind: Kind) -> impl Iterator<Item = &'static Term> {
    let parties: &[Term] = match kind {
        Kind::LabourContract | Kind::ContractRenewal => &OF_LABOUR_CONTRACT,
        _ => &OF_AGREEMENT,
    };
    parties.iter().chain(kind.terms())
}

/// Where each mandatory term stands.
pub fn coverage(kind: Kind, form: &PrintedForm) -> Vec<TermCoverage> {
    let named: Vec<(u32, Vec<String>)> =
        form.fields.iter().map(|field| (field.page, engine::names_in(&field.text).unwrap_or_default())).collect();
    terms(kind).map(|term| of_term(term, form, &named)).collect()
}

fn of_term(term: &Term, form: &PrintedForm, named: &[(u32, Vec<String>)]) -> TermCoverage {
    let Term { code, zh, en, source, variables } = *term;
    let names = |list: &[String], wanted: &str| list.iter().any(|name| name == wanted);
    let missing: Vec<&'static str> =
        variables.iter().filter(|wanted| !named.iter().any(|(_, list)| names(list, wanted))).copied().collect();
    let mut pages: Vec<u32> = named
        .iter()
        .filter(|(_, list)| variables.iter().any(|wanted| names(list, wanted)))
        .map(|(page, _)| *page)
        .collect();
    pages.sort_unstable();
    pages.dedup();
    let stated_page = form.stated.iter().find(|stated| stated.term == code).map(|stated| stated.page);
    let covered = stated_page.is_some() || (!variables.is_empty() && missing.is_empty());
    TermCoverage { code, zh, en, source, pages, missing, stated_page, covered }
}
