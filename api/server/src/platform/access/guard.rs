//! The guard in a handler's signature, and the scope it hands out.

use std::future::{Ready, ready};
use std::marker::PhantomData;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use chrono::NaiveDate;
use diesel::expression::AsExpression;
use diesel::{BoolExpressionMethods, IntoSql, dsl, sql_types};
use store::ids::{EmployeeId, LegalEntityId};
use uuid::Uuid;

use super::table::IN_A_FRAME;
use super::{Actor, Caller, Permission, Principal, Relation, Rights, Within};
use crate::employees::EmployeeRef;
use crate::platform::errors::Problem;

/// Proof that the caller may do `P` to somebody; the scope says to whom.
pub struct Guard<P> {
    caller: Caller,
    scope: Scope,
    permission: PhantomData<P>,
}

impl<P> std::ops::Deref for Guard<P> {
    type Target = Caller;
    fn deref(&self) -> &Caller {
        &self.caller
    }
}

impl<P: Permission> Guard<P> {
    fn check(caller: Caller) -> Result<Self, Problem> {
        let rights = P::RIGHTS;
        let scope = Scope::of(&caller.principal, &rights);
        let anyone =
            rights.relations.contains(&Relation::Anyone) && matches!(caller.principal.actor, Actor::Account(..));
        if scope.is_empty() && !anyone {
            return Err(Problem::forbidden());
        }
        Ok(Self { caller, scope, permission: PhantomData })
    }

    /// Whom the permission reaches. Queries about people filter by it.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// The caller's own employee record; 403 for an account that is nobody's.
    pub fn employee(&self) -> Result<EmployeeId, Problem> {
        self.caller.principal.employee.ok_or_else(Problem::forbidden)
    }

    /// The caller as others refer to them; 403 for an account that is nobody's.
    pub fn person(&self) -> Result<EmployeeRef, Problem> {
        self.caller.principal.person.clone().ok_or_else(Problem::forbidden)
    }

    pub fn is_oneself(&self, employee: EmployeeId) -> bool {
        self.caller.principal.employee == Some(employee)
    }
}

impl Caller {
    /// Whom a further permission would reach; `None` when it reaches nobody. For pages that gather from slices.
    pub fn reach<P: Permission>(&self) -> Option<Scope> {
        Some(Scope::of(&self.principal, &P::RIGHTS)).filter(|scope| !scope.is_empty())
    }
}

impl<P: Permission> FromRequest for Guard<P> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(match request.extensions().get::<Caller>() {
            Some(caller) => {
                stays_in_its_frame(&caller.principal, &P::RIGHTS, request).and_then(|()| Self::check(caller.clone()))
            }
            None => Err(Problem::unauthenticated()),
        })
    }
}

/// 403 for a session that began in a frame, but for what its signer does with the agreement of that frame.
fn stays_in_its_frame(principal: &Principal, rights: &Rights, request: &HttpRequest) -> Result<(), Problem> {
    let Some(embedded) = &principal.embedded else { return Ok(()) };
    let asked: Option<Uuid> = request.match_info().get("id").and_then(|id| id.parse().ok());
    if IN_A_FRAME.contains(&rights.name) && asked == Some(embedded.agreement_id.0) {
        Ok(())
    } else {
        Err(Problem::forbidden())
    }
}

/// The people whom a permission reaches. Only a guard makes one.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    all: bool,
    entities: Vec<Uuid>,
    units: Vec<Uuid>,
    /// The viewer, where the permission reaches the viewer's own record.
    oneself: Option<Uuid>,
    /// The viewer, where it reaches the people below.
    manager: Option<Uuid>,
}

diesel::define_sql_function! {
    /// The database's answer to the same question, one row at a time (migration `people`).
    fn may_see(
        employee: sql_types::Uuid,
        sees_all: sql_types::Bool,
        entities: sql_types::Array<sql_types::Uuid>,
        units: sql_types::Array<sql_types::Uuid>,
        oneself: sql_types::Nullable<sql_types::Uuid>,
        manager: sql_types::Nullable<sql_types::Uuid>,
        on_day: sql_types::Date
    ) -> sql_types::Bool;
}

/// The type of [`Scope::sees`]'s filter.
pub type Tree<C> = dsl::Or<
    dsl::AsExprOf<bool, sql_types::Bool>,
    may_see<C, bool, Vec<Uuid>, Vec<Uuid>, Option<Uuid>, Option<Uuid>, NaiveDate>,
>;

impl Scope {
    fn of(principal: &Principal, rights: &Rights) -> Self {
        let mut scope = Self::default();
        for grant in principal.grants.iter().filter(|grant| rights.roles.contains(&grant.role)) {
            match grant.within {
                Within::All => scope.all = true,
                Within::LegalEntity(id) => scope.entities.push(id.0),
                Within::OrgUnit(id) => scope.units.push(id.0),
            }
        }
        if let Some(needed) = rights.client_scope {
            scope.all |= principal.client_scopes.iter().any(|held| held == needed);
        }
        if matches!(principal.actor, Actor::System) {
            scope.all = true;
        }
        let through = |relation| principal.employee.filter(|_| rights.relations.contains(&relation)).map(Uuid::from);
        scope.oneself = through(Relation::Oneself);
        scope.manager = through(Relation::Manager);
        scope
    }

    fn is_empty(&self) -> bool {
        !self.is_by_role() && self.oneself.is_none() && self.manager.is_none()
    }

    /// True when the scope comes from a role or a machine's scope and not only from relations.
    pub fn is_by_role(&self) -> bool {
        self.all || !self.entities.is_empty() || !self.units.is_empty()
    }

    /// True when every legal entity, or this one as a whole, is reached.
    pub fn covers_entity(&self, entity: LegalEntityId) -> bool {
        self.all || self.entities.contains(&entity.0)
    }

    /// The legal entities that are reached as a whole; `None` when all are.
    pub fn entities(&self) -> Option<&[Uuid]> {
        (!self.all).then_some(self.entities.as_slice())
    }

    /// 403 unless the whole legal entity is reached.
    pub fn require_entity(&self, entity: LegalEntityId) -> Result<(), Problem> {
        if self.covers_entity(entity) { Ok(()) } else { Err(Problem::forbidden()) }
    }

    /// 403 unless everything is reached: for what belongs to the group as a whole.
    pub fn require_all(&self) -> Result<(), Problem> {
        if self.all { Ok(()) } else { Err(Problem::forbidden()) }
    }

    /// The viewer, where the permission reaches those who report to them.
    pub fn manager(&self) -> Option<Uuid> {
        self.manager
    }

    /// A filter for queries: `.filter(scope.sees(reviews::employee_id, today))`. Whoever sees all is not asked
    /// about each row.
    pub fn sees<C>(&self, employee: C, today: NaiveDate) -> Tree<C>
    where
        C: AsExpression<sql_types::Uuid>,
        C::Expression: diesel::Expression<SqlType = sql_types::Uuid>,
    {
        let (entities, units) = (self.entities.clone(), self.units.clone());
        let asked = may_see(employee, false, entities, units, self.oneself, self.manager, today);
        self.all.into_sql::<sql_types::Bool>().or(asked)
    }
}
