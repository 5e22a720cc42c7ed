//! Passkeys (通行密钥): where they belong, and what an answer of one is good for.
//!
//! A challenge is the SHA-256 of words that name one act, down to the hash of the file. Whoever has the words and the
//! answer sees what was confirmed without asking us, and an answer given for one act fits no other.

use chrono::TimeDelta;

use crate::refused::{Refused, Words};

/// How long a challenge may be answered.
pub const CHALLENGE_LASTS: TimeDelta = TimeDelta::minutes(5);
/// Most passkeys of one account.
pub const MOST_PASSKEYS: usize = 20;

const LONGEST_NAME: usize = 60;

/// What a challenge is for; it is good for nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// A new passkey of one's own account.
    Register,
    /// Who asks, proved anew before the passkeys of an account change.
    Confirm,
    SignIn,
    /// The signature of one agreement, as its file stands.
    Sign {
        agreement: String,
        document_sha256: String,
    },
    /// The company's seal on those agreements of one batch that wait for it.
    Seal {
        batch: String,
        agreements_sha256: String,
    },
}

impl Act {
    /// As it is stored.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Confirm => "confirm",
            Self::SignIn => "sign_in",
            Self::Sign { .. } => "sign",
            Self::Seal { .. } => "seal",
        }
    }

    /// The words whose SHA-256 is the challenge: the act, whose it is, and a nonce that makes it one of its kind.
    pub fn words(&self, account: Option<&str>, nonce: &str) -> String {
        let about = match self {
            Self::Register | Self::Confirm | Self::SignIn => String::new(),
            Self::Sign { agreement, document_sha256 } => {
                format!("agreement: {agreement}\ndocument_sha256: {document_sha256}\n")
            }
            Self::Seal { batch, agreements_sha256 } => {
                format!("batch: {batch}\nagreements_sha256: {agreements_sha256}\n")
            }
        };
        let account = account.map_or(String::new(), |account| format!("account: {account}\n"));
        format!("youju-passkey/1\nact: {}\n{about}{account}nonce: {nonce}\n", self.name())
    }
}

/// The agreements that a seal is allowed for, as words: one line each, in the order of the batch.
pub fn lines_of<'a>(agreements: impl IntoIterator<Item = (&'a str, String)>) -> String {
    agreements.into_iter().map(|(number, sha256)| format!("{number} {sha256}\n")).collect()
}

/// The relying party of WebAuthn: the host that passkeys belong to, and the only origin whose pages ask for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelyingParty {
    pub id: String,
    pub origin: String,
}

/// What people's passkeys belong to when they reach the service at this address. None where browsers have no
/// passkeys: without encryption, or under a number. One's own machine goes by its name.
pub fn relying_party(public_url: &str) -> Option<RelyingParty> {
    let (scheme, rest) = public_url.split_once("://")?;
    let authority = rest.split('/').next()?.to_ascii_lowercase();
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => (host, Some(port)),
        _ => (authority.as_str(), None),
    };
    let id = if matches!(host, "127.0.0.1" | "[::1]") { "localhost" } else { host };
    let is_number = id.starts_with('[') || id.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if id.is_empty() || is_number || !(scheme == "https" || (scheme == "http" && id == "localhost")) {
        return None;
    }
    let port = port.map_or(String::new(), |port| format!(":{port}"));
    Some(RelyingParty { id: id.to_owned(), origin: format!("{scheme}://{id}{port}") })
}

/// What a person calls one of their passkeys.
pub fn name(said: &str) -> Result<String, Refused> {
    let name = said.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        let words = Words::new(
            "请为这个通行密钥取一个 1 至 60 个字的名称，例如“我的手机”。",
            "Give this passkey a name of 1 to 60 characters, such as \"my phone\".",
        );
        return Err(Refused::fault("/name", "name", words));
    }
    Ok(name.to_owned())
}

/// One more passkey: only so many, or the browser could not be told which ones are there.
pub fn add(there_are: usize) -> Result<(), Refused> {
    if there_are < MOST_PASSKEYS {
        return Ok(());
    }
    let words = Words::new(
        "一个账号至多登记 20 个通行密钥。请先移除不再使用的。",
        "An account has at most 20 passkeys. Remove one that is no longer used.",
    );
    Err(Refused::State { state: "full", code: "too_many_passkeys", words })
}

/// Did the answer come from a page where it may? In a frame of others only for the signing page that stands in one.
pub fn stands_where_it_may(cross_origin: bool, session_is_framed: bool) -> bool {
    !cross_origin || session_is_framed
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn at(url: &str) -> Option<(String, String)> {
        relying_party(url).map(|party| (party.id, party.origin))
    }

    #[test]
    fn passkeys_belong_to_the_host_of_the_public_address() {
        let here = |id: &str, origin: &str| Some((id.to_owned(), origin.to_owned()));
        assert_eq!(at("https://hr.example.com"), here("hr.example.com", "https://hr.example.com"));
        assert_eq!(at("https://HR.example.com:8443/hr"), here("hr.example.com", "https://hr.example.com:8443"));
        assert_eq!(at("http://localhost:8080"), here("localhost", "http://localhost:8080"));
        assert_eq!(at("http://127.0.0.1:8080"), here("localhost", "http://localhost:8080"));
        assert_eq!(at("http://[::1]:8080"), here("localhost", "http://localhost:8080"));
    }

    #[test]
    fn there_are_none_without_encryption_or_under_a_number() {
        for url in ["http://hr.example.com", "https://10.0.0.7", "https://[2001:db8::1]", "hr.example.com", "https://"]
        {
            assert_eq!(at(url), None, "{url}");
        }
    }

    #[test]
    fn no_two_acts_have_the_same_words() {
        let sign = |agreement: &str, sha256: &str| Act::Sign {
            agreement: agreement.to_owned(),
            document_sha256: sha256.to_owned(),
        };
        let acts = [
            Act::Register,
            Act::Confirm,
            Act::SignIn,
            sign("a", "1"),
            sign("a", "2"),
            sign("b", "1"),
            Act::Seal { batch: "a".into(), agreements_sha256: "1".into() },
        ];
        let mut words: Vec<String> = acts.iter().map(|act| act.words(Some("me"), "n")).collect();
        words.extend([sign("a", "1").words(Some("you"), "n"), sign("a", "1").words(Some("me"), "m")]);
        for (at, one) in words.iter().enumerate() {
            assert!(!words[..at].contains(one), "{one}");
        }
    }

    #[test]
    fn the_words_name_the_act_line_by_line() {
        let act = Act::Sign { agreement: "0199".into(), document_sha256: "9f86".into() };
        assert_eq!(
            act.words(Some("0198"), "abcd"),
            "youju-passkey/1\nact: sign\nagreement: 0199\ndocument_sha256: 9f86\naccount: 0198\nnonce: abcd\n"
        );
    }

    #[test]
    fn a_passkey_has_a_name_and_there_are_not_too_many() {
        assert_eq!(name("  我的手机 ").unwrap(), "我的手机");
        for bad in ["", "   ", "a\nb", &"长".repeat(61)] {
            assert_eq!(name(bad).unwrap_err().code(), "name", "{bad:?}");
        }
        assert!(add(MOST_PASSKEYS - 1).is_ok());
        assert_eq!(add(MOST_PASSKEYS).unwrap_err().code(), "too_many_passkeys");
    }

    #[test]
    fn an_answer_from_a_frame_is_good_only_for_the_page_that_stands_in_one() {
        assert!(stands_where_it_may(false, false));
        assert!(stands_where_it_may(false, true));
        assert!(stands_where_it_may(true, true));
        assert!(!stands_where_it_may(true, false));
    }
}
