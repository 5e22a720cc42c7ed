//! When: timestamps over checkpoints, and the bracket they put around each entry.

use chrono::{DateTime, TimeDelta, Utc};

use super::log::{slots, text};
use super::{EntrySeen, Found, Held, StampSeen};
use crate::bundle::Slot;
use crate::pki::{self, Trust};
use crate::timestamp::{self, Refusal, response_of_token, token_of_response};
use crate::{Error, Hash};

/// How long after an event its entry may reach the log without remark.
const PROMPT: TimeDelta = TimeDelta::minutes(10);

/// Each stamp is over its checkpoint's note, by an authority under a trusted root, and no later
/// checkpoint has an earlier stamp.
pub(super) fn timestamps(held: &Held<'_>) -> (Found, Vec<StampSeen>) {
    let mut found = Found::nothing();
    let mut stamps = Vec::new();
    let chain = chain(held, &mut found);
    let trust = trust(held, &chain, &mut found);
    for slot in slots(held.files) {
        let Slot::Stamp(size) = slot else { continue };
        found.absent = false;
        let note = Slot::Checkpoint(size).path();
        let (Some(response), Some(note)) = (held.files.get(&slot.path()), held.files.get(&note)) else {
            found.fail(slot.path(), "没有对应的检查点", "there is no checkpoint it belongs to");
            continue;
        };
        let stamp =
            token(response, &chain).and_then(|token| timestamp::verify(&token, &Hash::of(note).0, None, &trust));
        match stamp {
            Ok(stamp) => stamps.push(StampSeen {
                size,
                time: stamp.gen_time,
                authority: stamp.signer,
                root: stamp.root,
                root_fingerprint: stamp.root_fingerprint,
            }),
            Err(why) => found.fail(slot.path(), zh(&why), why.to_string()),
        }
    }
    stamps.sort_by_key(|stamp| stamp.size);
    for pair in stamps.windows(2) {
        if let [older, newer] = pair
            && newer.time < older.time
        {
            let en = "its time is before that of a smaller checkpoint";
            found.fail(Slot::Stamp(newer.size).path(), "时间早于较小检查点的时间戳", en);
        }
    }
    (found, stamps)
}

/// The token in a response that says nothing but that it is granted, and brings no certificate
/// that is not in the chain for all to see.
fn token(response: &[u8], chain: &[Vec<u8>]) -> Result<Vec<u8>, Error> {
    let token = token_of_response(response)?;
    let known = timestamp::certificates(&token)?.iter().all(|brought| chain.contains(brought));
    match known && response_of_token(&token)? == response {
        true => Ok(token),
        false => Err(Refusal::Malformed.into()),
    }
}

/// The certificates in the bundle.
fn chain(held: &Held<'_>, found: &mut Found) -> Vec<Vec<u8>> {
    let Some(pem) = text(held.files, &Slot::Chain) else { return Vec::new() };
    match pki::from_pem(pem).and_then(|chain| Ok((pki::to_pem(&chain)? == pem, chain))) {
        Ok((true, chain)) => return chain,
        Ok((false, _)) => found.fail(Slot::Chain.path(), "不是通常的写法", "it is not written as usual"),
        Err(why) => found.fail(Slot::Chain.path(), zh(&why), why.to_string()),
    }
    Vec::new()
}

/// Trust in the reader's roots, else in the self-signed certificates of the chain.
fn trust(held: &Held<'_>, chain: &[Vec<u8>], found: &mut Found) -> Trust {
    let is_root = |der: &&Vec<u8>| pki::certificate(der).is_ok_and(|c| pki::is_self_signed(&c));
    let own: Vec<_> = chain.iter().filter(is_root).cloned().collect();
    let roots = held.known.roots.as_ref().unwrap_or(&own);
    let trust = Trust::in_roots(roots).and_then(|trust| trust.with_intermediates(chain));
    trust.unwrap_or_else(|why| {
        found.fail("", "核验人所持的根证书无效", format!("the reader's own roots: {why}"));
        Trust::default()
    })
}

fn zh(why: &Error) -> String {
    match why {
        Error::Timestamp(refusal) => refusal.zh().into(),
        Error::Certificate(distrust) => format!("时间戳机构的{}", distrust.zh()),
        other => format!("无法核验：{other}"),
    }
}

/// The entries with their brackets: not yet in the log at one stamped time, in it by another.
pub(super) fn seen(held: &Held<'_>, stamps: &[StampSeen]) -> Vec<EntrySeen> {
    let seen = |index: u64, entry: &super::Entry| {
        let intent = &entry.intent;
        let not_before = stamps.iter().filter(|s| s.size <= index).map(|s| s.time).max();
        let not_after = stamps.iter().filter(|s| s.size > index).map(|s| s.time).min();
        EntrySeen {
            index,
            kind: intent.kind.clone(),
            subject: intent.subject,
            seq: entry.leaf.seq,
            occurred: intent.occurred,
            not_before,
            not_after,
            late: is_late(intent.occurred, not_before),
            parts: intent.parts.iter().map(|part| part.name.clone()).collect(),
        }
    };
    held.entries.iter().map(|(index, entry)| seen(*index, entry)).collect()
}

fn is_late(occurred: DateTime<Utc>, not_before: Option<DateTime<Utc>>) -> bool {
    not_before.and_then(|time| time.checked_sub_signed(PROMPT)).is_some_and(|time| occurred < time)
}
