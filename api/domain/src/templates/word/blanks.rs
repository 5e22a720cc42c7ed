//! Places to be filled in by hand, marked `【空】`, or `【空：月工资】` where the words before tell which fact belongs.

use crate::templates::{Kind, Variable};

/// How a blank begins in a text.
pub(in crate::templates) const BLANK: &str = "【空";

/// The text with its blanks marked, and braces written so that the engine takes none for code.
pub(super) fn marked(kind: Kind, heading: &str, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut literal = String::new();
    let mut rest = text;
    // The words since the last blank, which tell what the next one is.
    let mut said = String::new();
    while let Some(first) = rest.chars().next() {
        let Some(blank) = Blank::at(rest) else {
            literal.push(first);
            said.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        out.push_str(&escaped(&literal));
        literal.clear();
        rest = &rest[blank.length..];
        let found = suggested(kind, &Place { heading, whole: text, before: &said, after: rest, blank: &blank });
        let name = found.map_or(blank.words, |variable| variable.zh);
        // A blank that repeats its own words must not hide them.
        let words = if found.is_some() { blank.words } else { "" };
        out.push_str(&escaped(words));
        out.push_str(BLANK);
        if !name.is_empty() {
            out.push('：');
            out.push_str(&name.replace(['{', '}', '】'], ""));
        }
        out.push('】');
        said.clear();
    }
    out.push_str(&escaped(&literal));
    out
}

/// How many blanks a text has.
pub(in crate::templates) fn count(text: &str) -> usize {
    text.match_indices(BLANK).filter(|(at, _)| text[at + BLANK.len()..].starts_with(['】', '：'])).count()
}

/// Written so that the engine prints it as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        // One at the end could meet braces that are put in later.
        if character == '{' && matches!(characters.peek(), None | Some('{' | '%' | '#')) {
            out.push_str("{{ \"{\" }}");
        } else {
            out.push(character);
        }
    }
    out
}

/// One place to write on.
struct Blank<'a> {
    /// In bytes.
    length: usize,
    is_date: bool,
    /// What it says itself: `{{ 甲方名称 }}`.
    words: &'a str,
}

/// Longest name in braces.
const LONGEST: usize = 60;

impl<'a> Blank<'a> {
    fn at(text: &'a str) -> Option<Self> {
        let Some(first) = Self::single(text) else { return Self::date_of_spaces(text) };
        let alone = Self { length: first, is_date: false, words: said_in(&text[..first]) };
        // ____年____月____日
        let mut length = first;
        for unit in ["年", "月", "日"] {
            let Some(rest) = skipped(&text[length..]).strip_prefix(unit) else { return Some(alone) };
            length = text.len() - rest.len();
            if unit != "日" {
                let rest = skipped(rest);
                length = text.len() - rest.len() + Self::single(rest).unwrap_or_default();
            }
        }
        // Names in braces are words, and each stays.
        if text[..length].contains('{') { Some(alone) } else { Some(Self { length, is_date: true, words: "" }) }
    }

    /// Length of an underscore run, of empty brackets, of braces with a name.
    fn single(text: &str) -> Option<usize> {
        let line = text.len() - text.trim_start_matches(['_', '＿']).len();
        if line > 0 && text[..line].chars().count() > 1 {
            return Some(line);
        }
        let crosses = text.len() - text.trim_start_matches('×').len();
        if crosses > '×'.len_utf8() {
            return Some(crosses);
        }
        if let Some(inner) = text.strip_prefix('【') {
            let rest = inner.trim_start_matches([' ', '\u{3000}', '_', '＿']).strip_prefix('】')?;
            return Some(text.len() - rest.len());
        }
        let inner = text.strip_prefix("{{")?;
        let end = inner.find("}}").filter(|end| *end <= LONGEST && !inner[..*end].contains(['{', '}']))?;
        Some(end + 4)
    }

    /// `　年　月　日`, with room to write on.
    fn date_of_spaces(text: &str) -> Option<Self> {
        let rest = text.strip_prefix('年')?;
        let month = skipped(rest);
        let day = skipped(month.strip_prefix('月')?);
        let is_room = month.len() < rest.len() && day.len() < month.len() - '月'.len_utf8();
        let after = day.strip_prefix('日')?;
        is_room.then(|| Self { length: text.len() - after.len(), is_date: true, words: "" })
    }
}

fn skipped(text: &str) -> &str {
    text.trim_start_matches([' ', '\u{3000}'])
}

fn said_in(blank: &str) -> &str {
    blank.strip_prefix("{{").and_then(|inner| inner.strip_suffix("}}")).unwrap_or_default().trim()
}

/// Where a blank stands.
struct Place<'a> {
    heading: &'a str,
    whole: &'a str,
    before: &'a str,
    after: &'a str,
    blank: &'a Blank<'a>,
}

/// A fact, the words that ask for it, and words that must stand in the paragraph or its heading as well.
type Hint = (&'static str, &'static [&'static str], &'static str);

const HINTS: &[Hint] = &[
    ("employer.name", &["甲方名称", "单位名称", "公司名称", "甲方", "用人单位"], ""),
    ("employer.uscc", &["信用代码"], ""),
    ("employer.address", &["甲方住所", "甲方地址", "注册地址", "单位地址", "公司地址", "经营地址"], ""),
    ("employer.legal_representative", &["法定代表人", "主要负责人"], ""),
    ("employee.name", &["乙方姓名", "员工姓名", "劳动者姓名", "姓名", "乙方", "劳动者"], ""),
    ("employee.number", &["工号"], ""),
    ("employee.national_id", &["身份证号码", "身份证号", "身份证", "证件号码"], ""),
    ("employee.address", &["乙方住址", "家庭住址", "现住址", "住址", "通讯地址", "送达地址", "居住地"], ""),
    ("employee.phone", &["联系电话", "手机号码", "手机号", "手机", "电话"], ""),
    ("employment.hired_on", &["入职日期", "入职时间", "入职", "用工之日"], ""),
    ("job.position", &["岗位名称", "工作岗位", "岗位", "职务", "担任", "从事", "工种"], ""),
    ("job.unit", &["部门", "所在部门"], ""),
    ("job.city", &["工作地点", "工作地", "工作地点为", "工作区域"], ""),
    ("job.duties", &["工作内容", "岗位职责", "工作职责"], ""),
    ("job.hazards", &["职业病危害因素", "职业病危害", "职业危害"], ""),
    ("contract.probation_until", &["至", "到", "止于"], "试用期"),
    ("contract.probation_wage", &["试用期工资", "试用期月工资", "工资", "报酬", "人民币"], "试用期"),
    ("previous.from", &["自"], "原合同"),
    ("previous.until", &["至", "到", "届满", "期满"], "原合同"),
    ("contract.from", &["合同期限自", "期限自", "起始日期", "开始日期", "生效日期", "自"], ""),
    ("contract.until", &["终止日期", "截止日期", "期满日期", "至", "到"], ""),
    ("contract.task", &["工作任务", "任务"], ""),
    ("pay.monthly", &["月工资", "月薪", "工资标准", "基本工资", "工资", "劳动报酬", "报酬", "月人民币"], ""),
    ("pay.day", &["每月", "次月", "发薪日", "发薪日为", "每月的"], ""),
    ("hours.system", &["工时制度", "工时制"], ""),
    ("hours.approval", &["批准文号", "批准文件", "批复文号"], ""),
    ("variation.effective_on", &["生效日期", "变更日期", "自", "于"], ""),
    ("variation.reason", &["变更原因", "原因", "因"], ""),
    ("non_compete.months", &["限制期限", "期限", "期限为", "期间"], ""),
    ("non_compete.region", &["限制地域", "地域", "区域"], ""),
    ("non_compete.scope", &["限制范围", "范围", "业务"], ""),
    ("non_compete.monthly", &["补偿金", "经济补偿", "补偿", "每月支付"], ""),
    ("non_compete.damages", &["违约金"], ""),
    ("confidentiality.scope", &["保密事项", "保密内容", "保密范围", "商业秘密"], ""),
    ("training.name", &["培训名称", "培训项目", "培训内容", "参加"], ""),
    ("training.provider", &["培训机构", "培训单位", "主办单位"], ""),
    ("service.until", &["至", "到"], "服务期"),
    ("service.months", &["服务期限", "服务期", "服务期为"], ""),
    ("training.from", &["自", "培训时间"], ""),
    ("training.until", &["至", "到"], ""),
    ("training.cost", &["培训费用", "培训费", "费用"], ""),
];

/// How far from a blank the words that tell what it is may end, in characters.
const NEAR: usize = 8;

/// The fact that probably belongs in a blank: its words end nearest before it.
fn suggested(kind: Kind, place: &Place<'_>) -> Option<&'static Variable> {
    let before = format!("{}{}", place.before, place.blank.words);
    let wanted = if place.blank.is_date {
        Some("date")
    } else if skipped(place.after).starts_with('元') {
        Some("money")
    } else {
        None
    };
    let context = |words: &str| words.is_empty() || place.heading.contains(words) || place.whole.contains(words);
    HINTS
        .iter()
        .filter(|(_, _, words)| context(words))
        .filter_map(|(name, keywords, words)| {
            let variable = kind.variables().find(|variable| variable.name == *name)?;
            let fits = wanted.is_none_or(|form| variable.form == form)
                && (variable.form != "number" || place.after.trim_start().starts_with(['日', '号', '个', '月']));
            let nearest = |keyword: &&str| {
                let end = before.rfind(keyword)? + keyword.len();
                let between = before[end..].chars().count();
                (between <= NEAR).then_some((NEAR - between, keyword.len()))
            };
            let score = keywords.iter().filter_map(nearest).max()?;
            fits.then_some(((score, !words.is_empty()), variable))
        })
        .max_by_key(|(score, _)| *score)
        .map(|(_, variable)| variable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> String {
        marked(Kind::LabourContract, "", text)
    }

    #[test]
    fn blanks_are_marked_with_the_fact_that_their_words_ask_for() {
        for (text, wanted) in [
            ("合同期限自____年__月__日起至____年__月__日止", "合同期限自【空：合同起始日】起至【空：合同终止日】止"),
            ("期限自　年　月　日起", "期限自\u{3000}【空：合同起始日】起"),
            ("试用期自____年__月__日至____年__月__日", "试用期自【空：合同起始日】至【空：试用期截止日】"),
            ("月工资为人民币________元", "月工资为人民币【空：月工资】元"),
            ("每月____日发放", "每月【空：发薪日（次月）】日发放"),
            ("身份证号码：【】", "身份证号码：【空：身份证号】"),
            ("违约金________元", "违约金【空】元"),
            ("{{甲方名称}}（盖章）", "甲方名称【空：用人单位名称】（盖章）"),
            ("{{ 项目奖 }}", "【空：项目奖】"),
            ("见〔2026〕__号", "见〔2026〕【空】号"),
        ] {
            assert_eq!(of(text), wanted, "{text}");
        }
    }

    #[test]
    fn braces_and_percent_signs_stay_what_they_are() {
        for text in ["{% raw %}", "{{", "{{{a}}}", "{# 不是注释 #}", "100%}", "a{", "{{ x", "{_}{__"] {
            let source = of(text);
            let engine = minijinja::Environment::new();
            let shown = engine.render_str(&source, ()).unwrap_or_default();
            if count(&source) == 0 {
                assert_eq!(shown, text, "{source}");
            } else {
                assert!(shown.contains(BLANK), "{source}");
            }
        }
    }
}
