//! The story of the whole company: everybody who has goals, two quarters, and cases at every stage.

use super::cast::Cast;
use super::company::{self, Company, Member, Roster};
use super::figures::Figures;
use super::goals::Line;
use super::performance::{self, Quarter, Says};
use super::separations;
use super::story::Story;
use super::walk::{LEFT_ON, PAID_ON, with_managers};
use super::{Accounts, Told, aftermath, contracts, plans, signing};

const ROSTER: &[u8] = include_bytes!("../../../../tests/data/roster.xlsx");
const ACTUALS: &str = include_str!("../../../../tests/data/kpi_actuals.csv");

/// Tells it from the first day to the last.
pub async fn tell(story: &Story) -> Told<Accounts> {
    let roster = Roster::of("花名册.xlsx".into(), ROSTER.to_vec());
    let entity_id = company::set_up(story, &roster.employer).await?;
    company::import(story, &roster, &entity_id).await?;
    let company = Company { members: company::members(story).await?, entity_id };
    let figures = Figures::from_text(&company.members, Some(ACTUALS))?;
    let cast = Cast::choose(&company, &figures)?;
    let people: Vec<&Member> = measured(&company);
    company::activate(story, &with_managers(&company, &people)?).await?;
    let [_, second] = perform(story, &company, &figures, &cast, &people).await?;
    let followed: Vec<&Member> =
        [Some(cast.dismissed), Some(cast.leaver), cast.negotiating, cast.signing].into_iter().flatten().collect();
    separations::prepare(story, &company, &followed, "2026-10-09 08:30").await?;
    end_employments(story, &company, &figures, &cast, &second).await?;
    leave_open(story, &company, &cast).await?;
    Accounts::of(&company, &cast)
}

/// Everybody with goals and somebody to report to who was here in March.
fn measured(company: &Company) -> Vec<&Member> {
    let here = |member: &&Member| Line::of(&member.position).is_some() && company.manager_of(member).is_ok();
    company.members.iter().filter(here).collect()
}

async fn perform(
    story: &Story,
    company: &Company,
    figures: &Figures,
    cast: &Cast<'_>,
    people: &[&Member],
) -> Told<[Quarter; 2]> {
    performance::define_kpis(story, figures).await?;
    let first = performance::begin(story, company, figures, 0).await?;
    let goals = |member: &Member| -> Says {
        Some(every(member, 17).then_some("目标与所在区域的市场情况有出入，希望按实际调整。"))
    };
    performance::answer_goals(story, &first, people, goals).await?;
    let second = performance::begin(story, company, figures, 1).await?;
    performance::answer_goals(story, &second, people, |_| Some(None)).await?;
    performance::send_actuals(story, &first, company, figures).await?;
    let result = |member: &Member| -> Says {
        Some(every(member, 13).then_some("有两笔业务未计入，请核对数据来源。"))
    };
    performance::assess(story, &first, company, figures, people, result).await?;
    let failed = |member: &&&Member| figures.fails(&member.number, first.code) && first.review_of(member).is_some();
    for member in people.iter().filter(failed).filter(|member| member.id != cast.dismissed.id) {
        plans::take_note(story, company, member, "2026-07-07 16:00").await?;
    }
    let alert = plans::take_note(story, company, cast.dismissed, "2026-07-07 16:00").await?;
    let plan = plans::agree(story, company, figures, &first, cast.dismissed, (&alert, &plans::SUMMER)).await?;
    plans::through_the_summer(story, &plan).await?;
    performance::send_actuals(story, &second, company, figures).await?;
    let result = |member: &Member| -> Says {
        let is_silent = every(member, 7) || cast.alerted.is_some_and(|alerted| alerted.id == member.id);
        let is_followed = [cast.dismissed, cast.leaver].iter().any(|followed| followed.id == member.id);
        if is_silent && !is_followed {
            None
        } else {
            Some(every(member, 11).then_some("对计分口径有疑问，希望复核。"))
        }
    };
    performance::assess(story, &second, company, figures, people, result).await?;
    performance::expect_failed(story, &second, cast.dismissed).await?;
    for member in [cast.dismissed, cast.leaver].into_iter().filter(|member| figures.fails(&member.number, second.code))
    {
        plans::take_note(story, company, member, "2026-10-08 16:00").await?;
    }
    plan.fail(story, "2026-10-08 16:30").await?;
    Ok([first, second])
}

/// One in so many people, always the same.
fn every(member: &Member, n: u32) -> bool {
    member.number.bytes().fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte))) % n == 0
}

/// The case on 40(2) up to the notice, a plan in autumn, and the case on 36 to its end.
async fn end_employments(
    story: &Story,
    company: &Company,
    figures: &Figures,
    cast: &Cast<'_>,
    second: &Quarter,
) -> Told<()> {
    let reason = separations::FAILED_TWICE;
    let dismissal =
        separations::open(story, cast.dismissed, ("40(2)", "2026-10-09 10:00", separations::DISMISSED_ON), reason)
            .await?;
    dismissal.notify_union(story, "2026-10-09 14:00", reason).await?;
    let plan = match cast.supported {
        None => None,
        Some(member) => {
            let alert = plans::take_note(story, company, member, "2026-10-09 14:30").await?;
            Some(plans::agree(story, company, figures, second, member, (&alert, &plans::AUTUMN)).await?)
        }
    };
    dismissal.give_notice(story).await?;
    let parting = separations::open(
        story,
        cast.leaver,
        ("36", "2026-10-16 09:30", LEFT_ON),
        "岗位调整，公司提出协商解除劳动合同。",
    )
    .await?;
    parting.negotiate(story, ["2026-10-16 10:00", "2026-10-19 19:30"], LEFT_ON, PAID_ON).await?;
    parting.settle(story, ["2026-10-20 10:00", "2026-10-21 20:00"], LEFT_ON, PAID_ON).await?;
    let agreement =
        signing::send(story, &parting, ["2026-10-22 09:30", "2026-10-22 11:00", "2026-10-22 14:00"]).await?;
    signing::sign(story, &parting, &agreement, ["2026-10-23 12:10", "2026-10-23 15:00"]).await?;
    if let Some(plan) = plan {
        plan.train(story, "2026-10-23 17:30", 0).await?;
        plan.check_in(story, "2026-10-28", "计划首次跟进", "核对了前两周的完成量，方法有改进，继续按计划执行。")
            .await?;
    }
    parting.complete(story, "2026-10-30 17:30").await?;
    aftermath::bind(story, &parting, ["2026-10-30 17:40", "2026-10-30 17:50"]).await?;
    signing::bundle(story, &parting, "2026-10-30 18:00").await?;
    signing::papers(story, cast.leaver, "2026-11-02 20:00").await?;
    Ok(())
}

/// What still waits for somebody: an answer to a counter-offer, a signature, the union's answer. The dismissal
/// takes effect.
async fn leave_open(story: &Story, company: &Company, cast: &Cast<'_>) -> Told<()> {
    let paid: Vec<&Member> = [Some(cast.dismissed), cast.negotiating, cast.signing].into_iter().flatten().collect();
    separations::pay_october(story, company, &paid, "2026-11-03 08:30").await?;
    if let Some(member) = cast.negotiating {
        let case = separations::open(
            story,
            member,
            ("36", "2026-11-03 09:30", "2026-12-31"),
            "业务收缩，公司提出协商解除劳动合同。",
        )
        .await?;
        case.negotiate(story, ["2026-11-03 10:00", "2026-11-05 20:00"], "2026-12-31", "2027-01-08").await?;
    }
    if let Some(member) = cast.signing {
        let case = separations::open(
            story,
            member,
            ("36", "2026-11-06 09:30", "2026-12-15"),
            "部门合并，公司提出协商解除劳动合同。",
        )
        .await?;
        case.negotiate(story, ["2026-11-06 10:00", "2026-11-09 19:00"], "2026-12-15", "2026-12-25").await?;
        case.settle(story, ["2026-11-10 10:00", "2026-11-11 20:00"], "2026-12-15", "2026-12-25").await?;
        signing::send(story, &case, ["2026-11-12 09:30", "2026-11-12 11:00", "2026-11-12 14:00"]).await?;
    }
    if let Some(member) = cast.alerted {
        // Too soon: no plan, no training. The gate says so, whatever the union answers.
        let reason = "连续两个季度考核低于基准线。";
        let opening = ("40(2)", "2026-11-13 09:30", "2026-12-31");
        let case = separations::open(story, member, opening, reason).await?;
        case.notify_union(story, "2026-11-13 10:00", reason).await?;
    }
    let dismissal = separations::find(story, cast.dismissed).await?;
    dismissal.complete(story, "2026-11-16 17:30").await?;
    contracts::adopt(story, company, ["2026-11-17 09:00", "2026-11-17 10:30", "2026-11-17 14:00"]).await?;
    if let Some(member) = cast.supported {
        contracts::send(story, member, "2026-11-17 15:00").await?;
    }
    aftermath::dispute(story, &dismissal, "2026-11-18 10:00").await?;
    Ok(())
}
