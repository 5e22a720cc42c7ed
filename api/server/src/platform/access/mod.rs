//! Who may do what: one table, asked by every handler and by nothing else.
//!
//! Rights come from relations (self, manager, direct or indirect) and from grants of a role in a scope.
//! A handler names its permission in its signature: `who: Guard<perm::PlansClose>`. The guard is
//! synchronous and stands before path, query and body, so that a caller who may not learns nothing
//! about the shape of the request. Queries about people take the [`Scope`] that only a guard hands out.

mod guard;
pub mod table;

pub use guard::{Guard, Scope, Tree};
pub use table::{PERMISSIONS, Permission, Relation, Rights, Role, as_markdown, perm};

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use store::ids::{AccountId, AgreementId, ClientId, EmployeeId, LegalEntityId, OrgUnitId, SessionId};
use uuid::Uuid;

use crate::employees::EmployeeRef;

/// A role in a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    pub role: Role,
    pub within: Within,
}

/// How far a grant reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Within {
    All,
    LegalEntity(LegalEntityId),
    OrgUnit(OrgUnitId),
}

/// Who is calling, resolved by the session middleware before any handler runs.
#[derive(Clone, Debug)]
pub struct Principal {
    pub actor: Actor,
    /// Shown beside what the actor did.
    pub name: String,
    pub employee: Option<EmployeeId>,
    /// The same, as others refer to them.
    pub person: Option<EmployeeRef>,
    pub grants: Vec<Grant>,
    pub client_scopes: Vec<String>,
    /// The frame in which the session began, when it began in one.
    pub embedded: Option<Embedded>,
}

/// A signing page in a frame of another frontend. A session that began there reaches its one agreement only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Embedded {
    pub agreement_id: AgreementId,
    pub client_id: ClientId,
    pub client_name: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    Account(AccountId, SessionId),
    Client(ClientId),
    System,
}

impl Actor {
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Account(..) => "account",
            Self::Client(_) => "client",
            Self::System => "system",
        }
    }

    pub fn id(&self) -> Option<Uuid> {
        match self {
            Self::Account(id, _) => Some(id.0),
            Self::Client(id) => Some(id.0),
            Self::System => None,
        }
    }
}

/// A principal in one request.
#[derive(Clone, Debug)]
pub struct Caller {
    pub principal: Arc<Principal>,
    pub request_id: Option<Uuid>,
    /// Network address of the other end; none for what the service does by itself.
    pub address: Option<String>,
}

impl Caller {
    /// The service itself: schedulers and commands.
    pub fn system() -> Self {
        Self { principal: Arc::new(Principal::system()), request_id: None, address: None }
    }

    /// Whoever ordered what the service does later: entries name them, but they have no rights by it.
    pub fn on_behalf(account: AccountId, name: String, request_id: Option<Uuid>) -> Self {
        let actor = Actor::Account(account, SessionId(Uuid::nil()));
        Self { principal: Arc::new(Principal { actor, name, ..Principal::system() }), request_id, address: None }
    }
}

impl Principal {
    /// The service itself: schedulers and commands.
    pub fn system() -> Self {
        Self {
            actor: Actor::System,
            name: "系统".into(),
            employee: None,
            person: None,
            grants: Vec::new(),
            client_scopes: Vec::new(),
            embedded: None,
        }
    }

    pub fn client_id(&self) -> Option<ClientId> {
        match self.actor {
            Actor::Client(id) => Some(id),
            _ => None,
        }
    }

    pub fn account_id(&self) -> Option<AccountId> {
        match self.actor {
            Actor::Account(id, _) => Some(id),
            _ => None,
        }
    }

    pub fn has(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }
}
