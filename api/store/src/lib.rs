//! What changes seldom and compiles long: the schema, typed ids, column types and connections.
//!
//! There are no queries here; a slice of the server owns its own.

pub mod columns;
pub mod connections;
pub mod ids;
pub mod schema;

pub use columns::{Json, Money, Raw, Text};
pub use connections::{Connections, Db, Error, Reader, SCHEMA_DIGEST, Tx, migrate};

// Counted together: where the agreements of a batch stand, and which of them the company has sealed.
diesel::allow_columns_to_appear_in_same_group_by_clause!(
    schema::agreement_batch_items::batch_id,
    schema::agreements::stage,
    schema::agreement_signers::state,
);
