//! How a name is found by typing: its pinyin without tones, and the initials.

use pinyin::ToPinyin;

/// Pinyin (拼音) of a name and its initials, in lower case: `黎强海` → `liqianghai`, `lqh`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    pub pinyin: String,
    pub initials: String,
}

/// Surnames of two characters that are read otherwise than one by one.
const DOUBLE_SURNAMES: [(&str, [&str; 2]); 6] = [
    ("尉迟", ["yu", "chi"]),
    ("万俟", ["mo", "qi"]),
    ("单于", ["chan", "yu"]),
    ("长孙", ["zhang", "sun"]),
    ("澹台", ["tan", "tai"]),
    ("乐正", ["yue", "zheng"]),
];

/// Surnames read otherwise than the character usually is.
const SURNAMES: [(char, &str); 32] = [
    ('单', "shan"),
    ('曾', "zeng"),
    ('解', "xie"),
    ('仇', "qiu"),
    ('朴', "piao"),
    ('查', "zha"),
    ('盖', "ge"),
    ('区', "ou"),
    ('乐', "yue"),
    ('翟', "zhai"),
    ('覃', "qin"),
    ('员', "yun"),
    ('缪', "miao"),
    ('繁', "po"),
    ('折', "she"),
    ('种', "chong"),
    ('秘', "bi"),
    ('黑', "he"),
    ('隗', "wei"),
    ('句', "gou"),
    ('薄', "bo"),
    ('柏', "bai"),
    ('卜', "bu"),
    ('阚', "kan"),
    ('祭', "zhai"),
    ('召', "shao"),
    ('都', "du"),
    ('能', "nai"),
    ('藏', "zang"),
    ('郇', "xun"),
    ('洗', "xian"),
    ('重', "chong"),
];

/// Spell a cleaned name. Latin letters and digits are kept, signs are left out.
pub fn spell(name: &str) -> Spelling {
    let mut spelling = Spelling { pinyin: String::new(), initials: String::new() };
    let rest = spell_surname(name, &mut spelling);
    let mut word_begins = true;
    for c in rest.chars() {
        if let Some(read) = c.to_pinyin() {
            add(&read.plain().replace('ü', "v"), &mut spelling);
            word_begins = true;
        } else if c.is_ascii_alphanumeric() {
            let c = c.to_ascii_lowercase();
            spelling.pinyin.push(c);
            if word_begins {
                spelling.initials.push(c);
            }
            word_begins = false;
        } else {
            word_begins = true;
        }
    }
    spelling
}

/// Spell the surname when it is a special one; the rest of the name comes back.
fn spell_surname<'a>(name: &'a str, spelling: &mut Spelling) -> &'a str {
    for (surname, syllables) in DOUBLE_SURNAMES {
        if let Some(rest) = name.strip_prefix(surname) {
            for syllable in syllables {
                add(syllable, spelling);
            }
            return rest;
        }
    }
    for (surname, syllable) in SURNAMES {
        if let Some(rest) = name.strip_prefix(surname) {
            add(syllable, spelling);
            return rest;
        }
    }
    name
}

fn add(syllable: &str, spelling: &mut Spelling) {
    spelling.pinyin.push_str(syllable);
    spelling.initials.extend(syllable.chars().next());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_names_are_spelt_as_people_type_them() {
        for (name, pinyin, initials) in [
            ("黎强海", "liqianghai", "lqh"),
            ("吕绿", "lvlv", "ll"),
            ("John Smith", "johnsmith", "js"),
            ("艾力·买买提", "ailimaimaiti", "almmt"),
            ("", "", ""),
        ] {
            let spelling = spell(name);
            assert_eq!((spelling.pinyin.as_str(), spelling.initials.as_str()), (pinyin, initials), "{name}");
        }
    }

    #[test]
    fn surnames_with_their_own_reading_keep_it() {
        for (name, pinyin) in [
            ("单小明", "shanxiaoming"),
            ("曾国强", "zengguoqiang"),
            ("解珍", "xiezhen"),
            ("仇英", "qiuying"),
            ("朴正", "piaozheng"),
            ("查良", "zhaliang"),
            ("尉迟恭", "yuchigong"),
            ("欧阳锋", "ouyangfeng"),
            ("万俟卨", "moqixie"),
        ] {
            assert_eq!(spell(name).pinyin, pinyin, "{name}");
        }
    }

    #[test]
    fn a_given_name_is_read_as_usual() {
        assert_eq!(spell("李单").pinyin, "lidan");
    }
}
