//! The employer, its people and who may do what.

use std::io::Cursor;
use std::path::Path;

use calamine::Reader;
use chrono::{Datelike, NaiveDate};
use reqwest::Method;
use serde_json::{Value, json};

use super::api::{Body, text};
use super::story::Story;
use super::{Error, Told};

/// Somebody on the roster.
#[derive(Clone, Debug)]
pub struct Member {
    pub id: String,
    pub number: String,
    pub name: String,
    pub position_id: String,
    pub position: String,
    pub manager_id: Option<String>,
    pub hired_on: NaiveDate,
    pub contract_ends_on: Option<NaiveDate>,
}

impl Member {
    fn of(value: &Value) -> Told<Self> {
        let day = |field: &str| value[field].as_str().and_then(|day| day.parse().ok());
        Ok(Self {
            id: text(value, "id")?,
            number: text(value, "number")?,
            name: text(value, "name")?,
            position_id: text(&value["position"], "id")?,
            position: text(&value["position"], "name")?,
            manager_id: value["manager"]["id"].as_str().map(str::to_owned),
            hired_on: day("hired_on").ok_or_else(|| Error::story("an employee was never hired"))?,
            contract_ends_on: day("contract_ends_on"),
        })
    }

    /// The employee number is the login.
    pub fn login(&self) -> String {
        self.number.to_lowercase()
    }

    /// Here for the whole story, with somebody to report to, and not protected by fifteen years of service.
    pub fn may_be_followed(&self) -> bool {
        self.manager_id.is_some()
            && (2013..=2025).contains(&self.hired_on.year())
            && self.contract_ends_on.is_none_or(|day| day.year() > 2026)
    }
}

/// The employer as set up.
pub struct Company {
    pub entity_id: String,
    pub members: Vec<Member>,
}

impl Company {
    pub fn member(&self, id: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.id == id)
    }

    /// Whoever this person reports to.
    pub fn manager_of(&self, member: &Member) -> Told<&Member> {
        let manager = member.manager_id.as_deref().and_then(|id| self.member(id));
        manager.ok_or_else(|| Error::story(format!("{} reports to nobody", member.number)))
    }
}

/// A workbook and the employer it is of.
pub struct Roster {
    pub file_name: String,
    pub bytes: Vec<u8>,
    pub employer: String,
}

impl Roster {
    /// A workbook from a file. The employer's name stands in its title row, if anywhere.
    pub fn read(path: &Path) -> Told<Self> {
        let bytes =
            std::fs::read(path).map_err(|error| Error::story(format!("cannot read {}: {error}", path.display())))?;
        let file_name =
            path.file_name().map_or_else(|| "roster.xlsx".into(), |name| name.to_string_lossy().into_owned());
        Ok(Self::of(file_name, bytes))
    }

    /// A workbook from its bytes.
    pub fn of(file_name: String, bytes: Vec<u8>) -> Self {
        let employer = employer_in(&bytes).unwrap_or_else(|| "申城精密制造有限公司".into());
        Self { file_name, bytes, employer }
    }
}

/// `申城精密制造有限公司 员工花名册` names its employer.
fn employer_in(workbook: &[u8]) -> Option<String> {
    let mut workbook = calamine::open_workbook_auto_from_rs(Cursor::new(workbook)).ok()?;
    let sheet = workbook.worksheet_range_at(0)?.ok()?;
    let title = sheet.rows().take(3).flatten().map(ToString::to_string).find(|cell| cell.contains("公司"))?;
    let end = title.find("公司")? + "公司".len();
    let name = title.get(..end)?.trim();
    (2..=200).contains(&name.chars().count()).then(|| name.to_owned())
}

/// People of the employer who are on no roster: login, name, role.
pub const OFFICE: [(&str, &str, Option<&str>); 6] = [
    ("hr.zhang", "张敏（人力资源）", Some("hr")),
    ("hr.li", "李静（人力资源负责人）", Some("hr")),
    ("legal.chen", "陈律（法务、签约代表）", Some("legal")),
    ("union.wu", "吴强（工会主席）", Some("union")),
    ("payroll.sun", "孙悦（薪酬）", Some("payroll")),
    ("auditor.he", "何清（审计）", Some("auditor")),
];

/// Registers the employer, the office and the ERP. Answers the employer's id.
pub async fn set_up(story: &Story, employer: &str) -> Told<String> {
    story.step("用人单位、账号与接入方");
    story.it_is("2026-03-10 09:00")?;
    let admin = story.api.by("admin");
    let facts = json!({"name": employer, "uscc": "91310115MA1K3YH20M", "city": "上海", "address": "上海市浦东新区张江路 100 号",
        "legal_representative": "尹冬", "has_union": true});
    let entity = text(&admin.post("/legal-entities", facts).await?, "id")?;
    for (login, name, role) in OFFICE {
        let account = admin
            .post("/accounts", json!({"login": login, "display_name": name, "password": story.api.usual_password()}))
            .await?;
        if let Some(role) = role {
            admin.post("/grants", json!({"account_id": account["id"], "role": role, "scope": {"kind": "all"}})).await?;
        }
    }
    let scopes = ["employees:read", "actuals:write", "wages:write"];
    let erp = admin.post("/clients", json!({"name": "ERP", "scopes": scopes})).await?;
    story.api.knows_machine(&text(&erp, "client_id")?, &text(&erp, "client_secret")?);
    Ok(entity)
}

/// Imports the roster: a dry run, the good rows, and the same file again.
pub async fn import(story: &Story, roster: &Roster, entity: &str) -> Told<Value> {
    story.step("花名册：核对");
    story.it_is("2026-03-10 10:00")?;
    let checked = upload(story, roster, entity).await?;
    let id = text(&checked, "id")?;
    let hr = story.api.by("hr.zhang");
    let issues = hr.all(&format!("/imports/{id}/issues")).await?;
    story.step("花名册：导入正确的行");
    let committed = commit(story, &checked).await?;
    story.step("花名册：同一文件再次导入，没有变化");
    let again = commit(story, &upload(story, roster, entity).await?).await?;
    let changed = |field: &str| again["result"][field].as_i64().unwrap_or(-1);
    if changed("created") != 0 || changed("updated") != 0 {
        return Err(Error::story(format!("loading the same file again changed something: {}", again["result"])));
    }
    let mut import = committed;
    import["issues"] = Value::Array(issues);
    import["dry_run"] = checked;
    import["same_file_again"] = again["result"].clone();
    Ok(import)
}

async fn upload(story: &Story, roster: &Roster, entity: &str) -> Told<Value> {
    let Roster { file_name, bytes, .. } = roster;
    let form = Body::Roster { file_name: file_name.clone(), bytes: bytes.clone(), legal_entity_id: entity.to_owned() };
    let import = story.api.by("hr.zhang").send(Method::POST, "/imports", form).await?;
    settled(story, &import, "checked").await
}

async fn commit(story: &Story, checked: &Value) -> Told<Value> {
    let id = text(checked, "id")?;
    let ordered =
        story.api.by("hr.zhang").post(&format!("/imports/{id}/commit"), json!({"skip_error_rows": true})).await?;
    settled(story, &ordered, "committed").await
}

/// Waits until the import is where it should come to.
async fn settled(story: &Story, import: &Value, state: &str) -> Told<Value> {
    let path = format!("/imports/{}", text(import, "id")?);
    story.wait_for(&path, "hr.zhang", state).await
}

/// Everybody on the roster.
pub async fn members(story: &Story) -> Told<Vec<Member>> {
    story.api.by("hr.zhang").all("/employees").await?.iter().map(Member::of).collect()
}

/// People set their passwords with the codes that reached them.
pub async fn activate(story: &Story, people: &[&Member]) -> Told<()> {
    story.step("员工激活账号");
    story.it_is("2026-03-11 09:00")?;
    let ids: Vec<&str> = people.iter().map(|member| member.id.as_str()).collect();
    story.api.by("hr.zhang").post("/accounts/activations", json!({"employee_ids": ids})).await?;
    let messages = story.messages()?;
    Story::each(people, async |member| {
        let login = member.login();
        let code = Story::code_in(&messages, &format!("账号 {login} "))?;
        let body = json!({"login": login, "code": code, "password": story.api.usual_password()});
        story.api.by_nobody().post("/auth/activation", body).await.map(|_| ())
    })
    .await
}
