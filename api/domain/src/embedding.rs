//! Embedding (嵌入签署): the pages of other frontends that may frame a signing page.
//!
//! An origin is written as browsers write it, since it is compared as a whole: with `frame-ancestors` of the page
//! (Content Security Policy Level 3) and with the target of its messages.

use crate::refused::{Fault, Refused, Words, unless_faulty};

/// Most origins of one client.
pub const MOST_ORIGINS: usize = 10;

/// Hosts that may do without encryption: a developer's own machine.
const OWN_MACHINE: [&str; 2] = ["localhost", "127.0.0.1"];

/// Each is one exact origin, none stands there twice, and there are at most ten.
pub fn check_origins(origins: &[String]) -> Result<(), Refused> {
    if origins.len() > MOST_ORIGINS {
        let words = Words::new("至多 10 个来源。", "Give at most 10 origins.");
        return Err(Refused::fault("/frame_origins", "length", words));
    }
    let fault = |(at, origin): (usize, &String)| {
        let (code, words) = match fault_of(origin) {
            Some(found) => found,
            None if origins[..at].contains(origin) => {
                ("duplicate", Words::new("与前面的来源重复。", "This origin stands there already."))
            }
            None => return None,
        };
        Some(Fault::new(format!("/frame_origins/{at}"), code, words))
    };
    unless_faulty(origins.iter().enumerate().filter_map(fault).collect())
}

fn fault_of(origin: &str) -> Option<(&'static str, Words)> {
    if origin.contains('*') {
        let words = Words::new("不支持通配符，请逐个填写来源。", "Wildcards are not taken; give each origin.");
        return Some(("wildcard", words));
    }
    let not_an_origin = || {
        let words = Words::new(
            "请填写小写的协议、域名和端口（默认端口不写），例如 https://erp.example.com；不带路径和结尾的斜杠。",
            "Give scheme, host and port in lower case, without a default port, such as https://erp.example.com; no path and no slash at the end.",
        );
        Some(("not_an_origin", words))
    };
    let Some((scheme @ ("https" | "http"), rest)) = origin.split_once("://") else { return not_an_origin() };
    let (host, port) = match rest.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (rest, None),
    };
    let default_port = if scheme == "https" { "443" } else { "80" };
    if !is_host(host) || port.is_some_and(|port| port == default_port || !is_port(port)) {
        return not_an_origin();
    }
    if OWN_MACHINE.contains(&host) {
        return None;
    }
    if is_numeric(host) {
        let words = Words::new(
            "浏览器不按 IP 地址放行，请用域名。",
            "Browsers do not match frame-ancestors by IP address; use a host name.",
        );
        return Some(("ip_address", words));
    }
    (scheme == "http").then(|| {
        let words = Words::new("来源须以 https:// 开头。", "The origin must begin with https://.");
        ("https_required", words)
    })
}

/// A host name as browsers write it: letters of other scripts are punycode by then.
fn is_host(host: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    host.len() <= 253 && host.split('.').all(label)
}

/// URLs read a host that ends in a number as an IPv4 address.
fn is_numeric(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or_default();
    let is_hex = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    last.bytes().all(|byte| byte.is_ascii_digit()) || last.strip_prefix("0x").is_some_and(is_hex)
}

fn is_port(port: &str) -> bool {
    !port.starts_with(['0', '+']) && port.parse::<u16>().is_ok()
}
