//! Lines cut into clauses, each with the heading and the terms that its words tell.

use super::blanks;
use super::body::Line;
use super::marks::{Mark, marked};
use super::styles::Styles;
use crate::templates::{Clause, Kind};

/// A line with its mark, without the number.
pub(super) struct Cut<'a> {
    pub mark: Option<Mark>,
    pub rest: &'a str,
}

/// Every line with its mark.
pub(super) fn cut<'a>(lines: &'a [Line], styles: &Styles) -> Vec<Cut<'a>> {
    let cut = |line: &'a Line| {
        let (mark, rest) = marked(line, styles);
        Cut { mark, rest }
    };
    lines.iter().map(cut).collect()
}

/// The mark at which clauses begin: chapters where there are some, else the first kind of heading that comes
/// more than once.
pub(super) fn outermost(lines: &[Cut<'_>]) -> Option<Mark> {
    let times = |mark: Mark| lines.iter().filter(|line| line.mark == Some(mark)).count();
    if times(Mark::Chapter) > 1 {
        return Some(Mark::Chapter);
    }
    let marks = || lines.iter().filter_map(|line| line.mark);
    let is_heading = |mark: &Mark| matches!(mark, Mark::Article | Mark::Section | Mark::Styled(_));
    marks()
        .filter(is_heading)
        .find(|mark| times(*mark) > 1)
        .or_else(|| marks().find(|mark| *mark == Mark::Decimal && times(*mark) > 1))
        .or_else(|| marks().find(|mark| matches!(mark, Mark::Chapter | Mark::Article)))
}

/// The clauses that begin at `outer`; without it everything is one.
pub(super) fn clauses(kind: Kind, lines: &[Cut<'_>], outer: Option<Mark>) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    for line in lines {
        if clauses.is_empty() || (line.mark.is_some() && line.mark == outer) {
            let begins = line.mark.is_some() && line.mark == outer;
            let (heading, body) = if begins { headed(line.rest) } else { (String::new(), line.rest) };
            clauses.push(clause(clauses.len() + 1, heading));
            say(kind, &mut clauses, body, !begins && line.mark.is_some());
        } else {
            let is_item = line.mark.is_some_and(|mark| !matches!(mark, Mark::Styled(_)));
            say(kind, &mut clauses, line.rest, is_item);
        }
    }
    cover(kind, &mut clauses);
    clauses
}

fn clause(number: usize, heading: String) -> Clause {
    Clause {
        key: format!("clause_{number}"),
        heading,
        heading_en: String::new(),
        when: None,
        covers: Vec::new(),
        text: String::new(),
        text_en: String::new(),
    }
}

fn say(kind: Kind, clauses: &mut [Clause], line: &str, is_item: bool) {
    let Some(clause) = clauses.last_mut().filter(|_| !line.trim().is_empty()) else { return };
    if !clause.text.is_empty() {
        clause.text.push('\n');
    }
    if is_item {
        clause.text.push_str("- ");
    }
    clause.text.push_str(&blanks::marked(kind, &clause.heading, line));
}

/// Longest heading, in characters.
const LONGEST: usize = 24;

/// The heading of a clause, and what follows it in the same line.
fn headed(rest: &str) -> (String, &str) {
    let is_heading = |text: &str| {
        !text.is_empty() && text.chars().count() <= LONGEST && !text.contains(['。', '；', '，', '_', '＿', '【', '{'])
    };
    let whole = rest.trim_end_matches(['：', ':', ' ']);
    if is_heading(whole) && !whole.contains(['：', '\u{3000}']) {
        return (whole.to_owned(), "");
    }
    for (separator, longest) in [('\u{3000}', LONGEST), ('：', 16), (':', 16), (' ', 12)] {
        let Some((heading, body)) = rest.split_once(separator) else { continue };
        if is_heading(heading) && heading.chars().count() <= longest && !body.trim().is_empty() {
            return (heading.to_owned(), body.trim_start());
        }
    }
    (topic(rest).to_owned(), rest)
}

/// What clauses are usually called, by words near their beginning.
const TOPICS: &[(&str, &[&str])] = &[
    ("试用期", &["试用期"]),
    ("合同期限", &["合同期限", "期限自", "固定期限", "无固定期限"]),
    ("工作内容和工作地点", &["工作内容", "工作地点", "工作岗位", "岗位", "职务"]),
    ("工作时间和休息休假", &["工作时间", "工时", "休息", "休假", "加班"]),
    ("劳动报酬", &["报酬", "工资", "薪酬"]),
    ("社会保险", &["社会保险", "社保"]),
    ("劳动保护、劳动条件和职业危害防护", &["劳动保护", "劳动条件", "职业病", "职业危害"]),
    ("竞业限制", &["竞业"]),
    ("保密", &["保密", "商业秘密"]),
    ("培训和服务期", &["培训", "服务期"]),
    ("送达", &["送达"]),
    ("合同的变更", &["变更"]),
    ("合同的解除和终止", &["解除", "终止"]),
    ("争议处理", &["争议", "仲裁"]),
    ("违约责任", &["违约"]),
];

/// A heading by the first words of a clause that has none; empty when nothing tells.
fn topic(text: &str) -> &'static str {
    let head: String = text.chars().take(30).collect();
    let first = |words: &[&str]| words.iter().filter_map(|word| head.find(word)).min();
    let found = TOPICS.iter().filter_map(|(topic, words)| first(words).map(|at| (at, *topic)));
    found.min_by_key(|(at, _)| *at).map_or("", |(_, topic)| topic)
}

/// Words of a heading that tell which term the law asks for stands below it.
const COVERS: &[(&str, &[&str])] = &[
    ("lcl17_term", &["期限"]),
    ("lcl17_work", &["工作内容", "工作地点", "岗位"]),
    ("lcl17_hours", &["工作时间", "工时", "休息", "休假"]),
    ("lcl17_pay", &["报酬", "工资", "薪"]),
    ("lcl17_insurance", &["保险"]),
    ("lcl17_protection", &["劳动保护", "劳动条件", "职业危害", "职业病", "安全"]),
    ("renewal_term", &["期限", "续订"]),
    ("renewal_pay", &["报酬", "工资", "薪"]),
    ("variation_terms", &["变更"]),
    ("non_compete_scope", &["范围", "地域"]),
    ("non_compete_term", &["期限"]),
    ("non_compete_pay", &["补偿"]),
    ("confidentiality_scope", &["保密事项", "保密内容", "保密范围", "保密信息", "商业秘密", "保密"]),
    ("service_training", &["培训"]),
    ("service_term", &["服务期"]),
    ("service_penalty", &["违约"]),
];

/// Marks each term at the first clause whose heading tells of it; whether it says enough is for the check.
fn cover(kind: Kind, clauses: &mut [Clause]) {
    for term in kind.terms() {
        let Some((code, words)) = COVERS.iter().find(|(code, _)| *code == term.code) else { continue };
        let tells = |clause: &&mut Clause| {
            let heading = clause.heading.as_str();
            words.iter().any(|word| heading.contains(word)) && !(heading.contains("试用") && *code == "lcl17_term")
        };
        if let Some(clause) = clauses.iter_mut().find(tells) {
            clause.covers.push((*code).to_owned());
        }
    }
}
