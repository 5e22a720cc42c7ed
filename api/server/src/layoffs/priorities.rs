//! Who is to be kept first 优先留用 (LCL 41(2), R-063), and who may not be laid off at all (LCL 42, 21): everybody the
//! people are chosen from, with the reason beside each name. Health and family stand in it, so each reading is on record.

use std::collections::HashMap;

use actix_web::get;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use domain::layoffs::priority::{self, Reason, Term};
use domain::separations::protection::Person;
use law::Ground;
use law::gate::{Dates, Input};
use serde::{Deserialize, Serialize};
use store::Db;
use store::ids::{EmployeeId, LayoffId, PositionId, SeparationId};
use utoipa::{IntoParams, ToSchema};

use super::row::Layoff;
use crate::employees::{
    Circumstances, Colleague, ContractKind, EmployeeRef, Known, NamedPosition, NamedUnit, RecordedContract,
    contracts_with,
};
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Guard, Page, Paging, Scope, perm};
use crate::separations::{self, Chosen};

/// How many colleagues are named beside somebody who is chosen; the rest are only counted.
const NAMED: usize = 5;

/// Somebody the people are chosen from.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LayoffPriority {
    pub employee: EmployeeRef,
    pub org_unit: NamedUnit,
    pub position: NamedPosition,
    pub hired_on: NaiveDate,
    /// The contract on record; null when there is none.
    pub contract: Option<LayoffPriorityContract>,
    pub chosen: bool,
    /// The case of somebody who is chosen.
    pub separation_id: Option<SeparationId>,
    /// Why they are to be kept first, as far as it is on record.
    pub reasons: Vec<Reason>,
    /// What forbids laying them off.
    pub bars: Vec<LayoffBar>,
    /// Whether the family has no other earner and dependants, as they declared it.
    pub sole_earner: Known,
    /// Circumstances that nobody has answered and on which a bar depends.
    #[schema(example = json!(["pregnant"]))]
    pub unknown: Vec<String>,
    /// Of somebody who is chosen: colleagues of the same position with less protection who stay; five at most.
    pub before: Vec<LayoffBefore>,
    /// How many they are.
    pub before_count: usize,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LayoffPriorityContract {
    pub kind: ContractKind,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
}

/// A law that forbids laying somebody off.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LayoffBar {
    #[schema(example = "ART42_PROTECTED")]
    pub code: String,
    #[schema(example = "R-072")]
    pub rule: String,
    pub cite: String,
    pub zh: String,
    pub en: String,
}

/// A colleague of the same position with less protection on record.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LayoffBefore {
    pub employee: EmployeeRef,
    /// Everything that decides it is on record; otherwise it is to be asked first.
    pub certain: bool,
}

/// Filters of the list of priorities.
#[derive(Clone, Debug, Default, Serialize, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LayoffPriorityFilter {
    /// Only who is chosen, or only who is not.
    pub chosen: Option<bool>,
    /// Only who is chosen though a bar, an unanswered circumstance or a colleague with less protection speaks against it.
    pub warned: Option<bool>,
    pub position_id: Option<PositionId>,
    /// Only positions in which somebody is chosen.
    pub same_positions: Option<bool>,
}

impl LayoffPriority {
    fn is_warned(&self) -> bool {
        self.chosen && (!self.bars.is_empty() || self.before_count > 0 || !self.unknown.is_empty())
    }

    /// By position, whoever is chosen first.
    fn place(&self) -> (String, PositionId, bool, String) {
        (self.position.name.clone(), self.position.id, !self.chosen, self.employee.number.clone())
    }
}

/// Who is to be kept first and who may not be laid off, of everybody the legal entity employs, by position. What is
/// not on record is unknown. Each reading is put on record.
#[utoipa::path(tag = "separations", params(("id" = LayoffId, Path), LayoffPriorityFilter, Paging), responses((status = 200, body = Page<LayoffPriority>), Refusals))]
#[get("/layoffs/{id}/priorities")]
pub async fn list_layoff_priorities(
    app: App,
    who: Guard<perm::LayoffsPriorities>,
    id: Path<LayoffId>,
    filter: Query<LayoffPriorityFilter>,
    paging: Query<Paging>,
) -> Answer<Page<LayoffPriority>> {
    app.change(&who, async |tx| {
        let layoff = Layoff::find(tx, who.scope(), *id).await?;
        let found = weighed(&app, tx, who.scope(), &layoff, &filter).await?;
        let after: Option<(String, PositionId, bool, String)> = paging.after()?;
        let wanted = usize::try_from(paging.limit()).unwrap_or_default() + 1;
        let follows = |one: &LayoffPriority| after.as_ref().is_none_or(|last| one.place() > *last);
        let rows: Vec<LayoffPriority> = found.into_iter().filter(follows).take(wanted).collect();
        let page = Page::of(rows, &paging, LayoffPriority::place);
        let facts = serde_json::json!({"number": layoff.number, "filter": *filter, "people": page.items.len()});
        let event = Event::new(Kind::LayoffPrioritiesRead, layoff.legal_entity_id, *id).facts(&facts);
        Ok((page, event))
    })
    .await
}

/// Everybody of the legal entity whom the filter keeps, in the order of the list.
pub(super) async fn weighed(
    app: &App,
    db: &Db,
    scope: &Scope,
    layoff: &Layoff,
    filter: &LayoffPriorityFilter,
) -> Answer<Vec<LayoffPriority>> {
    let (entity, today) = (layoff.legal_entity_id, app.today());
    let people = Colleague::of_entity(db, scope, entity, today).await?;
    let contracts = contracts_with(db, entity, today).await?;
    let known = Known41 { contracts, chosen: separations::chosen_in(db, layoff.id).await?, item: layoff.item, today };
    // Everybody of a legal entity is weighed: not on a thread that answers others.
    let (work, wanted) = (app.clone(), filter.clone());
    app.blocking(move || listed(&work, people, &known, &wanted)).await
}

/// What is on record beside the people themselves.
struct Known41 {
    contracts: HashMap<store::ids::EmploymentId, RecordedContract>,
    chosen: HashMap<EmployeeId, Chosen>,
    item: i16,
    today: NaiveDate,
}

fn listed(
    app: &App,
    people: Vec<Colleague>,
    known: &Known41,
    filter: &LayoffPriorityFilter,
) -> Answer<Vec<LayoffPriority>> {
    let mut found: Vec<LayoffPriority> = people.into_iter().map(|one| known.of(app, one)).collect::<Answer<_>>()?;
    found.sort_by_cached_key(LayoffPriority::place);
    for group in found.chunk_by_mut(|one, next| one.position.id == next.position.id) {
        compare(group);
    }
    let concerned: Vec<PositionId> = found.iter().filter(|one| one.chosen).map(|one| one.position.id).collect();
    found.retain(|one| {
        filter.chosen.is_none_or(|chosen| one.chosen == chosen)
            && filter.warned.is_none_or(|warned| one.is_warned() == warned)
            && filter.position_id.is_none_or(|position| one.position.id == position)
            && (filter.same_positions != Some(true) || concerned.contains(&one.position.id))
    });
    Ok(found)
}

/// Sets the people of one position beside each other.
fn compare(group: &mut [LayoffPriority]) {
    let colleagues: Vec<priority::Colleague> = group.iter().map(LayoffPriority::weighed).collect();
    let names: Vec<EmployeeRef> = group.iter().map(|one| one.employee.clone()).collect();
    let compared = priority::reasons(&colleagues).into_iter().zip(priority::overlooked(&colleagues));
    for (one, (reasons, overlooked)) in group.iter_mut().zip(compared) {
        one.reasons = reasons;
        one.before_count = overlooked.len();
        let named = overlooked.into_iter().take(NAMED);
        one.before = named
            .filter_map(|before| {
                Some(LayoffBefore { employee: names.get(before.at)?.clone(), certain: before.certain })
            })
            .collect();
    }
}

impl LayoffPriority {
    fn weighed(&self) -> priority::Colleague {
        let term = self.contract.as_ref().map(|contract| match (contract.kind, contract.until) {
            (ContractKind::FixedTerm, Some(until)) => Term::fixed(contract.from, until),
            (ContractKind::Task, _) => Term::Task,
            _ => Term::OpenEnded,
        });
        let barred = match (self.bars.is_empty(), self.unknown.is_empty()) {
            (false, _) => Some(true),
            (true, true) => Some(false),
            (true, false) => None,
        };
        priority::Colleague { chosen: self.chosen, term, sole_earner: self.sole_earner.as_bool(), barred }
    }
}

impl Known41 {
    /// One person with what the law of 41 says about them; who stands beside them comes later.
    fn of(&self, app: &App, one: Colleague) -> Answer<LayoffPriority> {
        let declared = match &one.circumstances {
            Some(sealed) => Circumstances::open(&app.keyring, sealed)?,
            None => Circumstances::default(),
        };
        let contract = self.contracts.get(&one.employment_id);
        let chosen = self.chosen.get(&one.person.id);
        let (bars, unknown) = self.against(&one, &declared, contract, chosen)?;
        Ok(LayoffPriority {
            contract: contract.map(|contract| LayoffPriorityContract {
                kind: contract.kind,
                from: contract.from,
                until: contract.until,
            }),
            chosen: chosen.is_some(),
            separation_id: chosen.map(|chosen| chosen.separation_id),
            employee: one.person,
            org_unit: one.org_unit,
            position: one.position,
            hired_on: one.hired_on,
            reasons: Vec::new(),
            bars,
            sole_earner: declared.sole_earner,
            unknown,
            before: Vec::new(),
            before_count: 0,
        })
    }

    /// What the gate of 41 has against laying somebody off today, and what it would have to know for that.
    fn against(
        &self,
        one: &Colleague,
        declared: &Circumstances,
        contract: Option<&RecordedContract>,
        chosen: Option<&Chosen>,
    ) -> Answer<(Vec<LayoffBar>, Vec<String>)> {
        let person = Person {
            is_male: one.gender == "male",
            category: chosen.and_then(|chosen| chosen.retirement_category),
            birth_on: one.birth_on,
            hired_on: one.hired_on,
        };
        let probation = contract.map(|contract| contract.probation_until);
        let mut circumstances = separations::circumstances_of_person(declared, person, probation, self.today)?;
        circumstances.other_protection = chosen.and_then(|chosen| chosen.other_protection);
        let input = Input {
            ground: Ground::MassLayoff(u8::try_from(self.item).ok()),
            circumstances,
            evidence: Default::default(),
            dates: Dates { notice: Some(self.today), ..Dates::default() },
        };
        let outcome = law::gate(&input)?;
        let of_person = outcome.bars.into_iter().filter(|bar| OF_THE_PERSON.contains(&bar.code.as_str()));
        let bars = of_person
            .map(|bar| LayoffBar {
                code: bar.code,
                rule: bar.rule.to_owned(),
                cite: bar.cite.to_owned(),
                zh: bar.zh,
                en: bar.en,
            })
            .collect();
        let asked = outcome.unknown.into_iter().filter(|name| ASKED.contains(name));
        Ok((bars, asked.map(str::to_owned).collect()))
    }
}

/// Bars that lie in the person, not in the procedure.
const OF_THE_PERSON: [&str; 3] = ["PROBATION_BAR", "ART42_PROTECTED", "OCC_HEALTH"];

/// Circumstances of the person on which one of them depends.
const ASKED: [&str; 9] = [
    "in_probation",
    "pregnant",
    "nursing_until",
    "in_medical_period",
    "injury_grade",
    "occupational_hazard",
    "exit_health_check",
    "service_years",
    "years_to_retirement",
];
