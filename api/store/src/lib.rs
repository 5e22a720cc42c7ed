//! What changes seldom and compiles long: the schema, typed ids, column types and connections.
//!
//! There are no queries here; a slice of the server owns its own.

pub mod columns;
pub mod connections;
pub mod ids;
pub mod schema;

pub use columns::{Json, Money, Raw, Text};
pub use connections::{Connections, Db, Error, Reader, SCHEMA_DIGEST, Tx, migrate};
