//! The four facts behind art. 40(2) in their order, read from reviews and plans.
//!
//! 1 the standard was known before the period, 2 a failed review was delivered, 3 training was held
//! and attended within a plan that both sides answered, 4 a second review over fresh work failed and
//! was delivered. What counts as fresh work: the rulebook wants the second period to start after the
//! training. Quarters follow each other without a gap, so a training that answers the result of one
//! quarter always falls into the next. The rule here: work is fresh from the day after the first
//! attended training; the second review counts when its period begins after the training, or when at
//! least half of its period and [`FRESH_DAYS`] days lie after it. In the second case a warning says so,
//! because a court may look only at periods that begin later.

use chrono::NaiveDate;

use crate::refused::Words;

/// Days of the second period that must lie after the training at least, when the period began before it.
pub const FRESH_DAYS: i64 = 30;

/// A review whose delivered result is under the baseline; its period is `[from, until)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedReview {
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub goals_delivered_on: NaiveDate,
    /// The employee answered the goals; they are answered before they are assessed or not at all.
    pub goals_answered: bool,
    pub result_delivered_on: NaiveDate,
}

/// A published improvement plan, as far as it proves help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Help {
    pub published_on: NaiveDate,
    /// Both sides answered it.
    pub acknowledged: bool,
    /// Days of the trainings that the employee attended.
    pub attended_on: Vec<NaiveDate>,
    pub acknowledged_check_ins: u32,
}

/// One link: the record that proves it (its place in what was given), or what is lacking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    Proved { on: NaiveDate, at: usize },
    Missing(Words),
}

impl Link {
    fn is_proved(&self) -> bool {
        matches!(self, Self::Proved { .. })
    }

    /// The day of the act, when it is proved.
    pub fn on(&self) -> Option<NaiveDate> {
        match self {
            Self::Proved { on, .. } => Some(*on),
            Self::Missing(_) => None,
        }
    }
}

/// The chain as far as the records carry it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    pub known: Link,
    pub first: Link,
    pub help: Link,
    pub second: Link,
    /// First day of the work that the second review looks at and that lies after the training.
    pub fresh_from: Option<NaiveDate>,
    /// What a court may hold against an order that is otherwise complete.
    pub warning: Option<Words>,
}

/// The strongest chain that the records make: the most links, and of equals the latest.
pub fn chain(reviews: &[FailedReview], plans: &[Help]) -> Chain {
    let from = |at: usize| Chain::from_first(at, reviews, plans);
    (0..reviews.len()).map(from).max_by_key(|chain| (chain.proved(), chain.first.on())).unwrap_or_else(Chain::nothing)
}

impl Chain {
    fn proved(&self) -> usize {
        [&self.known, &self.first, &self.help, &self.second].into_iter().filter(|link| link.is_proved()).count()
    }

    fn nothing() -> Self {
        let none = || {
            Link::Missing(Words::new(
                "没有低于基准线且已送达的考核结果。请按考核周期送达目标、评价并送达结果。",
                "No result under the baseline was delivered. Deliver goals, assess and deliver the result of a cycle.",
            ))
        };
        Self {
            known: none(),
            first: none(),
            help: Link::Missing(Words::new(
                "第一次考核不合格后，须制定改进计划并实际培训或调岗。",
                "After a first failed review, draw up an improvement plan and hold training or change the post.",
            )),
            second: second_missing(),
            fresh_from: None,
            warning: None,
        }
    }

    fn from_first(at: usize, reviews: &[FailedReview], plans: &[Help]) -> Self {
        let first = &reviews[at];
        let known = known(first, at);
        let help = help(first, plans);
        let (second, fresh_from, warning) = match help.on() {
            Some(training) => second(first, training, reviews),
            None => (second_missing(), None, None),
        };
        Self { known, first: Link::Proved { on: first.result_delivered_on, at }, help, second, fresh_from, warning }
    }
}

fn second_missing() -> Link {
    Link::Missing(Words::new(
        "培训或调岗之后，须再考核一段工作并送达不合格的结果。",
        "After the training, another period of work must be reviewed, and its failed result delivered.",
    ))
}

/// Goals that arrived before the period began and were answered.
fn known(first: &FailedReview, at: usize) -> Link {
    if first.goals_delivered_on >= first.from {
        return Link::Missing(Words::new(
            format!(
                "目标于 {} 送达，晚于考核期间开始日 {}，不能证明事先明知。请以下一周期重新考核。",
                first.goals_delivered_on, first.from
            ),
            format!(
                "The goals arrived on {}, after the period began on {}: they were not known beforehand. Review another cycle.",
                first.goals_delivered_on, first.from
            ),
        ));
    }
    if first.goals_answered {
        return Link::Proved { on: first.goals_delivered_on, at };
    }
    Link::Missing(Words::new(
        "员工没有答复过目标，不能证明已经知悉。",
        "The employee never answered the goals, so that nothing proves they were known.",
    ))
}

/// The first attended training after the first result, in a plan both sides answered and followed up.
fn help(first: &FailedReview, plans: &[Help]) -> Link {
    let mut lacking = Words::new(
        "第一次考核结果送达后，须发布改进计划，由双方确认。",
        "After the first result, publish an improvement plan and have both sides answer it.",
    );
    let mut best: Option<(NaiveDate, usize)> = None;
    let after = |plan: &Help| plan.published_on >= first.result_delivered_on;
    for (at, plan) in plans.iter().enumerate().filter(|(_, plan)| after(plan)) {
        let trained = plan.attended_on.iter().copied().filter(|day| *day > first.result_delivered_on).min();
        match trained {
            _ if !plan.acknowledged => {
                lacking = Words::new("改进计划尚未由双方确认。", "Both sides have not answered the improvement plan.");
            }
            None => {
                lacking = Words::new(
                    "改进计划中没有员工实际参加的培训，请登记培训出席。",
                    "No training of the plan was attended; record the attendance.",
                );
            }
            Some(_) if plan.acknowledged_check_ins == 0 => {
                lacking = Words::new(
                    "改进计划没有一次经员工确认的跟进沟通。",
                    "No check-in of the plan was answered by the employee.",
                );
            }
            Some(day) => best = best.map_or(Some((day, at)), |known| Some(known.min((day, at)))),
        }
    }
    best.map_or(Link::Missing(lacking), |(on, at)| Link::Proved { on, at })
}

/// The first later review of enough fresh work whose result came after the training.
fn second(
    first: &FailedReview,
    training: NaiveDate,
    reviews: &[FailedReview],
) -> (Link, Option<NaiveDate>, Option<Words>) {
    let mut later: Vec<_> = reviews
        .iter()
        .enumerate()
        .filter(|(_, review)| review.from > first.from && review.result_delivered_on > training)
        .collect();
    later.sort_by_key(|(_, review)| review.from);
    let Some(fresh_earliest) = training.succ_opt() else { return (second_missing(), None, None) };
    let mut lacking = second_missing();
    for (at, review) in later {
        let fresh_from = review.from.max(fresh_earliest);
        let fresh_days = (review.until - fresh_from).num_days();
        let begins_after = review.from > training;
        let whole = (review.until - review.from).num_days();
        if !begins_after && (fresh_days < FRESH_DAYS || fresh_days * 2 < whole) {
            let left = fresh_days.max(0);
            lacking = Link::Missing(Words::new(
                format!(
                    "第二次考核期间共 {whole} 天，培训（{training}）之后只有 {left} 天，不足一半或不足 {FRESH_DAYS} 天，不能算作培训后的新工作。请以下一周期再考核。"
                ),
                format!(
                    "Of the {whole} days of the second period only {left} lie after the training of {training}: less than half or than {FRESH_DAYS} days of fresh work. Review another cycle."
                ),
            ));
            continue;
        }
        if review.result_delivered_on <= fresh_from {
            continue;
        }
        let warning = (!begins_after).then(|| {
            Words::new(
                format!("第二次考核期间自 {} 开始，早于培训（{training}）；其中 {fresh_from} 起的 {fresh_days} 天是培训后的工作，法院可能只看培训后才开始的期间。", review.from),
                format!("The second period began on {}, before the training of {training}; {fresh_days} days from {fresh_from} on are work after it. A court may look only at a period that begins later.", review.from),
            )
        });
        return (Link::Proved { on: review.result_delivered_on, at }, Some(fresh_from), warning);
    }
    (lacking, None, None)
}
