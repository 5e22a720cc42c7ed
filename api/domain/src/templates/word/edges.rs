//! What every contract prints by itself, and hence no text repeats: the parties at its head, their signatures at
//! its end.

use super::body::Line;

/// How particulars of a party begin.
const PARTICULARS: &[&str] = &[
    "甲方",
    "乙方",
    "用人单位",
    "劳动者",
    "名称",
    "单位名称",
    "公司名称",
    "统一社会信用代码",
    "组织机构代码",
    "法定代表人",
    "主要负责人",
    "委托代理人",
    "负责人",
    "住所",
    "地址",
    "注册地",
    "注册地址",
    "经营地址",
    "单位地址",
    "通讯地址",
    "联系地址",
    "联系人",
    "联系电话",
    "联系方式",
    "电话",
    "手机",
    "传真",
    "姓名",
    "性别",
    "民族",
    "出生",
    "文化程度",
    "学历",
    "身份证",
    "居民身份证",
    "有效身份证",
    "证件",
    "户籍",
    "户口",
    "住址",
    "家庭住址",
    "现住址",
    "居住地",
    "邮编",
    "邮政编码",
    "电子邮箱",
    "邮箱",
    "工号",
    "员工编号",
    "合同编号",
    "编号",
    "签订日期",
    "签约日期",
    "紧急联系",
];

/// Words of a signature block; at least one of them stands in it.
const SIGNED: &[&str] = &["盖章", "签字", "签名", "签章", "公章", "（章）", "(章)"];

/// Longest line of particulars or signatures, in characters.
const SHORT: usize = 60;

/// Whether a line gives the particulars of a party: a label at its beginning, and room or a value after it.
pub(super) fn is_particular(line: &Line) -> bool {
    let text = line.text.trim_start_matches(['（', '(', ' ']);
    if text.ends_with('。')
        || text.chars().count() > SHORT * 2
        || !PARTICULARS.iter().any(|label| text.starts_with(label))
    {
        return false;
    }
    let head: String = text.chars().take(20).collect();
    head.contains(['：', ':', '_', '＿', '；']) || text.chars().count() <= 12
}

fn is_signature(line: &Line) -> bool {
    let text = line.text.trim();
    let is_date =
        |text: &str| text.contains('年') && text.contains('月') && text.ends_with('日') && text.chars().count() <= 30;
    if text.ends_with(['。', '；']) || text.chars().count() > SHORT {
        return false;
    }
    SIGNED.iter().any(|word| text.contains(word))
        || is_date(text)
        || text.starts_with("日期")
        || text.starts_with("签订地点")
        || (is_particular(line) && text.contains(['：', ':', '_', '＿']))
}

/// The lines of the last signature block, as a range; none when there is none. What comes after it stays.
pub(super) fn signature_block(lines: &[Line]) -> Option<std::ops::Range<usize>> {
    let has_words = |line: &Line| is_signature(line) && SIGNED.iter().any(|word| line.text.contains(word));
    let anchor = lines.iter().rposition(has_words)?;
    let first = lines[..anchor].iter().rposition(|line| !is_signature(line)).map_or(0, |at| at + 1);
    let after = lines[anchor..].iter().position(|line| !is_signature(line)).unwrap_or(lines.len() - anchor);
    Some(first..anchor + after)
}

/// Where the title stands: by its style, else the first short line that names a contract or is set in the middle.
pub(super) fn title(opening: &[Line]) -> Option<usize> {
    let is_short = |line: &Line| line.text.chars().count() <= 40 && !line.text.ends_with(['。', '：', ':']);
    let by_style = opening.iter().position(|line| line.look.title && is_short(line));
    by_style.or_else(|| {
        let names = |line: &Line| line.text.ends_with(['书', '同', '议']) || line.text.contains("合同书");
        opening.iter().position(|line| is_short(line) && !is_particular(line) && (names(line) || line.look.centred))
    })
}
