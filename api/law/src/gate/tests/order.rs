use serde_json::{Value, json};

use super::{changed, codes, of, outcome, with};

#[test]
fn r074_the_union_hears_before_the_notice_and_not_on_its_day() {
    for (union, bars) in [
        ("2026-06-07", vec![]),
        ("2026-06-08", vec!["ORDER_UNION_BEFORE_NOTICE"]),
        ("2026-06-09", vec!["ORDER_UNION_BEFORE_NOTICE"]),
    ] {
        let it = changed(&[("/dates/union_notice", json!(union))]);
        assert_eq!(codes(&it["bars"]), bars, "{union}");
        assert_eq!(it["missing"], if bars.is_empty() { json!([]) } else { json!(["E-UNION-NOTICE"]) });
    }
    let unserved_first = changed(&[("/dates/notice", Value::Null), ("/dates/union_notice", json!("2026-06-08"))]);
    assert_eq!(codes(&unserved_first["bars"]), ["ORDER_UNION_BEFORE_SERVICE"]);
}

#[test]
fn r075_service_comes_no_earlier_than_the_notice_and_no_later_than_the_last_day() {
    let early = changed(&[("/dates/served", json!("2026-06-07"))]);
    assert_eq!(codes(&early["bars"]), ["ORDER_NOTICE_BEFORE_SERVICE"]);
    let late = changed(&[("/dates/served", json!("2026-07-09"))]);
    assert_eq!(codes(&late["bars"]), ["ORDER_SERVICE_BEFORE_LAST_DAY"]);
}

#[test]
fn r061_one_full_cycle_lies_between_the_two_appraisals() {
    let broken = [
        ("/dates/kpi_known", "2026-01-15", "ORDER_KPI_BEFORE_FIRST_APPRAISAL"),
        ("/dates/training_or_transfer", "2026-01-15", "ORDER_TRAINING_AFTER_FIRST_APPRAISAL"),
        ("/dates/second_period_from", "2026-02-27", "ORDER_SECOND_PERIOD_AFTER_TRAINING"),
        ("/dates/second_period_from", "2026-06-01", "ORDER_SECOND_PERIOD_BEFORE_SECOND_APPRAISAL"),
        ("/dates/union_notice", "2026-06-01", "ORDER_SECOND_APPRAISAL_BEFORE_UNION"),
    ];
    for (pointer, date, code) in broken {
        let it = changed(&[(pointer, json!(date))]);
        assert_eq!((codes(&it["bars"]), &it["verdict"]), (vec![code], &json!("block")), "{pointer} {date}");
    }
    let other_ground = outcome(&with(of("40(3)"), &[("/dates/kpi_known", json!("2026-12-31"))]));
    assert_eq!(other_ground["verdict"], "pass");
}
