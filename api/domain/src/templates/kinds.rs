//! What kinds of document have templates, what each must say and what its text may name.

use serde::{Deserialize, Serialize};

use crate::named::named;

/// A kind of document that is written from a template (文件种类): a contract, or a letter around tables that the
/// records draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = TemplateKind)]
pub enum Kind {
    /// 劳动合同
    LabourContract,
    /// 劳动合同续订
    ContractRenewal,
    /// 劳动合同变更
    ContractVariation,
    /// 竞业限制
    NonCompete,
    /// 保密
    Confidentiality,
    /// 服务期
    ServicePeriod,
    /// 录用条件确认书
    RecruitmentConditions,
    /// 解除劳动合同协议书, DOC-01
    SeparationAgreement,
    /// 解除劳动合同通知书, DOC-04
    SeparationNotice,
    /// 终止劳动合同通知书, DOC-08
    EndingNotice,
    /// 解除劳动合同理由告知工会函, DOC-05
    UnionNotice,
    /// 警告函
    WarningLetter,
    /// 绩效改进计划
    ImprovementPlan,
    /// 离职结算单, DOC-12
    SettlementStatement,
    /// 竞业限制告知书, DOC-19
    NonCompeteLetter,
}

named!(Kind);

/// Something that the law, or the purpose of the document, asks a text to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = TemplateTerm)]
pub struct Term {
    /// As clauses name it in `covers`.
    pub code: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
    /// Where it is asked for.
    pub source: &'static str,
    /// What its clause has to name.
    pub variables: &'static [&'static str],
}

/// Something a text can name: `{{ contract.from|date }}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = TemplateVariable)]
pub struct Variable {
    #[schema(example = "contract.from")]
    pub name: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
    /// What it is, and so which filters suit it: `text`, `date`, `money`, `number`, `list`, `changes` (item, before,
    /// after), `clauses` (zh, en), `condition`, a `group` that may be none, or a `table`, which the document draws on a line of its own.
    pub form: &'static str,
}

macro_rules! terms {
    ($($code:literal $zh:literal $en:literal $source:literal [$($variable:literal),*];)*) => {
        &[$(Term { code: $code, zh: $zh, en: $en, source: $source, variables: &[$($variable),*] }),*]
    };
}

macro_rules! variables {
    ($($name:literal $form:literal $zh:literal $en:literal;)*) => {
        &[$(Variable { name: $name, zh: $zh, en: $en, form: $form }),*]
    };
}

mod letters;

const COMMON: &[Variable] = variables! {
    "employer.name" "text" "用人单位名称" "Employer's name";
    "employer.uscc" "text" "统一社会信用代码" "Unified social credit code";
    "employer.address" "text" "用人单位住所" "Employer's address";
    "employer.legal_representative" "text" "法定代表人" "Legal representative";
    "employee.name" "text" "劳动者姓名" "Employee's name";
    "employee.number" "text" "工号" "Employee number";
    "employee.national_id" "text" "身份证号" "Identity number";
    "employment.hired_on" "date" "入职日期" "Day of hire";
    "job.position" "text" "岗位" "Position";
    "job.unit" "text" "部门" "Unit";
};

const CONTRACT: &[Variable] = variables! {
    "employer.city" "text" "用人单位所在城市" "Employer's city";
    "employee.address" "text" "劳动者住址" "Employee's address";
    "employee.phone" "text" "劳动者电话" "Employee's telephone";
    "job.city" "text" "工作地点" "Place of work";
};

const CONTRACT_TERM: &[Variable] = variables! {
    "contract.kind" "text" "期限类型" "Kind of term: fixed_term, open_ended, task";
    "contract.from" "date" "合同起始日" "First day";
    "contract.until" "date" "合同终止日" "Last day; none unless the term is fixed";
    "pay.monthly" "money" "月工资" "Monthly wage";
};

impl Kind {
    /// In the order of the API.
    pub const ALL: [Self; 15] = [
        Self::LabourContract,
        Self::ContractRenewal,
        Self::ContractVariation,
        Self::NonCompete,
        Self::Confidentiality,
        Self::ServicePeriod,
        Self::RecruitmentConditions,
        Self::SeparationAgreement,
        Self::SeparationNotice,
        Self::EndingNotice,
        Self::UnionNotice,
        Self::WarningLetter,
        Self::ImprovementPlan,
        Self::SettlementStatement,
        Self::NonCompeteLetter,
    ];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LabourContract => "labour_contract",
            Self::ContractRenewal => "contract_renewal",
            Self::ContractVariation => "contract_variation",
            Self::NonCompete => "non_compete",
            Self::Confidentiality => "confidentiality",
            Self::ServicePeriod => "service_period",
            Self::RecruitmentConditions => "recruitment_conditions",
            Self::SeparationAgreement => "separation_agreement",
            Self::SeparationNotice => "separation_notice",
            Self::EndingNotice => "ending_notice",
            Self::UnionNotice => "union_notice",
            Self::WarningLetter => "warning_letter",
            Self::ImprovementPlan => "improvement_plan",
            Self::SettlementStatement => "settlement_statement",
            Self::NonCompeteLetter => "non_compete_letter",
        }
    }

    /// Its text is chosen when it is drafted; that of a letter is the one the employer has released for all of its kind.
    pub const fn is_contract(self) -> bool {
        match self {
            Self::LabourContract
            | Self::ContractRenewal
            | Self::ContractVariation
            | Self::NonCompete
            | Self::Confidentiality
            | Self::ServicePeriod
            | Self::RecruitmentConditions => true,
            Self::SeparationAgreement
            | Self::SeparationNotice
            | Self::EndingNotice
            | Self::UnionNotice
            | Self::WarningLetter
            | Self::ImprovementPlan
            | Self::SettlementStatement
            | Self::NonCompeteLetter => false,
        }
    }

    /// What a text of this kind must say. Names, address, representative and identity number (LCL 17(1)(1), (2))
    /// are printed at the head of every document and need no clause.
    pub const fn terms(self) -> &'static [Term] {
        match self {
            Self::LabourContract => terms! {
                "lcl17_term" "劳动合同期限" "Term of the contract" "劳动合同法第十七条第一款第三项" ["contract.kind", "contract.from", "contract.until"];
                "lcl17_work" "工作内容和工作地点" "Work and place of work" "劳动合同法第十七条第一款第四项" ["job.position", "job.city"];
                "lcl17_hours" "工作时间和休息休假" "Hours, rest and leave" "劳动合同法第十七条第一款第五项" [];
                "lcl17_pay" "劳动报酬" "Pay" "劳动合同法第十七条第一款第六项" ["pay.monthly", "pay.day"];
                "lcl17_insurance" "社会保险" "Social insurance" "劳动合同法第十七条第一款第七项" [];
                "lcl17_protection" "劳动保护、劳动条件和职业危害防护" "Protection and occupational hazards" "劳动合同法第十七条第一款第八项" ["job.hazards"];
            },
            Self::ContractRenewal => terms! {
                "renewal_term" "续订期限" "Term of the renewal" "劳动合同法第十七条第一款第三项" ["contract.kind", "contract.from", "contract.until"];
                "renewal_pay" "劳动报酬" "Pay" "劳动合同法第十七条第一款第六项" ["pay.monthly"];
            },
            Self::ContractVariation => terms! {
                "variation_terms" "变更内容" "What is varied" "劳动合同法第三十五条" ["variation.items", "variation.effective_on"];
            },
            Self::NonCompete => terms! {
                "non_compete_scope" "竞业限制的范围、地域" "Scope and region" "劳动合同法第二十四条" ["non_compete.scope", "non_compete.region"];
                "non_compete_term" "竞业限制的期限" "Term" "劳动合同法第二十四条" ["non_compete.months"];
                "non_compete_pay" "竞业限制补偿" "Compensation" "劳动合同法第二十三条第二款" ["non_compete.monthly"];
            },
            Self::Confidentiality => terms! {
                "confidentiality_scope" "保密事项" "What is confidential" "劳动合同法第二十三条第一款" ["confidentiality.scope"];
            },
            Self::ServicePeriod => terms! {
                "service_training" "专项培训及费用" "Training and its cost" "劳动合同法第二十二条第一款" ["training.name", "training.cost"];
                "service_term" "服务期" "Service period" "劳动合同法第二十二条第一款" ["service.until"];
                "service_penalty" "违约金上限" "Limit of the penalty" "劳动合同法第二十二条第二款" ["service.months"];
            },
            Self::RecruitmentConditions => terms! {
                "conditions_post" "岗位" "The post" "劳动合同法第三十九条第一项；R-054" ["job.position"];
                "conditions_probation" "以劳动合同约定的试用期为准" "The probation of the labour contract" "劳动合同法第十九条、第二十一条；R-014" ["contract.from", "contract.probation_until"];
                "conditions_list" "录用条件" "The conditions" "劳动合同法第三十九条第一项；R-054" ["conditions"];
                "conditions_assessment" "考核方式" "How they are assessed" "劳动合同法第三十九条第一项；DOC-22；R-054" ["assessed_by"];
                "conditions_reasons" "说明理由" "Giving reasons" "劳动合同法第二十一条；R-017" [];
            },
            Self::SeparationAgreement => letters::AGREEMENT_TERMS,
            Self::SeparationNotice => letters::NOTICE_TERMS,
            Self::EndingNotice => letters::ENDING_TERMS,
            Self::UnionNotice => letters::UNION_TERMS,
            Self::WarningLetter => letters::WARNING_TERMS,
            Self::ImprovementPlan => letters::PLAN_TERMS,
            Self::SettlementStatement => letters::SETTLEMENT_TERMS,
            Self::NonCompeteLetter => letters::NON_COMPETE_TERMS,
        }
    }

    /// What a text of this kind may name, beside what every one may.
    const fn own_variables(self) -> &'static [Variable] {
        match self {
            Self::LabourContract => variables! {
                "contract.task" "text" "工作任务" "The task; none unless the term is a task";
                "contract.probation_until" "date" "试用期截止日" "Last day of probation; none without one";
                "contract.probation_wage" "money" "试用期月工资" "Monthly wage in probation; none without one";
                "job.duties" "text" "岗位职责" "Duties";
                "job.hazards" "text" "职业危害" "Occupational hazards of the post; none without any";
                "pay.day" "number" "发薪日（次月）" "Day of the next month on which wages are paid";
                "hours.system" "text" "工时制度" "Hours: standard, comprehensive, flexible";
                "hours.approval" "text" "特殊工时批准文号" "Approval of special hours; none for standard ones";
            },
            Self::ContractRenewal => variables! {
                "previous.from" "date" "原合同起始日" "First day of the contract before";
                "previous.until" "date" "原合同终止日" "Last day of the contract before";
            },
            Self::ContractVariation => variables! {
                "variation.effective_on" "date" "变更生效日" "Day of effect";
                "variation.reason" "text" "变更原因" "Why";
                "variation.items" "changes" "变更事项（item、before、after）" "What is varied: item, before, after";
                "variation.clauses" "clauses" "改写、增加、删去的条款（zh、en）" "Clauses reworded, added and removed: zh, en";
            },
            Self::NonCompete => variables! {
                "non_compete.months" "number" "限制期限（月）" "Months, at most 24";
                "non_compete.region" "text" "地域" "Region";
                "non_compete.scope" "text" "范围" "Scope";
                "non_compete.monthly" "money" "每月补偿" "Monthly compensation";
                "non_compete.damages" "money" "违约金" "Agreed damages; none without any";
            },
            Self::Confidentiality => variables! {
                "confidentiality.scope" "text" "保密事项" "What is confidential";
            },
            Self::ServicePeriod => variables! {
                "training.name" "text" "培训名称" "Training";
                "training.provider" "text" "培训机构" "Provider";
                "training.from" "date" "培训起始日" "First day of the training";
                "training.until" "date" "培训截止日" "Last day of the training";
                "training.cost" "money" "培训费用" "Cost of the training";
                "service.months" "number" "服务期（月）" "Months of service";
                "service.until" "date" "服务期截止日" "Last day of the service period";
            },
            Self::RecruitmentConditions => variables! {
                "contract.from" "date" "劳动合同起始日" "First day of the labour contract";
                "contract.probation_until" "date" "劳动合同约定的试用期截止日" "Last day of the probation that it agrees on";
                "conditions" "list" "录用条件，每项写明标准和考核方式" "The conditions, each with its standard and how it is assessed";
                "assessed_by" "text" "考核人" "Who assesses";
            },
            Self::SeparationAgreement => letters::AGREEMENT_VARIABLES,
            Self::SeparationNotice => letters::NOTICE_VARIABLES,
            Self::EndingNotice => letters::ENDING_VARIABLES,
            Self::UnionNotice => letters::UNION_VARIABLES,
            Self::WarningLetter => letters::WARNING_VARIABLES,
            Self::ImprovementPlan => letters::PLAN_VARIABLES,
            Self::SettlementStatement => letters::SETTLEMENT_VARIABLES,
            Self::NonCompeteLetter => letters::NON_COMPETE_VARIABLES,
        }
    }

    /// Everything a text of this kind may name.
    pub fn variables(self) -> impl Iterator<Item = &'static Variable> {
        let family = match self {
            _ if self.is_contract() => CONTRACT,
            Self::SeparationAgreement | Self::SeparationNotice | Self::EndingNotice | Self::UnionNotice => {
                letters::LETTER
            }
            _ => &[],
        };
        let term = match self {
            Self::LabourContract | Self::ContractRenewal => CONTRACT_TERM,
            Self::SeparationNotice | Self::EndingNotice => letters::EMPLOYERS_NOTICE,
            _ => &[],
        };
        // Managers read a plan, and no identity number.
        let hidden = move |one: &&Variable| self == Self::ImprovementPlan && one.name == "employee.national_id";
        let common = COMMON.iter().filter(move |one| !hidden(one));
        common.chain(family).chain(term).chain(self.own_variables())
    }
}
