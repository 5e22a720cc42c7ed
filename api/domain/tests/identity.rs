//! Identity numbers, cards and codes: known good ones, and what one wrong place does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::NaiveDate;
use domain::identity::*;
use proptest::prelude::*;

/// The example number of GB 11643-1999 itself.
const STANDARD_EXAMPLE: &str = "11010519491231002X";

#[test]
fn the_example_of_the_standard_is_a_woman_born_in_1949() {
    let id = NationalId::parse(STANDARD_EXAMPLE).unwrap();
    assert_eq!(id.gender(), Gender::Female);
    assert_eq!(id.birth_date(), NaiveDate::from_ymd_opt(1949, 12, 31).unwrap());
}

#[test]
fn a_lower_case_x_is_an_x() {
    let id = NationalId::parse("11010519491231002x").unwrap();
    assert_eq!(id.as_str(), STANDARD_EXAMPLE);
}

#[test]
fn each_fault_of_an_identity_number_has_its_name() {
    for (text, fault) in [
        ("", NationalIdFault::Format),
        ("110105491231002", NationalIdFault::Format),
        ("1101051949123100２X", NationalIdFault::Format),
        ("11010519491231002Y", NationalIdFault::Format),
        ("110105194912310020", NationalIdFault::Checksum),
        ("11010519490231002X", NationalIdFault::BirthDate),
        ("11010500001231002X", NationalIdFault::BirthDate),
    ] {
        assert_eq!(NationalId::parse(text), Err(fault), "{text}");
    }
}

#[test]
fn a_mobile_number_may_carry_blanks_hyphens_and_the_country_code() {
    for text in ["13812346091", "138 1234 6091", "+86 138-1234-6091", "008613812346091", "8613812346091"] {
        assert_eq!(mobile_number(text).as_deref(), Some("13812346091"), "{text}");
    }
    for text in ["", "1380013", "12012345678", "021-12345678", "138123460911", "+852 5123 4567"] {
        assert_eq!(mobile_number(text), None, "{text}");
    }
}

#[test]
fn a_bank_card_with_two_digits_swapped_fails_its_check() {
    assert!(bank_card_checks("6222029099603082465"));
    assert!(!bank_card_checks("6222029099603082645"));
    assert!(!bank_card_checks("622202"));
    assert!(!bank_card_checks("622202909960308246X"));
}

#[test]
fn published_credit_codes_pass_and_one_wrong_character_does_not() {
    for code in ["9144030071526726XG", "91330100799655058B", "91110000802100433B", "914403001922038216"] {
        assert_eq!(credit_code(code).as_deref(), Ok(code));
    }
    assert_eq!(credit_code("9144030071526726xg").as_deref(), Ok("9144030071526726XG"));
    assert_eq!(credit_code("9144030071526726XH"), Err(CreditCodeFault::Checksum));
    assert_eq!(credit_code("9144030071526726XI"), Err(CreditCodeFault::Format));
    assert_eq!(credit_code("91440300"), Err(CreditCodeFault::Format));
}

#[test]
fn masks_keep_only_the_ends() {
    assert_eq!(masked_phone("13837866091"), "138****6091");
    assert_eq!(masked_national_id("330106197707210418"), "330***********0418");
    assert_eq!(masked_bank_account("6222029099603082465"), "6222***********2465");
    assert_eq!(masked_email("zhang.wei@example.com"), "z***@example.com");
    assert_eq!(masked_phone("1380"), "****");
}

proptest! {
    #[test]
    fn any_one_wrong_digit_in_an_identity_number_is_noticed(place in 0..17_usize, other in 0..10_u8) {
        let mut places: Vec<u8> = STANDARD_EXAMPLE.bytes().collect();
        let wrong = b'0' + other;
        prop_assume!(places[place] != wrong);
        places[place] = wrong;
        prop_assert!(NationalId::parse(std::str::from_utf8(&places).unwrap()).is_err());
    }

    #[test]
    fn any_one_wrong_digit_on_a_bank_card_is_noticed(place in 0..19_usize, other in 0..10_u8) {
        let mut places: Vec<u8> = "6222029099603082465".bytes().collect();
        let wrong = b'0' + other;
        prop_assume!(places[place] != wrong);
        places[place] = wrong;
        prop_assert!(!bank_card_checks(std::str::from_utf8(&places).unwrap()));
    }

    #[test]
    fn any_one_wrong_character_in_a_credit_code_is_noticed(place in 0..18_usize, other in "[0-9A-HJ-NPQRTUWXY]") {
        let code = "9144030071526726XG";
        let mut characters: Vec<String> = code.chars().map(String::from).collect();
        prop_assume!(characters[place] != other);
        characters[place] = other;
        prop_assert_eq!(credit_code(&characters.concat()), Err(CreditCodeFault::Checksum));
    }

    #[test]
    fn no_text_panics(text in any::<String>()) {
        let _ = (NationalId::parse(&text), mobile_number(&text), bank_card_checks(&text), credit_code(&text));
        let _ = (masked_phone(&text), masked_national_id(&text), masked_bank_account(&text), masked_email(&text));
    }

    #[test]
    fn a_mask_never_shows_a_whole_number(text in "[0-9]{1,20}") {
        prop_assert_ne!(masked_national_id(&text), text.clone());
        prop_assert_ne!(masked_bank_account(&text), text);
    }
}
