//! Typed ids: a [`Uuid`] (version 7) that knows what it names.

use diesel::deserialize::{self, FromSql};
use diesel::pg::{Pg, PgValue};
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
            diesel::expression::AsExpression, diesel::deserialize::FromSqlRow, ToSchema,
        )]
        #[diesel(sql_type = sql_types::Uuid)]
        #[serde(transparent)]
        #[schema(value_type = Uuid)]
        pub struct $name(pub Uuid);

        impl ToSql<sql_types::Uuid, Pg> for $name {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                ToSql::<sql_types::Uuid, Pg>::to_sql(&self.0, out)
            }
        }

        impl FromSql<sql_types::Uuid, Pg> for $name {
            fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
                FromSql::<sql_types::Uuid, Pg>::from_sql(value).map(Self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )*};
}

ids! {
    /// Who signs in.
    AccountId,
    /// A role in a scope.
    GrantId,
    /// A machine that calls the API.
    ClientId,
    /// A signed-in device.
    SessionId,
    /// 通行密钥
    PasskeyId,
    /// What a passkey is yet to answer.
    PasskeyChallengeId,
    /// 用人单位; also the id of its log.
    LegalEntityId,
    /// 部门
    OrgUnitId,
    /// 岗位
    PositionId,
    /// 员工: one id for life.
    EmployeeId,
    /// 任用关系
    EmploymentId,
    /// 任职
    AssignmentId,
    /// 劳动合同
    ContractId,
    /// A paper in the archive.
    DocumentId,
    /// An entry of the journal 留痕.
    EntryId,
    /// A message on its way to a person.
    MessageId,
    /// A data key that protects sealed columns.
    DataKeyId,
    /// 导入
    ImportId,
    /// 指标
    KpiId,
    /// 考核周期
    CycleId,
    /// 绩效考核
    ReviewId,
    /// 预警
    AlertId,
    /// A reminder of a deadline 期限提醒.
    DeadlineReminderId,
    /// 沟通记录
    CheckInId,
    /// 绩效改进计划
    PlanId,
    /// 警告
    WarningId,
    /// 离职案件
    SeparationId,
    /// 经济性裁员: a lay-off of many.
    LayoffId,
    /// 证据材料 in a case.
    SeparationEvidenceId,
    /// 离职事项
    SeparationTaskId,
    /// 结算项目
    SettlementItemId,
    /// 谈话记录 in a case.
    SeparationInterviewId,
    /// 送达: one try to serve a notice.
    ServiceAttemptId,
    /// 竞业限制
    NonCompeteId,
    /// A payment for a non-compete duty.
    NonCompetePaymentId,
    /// A proposal in a negotiation 协商方案.
    ProposalId,
    /// 协议
    AgreementId,
    /// A comment on the text of an agreement 条款意见.
    AgreementCommentId,
    /// A copy on paper of an agreement 纸质文本.
    PaperCopyId,
    PaperSignatureId,
    /// 批量签订
    AgreementBatchId,
    /// 合同模板
    TemplateId,
    /// A version of a template.
    TemplateVersionId,
    /// A form that an employer brought.
    TemplateFormId,
    /// 印章
    SealId,
    /// One use of a seal 用印.
    SealUseId,
    /// 证据包
    BundleId,
    /// 劳动争议
    DisputeId,
    /// A step of a dispute.
    DisputeStepId,
    /// 证据保全
    LegalHoldId,
    /// A figure on record 地方标准.
    LocalFigureId,
    /// 事件通知
    WebhookId,
    /// One event for one webhook.
    WebhookDeliveryId,
}
