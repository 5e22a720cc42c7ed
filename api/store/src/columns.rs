//! Column types: money, closed sets as text, facts as JSON, and JSON that is sent as it is kept.

use std::fmt;
use std::str::FromStr;

use diesel::deserialize::{self, FromSql};
use diesel::pg::{Pg, PgValue};
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use utoipa::ToSchema;

/// Yuan to the fen, `"12000.00"` in JSON and whole fen (`bigint`) in the database.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
    ToSchema,
)]
#[diesel(sql_type = sql_types::BigInt)]
#[serde(transparent)]
#[schema(value_type = String, example = "12000.00", pattern = r"^-?\d{1,13}\.\d{2}$")]
pub struct Money(pub law::Fen);

impl ToSql<sql_types::BigInt, Pg> for Money {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        ToSql::<sql_types::BigInt, Pg>::to_sql(&self.0.0, &mut out.reborrow())
    }
}

impl FromSql<sql_types::BigInt, Pg> for Money {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        FromSql::<sql_types::BigInt, Pg>::from_sql(value).map(|fen| Self(law::Fen(fen)))
    }
}

/// A closed set of states or kinds, stored as its lower snake case name.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
    ToSchema,
)]
#[diesel(sql_type = sql_types::Text)]
#[serde(transparent)]
pub struct Text<T: fmt::Debug>(pub T);

impl<T: fmt::Debug + fmt::Display> ToSql<sql_types::Text, Pg> for Text<T> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        use std::io::Write;
        write!(out, "{}", self.0)?;
        Ok(serialize::IsNull::No)
    }
}

impl<T: fmt::Debug + FromStr> FromSql<sql_types::Text, Pg> for Text<T> {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        let name = std::str::from_utf8(value.as_bytes())?;
        match name.parse() {
            Ok(value) => Ok(Self(value)),
            Err(_) => Err(format!("`{name}` is not in the set {}", std::any::type_name::<T>()).into()),
        }
    }
}

/// Facts that are read and written as a whole, stored as `jsonb`.
#[derive(
    Clone,
    Debug,
    PartialEq,
    Eq,
    Default,
    Serialize,
    Deserialize,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
    ToSchema,
)]
#[diesel(sql_type = sql_types::Jsonb)]
#[serde(transparent)]
pub struct Json<T: fmt::Debug>(pub T);

impl<T: fmt::Debug + Serialize> ToSql<sql_types::Jsonb, Pg> for Json<T> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        use std::io::Write;
        out.write_all(&[1])?; // the version byte of jsonb's binary form
        serde_json::to_writer(out, &self.0)?;
        Ok(serialize::IsNull::No)
    }
}

impl<T: fmt::Debug + DeserializeOwned> FromSql<sql_types::Jsonb, Pg> for Json<T> {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        match value.as_bytes().split_first() {
            Some((1, json)) => Ok(Self(serde_json::from_slice(json)?)),
            _ => Err("unknown version of jsonb".into()),
        }
    }
}

/// JSON that is sent in the form in which it is kept, stored as `text`.
#[derive(Clone, Debug, Serialize, diesel::deserialize::FromSqlRow)]
#[serde(transparent)]
pub struct Raw(Box<RawValue>);

impl Raw {
    /// An object with the members of `more` after its own.
    pub fn with(&self, more: &impl Serialize) -> serde_json::Result<Self> {
        let more = serde_json::to_string(more)?;
        let (Some(own), Some(more)) = (self.0.get().strip_suffix('}'), more.strip_prefix('{')) else {
            return Err(serde::ser::Error::custom("only objects have members"));
        };
        RawValue::from_string(format!("{own},{more}")).map(Self)
    }
}

impl FromSql<sql_types::Text, Pg> for Raw {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(serde_json::from_slice(value.as_bytes())?))
    }
}
