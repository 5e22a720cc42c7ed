//! R-120 as a table: title, what follows when missed, where it stands, leads, owner.

use super::row::Lead::{Days, Months};
use super::{Kind, Lead, Owner, Row, Said};

const fn said(zh: &'static str, en: &'static str) -> Said {
    Said { zh, en }
}

const fn row(
    title: Said,
    consequence: Said,
    (rule, cite): (&'static str, &'static str),
    leads: &'static [Lead],
    owner: Owner,
) -> Row {
    Row { title, consequence, cite, rule, leads, owner, provable: true }
}

/// No record can show that it was done.
const fn by_word(row: Row) -> Row {
    Row { provable: false, ..row }
}

impl Kind {
    /// What R-120 says about it.
    pub const fn row(self) -> Row {
        match self {
            Self::Contract | Self::YearWithoutContract | Self::Probation => self.at_the_start(),
            Self::Expiry | Self::HoldOver | Self::OpenEnded => self.of_the_term(),
            Self::NearRetirement | Self::NursingEnds | Self::Retirement | Self::DelayedRetirement => {
                self.of_age_and_family()
            }
            Self::AnnualLeave | Self::NoticeEnds | Self::UnionNotice | Self::Data => self.on_the_way(),
            Self::NonCompetePay | Self::NonCompeteEnds => self.of_the_duty(),
            Self::ArbitrationAnswer | Self::AwardChallenge | Self::Reinstatement => self.in_a_dispute(),
            _ => self.after_the_end(),
        }
    }

    const fn at_the_start(self) -> Row {
        match self {
            Self::Contract => row(
                said("订立书面劳动合同", "Sign the written contract"),
                said(
                    "自用工满一个月的次日起须每月支付二倍工资。",
                    "From one month after hiring on, twice the wage is due each month.",
                ),
                ("R-010", "劳动合同法 10、82；实施条例 6"),
                &[Days(20), Days(10), Days(5), Days(2)],
                Owner::Hr,
            ),
            Self::YearWithoutContract => row(
                said("用工满一年仍无书面合同", "One year without a written contract"),
                said(
                    "视为自满一年之日起已订立无固定期限劳动合同。",
                    "An open-ended contract is deemed concluded from then on.",
                ),
                ("R-010", "劳动合同法 14(3)；实施条例 7"),
                &[Days(60), Days(30), Days(7)],
                Owner::Hr,
            ),
            _ => row(
                said("试用期届满：完成考核并送达决定", "Probation ends: decide and deliver the decision"),
                said(
                    "期满后不能再以试用期不符合录用条件为由解除。",
                    "Afterwards nobody can be dismissed for failing the conditions of recruitment.",
                ),
                ("R-017", "劳动合同法 21、39(1)"),
                &[Days(30), Days(14), Days(7), Days(3)],
                Owner::Manager,
            ),
        }
    }

    const fn of_the_term(self) -> Row {
        match self {
            Self::Expiry => row(
                said("劳动合同到期：续订或通知终止", "Contract ends: offer a renewal or give notice"),
                said(
                    "不续订须支付经济补偿；应订无固定期限合同而终止的，须支付二倍赔偿；到期后继续用工视为按原条件续订。",
                    "Not renewing costs severance; ending it where an open-ended contract is owed costs twice that; working on renews it on the old terms.",
                ),
                ("R-064", "劳动合同法 14、44、46(5)"),
                &[Days(90), Days(60), Days(30), Days(7)],
                Owner::Hr,
            ),
            Self::HoldOver => row(
                said("合同已到期仍在用工：立即续订或终止", "Working on after the contract ended: renew it or end it"),
                said(
                    "满一个月未表示异议的，员工可要求按原条件续订；此后终止适用解除的规定。",
                    "After a month without objection the employee may demand renewal on the old terms; ending it then follows the rules of dismissal.",
                ),
                ("R-013", "法释〔2025〕12号 11；法释〔2020〕26号 34"),
                &[Days(24)],
                Owner::Hr,
            ),
            _ => row(
                said("达到应订立无固定期限合同的条件", "An open-ended contract is owed when asked for"),
                said(
                    "员工提出或同意续订的，除其本人要求固定期限外，应订立无固定期限合同，否则须支付二倍工资。",
                    "If the employee asks for or agrees to renewal it must be open-ended unless they want a fixed term; otherwise twice the wage is due.",
                ),
                ("R-012", "劳动合同法 14、82(2)"),
                &[Days(180), Days(90)],
                Owner::Hr,
            ),
        }
    }

    const fn of_age_and_family(self) -> Row {
        match self {
            Self::NearRetirement => row(
                said("满十五年且距法定退休不足五年", "Fifteen years here and fewer than five to retirement"),
                said(
                    "自此不得依据第四十条、第四十一条解除，合同到期应续延。",
                    "From then on articles 40 and 41 are barred, and an expiring contract runs on.",
                ),
                ("R-072", "劳动合同法 42(5)、45"),
                &[Days(90)],
                Owner::Hr,
            ),
            Self::NursingEnds => row(
                said("哺乳期届满（子女满一周岁）", "Nursing ends: the child's first birthday"),
                said(
                    "在此之前不得依据第四十条、第四十一条解除；其间到期的合同续延至该日。",
                    "Until then articles 40 and 41 are barred; a contract that expires meanwhile runs on to that day.",
                ),
                ("R-073", "劳动合同法 42(4)、45；妇女权益保障法 48"),
                &[Days(60), Days(30)],
                Owner::Hr,
            ),
            Self::Retirement => row(
                said("达到法定退休年龄", "Statutory retirement age"),
                said(
                    "提前终止须支付二倍赔偿；到期后继续用工适用超龄劳动者的规定。",
                    "Ending it earlier costs twice the severance; working on afterwards falls under the rules for over-age workers.",
                ),
                ("R-100", "渐进式延迟法定退休年龄的决定（2024）；劳动合同法实施条例 21"),
                &[Months(12), Months(6), Months(3)],
                Owner::Hr,
            ),
            _ => row(
                said("弹性延迟退休：书面协议的最后日期", "Later retirement: last day for the written agreement"),
                said(
                    "未在此前书面约定的，劳动合同于法定退休之日终止。",
                    "Without a written agreement by then the contract ends at the statutory age.",
                ),
                ("R-101", "人社部发〔2024〕94号"),
                &[Months(3)],
                Owner::Hr,
            ),
        }
    }

    const fn on_the_way(self) -> Row {
        match self {
            Self::AnnualLeave => by_word(row(
                said("安排年休假，或支付未休工资", "Arrange the annual leave or pay for it"),
                said(
                    "未安排且无本人书面放弃的，除正常工资外另付 200%。",
                    "Days neither arranged nor waived in writing cost another 200 % of the daily wage.",
                ),
                ("R-041", "职工带薪年休假条例 5；企业职工带薪年休假实施办法 10"),
                &[Days(90), Days(30)],
                Owner::Hr,
            )),
            Self::NoticeEnds => row(
                said("解除通知满三十日", "Thirty days after the notice was served"),
                said("不足三十日的，须额外支付一个月工资。", "Ending it earlier costs a further month's wage."),
                ("R-031", "劳动合同法 40"),
                &[Days(3)],
                Owner::Hr,
            ),
            Self::UnionNotice => row(
                said("解除前通知工会", "Tell the union before the dismissal"),
                said(
                    "未事先通知工会的，须支付二倍赔偿；起诉前可以补正。",
                    "Without it twice the severance is due, unless it is made good before suit is filed.",
                ),
                ("R-074", "劳动合同法 43；法释〔2020〕26号 47"),
                &[],
                Owner::Hr,
            ),
            _ => row(
                said("记录缺失或有误", "Something is wrong in the records"),
                said("用人单位没有的记录视为未证明。", "What the employer has no record of counts as not proved."),
                ("R-004", "劳动争议调解仲裁法 6、39"),
                &[Days(30)],
                Owner::Hr,
            ),
        }
    }

    const fn of_the_duty(self) -> Row {
        match self {
            Self::NonCompetePay => row(
                said("支付竞业限制月补偿", "Pay the month's non-compete compensation"),
                said(
                    "因用人单位原因三个月未支付的，劳动者可以请求解除竞业限制。",
                    "After three months unpaid for the employer's reasons the employee may ask to be released.",
                ),
                ("R-082", "法释〔2020〕26号 38；人社厅发〔2025〕40号 17"),
                &[Days(5)],
                Owner::Payroll,
            ),
            _ => row(
                said("竞业限制期满", "The non-compete duty ends"),
                said("离职后最长二年；超过的部分无效。", "Two years after leaving at most; what lies beyond is void."),
                ("R-080", "劳动合同法 24"),
                &[Days(60)],
                Owner::Hr,
            ),
        }
    }

    const fn in_a_dispute(self) -> Row {
        match self {
            Self::ArbitrationAnswer => row(
                said("提交仲裁答辩书，一并提出时效抗辩", "File the written answer, with the defence of limitation"),
                said(
                    "时效抗辩未在仲裁阶段提出的，诉讼中不再审查。",
                    "A defence of limitation that is not raised in arbitration is lost.",
                ),
                ("R-115", "劳动争议调解仲裁法 30；法释〔2025〕12号 20"),
                &[Days(10), Days(3)],
                Owner::Hr,
            ),
            // Whoever lets an award stand does nothing, and says so.
            Self::AwardChallenge => by_word(row(
                said("对裁决起诉，或者申请撤销终局裁决", "Sue over the award, or have a final award set aside"),
                said("期满裁决发生法律效力。", "After that day the award is binding."),
                ("R-120", "劳动争议调解仲裁法 48–50"),
                &[Days(5)],
                Owner::Hr,
            )),
            _ => row(
                said("继续履行：恢复发放工资", "Reinstated: start paying again"),
                said("停工期间工资持续增加。", "Back pay grows with every day."),
                ("R-033", "劳动合同法 48；法释〔2025〕12号 18"),
                &[],
                Owner::Payroll,
            ),
        }
    }

    const fn after_the_end(self) -> Row {
        match self {
            Self::Certificate => row(
                said("出具离职证明", "Issue the certificate of leaving"),
                said("造成损失的，须赔偿。", "What the delay costs the person must be made good."),
                ("R-110", "劳动合同法 50(1)、89"),
                &[],
                Owner::Hr,
            ),
            Self::FinalWages => by_word(row(
                said("一次付清工资", "Pay all wages at once"),
                said("可被责令支付并加付 50%–100%。", "The authority may order payment and another 50 to 100 %."),
                ("R-039", "工资支付暂行规定 9；劳动合同法 85"),
                &[Days(3)],
                Owner::Payroll,
            )),
            Self::Severance => by_word(row(
                said("支付经济补偿等离职款项", "Pay the severance"),
                said(
                    "经济补偿应在办结工作交接时支付；逾期可被责令加付 50%–100%。",
                    "Severance is due at the handover; late payment may cost another 50 to 100 %.",
                ),
                ("R-029", "劳动合同法 50(2)、85"),
                &[Days(5)],
                Owner::Payroll,
            )),
            Self::UnemploymentList => by_word(row(
                said("报送失业人员名单", "Report the unemployed person"),
                said("影响失业保险待遇的，须赔偿。", "Unemployment benefit lost through the delay must be made good."),
                ("R-112", "失业保险条例 16；社会保险法 50"),
                &[Days(2)],
                Owner::Hr,
            )),
            Self::Transfer => by_word(row(
                said("转移档案和社会保险关系", "Transfer the file and the social insurance"),
                said("造成损失的，须赔偿。", "What the delay costs the person must be made good."),
                ("R-111", "劳动合同法 50(1)"),
                &[Days(5)],
                Owner::Hr,
            )),
            Self::HousingFund => by_word(row(
                said("办理住房公积金变更", "Change the housing fund account"),
                said("可被责令限期办理并处罚款。", "The fund may order it and fine the employer."),
                ("R-111", "住房公积金管理条例 15、37"),
                &[Days(10)],
                Owner::Hr,
            )),
            Self::Rehire => row(
                said("裁员后六个月内重新招用：通知并优先招用", "Hiring again after the lay-off: tell the person first"),
                said(
                    "六个月内重新招用人员的，应通知被裁减人员，并在同等条件下优先招用；未通知的，可被主张权利。",
                    "Who hires again within six months tells those who were laid off and prefers them on equal terms; otherwise they have a claim.",
                ),
                ("R-063", "劳动合同法 41(3)"),
                &[Months(6)],
                Owner::Hr,
            ),
            _ => by_word(row(
                said("保存期满：删除或限制使用档案", "Retention ends: delete or restrict the file"),
                said(
                    "超过必要期限保存个人信息，违反最短保存的要求。",
                    "Personal information may not be kept longer than needed.",
                ),
                ("R-113", "劳动合同法 50(3)；个人信息保护法 19、47"),
                &[Days(30)],
                Owner::Hr,
            )),
        }
    }
}
