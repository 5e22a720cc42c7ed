#![allow(clippy::unwrap_used)]
use proptest::prelude::*;

use super::*;
use crate::templates::check;

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escaped(text))
}

fn document(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    )
}

fn imported(kind: Kind, body: &str) -> WordProposal {
    read(kind, WordParts { document: &document(body), ..WordParts::default() }).unwrap()
}

fn codes(proposal: &WordProposal) -> Vec<&str> {
    proposal.notes.iter().map(|note| note.code).collect()
}

#[test]
fn a_form_of_articles_becomes_clauses_without_its_parties_and_signatures() {
    let lines = [
        "劳动合同书",
        "甲方（用人单位）：____________",
        "法定代表人：________",
        "乙方（劳动者）：________",
        "身份证号码：____________",
        "甲乙双方根据《中华人民共和国劳动合同法》订立本合同。",
        "第一条 合同期限",
        "本合同自____年__月__日起至____年__月__日止。",
        "第二条 工作内容和工作地点：乙方从事________工作，工作地点为______。",
        "第三条 劳动报酬",
        "（一）月工资为________元。",
        "（二）甲方每月__日前支付。",
        "第四条 双方应当依法参加社会保险。",
        "甲方（盖章）：",
        "乙方（签名）：",
        "　年　月　日",
    ];
    let found = imported(Kind::LabourContract, &lines.map(p).concat());
    let text = &found.text;
    assert_eq!(text.title, "劳动合同书");
    assert_eq!(text.preamble, "甲乙双方根据《中华人民共和国劳动合同法》订立本合同。");
    let headings: Vec<&str> = text.clauses.iter().map(|clause| clause.heading.as_str()).collect();
    assert_eq!(headings, ["合同期限", "工作内容和工作地点", "劳动报酬", "社会保险"]);
    assert_eq!(text.clauses[0].text, "本合同自【空：合同起始日】起至【空：合同终止日】止。");
    assert_eq!(text.clauses[1].text, "乙方从事【空：岗位】工作，工作地点为【空：工作地点】。");
    assert_eq!(text.clauses[2].text, "- 月工资为【空：月工资】元。\n- 甲方每月【空：发薪日（次月）】日前支付。");
    assert_eq!(text.clauses[3].text, "双方应当依法参加社会保险。");
    let covers: Vec<&str> = text.clauses.iter().flat_map(|clause| &clause.covers).map(String::as_str).collect();
    assert_eq!(covers, ["lcl17_term", "lcl17_work", "lcl17_pay", "lcl17_insurance"]);
    assert_eq!(codes(&found), ["blanks_marked", "no_english", "parties_left_out", "signatures_left_out"]);
    assert_eq!((found.notes[2].left_out.len(), found.notes[3].left_out.len()), (4, 3));
    let faults = check(Kind::LabourContract, text);
    let missing = faults.iter().filter(|fault| fault.code == "mandatory_term_missing").count();
    assert_eq!(missing, 2, "hours and protection: {faults:?}");
    assert!(faults.iter().any(|fault| fault.code == "blank_left" && fault.pointer == "/clauses/0/text"));
}

#[test]
fn headings_by_style_and_numbers_that_word_sets_are_told() {
    let styles = r#"<w:styles xmlns:w="w"><w:style w:styleId="T"><w:name w:val="Title"/></w:style>
        <w:style w:styleId="2"><w:name w:val="heading 1"/></w:style>
        <w:style w:styleId="3"><w:name w:val="my heading"/><w:basedOn w:val="2"/></w:style></w:styles>"#;
    let numbering = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7">
        <w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
        <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>
        <w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>"#;
    let of =
        |properties: &str, text: &str| format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>");
    let listed = |level: u8| format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"3\"/></w:numPr>");
    let body = [
        of("<w:pStyle w:val=\"T\"/>", "保密协议"),
        of("<w:pStyle w:val=\"2\"/>", "保密内容"),
        of(&listed(0), "客户名单。"),
        of(&listed(1), "含报价。"),
        of("<w:pStyle w:val=\"3\"/>", "保密义务"),
        p("乙方应当保密。"),
    ];
    let document = document(&body.concat());
    let parts = WordParts { document: &document, styles: Some(styles), numbering: Some(numbering) };
    let text = read(Kind::Confidentiality, parts).unwrap().text;
    assert_eq!(text.title, "保密协议");
    let clauses: Vec<(&str, &str)> =
        text.clauses.iter().map(|clause| (clause.heading.as_str(), clause.text.as_str())).collect();
    assert_eq!(clauses, [("保密内容", "- 客户名单。\n- 含报价。"), ("保密义务", "乙方应当保密。")]);
    assert_eq!(text.clauses[0].covers, ["confidentiality_scope"]);
}

#[test]
fn tracked_changes_are_accepted_and_what_is_beside_the_text_is_left_out() {
    let body = r#"<w:p><w:r><w:t>第一条 保密</w:t></w:r></w:p>
        <w:p><w:r><w:t>保守</w:t></w:r><w:del><w:r><w:delText>全部</w:delText></w:r></w:del><w:ins><w:r><w:t>商业</w:t></w:r></w:ins>
          <w:r><w:t>秘密</w:t><w:commentReference w:id="1"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>内部</w:t></w:r></w:p>
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>上半</w:t></w:r></w:p><w:p><w:r><w:t>下半</w:t></w:r></w:p>
        <w:p><w:r><w:t>补偿</w:t></w:r><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">      </w:t></w:r></w:p>
        <w:sectPr><w:headerReference r:id="a"/></w:sectPr>"#;
    let found = imported(Kind::Confidentiality, body);
    assert_eq!(found.text.clauses[0].text, "保守商业秘密\n上半下半\n补偿【空】");
    let codes = codes(&found);
    for code in ["changes_accepted", "headers_left_out", "comments_left_out", "hidden_left_out", "blanks_marked"] {
        assert!(codes.contains(&code), "{code} in {codes:?}");
    }
}

#[test]
fn a_table_is_read_row_by_row() {
    let row = |cells: &[&str]| {
        let cells: String = cells.iter().map(|cell| format!("<w:tc>{}</w:tc>", p(cell))).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let grid =
        [row(&["项目", "变更前", "变更后"]), row(&["岗位", "销售", "经理"]), row(&["工资", "100%", "{{新工资}}"])]
            .concat();
    let pairs = [row(&["工作地点", "杭州"]), row(&["部门", ""])].concat();
    let body = [p("第一条 变更内容"), format!("<w:tbl>{grid}</w:tbl>"), format!("<w:tbl>{pairs}</w:tbl>")].concat();
    let found = imported(Kind::ContractVariation, &body);
    let lines: Vec<&str> = found.text.clauses[0].text.lines().collect();
    assert_eq!(
        lines,
        [
            "- 项目：岗位；变更前：销售；变更后：经理",
            "- 项目：工资；变更前：100%；变更后：【空：新工资】",
            "工作地点：杭州",
            "部门："
        ]
    );
}

#[test]
fn an_empty_or_hostile_file_is_refused() {
    let code = |xml: &str| read(Kind::LabourContract, WordParts { document: xml, ..WordParts::default() }).unwrap_err();
    assert_eq!(code(&document("")).code(), "no_text");
    assert_eq!(code("not xml <").code(), "damaged");
    assert_eq!(code("<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>").code(), "document_type");
    assert_eq!(code(&document(&("<w:tbl>".repeat(400) + &"</w:tbl>".repeat(400)))).code(), "too_deep");
    assert_eq!(code(&document(&p(&"长".repeat(LONGEST + 1)))).code(), "too_long");
}

/// Everything that an import says, read as its reader sees it.
fn said(proposal: &WordProposal) -> String {
    let WordProposal { text, notes } = proposal;
    let clauses = text.clauses.iter().flat_map(|clause| [clause.heading.clone(), clause.text.clone()]);
    let left_out = notes.iter().flat_map(|note| note.left_out.clone());
    let all: Vec<String> =
        [text.title.clone(), text.preamble.clone()].into_iter().chain(clauses).chain(left_out).collect();
    all.join("\n").replace("{{ \"{\" }}", "{")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_paragraphs_import_without_losing_a_letter(
        paragraphs in prop::collection::vec("[ -~　-〜一-龥Ａ-ｚ①-⑳{}%_＿《》：；。、\u{2028}]{0,40}", 1..12)
    ) {
        let body: String = paragraphs.iter().map(|text| p(text)).collect();
        let Ok(found) = read(Kind::LabourContract, WordParts { document: &document(&body), ..WordParts::default() }) else {
            let blank = paragraphs.iter().all(|text| text.chars().all(|c| c.is_whitespace() || c.is_control()));
            prop_assert!(blank, "refused: {paragraphs:?}");
            return Ok(());
        };
        // Numbers at the head of a line are set anew; a blank that is a date stands for its three words.
        let counts = |text: &str| {
            let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
            letters.retain(|c| !"第条章部分编年月日空一二三四五六七八九十百零〇两".contains(*c));
            letters.sort_unstable();
            letters
        };
        let (before, after) = (counts(&paragraphs.concat()), counts(&said(&found)));
        let mut rest = after.as_slice();
        for letter in before {
            let at = rest.iter().position(|one| *one == letter);
            prop_assert!(at.is_some(), "{letter} of {paragraphs:?} is not in {found:?}");
            rest = &rest[at.unwrap() + 1..];
        }
    }

    #[test]
    fn any_file_is_read_or_refused(xml in "\\PC{0,200}") {
        let _ = read(Kind::NonCompete, WordParts { document: &xml, styles: Some(&xml), numbering: Some(&xml) });
    }

    #[test]
    fn what_was_imported_can_be_filled(text in "[ -~一-龥{}%_]{1,60}") {
        let mut found = imported(Kind::Confidentiality, &[p("第一条 保密"), p(&text)].concat()).text;
        for clause in &mut found.clauses {
            clause.text_en.clear();
        }
        let filled = crate::templates::fill(&found, &serde_json::json!({}), crate::templates::Language::Chinese);
        prop_assert!(filled.is_ok(), "{found:?}: {filled:?}");
    }
}
