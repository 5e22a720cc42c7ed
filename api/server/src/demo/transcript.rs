//! Every call and its answer in order, as Markdown: secrets removed, long bodies shortened.

use std::fmt::Write;
use std::sync::Mutex;

use reqwest::Method;
use serde_json::Value;

use super::api::{Body, Reply, Who, lock, name_of};

/// Fields that are nobody's business wherever they stand.
const SECRET: &[&str] = &[
    "password",
    "current_password",
    "new_password",
    "access_token",
    "refresh_token",
    "client_secret",
    "totp",
    "secret",
    "otpauth_url",
    "national_id",
    "bank_account",
];
/// Calls in which `code` is a one-time code.
const CODE_IS_SECRET: &[&str] = &["/auth/activation", "/auth/totp/confirmation", "/signature"];
const MOST_ITEMS: usize = 5;
const LONGEST_TEXT: usize = 400;
const LONGEST_BODY: usize = 6_000;

/// One call that succeeded.
#[derive(Clone, Debug)]
pub struct Call {
    pub method: Method,
    /// Below `/api/v1`.
    pub path: String,
    /// As the service named it in `X-Request-Id`.
    pub request_id: String,
}

/// The record of a conversation with the service.
#[derive(Default)]
pub struct Transcript {
    text: Mutex<String>,
    calls: Mutex<Vec<Call>>,
}

impl Transcript {
    /// A part of the story begins.
    pub fn heading(&self, title: &str) {
        let _ = writeln!(lock(&self.text), "\n## {title}\n");
    }

    pub(super) fn record(&self, who: &Who, method: &Method, path: &str, body: &Body, reply: &Reply) {
        if reply.status.is_success() {
            let (method, path, request_id) = (method.clone(), path.to_owned(), reply.request_id.clone());
            lock(&self.calls).push(Call { method, path, request_id });
        }
        let path = if path.starts_with("/openapi") || path.starts_with("/readyz") {
            path.to_owned()
        } else {
            format!("/api/v1{path}")
        };
        let mut entry = format!("### {method} {path}\n\nBy {}.", name_of(who));
        match said(&path, body) {
            Some(said) => {
                let _ = writeln!(entry, " Sent:\n\n```\n{said}\n```\n");
            }
            None => entry.push_str("\n\n"),
        }
        let _ = writeln!(entry, "{}\n\n```\n{}\n```\n", reply.status, answered(&path, reply));
        lock(&self.text).push_str(&entry);
    }

    /// Every call that succeeded, in order.
    pub fn calls(&self) -> Vec<Call> {
        lock(&self.calls).clone()
    }

    /// The whole of it.
    pub fn text(&self) -> String {
        lock(&self.text).clone()
    }
}

fn said(path: &str, body: &Body) -> Option<String> {
    Some(match body {
        Body::Nothing => return None,
        Body::Json(value) => shown(path, value.clone()),
        Body::Csv(text) => {
            let lines = text.lines().count();
            let head: Vec<&str> = text.trim_start_matches('\u{feff}').lines().take(MOST_ITEMS).collect();
            format!("{}\n… {lines} lines of text/csv", head.join("\n"))
        }
        Body::Pdf(bytes) => format!("{} bytes of application/pdf", bytes.len()),
        Body::Roster { file_name, bytes, legal_entity_id } => {
            format!(
                "multipart/form-data: file={file_name} ({} bytes), kind=roster, legal_entity_id={legal_entity_id}",
                bytes.len()
            )
        }
        Body::Form(fields) | Body::Parts(fields) => {
            let field = |(name, value): &(&str, String)| match SECRET.contains(name) {
                true => format!("{name}=•••"),
                false => format!("{name}={value}"),
            };
            fields.iter().map(field).collect::<Vec<_>>().join("&")
        }
    })
}

fn answered(path: &str, reply: &Reply) -> String {
    if reply.content_type.contains("json") {
        return shown(path, reply.json());
    }
    match reply.bytes.len() {
        0 => "(nothing)".into(),
        n => format!("{n} bytes of {}", reply.content_type),
    }
}

fn shown(path: &str, mut value: Value) -> String {
    let code_too = CODE_IS_SECRET.iter().any(|end| path.ends_with(end));
    redact(&mut value, code_too);
    let text = serde_json::to_string_pretty(&value).unwrap_or_default();
    shortened(&text, LONGEST_BODY)
}

fn redact(value: &mut Value, code_too: bool) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields.iter_mut() {
                let is_secret = SECRET.contains(&name.as_str()) || (code_too && name == "code");
                if is_secret && value.is_string() {
                    *value = Value::from("•••");
                } else {
                    redact(value, code_too);
                }
            }
        }
        Value::Array(items) => {
            let left_out = items.len().saturating_sub(MOST_ITEMS);
            items.truncate(MOST_ITEMS);
            items.iter_mut().for_each(|item| redact(item, code_too));
            if left_out > 0 {
                items.push(Value::from(format!("… {left_out} more")));
            }
        }
        Value::String(text) if text.chars().count() > LONGEST_TEXT => *text = shortened(text, LONGEST_TEXT),
        _ => {}
    }
}

fn shortened(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    format!("{}…", text.chars().take(longest).collect::<String>())
}
