//! A dispute under way, the employer's part of its calendar.

use super::{About, Deadline, Facts, Kind};
use crate::disputes::calendar::{DueKind, calendar};
use crate::separations::Side;

pub(super) fn disputes(facts: &Facts) -> Vec<Deadline> {
    let of_one = |(place, course)| {
        calendar(course).into_iter().filter(|due| due.side == Side::Employer).map(move |due| {
            let kind = match due.kind {
                DueKind::Answer => Kind::ArbitrationAnswer,
                DueKind::Suit | DueKind::SetAside => Kind::AwardChallenge,
                DueKind::Reinstatement => Kind::Reinstatement,
            };
            let deadline = Deadline::new(kind, due.due_on, due.basis).done(due.done_on);
            Deadline { about: About::Dispute(place), ..deadline }
        })
    };
    facts.disputes.iter().enumerate().flat_map(of_one).collect()
}
