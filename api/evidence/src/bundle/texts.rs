//! The two texts for people. Both follow from the entries and the format's version alone.

use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::{DateTime, FixedOffset, Utc};

use super::Scope;
use crate::leaf::Intent;

/// How to check a bundle with tools of others. Part of the format: a change is a new version.
const README: &str = include_str!("readme.zh.md");

/// The same for a bundle whose manifest is signed by SM2.
const README_SM2: &str = include_str!("readme-sm2.zh.md");

pub(crate) fn readme(scope: &Scope) -> String {
    if scope.signed_by_sm2() { format!("{README}{README_SM2}") } else { README.to_owned() }
}

/// The entries as a table, by index. Part of the format as well.
pub(crate) fn index(entries: &BTreeMap<u64, Intent>, scope: &Scope) -> String {
    let mut text = format!(
        "# 条目目录\n\n日志：{}\n\n检查点条目数：{}；本证据包收录：{} 条。\n\n\
         | 序号 | 类型 | 发生时间（北京时间） | 对象 | 内容 |\n| --- | --- | --- | --- | --- |\n",
        cell(&scope.log),
        scope.size,
        entries.len(),
    );
    for (index, intent) in entries {
        let parts: Vec<_> = intent.parts.iter().map(|p| part(*index, &p.name, scope)).collect();
        let _ = writeln!(
            text,
            "| {index} | {} | {} | {} | {} |",
            cell(&intent.kind),
            beijing(intent.occurred),
            intent.subject.hex().get(..16).unwrap_or_default(),
            parts.join("、"),
        );
    }
    text
}

fn part(index: u64, name: &str, scope: &Scope) -> String {
    match scope.absent(index, name) {
        None => name.into(),
        Some(absent) => match absent.erased_by {
            None => format!("{name}（未出示）"),
            Some(by) => format!("{name}（已按条目 {by} 删除）"),
        },
    }
}

/// Text that stays within a cell of a table.
fn cell(text: &str) -> String {
    text.replace(['|', '\n', '\r'], " ")
}

/// `2026-11-21 17:00:00`, in China's time.
pub(crate) fn beijing(at: DateTime<Utc>) -> String {
    let east = FixedOffset::east_opt(8 * 3600).map(|zone| at.with_timezone(&zone).naive_local());
    east.unwrap_or(at.naive_utc()).format("%Y-%m-%d %H:%M:%S").to_string()
}
