//! The company's own contract texts, one of them in its second version, and a contract that waits for a signature.

use serde_json::{Value, json};

use super::Told;
use super::api::text;
use super::company::{Company, Member};
use super::story::Story;

const TEXTS: [(&str, &str); 4] = [
    ("labour_contract", "劳动合同书（通用）"),
    ("contract_renewal", "劳动合同续订书（通用）"),
    ("confidentiality", "保密协议（通用）"),
    ("non_compete", "竞业限制协议（通用）"),
];

/// Texts that come with Youju are adopted by HR and released by counsel; HR proposes a change to one of them.
pub async fn adopt(story: &Story, company: &Company, [adopted, released, changed]: [&str; 3]) -> Told<()> {
    story.step("合同模板：建立、审查、发布");
    let mut templates = Vec::with_capacity(TEXTS.len());
    story.it_is(adopted)?;
    for (kind, name) in TEXTS {
        let body = json!({"legal_entity_id": company.entity_id, "kind": kind, "name": name});
        let template = format!("/templates/{}", text(&story.api.by("hr.zhang").post("/templates", body).await?, "id")?);
        story.api.by("hr.zhang").do_it(&format!("{template}/versions/1/submission")).await?;
        templates.push(template);
    }
    story.it_is(released)?;
    for template in &templates {
        let review = json!({"decision": "release", "text": "必备条款齐备，同意发布。"});
        story.api.by("legal.chen").post(&format!("{template}/versions/1/review"), review).await?;
    }
    story.it_is(changed)?;
    let hr = story.api.by("hr.zhang");
    let mut draft = hr.do_it(&format!("{}/versions", templates[0])).await?;
    let words = "\n年终奖的发放条件、计算办法和发放时间，以双方书面确认的当年度奖金方案为准。";
    if let Some(clause) = draft["text"]["clauses"].as_array_mut().and_then(|clauses| {
        clauses
            .iter_mut()
            .find(|clause| clause["covers"].as_array().is_some_and(|codes| codes.contains(&json!("lcl17_pay"))))
    }) {
        let longer = format!("{}{words}", clause["text"].as_str().unwrap_or_default().trim_end());
        clause["text"] = Value::String(longer);
    }
    hr.put(&format!("{}/versions/2", templates[0]), json!({"text": draft["text"]})).await?;
    hr.do_it(&format!("{}/versions/2/submission", templates[0])).await?;
    Ok(())
}

/// A contract on what is confidential, sent to be signed.
pub async fn send(story: &Story, member: &Member, at: &str) -> Told<()> {
    story.step(&format!("保密协议：{}", member.name));
    story.it_is(at)?;
    let hr = story.api.by("hr.zhang");
    let templates = hr.get("/templates?kind=confidentiality").await?;
    let body = json!({
        "template_id": templates["items"][0]["id"],
        "facts": {"kind": "confidentiality", "scope": "客户名单、报价、合作条件和未公开的经营数据"},
        "employee_address": "上海市浦东新区张江路 100 弄 5 号 302 室",
        "expires_on": "2026-12-15",
    });
    let id = text(&hr.post(&format!("/employees/{}/agreements", member.id), body).await?, "id")?;
    let review = json!({"decision": "approved", "text": "同意发出。"});
    story.api.by("legal.chen").post(&format!("/agreements/{id}/review"), review).await?;
    story.api.by("hr.zhang").do_it(&format!("/agreements/{id}/sending")).await?;
    Ok(())
}
