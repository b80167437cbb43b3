import { Amendment, AmendmentAnswer, AmendmentChange } from './commitments/amendments/amendment.entity.js';
import { AccessToken, Session, SignInFailure } from './accounts/session.entity.js';
import { Role, User } from './accounts/user.entity.js';
import { Agreement, AgreementParty, Clause, Party, Sector } from './agreements/agreement.entity.js';
import { Body } from './agreements/body.entity.js';
import { CalendarException, CalendarYear } from './calendar/working-calendar.entity.js';
import { Commitment, CommitmentSide } from './commitments/commitment.entity.js';
import { ReportDraft } from './commitments/drafts/draft.entity.js';
import { ReportReview, SubmittedReport } from './commitments/submitted/submitted.entity.js';
import { Contribution, ContributionOutcome } from './commitments/contributions/contribution.entity.js';
import { DecisionMatter, DecisionStep } from './commitments/matters/matter.entity.js';
import { CommitmentEvent } from './commitments/event.entity.js';
import { Evidence } from './commitments/evidence/evidence.entity.js';
import {
  ExtensionAgreement,
  ExtensionCounter,
  ExtensionRequest,
} from './commitments/extensions/extension.entity.js';
import { Directive, DirectiveOutcome } from './commitments/directives/directive.entity.js';
import { Question, QuestionOutcome } from './commitments/questions/question.entity.js';
import { SideNote } from './commitments/notes/note.entity.js';
import { ProgressUpdate } from './commitments/updates/progress-update.entity.js';

export const entities = [
  Role,
  User,
  Session,
  AccessToken,
  SignInFailure,
  Party,
  Body,
  Agreement,
  AgreementParty,
  Sector,
  Clause,
  CalendarYear,
  CalendarException,
  Commitment,
  CommitmentSide,
  ProgressUpdate,
  CommitmentEvent,
  ExtensionRequest,
  ExtensionAgreement,
  ExtensionCounter,
  SideNote,
  Directive,
  DirectiveOutcome,
  Question,
  QuestionOutcome,
  Amendment,
  AmendmentChange,
  AmendmentAnswer,
  ReportDraft,
  Contribution,
  ContributionOutcome,
  SubmittedReport,
  ReportReview,
  DecisionMatter,
  DecisionStep,
  Evidence,
];
