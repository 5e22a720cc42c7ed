//! The list of evidence for the tribunal (证据清单): what the records offer, in the order and for the purpose counsel
//! chooses. Nothing in it is typed in but order, purpose, source and pages; an exhibit is always a record.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::refused::{Fault, Refused, Words, unless_faulty};

/// Where an exhibit is kept (来源种类).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DisputeExhibitKind)]
pub enum Kind {
    /// 劳动合同
    Contract,
    /// 送达与确认
    Delivery,
    /// 案件证据材料，已核对
    Piece,
    /// 系统生成的文件
    Document,
    /// 双方签署的协议
    Agreement,
    /// 工资记录
    Wages,
    /// 争议中提交的证据
    Exhibit,
}

/// A record that can be put before the tribunal.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Offered {
    pub kind: Kind,
    /// Its id; for wages that of the person.
    pub id: String,
    pub name: String,
    pub dated_on: NaiveDate,
    /// Code of the evidence (`E-FACT`), or what kind of paper it is.
    pub code: String,
    /// What it shows, as it was recorded.
    #[serde(default)]
    pub text: String,
    pub pages: Option<i32>,
    /// In hex.
    pub sha256: Option<String>,
    /// Its place in the log.
    pub entry_index: Option<i64>,
}

impl Offered {
    /// What tells it from the others.
    pub fn key(&self) -> String {
        format!("{}:{}", self.kind.name(), self.id)
    }

    /// The code of the rulebook that it stands for.
    pub fn evidence_code(&self) -> Option<&'static str> {
        let code = match (self.kind, self.code.as_str()) {
            (Kind::Contract, _) => "E-CON",
            (Kind::Wages, _) => "E-WAGE12",
            (Kind::Agreement, _) => "E-AGREEMENT-SIGNED",
            (Kind::Delivery, "goals") => "E-KPI-KNOWN",
            (Kind::Document, "separation_notice" | "ending_notice") => "E-NOTICE-WRITTEN",
            (_, code) => code,
        };
        law::grounds::evidence(code).map(|known| known.code)
    }

    /// What it proves unless counsel says otherwise.
    fn purpose(&self) -> String {
        let named = self.evidence_code().and_then(law::grounds::evidence).map(|known| known.zh);
        let text = self.text.trim();
        match named {
            Some(zh) if text.is_empty() => zh.to_owned(),
            Some(zh) => format!("{zh}：{text}"),
            None => text.to_owned(),
        }
    }
}

impl Kind {
    /// The name in the API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contract => "contract",
            Self::Delivery => "delivery",
            Self::Piece => "piece",
            Self::Document => "document",
            Self::Agreement => "agreement",
            Self::Wages => "wages",
            Self::Exhibit => "exhibit",
        }
    }

    /// Where it comes from, as the list says it.
    const fn source(self) -> &'static str {
        match self {
            Self::Contract => "双方签订，用人单位保存",
            Self::Delivery => "人事系统送达记录",
            Self::Piece => "用人单位提交，已经另一人核对",
            Self::Document => "用人单位制作，人事系统存档",
            Self::Agreement => "双方签署，人事系统存档",
            Self::Wages => "人事系统工资记录",
            Self::Exhibit => "用人单位提交",
        }
    }
}

/// What counsel said about one exhibit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DisputeExhibitChoice)]
pub struct Choice {
    /// As the list names it.
    #[schema(example = "contract:0199a000-0000-7000-8000-000000000001")]
    pub key: String,
    /// Left out of the list when false.
    pub included: bool,
    /// What it is to prove (证明目的); as computed if empty.
    #[serde(default)]
    pub purpose: String,
    /// Where it comes from (证据来源); as computed if empty.
    #[serde(default)]
    pub source: String,
    /// Number of pages, where it is not known from the record.
    #[serde(default)]
    pub pages: Option<i32>,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// From 1 among those that are included.
    pub number: Option<u32>,
    pub offered: Offered,
    pub source: String,
    pub purpose: String,
    pub pages: Option<i32>,
    /// Its pages in the whole bundle of paper, where all before it are counted: `3–5`.
    pub page_range: Option<(i32, i32)>,
}

/// The list: first what counsel ordered, then what came on record since, by kind and day. What is left out stands last.
pub fn list(offered: Vec<Offered>, choices: &[Choice]) -> Vec<Line> {
    let place: BTreeMap<&str, usize> =
        choices.iter().enumerate().map(|(place, choice)| (choice.key.as_str(), place)).collect();
    let mut sorted: Vec<(usize, Offered)> =
        offered.into_iter().map(|one| (place.get(one.key().as_str()).copied().unwrap_or(usize::MAX), one)).collect();
    sorted.sort_by(|(a, one), (b, other)| {
        (a, one.kind, one.dated_on, &one.id).cmp(&(b, other.kind, other.dated_on, &other.id))
    });
    let (mut number, mut page) = (0, Some(1));
    let (included, left_out): (Vec<_>, Vec<_>) = sorted
        .into_iter()
        .map(|(place, one)| (choices.get(place), one))
        .partition(|(choice, _)| choice.is_none_or(|choice| choice.included));
    let lines = included.into_iter().map(|(choice, one)| {
        number += 1;
        let line = line(Some(number), one, choice);
        let range = page.zip(line.pages).map(|(first, pages)| (first, first + pages - 1));
        page = range.map(|(_, last)| last + 1);
        Line { page_range: range, ..line }
    });
    let mut lines: Vec<Line> = lines.collect();
    lines.extend(left_out.into_iter().map(|(choice, one)| line(None, one, choice)));
    lines
}

fn line(number: Option<u32>, offered: Offered, choice: Option<&Choice>) -> Line {
    let said = |text: Option<&String>| text.map(|text| text.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
    Line {
        number,
        source: said(choice.map(|choice| &choice.source)).unwrap_or_else(|| offered.kind.source().to_owned()),
        purpose: said(choice.map(|choice| &choice.purpose)).unwrap_or_else(|| offered.purpose()),
        pages: offered.pages.or(choice.and_then(|choice| choice.pages)),
        page_range: None,
        offered,
    }
}

/// Arrange the list: each exhibit once, none that is not on record.
pub fn arrange(choices: &[Choice], offered: &[Offered]) -> Result<(), Refused> {
    let known: BTreeSet<String> = offered.iter().map(Offered::key).collect();
    let mut seen = BTreeSet::new();
    let mut faults = Vec::new();
    for (index, choice) in choices.iter().enumerate() {
        let mut say = |field: &str, code, zh: &str, en: &str| {
            faults.push(Fault::new(format!("/exhibits/{index}/{field}"), code, Words::new(zh, en)));
        };
        if !known.contains(&choice.key) {
            say(
                "key",
                "unknown_exhibit",
                "清单中没有这份证据，请刷新。",
                "The list has no such exhibit. Load it again.",
            );
        } else if !seen.insert(choice.key.as_str()) {
            say("key", "twice", "同一份证据出现了两次。", "The same exhibit stands in it twice.");
        }
        for (field, text) in [("purpose", &choice.purpose), ("source", &choice.source)] {
            if text.chars().count() > 1000 {
                say(field, "length", "至多 1000 字。", "1,000 characters at most.");
            }
        }
        if choice.pages.is_some_and(|pages| !(1..=10_000).contains(&pages)) {
            say("pages", "out_of_range", "页数须在 1 至 10000 之间。", "Between 1 and 10,000 pages.");
        }
    }
    unless_faulty(faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(kind: Kind, id: &str, code: &str, pages: Option<i32>) -> Offered {
        Offered {
            kind,
            id: id.to_owned(),
            name: id.to_owned(),
            dated_on: NaiveDate::default(),
            code: code.to_owned(),
            text: String::new(),
            pages,
            sha256: None,
            entry_index: None,
        }
    }

    fn choice(key: &str, included: bool) -> Choice {
        Choice { key: key.to_owned(), included, purpose: String::new(), source: String::new(), pages: None }
    }

    fn three() -> Vec<Offered> {
        vec![
            offered(Kind::Exhibit, "x", "exhibit", Some(2)),
            offered(Kind::Piece, "p", "E-FACT", Some(3)),
            offered(Kind::Contract, "c", "contract", None),
        ]
    }

    #[test]
    fn without_a_choice_the_list_goes_by_kind_and_proves_what_the_code_says() {
        let lines = list(three(), &[]);
        let order: Vec<&str> = lines.iter().map(|line| line.offered.id.as_str()).collect();
        assert_eq!(order, ["c", "p", "x"]);
        assert_eq!(lines[0].purpose, "已签署的劳动合同（全部版本）");
        assert_eq!(lines[1].number, Some(2));
        assert_eq!(lines[1].page_range, None, "the contract before it has no known pages");
    }

    #[test]
    fn counsel_orders_renames_and_leaves_out_and_pages_run_on() {
        let said = Choice { purpose: "证明旷工".to_owned(), ..choice("piece:p", true) };
        let lines = list(three(), &[said, choice("contract:c", false), choice("exhibit:x", true)]);
        let shown: Vec<_> = lines.iter().map(|line| (line.number, line.offered.id.as_str(), line.page_range)).collect();
        assert_eq!(shown, [(Some(1), "p", Some((1, 3))), (Some(2), "x", Some((4, 5))), (None, "c", None)]);
        assert_eq!(lines[0].purpose, "证明旷工");
    }

    #[test]
    fn an_exhibit_that_is_not_on_record_or_stands_twice_is_refused() {
        let twice = [choice("piece:p", true), choice("piece:p", true), choice("piece:nope", true)];
        let Err(Refused::Invalid(faults)) = arrange(&twice, &three()) else { unreachable!("it is faulty") };
        let codes: Vec<_> = faults.iter().map(|fault| (fault.pointer.as_str(), fault.code)).collect();
        assert_eq!(codes, [("/exhibits/1/key", "twice"), ("/exhibits/2/key", "unknown_exhibit")]);
    }
}
