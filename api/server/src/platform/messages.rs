//! Messages to people outside the service: SMS and e-mail.
//!
//! The working default is a folder of JSON files, one a message, which is what the local mail catcher reads.

use std::path::PathBuf;

use serde::Serialize;

use super::errors::Problem;
use super::ids;

/// How a message travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    Sms,
    Email,
}

#[derive(Clone, Debug, Serialize)]
pub struct Message {
    pub channel: Channel,
    /// Phone number or address.
    pub to: String,
    pub subject: String,
    pub text: String,
}

/// Hands a message to whoever delivers it.
pub trait Messenger: Send + Sync {
    fn send(&self, message: &Message) -> Result<(), Problem>;
}

/// Writes each message to a file of its own.
pub struct Folder(pub PathBuf);

impl Messenger for Folder {
    fn send(&self, message: &Message) -> Result<(), Problem> {
        let write = || -> std::io::Result<()> {
            std::fs::create_dir_all(&self.0)?;
            let name = ids::new::<uuid::Uuid>();
            let draft = self.0.join(format!(".{name}"));
            std::fs::write(&draft, serde_json::to_vec_pretty(message)?)?;
            std::fs::rename(draft, self.0.join(format!("{name}.json")))
        };
        write().map_err(Problem::from_internal)
    }
}
