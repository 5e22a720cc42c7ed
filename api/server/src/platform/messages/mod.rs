//! Messages to people outside the service: SMS and e-mail.
//!
//! A message goes with the event it tells of ([`super::Event::tell`]): [`outbox`] keeps it with the change and sends it
//! once that has committed. Who carries it is a [`Messenger`]: a mail server and an SMS gateway of the settings, and
//! for a channel without one a folder of JSON files, one a message.

mod carriers;
pub mod outbox;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use store::ids::MessageId;

use super::ids;

pub use carriers::{Carriers, Folder, SmsGateway, Smtp};

/// How a message travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    Sms,
    Email,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Message {
    pub id: MessageId,
    pub channel: Channel,
    /// Phone number or address.
    pub to: String,
    pub subject: String,
    pub text: String,
    /// Later nobody needs it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<DateTime<Utc>>,
}

impl Message {
    pub fn new(channel: Channel, to: String, subject: &str, text: String) -> Self {
        Self { id: ids::new(), channel, to, subject: subject.to_owned(), text, expires_at: None }
    }
}

/// Why a message was not taken.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// Nothing goes this way now; the next one would not either.
    #[error("the carrier is out of order: {0}")]
    OutOfOrder(String),
    /// This one will never go.
    #[error("the carrier refuses it: {0}")]
    Refused(String),
}

/// Hands messages to whoever delivers them. Its methods block: call them off the async threads. What is handed over
/// twice under one id must reach the person once.
pub trait Messenger: Send + Sync {
    fn send(&self, message: &Message) -> Result<(), NotTaken>;

    /// Whether this is an address at all, as far as can be seen.
    fn reaches(&self, _: Channel, _: &str) -> bool {
        true
    }
}
