//! Every document holds what it must, and nothing it must not.

use std::collections::BTreeMap;

use signing::facts::{
    Document, HandoverItem, HandoverList, HandoverState, Hearing, Letter, NonCompete, NoticePeriod, Party, WarningLevel,
};
use signing::{Error, Rendered};

use crate::judges;
use crate::samples::{self, RENDERER};

fn render<D: Document>(facts: &D) -> Rendered {
    let rendered = RENDERER.render(facts, "YL-2026-0042", samples::noon()).unwrap();
    if let Some(folder) = std::env::var_os("YOUJU_KEEP_PDF") {
        let path = std::path::Path::new(&folder).join(format!("{:?}.pdf", D::TEMPLATE));
        std::fs::write(path, &rendered.pdf).unwrap();
    }
    rendered
}

fn letter<L: Letter + Clone>(facts: &L) -> Rendered {
    render(&samples::written(facts))
}

/// The text without white space and page furniture: lines break where they like.
fn text(rendered: &Rendered) -> String {
    judges::text(&rendered.pdf).split_whitespace().collect()
}

#[track_caller]
fn assert_says(rendered: &Rendered, phrases: &[&str]) {
    let text = text(rendered);
    for phrase in phrases {
        assert!(text.contains(phrase), "{phrase:?} is not in {text}");
    }
}

fn roles(rendered: &Rendered) -> BTreeMap<&str, usize> {
    rendered.fields.iter().map(|field| (field.role.as_str(), field.page)).collect()
}

#[test]
fn the_agreement_shows_every_sum_with_the_statutory_figure_beside_it() {
    let rendered = letter(&samples::agreement());
    assert_says(
        &rendered,
        &[
            "本次解除由甲方提出",
            "107,000.53115,000.00",
            "7,569.717,569.71",
            "协商补助双方协商一致，甲方另行支付—10,000.00",
            "114,570.24132,569.71",
            "大写：壹拾叁万贰仟伍佰陆拾玖元柒角壹分",
            "不附任何条件",
            "不要求乙方履行竞业限制义务",
            "附件款项计算步骤",
            "编号YL-2026-0042",
            "杭州市西湖区劳动人事争议仲裁委员会",
        ],
    );
    assert!(!text(&rendered).contains("低于法定参照额"));
    assert!((3..=4).contains(&rendered.pages), "{} pages", rendered.pages);
    let roles = roles(&rendered);
    assert_eq!(roles.keys().copied().collect::<Vec<_>>(), ["employee", "employer"]);
    assert_eq!(roles["employee"], roles["employer"], "the signatures stand apart");
}

#[test]
fn an_agreement_below_the_statutory_sum_says_so_and_by_how_much() {
    let mut facts = samples::agreement();
    facts.sums.truncate(2);
    facts.sums[0].agreed = samples::money("90000.00");
    facts.total = samples::money("97569.71");
    facts.tax.net = samples::money("96812.74");
    assert_says(&letter(&facts), &["约定金额合计低于法定参照额合计17,000.53元"]);
}

#[test]
fn an_agreement_the_employee_proposed_says_that_the_law_asks_for_no_severance() {
    let mut facts = samples::agreement();
    facts.proposer = Party::Employee;
    facts.non_compete = NonCompete::Active {
        from: samples::day("2026-07-01"),
        until: samples::day("2027-06-30"),
        monthly: samples::money("6000.00"),
        scope: "浙江省内数据服务业务".into(),
    };
    let rendered = letter(&facts);
    assert_says(&rendered, &["本次解除由乙方提出", "每月6,000.00元", "浙江省内数据服务业务"]);
    assert!(!text(&rendered).contains("失业保险金"));
}

#[test]
fn figures_that_do_not_add_up_are_refused() {
    let mut facts = samples::agreement();
    facts.total = samples::money("132569.70");
    let error = facts.view().unwrap_err();
    assert!(matches!(&error, Error::Facts { pointer, .. } if pointer == "/total"), "{error}");
    let mut facts = samples::settlement();
    facts.net = samples::money("1.00");
    let error = facts.view().unwrap_err();
    assert!(matches!(&error, Error::Facts { pointer, .. } if pointer == "/net"), "{error}");
}

#[test]
fn the_notice_states_facts_ground_day_and_remedies() {
    let rendered = letter(&samples::notice());
    assert_says(
        &rendered,
        &[
            "第四十条第二项规定：“劳动者不能胜任工作，经过培训或者调整工作岗位，仍不能胜任工作的”。",
            "RES-2026Q3-0317",
            "提前三十日",
            "劳动合同于2026年11月15日解除",
            "一年内，向杭州市西湖区劳动人事争议仲裁委员会申请仲裁",
            "第四十八条、第八十七条",
            "签收只表示收到",
        ],
    );
    assert_eq!(roles(&rendered).keys().copied().collect::<Vec<_>>(), ["employer"]);
    let mut facts = samples::notice();
    facts.notice = NoticePeriod::PayInLieu { amount: samples::money("16461.62") };
    assert_says(&letter(&facts), &["一个月工资16,461.62元代替提前通知"]);
}

#[test]
fn the_notice_of_an_end_names_its_ground_its_day_and_what_is_paid() {
    let rendered = letter(&samples::ending_notice());
    let said =
        ["终止劳动合同通知书", "劳动合同期满的", "劳动合同于2026年11月15日终止", "终止劳动合同证明", "签收只表示收到"];
    assert_says(&rendered, &said);
    assert_eq!(roles(&rendered).keys().copied().collect::<Vec<_>>(), ["employer"]);
    let mut facts = samples::ending_notice();
    facts.total = samples::money("1.00");
    assert!(facts.view().is_err(), "a total that is no sum");
}

#[test]
fn an_employees_own_notice_says_when_it_came_and_that_nobody_approves_it() {
    let rendered = render(&samples::leaving_notice());
    let said = [
        "可以解除劳动合同。”二、理由",
        "因家庭原因回老家工作",
        "收到日期2026年6月1日",
        "最后工作日2026年7月1日",
        "无须用人单位批准",
    ];
    assert_says(&rendered, &said);
    assert!(rendered.fields.is_empty(), "it is the employee's act and bears no seal");
}

#[test]
fn whether_a_non_compete_duty_binds_is_said_in_a_letter_of_its_own() {
    let rendered = letter(&samples::non_compete_letter());
    let said = ["启动竞业限制约定", "2026年11月16日至", "6,000.00元", "首个10日", "第三十八条", "第三十九条"];
    assert_says(&rendered, &said);
    assert_eq!(roles(&rendered).keys().copied().collect::<Vec<_>>(), ["employer"]);
    let mut facts = samples::non_compete_letter();
    facts.terms = None;
    facts.reason = "岗位不再接触商业秘密。".into();
    assert_says(&letter(&facts), &["放弃竞业限制约定", "岗位不再接触商业秘密", "不支付竞业限制补偿"]);
}

#[test]
fn the_union_is_told_reasons_and_day_before_the_notice() {
    let rendered = letter(&samples::union_notice());
    assert_says(&rendered, &["第四十三条", "拟解除日期2026年11月15日", "请于2026年10月14日前提出书面意见"]);
    assert_eq!(rendered.pages, 1);
}

#[test]
fn the_certificate_holds_the_four_items_and_not_a_word_of_the_reason() {
    let rendered = render(&samples::certificate());
    assert_eq!(rendered.pages, 1);
    let text = text(&rendered);
    let items = text.split_once("载明事项如下：").unwrap().1.split_once("特此证明").unwrap().0;
    assert_eq!(
        items,
        "一、劳动合同期限固定期限，2023年4月1日至2027年3月31日\
         二、解除或者终止劳动合同的日期2026年6月30日\
         三、工作岗位客户经理\
         四、在本单位的工作年限6年3个月（2020年4月1日至2026年6月30日）"
    );
    for word in ["原因", "协商", "不能胜任", "绩效", "违纪", "竞业", "补偿"] {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn goals_results_and_plans_show_what_was_agreed_and_measured() {
    let goals = render(&samples::goals());
    assert_says(&goals, &["新签合同额", "40%1,200,000元", "完成率低于50%的计0分", "合格线60.00分"]);
    assert_eq!(roles(&goals).keys().copied().collect::<Vec<_>>(), ["employee", "manager"]);
    let result = render(&samples::review());
    assert_says(
        &result,
        &["低于事先确认的合格线60.00分", "790,500元65.8826.35", "46.35×80%+60.00×20%49.08分", "2026年7月15日"],
    );
    let plan = letter(&samples::plan());
    assert_says(&plan, &["不低于1,000,000元", "商务谈判与合同要点8小时2026年7月18日", "辅导人周文博"]);
    for rendered in [goals, result, plan] {
        assert!((1..=2).contains(&rendered.pages), "{} pages", rendered.pages);
    }
}

#[test]
fn the_settlement_adds_up_in_figures_and_in_words() {
    let rendered = letter(&samples::settlement());
    assert_says(
        &rendered,
        &["应付合计149,069.71", "扣除合计2,489.47", "146,580.24元", "壹拾肆万陆仟伍佰捌拾元贰角肆分"],
    );
    assert_says(
        &rendered,
        &["壹拾肆万玖仟零陆拾玖元柒角壹分", "最低工资，杭州", "官方", "年休假天数没有登记", "R-039"],
    );
    assert_eq!(rendered.fields.len(), 2);
    let open = letter(&signing::facts::Settlement { is_final: false, ..samples::settlement() });
    assert_says(&open, &["案件尚未办结"]);
    assert!(open.fields.is_empty(), "nobody signs figures that may still move");
}

#[test]
fn the_same_facts_give_the_same_bytes() {
    let once = letter(&samples::agreement());
    let again = letter(&samples::agreement());
    assert!(once.pdf == again.pdf);
    let other = RENDERER.render(&samples::written(&samples::agreement()), "YL-2026-0043", samples::noon()).unwrap();
    assert!(once.pdf != other.pdf);
}

#[test]
fn the_bytes_are_sound_and_claim_pdf_a() {
    let rendered = letter(&samples::agreement());
    judges::assert_sound(&rendered.pdf);
    let xmp = String::from_utf8_lossy(&rendered.pdf).into_owned();
    assert!(xmp.contains("pdfaid:part") && xmp.contains("pdfaid:conformance"), "no PDF/A claim");
}

#[test]
fn a_character_no_typeface_has_is_an_error_not_a_box() {
    let mut facts = samples::certificate();
    facts.worker_name = "沈\u{2B820}欣\u{10FFFD}".into();
    let error = RENDERER.render(&facts, "X", samples::noon()).unwrap_err();
    assert!(matches!(error, Error::Typesetting(_)), "{error}");
}

#[test]
fn rare_characters_of_names_are_set() {
    let mut facts = samples::certificate();
    facts.worker_name = "𬱖㛃䶮".into();
    assert_says(&render(&facts), &["𬱖㛃䶮"]);
}

#[test]
fn text_is_never_read_as_markup() {
    let mut facts = samples::certificate();
    facts.position = "#panic() *经理* $x$ <sigfield> @ref // 注".into();
    let rendered = render(&facts);
    assert_says(&rendered, &["#panic()*经理*$x$<sigfield>@ref//注"]);
    assert_eq!(rendered.fields.len(), 1);
}

#[test]
fn a_missing_typeface_names_the_package_to_install() {
    let empty = tempfile::tempdir().unwrap();
    let error = signing::Renderer::new(&[empty.path().to_path_buf()]).err().unwrap().to_string();
    assert!(error.contains("fonts-noto-cjk"), "{error}");
}

#[test]
fn the_evidence_list_says_what_each_piece_proves_and_how_its_file_is_checked() {
    let rendered = render(&samples::evidence_list());
    assert_says(
        &rendered,
        &[
            "证据清单",
            "（被申请人）",
            "序号证据名称证据来源证明目的页码",
            "证明6月14日未到岗1–3",
            "2cf24dba5fb0a30e26e83b2ac5b9e29e",
            "412",
        ],
    );
    assert!(rendered.fields.is_empty(), "it is sealed on paper");
}

#[test]
fn the_certificate_of_completion_names_each_signer_and_every_step() {
    let rendered = render(&samples::completion_certificate());
    let says =
        ["签署证明", "AGR-2026-0042", "用印人：韩雪", "一次性验证码", "2001:0db8:85a3:0000:0000:8a2e:0370:7334", "439"];
    assert_says(&rendered, &says);
    assert_eq!(rendered.fields.len(), 1, "the company seals it");
}

#[test]
fn the_warning_letter_says_facts_rule_statement_and_rights_and_asks_for_no_money() {
    let rendered = letter(&samples::warning_letter());
    assert_says(
        &rendered,
        &[
            "书面警告",
            "9:00未到岗，11:20到岗",
            "门禁记录2026-06-08",
            "（你于2025年1月6日知悉）",
            "当天早班地铁停运，我在群里说明过。",
            "本函有效期至2027年6月21日止",
            "不扣减工资，也不设罚款",
            "或者请求工会处理",
            "劳动合同法第四条",
            "签收只表示收到，不表示同意其内容",
        ],
    );
    assert!((1..=2).contains(&rendered.pages), "{} pages", rendered.pages);
    assert_eq!(roles(&rendered).keys().copied().collect::<Vec<_>>(), ["employer"]);
}

#[test]
fn a_warning_letter_says_so_when_nobody_spoke_and_names_no_union_where_there_is_none() {
    let mut facts = samples::warning_letter();
    facts.level = WarningLevel::Final;
    facts.has_union = false;
    facts.counts_to = None;
    facts.hearing = facts.hearing.map(|hearing| Hearing { stated_on: None, statement: None, ..hearing });
    let rendered = letter(&facts);
    assert_says(&rendered, &["最后书面警告", "2026年6月18日前（含当日）陈述申辩，你没有提交陈述"]);
    facts.level = WarningLevel::Reminder;
    facts.hearing = None;
    facts.rules.clear();
    let reminder = text(&letter(&facts));
    assert!(reminder.contains("提醒函"));
    for absent in ["工会处理", "本函有效期"] {
        assert!(!text(&rendered).contains(absent) && !reminder.contains(absent), "{absent}");
    }
    assert!(!reminder.contains("陈述申辩") && !reminder.contains("、依据"), "{reminder}");
}

#[test]
fn a_handover_list_has_room_for_more_and_says_what_does_not_wait_for_it() {
    let item = |title: &str, state, ended: Option<&str>| HandoverItem {
        title: title.into(),
        due_on: samples::day("2026-06-30"),
        state,
        ended: ended.map(str::to_owned),
    };
    let facts = HandoverList {
        employer: samples::employer(),
        worker: samples::worker(),
        last_day: Some(samples::day("2026-06-30")),
        items: vec![
            item("办理工作交接", HandoverState::Open, None),
            item("归还笔记本电脑（资产号 IT-2041）", HandoverState::Done, Some("郑颖，2026年6月29日，完好")),
        ],
        made_on: samples::day("2026-06-22"),
    };
    let rendered = render(&facts);
    let said = [
        "归还笔记本电脑",
        "2026年6月30日待交接",
        "已交接",
        "郑颖，2026年6月29日",
        "待交接",
        "不以交接为条件",
        "监交人（签名）",
    ];
    assert_says(&rendered, &said);
    assert!(rendered.fields.is_empty() && rendered.pages == 1, "it is signed by hand, at the desk");
}
