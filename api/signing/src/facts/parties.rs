//! Who and what nearly every document names.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The employer that signs (用人单位).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Employer {
    /// Registered name (名称).
    pub name: String,
    /// Unified social credit code (统一社会信用代码).
    pub uscc: String,
    /// Registered address (住所).
    pub address: String,
    /// Legal representative (法定代表人).
    pub legal_representative: String,
    /// What stands at the head of its documents (公司抬头).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letterhead: Option<Letterhead>,
}

/// The head of an employer's documents (公司抬头), on their first page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letterhead {
    /// One line or two.
    pub lines: Vec<String>,
    /// The logo (标志).
    pub logo: Option<Logo>,
}

/// A picture: text or bytes, as the template takes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Logo {
    /// Shapes, as SVG.
    Svg(String),
    /// Pixels, as PNG.
    Png(Vec<u8>),
}

/// The employee as a party (劳动者).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worker {
    /// Name (姓名).
    pub name: String,
    /// Citizen identity number (公民身份号码), in full or masked as the caller decides.
    pub national_id: String,
    /// Employee number (工号).
    pub number: String,
    /// Unit (部门).
    pub org_unit: String,
    /// Position (岗位).
    pub position: String,
    /// Telephone (联系电话).
    pub phone: Option<String>,
    /// Address for service, as confirmed by the employee (送达地址).
    pub address: Option<String>,
}

/// The term of a labour contract (劳动合同期限), LCL 12.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Term {
    /// 固定期限, both days included.
    FixedTerm {
        /// First day.
        from: NaiveDate,
        /// Last day.
        until: NaiveDate,
    },
    /// 无固定期限.
    OpenEnded {
        /// First day.
        from: NaiveDate,
    },
    /// 以完成一定工作任务为期限.
    Task {
        /// First day.
        from: NaiveDate,
        /// The task.
        task: String,
    },
}

/// One side of the employment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// The employer (用人单位).
    Employer,
    /// The employee (劳动者).
    Employee,
}

/// One step of a calculation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What is computed from what, in words and figures.
    pub text: String,
    /// What comes out, with its unit; none when the step only states a fact.
    pub value: Option<String>,
    /// Articles or rules it rests on (`劳动合同法第四十七条`).
    pub rules: Vec<String>,
}

/// How one figure came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calculation {
    /// The figure's name (`经济补偿`).
    pub title: String,
    /// The figure with its unit.
    pub result: String,
    /// From what is known to the figure, in order.
    pub steps: Vec<Step>,
}

/// The statutory ground of a dismissal (法定事由).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// Act, article and item: `《中华人民共和国劳动合同法》第四十条第二项`.
    pub article: String,
    /// The item's own words.
    pub words: String,
}

/// Whom to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Person or office.
    pub name: String,
    /// Telephone.
    pub phone: String,
}
