//! Constraints of the database as problems: the one place where their names are known.

use actix_web::http::StatusCode;

use super::errors::Problem;

/// The constraint is the check: its name says what was wrong.
pub fn refused(name: &str) -> Option<Problem> {
    let field = |pointer: &str, code: &'static str, zh: &'static str, en: &'static str| {
        let mut problem = Problem::field(pointer, code, zh, en);
        problem.status = StatusCode::CONFLICT;
        Some(problem)
    };
    match name {
        "employees_national_id_key" => field(
            "/national_id",
            "duplicate_id",
            "该身份证号已属于另一名员工。",
            "Another employee has this identity number.",
        ),
        "employees_number_key" => {
            field("/number", "duplicate_number", "该工号已被使用。", "This employee number is taken.")
        }
        "accounts_login_key" => field("/login", "duplicate_login", "该登录名已被使用。", "This login is taken."),
        "accounts_employee_key" => {
            field("/employee_id", "duplicate_account", "该员工已有账号。", "This employee has an account already.")
        }
        "passkeys_credential_key" => {
            field("/credential", "duplicate_passkey", "这个通行密钥已经登记过。", "This passkey is registered already.")
        }
        "clients_name_key" => field("/name", "duplicate_name", "已有同名的接入方。", "A client of this name exists."),
        "legal_entities_name_key" => {
            field("/name", "duplicate_name", "已有同名的用人单位。", "A legal entity of this name exists.")
        }
        "legal_entities_uscc_key" => {
            field("/uscc", "duplicate_uscc", "该统一社会信用代码已登记。", "This credit code is on record already.")
        }
        "org_units_name_key" => field(
            "/name",
            "duplicate_name",
            "同一上级下已有同名部门。",
            "There is a unit of this name under the same parent.",
        ),
        "org_units_no_cycle" | "org_units_not_own_parent" => {
            field("/parent_id", "unit_cycle", "部门不能隶属于自己或自己的下级。", "A unit cannot be below itself.")
        }
        "positions_name_key" => field("/name", "duplicate_name", "已有同名岗位。", "A position of this name exists."),
        "assignments_no_overlap" => {
            field("/from", "overlap", "该期间已有任职记录。", "There is an assignment in this period already.")
        }
        "assignments_no_manager_cycle" | "assignments_not_own_manager" => {
            field("/manager_id", "manager_cycle", "上级关系形成了循环。", "The line of managers would form a circle.")
        }
        "employments_no_overlap" => field(
            "/hired_on",
            "overlap",
            "该员工在此期间已有任用关系。",
            "This person is employed in this period already.",
        ),
        "agreements_live_key" => field(
            "",
            "agreement_exists",
            "本案件已有未结束的协议，请先作废再重新起草。",
            "This case has an agreement that is not over. Void it before you draft another.",
        ),
        "agreements_live_contract_key" => field(
            "/facts/kind",
            "agreement_exists",
            "与该员工已有一份同类合同未结束，请先作废或者等其签署，再重新起草。",
            "A contract of this kind with this person is not over yet. Void it, or wait for its signatures, before you draft another.",
        ),
        "templates_letter_key" => field(
            "/kind",
            "letter_exists",
            "本单位已有这种函件的模板；请在该模板上起草新的版本。",
            "This employer has a template for letters of this kind already; draft its next version.",
        ),
        "agreement_paper_signatures_one_open" => Some(Problem::new(
            StatusCode::CONFLICT,
            "scan_exists",
            "已有一份扫描件等待核对或者已经核对。",
            "A scan is waiting to be judged, or was confirmed already.",
        )),
        "agreements_replacement_key" => Some(Problem::new(
            StatusCode::CONFLICT,
            "replacement_exists",
            "已有一份取代它的协议，请先作废那一份，或者继续办理。",
            "Another agreement stands in its place already. Void that one, or go on with it.",
        )),
        "agreement_paper_copies_one_open" => Some(Problem::new(
            StatusCode::CONFLICT,
            "paper_asked_already",
            "已经申请过纸质文本，请等人力资源部交付。",
            "A copy on paper was asked for already; HR will hand it over.",
        )),
        "seals_inscription_key" => {
            field("/inscription", "duplicate_name", "已有同名的印章在用。", "A seal of this name is in use.")
        }
        "seals_deputy_for_a_time" => field(
            "/deputy/until",
            "end_before_start",
            "代管截止日早于开始日。",
            "The deputy's last day lies before the first.",
        ),
        "seals_deputy_of_a_keeper" => field(
            "/deputy/account_id",
            "no_keeper",
            "代管人须另有其人，且印章须有保管人。",
            "A deputy is somebody other than the keeper, of a seal that has one.",
        ),
        "contracts_no_overlap" => {
            field("/from", "overlap", "该期间已有劳动合同。", "There is a contract in this period already.")
        }
        "contracts_ends_after_start" => {
            field("/until", "end_before_start", "结束日期早于开始日期。", "It ends before it starts.")
        }
        "kpis_code_key" => field("/code", "duplicate_code", "该指标编码已被使用。", "This KPI code is taken."),
        "review_cycles_code_key" => {
            field("/code", "duplicate_code", "该考核周期编码已被使用。", "This cycle code is taken.")
        }
        "review_cycles_ends_after_start" | "improvement_plans_ends_after_start" => {
            field("/until", "end_before_start", "结束日期须晚于开始日期。", "It must end after it starts.")
        }
        "local_figures_live_key" => field(
            "/effective_on",
            "duplicate_figure",
            "该城市在这一天已有同类数据；如有误，请更正已有的那一条。",
            "A figure of this kind and city that counts from this day is on record. Correct that one if it is wrong.",
        ),
        "local_figures_year_key" => field(
            "/statistics_year",
            "duplicate_figure",
            "该城市这一年度已有同类数据；如有误，请更正已有的那一条。",
            "A figure of this kind, city and year is on record. Correct that one if it is wrong.",
        ),
        "disputes_case_number_key" => field(
            "/case_number",
            "duplicate_case_number",
            "该仲裁机构的这一案号已登记。",
            "This case of the tribunal is on record already.",
        ),
        "dispute_steps_once" => Some(Problem::new(
            StatusCode::CONFLICT,
            "step_on_record",
            "这一步已经登记过。",
            "This step is on record already.",
        )),
        "legal_holds_lifted_by_another" => Some(Problem::separation_of_duties()),
        "legal_holds_stand" => Some(Problem::new(
            StatusCode::CONFLICT,
            "under_legal_hold",
            "此人的记录处于诉讼保全中，不得删除。请先由另一人解除保全（R-113）。",
            "The records of this person are under a legal hold and are not deleted. Another person must lift it first (R-113).",
        )),
        "separation_interviews_corrected_once" => field(
            "/corrects",
            "corrected_already",
            "该记录已有更正；如需再更正，请更正最新的那一份。",
            "This record was corrected already. Correct the latest one.",
        ),
        "non_competes_once" => field(
            "",
            "decided_already",
            "本案件已就竞业限制作出书面告知；启动的，可以提前解除。",
            "What becomes of the non-compete duty was said already. One that binds can be released.",
        ),
        "separations_one_open" => field(
            "/employee_id",
            "open_case_exists",
            "该员工已有未办结的离职案件。",
            "There is a case about this person that is not over.",
        ),
        _ => None,
    }
}
