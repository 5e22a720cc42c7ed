//! What comes after an end: a duty not to compete, and a dispute about a dismissal.

use reqwest::Method;
use serde_json::json;

use super::api::{Body, text};
use super::separations::Case;
use super::story::Story;
use super::{Error, Told};

const TRIBUNAL: &str = "上海市浦东新区劳动人事争议仲裁委员会";

/// The employer says that the duty binds; the employee confirms the letter.
pub async fn bind(story: &Story, case: &Case<'_>, at: [&str; 2]) -> Told<()> {
    story.step(&format!("竞业限制：{}", case.employee.name));
    story.it_is(at[0])?;
    let hr = story.api.by("hr.zhang");
    let floor = hr.get(&case.path("/non-compete")).await?["floor"]["monthly"].as_str().map(str::to_owned);
    let monthly = floor.ok_or_else(|| Error::story("the floor of the monthly pay is known"))?;
    let said = json!({"decision": "activated", "reason": "掌握重点客户的报价与未公开的合作条件。", "bound_as": "confidential",
        "scope": "同类产品的销售与客户拓展", "region": "上海市、江苏省、浙江省", "months": 12, "monthly": monthly, "pay_day": 10});
    let duty = text(&hr.post(&case.path("/non-compete"), said).await?, "id")?;
    story.it_is(at[1])?;
    let employee = story.api.by(&case.employee.login());
    let answer = json!({"answer": "confirmed", "text": ""});
    employee.post(&format!("/non-competes/{duty}/acknowledgement"), answer).await?;
    Ok(())
}

/// Arbitration is asked for: opened by counsel, with the claims, and the notice of the commission on record.
pub async fn dispute(story: &Story, case: &Case<'_>, at: &str) -> Told<()> {
    story.step(&format!("劳动争议：{}", case.employee.name));
    story.it_is(at)?;
    let day = at.split(' ').next().unwrap_or_default();
    let legal = story.api.by("legal.chen");
    let opening = json!({"employee_id": case.employee.id, "separation_id": case.id, "claimant": "employee",
        "details": {"summary": "劳动者主张解除违法，请求赔偿金和二倍工资差额。", "tribunal": TRIBUNAL,
            "case_number": "浦劳人仲（2026）办字第1234号", "filed_on": day}});
    let dispute = format!("/disputes/{}", text(&legal.post("/disputes", opening).await?, "id")?);
    let claims = json!({"claims": [
        {"kind": "damages", "amount": "150000.00", "text": "违法解除劳动合同赔偿金", "known_on": super::separations::DISMISSED_ON},
        {"kind": "double_wage", "amount": "24000.00", "text": "未签书面劳动合同的二倍工资差额", "from": "2024-01-01", "to": "2024-11-30"},
        {"kind": "leave_pay", "amount": null, "text": "未休年休假工资", "leave_year": 2026},
    ]});
    legal.put(&format!("{dispute}/claims"), claims).await?;
    let received = [("kind", "notice_received"), ("dated", day), ("text", "收到应诉通知书和申请书副本。")];
    let form = received.map(|(name, value)| (name, value.to_owned())).to_vec();
    legal.send(Method::POST, &format!("{dispute}/steps"), Body::Parts(form)).await?;
    Ok(())
}
