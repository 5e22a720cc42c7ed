//! What letters must say and may name.

use super::{Term, Variable};

/// What the letters of a separation may name of the contract that ends.
pub const LETTER: &[Variable] = variables! {
    "contract.kind" "text" "期限类型" "Kind of term: fixed_term, open_ended, task";
    "contract.from" "date" "合同起始日" "First day of the contract";
    "contract.until" "date" "合同终止日" "Last day of the contract; none unless the term is fixed";
    "contract.task" "text" "工作任务" "The task; none unless the term is a task";
};

/// What both notices of the employer may name.
pub const EMPLOYERS_NOTICE: &[Variable] = variables! {
    "tables.findings" "table" "事实表" "Table of the facts with their records";
    "tables.sums" "table" "款项表" "Table of the sums";
    "has_findings" "condition" "有事实记录" "There are facts on record";
    "ground.article" "text" "法律条文" "Act, article and item";
    "ground.words" "text" "条文内容" "The item's own words";
    "rules" "list" "所依据的规章制度或者约定" "Rules or agreements relied on besides; may be empty";
    "effective_on" "date" "解除或者终止日期" "Last day of the contract";
    "issued_on" "date" "出具日期" "Day of the notice";
    "total" "money" "款项合计" "What is paid besides wages";
    "has_sums" "condition" "有应付款项" "The law gives something besides wages";
    "pay_on" "date" "付款日" "Last day of payment";
    "handover.to" "text" "交接对象" "Who takes over";
    "handover.by" "date" "交接期限" "Day by which the work is handed over";
    "handover.items" "list" "交接事项" "What is handed over";
    "arbitration" "text" "仲裁委员会" "The arbitration commission";
    "contact.name" "text" "联系人" "To whom objections go";
    "contact.phone" "text" "联系电话" "Their telephone";
};

pub const NOTICE_TERMS: &[Term] = terms! {
    "notice_facts" "事实" "The facts" "DOC-04；劳动合同法第三十九条、第四十条、第四十一条；P-113" ["tables.findings"];
    "notice_basis" "法律依据" "The statutory ground" "DOC-04；劳动合同法第三十九条、第四十条、第四十一条" ["ground.article", "ground.words"];
    "notice_day" "解除日期" "The day" "DOC-04；劳动合同法第五十条" ["effective_on"];
    "notice_certificate" "证明和关系转移" "Certificate and transfers" "劳动合同法第五十条" [];
    "notice_remedies" "权利和救济" "What the employee can do" "劳动争议调解仲裁法第二十七条、第五条" ["arbitration"];
};

pub const NOTICE_VARIABLES: &[Variable] = variables! {
    "notice.kind" "text" "提前通知" "Notice: thirty_days, pay_in_lieu, none";
    "notice.amount" "money" "代通知金" "Pay in lieu of notice; none without it";
    "union" "group" "工会程序" "What passed with the union; none without one";
    "union.notified_on" "date" "通知工会日期" "Day on which the union was told";
    "union.replied_on" "date" "工会答复日期" "Day of its answer; none without one";
    "union.opinion" "text" "工会意见" "Its answer";
    "union.handling" "text" "处理结果" "What became of it; none before";
};

pub const ENDING_TERMS: &[Term] = terms! {
    "ending_basis" "事实和法律依据" "Facts and statutory ground" "DOC-08；劳动合同法第四十四条" ["ground.article", "ground.words"];
    "ending_day" "终止日期" "The day" "DOC-08；劳动合同法第五十条" ["effective_on"];
    "ending_certificate" "证明和关系转移" "Certificate and transfers" "劳动合同法第五十条" [];
    "ending_remedies" "权利和救济" "What the employee can do" "劳动争议调解仲裁法第二十七条、第五条" ["arbitration"];
};

pub const ENDING_VARIABLES: &[Variable] = &[];

pub const UNION_TERMS: &[Term] = terms! {
    "union_basis" "拟解除的依据" "The intended ground" "DOC-05；劳动合同法第四十三条" ["ground.article", "ground.words"];
    "union_facts" "事实与理由" "Facts and reasons" "DOC-05；劳动合同法第四十三条" ["tables.findings"];
    "union_reply" "答复" "The answer asked for" "DOC-05；劳动合同法第四十三条" ["reply_by"];
};

pub const UNION_VARIABLES: &[Variable] = variables! {
    "tables.findings" "table" "事实表" "Table of the facts with their records";
    "union" "text" "工会名称" "The union";
    "planned_on" "date" "拟解除日期" "Intended last day";
    "ground.article" "text" "法律条文" "Act, article and item";
    "ground.words" "text" "条文内容" "The item's own words";
    "rules" "list" "所依据的规章制度或者约定" "Rules or agreements relied on besides; may be empty";
    "reasons" "text" "理由" "Reasoning beyond the facts; none without any";
    "reply_by" "date" "答复期限" "Day by which an answer is asked for";
    "contact.name" "text" "联系人" "Where the records can be seen";
    "contact.phone" "text" "联系电话" "Their telephone";
    "issued_on" "date" "出具日期" "Day of the letter";
};

pub const AGREEMENT_TERMS: &[Term] = terms! {
    "agreement_proposer" "提出方与依据" "Who proposed it, and the ground" "DOC-01；劳动合同法第三十六条、第四十六条第二项；P-127" ["proposer"];
    "agreement_day" "解除日期与工资结算" "The day, and wages" "DOC-01；劳动合同法第五十条" ["ends_on", "wages_pay_on"];
    "agreement_sums" "逐项款项" "The sums, item by item" "DOC-01；R-051" ["tables.sums", "total"];
    "agreement_payment" "税款与无条件支付" "Tax and unconditional payment" "DOC-01；P-118" ["pay_on", "account", "tax.withheld", "tax.net"];
    "agreement_handover" "工作交接" "Handover" "DOC-01；劳动合同法第五十条第二款" ["handover.to", "handover.by", "handover.items"];
    "agreement_certificate" "离职证明与关系转移" "Certificate and transfers" "劳动合同法第五十条；劳动合同法实施条例第二十四条" [];
    "agreement_disputes" "争议" "Disputes" "劳动争议调解仲裁法第五条" ["arbitration"];
    "agreement_electronic" "电子文本与生效" "Electronic form and effect" "电子签名法第三条、第十三条；ES-12" [];
};

pub const AGREEMENT_VARIABLES: &[Variable] = variables! {
    "tables.sums" "table" "款项表" "Table of the sums, with the statutory figure beside each";
    "proposer" "text" "提出方" "Who proposed it: employer, employee";
    "background" "text" "背景" "How it came to this; none without any";
    "ends_on" "date" "解除日" "Last day of the employment";
    "wages_pay_on" "date" "工资结清日" "Day by which wages are paid";
    "insurance_until" "text" "社会保险缴至" "Last month of social insurance";
    "total" "money" "约定金额合计" "Sum of what is agreed, before tax";
    "statutory_total" "money" "法定参照额合计" "Sum of the statutory figures";
    "shortfall" "money" "低于法定参照额的差额" "How far it stays below; none when it does not";
    "tax.basis" "text" "计税规则" "The rule for the tax";
    "tax.withheld" "money" "代扣个人所得税" "Tax withheld";
    "tax.net" "money" "税后实付" "After tax";
    "pay_on" "date" "付款日" "Last day of payment";
    "account" "text" "收款账户" "Account it is paid to";
    "handover.to" "text" "交接对象" "Who takes over";
    "handover.by" "date" "交接期限" "Day by which the work is handed over";
    "handover.items" "list" "交接事项" "What is handed over";
    "leave.entitled_days" "text" "应休年休假天数" "Days of leave due";
    "leave.used_days" "text" "已休年休假天数" "Days of leave taken";
    "leave.unused_days" "text" "未休年休假天数" "Days of leave left";
    "leave.treatment" "text" "未休年休假的处理" "What becomes of them";
    "bonus" "text" "奖金及其他报酬" "Bonus and other variable pay; none without any";
    "non_compete.kind" "text" "竞业限制" "Non-compete: none, waived, active";
    "non_compete.from" "date" "竞业限制起始日" "Its first day; none unless active";
    "non_compete.until" "date" "竞业限制截止日" "Its last day; none unless active";
    "non_compete.monthly" "money" "竞业限制每月补偿" "Paid each month; none unless active";
    "non_compete.scope" "text" "竞业限制范围" "Field and region; none unless active";
    "extra_terms" "list" "其他约定" "Terms that the two added; may be empty";
    "arbitration" "text" "仲裁委员会" "The arbitration commission";
};

pub const WARNING_TERMS: &[Term] = terms! {
    "warning_facts" "事实" "The facts" "DOC-23；R-055" ["tables.findings"];
    "warning_rules" "依据的规章制度" "The rules relied on" "劳动合同法第四条；R-055" ["tables.rules"];
    "warning_statement" "员工的陈述申辩" "The employee's statement" "DOC-23" ["tables.statement"];
    "warning_rights" "员工的权利" "What the employee can do" "劳动合同法第四条" [];
};

pub const WARNING_VARIABLES: &[Variable] = variables! {
    "tables.findings" "table" "事实表" "Table of the facts with their records";
    "tables.rules" "table" "依据，没有的不显示" "The rules relied on; nothing without any";
    "tables.statement" "table" "陈述申辩，不要求陈述的不显示" "The employee's statement; nothing where none was asked for";
    "has_rules" "condition" "有依据的规章制度" "Rules are relied on";
    "level" "text" "警告级别" "How grave it is: reminder, written, final";
    "expectation" "text" "要求" "What is expected from now on";
    "counts_to" "date" "有效期截止日" "The last day on which it counts; none when no end is named";
    "has_union" "condition" "有工会" "There is a trade union to turn to";
    "contact.name" "text" "联系人" "To whom objections go";
    "contact.phone" "text" "联系电话" "Their telephone";
    "issued_on" "date" "出具日期" "Day of the letter";
};

pub const PLAN_TERMS: &[Term] = terms! {
    "plan_goals" "改进目标" "The goals" "R-061" ["tables.goals"];
    "plan_help" "培训或者调整岗位" "Training or a change of post" "DOC-13；劳动合同法第四十条第二项；R-061" ["tables.support"];
    "plan_window" "改进期" "The window" "R-061" ["from", "until"];
};

pub const PLAN_VARIABLES: &[Variable] = variables! {
    "tables.goals" "table" "目标表" "Table of the goals and how they are measured";
    "tables.support" "table" "培训与支持" "Training, change of post and mentor";
    "tables.check_ins" "table" "沟通安排表，没有的不显示" "Planned check-ins; nothing without any";
    "has_check_ins" "condition" "有沟通安排" "Check-ins are planned";
    "manager" "text" "直接主管" "Direct manager";
    "mentor" "text" "辅导人" "Who helps; none without one";
    "from" "date" "改进期起始日" "First day of the window";
    "until" "date" "改进期截止日" "Last day of the window";
    "review" "text" "所依据的考核" "The review it follows; none without one";
    "reason" "text" "缘由" "Why";
    "change_of_post" "text" "调整岗位" "The post offered instead; none without one";
    "issued_on" "date" "发布日期" "Day of publication";
};

pub const SETTLEMENT_TERMS: &[Term] = terms! {
    "settlement_lines" "应付项目" "What is owed" "DOC-12；R-039" ["tables.lines"];
    "settlement_deductions" "扣除项目" "What is kept back" "DOC-12；R-039" ["tables.deductions"];
    "settlement_payment" "支付" "Payment" "DOC-12；劳动合同法第五十条第二款；R-039" ["tables.totals", "pay_on"];
};

pub const SETTLEMENT_VARIABLES: &[Variable] = variables! {
    "tables.lines" "table" "应付表，连同没有计入的事项" "Table of what is owed, with what could not be computed";
    "tables.deductions" "table" "扣除表" "Table of what is kept back, or that nothing is";
    "tables.totals" "table" "合计" "Both sums, in figures and words";
    "tables.figures" "table" "地方标准表" "Table of the local figures used";
    "tables.calculations" "table" "计算步骤" "Every step of every sum";
    "has_deductions" "condition" "有扣除项目" "Something is kept back";
    "has_notes" "condition" "有说明" "There are notes";
    "has_figures" "condition" "用了地方标准" "Local figures were used";
    "is_final" "condition" "案件已办结" "The case is over and the figures stand";
    "last_day" "date" "最后工作日" "Last day of the employment";
    "years_of_service" "text" "工作年限" "Years of service in words";
    "ground" "text" "离职情形" "How it ended, in a line";
    "total" "money" "应付合计" "Sum of what is owed, before tax";
    "deducted" "money" "扣除合计" "Sum of what is kept back";
    "net" "money" "扣除后金额" "What reaches the account";
    "pay_on" "date" "付款日" "Last day of payment";
    "account" "text" "收款账户" "Account it is paid to";
    "notes" "list" "说明" "What one must know to read the sums; may be empty";
    "ruleset" "text" "参数版本" "Version of the rules and local standards";
};

pub const NON_COMPETE_TERMS: &[Term] = terms! {
    "non_compete_letter_decision" "启动或者放弃" "Whether it binds" "DOC-19；R-082" ["terms", "reason"];
    "non_compete_letter_terms" "范围、地域、期限和补偿" "Scope, region, term and pay" "DOC-19；劳动合同法第二十三条第二款、第二十四条" ["tables.terms"];
    "non_compete_letter_rights" "员工的权利" "What the employee can do" "法释〔2020〕26号第三十八条、第三十九条" [];
};

pub const NON_COMPETE_VARIABLES: &[Variable] = variables! {
    "tables.terms" "table" "内容表，放弃的不显示" "Table of the terms; nothing when it is given up";
    "terms" "group" "竞业限制内容" "The terms; none when it is given up";
    "terms.bound_as" "text" "适用的人员" "Whom the law allows to be bound";
    "terms.scope" "text" "业务范围" "What the person may not do";
    "terms.region" "text" "地域" "Where";
    "terms.from" "date" "起始日" "First day";
    "terms.until" "date" "截止日" "Last day";
    "terms.monthly" "money" "每月补偿" "Paid for each month";
    "terms.pay_day" "number" "支付日" "Day of the month";
    "last_day" "date" "最后工作日" "Last day of the employment";
    "reason" "text" "理由" "Which secrets the person knows; why it is given up";
    "contact.name" "text" "联系人" "To whom objections go";
    "contact.phone" "text" "联系电话" "Their telephone";
    "issued_on" "date" "出具日期" "Day of the letter";
};
