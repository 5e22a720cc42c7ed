//! Whom to sign in as, to look at the demo company from every side; kept beside the data.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::cast::Cast;
use super::company::{Company, Member, OFFICE};
use super::{Error, PASSWORD, Told};

const FILE: &str = "demo.json";

/// One account, and why it is worth a look.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Account {
    pub login: String,
    pub name: String,
    pub look: String,
}

/// All of them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Accounts {
    /// Everything is told; false when the telling was interrupted.
    told: bool,
    accounts: Vec<Account>,
}

impl Accounts {
    /// The telling begins.
    pub(super) fn begun() -> Self {
        Self { told: false, accounts: Vec::new() }
    }

    pub(super) fn of(company: &Company, cast: &Cast<'_>) -> Told<Self> {
        let looks = [
            "人力资源：考核、案件、协议、导入",
            "人力资源（审批人）",
            "法务：审批、审查协议、签约用印",
            "工会：案件与答复",
            "薪酬：工资与年休假",
            "审计：留痕日志与证据包",
        ];
        let admin = account("admin", "系统管理员", "账号、授权与接入方；看不到人事数据");
        let office = OFFICE.iter().zip(looks).map(|((login, name, _), look)| account(login, name, look));
        let manager = company.manager_of(cast.dismissed)?;
        let people = [
            (Some(manager), "部门负责人：团队、预警、改进计划"),
            (cast.alerted, "员工：结果低于基准线，结果和预警待答复；已有一起被闸门拦下的案件"),
            (cast.supported, "员工：改进计划进行中"),
            (cast.negotiating, "员工：协商中，已还价"),
            (cast.signing, "员工：有一份协议待签署"),
            (Some(cast.dismissed), "已离职（第四十条第二项）"),
            (Some(cast.leaver), "已离职（协商一致）：仍可查看自己的文件"),
        ];
        let people = people
            .into_iter()
            .filter_map(|(member, look)| member.map(|member: &Member| account(&member.login(), &member.name, look)));
        Ok(Self { told: true, accounts: std::iter::once(admin).chain(office).chain(people).collect() })
    }

    /// What an earlier start left; an error when it was interrupted.
    pub fn find(data_dir: &Path) -> Told<Option<Self>> {
        let Ok(text) = std::fs::read(data_dir.join(FILE)) else { return Ok(None) };
        let known: Option<Self> = serde_json::from_slice(&text).ok();
        match known {
            Some(known) if known.told => Ok(Some(known)),
            _ => Err(Error::story(format!(
                "the demo company in {} was interrupted while it was loaded; remove that folder and start again",
                data_dir.display()
            ))),
        }
    }

    pub(super) fn keep(&self, data_dir: &Path) -> Told<()> {
        let text = serde_json::to_vec_pretty(self).map_err(std::io::Error::other)?;
        Ok(std::fs::write(data_dir.join(FILE), text)?)
    }

    /// A table for the terminal.
    pub fn table(&self) -> String {
        let widest = self.accounts.iter().map(|account| account.login.len()).max().unwrap_or(0);
        let mut table = format!("Accounts, all with the password {PASSWORD}:\n");
        for Account { login, name, look } in &self.accounts {
            table.push_str(&format!("  {login:<widest$}  {name}　{look}\n"));
        }
        table
    }
}

fn account(login: &str, name: &str, look: &str) -> Account {
    Account { login: login.to_owned(), name: name.to_owned(), look: look.to_owned() }
}
