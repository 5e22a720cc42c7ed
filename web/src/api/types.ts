import type { paths } from "./schema.gen";

/**
 * Names for what the service answers, taken from the paths of the contract, so that they stay right
 * however the contract names its schemas.
 */
type Content<R> = R extends { content: { "application/json": infer C } } ? C : never;
type Responses<O> = O extends { responses: infer R } ? R : never;
type Success<R> = R extends { 200: infer A }
  ? Content<A>
  : R extends { 201: infer A }
    ? Content<A>
    : R extends { 202: infer A }
      ? Content<A>
      : never;
type Answer<P extends keyof paths, M extends keyof paths[P]> = Success<Responses<paths[P][M]>>;
type Item<P extends keyof paths> = Answer<P, "get"> extends { items: (infer I)[] } ? I : never;
type Body<P extends keyof paths, M extends keyof paths[P]> = paths[P][M] extends {
  requestBody?: { content: { "application/json": infer B } };
}
  ? B
  : never;

export type Me = Answer<"/api/v1/auth/me", "get">;
export type Role = Me["roles"][number]["role"];
export type EmployeeRef = NonNullable<Me["employee"]>;

export type Passkey = Item<"/api/v1/auth/passkeys">;
export type PasskeyChallenge = Answer<"/api/v1/auth/passkey-challenges", "post">;
export type FreshProof = Body<"/api/v1/auth/passkey-registrations", "post">;
export type PasskeyAnswer = NonNullable<FreshProof["passkey"]>;

export type Account = Item<"/api/v1/accounts">;
export type Grant = Item<"/api/v1/grants">;
export type ApiClient = Item<"/api/v1/clients">;
export type LegalEntity = Answer<"/api/v1/legal-entities/{id}", "get">;
export type Letterhead = Answer<"/api/v1/legal-entities/{id}/letterhead", "get">;
export type LetterheadLines = Body<"/api/v1/legal-entities/{id}/letterhead", "put">;
export type LegalEntityFacts = Body<"/api/v1/legal-entities", "post">;
export type OrgUnit = Item<"/api/v1/org-units">;
export type OrgUnitFacts = Body<"/api/v1/org-units", "post">;
export type Position = Item<"/api/v1/positions">;

export type EmployeeSummary = Item<"/api/v1/employees">;
export type Employee = Answer<"/api/v1/employees/{id}", "get">;
export type EmployeeHire = Body<"/api/v1/employees", "post">;
export type Contract = Item<"/api/v1/employees/{id}/contracts">;
export type ContractFacts = Body<"/api/v1/employees/{id}/contracts", "post">;
export type Assignment = Item<"/api/v1/employees/{id}/assignments">;
export type AssignmentFacts = Body<"/api/v1/employees/{id}/assignments", "post">;
export type TimelineItem = Item<"/api/v1/employees/{id}/timeline">;
export type PaperItem = Item<"/api/v1/employees/{id}/documents">;
export type Circumstances = Body<"/api/v1/employees/{id}/circumstances", "put">;

export type Rights = Answer<"/api/v1/access/roles", "get">[number];

export type Import = Answer<"/api/v1/imports/{id}", "get">;
export type ImportIssue = Item<"/api/v1/imports/{id}/issues">;

export type LocalStandards = Answer<"/api/v1/local-standards", "get">;
export type LocalStandard = LocalStandards["items"][number];
export type LocalStandardGap = LocalStandards["gaps"][number];
export type LocalFigureFacts = Body<"/api/v1/local-standards", "post">;
export type LocalFigureCorrection = Body<"/api/v1/local-standards/{id}/correction", "post">;

export type Kpi = Item<"/api/v1/kpis">;
export type ReviewCycle = Answer<"/api/v1/review-cycles/{id}", "get">;
export type PositionGoals = Item<"/api/v1/review-cycles/{id}/position-goals">;
export type PositionGoal = PositionGoals["goals"][number];
export type ActualsOutcome = Answer<"/api/v1/review-cycles/actuals", "post">;
export type Review = Answer<"/api/v1/reviews/{id}", "get">;
/** A goal of a review, with what came in and what it scored. */
export type Goal = Review["goals"][number] & {
  actual?: string | null;
  score?: string | null;
  steps: { zh: string; en: string; value: string }[];
};
export type AnswerBody = Body<"/api/v1/reviews/{id}/acknowledgement", "post">;

export type Warning = Answer<"/api/v1/warnings/{id}", "get">;
export type WarningFacts = Body<"/api/v1/warnings", "post">;
export type WarningDecision = Body<"/api/v1/warnings/{id}/decision", "post">;

export type Dispute = Answer<"/api/v1/disputes/{id}", "get">;
export type DisputeInside = NonNullable<Dispute["inside"]>;
export type DisputeClaim = DisputeInside["claims"][number];
export type NewDispute = Body<"/api/v1/disputes", "post">;
export type DisputeDetails = Body<"/api/v1/disputes/{id}/details", "put">;
export type DisputeClaimFacts = Body<"/api/v1/disputes/{id}/claims", "put">["claims"][number];
export type DisputeExhibit = Item<"/api/v1/disputes/{id}/exhibits">;
export type DisputeExhibitChoice = Body<"/api/v1/disputes/{id}/exhibits", "put">["exhibits"][number];
export type LegalHold = Item<"/api/v1/legal-holds">;

export type Alert = Item<"/api/v1/alerts">;
export type Deadline = Item<"/api/v1/deadlines">;
export type CheckIn = Item<"/api/v1/check-ins">;
export type CheckInFacts = Body<"/api/v1/check-ins", "post">;
export type Plan = Answer<"/api/v1/improvement-plans/{id}", "get">;
export type PlanFacts = Body<"/api/v1/improvement-plans", "post">;

export type Separation = Answer<"/api/v1/separations/{id}", "get">;
export type SeparationFacts = Body<"/api/v1/separations", "post">;
export type Gate = Answer<"/api/v1/separations/{id}/gate", "get">;
export type GateEvidence = Gate["evidence"][number];
export type GroundComparison = Answer<"/api/v1/employees/{id}/separation-grounds", "get">;
export type ComparedGround = GroundComparison["grounds"][number];
export type CaseFacts = Body<"/api/v1/separations/{id}/case-facts", "put">;
export type EvidencePiece = Item<"/api/v1/separations/{id}/evidence">;
export type SeparationTask = Item<"/api/v1/separations/{id}/tasks">;
export type Interview = Item<"/api/v1/separations/{id}/interviews">;
export type InterviewFacts = Body<"/api/v1/separations/{id}/interviews", "post">;
export type ServiceAttempt = Answer<"/api/v1/separations/{id}/notice/service", "get">["attempts"][number];
export type ServiceAttemptFacts = Body<"/api/v1/separations/{id}/notice/service/attempts", "post">;
export type NonCompete = Answer<"/api/v1/non-competes/{id}", "get">;
export type NonCompeteFloor = NonNullable<Answer<"/api/v1/separations/{id}/non-compete", "get">["floor"]>;
export type NonCompeteDecision = Body<"/api/v1/separations/{id}/non-compete", "post">;
export type Layoff = Answer<"/api/v1/layoffs/{id}", "get">;
export type LayoffPriority = Item<"/api/v1/layoffs/{id}/priorities">;
export type LayoffEvidence = Item<"/api/v1/layoffs/{id}/evidence">;
export type LayoffFacts = Body<"/api/v1/layoffs", "post">;
export type LayoffStep = Body<"/api/v1/layoffs/{id}/steps", "post">;
export type NewSeparationTask = Body<"/api/v1/separations/{id}/tasks", "post">;
export type LeavingNotice = Body<"/api/v1/leaving-notices", "post">;
export type Settlement = Answer<"/api/v1/separations/{id}/settlement", "get">;
export type SettlementItemFacts = Body<"/api/v1/separations/{id}/settlement-items", "post">;
export type Proposal = Item<"/api/v1/separations/{id}/proposals">;
export type ProposalFacts = Body<"/api/v1/separations/{id}/proposals", "post">;
export type Agreement = Answer<"/api/v1/agreements/{id}", "get">;
export type AgreementFacts = NonNullable<Agreement["facts"]>;
export type AgreementDraft = Body<"/api/v1/employees/{id}/agreements", "post">;
export type SeparationAgreementDraft = NonNullable<Body<"/api/v1/separations/{id}/agreement", "post">>;
export type AgreementBatch = Answer<"/api/v1/agreement-batches/{id}", "get">;
export type AgreementBatchItem = Item<"/api/v1/agreement-batches/{id}/items">;
export type AgreementBatchOrder = Body<"/api/v1/agreement-batches", "post">;
export type AgreementBatchReview = Body<"/api/v1/agreement-batches/{id}/review", "post">;
export type BatchCandidate = Item<"/api/v1/agreement-batch-candidates">;
export type Template = Item<"/api/v1/templates">;
export type TemplateDetail = Answer<"/api/v1/templates/{id}", "get">;
export type TemplateVersion = Answer<"/api/v1/templates/{id}/versions/{number}", "get">;
export type TemplateText = TemplateVersion["text"];
export type TemplateClause = TemplateText["clauses"][number];
export type PrintedForm = NonNullable<TemplateText["form"]>;
export type PrintedField = PrintedForm["fields"][number];
export type PrintedCoverage = TemplateVersion["coverage"][number];
export type TemplateForm = Answer<"/api/v1/template-forms", "post">;
export type TemplateFinding = TemplateVersion["findings"][number];
export type TemplateKindFacts = Answer<"/api/v1/template-kinds", "get">[number];
export type TemplateVariable = TemplateKindFacts["variables"][number];
export type TemplateLibraryClause = Item<"/api/v1/template-clauses">;
export type TemplateProposal = Answer<"/api/v1/template-imports", "post">;
export type TemplateAdoption = Body<"/api/v1/templates", "post">;
export type TemplatePreview = Body<"/api/v1/template-previews", "post">;
export type TemplateReview = Body<"/api/v1/templates/{id}/versions/{number}/review", "post">;
export type TemplateComparison = Answer<"/api/v1/templates/{id}/versions/{number}/comparison", "get">;
export type AgreementText = Answer<"/api/v1/agreements/{id}/text", "get">;
export type AgreementClause = AgreementText["chinese"]["clauses"][number];
export type AgreementComment = Item<"/api/v1/agreements/{id}/comments">;
export type AgreementCommentFacts = Body<"/api/v1/agreements/{id}/comments", "post">;
export type AgreementCommentSettlement = Body<
  "/api/v1/agreements/{id}/comments/{comment_id}/settlement",
  "post"
>;
export type AgreementReplacement = Body<"/api/v1/agreements/{id}/replacements", "post">;
export type AgreementCopy = Item<"/api/v1/agreements/{id}/copies">;
export type AgreementCopyOrder = Body<"/api/v1/agreements/{id}/copies", "post">;
export type PaperCopy = Item<"/api/v1/agreements/{id}/paper-copies">;
export type PaperCopyHandover = Body<"/api/v1/agreements/{id}/paper-copies/{copy_id}/handover", "post">;
export type PaperSignature = Item<"/api/v1/agreements/{id}/paper-signatures">;
export type PaperSignatureReview = Body<"/api/v1/agreements/{id}/paper-signatures/{paper_id}/review", "post">;
export type Seal = Answer<"/api/v1/seals/{id}", "get">;
export type SealUse = Item<"/api/v1/seals/{id}/uses">;
export type SealOrder = Body<"/api/v1/seals", "post">;
export type SealCharge = Body<"/api/v1/seals/{id}", "put">;
export type SealRetirement = Body<"/api/v1/seals/{id}/retirement", "post">;
export type Webhook = Answer<"/api/v1/webhooks/{id}", "get">;
export type WebhookFacts = Body<"/api/v1/webhooks", "post">;
export type WebhookEvent = Answer<"/api/v1/webhook-events", "get">[number];
export type WebhookDelivery = Item<"/api/v1/webhooks/{id}/deliveries">;
export type WebhookAttempt = WebhookDelivery["attempts"][number];
export type Bundle = Answer<"/api/v1/evidence-bundles/{id}", "get">;
export type JournalEntry = Item<"/api/v1/journal">;

export type Risk = Answer<"/api/v1/risk", "get">;
export type Stake = Risk["at_stake"];
export type RiskCase = Item<"/api/v1/risk/cases">;
export type RiskContract = Item<"/api/v1/risk/contracts">;
export type ProtectedPerson = Item<"/api/v1/risk/protected-people">;
