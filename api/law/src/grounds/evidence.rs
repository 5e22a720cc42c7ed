//! Evidence and document codes with their names in both languages.

use std::sync::LazyLock;

use serde::Serialize;

use super::TABLE;

/// Something that must be on file (证据), such as `E-APPR2-FAIL`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct EvidenceCode {
    pub code: &'static str,
    /// A short label.
    pub zh: &'static str,
    /// What must be on file.
    pub en: &'static str,
}

/// A document that the service produces (文书), such as `DOC-04`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DocumentCode {
    pub code: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
}

/// The short Chinese label of each evidence code, in the order of the rulebook (§3.2).
const LABELS: [(&str, &str); 76] = [
    ("E-CON", "已签署的劳动合同（全部版本）"),
    ("E-POL-TEXT", "事实发生时有效的制度条款原文"),
    ("E-POL-DEM", "制度的民主程序记录（职工讨论、工会协商）"),
    ("E-POL-PUB", "制度已向本人公示或告知的记录"),
    ("E-UNION-NOTICE", "送达前已将理由通知工会"),
    ("E-UNION-REPLY", "工会意见（或期满未复）及书面处理结果"),
    ("E-NOTICE-WRITTEN", "书面通知（事实、法条、制度条款、生效日）"),
    ("E-NOTICE-SERVED", "通知已送达本人的凭证"),
    ("E-WAGE12", "前十二个月应得工资表（经确认）"),
    ("E-OFFER-COND", "入职时书面告知并签收的客观录用条件"),
    ("E-PROB-VALID", "试用期合法且尚未届满"),
    ("E-PROB-EVAL", "对照录用条件的试用期考核（注明日期、附原始数据）"),
    ("E-REASON-STATED", "已向劳动者说明理由"),
    ("E-FACT", "违纪事实的证据（原始记录、自认、证人）"),
    ("E-SEVERE", "制度规定为严重且处理相当"),
    ("E-STATEMENT", "已听取劳动者陈述申辩"),
    ("E-PRIOR-WARN", "此前的书面警告（递进式制度）"),
    ("E-BASIC-DISCIPLINE", "违反基本劳动纪律（制度无明文规定时）"),
    ("E-DUTY", "书面岗位职责"),
    ("E-CAUSE", "行为与损害之间的因果关系"),
    ("E-LOSS", "已量化的损失"),
    ("E-MAJOR-THRESHOLD", "界定“重大损害”的制度规定"),
    ("E-2JOB", "与其他用人单位建立劳动关系的证据"),
    ("E-IMPACT", "对完成本职工作造成严重影响"),
    ("E-RECTIFY-DEMAND", "注明日期的改正要求"),
    ("E-REFUSAL", "劳动者拒不改正的记录"),
    ("E-FRAUD", "虚假陈述或材料及真实情况的核实"),
    ("E-MATERIALITY", "该虚假事项足以影响录用决定"),
    ("E-JUDGMENT", "生效的刑事判决"),
    ("E-MED-CALC", "医疗期计算（起算日、累计天数）"),
    ("E-MED-ENDED", "医疗期已满且通知已送达"),
    ("E-CANNOT-ORIG", "不能从事原工作（医学意见、拒绝或试岗）"),
    ("E-ALT-JOB-OFFER", "另行安排实际岗位的书面通知"),
    ("E-CANNOT-ALT", "也不能从事另行安排的工作"),
    ("E-LABOR-APPRAISAL", "劳动能力鉴定（已通知或已取得结论）"),
    ("E-KPI-KNOWN", "事先明确且量化的职责或绩效目标"),
    ("E-APPR1-FAIL", "第一次考核不合格（附依据并已送达）"),
    ("E-TRAIN-OR-TRANSFER", "培训（内容、学时、签到）或合理调岗"),
    ("E-APPR2-FAIL", "培训或调岗后新工作期间的第二次考核不合格"),
    ("E-CHANGE-OBJ", "客观、不可预见的重大变化"),
    ("E-CANNOT-PERFORM", "劳动合同无法履行"),
    ("E-NEGOTIATE", "善意、具体的变更协商"),
    ("E-NO-AGREE", "未能就变更达成协议"),
    ("E-HEADCOUNT", "裁减二十人以上或占职工总数百分之十以上"),
    ("E-GROUND-41", "四项裁员情形之一及审计证明"),
    ("E-EXPLAIN-30D", "提前三十日向工会或全体职工说明情况"),
    ("E-OPINION", "听取意见及答复的记录"),
    ("E-REPORT-BUREAU", "裁员方案已报告劳动行政部门（回执）"),
    ("E-PRIORITY-RETAIN", "逐人优先留用审查"),
    ("E-VARY-CONTRACT", "已先行变更劳动合同"),
    ("E-INITIATOR", "由谁首先提出解除"),
    ("E-AGREEMENT-SIGNED", "双方签署的协议"),
    ("E-AMOUNT-CLEAR", "逐项列明的金额、支付日期和计税依据"),
    ("E-EXIT-HEALTH-CHECK", "已完成离岗前职业健康检查"),
    ("E-EXPIRY", "合同到期日且无自动续延"),
    ("E-RENEW-OFFER", "按时发出的维持或提高条件的续订要约"),
    ("E-EMP-REFUSE", "劳动者注明日期的不续订表示"),
    ("E-RETIRE-CALC", "法定退休日期计算"),
    ("E-PENSION-STATUS", "养老待遇状态及缴费年限"),
    ("E-AGE-DOC", "档案与身份证件记载的出生日期"),
    ("E-DISSOLUTION-REAL", "解散决议、清算及确已停止经营"),
    ("E-BANKRUPT-ORDER", "法院宣告破产的裁定"),
    ("E-TASK-DONE", "工作任务已完成"),
    ("E-SIGN-DEMAND", "附合同文本的书面催签通知"),
    ("E-REFUSE-SIGN", "劳动者拒签的记录"),
    ("E-PT-GENUINE", "确属非全日制（日均四小时、周二十四小时、十五日内结薪）"),
    ("E-RESIGN-WRITTEN", "劳动者的书面辞职"),
    ("E-RESIGN-RECEIVED", "收到辞职的日期"),
    ("E-EMPLOYEE-NOTICE", "劳动者的解除通知"),
    ("E-REASON-AT-TIME", "当时写明的解除理由"),
    ("E-PAYROLL-COMPLETE", "完整的工资发放与提成台账"),
    ("E-NO-BAD-FAITH", "善意争议的记录"),
    ("E-SI-RECORD", "各险种社会保险缴费记录"),
    ("E-CONDITIONS-PROVIDED", "已提供劳动保护和劳动条件"),
    ("E-POL-LAWFUL", "规章制度合法"),
    ("E-DEATH-DOC", "死亡证明或宣告死亡、失踪的判决"),
];

static EVIDENCE: LazyLock<Vec<EvidenceCode>> = LazyLock::new(|| {
    LABELS
        .iter()
        .filter_map(|(code, zh)| Some(EvidenceCode { code, zh, en: TABLE.evidence_codes.get(*code)? }))
        .collect()
});

static DOCUMENTS: LazyLock<Vec<DocumentCode>> = LazyLock::new(|| {
    TABLE
        .document_codes
        .iter()
        .filter_map(|(code, names)| {
            let (zh, en) = names.split_once(" - ")?;
            Some(DocumentCode { code, zh, en })
        })
        .collect()
});

/// Every evidence code, in the rulebook's order.
pub fn evidence_codes() -> &'static [EvidenceCode] {
    &EVIDENCE
}

/// What this evidence code stands for, if it is one.
pub fn evidence(code: &str) -> Option<&'static EvidenceCode> {
    EVIDENCE.iter().find(|known| known.code == code)
}

/// Every document code, in order.
pub fn documents() -> &'static [DocumentCode] {
    &DOCUMENTS
}

/// What this document code stands for, if it is one.
pub fn document(code: &str) -> Option<&'static DocumentCode> {
    DOCUMENTS.iter().find(|known| known.code == code)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_evidence_code_of_the_table_has_a_label_in_both_languages() {
        let table: BTreeSet<_> = TABLE.evidence_codes.keys().map(String::as_str).collect();
        let labelled: BTreeSet<_> = LABELS.iter().map(|(code, _)| *code).collect();
        assert_eq!(table, labelled);
        assert_eq!(LABELS.len(), labelled.len(), "no code is labelled twice");
        assert_eq!(evidence_codes().len(), LABELS.len());
        assert!(evidence_codes().iter().all(|known| !known.zh.is_empty() && !known.en.is_empty()));
    }

    #[test]
    fn every_document_code_of_the_table_has_both_names() {
        assert_eq!(documents().len(), TABLE.document_codes.len());
        assert_eq!(document("DOC-04").map(|known| known.zh), Some("解除劳动合同通知书"));
    }
}
