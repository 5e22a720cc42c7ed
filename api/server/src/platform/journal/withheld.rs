//! Kinds that other systems are never told of, whatever they ask for. An event that goes out names its kind and
//! ids, no more; of these the kind alone says too much.

use super::Kind;

/// A new kind goes out unless it stands here: `tests/api/webhooks.rs` says what must.
const WITHHELD: &[Kind] = &[
    // Who signs in, with what, and who may do what.
    Kind::AccountCreated,
    Kind::AccountActivated,
    Kind::AccountCodeSent,
    Kind::AccountSignedIn,
    Kind::AccountSignedOut,
    Kind::AccountPasswordChanged,
    Kind::AccountEmailChanged,
    Kind::AccountTotpIssued,
    Kind::AccountTotpConfirmed,
    Kind::AccountPasskeyRegistered,
    Kind::AccountPasskeyRenamed,
    Kind::AccountPasskeyRemoved,
    Kind::GrantGiven,
    Kind::GrantRevoked,
    Kind::ClientRegistered,
    Kind::ClientFrameOriginsChanged,
    Kind::ClientSignedIn,
    Kind::DeadlineFeedIssued,
    Kind::DeadlineFeedRevoked,
    Kind::AgreementEmbedTokenIssued,
    Kind::AgreementCodeSent,
    Kind::AgreementBatchCodeSent,
    Kind::WebhookCreated,
    Kind::WebhookChanged,
    Kind::WebhookPaused,
    Kind::WebhookResumed,
    Kind::WebhookDisabled,
    Kind::WebhookSecretRotated,
    Kind::WebhookTested,
    Kind::WebhookRedelivered,
    Kind::WebhookDeleted,
    // Who looked at what.
    Kind::EmployeeSensitiveRead,
    Kind::CircumstancesRead,
    Kind::LayoffPrioritiesRead,
    Kind::LayoffPrioritiesExported,
    Kind::RiskExported,
    Kind::BundleRequested,
    Kind::BundleBuilt,
    Kind::BundleDownloaded,
    // Health, family and age (PIPL 28): that there is something is the secret.
    Kind::CircumstancesDeclared,
    // A warning before it is issued, or that never was; how it came about.
    Kind::WarningDrafted,
    Kind::WarningChanged,
    Kind::WarningSubmitted,
    Kind::WarningStatementAsked,
    Kind::WarningStated,
    Kind::WarningSentBack,
    Kind::WarningApproved,
    Kind::WarningDropped,
    // A case before the person knows of it, and what the house makes of it.
    Kind::SeparationOpened,
    Kind::SeparationFactsStated,
    Kind::SeparationEvidenceAdded,
    Kind::SeparationEvidenceReviewed,
    Kind::SeparationStatementMade,
    Kind::SeparationGateOverridden,
    Kind::SeparationTaskAdded,
    Kind::SeparationTaskEnded,
    Kind::SeparationInterviewHeld,
    Kind::SeparationInterviewAnswered,
    Kind::SeparationUnionNotified,
    Kind::SeparationUnionReplied,
    Kind::SeparationApprovalRequested,
    Kind::SeparationDecided,
    Kind::SeparationNoticeIssued,
    Kind::ServiceAttempted,
    Kind::ServiceConcluded,
    Kind::SeparationItemStated,
    Kind::SeparationItemRemoved,
    Kind::SeparationWithdrawn,
    Kind::LayoffOpened,
    Kind::LayoffExplained,
    Kind::LayoffReported,
    Kind::ProposalMade,
    Kind::ProposalAccepted,
    Kind::ProposalRejected,
    // What two sides say to each other before they have agreed.
    Kind::AgreementCommented,
    Kind::AgreementCommentSettled,
    // A party's own case against the other.
    Kind::DisputeOpened,
    Kind::DisputeDetailsStated,
    Kind::DisputeClaimsStated,
    Kind::DisputeStepRecorded,
    Kind::DisputeStepNoted,
    Kind::DisputeExhibitsArranged,
    Kind::DisputeExhibitsExported,
    Kind::LegalHoldPlaced,
    Kind::LegalHoldLifted,
    // The journal's own housekeeping, and that of messages.
    Kind::MessageUndelivered,
    Kind::LogHeadsStated,
];

impl Kind {
    /// Whether other systems may be told that it happened.
    pub fn is_published(self) -> bool {
        !WITHHELD.contains(&self)
    }
}
