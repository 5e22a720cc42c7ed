#![allow(clippy::unwrap_used)]
use proptest::prelude::*;

use super::*;
use crate::templates::{Language, fill, original, samples, says};

const KIND: Kind = Kind::LabourContract;

fn text() -> TemplateText {
    let text = original(KIND).unwrap();
    let filled = fill(&text, &samples(KIND)[0], Language::Chinese).unwrap();
    standing(&text, &filled)
}

fn wording(text: &str) -> Amendment {
    Amendment { text: text.to_owned(), text_en: None }
}

fn added(after: Option<&str>, heading: &str, text: &str) -> AddedClause {
    let after = after.map(str::to_owned);
    AddedClause { after, heading: heading.to_owned(), heading_en: None, text: text.to_owned(), text_en: None }
}

fn reworded(key: &str, text: &str) -> ClauseChanges {
    ClauseChanges { reworded: BTreeMap::from([(key.to_owned(), wording(text))]), ..ClauseChanges::default() }
}

fn removed(keys: &[&str]) -> ClauseChanges {
    let removed = keys.iter().map(|key| (*key).to_owned()).collect();
    ClauseChanges { removed, ..ClauseChanges::default() }
}

fn adding(clauses: impl IntoIterator<Item = AddedClause>) -> ClauseChanges {
    ClauseChanges { added: clauses.into_iter().collect(), ..ClauseChanges::default() }
}

fn found(changes: &ClauseChanges) -> Vec<(String, &'static str)> {
    vary(KIND, &text(), changes).unwrap_err().into_iter().map(|fault| (fault.pointer, fault.code)).collect()
}

/// Keys of a clause that carries a term, and of one that carries none and always stands.
fn pay_and_free() -> (String, String) {
    let text = text();
    let pay = text.clauses.iter().find(|clause| clause.covers.iter().any(|code| code == "lcl17_pay")).unwrap();
    let free = text.clauses.iter().find(|clause| clause.covers.is_empty() && clause.when.is_none()).unwrap();
    (pay.key.clone(), free.key.clone())
}

fn said(changes: &ClauseChanges) -> Vec<Words> {
    let before = text();
    let (after, keys) = varied(&before, changes);
    let fill = |text: &TemplateText, language| fill(text, &samples(KIND)[0], language).unwrap();
    let (zh, zh_after) = (fill(&before, Language::Chinese), fill(&after, Language::Chinese));
    let (en, en_after) = (fill(&before, Language::English), fill(&after, Language::English));
    in_words(changes, &keys, &Readings { chinese: (&zh, &zh_after), english: (&en, &en_after) })
}

#[test]
fn a_clause_is_added_where_it_is_wanted_and_another_is_taken_out() {
    let (pay, free) = pay_and_free();
    let mut changes = adding([
        added(None, "释义", "本合同所称工作日不含法定节假日。"),
        added(Some(&pay), "远程办公", "乙方每周可以远程办公一天。"),
        added(Some(&pay), "设备", "甲方提供办公设备。"),
    ]);
    changes.removed.push(free.clone());
    let after = vary(KIND, &text(), &changes).unwrap();
    let keys: Vec<&str> = after.clauses.iter().map(|clause| clause.key.as_str()).collect();
    let at = keys.iter().position(|key| *key == pay).unwrap();
    assert_eq!(keys[0], "added_1");
    assert_eq!(keys[at + 1..=at + 2], ["added_2", "added_3"]);
    assert!(!keys.contains(&free.as_str()));
    assert_eq!(after.clauses[at + 1].heading_en, "远程办公", "without an English one");
    // The next variation works from that, and takes no key twice.
    let next = adding([added(Some("added_2"), "网络", "网络费用由甲方承担。")]);
    let later = vary(KIND, &after, &next).unwrap();
    assert!(later.clauses.iter().any(|clause| clause.key == "added_4"));
    assert!(vary(KIND, &after, &removed(&["added_2"])).is_ok());
}

#[test]
fn a_place_that_is_taken_out_still_says_where_the_new_clause_stands() {
    let (_, free) = pay_and_free();
    let mut changes = removed(&[&free]);
    changes.added.push(added(Some(&free), "替代", "双方另行书面约定。"));
    let (before, after) = (text(), vary(KIND, &text(), &changes).unwrap());
    let at = before.clauses.iter().position(|clause| clause.key == free).unwrap();
    assert_eq!((after.clauses.len(), after.clauses[at].key.as_str()), (before.clauses.len(), "added_1"));
}

#[test]
fn lcl17_what_loses_a_mandatory_term_is_refused_and_the_term_is_named() {
    let (pay, _) = pay_and_free();
    let faults = vary(KIND, &text(), &removed(&[&pay])).unwrap_err();
    assert_eq!((faults[0].pointer.as_str(), faults[0].code), ("/removed/0", "mandatory_term_missing"));
    assert!(faults[0].words.zh.contains("劳动报酬（劳动合同法第十七条第一款第六项）"), "{faults:?}");
    let pointer = format!("/reworded/{pay}/text");
    assert_eq!(found(&reworded(&pay, "工资另行约定。")), [(pointer.clone(), "mandatory_term_incomplete")]);
    assert_eq!(found(&reworded(&pay, " "))[0], (pointer, "required"));
}

#[test]
fn a_variation_that_changes_nothing_or_one_clause_twice_is_refused() {
    let (_, free) = pay_and_free();
    assert_eq!(found(&ClauseChanges::default()), [(String::new(), "nothing_changes")]);
    let same = text().clauses.into_iter().find(|clause| clause.key == free).unwrap().text;
    assert_eq!(found(&reworded(&free, &same)), [(format!("/reworded/{free}/text"), "unchanged")]);
    let both = ClauseChanges { removed: vec![free.clone()], ..reworded(&free, "另行约定。") };
    assert_eq!(found(&both), [("/removed/0".to_owned(), "reworded_and_removed")]);
    assert_eq!(found(&removed(&[&free, &free])), [("/removed/1".to_owned(), "twice")]);
}

#[test]
fn unknown_clauses_variables_and_blank_words_are_refused_where_they_stand() {
    assert_eq!(found(&removed(&["no_such"])), [("/removed/0".to_owned(), "unknown_clause")]);
    assert_eq!(found(&reworded("no/such", "内容。")), [("/reworded/no~1such".to_owned(), "unknown_clause")]);
    let bad = adding([added(Some("no_such"), " ", "按{{ employee.salary }}执行。"), added(None, "释义", " ")]);
    let named = [("/added/0/after", "unknown_clause"), ("/added/0/heading", "required"), ("/added/1/text", "required")];
    for (pointer, code) in named {
        assert!(found(&bad).contains(&(pointer.to_owned(), code)), "{pointer} {:?}", found(&bad));
    }
    let unknown = adding([added(None, "补贴", "按{{ employee.salary }}执行。")]);
    assert_eq!(found(&unknown), [("/added/0/text".to_owned(), "unknown_variable")]);
}

#[test]
fn the_variation_says_in_both_languages_what_becomes_of_which_clause() {
    let (pay, free) = pay_and_free();
    let before = text();
    let number = |key: &str| before.clauses.iter().position(|clause| clause.key == key).unwrap() + 1;
    let clause = |key: &str| before.clauses.iter().find(|clause| clause.key == key).unwrap();
    let mut changes = adding([added(Some(&pay), "远程办公", "依“考勤办法”执行：\n- 每周一天；\n- 提前申请。")]);
    changes.removed.push(free.clone());
    let said = said(&changes);
    let (pay_zh, pay_en) = (&clause(&pay).heading, &clause(&pay).heading_en);
    assert_eq!(
        said[0].zh,
        format!(
            "在第{}条“{pay_zh}”之后增加一条，标题为“远程办公”，内容为：“依‘考勤办法’执行：\n（1）每周一天；\n（2）提前申请。”",
            numeral(number(&pay))
        )
    );
    assert!(
        said[0].en.starts_with(&format!("After clause {} “{pay_en}” a clause “远程办公” is added: ", number(&pay)))
    );
    assert_eq!(said[1].zh, format!("删去第{}条“{}”。", numeral(number(&free)), clause(&free).heading));
    assert_eq!(said[1].en, format!("Clause {} “{}” is removed.", number(&free), clause(&free).heading_en));
    let said = self::said(&ClauseChanges {
        added: vec![added(None, "释义", "从略。")],
        ..reworded(&free, "另行约定。")
    });
    assert_eq!(
        said[0].zh,
        format!("第{}条“{}”的内容变更为：“另行约定。”", numeral(number(&free)), clause(&free).heading)
    );
    let first = &before.clauses[0].heading;
    assert_eq!(said[1].zh, format!("在第一条“{first}”之前增加一条，标题为“释义”，内容为：“从略。”"));
}

#[test]
fn the_text_that_comes_with_the_house_says_which_clauses_change() {
    assert!(says(&original(Kind::ContractVariation).unwrap(), "variation.clauses"));
    assert!(!says(&text(), "variation.clauses"));
}

#[test]
fn numerals_are_those_of_articles() {
    assert_eq!([1, 9, 10, 11, 20, 35, 80].map(numeral), ["一", "九", "十", "十一", "二十", "三十五", "八十"]);
}

/// Changes of any sort to the clauses of the text, sound or not.
fn any_changes() -> impl Strategy<Value = ClauseChanges> {
    let keys: Vec<String> = text().clauses.into_iter().map(|clause| clause.key).chain(["no_such".into()]).collect();
    let key = proptest::sample::select(keys);
    let words = proptest::sample::select(vec!["", "另行约定。", "{{ pay.monthly|money }}", "{{ pay.", "“引文”\n- 一"]);
    let wordings = proptest::collection::btree_map(key.clone(), words.clone().prop_map(wording), 0..3);
    let adds = (proptest::option::of(key.clone()), words.clone(), words)
        .prop_map(|(after, heading, text)| added(after.as_deref(), heading, text));
    (wordings, proptest::collection::vec(adds, 0..3), proptest::collection::vec(key, 0..3))
        .prop_map(|(reworded, added, removed)| ClauseChanges { reworded, added, removed })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever is asked for: what is taken keeps every mandatory term, changes something, touches nothing else and can
    /// be said; what is refused says where.
    #[test]
    fn what_is_taken_is_a_whole_contract_and_what_is_refused_says_where(changes in any_changes()) {
        match vary(KIND, &text(), &changes) {
            Err(faults) => prop_assert!(!faults.is_empty()),
            Ok(after) => {
                let before = text();
                prop_assert!(check(KIND, &after).is_empty() && after != before);
                prop_assert_eq!(after.clauses.len(), before.clauses.len() + changes.added.len() - changes.removed.len());
                for clause in &before.clauses {
                    let touched = changes.reworded.contains_key(&clause.key) || changes.removed.contains(&clause.key);
                    prop_assert!(touched || after.clauses.contains(clause));
                }
                let said = said(&changes);
                prop_assert_eq!(said.len(), changes.reworded.len() + changes.added.len() + changes.removed.len());
                prop_assert!(said.iter().all(|words| words.zh.ends_with(['。', '”']) && !words.en.is_empty()));
            }
        }
    }
}
