//! Forms that an employer brings (印制表单): printed pages with fields in their places instead of clauses.

mod check;
mod comparison;
mod coverage;

use serde::{Deserialize, Serialize};

pub(super) use check::check;
pub(super) use comparison::{filled_parts, parts};
pub use coverage::{TermCoverage, coverage};

/// A printed form and what stands on it. Lengths are in millimetres, from the upper left corner of a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PrintedForm {
    /// Id of the uploaded file.
    #[schema(format = Uuid)]
    pub file: String,
    /// SHA-256 of the uploaded file, in hex.
    pub sha256: String,
    /// In their order; the first is page 1.
    pub pages: Vec<PrintedPage>,
    pub fields: Vec<PlacedField>,
    /// Terms that are printed on the form, as whoever brought it states.
    #[serde(default)]
    pub stated: Vec<StatedTerm>,
}

/// The size of a page.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PrintedPage {
    #[schema(example = 210.0)]
    pub width: f64,
    #[schema(example = 297.0)]
    pub height: f64,
}

/// A field in its place on a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PrintedField)]
pub struct PlacedField {
    /// Names it within its form and across versions.
    #[schema(example = "from")]
    pub key: String,
    /// What people call it.
    #[schema(example = "合同起始日")]
    pub label: String,
    /// From 1.
    #[schema(example = 1)]
    pub page: u32,
    #[schema(example = 42.5)]
    pub x: f64,
    #[schema(example = 96.0)]
    pub y: f64,
    #[schema(example = 30.0)]
    pub width: f64,
    #[schema(example = 6.0)]
    pub height: f64,
    pub holds: Holds,
    /// What a field of text says; a fact that a contract has not leaves its place empty.
    #[serde(default)]
    #[schema(example = "{{ contract.from|date }}")]
    pub text: String,
    /// Size of the type, in points.
    #[serde(default = "usual_size")]
    #[schema(example = 10.5)]
    pub size: f64,
    #[serde(default)]
    pub align: Align,
}

const fn usual_size() -> f64 {
    10.5
}

/// What a field holds (字段种类).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PrintedFieldHolds)]
pub enum Holds {
    /// 文字
    Text,
    /// 劳动者签名
    EmployeeSignature,
    /// 用人单位盖章
    EmployerSignature,
    /// 劳动者签署日期: the form says that the time of the signature counts.
    EmployeeSignedOn,
    /// 用人单位盖章日期
    EmployerSignedOn,
}

impl Holds {
    /// Who signs in the field; none where nobody does.
    pub const fn signer(self) -> Option<&'static str> {
        match self {
            Self::EmployeeSignature => Some("employee"),
            Self::EmployerSignature => Some("employer"),
            Self::Text | Self::EmployeeSignedOn | Self::EmployerSignedOn => None,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Text => "文字",
            Self::EmployeeSignature => "劳动者签名",
            Self::EmployerSignature => "用人单位盖章",
            Self::EmployeeSignedOn => "劳动者签署日期",
            Self::EmployerSignedOn => "用人单位盖章日期",
        }
    }
}

/// How words stand between left and right (对齐).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PrintedFieldAlign)]
pub enum Align {
    /// 左对齐
    #[default]
    Left,
    /// 居中
    Center,
    /// 右对齐
    Right,
}

/// That a term is printed on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PrintedTerm)]
pub struct StatedTerm {
    /// Code of the term.
    #[schema(example = "lcl17_hours")]
    pub term: String,
    /// From 1.
    #[schema(example = 2)]
    pub page: u32,
}

/// A field with what it says.
#[derive(Debug, Clone, PartialEq)]
pub struct FilledField {
    pub field: PlacedField,
    /// Empty in a field for a signature.
    pub text: String,
}

/// The day of a signature cannot be written before it is made; the signature carries it.
pub(super) const SIGNED_ON: &str = "以电子签名时间为准";

impl PlacedField {
    /// Shares some of the paper with another.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.page == other.page
            && self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }

    /// Stands wholly on a page.
    pub fn is_within(&self, page: &PrintedPage) -> bool {
        self.x >= 0.0 && self.y >= 0.0 && self.x + self.width <= page.width && self.y + self.height <= page.height
    }
}
