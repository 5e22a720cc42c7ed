//! Every contract and letter that comes with Youju, set for two hundred people: nothing missing, nothing beyond the margins, no
//! page of signatures alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must stop")]

mod page;
mod people;

use std::path::PathBuf;
use std::sync::LazyLock;
use std::thread;

use chrono::{DateTime, Utc};
use domain::templates::{Kind, Language, fill, original, sample_facts, samples};
use serde::de::DeserializeOwned;
use serde_json::json;
use server::templates::{specimen, written};
use signing::facts::{
    Document, EndingNotice, ImprovementPlan, Letter, Letterhead, Logo, NonCompeteLetter, SeparationAgreement,
    SeparationNotice, Settlement, UnionNotice, WarningLetter,
};
use signing::{FONT_DIRS, Rendered, Renderer};

use people::{PEOPLE, Person};

static RENDERER: LazyLock<Renderer> = LazyLock::new(|| Renderer::new(&FONT_DIRS.map(PathBuf::from)).unwrap());

/// Two lines, one of which no page is wide enough for, and a logo as wide as it is allowed to be.
fn letterhead() -> Letterhead {
    let logo = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 90 10\"><path fill=\"#1f3b5c\" fill-opacity=\"0.5\" d=\"M0 0h90v10H0z\"/></svg>";
    let lines =
        ["杭州示例智能科技有限公司 Hangzhou Example Intelligent Technology Co., Ltd.".to_owned(), "w".repeat(80)];
    Letterhead { lines: lines.to_vec(), logo: Some(Logo::Svg(logo.to_owned())) }
}

/// A document for somebody, and what its end must name beside the signatures.
struct Set {
    rendered: Rendered,
    ending: Vec<String>,
    /// The page on which it is signed; the annex of an agreement follows it.
    signed_on: SignedOn,
}

#[derive(Clone, Copy, PartialEq)]
enum SignedOn {
    TheLastPage(usize),
    /// The receipt below a notice may have a page of its own.
    APageWithItsText,
}

fn set(head: Option<Letterhead>, kind: Kind, person: &Person, sample: usize) -> Set {
    match kind {
        Kind::SeparationAgreement => letter::<SeparationAgreement>(head, kind, person, sample),
        Kind::SeparationNotice => letter::<SeparationNotice>(head, kind, person, sample),
        Kind::EndingNotice => letter::<EndingNotice>(head, kind, person, sample),
        Kind::UnionNotice => letter::<UnionNotice>(head, kind, person, sample),
        Kind::WarningLetter => letter::<WarningLetter>(head, kind, person, sample),
        Kind::ImprovementPlan => letter::<ImprovementPlan>(head, kind, person, sample),
        Kind::SettlementStatement => letter::<Settlement>(head, kind, person, sample),
        Kind::NonCompeteLetter => letter::<NonCompeteLetter>(head, kind, person, sample),
        _ => contract(head, kind, person, sample),
    }
}

fn contract(head: Option<Letterhead>, kind: Kind, person: &Person, sample: usize) -> Set {
    let samples = samples(kind);
    let mut facts = samples[sample % samples.len()].clone();
    facts["employee"] = json!({"name": person.name, "number": person.number, "national_id": person.national_id,
        "address": person.address, "phone": "13800138000"});
    facts["job"]["position"] = person.position.clone().into();
    facts["job"]["unit"] = person.unit.clone().into();
    let filled = fill(&original(kind).unwrap(), &facts, Language::Chinese).unwrap();
    let mut contract = specimen(filled, &facts, "通用模板，第 1 版").unwrap();
    contract.employer.letterhead = head;
    // Every third has a witness, whose name is a long one.
    contract.witness = sample.is_multiple_of(3).then(|| "阿卜杜热合曼·麦麦提敏·阿布都克里木".to_owned());
    let signers = if contract.witness.is_some() { 3 } else { 2 };
    let last = contract.clauses.last().unwrap().heading.clone();
    let rendered = render(&contract, kind, person);
    Set { rendered, ending: vec![person.name.clone(), last], signed_on: SignedOn::TheLastPage(signers) }
}

fn letter<L: Letter + DeserializeOwned>(head: Option<Letterhead>, kind: Kind, person: &Person, sample: usize) -> Set {
    let samples = sample_facts(kind);
    let mut facts = samples[sample % samples.len()].clone();
    facts["worker"] = json!({"name": person.name, "number": person.number, "national_id": person.national_id,
        "org_unit": person.unit, "position": person.position, "address": person.address, "phone": "13800138000"});
    facts["employer"]["letterhead"] = serde_json::to_value(head).unwrap();
    let facts: L = serde_json::from_value(facts).unwrap();
    let letter = written(&original(kind).unwrap(), facts, "通用模板，第 1 版".to_owned(), Language::Chinese).unwrap();
    let last = letter.words.clauses.last().unwrap().heading.clone();
    let rendered = render(&letter, kind, person);
    let (ending, signed_on) = match kind {
        // The annex with the steps of each figure is on the last page.
        Kind::SeparationAgreement => (vec!["款项计算步骤".to_owned()], SignedOn::APageWithItsText),
        Kind::UnionNotice => (vec![last], SignedOn::TheLastPage(1)),
        Kind::WarningLetter => (vec!["签收回执".to_owned()], SignedOn::APageWithItsText),
        Kind::ImprovementPlan => (vec![person.name.clone(), last], SignedOn::TheLastPage(2)),
        // Figures that may still move are signed by nobody.
        Kind::SettlementStatement if rendered.fields.is_empty() => (Vec::new(), SignedOn::TheLastPage(0)),
        Kind::SettlementStatement => (vec![person.name.clone(), last], SignedOn::TheLastPage(2)),
        Kind::NonCompeteLetter => (vec![last], SignedOn::TheLastPage(1)),
        _ => (vec!["送达回执".to_owned()], SignedOn::APageWithItsText),
    };
    Set { rendered, ending, signed_on }
}

fn render<D: Document>(document: &D, kind: Kind, person: &Person) -> Rendered {
    let at: DateTime<Utc> = "2026-10-20T02:00:00Z".parse().unwrap();
    let rendered = RENDERER.render(document, "AGR-2026-0001", at);
    rendered.unwrap_or_else(|error| panic!("{kind} for {}: {error}", person.name))
}

fn whole(kind: Kind) {
    let people = people::generated();
    assert_eq!(people.len(), PEOPLE);
    for (turn, person) in people.iter().enumerate() {
        // Every other one under a letterhead: it moves all that follows.
        let Set { rendered, ending, signed_on } = set((turn % 2 == 0).then(letterhead), kind, person, turn);
        let who = format!("{kind} for {} ({turn})", person.name);
        let pages: Vec<usize> = rendered.fields.iter().map(|field| field.page).collect();
        match signed_on {
            SignedOn::TheLastPage(signatures) => assert_eq!(pages, vec![rendered.pages; signatures], "{who}"),
            SignedOn::APageWithItsText => {
                assert!(!pages.is_empty() && pages.iter().all(|page| *page == pages[0]), "{who}: {pages:?}");
                page::assert_says(&rendered, pages[0], &who, "文本来源");
            }
        }
        let ending: Vec<&str> = ending.iter().map(String::as_str).collect();
        page::assert_whole(&rendered, &who, &ending);
        if turn == 0
            && let Some(folder) = std::env::var_os("YOUJU_KEEP_PDF")
        {
            std::fs::write(PathBuf::from(folder).join(format!("{kind}.pdf")), &rendered.pdf).unwrap();
        }
    }
}

#[test]
fn every_document_is_whole_for_two_hundred_people() {
    thread::scope(|scope| {
        for kinds in Kind::ALL.chunks(5) {
            scope.spawn(|| kinds.iter().copied().for_each(whole));
        }
    });
}

#[test]
fn the_same_facts_give_the_same_bytes() {
    let people = people::generated();
    for kind in Kind::ALL {
        let plain = || set(None, kind, &people[7], 1).rendered.pdf;
        assert_eq!(plain(), plain(), "{kind}");
        let headed = || set(Some(letterhead()), kind, &people[7], 1).rendered.pdf;
        assert_eq!(headed(), headed(), "{kind} under a letterhead");
    }
}
