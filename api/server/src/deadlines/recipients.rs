//! Who is told: the accounts of HR with an address, and whom each of them looks after; payroll of what it has to pay.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Date, Text as SqlText, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use store::Db;
use store::ids::EmployeeId;
use uuid::Uuid;

use crate::platform::Answer;

/// An address and the people it is told about.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// In the scope of the account's grants.
    pub in_scope: Vec<EmployeeId>,
    /// With the employer that the account works for in any way.
    pub of_entity: Vec<EmployeeId>,
    /// In the scope of an account of payroll that is not HR's: only told of what payroll owes.
    pub to_pay: Vec<EmployeeId>,
}

#[derive(QueryableByName)]
struct Pair {
    #[diesel(sql_type = SqlText)]
    email: String,
    #[diesel(sql_type = SqlUuid)]
    employee_id: EmployeeId,
    #[diesel(sql_type = Bool)]
    is_hr: bool,
    #[diesel(sql_type = Bool)]
    in_scope: bool,
}

/// The addresses of HR and payroll with whom of these people each looks after; one statement.
pub(super) async fn of(mut db: &Db, people: &[EmployeeId], today: NaiveDate) -> Answer<BTreeMap<String, Told>> {
    let people: Vec<Uuid> = people.iter().map(|id| id.0).collect();
    let pairs: Vec<Pair> = diesel::sql_query(
        "select own.email, e.id as employee_id, g.role = 'hr' as is_hr,
                bool_or(may_see(e.id, g.scope_kind = 'all',
                    case when g.scope_kind = 'legal_entity' then array[g.scope_id] else '{}'::uuid[] end,
                    case when g.scope_kind = 'org_unit' then array[g.scope_id] else '{}'::uuid[] end,
                    null, null, $2)) as in_scope
           from grants g
           join accounts a on a.id = g.account_id and a.disabled_at is null
           join employees own on own.id = a.employee_id and own.email <> ''
           join employments job on job.id = own.employment_id and coalesce(job.left_on >= $2, true)
           left join org_units u on g.scope_kind = 'org_unit' and u.id = g.scope_id
           join employees e on e.id = any ($1) and e.id <> own.id
            and (g.scope_kind = 'all' or e.legal_entity_id = coalesce(u.legal_entity_id, g.scope_id))
          where g.role = 'hr' or (g.role = 'payroll' and not exists (
                    select from grants h where h.account_id = g.account_id and h.role = 'hr'))
          group by own.email, e.id, g.role",
    )
    .bind::<Array<SqlUuid>, _>(people)
    .bind::<Date, _>(today)
    .load(&mut db)
    .await?;
    let mut told: BTreeMap<String, Told> = BTreeMap::new();
    for Pair { email, employee_id, is_hr, in_scope } in pairs {
        let one = told.entry(email).or_default();
        if !is_hr {
            one.to_pay.extend(in_scope.then_some(employee_id));
            continue;
        }
        one.of_entity.push(employee_id);
        if in_scope {
            one.in_scope.push(employee_id);
        }
    }
    Ok(told)
}
