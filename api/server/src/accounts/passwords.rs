//! Passwords: argon2id, hashed off the async threads.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use crate::platform::{Answer, App, Problem};

/// Hashes a password that a person chose in this field; 422 when it is too weak to be one.
pub async fn hash_password(app: &App, login: &str, (pointer, password): (&str, String)) -> Answer<String> {
    if password.chars().count() < 10
        || password.eq_ignore_ascii_case(login)
        || password.chars().all(|c| c.is_ascii_digit())
    {
        return Err(Problem::field(
            pointer,
            "weak_password",
            "密码至少 10 个字符，不能只有数字，也不能与登录名相同。",
            "A password has at least 10 characters, is not all digits and is not the login.",
        ));
    }
    app.blocking(move || {
        let hash = Argon2::default().hash_password(password.as_bytes()).map_err(Problem::from_internal)?;
        Ok(hash.to_string())
    })
    .await
}

/// Is this the password? Costs the same when there is no account, so that logins cannot be guessed by time.
pub(super) async fn verify_password(app: &App, stored: Option<String>, password: String) -> Answer<bool> {
    app.blocking(move || {
        let Some(stored) = stored else {
            let _ = Argon2::default().hash_password(password.as_bytes());
            return Ok(false);
        };
        let hash = PasswordHash::new(&stored).map_err(Problem::from_internal)?;
        Ok(Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
    })
    .await
}

/// 422 at the field in which somebody who is signed in gave a wrong password again. Signing in with one is a 401.
pub(super) fn wrong_password(pointer: &str) -> Problem {
    Problem::field(
        pointer,
        "wrong_password",
        "密码不对。请输入您现在登录用的密码。",
        "The password is wrong. Enter the one you sign in with now.",
    )
}
