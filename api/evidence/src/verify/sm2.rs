//! The signature by SM2 over the manifest by SM3, which a bundle may have.

use super::log::text;
use super::{Found, Held};
use crate::Error;
use crate::bundle::Slot;
use crate::bundle::bag::{SM2_SIGNATURE, SM3_MANIFEST};
use crate::pki::{self, Trust};
use crate::sm2::{self, Signed};

/// The signature is there when the scope says so, and only then; it is over the manifest, by a certificate under a
/// trusted root. That the manifest fits the files is what the bag's check says.
pub(super) fn signature(held: &Held<'_>) -> (Found, Option<Signed>) {
    let mut found = Found::nothing();
    let files = [SM3_MANIFEST, SM2_SIGNATURE].map(|path| held.files.get(path));
    let chain = text(held.files, &Slot::Sm2Chain);
    if !held.scope.signed_by_sm2() {
        if files.iter().any(Option::is_some) || chain.is_some() {
            let en = "the scope knows of no signature by SM2";
            found.fail(Slot::Scope.path(), "范围说明中没有国密签名", en);
        }
        return (found, None);
    }
    found.absent = false;
    let ([Some(manifest), Some(message)], Some(chain)) = (files, chain) else {
        found.fail(SM2_SIGNATURE, "国密签名或者其证书缺失", "the signature by SM2 or its certificates are missing");
        return (found, None);
    };
    match judge(held, manifest, message, chain) {
        Ok(signed) => return (found, Some(signed)),
        Err(why) => found.fail(SM2_SIGNATURE, zh(&why), why.to_string()),
    }
    (found, None)
}

fn judge(held: &Held<'_>, manifest: &[u8], message: &[u8], pem: &str) -> Result<Signed, Error> {
    let chain = pki::from_pem(pem)?;
    if pki::to_pem(&chain)? != pem {
        return Err(sm2::Refusal::Form.into());
    }
    let is_root = |der: &&Vec<u8>| pki::certificate(der).is_ok_and(|read| pki::is_self_signed(&read));
    let own: Vec<_> = chain.iter().filter(is_root).cloned().collect();
    let trust = Trust::in_roots(held.known.sm2_roots.as_ref().unwrap_or(&own))?;
    sm2::verify(message, manifest, &chain, &trust)
}

fn zh(why: &Error) -> String {
    match why {
        Error::Sm2(refusal) => refusal.zh().into(),
        Error::Certificate(distrust) => format!("国密签名人的{}", distrust.zh()),
        other => format!("无法核验：{other}"),
    }
}
