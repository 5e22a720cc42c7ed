//! C2SP signed notes, and the checkpoints that a log publishes as notes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::keys::{LogKey, PublicKey};
use crate::{Error, Hash};

/// Most signature lines in a note; C2SP asks for at least 16.
const MAX_SIGNATURES: usize = 100;

/// A note taken apart. Nothing in it is believed until [`Note::signed_by`] says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note<'a> {
    /// The text that is signed, its last newline included.
    pub text: &'a str,
    lines: Vec<SignatureLine<'a>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct SignatureLine<'a> {
    name: &'a str,
    id: [u8; 4],
    signature: Vec<u8>,
}

impl<'a> Note<'a> {
    /// Takes a note apart. Control characters, a missing last newline, a line that is not a
    /// signature, or two lines of one key are refused.
    pub fn parse(note: &'a str) -> Result<Self, Error> {
        if note.chars().any(|c| c < ' ' && c != '\n') {
            return Err(Error::Note("it has control characters".into()));
        }
        let split = note.rfind("\n\n").ok_or_else(|| Error::Note("it has no signatures".into()))?;
        let (text, lines) = (note.get(..=split), note.get(split + 2..));
        let (text, lines) = (text.unwrap_or_default(), lines.unwrap_or_default());
        let lines = lines.strip_suffix('\n').ok_or_else(|| Error::Note("its last line is open".into()))?;
        let lines: Vec<_> = lines.split('\n').map(SignatureLine::parse).collect::<Result<_, _>>()?;
        let doubled = |(at, line): (usize, &SignatureLine<'_>)| {
            lines.iter().skip(at + 1).any(|other| (other.name, other.id) == (line.name, line.id))
        };
        if lines.len() > MAX_SIGNATURES || lines.iter().enumerate().any(doubled) {
            return Err(Error::Note("it is signed too often".into()));
        }
        Ok(Self { text, lines })
    }

    /// Checks that this key signed the text. Lines of other keys are passed over.
    pub fn signed_by(&self, key: &PublicKey) -> Result<(), Error> {
        let own = |line: &&SignatureLine<'_>| line.name == key.name() && line.id == key.id();
        let line = self.lines.iter().find(own);
        let line = line.ok_or_else(|| Error::Note(format!("{} did not sign it", key.name())))?;
        match <&[u8; 64]>::try_from(line.signature.as_slice()) {
            Ok(signature) if key.signed(self.text.as_bytes(), signature) => Ok(()),
            _ => Err(Error::Note(format!("the signature of {} does not verify", key.name()))),
        }
    }

    /// Names of all who left a signature line, verified or not.
    pub fn signers(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.lines.iter().map(|line| line.name)
    }
}

impl<'a> SignatureLine<'a> {
    /// `— name base64(id ‖ signature)`
    fn parse(line: &'a str) -> Result<Self, Error> {
        let read = || {
            let (name, encoded) = line.strip_prefix("— ")?.split_once(' ')?;
            let forbidden = |c: char| c.is_whitespace() || c == '+';
            let decoded = STANDARD.decode(encoded).ok()?;
            let (id, signature) = decoded.split_first_chunk::<4>()?;
            let sound = !name.is_empty() && !name.contains(forbidden) && !signature.is_empty();
            sound.then(|| Self { name, id: *id, signature: signature.to_vec() })
        };
        read().ok_or_else(|| Error::Note(format!("{line:?} is not a signature line")))
    }
}

/// What a log says of itself: with `size` entries my root is `root` (C2SP tlog-checkpoint).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Name of the log.
    pub origin: String,
    /// Number of entries.
    pub size: u64,
    /// RFC 6962 root over them.
    pub root: Hash,
}

impl Checkpoint {
    /// The signed note, with one signature line.
    pub fn sign(&self, key: &LogKey) -> Result<String, Error> {
        let public = key.public();
        if public.name() != self.origin {
            return Err(Error::Key(format!("{} cannot sign for {}", public.name(), self.origin)));
        }
        let text = self.text();
        let line = [public.id().as_slice(), &key.sign(&text)].concat();
        Ok(format!("{text}\n— {} {}\n", self.origin, STANDARD.encode(line)))
    }

    /// Reads a note that `key` signed, under the key's own name as origin.
    pub fn open(note: &str, key: &PublicKey) -> Result<Self, Error> {
        let note = Note::parse(note)?;
        note.signed_by(key)?;
        let checkpoint = Self::parse_text(note.text)?;
        match checkpoint.origin == key.name() {
            true => Ok(checkpoint),
            false => Err(Error::Note(format!("it is a checkpoint of {}", checkpoint.origin))),
        }
    }

    /// Reads what a note claims, without believing it.
    pub fn peek(note: &str) -> Result<Self, Error> {
        Self::parse_text(Note::parse(note)?.text)
    }

    fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, self.root.base64())
    }

    fn parse_text(text: &str) -> Result<Self, Error> {
        let read = || {
            let mut lines = text.strip_suffix('\n')?.split('\n');
            let (origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
            let root = Hash::from_base64(root).ok()?;
            let read = Self { origin: origin.into(), size: decimal(size)?, root };
            (lines.next().is_none() && !origin.is_empty()).then_some(read)
        };
        read().ok_or_else(|| Error::Note("it is not a checkpoint".into()))
    }
}

/// A decimal number without sign or leading zero.
pub(crate) fn decimal(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}
