//! The bars B1 to B6 of R-050, and the questions nobody answered.

use chrono::NaiveDate;

use crate::Step;
use crate::dates::add_months;
use crate::grounds::Ground;

use super::protection::{Answer, Situation, against_dismissal, against_expiry, no_exit_check};
use super::{Bar, Input, Proof, procedure};

#[derive(Default)]
pub(super) struct Found {
    pub bars: Vec<Bar>,
    pub unknown: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub extend_to: Option<NaiveDate>,
}

/// A bar before it is known whether it stands.
pub(super) struct Question {
    pub code: &'static str,
    pub rule: &'static str,
    pub cite: &'static str,
    pub zh: String,
    pub en: String,
}

pub(super) fn find(input: &Input) -> Found {
    let mut found = Found::default();
    found.probation(input);
    found.art42(input);
    found.art45(input);
    found.occupational_health(input);
    found.open_ended(input);
    found.hold_over(input);
    found.retirement(input);
    found.union(input);
    procedure::find(&mut found, input);
    found
}

/// The entry for a circumstance that must be answered first.
pub(super) fn unanswered(name: &str) -> Bar {
    let (zh, en) = label(name);
    Bar {
        code: format!("UNKNOWN:{name}"),
        rule: "R-050",
        cite: "法释〔2020〕26号 44",
        zh: format!("“{zh}”尚未查明，查明前不得作出决定（用人单位负举证责任）"),
        en: format!("Not answered: {en}. Nothing may be decided before it is, for the employer bears the proof"),
    }
}

/// What a circumstance asks, in Chinese and English; an unknown name as it is.
pub fn label(name: &str) -> (&str, &str) {
    match name {
        "in_probation" => ("是否在试用期", "whether probation still runs"),
        "pregnant" => ("是否在孕期、产期", "whether the employee is pregnant or on maternity leave"),
        "nursing_until" => ("哺乳期截止日", "until when the nursing period runs"),
        "in_medical_period" => ("是否在医疗期", "whether the medical period runs"),
        "injury_grade" => ("伤残等级", "the grade of a work injury or occupational disease"),
        "occupational_hazard" => ("是否接触职业病危害", "whether the post is exposed to occupational hazards"),
        "exit_health_check" => ("是否完成离岗前职业健康检查", "whether the exit health check was done"),
        "service_years" => ("本单位连续工作年限", "the continuous years with this employer"),
        "years_to_retirement" => ("距法定退休年龄的年数", "the years left to the statutory retirement age"),
        "has_union" => ("是否建有工会", "whether there is a union"),
        "must_offer_open_ended" => ("是否应当订立无固定期限劳动合同", "whether an open-ended contract is owed"),
        "retirement_on" => ("法定退休日期", "the statutory retirement date"),
        "last_day" => ("最后工作日", "the last day of the employment"),
        other => (other, other),
    }
}

impl Found {
    /// Writes the question into the working and, as the answer is, into bars or open questions.
    pub(super) fn settle(&mut self, question: Question, answer: Answer) {
        self.settle_from(question, answer, (String::new(), String::new()));
    }

    /// As `settle`, with what the answer was drawn from.
    fn settle_from(&mut self, question: Question, answer: Answer, from: (String, String)) {
        let Question { code, rule, cite, zh, en } = question;
        let value = answer.word();
        let (verdict_zh, verdict_en) = match &answer {
            Answer::Yes => ("存在该情形，构成障碍", "it is so and stands in the way"),
            Answer::No => ("不存在该情形", "it is not so"),
            Answer::Unknown(_) => ("尚未查明", "not answered yet"),
        };
        self.steps.push(Step::new(
            rule,
            cite,
            format!("核查“{zh}”：{}{verdict_zh}", from.0),
            format!("Asked: {en}? {}{verdict_en}", from.1),
            value,
        ));
        match answer {
            Answer::Yes => self.bars.push(Bar { code: code.to_owned(), rule, cite, zh, en }),
            Answer::No => {}
            Answer::Unknown(names) => self.ask(names),
        }
    }

    fn ask(&mut self, names: Vec<&'static str>) {
        for name in names {
            if !self.unknown.contains(&name) {
                self.unknown.push(name);
            }
        }
    }

    /// B1, R-017.
    fn probation(&mut self, input: &Input) {
        if matches!(input.ground, Ground::ObjectiveChange | Ground::MassLayoff(_)) {
            self.settle(
                Question {
                    code: "PROBATION_BAR",
                    rule: "R-017",
                    cite: "劳动合同法 21",
                    zh: "试用期内不得依第四十条第三项、第四十一条解除".to_owned(),
                    en: "No ending under 40(3) or 41 in probation".to_owned(),
                },
                Answer::of(input.circumstances.in_probation, "in_probation"),
            );
        }
    }

    /// B2, R-072.
    fn art42(&mut self, input: &Input) {
        if !input.ground.is_no_fault_dismissal() && !matches!(input.ground, Ground::MassLayoff(_)) {
            return;
        }
        let situations = against_dismissal(&input.circumstances, input.dates.of_the_act());
        let answer = self.any(&situations);
        let (zh, en) = named(&situations);
        self.settle_from(
            Question {
                code: "ART42_PROTECTED",
                rule: "R-072",
                cite: "劳动合同法 42",
                zh: format!("劳动者受第四十二条保护{zh}，不得依第四十条、第四十一条解除"),
                en: format!("Article 42 protects the employee{en} against an ending under articles 40 and 41"),
            },
            answer,
            each(&situations),
        );
    }

    /// B3, R-073.
    fn art45(&mut self, input: &Input) {
        if !matches!(input.ground, Ground::Expiry | Ground::TaskDone) {
            return;
        }
        let situations = against_expiry(&input.circumstances, input.dates.of_the_act());
        let answer = self.any(&situations);
        if answer == Answer::Yes {
            let standing = situations.iter().filter(|situation| situation.holds == Answer::Yes);
            self.extend_to = standing.filter_map(|situation| situation.until).max();
        }
        let (zh, en) = named(&situations);
        let (until_zh, until_en) = match self.extend_to {
            Some(day) => (format!("（{day}）"), format!(" ({day})")),
            None => (String::new(), String::new()),
        };
        self.settle_from(
            Question {
                code: "ART45_EXTENSION",
                rule: "R-073",
                cite: "劳动合同法 45",
                zh: format!("劳动者有第四十二条情形{zh}，合同应当续延至该情形消失{until_zh}"),
                en: format!("A situation of article 42{en} keeps the contract alive until it ends{until_en}"),
            },
            answer,
            each(&situations),
        );
    }

    /// Yes if one situation holds; then the open ones are still asked for.
    fn any(&mut self, situations: &[Situation]) -> Answer {
        let mut open = Vec::new();
        for situation in situations {
            if let Answer::Unknown(names) = &situation.holds {
                open.extend(names.iter().copied());
            }
        }
        if situations.iter().any(|situation| situation.holds == Answer::Yes) {
            self.ask(open);
            return Answer::Yes;
        }
        if open.is_empty() { Answer::No } else { Answer::Unknown(open) }
    }

    /// B4, R-072(1): the check is owed whoever ends it, unless the employee leaves or has died.
    fn occupational_health(&mut self, input: &Input) {
        if input.ground.is_not_the_employers_act() {
            return;
        }
        self.settle(
            Question {
                code: "OCC_HEALTH",
                rule: "R-072",
                cite: "职业病防治法 35",
                zh: "接触职业病危害的劳动者未做离岗前职业健康检查，不得解除或终止".to_owned(),
                en: "A post exposed to occupational hazards without an exit health check cannot be ended".to_owned(),
            },
            no_exit_check(&input.circumstances),
        );
    }

    /// B5, R-012.
    fn open_ended(&mut self, input: &Input) {
        if input.ground == Ground::Expiry {
            self.settle(
                Question {
                    code: "MUST_OFFER_OPEN_ENDED",
                    rule: "R-012",
                    cite: "劳动合同法 14",
                    zh: "应当订立无固定期限劳动合同，不得以期满终止".to_owned(),
                    en: "An open-ended contract is owed; it cannot end by expiry".to_owned(),
                },
                Answer::of(input.circumstances.must_offer_open_ended, "must_offer_open_ended"),
            );
        }
    }

    /// more than a month of work after expiry renews the contract on its old terms.
    fn hold_over(&mut self, input: &Input) {
        let (Ground::Expiry, Some(end)) = (input.ground, input.circumstances.contract_end) else {
            return;
        };
        let held_over = input.dates.last_day.is_some_and(|last| last > add_months(end, 1));
        self.settle(
            Question {
                code: "HOLD_OVER",
                rule: "R-013",
                cite: "法释〔2025〕12号 11",
                zh: format!("合同 {end} 期满后继续用工超过一个月，视为按原条件续订，不得再以期满终止"),
                en: format!(
                    "Work went on for more than a month after {end}: renewed on the old terms, so expiry is gone"
                ),
            },
            if held_over { Answer::Yes } else { Answer::No },
        );
    }

    /// without proof of a notice it matters whether there is a union to be told.
    fn union(&mut self, input: &Input) {
        let told = input.evidence.get("E-UNION-NOTICE") == Some(&Proof::Proved);
        if input.ground.row().asks_union() && !told && input.circumstances.has_union.is_none() {
            self.ask(vec!["has_union"]);
        }
    }

    /// B6, R-100.
    fn retirement(&mut self, input: &Input) {
        if input.ground != Ground::Retirement {
            return;
        }
        let due = input.circumstances.retirement_on;
        let early = match (due, input.dates.last_day, input.circumstances.years_to_retirement) {
            (Some(due), Some(last), _) => Answer::of(Some(last < due), "retirement_on"),
            (Some(_), None, _) => Answer::Unknown(vec!["last_day"]),
            (None, _, years) => Answer::of(years.map(|years| years.hundredths() > 0), "retirement_on"),
        };
        let (on_zh, on_en) =
            due.map_or((String::new(), String::new()), |due| (format!("（{due}）"), format!(" ({due})")));
        self.settle(
            Question {
                code: "RETIRE_DATE",
                rule: "R-100",
                cite: "劳动合同法 44(2)；实施条例 21；延迟退休决定（2024）",
                zh: format!("最后工作日早于法定退休日期{on_zh}"),
                en: format!("The last day lies before the statutory retirement date{on_en}"),
            },
            early,
        );
    }
}

/// The situations that hold, in brackets.
fn named(situations: &[Situation]) -> (String, String) {
    let holding: Vec<_> = situations.iter().filter(|situation| situation.holds == Answer::Yes).collect();
    if holding.is_empty() {
        return (String::new(), String::new());
    }
    let zh: Vec<_> = holding.iter().map(|situation| situation.zh.as_str()).collect();
    let en: Vec<_> = holding.iter().map(|situation| situation.en.as_str()).collect();
    (format!("（{}）", zh.join("；")), format!(" ({})", en.join("; ")))
}

/// Every situation with its answer, for the working.
fn each(situations: &[Situation]) -> (String, String) {
    let zh = situations.iter().map(|situation| {
        let answer = match situation.holds {
            Answer::Yes => "是",
            Answer::No => "否",
            Answer::Unknown(_) => "未查明",
        };
        format!("{}：{answer}；", situation.zh)
    });
    let en = situations.iter().map(|situation| {
        let answer = match situation.holds {
            Answer::Yes => "yes",
            Answer::No => "no",
            Answer::Unknown(_) => "not answered",
        };
        format!("{}: {answer}; ", situation.en)
    });
    (zh.collect(), en.collect())
}
