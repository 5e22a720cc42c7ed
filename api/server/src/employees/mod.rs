//! Employees 员工: people, their employments, assignments and contracts.
//!
//! A person has one id for life. An employment 任用关系 is one period with one legal entity; within it,
//! assignments 任职 say unit, position and manager from a day on, and contracts 劳动合同 follow one
//! another. What may not happen (the database says so): two employments, assignments or contracts of one
//! person at the same time, somebody above their own manager, one identity number for two people.
//! Identity number, phone, bank account and pay are sealed; reading somebody else's is on record.

mod address;
mod assignments;
mod circumstances;
mod contracts;
mod hire;
mod identity;
mod papers;
mod pay;
mod phone;
mod routes;
mod row;
mod trail;

pub use address::{address_of, keep_address};
pub use circumstances::{Circumstances, Known, injury_on_record};
pub use contracts::{
    Contract, ContractFacts, ContractKind, EarlierContract, RecordedContract, conclude, contract_before,
    contracts_in_force, contracts_with, current_contract, had_probation, probation_in,
};
pub use hire::{Hire, hire_all};
pub use identity::identity_of;
pub use papers::{Paper, keep_paper, paper_of};
pub use pay::{AnnualLeave, WageMonth, annual_leave_of, annual_leaves_of, wages_since};
pub use phone::{open_phone, seal_phone};
pub use row::{Colleague, EmployeeRef, EmployeeSummary, NamedPosition, NamedUnit, Standing, holding, leave};

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(routes::list_employees)
        .service(routes::hire_employee)
        .service(routes::show_employee)
        .service(routes::change_contact)
        .service(routes::show_sensitive)
        .service(assignments::list_assignments)
        .service(assignments::start_assignment)
        .service(contracts::list_contracts)
        .service(contracts::conclude_contract)
        .service(pay::list_wages)
        .service(pay::record_wages)
        .service(pay::record_wages_in_bulk)
        .service(pay::show_annual_leave)
        .service(pay::record_annual_leave)
        .service(circumstances::show_circumstances)
        .service(circumstances::declare_circumstances)
        .service(papers::list_papers)
        .service(papers::show_paper)
        .service(papers::download_paper)
        .service(trail::show_timeline)
        .service(trail::read_journal);
}
