//! The order of acts (行为先后).

use chrono::NaiveDate;

use crate::Step;
use crate::grounds::Ground;

use super::{Bar, Dates, Input};

/// Two acts that must come one after the other.
struct Pair {
    code: &'static str,
    rule: &'static str,
    cite: &'static str,
    first: Act,
    then: Act,
    /// Whether both may fall on one day.
    same_day: bool,
}

/// An act with its name in both languages.
struct Act {
    date: fn(&Dates) -> Option<NaiveDate>,
    zh: &'static str,
    en: &'static str,
}

const UNION: Act = Act { date: |dates| dates.union_notice, zh: "通知工会", en: "the notice to the union" };
const NOTICE: Act = Act { date: |dates| dates.notice, zh: "发出解除或终止通知", en: "the notice of ending" };
const SERVED: Act = Act { date: |dates| dates.served, zh: "送达", en: "its service" };
const LAST_DAY: Act = Act { date: |dates| dates.last_day, zh: "最后工作日", en: "the last day" };
const KPI: Act = Act { date: |dates| dates.kpi_known, zh: "告知职责与目标", en: "making the standard known" };
const FIRST: Act = Act { date: |dates| dates.first_appraisal, zh: "第一次考核送达", en: "the first appraisal" };
const TRAINING: Act =
    Act { date: |dates| dates.training_or_transfer, zh: "培训或调岗", en: "training or transfer" };
const PERIOD: Act = Act {
    date: |dates| dates.second_period_from,
    zh: "第二次考核期间开始",
    en: "the start of the second appraised period",
};
const SECOND: Act =
    Act { date: |dates| dates.second_appraisal, zh: "第二次考核送达", en: "the second appraisal" };

const CITE_CHAIN: &str = "劳动合同法 40(2)；指导案例18号";
const CITE_SERVICE: &str = "劳动合同法 40；民法典 137";

const fn pair(
    code: &'static str,
    rule: &'static str,
    cite: &'static str,
    first: Act,
    then: Act,
    same_day: bool,
) -> Pair {
    Pair { code, rule, cite, first, then, same_day }
}

/// one full cycle between the two appraisals, and all of it before union and notice.
const CHAIN: [Pair; 8] = [
    pair("ORDER_KPI_BEFORE_FIRST_APPRAISAL", "R-061", CITE_CHAIN, KPI, FIRST, false),
    pair("ORDER_TRAINING_AFTER_FIRST_APPRAISAL", "R-061", CITE_CHAIN, FIRST, TRAINING, false),
    pair("ORDER_SECOND_PERIOD_AFTER_TRAINING", "R-061", CITE_CHAIN, TRAINING, PERIOD, false),
    pair("ORDER_SECOND_PERIOD_BEFORE_SECOND_APPRAISAL", "R-061", CITE_CHAIN, PERIOD, SECOND, false),
    pair("ORDER_SECOND_APPRAISAL_AFTER_TRAINING", "R-061", CITE_CHAIN, TRAINING, SECOND, false),
    pair("ORDER_SECOND_APPRAISAL_AFTER_FIRST", "R-061", CITE_CHAIN, FIRST, SECOND, false),
    pair("ORDER_SECOND_APPRAISAL_BEFORE_UNION", "R-061", CITE_CHAIN, SECOND, UNION, false),
    pair("ORDER_SECOND_APPRAISAL_BEFORE_NOTICE", "R-061", CITE_CHAIN, SECOND, NOTICE, false),
];

const UNION_PAIRS: [Pair; 2] = [
    pair("ORDER_UNION_BEFORE_NOTICE", "R-074", "劳动合同法 43；法释〔2020〕26号 47", UNION, NOTICE, false),
    pair("ORDER_UNION_BEFORE_SERVICE", "R-074", "劳动合同法 43；法释〔2020〕26号 47", UNION, SERVED, false),
];

const SERVICE: [Pair; 2] = [
    pair("ORDER_NOTICE_BEFORE_SERVICE", "R-075", CITE_SERVICE, NOTICE, SERVED, true),
    pair("ORDER_SERVICE_BEFORE_LAST_DAY", "R-075", CITE_SERVICE, SERVED, LAST_DAY, true),
];

/// The acts done in the wrong order, as entries that block, and the comparisons made.
pub(super) fn find(input: &Input) -> (Vec<Bar>, Option<Step>) {
    let union = input.ground.row().asks_union() && input.circumstances.has_union != Some(false);
    let pairs = [
        (&CHAIN[..], input.ground == Ground::Incompetence),
        (&UNION_PAIRS[..], union),
        (&SERVICE[..], !input.ground.is_not_the_employers_act()),
    ];
    let pairs = pairs.into_iter().filter(|(_, asked)| *asked).flat_map(|(pairs, _)| pairs);
    let known: Vec<_> = pairs.filter_map(|pair| pair.dated(&input.dates)).collect();
    let mut bars: Vec<_> = known.iter().filter(|dated| !dated.holds()).map(Dated::bar).collect();
    // Too late for the notice is too late for its service: said once.
    if bars.iter().any(|bar| bar.code == UNION_PAIRS[0].code) {
        bars.retain(|bar| bar.code != UNION_PAIRS[1].code);
    }
    let step = (!known.is_empty()).then(|| working(&known));
    (bars, step)
}

fn working(known: &[Dated]) -> Step {
    let zh = known.iter().map(|dated| {
        let answer = if dated.holds() { "是" } else { "否" };
        format!("{}：{answer}", dated.zh())
    });
    let en = known.iter().map(|dated| {
        let answer = if dated.holds() { "yes" } else { "no" };
        format!("{}: {answer}", dated.en())
    });
    Step::new(
        "R-050",
        "劳动合同法 40、43",
        format!("行为先后：{}", zh.collect::<Vec<_>>().join("；")),
        format!("Order of the acts: {}", en.collect::<Vec<_>>().join("; ")),
        if known.iter().all(Dated::holds) { "clear" } else { "block" },
    )
}

/// whether the union heard the reasons only when it was too late.
pub(super) fn union_too_late(dates: &Dates) -> bool {
    UNION_PAIRS.iter().filter_map(|pair| pair.dated(dates)).any(|dated| !dated.holds())
}

/// A pair of which both days are known.
struct Dated<'a> {
    pair: &'a Pair,
    first: NaiveDate,
    then: NaiveDate,
}

impl Pair {
    fn dated(&self, dates: &Dates) -> Option<Dated<'_>> {
        Some(Dated { pair: self, first: (self.first.date)(dates)?, then: (self.then.date)(dates)? })
    }
}

impl Dated<'_> {
    fn holds(&self) -> bool {
        self.first < self.then || (self.pair.same_day && self.first == self.then)
    }

    fn zh(&self) -> String {
        let (one, other) = (&self.pair.first, &self.pair.then);
        let demand = if self.pair.same_day { "不晚于" } else { "早于" };
        format!("{}（{}）{demand}{}（{}）", one.zh, self.first, other.zh, self.then)
    }

    fn en(&self) -> String {
        let (one, other) = (&self.pair.first, &self.pair.then);
        let demand = if self.pair.same_day { "no later than" } else { "before" };
        format!("{} ({}) {demand} {} ({})", one.en, self.first, other.en, self.then)
    }

    fn bar(&self) -> Bar {
        let Pair { code, rule, cite, .. } = self.pair;
        Bar {
            code: (*code).to_owned(),
            rule,
            cite,
            zh: format!("先后有误，应当是：{}", self.zh()),
            en: format!("Wrong order; it should be: {}", self.en()),
        }
    }
}
