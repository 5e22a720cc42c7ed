//! The letters of the case, and the words that letters have.

use domain::templates::{self as texts, Kind, Language};
use signing::{Template, facts::*};

use super::{contract, day, employer, handover, lines, money, worker};

/// A letter in the words that come with Youju.
pub fn written<L: Letter + Clone>(facts: &L) -> Written<L> {
    let kind = match L::TEMPLATE {
        Template::SeparationAgreement => Kind::SeparationAgreement,
        Template::SeparationNotice => Kind::SeparationNotice,
        Template::EndingNotice => Kind::EndingNotice,
        Template::UnionNotice => Kind::UnionNotice,
        Template::WarningLetter => Kind::WarningLetter,
        Template::ImprovementPlan => Kind::ImprovementPlan,
        Template::Settlement => Kind::SettlementStatement,
        Template::NonCompeteLetter => Kind::NonCompeteLetter,
        other => panic!("{other:?} is no letter"),
    };
    let variables = texts::letter_variables(&facts.view().unwrap());
    let filled = texts::fill(&texts::original(kind).unwrap(), &variables, Language::Chinese).unwrap();
    let paragraph = |one: texts::Paragraph| {
        let form = match one.form {
            texts::Form::Plain => Form::Plain,
            texts::Form::Item => Form::Item,
            texts::Form::Table => Form::Table,
        };
        Paragraph { form, text: one.text }
    };
    let clause = |one: texts::FilledClause| Clause {
        heading: one.heading,
        paragraphs: one.paragraphs.into_iter().map(paragraph).collect(),
    };
    let words = Words {
        title: filled.title,
        preamble: filled.preamble.into_iter().map(paragraph).collect(),
        clauses: filled.clauses.into_iter().map(clause).collect(),
        source: "随系统提供的文本".into(),
    };
    Written { facts: facts.clone(), words }
}

fn findings() -> Vec<Finding> {
    let finding =
        |on: &str, text: &str, record: &str| Finding { on: day(on), text: text.into(), record: Some(record.into()) };
    vec![
        finding("2025-12-28", "2026年第一季度考核目标经你书面确认", "考核目标确认书 KPI-2026Q1-0317"),
        finding("2026-04-09", "第一季度考核总分 48.60 分，低于合格线 60 分，结果已送达", "考核结果 RES-2026Q1-0317"),
        finding("2026-04-20", "双方确认绩效改进计划，其间安排培训 16 学时并逐周辅导", "改进计划 PLAN-2026-0042"),
        finding("2026-09-30", "改进期后第三季度重新考核，总分 51.30 分，仍低于合格线", "考核结果 RES-2026Q3-0317"),
    ]
}

fn incompetence() -> Ground {
    Ground {
        article: "《中华人民共和国劳动合同法》第四十条第二项".into(),
        words: "劳动者不能胜任工作，经过培训或者调整工作岗位，仍不能胜任工作的".into(),
    }
}

pub fn notice() -> SeparationNotice {
    SeparationNotice {
        employer: employer(),
        worker: worker(),
        hired_on: day("2020-04-01"),
        contract: contract(),
        findings: findings(),
        ground: incompetence(),
        rules: lines(&["《绩效管理制度》（2025年版，经职工代表大会讨论，2025年3月1日公示）第十二条、第十九条。"]),
        notice: NoticePeriod::ThirtyDays,
        union: Some(UnionStep {
            notified_on: day("2026-10-09"),
            replied_on: Some(day("2026-10-13")),
            opinion: Some("程序符合规定，无异议".into()),
            handling: None,
        }),
        issued_on: day("2026-10-15"),
        effective_on: day("2026-11-15"),
        sums: vec![Sum {
            label: "经济补偿".into(),
            basis: "7 个月 × 16,461.62 元".into(),
            statutory: Some(money("115231.34")),
            agreed: money("115231.34"),
        }],
        total: money("115231.34"),
        pay_on: day("2026-11-15"),
        handover: handover(),
        arbitration: "杭州市西湖区劳动人事争议仲裁委员会".into(),
        contact: Contact { name: "人力资源部郑颖".into(), phone: "0571-8765 4321".into() },
    }
}

pub fn ending_notice() -> EndingNotice {
    let SeparationNotice {
        employer,
        worker,
        hired_on,
        contract,
        issued_on,
        effective_on,
        sums,
        total,
        pay_on,
        handover,
        arbitration,
        contact,
        ..
    } = notice();
    let ground = Ground {
        article: "《中华人民共和国劳动合同法》第四十四条第一项".into(),
        words: "劳动合同期满的".into(),
    };
    EndingNotice {
        employer,
        worker,
        hired_on,
        contract,
        findings: Vec::new(),
        ground,
        rules: Vec::new(),
        issued_on,
        effective_on,
        sums,
        total,
        pay_on,
        handover,
        arbitration,
        contact,
    }
}

pub fn leaving_notice() -> LeavingNotice {
    LeavingNotice {
        employer: employer(),
        worker: worker(),
        hired_on: day("2020-04-01"),
        contract: contract(),
        ground: Ground {
            article: "《中华人民共和国劳动合同法》第三十七条".into(),
            words: "劳动者提前三十日以书面形式通知用人单位，可以解除劳动合同。".into(),
        },
        reason: Some("因家庭原因回老家工作。".into()),
        received_on: day("2026-06-01"),
        last_day: day("2026-07-01"),
        wished_last_day: None,
    }
}

pub fn non_compete_letter() -> NonCompeteLetter {
    NonCompeteLetter {
        employer: employer(),
        worker: worker(),
        hired_on: day("2020-04-01"),
        last_day: day("2026-11-15"),
        terms: Some(NonCompeteTerms {
            bound_as: "高级技术人员".into(),
            scope: "工业机器人控制器的研发".into(),
            region: "浙江省、上海市".into(),
            from: day("2026-11-16"),
            until: day("2027-11-15"),
            monthly: money("6000.00"),
            pay_day: 10,
        }),
        reason: "参与控制器源代码的编写，掌握未公开的算法。".into(),
        issued_on: day("2026-11-10"),
        contact: Contact { name: "人力资源部郑颖".into(), phone: "0571-8765 4321".into() },
    }
}

pub fn union_notice() -> UnionNotice {
    UnionNotice {
        employer: employer(),
        union: "云澜数据科技（杭州）有限公司工会委员会".into(),
        worker: worker(),
        hired_on: day("2020-04-01"),
        contract: contract(),
        planned_on: day("2026-11-15"),
        ground: incompetence(),
        rules: vec![],
        findings: findings(),
        reasons: Some("两次考核均以事先确认的量化指标计分，其间已安排培训和辅导，改进期后仍未达到合格线。".into()),
        reply_by: day("2026-10-14"),
        contact: Contact { name: "人力资源部郑颖".into(), phone: "0571-8765 4321".into() },
        issued_on: day("2026-10-09"),
    }
}

pub fn certificate() -> SeparationCertificate {
    SeparationCertificate {
        employer: employer(),
        worker_name: "沈可欣".into(),
        national_id: "330106199205170027".into(),
        contract: contract(),
        ended_on: day("2026-06-30"),
        position: "客户经理".into(),
        years_of_service: "6年3个月（2020年4月1日至2026年6月30日）".into(),
        issued_on: day("2026-06-30"),
    }
}
