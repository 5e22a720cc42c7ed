//! Settings about services of others: whom to ask, whom to believe, and how long to wait.

use std::path::PathBuf;

use super::Settings;
use crate::platform::messages::Smtp;

pub(super) fn check(settings: &Settings, mistakes: &mut Vec<String>) {
    authorities(settings, mistakes);
    signer(settings, mistakes);
    identity(settings, mistakes);
    messages(settings, mistakes);
    let waits = [
        ("tsa_timeout_ms", settings.tsa_timeout_ms, 60_000),
        ("signer_timeout_ms", settings.signer_timeout_ms, 300_000),
        ("identity_timeout_ms", settings.identity_timeout_ms, 60_000),
    ];
    for (name, wait, longest) in waits {
        if !(100..=longest).contains(&wait) {
            mistakes.push(format!("{name}: {wait} is not between 100 and {longest}"));
        }
    }
}

fn authorities(settings: &Settings, mistakes: &mut Vec<String>) {
    // A token proves itself, whoever carried it: encryption adds nothing.
    for url in settings.tsa_urls.iter().filter(|url| !url.starts_with("http://")) {
        mistakes.push(format!("tsa_urls: `{url}` is not an address like http://tsa.example.com, the only kind asked"));
    }
    roots(("tsa_roots", &settings.tsa_roots), ("tsa_urls", !settings.tsa_urls.is_empty()), mistakes);
    if !settings.tsa_urls.is_empty() && settings.clock_file.is_some() {
        mistakes.push("tsa_urls: no authority stamps simulated time (clock_file)".into());
    }
}

fn signer(settings: &Settings, mistakes: &mut Vec<String>) {
    address(("signer_url", &settings.signer_url), mistakes);
    roots(("signer_roots", &settings.signer_roots), ("signer_url", settings.signer_url.is_some()), mistakes);
    if settings.signer_url.is_some() && settings.clock_file.is_some() {
        mistakes.push("signer_url: no authority signs in simulated time (clock_file)".into());
    }
}

fn identity(settings: &Settings, mistakes: &mut Vec<String>) {
    address(("identity_url", &settings.identity_url), mistakes);
    if settings.identity_url.is_some() != settings.identity_name.is_some() {
        mistakes
            .push("identity_name: identity_url and the name of that service are given together or not at all".into());
    }
    if settings.identity_name.as_ref().is_some_and(|name| name.trim().is_empty() || name.chars().count() > 60) {
        mistakes.push("identity_name: it has 1 to 60 characters".into());
    }
}

fn messages(settings: &Settings, mistakes: &mut Vec<String>) {
    address(("sms_url", &settings.sms_url), mistakes);
    match (&settings.smtp_url, &settings.mail_from) {
        (Some(url), Some(from)) => match Smtp::new(url, from) {
            Ok(_) if !is_private(url) => {
                mistakes.push("smtp_url: codes go there, so it begins with smtps:// or ends with ?tls=required".into());
            }
            Ok(_) => {}
            Err(mistake) => mistakes.push(mistake),
        },
        (None, None) => {}
        _ => mistakes.push("mail_from: smtp_url and the sender are given together or not at all".into()),
    }
}

/// Encrypted, or not beyond this machine and the containers beside it, whose names have no dot.
fn is_private(smtp: &str) -> bool {
    let Ok(url) = reqwest::Url::parse(smtp) else { return false };
    url.scheme() == "smtps"
        || url.query_pairs().any(|(name, value)| name == "tls" && value == "required")
        || url.host_str().is_some_and(|host| matches!(host, "127.0.0.1" | "[::1]") || !host.contains(['.', ':']))
}

/// People's numbers go there: encrypted, or not beyond this machine.
fn address((name, url): (&str, &Option<String>), mistakes: &mut Vec<String>) {
    let local = ["http://127.0.0.1", "http://localhost", "http://[::1]"];
    let at_home = |url: &str| {
        local
            .iter()
            .any(|start| url.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/'])))
    };
    if let Some(url) = url.as_ref().filter(|url| !url.starts_with("https://") && !at_home(url)) {
        mistakes.push(format!("{name}: `{url}` is not an address like https://ca.example.com"));
    }
}

fn roots((name, file): (&str, &Option<PathBuf>), (of, given): (&str, bool), mistakes: &mut Vec<String>) {
    match file {
        Some(file) if !file.exists() => mistakes.push(format!("{name}: there is no file {}", file.display())),
        Some(_) if !given => mistakes.push(format!("{name}: given without {of}")),
        None if given => mistakes.push(format!("{name}: {of} is given without its roots")),
        _ => {}
    }
}
