//! Every kind of thing that can happen. The list is closed: the timeline and the change feed know no other.

use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($variant:ident = $name:literal, $zh:literal, $en:literal;)*) => {
        /// What happened: `noun.past_tense`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
        #[schema(as = EventKind)]
        pub enum Kind {$(
            #[doc = $en]
            #[serde(rename = $name)]
            $variant,
        )*}

        impl Kind {
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The title in a timeline.
            pub fn title(self, english: bool) -> &'static str {
                match self { $(Self::$variant => if english { $en } else { $zh }),* }
            }
        }
    };
}

kinds! {
    AccountCreated = "account.created", "开通账号", "Account created";
    AccountActivated = "account.activated", "激活账号", "Account activated";
    AccountCodeSent = "account.code_sent", "发放激活码", "Activation code sent";
    AccountSignedIn = "account.signed_in", "登录", "Signed in";
    AccountSignedOut = "account.signed_out", "退出登录", "Signed out";
    AccountPasswordChanged = "account.password_changed", "修改密码", "Password changed";
    AccountEmailChanged = "account.email_changed", "更换账号邮箱", "Address of an account changed";
    AccountTotpIssued = "account.totp_issued", "发放动态口令密钥", "Secret for one-time codes issued";
    AccountTotpConfirmed = "account.totp_confirmed", "启用动态口令", "One-time codes enabled";
    AccountPasskeyRegistered = "account.passkey_registered", "添加通行密钥", "Passkey added";
    AccountPasskeyRenamed = "account.passkey_renamed", "重命名通行密钥", "Passkey renamed";
    AccountPasskeyRemoved = "account.passkey_removed", "移除通行密钥", "Passkey removed";
    GrantGiven = "grant.given", "授予角色", "Role granted";
    GrantRevoked = "grant.revoked", "收回角色", "Role revoked";
    ClientRegistered = "client.registered", "登记接入方", "API client registered";
    ClientFrameOriginsChanged = "client.frame_origins_changed", "变更接入方的嵌入来源", "Origins that may frame for a client changed";
    ClientSignedIn = "client.signed_in", "接入方取得令牌", "API client signed in";
    LegalEntityCreated = "legal_entity.created", "登记用人单位", "Legal entity created";
    LegalEntityChanged = "legal_entity.changed", "变更用人单位", "Legal entity changed";
    LetterheadChanged = "letterhead.changed", "变更公司抬头", "Letterhead changed";
    OrgUnitCreated = "org_unit.created", "设立部门", "Unit created";
    OrgUnitChanged = "org_unit.changed", "变更部门", "Unit changed";
    PositionCreated = "position.created", "设立岗位", "Position created";
    EmployeeHired = "employee.hired", "入职", "Hired";
    EmployeeChanged = "employee.changed", "更正员工资料", "Employee record corrected";
    EmployeeContactChanged = "employee.contact_changed", "更正联系方式", "Contact details corrected";
    EmployeeSensitiveRead = "employee.sensitive_read", "查阅敏感信息", "Sensitive fields read";
    EmployeeLeft = "employee.left", "离职", "Left";
    AssignmentStarted = "assignment.started", "任职变动", "Assignment started";
    ContractConcluded = "contract.concluded", "订立劳动合同", "Contract concluded";
    ContractChanged = "contract.changed", "更正劳动合同", "Contract corrected";
    WagesRecorded = "wages.recorded", "登记工资", "Wages recorded";
    AnnualLeaveRecorded = "annual_leave.recorded", "登记年休假", "Annual leave recorded";
    CircumstancesDeclared = "circumstances.declared", "登记受保护情形", "Circumstances declared";
    CircumstancesRead = "circumstances.read", "查阅受保护情形人员名单", "Read in the list of protected people";
    ImportChecked = "import.checked", "核对导入文件", "Import checked";
    ImportCommitted = "import.committed", "导入花名册", "Import committed";
    KpiDefined = "kpi.defined", "定义指标", "KPI defined";
    CycleOpened = "review_cycle.opened", "开启考核周期", "Review cycle opened";
    CycleGoalsSet = "review_cycle.goals_set", "设定岗位目标", "Goals of a position set";
    ReviewGoalsDelivered = "review.goals_delivered", "送达考核目标", "Goals delivered";
    ReviewGoalsAnswered = "review.goals_answered", "答复考核目标", "Goals answered";
    ReviewActualsRecorded = "review.actuals_recorded", "登记实际完成值", "Actuals recorded";
    ReviewSelfAssessed = "review.self_assessed", "自评", "Self-assessment";
    ReviewManagerAssessed = "review.manager_assessed", "上级评价", "Manager assessment";
    ReviewResultDelivered = "review.result_delivered", "送达考核结果", "Result delivered";
    ReviewResultAnswered = "review.result_answered", "答复考核结果", "Result answered";
    AlertRaised = "alert.raised", "发出预警", "Alert raised";
    AlertAcknowledged = "alert.acknowledged", "知悉预警", "Alert acknowledged";
    AlertResolved = "alert.resolved", "处理预警", "Alert resolved";
    DeadlineNoticed = "deadline.noticed", "期限临近", "Deadline noticed";
    DeadlineAcknowledged = "deadline.acknowledged", "登记期限已处理", "Deadline taken care of";
    DeadlineEscalated = "deadline.escalated", "期限逾期上报", "Missed deadline escalated";
    DeadlineSettled = "deadline.settled", "期限已了结", "Deadline settled";
    DeadlineFeedIssued = "deadline_feed.issued", "生成期限日历订阅地址", "Calendar address issued";
    DeadlineFeedRevoked = "deadline_feed.revoked", "停用期限日历订阅地址", "Calendar address revoked";
    CheckInHeld = "check_in.held", "沟通", "Check-in held";
    CheckInAnswered = "check_in.answered", "确认沟通记录", "Check-in answered";
    PlanDrafted = "plan.drafted", "起草改进计划", "Plan drafted";
    PlanChanged = "plan.changed", "修改改进计划", "Plan changed";
    PlanPublished = "plan.published", "发布改进计划", "Plan published";
    PlanAnswered = "plan.answered", "答复改进计划", "Plan answered";
    PlanTrainingAttended = "plan.training_attended", "参加培训", "Training attended";
    PlanClosed = "plan.closed", "改进计划结论", "Plan closed";
    WarningDrafted = "warning.drafted", "起草警告", "Warning drafted";
    WarningChanged = "warning.changed", "修改警告", "Warning changed";
    WarningSubmitted = "warning.submitted", "提交警告审批", "Warning handed in";
    WarningStatementAsked = "warning.statement_asked", "请员工陈述申辩", "Employee asked for a statement";
    WarningStated = "warning.stated", "对警告陈述申辩", "Statement on a warning";
    WarningSentBack = "warning.sent_back", "退回警告", "Warning sent back";
    WarningApproved = "warning.approved", "批准警告", "Warning approved";
    WarningIssued = "warning.issued", "送达警告", "Warning issued";
    WarningAnswered = "warning.answered", "签收警告", "Warning acknowledged";
    WarningDropped = "warning.dropped", "放弃警告", "Warning dropped before it was issued";
    WarningWithdrawn = "warning.withdrawn", "撤回警告", "Warning withdrawn";
    SeparationOpened = "separation.opened", "立案", "Case opened";
    SeparationFactsStated = "separation.facts_stated", "登记案件要素", "Facts of the case stated";
    SeparationEvidenceAdded = "separation_evidence.added", "提交证据材料", "Evidence added";
    SeparationEvidenceReviewed = "separation_evidence.reviewed", "核对证据材料", "Evidence reviewed";
    SeparationStatementMade = "separation_evidence.stated", "劳动者陈述申辩", "Employee's statement";
    SeparationGateOverridden = "separation.gate_overridden", "例外放行", "Missing evidence let pass";
    SeparationLeavingNoticeGiven = "separation.leaving_notice_given", "劳动者提出解除", "Employee gave notice";
    SeparationNoticeAcknowledged = "separation.notice_acknowledged", "确认收悉解除通知", "Receipt of the notice acknowledged";
    SeparationTaskAdded = "separation.task_added", "新增离职事项", "Task added";
    SeparationTaskEnded = "separation.task_ended", "离职事项办结", "Task ended";
    SeparationInterviewHeld = "separation_interview.held", "谈话记录", "Talk about leaving";
    SeparationInterviewAnswered = "separation_interview.answered", "答复谈话记录", "Record of a talk answered";
    SeparationUnionNotified = "separation.union_notified", "通知工会", "Union notified";
    SeparationUnionReplied = "separation.union_replied", "工会答复", "Union replied";
    SeparationApprovalRequested = "separation.approval_requested", "提请审批", "Approval requested";
    SeparationDecided = "separation.decided", "审批", "Approval decided";
    SeparationNoticeIssued = "separation.notice_issued", "作出解除通知", "Notice issued";
    ServiceAttempted = "service_attempt.sent", "送出解除通知", "Notice sent out";
    ServiceConcluded = "service_attempt.concluded", "登记送达结果", "What came of sending the notice";
    SeparationNoticeServed = "separation.notice_served", "送达解除通知", "Notice served";
    SeparationItemStated = "separation.item_stated", "登记结算项目", "Settlement item stated";
    SeparationItemRemoved = "separation.item_removed", "删除结算项目", "Settlement item removed";
    SeparationSettled = "separation.settled", "结算", "Settlement frozen";
    SeparationWithdrawn = "separation.withdrawn", "撤回", "Case withdrawn";
    SeparationCompleted = "separation.completed", "办结", "Case completed";
    NonCompeteActivated = "non_compete.activated", "启动竞业限制", "Non-compete duty activated";
    NonCompeteWaived = "non_compete.waived", "放弃竞业限制", "Non-compete duty given up";
    NonCompeteAnswered = "non_compete.answered", "答复竞业限制告知", "Non-compete letter answered";
    NonCompetePaid = "non_compete.paid", "支付竞业限制补偿", "Non-compete compensation paid";
    NonCompeteUnpaidStated = "non_compete.unpaid_stated", "劳动者说明未收到竞业限制补偿", "Employee states that compensation was not paid";
    NonCompeteReleased = "non_compete.released", "用人单位解除竞业限制", "Employer released the non-compete duty";
    NonCompeteReleaseNoticed = "non_compete.release_noticed", "劳动者提出解除竞业限制", "Employee gave notice to end the non-compete duty";
    LayoffOpened = "layoff.opened", "启动经济性裁员", "Lay-off opened";
    LayoffExplained = "layoff.explained", "向工会或者职工说明情况", "Lay-off explained";
    LayoffReported = "layoff.reported", "报告裁员方案", "Lay-off reported";
    LayoffPrioritiesExported = "layoff.priorities_exported", "导出优先留用名单", "List of who is kept first exported";
    LayoffPrioritiesRead = "layoff.priorities_read", "查阅优先留用名单", "List of who is kept first read";
    DisputeOpened = "dispute.opened", "登记劳动争议", "Dispute opened";
    DisputeDetailsStated = "dispute.details_stated", "登记争议要素", "Details of the dispute stated";
    DisputeClaimsStated = "dispute.claims_stated", "登记仲裁请求", "Claims stated";
    DisputeStepRecorded = "dispute_step.recorded", "争议进展", "Step of the dispute recorded";
    DisputeStepNoted = "dispute_step.noted", "争议内部记录", "Note on the dispute";
    DisputeExhibitsArranged = "dispute.exhibits_arranged", "编排证据清单", "Exhibits arranged";
    DisputeExhibitsExported = "dispute.exhibits_exported", "导出证据清单", "Exhibits exported";
    LegalHoldPlaced = "legal_hold.placed", "证据保全", "Legal hold placed";
    LegalHoldLifted = "legal_hold.lifted", "解除证据保全", "Legal hold lifted";
    ProposalMade = "proposal.made", "提出方案", "Proposal made";
    ProposalAccepted = "proposal.accepted", "接受方案", "Proposal accepted";
    ProposalRejected = "proposal.rejected", "拒绝方案", "Proposal rejected";
    AgreementDrafted = "agreement.drafted", "起草协议", "Agreement drafted";
    AgreementReviewed = "agreement.reviewed", "审查协议", "Agreement reviewed";
    AgreementSent = "agreement.sent", "发出协议", "Agreement sent";
    AgreementOpened = "agreement.opened", "查阅协议", "Agreement opened";
    AgreementEmbedTokenIssued = "agreement.embed_token_issued", "签发嵌入签署令牌", "Token for an embedded signing page issued";
    AgreementCodeSent = "agreement.code_sent", "发送签署验证码", "Signing code sent";
    AgreementSigned = "agreement.signed", "签署协议", "Agreement signed";
    AgreementDeclined = "agreement.declined", "拒签", "Agreement declined";
    AgreementVoided = "agreement.voided", "作废协议", "Agreement voided";
    AgreementCommented = "agreement.commented", "对协议条款提出意见", "Comment on an agreement made";
    AgreementCommentSettled = "agreement.comment_settled", "处理协议条款意见", "Comment on an agreement settled";
    AgreementReminded = "agreement.reminded", "提醒签署协议", "Reminded of an agreement";
    AgreementExpired = "agreement.expired", "协议逾期未签", "Agreement expired unsigned";
    AgreementCertified = "agreement.certified", "出具签署证明", "Certificate of completion issued";
    AgreementCopyGiven = "agreement.copy_given", "抄送协议", "Copy of an agreement given";
    AgreementCopyWithdrawn = "agreement.copy_withdrawn", "撤回协议抄送", "Copy of an agreement withdrawn";
    PaperCopyAsked = "agreement.paper_asked", "申请纸质文本", "Copy on paper asked for";
    PaperCopyHandedOver = "agreement.paper_handed_over", "交付纸质文本", "Copy on paper handed over";
    PaperSignatureBrought = "agreement.paper_signature_brought", "登记纸质签署的扫描件", "Scan of a paper signed by hand brought in";
    PaperSignatureObjected = "agreement.paper_signature_objected", "员工对纸质签署提出异议", "Employee objected to a paper signed by hand";
    PaperSignatureReviewed = "agreement.paper_signature_reviewed", "核对纸质签署的扫描件", "Scan of a paper signed by hand judged";
    AgreementRestamped = "agreement.restamped", "续加文件时间戳", "Document timestamp renewed";
    AgreementBatchOpened = "agreement_batch.opened", "发起批量签订", "Batch of agreements opened";
    AgreementBatchReviewed = "agreement_batch.reviewed", "审查批量协议", "Batch of agreements reviewed";
    AgreementBatchSent = "agreement_batch.sent", "发出批量协议", "Batch of agreements sent";
    AgreementBatchCodeSent = "agreement_batch.code_sent", "发送批量盖章验证码", "Code to seal a batch sent";
    AgreementBatchSealAllowed = "agreement_batch.seal_allowed", "准予批量盖章", "Sealing of a batch allowed";
    AgreementBatchCorrected = "agreement_batch.corrected", "更正批量协议的一行", "Line of a batch corrected";
    AgreementBatchRetried = "agreement_batch.retried", "重试批量协议", "Batch of agreements tried again";
    AgreementBatchCancelled = "agreement_batch.cancelled", "取消批量签订", "Batch of agreements cancelled";
    SealMade = "seal.made", "启用印章", "Seal taken into use";
    SealChanged = "seal.changed", "变更印章保管与用途", "Keeper or purposes of a seal changed";
    SealCertified = "seal.certified", "印章证书续期", "Seal certified anew";
    SealRetired = "seal.retired", "停用印章", "Seal retired";
    SealUsed = "seal.used", "用印", "Seal used";
    TemplateAdopted = "template.adopted", "建立模板", "Template adopted";
    TemplateFormUploaded = "template_form.uploaded", "上传印制表单", "Printed form uploaded";
    TemplateDrafted = "template.drafted", "起草模板新版本", "New version of a template drafted";
    TemplateEdited = "template.edited", "修改模板", "Template edited";
    TemplateSubmitted = "template.submitted", "提交模板审查", "Template handed in for review";
    TemplateReleased = "template.released", "发布模板", "Template released";
    TemplateSentBack = "template.sent_back", "退回模板", "Template sent back";
    RiskExported = "risk.exported", "导出用工风险清单", "List of risks exported";
    LocalFigureRecorded = "local_figure.recorded", "登记地方标准", "Local figure recorded";
    LocalFigureCorrected = "local_figure.corrected", "更正地方标准", "Local figure corrected";
    CertificateIssued = "certificate.issued", "开具离职证明", "Certificate of leaving issued";
    BundleRequested = "evidence_bundle.requested", "导出证据包", "Evidence bundle requested";
    BundleBuilt = "evidence_bundle.built", "生成证据包", "Evidence bundle built";
    BundleDownloaded = "evidence_bundle.downloaded", "下载证据包", "Evidence bundle downloaded";
    MessageUndelivered = "message.undelivered", "短信或邮件未能发出", "A message could not be sent";
    LogHeadsStated = "log.heads", "登记各对象末条", "Ends of all trails stated";
    WebhookCreated = "webhook.created", "建立事件通知", "Webhook created";
    WebhookChanged = "webhook.changed", "变更事件通知", "Webhook changed";
    WebhookPaused = "webhook.paused", "暂停事件通知", "Webhook paused";
    WebhookResumed = "webhook.resumed", "恢复事件通知", "Webhook resumed";
    WebhookDisabled = "webhook.disabled", "停用事件通知", "Webhook disabled";
    WebhookSecretRotated = "webhook.secret_rotated", "更换事件通知签名密钥", "Signing secret of a webhook rotated";
    WebhookTested = "webhook.tested", "发送测试事件", "Test event sent";
    WebhookRedelivered = "webhook.redelivered", "重新投递事件", "Event sent again";
    WebhookDeleted = "webhook.deleted", "删除事件通知", "Webhook deleted";
}
