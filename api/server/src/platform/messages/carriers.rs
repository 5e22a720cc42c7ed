//! Who carries messages: a mail server, an SMS gateway, or a folder.

use std::path::PathBuf;
use std::time::Duration;

use lettre::message::header::ContentType;
use lettre::message::{Mailbox, MessageBuilder};
use lettre::{Address, SmtpTransport, Transport};
use serde::Serialize;
use serde::de::IgnoredAny;
use tokio::runtime::Handle;

use super::{Channel, Message, Messenger, NotTaken};
use crate::platform::config::Settings;
use crate::platform::errors::Problem;
use crate::platform::service::{Endpoint, Failure, Service};

/// Longer than this nobody is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// By channel, as the settings say; what has no carrier goes to the folder.
pub struct Carriers {
    sms: Option<SmsGateway>,
    email: Option<Smtp>,
    folder: Folder,
}

impl Carriers {
    pub fn open(settings: &Settings) -> Result<Self, Problem> {
        let email = match (&settings.smtp_url, &settings.mail_from) {
            (Some(url), Some(from)) => Some(Smtp::new(url, from).map_err(Problem::from_internal)?),
            _ => None,
        };
        let sms = settings.sms_url.clone().map(|url| {
            let token = settings.sms_token.clone();
            SmsGateway::new(Endpoint { url, token, timeout: PATIENCE, runtime: Handle::current() })
        });
        Ok(Self { sms: sms.transpose()?, email, folder: Folder(settings.folder("outbox")) })
    }
}

impl Messenger for Carriers {
    fn send(&self, message: &Message) -> Result<(), NotTaken> {
        match (message.channel, &self.sms, &self.email) {
            (Channel::Sms, Some(gateway), _) => gateway.send(message),
            (Channel::Email, _, Some(server)) => server.send(message),
            _ => self.folder.send(message),
        }
    }

    fn reaches(&self, channel: Channel, to: &str) -> bool {
        channel == Channel::Sms || self.email.is_none() || to.parse::<Address>().is_ok()
    }
}

/// Writes each message to a file of its own.
pub struct Folder(pub PathBuf);

impl Messenger for Folder {
    fn send(&self, message: &Message) -> Result<(), NotTaken> {
        let write = || -> std::io::Result<()> {
            std::fs::create_dir_all(&self.0)?;
            let name = message.id;
            let draft = self.0.join(format!(".{name}"));
            std::fs::write(&draft, serde_json::to_vec_pretty(message)?)?;
            std::fs::rename(draft, self.0.join(format!("{name}.json")))
        };
        write().map_err(|error| NotTaken::OutOfOrder(error.to_string()))
    }
}

/// A mail server (RFC 5321) that takes e-mail of the employer.
pub struct Smtp {
    server: SmtpTransport,
    from: Mailbox,
    /// What follows the `@` in the id of a message.
    domain: String,
}

impl Smtp {
    /// `smtps://user:password@mail.example.com`, or `smtp://…?tls=required`; `from` as in `有据 <hr@example.com>`.
    pub fn new(url: &str, from: &str) -> Result<Self, String> {
        let server = SmtpTransport::from_url(url).map_err(|error| format!("smtp_url: {error}"))?;
        let from: Mailbox = from.parse().map_err(|error| format!("mail_from: `{from}`: {error}"))?;
        let domain = from.email.domain().to_owned();
        Ok(Self { server: server.timeout(Some(PATIENCE)).build(), from, domain })
    }

    fn letter(&self, message: &Message) -> Result<lettre::Message, String> {
        let to: Mailbox = message.to.parse().map_err(|error| format!("the address: {error}"))?;
        let head: MessageBuilder = lettre::Message::builder()
            .message_id(Some(format!("<{}@{}>", message.id, self.domain)))
            .from(self.from.clone())
            .to(to)
            .subject(&message.subject)
            .header(ContentType::TEXT_PLAIN);
        head.body(message.text.clone()).map_err(|error| error.to_string())
    }
}

impl Messenger for Smtp {
    fn send(&self, message: &Message) -> Result<(), NotTaken> {
        let letter = self.letter(message).map_err(NotTaken::Refused)?;
        match self.server.send(&letter) {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(NotTaken::Refused(error.to_string())),
            Err(error) => Err(NotTaken::OutOfOrder(error.to_string())),
        }
    }
}

/// A gateway that takes short messages over HTTP: `POST {sms_url}/messages`.
pub struct SmsGateway(Service);

/// What it is told. It takes an id once.
#[derive(Serialize)]
struct Short<'a> {
    id: String,
    to: &'a str,
    text: &'a str,
}

impl SmsGateway {
    pub fn new(endpoint: Endpoint) -> Result<Self, Problem> {
        Ok(Self(Service::new(endpoint).map_err(Problem::from_internal)?))
    }
}

impl Messenger for SmsGateway {
    fn send(&self, message: &Message) -> Result<(), NotTaken> {
        let short = Short { id: message.id.to_string(), to: &message.to, text: &message.text };
        match self.0.post::<IgnoredAny>("/messages", &short) {
            Ok(_) => Ok(()),
            Err(Failure::Refused) => Err(NotTaken::Refused("the gateway does not take it".into())),
            Err(failure) => Err(NotTaken::OutOfOrder(format!("{failure:?}"))),
        }
    }
}
