//! The demo company 演示公司: a story told to the service through its own HTTP API, step by step.
//!
//! From the roster to the evidence bundle, by the people whose steps they are: HR, managers, employees, the
//! union, counsel, the ERP. Nothing here reaches behind the API, except for the two things that are outside it
//! on purpose: the clock, which the story moves, and the mail catcher's folder, from which people read their
//! codes. `youju demo` tells it of the whole company; `make walk` tells it of the two people whose cases it
//! follows, with any roster, and keeps what an outsider would check.

mod accounts;
mod aftermath;
mod api;
mod cast;
mod company;
mod contracts;
mod figures;
mod goals;
mod load;
mod performance;
mod plans;
mod separations;
mod signing;
mod story;
mod transcript;
mod walk;
mod whole;

pub use accounts::Accounts;
pub use api::{Api, Body, Reply, Voice, Who};
pub use load::load;
pub use signing::{STATEMENT, sign_as as sign};
pub use story::{SetNow, Story};
pub use transcript::{Call, Transcript};
pub use walk::{Outcome, Waiting, Walk};

/// The password of everybody in the demo company.
pub const PASSWORD: &str = "youju-demo-2026";

/// Why a story stopped.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The service answered something nobody expected.
    #[error("{call} was answered with {status}:\n{answer}")]
    Refused { call: String, status: u16, answer: String },
    #[error("the service cannot be reached: {0}")]
    Http(#[from] reqwest::Error),
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error("the actual values cannot be read: {0}")]
    Csv(#[from] csv::Error),
    #[error(transparent)]
    Start(Box<crate::start::Error>),
    /// The input does not carry the story.
    #[error("{0}")]
    Story(String),
}

impl From<crate::start::Error> for Error {
    fn from(error: crate::start::Error) -> Self {
        Self::Start(Box::new(error))
    }
}

impl Error {
    pub(crate) fn story(what: impl Into<String>) -> Self {
        Self::Story(what.into())
    }
}

/// What a step of the story comes to.
pub type Told<T> = Result<T, Error>;
