//! Accounts 账号: who signs in, and as what.
//!
//! An account belongs to an employee or to nobody (an outside lawyer, the first administrator). It is made
//! without a password; a code that reaches the person by SMS or e-mail lets them set one. A session is one
//! signed-in device: its refresh token changes at every use, and a token used twice ends the session, since
//! one of the two users stole it. What must not happen: an administrator setting somebody's password, or
//! seeing personnel data by virtue of the role.

mod clients;
mod codes;
mod embedded_session;
mod own_account;
pub mod passkeys;
mod passwords;
mod reach;
mod routes;
mod row;
mod session_routes;
mod sessions;

pub use clients::Framer;
pub use codes::{OneTime, Purpose, check_totp, wrong_totp};
pub use passwords::hash_password;
pub use reach::{reach, reach_for_code, word_to};
pub use row::{Account, AccountRef, NewAccount, create_for_employees};

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    passkeys::routes(config);
    config
        .service(session_routes::sign_in)
        .service(session_routes::refresh_session)
        .service(embedded_session::sign_in_embedded)
        .service(session_routes::logout)
        .service(session_routes::show_me)
        .service(session_routes::activate_account)
        .service(own_account::change_password)
        .service(own_account::change_email)
        .service(own_account::enrol_totp)
        .service(own_account::confirm_totp)
        .service(routes::list_accounts)
        .service(routes::create_account)
        .service(routes::send_activation_codes)
        .service(routes::list_grants)
        .service(routes::give_grant)
        .service(routes::revoke_grant)
        .service(clients::list_clients)
        .service(clients::register_client)
        .service(clients::set_frame_origins)
        .service(clients::issue_client_token);
}
