//! Disputes: every step in every stage, the calendar that follows, the hold.

use domain::disputes::Stage::{self, *};
use domain::disputes::calendar::{Due, DueKind, calendar};
use domain::disputes::{Course, Dated, NewStep, StepKind, holds, step};
use domain::refused::Refused;
use domain::separations::Side;

use super::{assert_refused_in, day};

fn dated(kind: StepKind, on: &str) -> Dated {
    Dated { kind, dated_on: day(on), is_final: false, reinstates: false }
}

fn course(steps: &[Dated]) -> Course {
    Course { claimant: Side::Employee, steps: steps.to_vec() }
}

fn new(kind: StepKind, on: &str) -> NewStep<'_> {
    NewStep { kind, dated: on, text: "内容", note: "备注", is_final: false, reinstates: false, has_file: true }
}

fn take(stage: Stage, course: &Course, kind: StepKind) -> Result<Stage, Refused> {
    step(stage, course, &new(kind, "2026-10-20"), day("2026-10-20")).map(|(stage, _)| stage)
}

/// A step, what is on record before it, and from where to where it leads.
type Act<'a> = (StepKind, &'a Course, Vec<(Stage, Stage)>);

#[test]
fn every_step_is_taken_in_its_stages_and_refused_in_all_others() {
    let all = |to: Option<Stage>| Stage::ALL.iter().map(|stage| (*stage, to.unwrap_or(*stage))).collect::<Vec<_>>();
    let open = |to: Option<Stage>| all(to).into_iter().filter(|(from, _)| *from != Closed).collect::<Vec<_>>();
    // A final award that reinstates and a judgment are on record, so that only the stage decides.
    let award = Dated { is_final: true, reinstates: true, ..dated(StepKind::Awarded, "2026-10-01") };
    let plain = course(&[]);
    let decided = course(&[award, dated(StepKind::Judged, "2026-10-02")]);
    let acts: [Act<'_>; 15] = [
        (StepKind::Accepted, &plain, vec![(Opened, Accepted)]),
        (StepKind::NoticeReceived, &plain, vec![(Opened, Accepted), (Accepted, Accepted)]),
        (StepKind::Answered, &plain, vec![(Accepted, Accepted), (Hearing, Hearing)]),
        (StepKind::EvidenceSubmitted, &plain, open(None)),
        (
            StepKind::Hearing,
            &plain,
            vec![(Accepted, Hearing), (Hearing, Hearing), (FirstInstance, FirstInstance), (Appeal, Appeal)],
        ),
        (
            StepKind::Mediated,
            &plain,
            vec![(Accepted, Mediated), (Hearing, Mediated), (FirstInstance, Mediated), (Appeal, Mediated)],
        ),
        (StepKind::Awarded, &plain, vec![(Accepted, Awarded), (Hearing, Awarded)]),
        (StepKind::SetAsideApplied, &decided, vec![(Awarded, Awarded)]),
        (StepKind::Sued, &plain, vec![(Awarded, FirstInstance)]),
        (StepKind::Judged, &plain, vec![(FirstInstance, FirstInstance), (Appeal, Appeal)]),
        (StepKind::Appealed, &decided, vec![(FirstInstance, Appeal)]),
        (
            StepKind::Resumed,
            &decided,
            vec![(Awarded, Awarded), (FirstInstance, FirstInstance), (Appeal, Appeal), (Closed, Closed)],
        ),
        (StepKind::Closed, &plain, open(Some(Closed))),
        (StepKind::Exhibit, &plain, open(None)),
        (StepKind::Note, &plain, all(None)),
    ];
    for (kind, course, allowed) in acts {
        for stage in Stage::ALL {
            match allowed.iter().find(|(from, _)| *from == stage) {
                Some((_, to)) => assert_eq!(take(stage, course, kind), Ok(*to), "{kind} in {stage}"),
                None => assert_refused_in(take(stage, course, kind), stage.name()),
            }
        }
    }
}

#[test]
fn a_step_comes_once_in_order_and_says_what_it_must() {
    let accepted = course(&[dated(StepKind::Accepted, "2026-10-10")]);
    assert_eq!(take(Accepted, &accepted, StepKind::Accepted).unwrap_err().code(), "step_on_record");
    let at = |said: NewStep<'_>| step(Accepted, &accepted, &said, day("2026-10-20"));
    assert_eq!(at(new(StepKind::Awarded, "2026-10-09")).unwrap_err().code(), "before_the_last_step");
    assert_eq!(at(new(StepKind::Awarded, "2026-10-21")).unwrap_err().code(), "in_the_future");
    assert!(at(new(StepKind::Hearing, "2026-11-21")).is_ok(), "a hearing is set ahead");
    assert_eq!(at(new(StepKind::Hearing, "soon")).unwrap_err().code(), "not_a_date");
    let bare = |kind| NewStep { text: " ", note: "", has_file: false, ..new(kind, "2026-10-20") };
    let Err(Refused::Invalid(faults)) = at(bare(StepKind::Exhibit)) else { panic!("an exhibit is a named file") };
    assert_eq!(faults.iter().map(|fault| fault.pointer.as_str()).collect::<Vec<_>>(), ["/text", "/file"]);
    assert!(at(bare(StepKind::Note)).is_err() && at(bare(StepKind::Closed)).is_err());
    let final_hearing = NewStep { is_final: true, reinstates: true, ..new(StepKind::Hearing, "2026-10-20") };
    let Err(Refused::Invalid(faults)) = at(final_hearing) else { panic!("a hearing decides nothing") };
    assert_eq!(faults.len(), 2);
}

fn due(course: &Course) -> Vec<(DueKind, Side, String, bool)> {
    let short = |Due { kind, side, due_on, done_on, .. }| (kind, side, due_on.to_string(), done_on.is_some());
    calendar(course).into_iter().map(short).collect()
}

#[test]
fn r120_the_answer_is_due_ten_days_after_the_notice_and_only_from_whom_is_claimed() {
    let received = [dated(StepKind::NoticeReceived, "2026-10-20")];
    assert_eq!(due(&course(&received)), [(DueKind::Answer, Side::Employer, "2026-10-30".to_owned(), false)]);
    let answered = [received[0], dated(StepKind::Answered, "2026-10-28")];
    assert!(due(&course(&answered))[0].3);
    assert_eq!(due(&Course { claimant: Side::Employer, steps: received.to_vec() }), []);
}

#[test]
fn r120_an_award_is_sued_over_in_fifteen_days_and_a_final_one_set_aside_in_thirty() {
    let award = dated(StepKind::Awarded, "2026-10-20");
    let both = |kind, on: &str, done| (kind, Side::Employer, on.to_owned(), done);
    let employee = |done| (DueKind::Suit, Side::Employee, "2026-11-04".to_owned(), done);
    assert_eq!(due(&course(&[award])), [both(DueKind::Suit, "2026-11-04", false), employee(false)]);
    let last = Dated { is_final: true, ..award };
    assert_eq!(due(&course(&[last])), [employee(false), both(DueKind::SetAside, "2026-11-19", false)]);
    let sued = course(&[award, dated(StepKind::Sued, "2026-11-01")]);
    assert_eq!(due(&sued), [both(DueKind::Suit, "2026-11-04", true), employee(true)]);
}

#[test]
fn r120_pay_starts_again_the_day_after_the_decision_that_stands() {
    let award = Dated { reinstates: true, ..dated(StepKind::Awarded, "2026-10-20") };
    let paid = |steps: &[Dated]| {
        let found = calendar(&course(steps)).into_iter().find(|due| due.kind == DueKind::Reinstatement);
        found.map(|due| (due.due_on, due.done_on))
    };
    assert_eq!(paid(&[award]), Some((day("2026-10-21"), None)));
    let closed = dated(StepKind::Closed, "2026-11-10");
    assert_eq!(paid(&[award, closed]), Some((day("2026-10-21"), None)), "an order that stands is carried out");
    let resumed = dated(StepKind::Resumed, "2026-10-25");
    assert_eq!(paid(&[award, closed, resumed]), Some((day("2026-10-21"), Some(day("2026-10-25")))));
    let sued = dated(StepKind::Sued, "2026-11-01");
    assert_eq!(paid(&[award, sued]), None, "it waits for the judgment");
    let judged = Dated { reinstates: true, ..dated(StepKind::Judged, "2027-02-01") };
    assert_eq!(paid(&[award, sued, judged]), Some((day("2027-02-02"), None)));
}

#[test]
fn r113_a_hold_stands_until_its_dispute_is_over_and_is_lifted_once() {
    assert!(holds::place(" ").is_err() && holds::place("申请仲裁").is_ok());
    assert_eq!(holds::lift(false, Some(Awarded), "履行完毕").unwrap_err().code(), "dispute_under_way");
    assert!(holds::lift(false, Some(Closed), " ").is_err());
    assert_eq!(holds::lift(false, Some(Closed), "履行完毕"), Ok(()));
    assert_eq!(holds::lift(false, None, "未申请仲裁"), Ok(()));
    assert_refused_in(holds::lift(true, None, "再次"), "lifted");
    assert_eq!(holds::refuse_deletion(true).unwrap_err().code(), "under_legal_hold");
}
