//! Where a webhook may call: no private network, and nothing unencrypted, unless the settings allow it.
//!
//! The address of a name is looked up, judged and called in one step, at each new connection: a name cannot show
//! one address to the judge and another to the caller.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use domain::webhooks::is_public;
use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::platform::{Answer, App, Problem, outgoing};

/// How long a receiver may take, from the connection to the last byte that is read.
const PATIENCE: Duration = Duration::from_secs(15);

/// The name leads only to addresses that are not called.
#[derive(Debug, thiserror::Error)]
#[error("the address is private")]
pub struct Refused;

/// Looks names up and keeps the addresses that may be called.
struct Judge {
    allow_private: bool,
}

impl Resolve for Judge {
    fn resolve(&self, name: Name) -> Resolving {
        let allow_private = self.allow_private;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let kept: Vec<SocketAddr> = found.filter(|one| allow_private || is_public(one.ip())).collect();
            if kept.is_empty() {
                return Err(Refused.into());
            }
            Ok(Box::new(kept.into_iter()) as Addrs)
        })
    }
}

/// The client for all webhooks: it follows no redirect and keeps no cookie.
pub fn client(app: &App) -> Answer<reqwest::Client> {
    outgoing::client()
        .timeout(PATIENCE)
        .redirect(reqwest::redirect::Policy::none())
        .pool_max_idle_per_host(1)
        .user_agent(concat!("Youju-Webhooks/", env!("CARGO_PKG_VERSION")))
        .dns_resolver(Judge { allow_private: app.settings.webhook_allow_private })
        .build()
        .map_err(Problem::from_internal)
}

/// Whether an address may be called as far as it can be seen without looking up its name. A number instead of a
/// name is looked up by nobody.
pub fn may_be_called(url: &Url, allow_private: bool) -> bool {
    let host = url.host_str().map(|host| host.trim_matches(['[', ']']));
    let private = host.and_then(|host| host.parse::<IpAddr>().ok()).is_some_and(|address| !is_public(address));
    allow_private || (url.scheme() == "https" && !private)
}

/// 422 for an address that no webhook can have.
pub fn check(url: &str, allow_private: bool) -> Answer<()> {
    let refuse = |code, zh, en| Err(Problem::field("/url", code, zh, en));
    let url = match Url::parse(url) {
        Ok(url) if matches!(url.scheme(), "https" | "http") && url.has_host() => url,
        _ => {
            return refuse(
                "invalid_url",
                "请填写完整的网址，例如 https://erp.example.com/hooks。",
                "Give a whole address such as https://erp.example.com/hooks.",
            );
        }
    };
    if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
        return refuse(
            "invalid_url",
            "网址中不能带用户名、密码或 # 片段。",
            "The address must have no user, no password and no fragment.",
        );
    }
    if may_be_called(&url, allow_private) {
        return Ok(());
    }
    match url.scheme() {
        "https" => refuse(
            "private_address",
            "不能通知内网或本机地址。自有网络内的接收方，可由运维开启 webhook_allow_private。",
            "A private address is not called. Whoever runs the service can set webhook_allow_private.",
        ),
        _ => refuse("https_required", "网址须以 https:// 开头。", "The address must begin with https://."),
    }
}
