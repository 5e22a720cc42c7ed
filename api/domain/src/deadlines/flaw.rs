//! What can be wrong or missing in the records (`A-DATA`).

use serde::{Deserialize, Serialize};

use super::{Kind, Lead, Owner, Row, Said};

macro_rules! flaws {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $rule:literal, $cite:literal,
        ($zh:literal, $en:literal), ($what_zh:literal, $what_en:literal) $(, $by_word:ident)?;)*) => {
        /// What is wrong in the records (记录问题).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
        #[serde(rename_all = "snake_case")]
        #[schema(as = DeadlineFlaw)]
        pub enum Flaw {$(
            $(#[$doc])*
            $variant,
        )*}

        impl Flaw {
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name in the API and the database.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// What it is, what follows, and the rule it is measured by.
            pub const fn row(self) -> Row {
                let (title, consequence, rule, cite, provable) = match self {$(
                    Self::$variant => (
                        Said { zh: $zh, en: $en },
                        Said { zh: $what_zh, en: $what_en },
                        $rule,
                        $cite,
                        flaws!(@provable $($by_word)?),
                    ),
                )*};
                Row { title, consequence, cite, rule, leads: LEADS, owner: Owner::Hr, provable }
            }
        }
    };
    (@provable) => { true };
    (@provable by_word) => { false };
}

const LEADS: &[Lead] = Kind::Data.row().leads;

flaws! {
    /// 没有劳动合同记录
    ContractMissing = "contract_missing", "R-010", "劳动合同法 10、14(3)、82",
        ("没有劳动合同记录", "No contract is on record"),
        ("用工满一年无书面合同视为已订立无固定期限合同；请登记合同或立即补订。",
         "After a year without one an open-ended contract is deemed made: record the contract, or conclude it now.");
    /// 合同没有签订日期
    SignatureMissing = "signature_missing", "R-010", "劳动合同法 10、82",
        ("劳动合同没有签订日期", "The contract has no date of signing"),
        ("无法证明一个月内已签订，可能须支付二倍工资；请核对原件并登记签订日期。",
         "Signing within a month cannot be proved, and twice the wage may be due: check the original and record the date.");
    /// 超过一个月才签订
    SignedLate = "signed_late", "R-011", "劳动合同法 82(1)；实施条例 6",
        ("劳动合同在用工满一个月后才签订", "The contract was signed more than a month after hiring"),
        ("满一个月的次日至签订前一日须支付二倍工资，时效一年。",
         "Twice the wage is due from a month after hiring to the day before signing, within a year."), by_word;
    /// 缺少早先的合同
    EarlierContractsMissing = "earlier_contracts_missing", "R-012", "劳动合同法 14；劳动争议调解仲裁法 6",
        ("入职至首份在册合同之间没有合同记录", "Contracts before the first one on record are missing"),
        ("无法证明书面合同及固定期限合同的次数；请补登早先的合同。",
         "Neither a written contract nor the count of fixed terms can be proved: record the earlier contracts.");
    /// 合同早于入职
    ContractBeforeHire = "contract_before_hire", "R-010", "劳动合同法 7",
        ("劳动合同开始日早于入职日", "The contract begins before the hiring date"),
        ("劳动关系自用工之日起建立，工龄与补偿按用工之日计算；请核对入职日期。",
         "The employment begins with work, and service counts from it: check the hiring date.");
    /// 固定期限合同没有到期日
    FixedTermWithoutEnd = "fixed_term_without_end", "R-012", "劳动合同法 13、17",
        ("固定期限合同没有到期日", "A fixed-term contract has no last day"),
        ("可能被认定为无固定期限合同，且无法提醒到期；请登记到期日。",
         "It may be taken for an open-ended contract, and its end cannot be announced: record the last day.");
    /// 合同已过期仍在职
    ContractExpired = "contract_expired", "R-013", "法释〔2025〕12号 11",
        ("合同到期已满一个月，仍在职而无新合同", "The contract ended over a month ago and the person still works"),
        ("视为按原条件续订，不能再以到期为由终止；请订立书面合同或登记已签的合同。",
         "It counts as renewed on the old terms and can no longer end by expiry: conclude or record the contract.");
    /// 两份合同之间有空档
    ContractGap = "contract_gap", "R-013", "法释〔2025〕12号 10、11",
        ("两份合同之间有超过一个月的空档", "More than a month lies between two contracts"),
        ("其间继续用工的，工龄连续计算，并有二倍工资的风险；请核对日期。",
         "If work went on, service continues and twice the wage may be due: check the dates."), by_word;
    /// 试用期超过上限
    ProbationTooLong = "probation_too_long", "R-014", "劳动合同法 19、83",
        ("试用期超过法定上限", "The probation exceeds the statutory limit"),
        ("超出部分已履行的，须按转正工资支付赔偿金；请在上限届满前更正。",
         "Time served beyond the limit costs the full wage again as damages: correct it before the limit is reached.");
    /// 再次约定试用期
    ProbationRepeated = "probation_repeated", "R-014", "劳动合同法 19(2)、83",
        ("同一用人单位再次约定了试用期", "A second probation with the same employer"),
        ("第二次试用期没有效力，已履行的须支付赔偿金。",
         "A second probation has no effect, and time served in it costs damages.");
    /// 试用期不在合同期内
    ProbationOutsideContract = "probation_outside_contract", "R-014", "劳动合同法 19(4)",
        ("试用期不在合同期限之内，或合同只有试用期", "The probation is not within the contract, or is all of it"),
        ("试用期不成立，该期限为劳动合同期限；请核对日期。",
         "There is no such probation, and its period is the contract's term: check the dates.");
    /// 女职工退休类别未登记
    RetirementPostUnrecorded = "retirement_post_unrecorded", "R-100", "国务院关于渐进式延迟法定退休年龄的办法",
        ("女职工已过五十岁口径的法定退休日期，岗位类别未登记", "Past the earlier retirement date of women, and the kind of post is not on record"),
        ("如为工人岗位，劳动合同已于该日终止；请确认岗位类别并保留依据。",
         "If it is a worker's post the contract ended on that date: settle the kind of post and keep the proof."), by_word;
    /// 医疗期没有日期
    MedicalPeriodWithoutDates = "medical_period_without_dates", "R-091", "劳部发〔1995〕236号",
        ("登记为医疗期内，但没有起止日期", "A medical period is declared without its dates"),
        ("医疗期届满日无法计算，其间不得依据第四十条、第四十一条解除。",
         "Its end cannot be computed, and until then articles 40 and 41 are barred.");
    /// 哺乳期没有截止日
    NursingWithoutEnd = "nursing_without_end", "R-073", "劳动合同法 42(4)、45",
        ("登记为哺乳期，但没有子女满一周岁的日期", "Nursing is declared without the child's first birthday"),
        ("保护期的截止日无法计算。", "The end of the protection cannot be computed.");
    /// 工伤没有等级
    InjuryWithoutGrade = "injury_without_grade", "R-036", "工伤保险条例 33–37",
        ("登记为工伤，但没有伤残等级", "An injury is declared without its grade"),
        ("能否解除或终止取决于等级，未登记前视为不得进行。",
         "Whether the employment can be ended turns on the grade; until it is on record it counts as barred.");
}

impl Flaw {
    /// The flaw with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|flaw| flaw.name() == name)
    }
}
