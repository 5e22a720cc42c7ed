//! What every slice uses.

pub mod access;
pub mod app;
pub mod clock;
pub mod config;
mod constraints;
pub mod crypto;
pub mod deliveries;
pub mod errors;
pub mod form;
pub mod headers;
pub mod http;
pub mod idempotency;
pub mod ids;
pub mod journal;
pub mod lease;
pub mod messages;
pub mod outgoing;
pub mod postgres;
pub mod service;
pub mod session;
pub mod storage;
pub mod telemetry;
pub mod tokens;
pub mod waiting;
pub mod workbook;

pub use access::{Guard, Scope, perm};
pub use app::App;
pub use errors::{Answer, Problem};
pub use http::{Created, IfMatch, Page, Paging, Tagged, Valid};
pub use journal::{Event, Kind};
