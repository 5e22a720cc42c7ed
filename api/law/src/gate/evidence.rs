//! Which evidence a case needs, and what its absence means: R-050 step 4, R-074 and the soft codes of
//! the table.

use serde::Serialize;

use crate::Step;
use crate::grounds::{self, Condition, Ground, GroundRow};
use crate::mass_layoff::{self, mass_layoff};

use super::order::union_too_late;
use super::{Circumstances, Input, Proof, Warning};

/// A piece of evidence that the case needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Asked {
    pub code: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
    pub proved: bool,
    /// Whether its absence blocks; otherwise it warns.
    pub blocks: bool,
}

pub(super) struct Weighed {
    pub asked: Vec<Asked>,
    pub missing: Vec<&'static str>,
    pub warnings: Vec<Warning>,
    pub flags: Vec<&'static str>,
    pub step: Step,
}

/// What the absence of a code means.
enum Absence {
    Blocks,
    /// With the reason, in Chinese and English.
    Warns(&'static str, &'static str),
}

pub(super) fn weigh(input: &Input) -> Weighed {
    let mut asked = Vec::new();
    let (mut missing, mut warnings) = (Vec::new(), Vec::new());
    for code in needed(input) {
        let Some(known) = grounds::evidence(code) else { continue };
        let (proved, absence) = (is_proved(input, known.code), absence(input, known.code));
        asked.push(Asked {
            code: known.code,
            zh: known.zh,
            en: known.en,
            proved,
            blocks: matches!(absence, Absence::Blocks),
        });
        match absence {
            _ if proved => {}
            Absence::Blocks => missing.push(known.code),
            Absence::Warns(zh, en) => warnings.push(Warning {
                code: known.code,
                zh: format!("缺少“{}”：{zh}", known.zh),
                en: format!("Missing: {}. {en}", known.en),
            }),
        }
    }
    let flags = flags(&input.circumstances, input.ground, &warnings);
    let proved = asked.iter().filter(|asked| asked.proved).count();
    let (row, all) = (input.ground.row(), asked.len());
    let (lack_zh, lack_en) = if missing.is_empty() {
        ("无缺少项".to_owned(), "none missing that blocks".to_owned())
    } else {
        (format!("缺少 {}", missing.join("、")), format!("missing {}", missing.join(", ")))
    };
    let step = Step::new(
        "R-050",
        "法释〔2020〕26号 44",
        format!("事由 {} 需证据 {all} 项，已证明 {proved} 项；{lack_zh}", row.code),
        format!("Ground {} needs {all} pieces of evidence, {proved} are proved; {lack_en}", row.code),
        format!("{proved}/{all}"),
    );
    Weighed { asked, missing, warnings, flags, step }
}

/// The codes of the row, then those whose condition is met, in the table's order.
fn needed(input: &Input) -> Vec<&'static str> {
    let row = input.ground.row();
    let replaced = input.ground == Ground::SeriousBreach && input.circumstances.no_express_rule == Some(true);
    let row_codes = row.evidence.iter().map(String::as_str);
    let mut codes: Vec<_> = row_codes.filter(|code| !(replaced && is_policy(code))).collect();
    let branch = second_job_branch(input, row);
    for (condition, more) in &row.conditional {
        if Some(*condition) == branch || applies(*condition, input) {
            codes.extend(more.iter().map(String::as_str));
        }
    }
    codes
}

fn is_policy(code: &str) -> bool {
    matches!(code, "E-POL-TEXT" | "E-POL-DEM" | "E-POL-PUB")
}

fn applies(condition: Condition, input: &Input) -> bool {
    let known = &input.circumstances;
    let said = match condition {
        Condition::OccupationalHazardPost => known.occupational_hazard,
        Condition::ConditionsInPolicy => known.conditions_in_policy,
        Condition::ProgressiveRule => known.progressive_rule,
        Condition::NoExpressRule => known.no_express_rule,
        Condition::KpiInPolicy => known.kpi_in_policy,
        Condition::EmployerClaimsNoSeverance => known.employer_claims_no_severance,
        Condition::NoConditions => return input.ground == Ground::EmployerFault(Some(1)),
        Condition::PayNotInFull => return input.ground == Ground::EmployerFault(Some(2)),
        Condition::SocialInsurance => return input.ground == Ground::EmployerFault(Some(3)),
        Condition::UnlawfulRules => return input.ground == Ground::EmployerFault(Some(4)),
        Condition::ProductionChange => return input.ground == Ground::MassLayoff(Some(3)),
        // 39(4) needs one of the two; `second_job_branch` says which.
        Condition::BranchA | Condition::BranchB => return false,
    };
    said == Some(true)
}

/// the branch that is further proved, serious effect when neither is begun.
fn second_job_branch(input: &Input, row: &GroundRow) -> Option<Condition> {
    if input.ground != Ground::SecondJob {
        return None;
    }
    let progress = |condition| {
        let codes = row.conditional.get(&condition).map_or(&[][..], Vec::as_slice);
        let proved = codes.iter().filter(|code| is_proved(input, code)).count();
        (proved == codes.len(), proved)
    };
    let further = progress(Condition::BranchB) > progress(Condition::BranchA);
    Some(if further { Condition::BranchB } else { Condition::BranchA })
}

/// Proved, unless a date on record contradicts it.
fn is_proved(input: &Input, code: &str) -> bool {
    let on_file = input.evidence.get(code) == Some(&Proof::Proved);
    on_file
        && match code {
            "E-UNION-NOTICE" => !union_too_late(input),
            "E-HEADCOUNT" => !below_the_threshold(&input.circumstances),
            "E-PROB-VALID" => !probation_is_over(input),
            "E-EXIT-HEALTH-CHECK" => input.circumstances.exit_health_check != Some(false),
            _ => true,
        }
}

/// the notice must be received while a probation runs that keeps to R-014.
fn probation_is_over(input: &Input) -> bool {
    let received = input.dates.served.or(input.dates.notice);
    let late = match (input.circumstances.probation_end, received) {
        (Some(end), Some(received)) => received > end,
        _ => false,
    };
    late || input.circumstances.in_probation == Some(false) || input.circumstances.probation_too_long == Some(true)
}

/// figures on record that make no mass lay-off.
fn below_the_threshold(known: &Circumstances) -> bool {
    let (Some(headcount), Some(to_cut)) = (known.headcount, known.to_cut) else { return false };
    let outcome = mass_layoff(&mass_layoff::Input { headcount, to_cut });
    outcome.is_ok_and(|outcome| !outcome.applies)
}

fn absence(input: &Input, code: &str) -> Absence {
    let known = &input.circumstances;
    match code {
        "E-UNION-NOTICE" | "E-UNION-REPLY" if known.has_union == Some(false) => Absence::Warns(
            "未建工会，法律无明文要求；部分地区要求告知上级工会或职工代表",
            "There is no union here and no text asks for it; some places expect the upper-level union or the staff to be told",
        ),
        "E-UNION-REPLY" => Absence::Warns(
            "法律要求事先通知；工会提出意见的，须研究并书面答复",
            "The law asks for the notice; a written answer is owed only if the union objects",
        ),
        "E-WAGE12" => Absence::Warns(
            "不妨碍通知，但核定付款前必须补齐",
            "It does not stop the notice, but nothing can be paid before it is there",
        ),
        "E-STATEMENT" if known.hearing_promised != Some(true) => Absence::Warns(
            "法律无明文要求；本单位制度承诺听证的除外",
            "Good practice; it blocks only where the company's own rules promise a hearing",
        ),
        "E-LABOR-APPRAISAL" if known.serious_illness != Some(true) => Absence::Warns(
            "重大、难治疾病或伤残时必须鉴定",
            "It is required for a serious or hard-to-cure illness or a disability",
        ),
        "E-MAJOR-THRESHOLD" => Absence::Warns(
            "法院可自行认定“重大”，但很少有利于用人单位",
            "A court may judge what is major without a rule, but rarely for the employer",
        ),
        "E-PENSION-STATUS" if reached_retirement(input) => Absence::Warns(
            "已达法定退休年龄即可终止；因单位原因不能享受待遇的，仍有争议",
            "The age alone is enough; where the employer is why there is no pension, it is disputed",
        ),
        "E-POL-DEM" if known.policy_before_2008 == Some(true) => Absence::Warns(
            "2008-01-01 前制定的制度不因未经民主程序而无效",
            "Rules made before 2008-01-01 do not fail for want of the procedure",
        ),
        _ => Absence::Blocks,
    }
}

fn reached_retirement(input: &Input) -> bool {
    match (input.circumstances.retirement_on, input.dates.last_day) {
        (Some(due), Some(last)) => last >= due,
        _ => false,
    }
}

/// What the law leaves open and this case rests on.
fn flags(known: &Circumstances, ground: Ground, warnings: &[Warning]) -> Vec<&'static str> {
    let mut flags = Vec::new();
    if known.has_union == Some(false) && warnings.iter().any(|warning| warning.code == "E-UNION-NOTICE") {
        flags.push("UNCONFIRMED:R-074");
    }
    if ground == Ground::SeriousBreach && known.no_express_rule == Some(true) {
        flags.push("UNCONFIRMED:R-055");
    }
    if ground == Ground::CriminalLiability {
        flags.push("UNCONFIRMED:R-059");
    }
    flags
}
