//! Signatures 签名: the desk where documents are set, signed, sealed and stamped.
//!
//! One [`Desk`] a service, at `app.desk`. It keeps the typefaces (loaded when the first document is made) and
//! the trust folder: the root of the local certificate authority, made at the first start. What blocks —
//! setting a document, keys, signatures — runs on the blocking pool. What must not happen: a signature
//! without a timestamp (from the authorities that are configured, else from the local one, which says what it is), a
//! file that is rewritten instead of appended to, a personal key that outlives its one signature, half a signature
//! in a file. People's signatures are made behind `signing::remote::RemoteSigner`: by the local authority, or by the
//! service of the settings, which is waited for. Anyone may take the root certificates and have a file judged.

mod desk;
mod forms;
mod identity;
mod keystore;
mod remote;
mod routes;
mod trust;
mod tsa;

pub use desk::{Desk, Signatory, Signing};
pub use forms::read_form;
pub use identity::{Checked, Claimed, EmployersRecord, IdentityCheck, LicensedService, Outcome};
pub use remote::{CloudSigner, wait_for};
pub use trust::CompanySeal;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(routes::verify_signatures).service(routes::show_roots).service(routes::show_sm2_root);
}
