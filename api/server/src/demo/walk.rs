//! The walk: the story of two people, with any roster, and what an outsider would check of it.

use std::path::PathBuf;

use serde_json::Value;

use super::cast::Cast;
use super::company::{self, Company, Member, Roster};
use super::figures::Figures;
use super::performance::{self, Says};
use super::separations::{self, Case};
use super::story::Story;
use super::{Error, Told, plans, signing};

/// What the walk is given.
pub struct Walk {
    /// The roster, a workbook.
    pub roster: PathBuf,
    /// Actual values as the ERP exports them; made up where there are none.
    pub actuals: Option<PathBuf>,
    /// Leave the second review of the 40(2) case out: the gate must block then.
    pub skip_second_review: bool,
}

/// What came out: files by name, in the order they came to be.
#[derive(Default)]
pub struct Outcome {
    pub files: Vec<(&'static str, Vec<u8>)>,
}

impl Outcome {
    fn keep(&mut self, name: &'static str, bytes: Vec<u8>) {
        self.files.push((name, bytes));
    }

    fn keep_json(&mut self, name: &'static str, value: &Value) {
        self.keep(name, format!("{value:#}\n").into_bytes());
    }
}

/// An agreement that waits for both signatures.
pub struct Waiting {
    pub agreement_id: String,
    pub employee_id: String,
    /// Of the employee.
    pub login: String,
}

impl Walk {
    /// Tells of the case on 36 alone, up to the agreement that both sides may sign.
    pub async fn tell_until_signing(&self, story: &Story) -> Told<Waiting> {
        let roster = Roster::read(&self.roster)?;
        let company = self.set_up(story, &roster, &mut Outcome::default()).await?;
        let figures = Figures::prepare(&company.members, self.actuals.as_deref())?;
        let leaver = Cast::choose(&company, &figures)?.leaver;
        company::activate(story, &[leaver]).await?;
        separations::prepare(story, &company, &[leaver], "2026-10-09 08:30").await?;
        let (_, agreement_id) = agreed(story, leaver).await?;
        Ok(Waiting { agreement_id, employee_id: leaver.id.clone(), login: leaver.login() })
    }

    /// Tells the story; `outcome` holds what there is even when it stops half-way.
    pub async fn tell(&self, story: &Story, outcome: &mut Outcome) -> Told<()> {
        let roster = Roster::read(&self.roster)?;
        let company = self.set_up(story, &roster, outcome).await?;
        let figures = Figures::prepare(&company.members, self.actuals.as_deref())?;
        let cast = Cast::choose(&company, &figures)?;
        let people = [cast.dismissed, cast.leaver];
        company::activate(story, &with_managers(&company, &people)?).await?;
        self.perform(story, &company, &figures, &cast).await?;
        separations::prepare(story, &company, &people, "2026-10-09 08:30").await?;
        self.dismiss(story, cast.dismissed, outcome).await?;
        part(story, cast.leaver, outcome).await?;
        outcome.keep("openapi.yaml", story.api.by_nobody().download("/openapi.yaml").await?);
        Ok(())
    }

    async fn set_up(&self, story: &Story, roster: &Roster, outcome: &mut Outcome) -> Told<Company> {
        let entity_id = company::set_up(story, &roster.employer).await?;
        let import = company::import(story, roster, &entity_id).await?;
        outcome.keep_json("import.json", &import);
        Ok(Company { members: company::members(story).await?, entity_id })
    }

    async fn perform(&self, story: &Story, company: &Company, figures: &Figures, cast: &Cast<'_>) -> Told<()> {
        let people = [cast.dismissed, cast.leaver];
        performance::define_kpis(story, figures).await?;
        let first = performance::begin(story, company, figures, 0).await?;
        let goals = |member: &Member| -> Says {
            Some((member.id == cast.leaver.id).then_some("第二项目标比上季度提高较多，希望按实际订单调整。"))
        };
        performance::answer_goals(story, &first, &people, goals).await?;
        let second = performance::begin(story, company, figures, 1).await?;
        performance::answer_goals(story, &second, &people, |_| Some(None)).await?;
        performance::send_actuals(story, &first, company, figures).await?;
        let result = |member: &Member| -> Says {
            Some((member.id == cast.leaver.id).then_some("设备停机影响了产出，请一并考虑。"))
        };
        performance::assess(story, &first, company, figures, &people, result).await?;
        performance::expect_failed(story, &first, cast.dismissed).await?;
        let alert = plans::take_note(story, company, cast.dismissed, "2026-07-07 16:00").await?;
        let plan = plans::agree(story, company, figures, &first, cast.dismissed, (&alert, &plans::SUMMER)).await?;
        plans::through_the_summer(story, &plan).await?;
        performance::send_actuals(story, &second, company, figures).await?;
        let reviewed: Vec<&Member> =
            people.into_iter().filter(|member| !self.skip_second_review || member.id != cast.dismissed.id).collect();
        performance::assess(story, &second, company, figures, &reviewed, result).await?;
        if !self.skip_second_review {
            performance::expect_failed(story, &second, cast.dismissed).await?;
            plans::take_note(story, company, cast.dismissed, "2026-10-08 16:00").await?;
        }
        plan.fail(story, "2026-10-08 16:30").await
    }

    /// The case on 40(2), up to the served notice; without the second review, up to the gate that blocks it.
    async fn dismiss(&self, story: &Story, member: &Member, outcome: &mut Outcome) -> Told<()> {
        let reason = if self.skip_second_review { separations::FAILED_ONCE } else { separations::FAILED_TWICE };
        let opening = ("40(2)", "2026-10-09 10:00", separations::DISMISSED_ON);
        let case = separations::open(story, member, opening, reason).await?;
        case.notify_union(story, "2026-10-09 14:00", reason).await?;
        if !self.skip_second_review {
            case.give_notice(story).await?;
        }
        let gate = self.weighed(story, &case).await?;
        outcome.keep_json("gate.json", &gate);
        outcome.keep_json("settlement.json", &case.settlement(story).await?);
        Ok(())
    }

    async fn weighed(&self, story: &Story, case: &Case<'_>) -> Told<Value> {
        let gate = case.gate(story).await?;
        let lacks_second =
            gate["missing"].as_array().is_some_and(|missing| missing.iter().any(|code| code == "E-APPR2-FAIL"));
        let as_told = match self.skip_second_review {
            true => gate["verdict"] == "block" && lacks_second,
            false => gate["verdict"] == "pass",
        };
        if as_told {
            Ok(gate)
        } else {
            Err(Error::story(format!("the gate does not say what the records do: {gate:#}")))
        }
    }
}

/// The case on 36 to its end: two rounds, both signatures, certificate, bundle, and the papers afterwards.
async fn part(story: &Story, member: &Member, outcome: &mut Outcome) -> Told<()> {
    let (case, id) = agreed(story, member).await?;
    let signed = signing::sign(story, &case, &id, ["2026-10-23 12:10", "2026-10-23 15:00"]).await?;
    outcome.keep("agreement.pdf", signed.agreement);
    outcome.keep("original.pdf", signed.original);
    outcome.keep("roots.pem", story.api.by_nobody().download("/trust/roots.pem").await?);
    outcome.keep_json("gate-36.json", &case.gate(story).await?);
    case.complete(story, "2026-10-30 17:30").await?;
    outcome.keep_json("settlement-36.json", &case.settlement(story).await?);
    outcome.keep("bundle.zip", signing::bundle(story, &case, "2026-10-30 18:00").await?);
    signing::papers(story, member, "2026-11-02 20:00").await?;
    Ok(())
}

/// The case on 36 up to its agreement, which is sent. Answers the agreement's id.
async fn agreed<'a>(story: &Story, member: &'a Member) -> Told<(Case<'a>, String)> {
    let reason = "岗位调整，公司提出协商解除劳动合同。";
    let case = separations::open(story, member, ("36", "2026-10-16 09:30", LEFT_ON), reason).await?;
    case.negotiate(story, ["2026-10-16 10:00", "2026-10-19 19:30"], LEFT_ON, PAID_ON).await?;
    case.settle(story, ["2026-10-20 10:00", "2026-10-21 20:00"], LEFT_ON, PAID_ON).await?;
    let id = signing::send(story, &case, ["2026-10-22 09:30", "2026-10-22 11:00", "2026-10-22 14:00"]).await?;
    Ok((case, id))
}

/// Last day of the case on 36, and the day it is paid by.
pub(super) const LEFT_ON: &str = "2026-10-30";
pub(super) const PAID_ON: &str = "2026-11-05";

/// These people and whoever they report to, each once.
pub(super) fn with_managers<'a>(company: &'a Company, people: &[&'a Member]) -> Told<Vec<&'a Member>> {
    let mut all: Vec<&Member> = people.to_vec();
    for member in people {
        let manager = company.manager_of(member)?;
        if all.iter().all(|known| known.id != manager.id) {
            all.push(manager);
        }
    }
    Ok(all)
}
