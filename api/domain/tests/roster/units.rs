//! The units' sheet and the units that rows name.

use std::collections::{HashMap, HashSet};

use domain::roster::{Known, read};

use super::{codes, person, read_rows, sheet_of, text, units_sheet, with};

#[test]
fn units_come_out_parents_first_and_wrong_ones_stay_out_with_all_below_them() {
    let units = units_sheet(&[
        ["一组", "一车间", ""],
        ["一车间", "生产部", "a00001"],
        ["生产部", "", "X9"],
        ["生产部", "", ""],
        ["甲", "乙", ""],
        ["乙", "甲", ""],
        ["丙组", "丙", ""],
        ["丙", "没有", ""],
        ["", "生产部", ""],
    ]);
    let roster = read(&[sheet_of(vec![person(1)]), units], &Known::default()).unwrap();
    let placed: Vec<&str> = roster.units.iter().map(|unit| unit.name.as_str()).collect();
    assert_eq!(placed, ["生产部", "一车间", "一组"]);
    assert_eq!(roster.units[1].head.as_deref(), Some("A00001"));
    assert_eq!(
        codes(&roster.issues),
        [
            (4, "负责人工号", "unknown_head"),
            (5, "部门名称", "duplicate_unit"),
            (6, "上级部门", "unit_cycle"),
            (7, "上级部门", "unit_cycle"),
            (8, "上级部门", "unit_has_errors"),
            (9, "上级部门", "unknown_parent"),
            (10, "部门名称", "required"),
        ]
    );
}

#[test]
fn a_row_in_a_unit_nobody_knows_or_with_errors_is_wrong() {
    let units = units_sheet(&[["生产部", "", ""], ["丙", "没有", ""]]);
    let rows = vec![with(person(1), "部门", text("生产")), with(person(2), "部门", text("丙")), person(3)];
    let roster = read(&[sheet_of(rows), units], &Known::default()).unwrap();
    assert_eq!(
        codes(&roster.issues),
        [(2, "部门", "unknown_unit"), (3, "部门", "unit_has_errors"), (3, "上级部门", "unknown_parent")]
    );
}

#[test]
fn without_a_units_sheet_new_units_are_made_only_when_none_are_on_record() {
    assert_eq!(read_rows(vec![person(1)]).units[0].name, "生产部");
    let known = Known { units: HashSet::from(["销售部".to_owned()]), managers: HashMap::new() };
    let rows = vec![person(1), with(person(2), "部门", text("销 售 部"))];
    let roster = read(&[sheet_of(rows)], &known).unwrap();
    assert_eq!(codes(&roster.issues), [(2, "部门", "unknown_unit")]);
    assert_eq!((roster.units.len(), roster.rows[0].unit.as_str()), (0, "销售部"));
}
