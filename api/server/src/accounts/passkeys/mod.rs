//! Passkeys 通行密钥: keys on people's own devices (WebAuthn), to sign in with and to confirm a signature.
//!
//! A passkey belongs to one account and to the host of the public address. It is added and removed by its person alone,
//! who proves anew who they are, and who is told. It answers a challenge, which is kept for five minutes, is good for one
//! act and one answer, and is the SHA-256 of words that name the act: an answer for one agreement, or for its file as it
//! was, signs nothing else. The device must verify the person, and a counter that went back is refused. What must not
//! happen: somebody confirming with another account's passkey, an answer used twice, a passkey planted in the database.

mod answer;
mod challenge;
mod fresh;
mod relying_party;
mod routes;
mod row;
mod sign_in;

pub use answer::{Confirmed, PasskeyAnswer, confirm, discard, wrong};
pub use challenge::{PasskeyChallenge, ask};
pub(super) use row::count;

use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(routes::list_passkeys)
        .service(routes::ask_passkey_challenge)
        .service(routes::begin_passkey)
        .service(routes::add_passkey)
        .service(routes::rename_passkey)
        .service(routes::remove_passkey)
        .service(sign_in::ask_sign_in_passkey)
        .service(sign_in::sign_in_with_passkey);
}
