//! The numbers, from cases and people that were read in a few statements.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use domain::risk::{Situation, Topic, findings, situations};
use domain::separations::Stage;
use store::ids::LegalEntityId;

use super::row::{
    RiskCase, RiskContract, RiskGroundCount, RiskMissing, RiskOverdue, RiskOverview, RiskSituationCount, RiskTopicCount,
};
use crate::deadlines::{Survey, survey};
use crate::platform::access::{Caller, Scope};
use crate::platform::{Answer, App, perm};
use crate::{alerts, plans, separations};

/// Plans that end within so many days are counted.
const PLANS_AHEAD: u64 = 30;

/// Cases in scope, oldest first.
pub(super) async fn cases(
    app: &App,
    who: &Caller,
    scope: &Scope,
    entity: Option<LegalEntityId>,
) -> Answer<Vec<RiskCase>> {
    let open = separations::open_cases(app, who, scope, entity).await?;
    let mut cases: Vec<RiskCase> = open.into_iter().map(|case| RiskCase::of(case, app.today())).collect();
    cases.sort_by_key(RiskCase::place);
    Ok(cases)
}

/// What is found about the contracts of these people, the earliest day first.
pub(super) fn contracts(survey: Survey, topic: Option<Topic>, today: NaiveDate, english: bool) -> Vec<RiskContract> {
    let found = survey.people.into_iter().flat_map(|one| {
        let person = one.person;
        findings(&one.facts, today).into_iter().map(move |finding| RiskContract::of(person.clone(), finding, english))
    });
    let mut found: Vec<RiskContract> = found.filter(|one| topic.is_none_or(|topic| one.topic == topic)).collect();
    found.sort_by_key(RiskContract::place);
    found
}

/// All of it in numbers: eleven statements, however many people and cases.
pub(super) async fn overview(
    app: &App,
    who: &Caller,
    scope: &Scope,
    entity: Option<LegalEntityId>,
    english: bool,
) -> Answer<RiskOverview> {
    let today = app.today();
    let plans_ending_by = today + Days::new(PLANS_AHEAD);
    let alerted = who.reach::<perm::AlertsRead>().filter(Scope::is_by_role);
    let (cases, survey) = tokio::try_join!(cases(app, who, scope, entity), survey(app, who, scope, entity))?;
    let db = app.read().await?;
    let open_alerts = match &alerted {
        Some(scope) => Some(alerts::count_open(&db, (scope, who, today), entity).await?),
        None => None,
    };
    let plans_ending = plans::ending_by(&db, (scope, who, today), plans_ending_by, entity).await?;
    let stakes: Vec<separations::AtStake> = cases.iter().map(|case| case.at_stake).collect();
    Ok(RiskOverview {
        as_of: today,
        cases: cases.len(),
        by_ground: by_ground(&cases),
        at_stake: separations::AtStake::sum(&stakes)?,
        without_sums: stakes.iter().filter(|stake| stake.statutory.is_none()).count(),
        missing: missing(&cases),
        contracts: by_topic(&survey, today),
        protected: by_situation(&survey, today),
        overdue: overdue(&survey, english),
        open_alerts,
        plans_ending,
        plans_ending_by,
        people: survey.people.iter().filter(|one| one.facts.left_on.is_none()).count(),
    })
}

fn by_ground(cases: &[RiskCase]) -> Vec<RiskGroundCount> {
    let at = |stage: Stage| Stage::ALL.iter().position(|known| *known == stage).unwrap_or_default();
    let mut counted: BTreeMap<(&str, usize), (usize, i64)> = BTreeMap::new();
    for case in cases {
        let (count, oldest) = counted.entry((case.ground.as_str(), at(case.stage))).or_default();
        (*count, *oldest) = (*count + 1, case.age_days.max(*oldest));
    }
    let shown = |((ground, stage), (cases, oldest_days)): ((&str, usize), (usize, i64))| RiskGroundCount {
        ground: ground.to_owned(),
        stage: Stage::ALL[stage],
        cases,
        oldest_days,
    };
    counted.into_iter().map(shown).collect()
}

fn missing(cases: &[RiskCase]) -> Vec<RiskMissing> {
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for code in cases.iter().flat_map(|case| BTreeSet::from_iter(&case.missing)) {
        *counted.entry(code).or_default() += 1;
    }
    let named = counted.into_iter().filter_map(|(code, cases)| {
        let known = law::grounds::evidence(code)?;
        Some(RiskMissing { code: code.to_owned(), zh: known.zh.to_owned(), en: known.en.to_owned(), cases })
    });
    let mut found: Vec<RiskMissing> = named.collect();
    found.sort_by_key(|one| std::cmp::Reverse(one.cases));
    found
}

/// Every topic, the empty ones too: a nought is an answer.
fn by_topic(survey: &Survey, today: NaiveDate) -> Vec<RiskTopicCount> {
    let mut counted: BTreeMap<Topic, usize> = Topic::ALL.into_iter().map(|topic| (topic, 0)).collect();
    for finding in survey.people.iter().flat_map(|one| findings(&one.facts, today)) {
        *counted.entry(finding.topic).or_default() += 1;
    }
    counted.into_iter().map(|(topic, people)| RiskTopicCount { topic, people }).collect()
}

fn by_situation(survey: &Survey, today: NaiveDate) -> Vec<RiskSituationCount> {
    let mut counted: BTreeMap<Situation, usize> = Situation::ALL.into_iter().map(|situation| (situation, 0)).collect();
    let employed = survey.people.iter().filter(|one| one.facts.left_on.is_none());
    for situation in employed.flat_map(|one| situations(&one.facts, today)) {
        *counted.entry(situation).or_default() += 1;
    }
    counted.into_iter().map(|(situation, people)| RiskSituationCount { situation, people }).collect()
}

fn overdue(survey: &Survey, english: bool) -> Vec<RiskOverdue> {
    let shown = survey.overdue.iter().map(|(kind, deadlines)| RiskOverdue {
        kind: *kind,
        title: kind.row().title.text(english).to_owned(),
        deadlines: *deadlines,
    });
    shown.collect()
}
