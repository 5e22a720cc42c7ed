//! What a case says of itself: its ground, how far it has come, who may not act on it.

use domain::separations::{Progress, Road, Side};
use law::Ground;
use store::Text;

use super::case_facts::CaseFacts;
use super::row::Case;
use crate::platform::access::Caller;
use crate::platform::clock::civil_date;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, Problem};

impl Case {
    /// The same case on another ground.
    pub fn on(&self, ground: Ground) -> Self {
        let side = if Road::of(ground) == Road::EmployeeNotice { Side::Employee } else { Side::Employer };
        let mut case = self.clone();
        case.row.ground = ground.to_string();
        (case.row.initiator, case.row.proposer) = (Text(side), Text(side));
        case
    }

    pub fn ground(&self) -> Answer<Ground> {
        self.row.ground.parse().map_err(Problem::from_internal)
    }

    /// What has happened so far, as the decisions ask for it.
    pub fn progress(&self) -> Answer<Progress> {
        let row = &self.row;
        let union = row.trade_union.as_ref().map(|part| &part.0);
        let notice = row.notice.as_ref().map(|part| &part.0);
        Ok(Progress {
            ground: self.ground()?,
            stage: row.stage.0,
            has_union: self.parties.has_union,
            union_notified_on: union.map(|part| civil_date(part.notified_at)),
            union_replied: union.is_some_and(|part| part.reply.is_some()),
            approval: row.approval.as_ref().map(|part| part.0.decided.as_ref().map(|decided| decided.decision)),
            notice_issued_on: notice.map(|part| civil_date(part.issued_at)),
            served_on: notice.and_then(|part| part.served.as_ref()).map(|served| served.served_on),
            last_day: row.last_day,
        })
    }

    /// Nobody carries on a case about themselves.
    pub fn refuse_own(&self, who: &Caller) -> Answer<()> {
        if who.principal.employee == Some(self.row.employee_id) { Err(Problem::forbidden()) } else { Ok(()) }
    }

    /// Whoever opened the case or asked for approval does not decide it.
    pub fn refuse_preparer(&self, who: &Caller) -> Answer<()> {
        let prepared = [Some(&self.row.opened_by.0), self.row.approval.as_ref().map(|part| &part.0.requested_by)];
        match prepared.into_iter().flatten().any(|doer| doer.is(who)) {
            true => Err(Problem::separation_of_duties()),
            false => Ok(()),
        }
    }

    /// What only the case knows; nothing stated is all unanswered.
    pub fn facts(&self) -> CaseFacts {
        self.row.case_facts.as_ref().map(|facts| facts.0.clone()).unwrap_or_default()
    }

    /// Evidence codes that somebody let pass.
    pub fn overridden(&self) -> impl Iterator<Item = &str> {
        let parts = self.row.overrides.as_ref().map_or(&[][..], |parts| parts.0.as_slice());
        parts.iter().flat_map(|part| part.codes.iter().map(String::as_str))
    }

    /// Something that happened in this case; it belongs to the person's own trail.
    pub fn event(&self, kind: Kind) -> Event {
        Event::new(kind, self.row.legal_entity_id, self.row.id).about(self.row.employee_id)
    }
}
