//! What a command says happened.

use serde::Serialize;
use serde_json::{Map, Value};
use store::ids::{EmployeeId, LegalEntityId};
use uuid::Uuid;

use super::Kind;
use crate::platform::messages::Message;

/// One thing that happened, on its way into the journal.
#[derive(Clone, Debug)]
pub struct Event {
    pub(super) kind: Kind,
    pub(super) log: LegalEntityId,
    pub(super) subject: Option<EmployeeId>,
    pub(super) resource_id: Uuid,
    pub(super) parts: Vec<Part>,
    messages: Vec<Message>,
}

/// A readable part of an entry: the facts as they were, or an attached document.
#[derive(Clone, Debug)]
pub struct Part {
    pub name: String,
    pub media: String,
    pub bytes: Vec<u8>,
}

impl Event {
    /// Something happened to the resource `id` (its type is the first half of the kind) of a legal entity.
    pub fn new(kind: Kind, log: LegalEntityId, id: impl Into<Uuid>) -> Self {
        Self { kind, log, subject: None, resource_id: id.into(), parts: Vec::new(), messages: Vec::new() }
    }

    /// Something that concerns the group as a whole, not one employer.
    pub fn of_group(kind: Kind, id: impl Into<Uuid>) -> Self {
        Self::new(kind, GROUP, id)
    }

    /// The employee whom it concerns; it becomes part of their own trail.
    pub fn about(mut self, employee: EmployeeId) -> Self {
        self.subject = Some(employee);
        self
    }

    /// The facts as they are now. Numbers other than small integers become strings, since canonical JSON
    /// has no exact decimals.
    pub fn facts(mut self, facts: &impl Serialize) -> Self {
        let value = serde_json::to_value(facts).map_or(Value::Null, exact);
        self.parts.push(Part {
            name: "record.json".into(),
            media: "application/json".into(),
            // An object with string keys always serialises.
            bytes: serde_json_canonicalizer::to_vec(&value).unwrap_or_default(),
        });
        self
    }

    /// Who is told of it, by SMS or e-mail: sent once the change has committed, and not before.
    pub fn tell(mut self, messages: impl IntoIterator<Item = Message>) -> Self {
        self.messages.extend(messages);
        self
    }

    /// A document as it was, byte for byte. `name` is ASCII, e.g. `agreement.pdf`.
    pub fn attach(mut self, name: &str, media: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.parts.push(Part { name: name.into(), media: media.into(), bytes: bytes.into() });
        self
    }
}

/// The log of what concerns no single employer.
pub const GROUP: LegalEntityId = LegalEntityId(Uuid::nil());

fn exact(value: Value) -> Value {
    match value {
        Value::Number(number) if number.as_i64().is_none_or(|n| n.unsigned_abs() > 1 << 53) => {
            Value::String(number.to_string())
        }
        Value::Array(items) => items.into_iter().map(exact).collect(),
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(name, value)| (name, exact(value))).collect::<Map<_, _>>())
        }
        other => other,
    }
}

/// All that one command did.
#[derive(Clone, Debug)]
pub struct Events(pub(super) Vec<Event>);

impl Events {
    /// A command that found everything as it should be already, and says so in the answer.
    pub fn nothing_changed() -> Self {
        Self(Vec::new())
    }

    /// What people are told of it.
    pub(in crate::platform) fn announced(&mut self) -> Vec<Announced> {
        let of = |event: &mut Event| {
            let (log, subject, kind) = (event.log, event.subject, event.kind);
            std::mem::take(&mut event.messages).into_iter().map(move |message| Announced {
                log,
                subject,
                kind,
                message,
            })
        };
        self.0.iter_mut().flat_map(of).collect()
    }
}

/// A message, and the entry it goes with.
pub(in crate::platform) struct Announced {
    pub log: LegalEntityId,
    pub subject: Option<EmployeeId>,
    pub kind: Kind,
    pub message: Message,
}

impl From<Event> for Events {
    fn from(event: Event) -> Self {
        Self(vec![event])
    }
}

impl<const N: usize> From<[Event; N]> for Events {
    fn from(events: [Event; N]) -> Self {
        const { assert!(N > 0, "a change has at least one event") };
        Self(events.into())
    }
}

impl From<Vec<Event>> for Events {
    fn from(events: Vec<Event>) -> Self {
        Self(events)
    }
}
