//! The one place that talks to the WebAuthn library. Its state is made anew for each answer, with our own challenge in
//! it: so nothing but the challenge's words has to be kept, and an answer to any other challenge fails inside the library.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use store::ids::AccountId;
use webauthn_rs::prelude::{
    AuthenticationResult, CredentialID, Passkey as Credential, PublicKeyCredential, RegisterPublicKeyCredential, Url,
    Webauthn, WebauthnBuilder, WebauthnResult,
};

use super::challenge::Digest;
use crate::platform::config::Settings;
use crate::platform::{Answer, Problem};

/// Whose passkey it is to be, as the device shows it.
pub(super) struct Holder {
    pub account: AccountId,
    pub login: String,
    pub name: String,
}

pub(super) struct RelyingParty(Webauthn);

impl RelyingParty {
    /// 409 where browsers have no passkeys for the service's address.
    pub fn of(settings: &Settings) -> Answer<Self> {
        let party = domain::passkeys::relying_party(&settings.public_url()).ok_or_else(unavailable)?;
        let origin = Url::parse(&party.origin).map_err(Problem::from_internal)?;
        let built = WebauthnBuilder::new(&party.id, &origin).and_then(|builder| builder.rp_name("Youju 有据").build());
        Ok(Self(built.map_err(Problem::from_internal)?))
    }

    /// What the browser is asked to make; not on a device that holds one of `known`.
    pub fn creation(&self, holder: &Holder, known: &[Credential], challenge: &Digest) -> Answer<Value> {
        let (asked, _) = self.registration(holder, ids(known)).map_err(Problem::from_internal)?;
        let mut options = options(&asked, challenge)?;
        // Found by the device itself, so that one can sign in without typing who one is.
        options["authenticatorSelection"]["residentKey"] = json!("preferred");
        Ok(options)
    }

    pub fn registered(
        &self,
        holder: &Holder,
        said: &RegisterPublicKeyCredential,
        challenge: &Digest,
    ) -> Answer<WebauthnResult<Credential>> {
        let (_, state) = self.registration(holder, Vec::new()).map_err(Problem::from_internal)?;
        let state = with_challenge(&state, "/rs/challenge", challenge)?;
        Ok(self.0.finish_passkey_registration(said, &state))
    }

    fn registration(
        &self,
        holder: &Holder,
        known: Vec<CredentialID>,
    ) -> WebauthnResult<(webauthn_rs::prelude::CreationChallengeResponse, webauthn_rs::prelude::PasskeyRegistration)>
    {
        self.0.start_passkey_registration(holder.account.0, &holder.login, &holder.name, Some(known))
    }

    /// What the browser is asked to sign, with one of these; with any, when there are none.
    pub fn request(&self, passkeys: &[Credential], challenge: &Digest) -> Answer<Value> {
        let (asked, _) = self.0.start_passkey_authentication(passkeys).map_err(Problem::from_internal)?;
        options(&asked, challenge)
    }

    /// Judges an answer: challenge, origin, host, verification of the person, signature and counter.
    pub fn judged(
        &self,
        passkey: &Credential,
        said: &PublicKeyCredential,
        challenge: &Digest,
    ) -> Answer<WebauthnResult<AuthenticationResult>> {
        let (_, state) =
            self.0.start_passkey_authentication(std::slice::from_ref(passkey)).map_err(Problem::from_internal)?;
        let state = with_challenge(&state, "/ast/challenge", challenge)?;
        Ok(self.0.finish_passkey_authentication(said, &state))
    }
}

fn ids(passkeys: &[Credential]) -> Vec<CredentialID> {
    passkeys.iter().map(|passkey| passkey.cred_id().clone()).collect()
}

/// The options in the form that `PublicKeyCredential.parse…OptionsFromJSON` takes, with our challenge.
fn options(asked: &impl Serialize, challenge: &Digest) -> Answer<Value> {
    let mut asked = serde_json::to_value(asked).map_err(Problem::from_internal)?;
    let mut options = asked["publicKey"].take();
    options["challenge"] = json!(challenge.to_string());
    Ok(options)
}

fn with_challenge<S: Serialize + DeserializeOwned>(state: &S, at: &str, challenge: &Digest) -> Answer<S> {
    let mut state = serde_json::to_value(state).map_err(Problem::from_internal)?;
    let place =
        state.pointer_mut(at).ok_or_else(|| Problem::from_internal("the state of WebAuthn has another form"))?;
    *place = json!(challenge.to_string());
    serde_json::from_value(state).map_err(Problem::from_internal)
}

fn unavailable() -> Problem {
    Problem::new(
        actix_web::http::StatusCode::CONFLICT,
        "passkeys_unavailable",
        "此系统的访问地址不支持通行密钥：须为 https 开头的域名。请改用验证码或动态口令，或请管理员设置公开地址。",
        "This service is reached at an address that has no passkeys: it takes https and a host name. Use a code instead, or ask the administrator to set the public address.",
    )
}
