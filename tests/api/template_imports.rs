//! Forms in Word, read as proposals. The files are made here.

use std::io::{Cursor, Write};

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::json;
use tests::{AsText, Reply, Session, World};
use zip::write::SimpleFileOptions;

const TYPES: &str = "<Types><Override PartName=\"/word/document.xml\"/></Types>";

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn document(body: &str) -> String {
    format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>")
}

fn form_of(lines: &[&str]) -> Vec<u8> {
    let body: String = lines.iter().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")).collect();
    archive(&[("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", document(&body).as_bytes())])
}

async fn import(who: &Session<'_>, kind: &str, bytes: Vec<u8>) -> Reply {
    let form = Form::new().text("kind", kind.to_owned()).part("file", Part::bytes(bytes).file_name("合同.docx"));
    Reply::read(who.request(Method::POST, "/template-imports").multipart(form).send().await.unwrap()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_in_word_is_proposed_adopted_and_says_what_it_lacks() {
    let world = World::new().await;
    let hr = world.account_with("hr").await;
    let form = form_of(&[
        "劳动合同书",
        "甲方：________",
        "乙方：________",
        "双方订立本合同。",
        "第一条 合同期限",
        "自____年__月__日起至____年__月__日止。",
        "第二条 劳动报酬",
        "月工资________元，奖金 {{ 另行约定 }}，完成率 100% 时发放。",
        "甲方（盖章）",
        "乙方（签名）",
    ]);
    let proposal = import(&hr, "labour_contract", form).await.ok();
    let headings: Vec<_> =
        proposal["text"]["clauses"].as_array().unwrap().iter().map(|one| one["heading"].text()).collect();
    assert_eq!(headings, ["合同期限", "劳动报酬"]);
    let codes: Vec<_> = proposal["notes"].as_array().unwrap().iter().map(|note| note["code"].text()).collect();
    assert_eq!(codes, ["blanks_marked", "no_english", "parties_left_out", "signatures_left_out"]);
    let missing = proposal["findings"].as_array().unwrap().iter().filter(|one| one["code"] == "mandatory_term_missing");
    assert_eq!(missing.count(), 4, "work, hours, insurance and protection");
    let body = json!({"legal_entity_id": world.home().await.entity, "kind": "labour_contract", "name": "旧合同", "text": proposal["text"]});
    let path = format!("/templates/{}/versions/1", hr.post("/templates", body).await.created()["id"].text());
    assert_eq!(hr.get(&path).await.ok()["findings"], proposal["findings"]);
    hr.post(&format!("{path}/submission"), json!({})).await.problem(422, "invalid");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_hostile_or_no_form_is_refused_in_words() {
    let world = World::new().await;
    let hr = world.account_with("hr").await;
    let types = ("[Content_Types].xml", TYPES.as_bytes());
    let with = |xml: &str| archive(&[types, ("word/document.xml", xml.as_bytes())]);
    let bomb = archive(&[types, ("word/document.xml", &vec![b' '; 40 * 1024 * 1024])]);
    assert!(bomb.len() < 100_000, "a small file that unpacks to much");
    let utf16: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><w:document>&b;</w:document>";
    for (bytes, code) in [
        (b"%PDF-1.7".to_vec(), "not_docx"),
        (archive(&[types]), "not_docx"),
        (b"\xd0\xcf\x11\xe0 old".to_vec(), "not_docx"),
        ([b"\xd0\xcf\x11\xe0", utf16.as_slice()].concat(), "encrypted"),
        (archive(&[types, ("word/document.xml", b""), ("word/vbaProject.bin", b"x")]), "has_macros"),
        (archive(&[("[Content_Types].xml", b"application/vnd.ms-word.document.macroEnabled.main+xml")]), "has_macros"),
        (bomb, "unpacks_too_large"),
        (with(laughs), "document_type"),
        (with(&document(&("<w:tbl>".repeat(300) + &"</w:tbl>".repeat(300)))), "too_deep"),
        (with("<w:document>"), "damaged"),
        (with(&document("")), "no_text"),
    ] {
        let reply = import(&hr, "labour_contract", bytes).await;
        let refused = reply.problem(422, "invalid");
        assert_eq!(refused["errors"][0]["code"], code, "{refused}");
        assert_eq!(refused["errors"][0]["pointer"], "/file");
    }
    import(&hr, "labour_contract", vec![0; 11 * 1024 * 1024]).await.problem(413, "too_large");
    import(&hr, "other", form_of(&["正文"])).await.names("/kind");
    let person = world.hire("李明").await;
    import(&world.session_of(&person).await, "labour_contract", form_of(&["正文"])).await.status(403);
}
