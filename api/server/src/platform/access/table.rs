//! The table. A works council can read it: `GET /api/v1/access/roles` and `api/docs/roles.md` print it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What HR, payroll, legal and the others are granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 人力资源
    Hr,
    /// 薪酬
    Payroll,
    /// 法务
    Legal,
    /// 工会
    Union,
    /// 审计
    Auditor,
    /// 系统管理员: runs the system and sees no personnel data by virtue of it.
    Admin,
}

impl Role {
    pub const ALL: [Self; 6] = [Self::Hr, Self::Payroll, Self::Legal, Self::Union, Self::Auditor, Self::Admin];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hr => "hr",
            Self::Payroll => "payroll",
            Self::Legal => "legal",
            Self::Union => "union",
            Self::Auditor => "auditor",
            Self::Admin => "admin",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = ();
    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|role| role.as_str() == name).ok_or(())
    }
}

/// How the caller stands to the person something is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// 本人
    Oneself,
    /// 直接或间接上级
    Manager,
    /// 被指定的人: a witness, or whoever gets a copy; the thing itself names them.
    Named,
    /// Anyone who is signed in.
    Anyone,
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Oneself => "oneself",
            Self::Manager => "a manager above them",
            Self::Named => "named in it",
            Self::Anyone => "anyone signed in",
        })
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct Rights {
    /// `noun.verb`
    pub name: &'static str,
    pub zh: &'static str,
    pub relations: &'static [Relation],
    pub roles: &'static [Role],
    /// The OAuth scope that lets a machine do it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_scope: Option<&'static str>,
}

/// A permission named in a handler's signature.
pub trait Permission: 'static {
    const RIGHTS: Rights;
}

macro_rules! permissions {
    ($($marker:ident = $name:literal, $zh:literal, [$($relation:ident)*], [$($role:ident)*] $(, $client:literal)?;)*) => {
        /// One marker type a permission.
        pub mod perm {$(
            #[doc = $zh]
            pub struct $marker;
            impl super::Permission for $marker {
                const RIGHTS: super::Rights = super::Rights {
                    name: $name,
                    zh: $zh,
                    relations: &[$(super::Relation::$relation),*],
                    roles: &[$(super::Role::$role),*],
                    client_scope: permissions!(@client $($client)?),
                };
            }
        )*}

        /// Every permission, in the order of this file.
        pub const PERMISSIONS: &[Rights] = &[$(<perm::$marker as Permission>::RIGHTS),*];
    };
    (@client $client:literal) => { Some($client) };
    (@client) => { None };
}

permissions! {
    // name                    what it is                       relations            roles
    SelfService = "self.use", "使用自己的账号", [Anyone], [];
    OrgRead = "org.read", "查看组织架构与岗位", [Anyone], [], "employees:read";
    OrgWrite = "org.write", "维护用人单位、部门与岗位", [], [Hr Admin];
    AccountsManage = "accounts.manage", "管理账号、授权与接入方", [], [Admin];
    AccountsActivate = "accounts.activate", "向员工发放激活码", [], [Hr Admin];
    EmployeesRead = "employees.read", "查看员工", [Oneself Manager], [Hr Payroll Legal Union Auditor], "employees:read";
    EmployeesWrite = "employees.write", "办理入职、任职与合同", [], [Hr];
    ContactWrite = "employees.contact", "更正联系方式", [Oneself], [Hr];
    SensitiveRead = "employees.sensitive", "查看身份证号、银行卡号与工资", [Oneself], [Hr Payroll];
    WagesRead = "wages.read", "查看月度工资", [Oneself], [Hr Payroll Legal];
    WagesWrite = "wages.write", "登记月度工资", [], [Payroll], "wages:write";
    LeaveWrite = "annual_leave.write", "登记年休假", [], [Hr Payroll];
    CircumstancesRead = "circumstances.read", "查看受保护情形", [Oneself], [Hr Legal];
    CircumstancesWrite = "circumstances.write", "登记受保护情形", [Oneself], [Hr];
    DocumentsRead = "documents.read", "查看文件", [Oneself], [Hr Legal];
    ImportsManage = "imports.manage", "导入花名册", [], [Hr];
    KpisManage = "kpis.manage", "维护指标与考核周期", [], [Hr];
    CyclesRead = "review_cycles.read", "查看考核周期与指标", [Anyone], [];
    ActualsWrite = "actuals.write", "上报指标实际值", [], [Hr], "actuals:write";
    ReviewsRead = "reviews.read", "查看考核", [Oneself Manager], [Hr Legal];
    ReviewsAnswer = "reviews.answer", "确认或异议自己的目标与结果、自评", [Oneself], [];
    ReviewsAssess = "reviews.assess", "评价下属", [Manager], [];
    ReviewsDeliver = "reviews.deliver", "送达考核结果", [Manager], [Hr];
    AlertsRead = "alerts.read", "查看预警", [Oneself Manager], [Hr];
    AlertsAcknowledge = "alerts.acknowledge", "知悉发给自己的预警", [Oneself Manager], [Hr];
    AlertsHandle = "alerts.handle", "处理预警", [Manager], [Hr];
    DeadlinesRead = "deadlines.read", "查看期限", [Oneself Manager], [Hr Legal];
    DeadlinesAcknowledge = "deadlines.acknowledge", "登记期限已处理", [], [Hr];
    CheckInsRead = "check_ins.read", "查看沟通记录", [Oneself Manager], [Hr Legal];
    CheckInsWrite = "check_ins.write", "记录沟通", [Manager], [];
    CheckInsAnswer = "check_ins.answer", "确认沟通记录", [Oneself], [];
    PlansRead = "plans.read", "查看改进计划", [Oneself Manager], [Hr Legal];
    PlansWrite = "plans.write", "制定与管理改进计划", [Manager], [Hr];
    PlansAnswer = "plans.answer", "确认改进计划", [Oneself Manager], [];
    WarningsRead = "warnings.read", "查看警告", [Oneself Manager], [Hr Legal];
    WarningsWrite = "warnings.write", "起草与提交警告", [Manager], [Hr];
    WarningsApprove = "warnings.approve", "审批与撤回警告", [], [Hr Legal];
    WarningsAnswer = "warnings.answer", "就警告陈述申辩、签收警告", [Oneself], [];
    SeparationsRead = "separations.read", "查看离职案件", [Oneself], [Hr Legal Union];
    SeparationsManage = "separations.manage", "办理离职案件", [], [Hr Legal];
    SeparationsApprove = "separations.approve", "审批离职案件", [], [Hr Legal];
    SeparationsAnswer = "separations.answer", "提出解除通知、陈述申辩", [Oneself], [];
    SeparationTasksRead = "separation_tasks.read", "查看离职事项（薪酬仅本岗位的）", [Oneself], [Hr Payroll Legal Union];
    SeparationsTasks = "separations.tasks", "登记离职事项的结果（薪酬仅本岗位的）", [Oneself], [Hr Payroll Legal];
    SettlementsRead = "settlements.read", "查看离职结算单（薪酬仅有本岗位事项的案件）", [Oneself], [Hr Payroll Legal];
    NonCompetesRead = "non_competes.read", "查看竞业限制与补偿", [Oneself], [Hr Payroll Legal];
    NonCompetesDecide = "non_competes.decide", "启动、放弃与解除竞业限制", [], [Hr Legal];
    NonCompetesPay = "non_competes.pay", "登记竞业限制补偿的支付", [], [Payroll];
    NonCompetesAnswer = "non_competes.answer", "答复竞业限制告知、说明未收到补偿、提出解除", [Oneself], [];
    LayoffsRead = "layoffs.read", "查看经济性裁员", [], [Hr Legal Union];
    LayoffsPriorities = "layoffs.priorities", "查看裁员的优先留用名单", [], [Hr Legal];
    LayoffsManage = "layoffs.manage", "办理经济性裁员", [], [Hr Legal];
    LayoffsApprove = "layoffs.approve", "审批经济性裁员", [], [Hr Legal];
    SeparationsUnion = "separations.union", "答复工会通知", [], [Union];
    DisputesRead = "disputes.read", "查看劳动争议", [Oneself], [Hr Legal];
    DisputesManage = "disputes.manage", "办理劳动争议", [], [Hr Legal];
    LegalHoldsManage = "legal_holds.manage", "办理证据保全", [], [Hr Legal];
    NegotiationsTake = "negotiations.take", "提出与答复协商方案", [Oneself], [Hr Legal];
    AgreementsRead = "agreements.read", "查看协议", [Oneself Named], [Hr Legal];
    AgreementsPrepare = "agreements.prepare", "起草与发出协议", [], [Hr Legal];
    AgreementsReview = "agreements.review", "审查协议", [], [Legal];
    AgreementsSign = "agreements.sign", "签署协议", [Oneself Named], [Legal];
    AgreementsComment = "agreements.comment", "对协议条款提出、答复与处理意见", [Oneself], [Hr Legal];
    AgreementsEmbed = "agreements.embed", "在其他系统的页面中嵌入签署页", [], [], "agreements:embed";
    AgreementsAskPaper = "agreements.ask_paper", "申请协议的纸质文本", [Oneself], [];
    TemplatesRead = "templates.read", "查看文件模板", [], [Hr Legal];
    TemplatesWrite = "templates.write", "起草与修改文件模板", [], [Hr Legal];
    TemplatesReview = "templates.review", "审查与发布文件模板", [], [Legal];
    AgreementBatchesRead = "agreement_batches.read", "查看批量签订", [], [Hr Legal];
    AgreementBatchesPrepare = "agreement_batches.prepare", "发起、发出与取消批量签订", [], [Hr Legal];
    AgreementBatchesReview = "agreement_batches.review", "审查批量协议", [], [Legal];
    AgreementBatchesSeal = "agreement_batches.seal", "为批量协议盖章", [], [Legal];
    SealsRead = "seals.read", "查看印章与用印登记", [], [Hr Legal Auditor];
    SealsManage = "seals.manage", "启用、保管与停用印章", [], [Legal];
    EvidenceRead = "evidence.read", "导出证据包", [Oneself], [Hr Legal Auditor];
    JournalRead = "journal.read", "查看留痕日志", [], [Auditor], "journal:read";
    RiskRead = "risk.read", "查看用工风险总览", [], [Hr Legal];
    RiskProtected = "risk.protected", "查看受保护情形人员名单", [], [Hr];
    StandardsRead = "standards.read", "查看地方标准", [Anyone], [], "employees:read";
    StandardsWrite = "standards.write", "登记与更正地方标准", [], [Hr Payroll Legal];
    LawUse = "law.use", "使用法律计算器", [Anyone], [], "employees:read";
    WebhooksManage = "webhooks.manage", "管理事件通知", [], [Admin], "webhooks:manage";
}

/// What a session that began in a frame may do, and that to the agreement of the frame only.
pub(super) const IN_A_FRAME: [&str; 2] = [perm::AgreementsRead::RIGHTS.name, perm::AgreementsSign::RIGHTS.name];

/// The table for people to read: `api/docs/roles.md`.
pub fn as_markdown() -> String {
    let mark = |yes: bool| if yes { "●" } else { "" };
    let mut page = String::from(
        "# Who may do what\n\nGenerated from `platform/access/table.rs`; the service asks this table and nothing else.\n\n\
         | permission | 事项 | anyone | self 本人 | manager 上级 | named 被指定 | hr | payroll | legal | union | auditor | admin | machine scope |\n\
         |---|---|---|---|---|---|---|---|---|---|---|---|---|\n",
    );
    for rights in PERMISSIONS {
        let relations = [Relation::Anyone, Relation::Oneself, Relation::Manager, Relation::Named]
            .map(|relation| mark(rights.relations.contains(&relation)));
        let roles = Role::ALL.map(|role| mark(rights.roles.contains(&role)));
        page += &format!(
            "| `{}` | {} | {} | {} | {} |\n",
            rights.name,
            rights.zh,
            relations.join(" | "),
            roles.join(" | "),
            rights.client_scope.unwrap_or("")
        );
    }
    page
}
