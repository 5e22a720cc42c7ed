//! The agreement from draft to both signatures, the evidence bundle, and the papers of somebody who has left.

use reqwest::Method;
use serde_json::{Value, json};

use super::api::{Body, text};
use super::company::Member;
use super::separations::Case;
use super::story::Story;
use super::{Error, Told};

/// What somebody confirms when they sign.
pub const STATEMENT: &str = "本人已阅读全文，自愿签署，认可电子签名与手写签名具有同等法律效力。";
const COMPANY_STATEMENT: &str = "经授权代表公司用印，认可电子签名与手写签名具有同等法律效力。";

/// A signed agreement.
pub struct Signed {
    pub agreement: Vec<u8>,
    pub original: Vec<u8>,
}

/// Drafted by HR, reviewed by counsel, sent. Answers its id.
pub async fn send(story: &Story, case: &Case<'_>, [drafted, reviewed, sent]: [&str; 3]) -> Told<String> {
    story.step(&format!("协议：{}，起草、审查、发出", case.employee.name));
    story.it_is(drafted)?;
    let id = text(&story.api.by("hr.zhang").do_it(&case.path("/agreement")).await?, "id")?;
    story.it_is(reviewed)?;
    let review = json!({"decision": "approved", "text": "条款与协商结果一致，同意发出。"});
    story.api.by("legal.chen").post(&format!("/agreements/{id}/review"), review).await?;
    story.it_is(sent)?;
    story.api.by("hr.zhang").do_it(&format!("/agreements/{id}/sending")).await?;
    Ok(id)
}

/// Both sides sign what they have read, the person first.
pub async fn sign(story: &Story, case: &Case<'_>, id: &str, [person, company]: [&str; 2]) -> Told<Signed> {
    story.step("签署：员工");
    story.it_is(person)?;
    sign_as(story, &case.employee.login(), id, STATEMENT).await?;
    story.step("签署：公司");
    story.it_is(company)?;
    sign_as(story, "legal.chen", id, COMPANY_STATEMENT).await?;
    story.step("签名核验");
    let voice = story.api.by(&case.employee.login());
    let agreement = voice.download(&format!("/agreements/{id}/document")).await?;
    let original = voice.download(&format!("/agreements/{id}/original")).await?;
    let judged = voice.send(Method::POST, "/signatures/verification", Body::Pdf(agreement.clone())).await?;
    if judged["verdict"] != "valid" {
        return Err(Error::story(format!("the signatures do not verify: {judged}")));
    }
    Ok(Signed { agreement, original })
}

/// One signature: the file is read, a code comes by SMS or e-mail, and both go into the signature.
pub async fn sign_as(story: &Story, login: &str, id: &str, statement: &str) -> Told<()> {
    let voice = story.api.by(login);
    voice.download(&format!("/agreements/{id}/document")).await?;
    let agreement = voice.get(&format!("/agreements/{id}")).await?;
    voice.do_it(&format!("/agreements/{id}/signing-codes")).await?;
    let code = Story::code_in(&story.messages()?, "用于签署")?;
    let body = json!({"code": code, "document_sha256": agreement["document_sha256"], "statement": statement});
    voice.post(&format!("/agreements/{id}/signature"), body).await?;
    Ok(())
}

/// The bundle of a case, as its archive.
pub async fn bundle(story: &Story, case: &Case<'_>, at: &str) -> Told<Vec<u8>> {
    story.step(&format!("证据包：{}", case.employee.name));
    story.it_is(at)?;
    let asked = story.api.by("legal.chen").do_it(&case.path("/evidence-bundles")).await?;
    let path = format!("/evidence-bundles/{}", text(&asked, "id")?);
    story.wait_for(&path, "legal.chen", "ready").await?;
    story.api.by("legal.chen").download(&format!("{path}/file")).await
}

/// Somebody who has left signs in and fetches their papers. Answers their list.
pub async fn papers(story: &Story, member: &Member, at: &str) -> Told<Vec<Value>> {
    story.step(&format!("离职之后：{}查看自己的文件", member.name));
    story.it_is(at)?;
    let voice = story.api.by(&member.login());
    voice.get("/auth/me").await?;
    let papers = voice.all(&format!("/employees/{}/documents", member.id)).await?;
    for paper in &papers {
        voice.download(&format!("/documents/{}/file", text(paper, "id")?)).await?;
    }
    let has_certificate =
        papers.iter().any(|paper| paper["kind"].as_str().is_some_and(|kind| kind.contains("certificate")));
    if !has_certificate {
        return Err(Error::story(format!("{} has no certificate of leaving", member.number)));
    }
    Ok(papers)
}
