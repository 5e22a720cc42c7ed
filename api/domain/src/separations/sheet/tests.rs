#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use proptest::prelude::*;

use super::*;

fn item(kind: ItemKind, yuan: i32) -> Item<'static> {
    Item {
        kind,
        label: "款项",
        basis: "《员工手册》第 8 条",
        amount: Some(Fen::from_yuan(yuan)),
        months: None,
        agreed: (kind == ItemKind::LossDeduction).then_some(true),
    }
}

fn room() -> Room {
    let (month_wage, minimum_wage) = (Some(Fen::from_yuan(6_000)), Some(Fen::from_yuan(2_540)));
    Room { month_wage, minimum_wage, owed: Fen::from_yuan(20_000), ..Room::default() }
}

fn refused(item: &Item<'_>, room: &Room) -> &'static str {
    state(item, &[], room).unwrap_err().code()
}

#[test]
fn r039_a_loss_takes_a_fifth_of_the_month_and_no_more_in_all() {
    state(&item(ItemKind::LossDeduction, 1_200), &[], &room()).unwrap();
    assert_eq!(refused(&item(ItemKind::LossDeduction, 1_201), &room()), "over_the_limit");
    let taken = Room { taken_for_loss: Fen::from_yuan(1_000), ..room() };
    state(&item(ItemKind::LossDeduction, 200), &[], &taken).unwrap();
    let over = state(&item(ItemKind::LossDeduction, 201), &[], &taken).unwrap_err().to_string();
    assert!(over.contains("R-039") && over.contains("200.00"), "{over}");
}

#[test]
fn r039_without_an_agreement_or_without_the_figures_nothing_is_taken_for_a_loss() {
    let unagreed = Item { agreed: Some(false), ..item(ItemKind::LossDeduction, 1) };
    assert_eq!(refused(&unagreed, &room()), "not_agreed");
    for unknown in [Room { month_wage: None, ..room() }, Room { minimum_wage: None, ..room() }] {
        assert_eq!(refused(&item(ItemKind::LossDeduction, 1), &unknown), "limit_unknown");
    }
    let low = Room { month_wage: Some(Fen::from_yuan(2_540)), ..room() };
    assert_eq!(refused(&item(ItemKind::LossDeduction, 1), &low), "over_the_limit");
}

#[test]
fn nothing_is_taken_off_that_is_not_owed() {
    state(&item(ItemKind::LawfulDeduction, 20_000), &[], &room()).unwrap();
    assert_eq!(refused(&item(ItemKind::LawfulDeduction, 20_001), &room()), "more_than_is_owed");
}

#[test]
fn an_item_has_a_name_a_basis_and_an_amount_of_its_kind() {
    for (wrong, code) in [
        (Item { label: " ", ..item(ItemKind::Bonus, 1) }, "required"),
        (Item { basis: "", ..item(ItemKind::Bonus, 1) }, "required"),
        (Item { amount: None, ..item(ItemKind::Bonus, 1) }, "required"),
        (item(ItemKind::Bonus, 0), "not_positive"),
        (Item { months: Some(1), ..item(ItemKind::Bonus, 1) }, "not_asked"),
        (Item { agreed: Some(true), ..item(ItemKind::Bonus, 1) }, "not_asked"),
        (item(ItemKind::NonCompete, 1), "required"),
        (Item { months: Some(25), ..item(ItemKind::NonCompete, 1) }, "out_of_range"),
        (Item { agreed: None, ..item(ItemKind::LossDeduction, 1) }, "required"),
    ] {
        assert_eq!(refused(&wrong, &room()), code, "{wrong:?}");
    }
    let unagreed = Item { amount: None, months: Some(3), ..item(ItemKind::NonCompete, 1) };
    state(&unagreed, &[], &room()).unwrap();
    assert_eq!(state(&unagreed, &[ItemKind::NonCompete], &room()).unwrap_err().code(), "stated_already");
}

#[test]
fn every_kind_reads_back_from_its_name() {
    for kind in ItemKind::ALL {
        assert_eq!(kind.name().parse(), Ok(kind));
    }
}

proptest! {
    #[test]
    fn the_total_is_the_sum_of_the_lines_whatever_is_stated(
        owed in prop::collection::vec(0_i64..50_000_000, 0..8),
        asked in prop::collection::vec(1_i64..5_000_000, 0..5),
        wage in 0_i64..3_000_000,
        tax in 0_i64..1_000_000,
    ) {
        let due = Fen::checked_sum(owed.iter().copied().map(Fen)).unwrap();
        let asked: Vec<Fen> = asked.into_iter().map(Fen).collect();
        let room = Room { month_wage: Some(Fen(wage)), minimum_wage: Some(Fen(254_000)), owed: due, ..Room::default() };
        let all = Fen::checked_sum(asked.iter().copied()).unwrap();
        let (_, limit) = room.limit(all, true).unwrap().unwrap();
        let taken = cut(&asked, limit.max_deduction_this_month.min(due)).unwrap();
        let off = Fen::checked_sum(taken.iter().copied()).unwrap();
        prop_assert!(off.0 * 5 <= wage && off <= due);
        let lines: Vec<Fen> = owed.into_iter().map(Fen).chain(taken.iter().map(|taken| Fen(-taken.0))).collect();
        let sheet = totals(lines.iter().copied(), Fen(tax)).unwrap();
        prop_assert_eq!(sheet.total.0, lines.iter().map(|line| line.0).sum::<i64>());
        prop_assert_eq!(sheet.total.0, due.0 - off.0);
        prop_assert_eq!(sheet.net.0 + tax, sheet.total.0);
    }
}
