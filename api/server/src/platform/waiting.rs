//! What waits for a person: cards that each slice fills and `GET /home` shows.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

/// How many items of a card are named; the rest are only counted.
pub const NAMED: i64 = 5;

/// Things of one kind that wait for the caller.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = HomeCard)]
pub struct Card {
    /// What is asked for, e.g. `goals_to_confirm`.
    #[schema(example = "goals_to_confirm")]
    pub kind: &'static str,
    /// How many wait.
    pub count: i64,
    /// The most pressing of them, at most five.
    pub items: Vec<CardItem>,
}

/// One thing that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = HomeCardItem)]
pub struct CardItem {
    #[schema(example = "2026 年第二季度考核")]
    pub title: String,
    pub due_on: Option<NaiveDate>,
    /// Where it is, below `/`.
    #[schema(example = "/reviews/0199a3c0-6f1e-7b5a-9d3c-2f8e4b7a1c55")]
    pub path: String,
}

/// The first of what a query found, each with how many it found in all: `count_star().over()`.
pub type Counted<T> = Vec<(T, i64)>;

impl Card {
    /// A card of what a query found.
    pub fn found<T>(kind: &'static str, rows: Counted<T>, item: impl Fn(T) -> CardItem) -> Option<Self> {
        let count = rows.first().map_or(0, |(_, count)| *count);
        Self::of(kind, count, rows.into_iter().map(|(row, _)| item(row)).collect())
    }

    /// A card of one kind from all that waits, most pressing first; `None` when nothing does.
    pub fn of(kind: &'static str, count: i64, items: Vec<CardItem>) -> Option<Self> {
        (count > 0).then_some(Self { kind, count, items })
    }
}
