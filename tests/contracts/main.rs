//! Every contract that comes with Youju, set for two hundred people: nothing missing, nothing beyond the margins, no
//! page of signatures alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must stop")]

mod page;
mod people;

use std::path::PathBuf;
use std::sync::LazyLock;
use std::thread;

use chrono::{DateTime, Utc};
use domain::templates::{Kind, Language, fill, original, samples};
use serde_json::json;
use server::templates::specimen;
use signing::facts::Contract;
use signing::{FONT_DIRS, Rendered, Renderer};

use people::{PEOPLE, Person};

static RENDERER: LazyLock<Renderer> = LazyLock::new(|| Renderer::new(&FONT_DIRS.map(PathBuf::from)).unwrap());

fn rendered(kind: Kind, person: &Person, sample: usize) -> (Contract, Rendered) {
    let samples = samples(kind);
    let mut facts = samples[sample % samples.len()].clone();
    facts["employee"] = json!({"name": person.name, "number": person.number, "national_id": person.national_id,
        "address": person.address, "phone": "13800138000"});
    facts["job"]["position"] = person.position.clone().into();
    facts["job"]["unit"] = person.unit.clone().into();
    let filled = fill(&original(kind).unwrap(), &facts, Language::Chinese).unwrap();
    let contract = specimen(filled, &facts, "通用模板，第 1 版").unwrap();
    let at: DateTime<Utc> = "2026-10-20T02:00:00Z".parse().unwrap();
    let rendered = RENDERER.render(&contract, "AGR-2026-0001", at);
    let rendered = rendered.unwrap_or_else(|error| panic!("{kind} for {}: {error}", person.name));
    (contract, rendered)
}

fn whole(kind: Kind) {
    let people = people::generated();
    assert_eq!(people.len(), PEOPLE);
    for (turn, person) in people.iter().enumerate() {
        let (contract, rendered) = rendered(kind, person, turn);
        let who = format!("{kind} for {} ({turn})", person.name);
        let pages: Vec<usize> = rendered.fields.iter().map(|field| field.page).collect();
        assert_eq!(pages, [rendered.pages; 2], "{who}: both sign on the last page");
        let last = contract.clauses.last().unwrap();
        page::assert_whole(&rendered, &who, &[&person.name, &last.heading]);
        if turn == 0
            && let Some(folder) = std::env::var_os("YOUJU_KEEP_PDF")
        {
            std::fs::write(PathBuf::from(folder).join(format!("{kind}.pdf")), &rendered.pdf).unwrap();
        }
    }
}

#[test]
fn every_contract_is_whole_for_two_hundred_people() {
    thread::scope(|scope| {
        for kinds in Kind::ALL.chunks(3) {
            scope.spawn(|| kinds.iter().copied().for_each(whole));
        }
    });
}

#[test]
fn the_same_facts_give_the_same_bytes() {
    let people = people::generated();
    for kind in Kind::ALL {
        assert_eq!(rendered(kind, &people[7], 1).1.pdf, rendered(kind, &people[7], 1).1.pdf, "{kind}");
    }
}
