//! Embedding 嵌入签署: the signing page in a frame of another frontend.
//!
//! A client asks for a token about one agreement, and its page frames the address that comes with it. The token lets
//! the page be framed by the origins of that client and says which agreement it is about; it signs nobody in. Inside
//! the frame the employee signs in with their own password, and that session reaches this one agreement. What must
//! not happen: a page framed by somebody else, a forwarded address that signs, a token that passes for a session or
//! the reverse, the employer signing for the person.

mod page;
mod token;

pub use page::show_embedded_page;
pub use token::{EmbedClaims, issue, opened};
