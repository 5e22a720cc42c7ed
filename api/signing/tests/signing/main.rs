//! Documents, signatures and attacks on them, judged also by programs that are not ours.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod attacks;
mod authority;
mod documents;
mod forms;
mod judges;
mod keystore;
mod mutations;
mod remote;
mod samples;
mod signatures;
mod signed;
