//! Calls to other systems: one way to make an HTTP client, so that all of them trust the same roots.

use std::sync::OnceLock;

use rustls::{ClientConfig, RootCertStore};

static TLS: OnceLock<ClientConfig> = OnceLock::new();

/// A client whose TLS trusts the roots of this machine (`ca-certificates`, or the file in `SSL_CERT_FILE`).
#[expect(clippy::disallowed_methods, reason = "the one place that makes HTTP clients")]
pub fn client() -> reqwest::ClientBuilder {
    reqwest::Client::builder().tls_backend_preconfigured(TLS.get_or_init(tls).clone())
}

fn tls() -> ClientConfig {
    // An error says only that one is installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if roots.is_empty() {
        tracing::warn!("this machine has no root certificates: no https address can be trusted");
    }
    ClientConfig::builder().with_root_certificates(roots).with_no_client_auth()
}
