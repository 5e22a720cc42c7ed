use signing::facts::*;

use super::{day, employer, worker};

pub fn warning_letter() -> WarningLetter {
    WarningLetter {
        employer: employer(),
        worker: worker(),
        hired_on: day("2020-04-01"),
        level: WarningLevel::Written,
        findings: vec![
            Finding {
                on: day("2026-06-08"),
                text: "9:00 未到岗，11:20 到岗，事前没有请假。".into(),
                record: Some("门禁记录 2026-06-08".into()),
            },
            Finding {
                on: day("2026-06-11"), text: "未参加客户例会，没有说明原因。".into(), record: None
            },
        ],
        rules: vec![RuleShown {
            clause: "《考勤管理办法》（2025 版）第 8 条：迟到须当日说明原因。".into(),
            shown_on: Some(day("2025-01-06")),
        }],
        hearing: Some(Hearing {
            asked_on: day("2026-06-15"),
            until: day("2026-06-18"),
            stated_on: Some(day("2026-06-16")),
            statement: Some("当天早班地铁停运，我在群里说明过。".into()),
        }),
        expectation: "按时到岗；确有原因不能到岗的，当日上午说明。".into(),
        counts_to: Some(day("2027-06-21")),
        has_union: true,
        contact: Contact { name: "人力资源部郑颖".into(), phone: "0571-8765 4321".into() },
        issued_on: day("2026-06-22"),
    }
}
