//! Facts of one invented case: 沈可欣 leaves 云澜数据科技（杭州）有限公司.

mod letters;
mod performance;
mod warning;

use std::path::PathBuf;
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, Utc};
use signing::{FONT_DIRS, Renderer, facts::*};

pub use letters::{certificate, ending_notice, leaving_notice, non_compete_letter, notice, union_notice, written};
pub use performance::{goals, plan, review};
pub use warning::warning_letter;

pub static RENDERER: LazyLock<Renderer> =
    LazyLock::new(|| Renderer::new(&FONT_DIRS.map(PathBuf::from)).expect("typefaces"));

/// 2026-06-22 10:30 in China.
pub fn noon() -> DateTime<Utc> {
    "2026-06-22T02:30:00Z".parse().unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn money(text: &str) -> Money {
    Money::parse(text).unwrap()
}

fn lines(items: &[&str]) -> Vec<String> {
    items.iter().map(|&item| item.to_owned()).collect()
}

pub fn employer() -> Employer {
    Employer {
        name: "云澜数据科技（杭州）有限公司".into(),
        uscc: "91330106MA2CEXAMPLE".into(),
        address: "浙江省杭州市西湖区文三路 478 号华星时代广场 A 座 12 层".into(),
        legal_representative: "顾明远".into(),
        letterhead: None,
    }
}

pub fn worker() -> Worker {
    Worker {
        name: "沈可欣".into(),
        national_id: "330106199205170027".into(),
        number: "YL00317".into(),
        org_unit: "华东大客户部".into(),
        position: "客户经理".into(),
        phone: Some("138 0571 6091".into()),
        address: Some("浙江省杭州市拱墅区湖墅南路 186 号 3 幢 1 单元 602 室".into()),
    }
}

fn contract() -> Term {
    Term::FixedTerm { from: day("2023-04-01"), until: day("2027-03-31") }
}

fn step(text: &str, value: &str, rules: &[&str]) -> Step {
    Step { text: text.into(), value: (!value.is_empty()).then(|| value.to_owned()), rules: lines(rules) }
}

pub fn calculations() -> Vec<Calculation> {
    vec![
        Calculation {
            title: "经济补偿".into(),
            result: "107,000.53 元".into(),
            steps: vec![
                step(
                    "本单位工作年限：2020年4月1日至2026年6月30日，满六年又三个月，不满六个月的按半年计",
                    "6.5 个月",
                    &["劳动合同法第四十七条"],
                ),
                step("解除前十二个月应得工资合计 197,539.44 元 ÷ 12", "16,461.62 元/月", &["实施条例第二十七条"]),
                step("当地上年度职工月平均工资三倍 38,199.00 元，未超过", "不封顶", &["劳动合同法第四十七条第二款"]),
                step("16,461.62 元 × 6.5", "107,000.53 元", &["劳动合同法第四十七条"]),
            ],
        },
        Calculation {
            title: "未休年休假工资".into(),
            result: "7,569.71 元".into(),
            steps: vec![
                step(
                    "当年在本单位已过日历天数 181 ÷ 365 × 全年应休 10 天，不足一整天的部分不计",
                    "4 天",
                    &["企业职工带薪年休假实施办法第十二条"],
                ),
                step("已休 0 天，未休", "4 天", &["企业职工带薪年休假实施办法第十二条"]),
                step(
                    "日工资：月工资 20,580.00 元（剔除加班工资）÷ 21.75",
                    "946.21 元",
                    &["企业职工带薪年休假实施办法第十一条"],
                ),
                step(
                    "946.21 元 × 4 天 × 200%（已付正常工资部分除外）",
                    "7,569.71 元",
                    &["企业职工带薪年休假实施办法第十条"],
                ),
            ],
        },
    ]
}

pub fn sums() -> Vec<Sum> {
    vec![
        Sum {
            label: "经济补偿".into(),
            basis: "工作年限折合 6.5 个月 × 解除前十二个月月平均工资 16,461.62 元".into(),
            statutory: Some(money("107000.53")),
            agreed: money("115000.00"),
        },
        Sum {
            label: "未休年休假工资".into(),
            basis: "未休 4 天，按日工资的 200% 另行支付".into(),
            statutory: Some(money("7569.71")),
            agreed: money("7569.71"),
        },
        Sum {
            label: "协商补助".into(),
            basis: "双方协商一致，甲方另行支付".into(),
            statutory: None,
            agreed: money("10000.00"),
        },
    ]
}

fn handover() -> Handover {
    Handover {
        to: "直接主管陆一鸣".into(),
        by: day("2026-06-29"),
        items: lines(&[
            "在手客户与商机清单、合同执行进度及联系人",
            "公司配发的笔记本电脑一台（资产编号 IT-2214）、门禁卡一张",
            "业务系统账号及客户资料，不得留存副本",
        ]),
    }
}

pub fn agreement() -> SeparationAgreement {
    SeparationAgreement {
        employer: employer(),
        worker: worker(),
        hired_on: day("2020-04-01"),
        contract: contract(),
        proposer: Party::Employer,
        background: None,
        ends_on: day("2026-06-30"),
        wages_pay_on: day("2026-06-30"),
        insurance_until: "2026年6月".into(),
        sums: sums(),
        statutory_total: money("114570.24"),
        total: money("132569.71"),
        tax: Tax {
            basis: "一次性补偿收入在当地上年职工平均工资三倍（458,388.00 元）以内的部分免征，未休年休假工资并入当月工资薪金计税".into(),
            withheld: money("756.97"),
            net: money("131812.74"),
        },
        pay_on: day("2026-07-05"),
        account: "工资账户（招商银行，尾号 8821）".into(),
        handover: handover(),
        leave: Leave {
            entitled_days: "4".into(),
            used_days: "0".into(),
            unused_days: "4".into(),
            treatment: "未休部分已计入本协议约定的款项".into(),
        },
        bonus: Some("2026年上半年绩效奖金按考核结果核定为 0 元，双方无异议；此前年度奖金均已付清。".into()),
        non_compete: NonCompete::Waived,
        extra_terms: lines(&["甲方应乙方新用人单位的询问，只提供离职证明记载的内容。"]),
        arbitration: "杭州市西湖区劳动人事争议仲裁委员会".into(),
        calculations: calculations(),
        ruleset: "cn-2026.2 / 浙江·杭州 2025年度".into(),
    }
}

pub fn settlement() -> Settlement {
    let line = |label: &str, basis: &str, amount: &str| Line {
        label: label.into(),
        basis: basis.into(),
        rules: vec!["R-039".into()],
        amount: money(amount),
    };
    Settlement {
        employer: employer(),
        worker: worker(),
        hired_on: day("2020-04-01"),
        last_day: day("2026-06-30"),
        years_of_service: "6年3个月".into(),
        ground: "协商一致解除，用人单位提出（劳动合同法第三十六条）".into(),
        is_final: true,
        lines: vec![
            line("经济补偿", "协议约定，法定参照额 107,000.53 元", "115000.00"),
            line("未休年休假工资", "4 天 × 946.21 元 × 200%", "7569.71"),
            line("协商补助", "协议约定", "10000.00"),
            line("六月工资", "2026年6月1日至6月30日", "16500.00"),
        ],
        total: money("149069.71"),
        deductions: vec![
            line("个人所得税", "工资薪金 756.97 元；一次性补偿收入免征", "756.97"),
            line("社会保险费个人部分", "6月", "1732.50"),
        ],
        deducted: money("2489.47"),
        net: money("146580.24"),
        pay_on: day("2026-07-05"),
        account: "工资账户（招商银行，尾号 8821）".into(),
        notes: vec!["工资的个人所得税由薪酬部门在支付时代扣。".into()],
        missing: vec!["2026 年的年休假天数没有登记。".into()],
        figures: vec![LocalFigure {
            name: "最低工资，杭州，2025-01-01 起".into(),
            value: money("2490.00"),
            status: "官方".into(),
            source: "人力社保部门通知".into(),
        }],
        calculations: calculations(),
        ruleset: "cn-2026.2 / 浙江·杭州 2025年度".into(),
    }
}

pub fn evidence_list() -> EvidenceList {
    let exhibit = |number: u32, name: &str, purpose: &str, pages: &str, sha256: Option<&str>| Exhibit {
        number,
        name: name.into(),
        source: "用人单位提交，已经另一人核对".into(),
        purpose: purpose.into(),
        pages: pages.into(),
        sha256: sha256.map(str::to_owned),
        entry: sha256.map(|_| 412),
    };
    let sha256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    EvidenceList {
        employer: employer(),
        number: "DSP-2026-0001".into(),
        employee_name: "沈可欣".into(),
        claimant: Party::Employee,
        tribunal: "杭州市西湖区劳动人事争议仲裁委员会".into(),
        case_number: String::new(),
        listed_on: day("2026-07-20"),
        exhibits: vec![
            exhibit(1, "劳动合同（固定期限，自 2023-04-01）", "已签署的劳动合同（全部版本）", "", None),
            exhibit(2, "2026-06-14 车间监控截图", "证明 6 月 14 日未到岗", "1–3", Some(sha256)),
        ],
    }
}

pub fn completion_certificate() -> CompletionCertificate {
    let sha256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    let signer = |side: &str, name: &str, by: Option<&str>| {
        CompletedSigner {
        side: side.into(),
        name: name.into(),
        by: by.map(str::to_owned),
        proved_by: "一次性验证码（短信或邮件）".into(),
        identity: by.is_none().then(|| {
            "姓名、身份证号码一致（用人单位自有人事记录，非国家数据源），编号 0198c2f0，2026-06-01 09:59:58（北京时间）".into()
        }),
        statement: "本人已阅读全文，自愿签署，认可电子签名与手写签名具有同等法律效力。".into(),
        signed_at: "2026-06-01 10:00:00".into(),
        address: Some("2001:0db8:85a3:0000:0000:8a2e:0370:7334".into()),
        read_sha256: sha256.into(),
    }
    };
    let event = |entry: i64| CompletionEvent {
        at: "2026-06-01 10:00:00".into(),
        what: "发送签署验证码".into(),
        who: "沈可欣".into(),
        detail: "发至 138****6091，网络地址 2001:0db8:85a3:0000:0000:8a2e:0370:7334".into(),
        entry,
    };
    CompletionCertificate {
        employer: employer(),
        agreement_number: "AGR-2026-0042".into(),
        agreement_title: "劳动合同书".into(),
        pages: 5,
        original_sha256: sha256.into(),
        signed_sha256: sha256.into(),
        signers: vec![signer("员工", "沈可欣", None), signer("用人单位", &employer().name, Some("韩雪"))],
        events: (400..440).map(event).collect(),
        log: "hr.example.com/0190b6d2-0000-7000-8000-000000000001".into(),
        check_url: format!("https://hr.example.com/check?number=AGR-2026-0042&sha256={sha256}"),
    }
}
