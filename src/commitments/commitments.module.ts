import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/agreements.module.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { AgreementContents } from './agreements/agreement-contents.queries.js';
import { AgreementsController } from './agreements/agreements.controller.js';
import { CommitmentChangesController, CommitmentsController } from './commitments.controller.js';
import { AmendmentsController } from './amendments/amendments.controller.js';
import { AmendmentsPages } from './amendments/amendments.pages.js';
import { AmendmentsQueries } from './amendments/amendments.queries.js';
import { AmendmentsSection } from './amendments/amendments.section.js';
import { AmendmentsService } from './amendments/amendments.service.js';
import { ProposePages } from './amendments/propose.pages.js';
import { CommitmentsService } from './commitments.service.js';
import { ConfirmationPages } from './confirmations/confirmation.pages.js';
import { ConfirmationSections } from './confirmations/confirmation.sections.js';
import { ConfirmationsService } from './confirmations/confirmations.service.js';
import { ContributionPages } from './contributions/contribution.pages.js';
import { ContributionsController } from './contributions/contributions.controller.js';
import { ContributionsQueries } from './contributions/contributions.queries.js';
import { ContributionsSection } from './contributions/contributions.section.js';
import { ContributionsService } from './contributions/contributions.service.js';
import { DirectivePages } from './directives/directive.pages.js';
import { DirectiveListExports } from './directives/directive-list.exports.js';
import { DirectiveListPages } from './directives/directive-list.pages.js';
import { AgreementDirectivesController, DirectivesController } from './directives/directives.controller.js';
import { DirectiveQuestions } from './directives/directive-questions.service.js';
import { DirectivesQueries } from './directives/directives.queries.js';
import { DirectivesSection } from './directives/directives.section.js';
import { DirectivesService } from './directives/directives.service.js';
import { DraftPages } from './drafts/draft.pages.js';
import { DraftsController } from './drafts/drafts.controller.js';
import { DraftsQueries } from './drafts/drafts.queries.js';
import { DraftsService } from './drafts/drafts.service.js';
import { MailDraftPages } from './drafts/mail-draft.pages.js';
import { MailDraftsQueries } from './drafts/mail-drafts.queries.js';
import { MailDraftsService } from './drafts/mail-drafts.service.js';
import { EvidenceController } from './evidence/evidence.controller.js';
import { EvidencePages } from './evidence/evidence.pages.js';
import { EvidenceQueries } from './evidence/evidence.queries.js';
import { EvidenceSection } from './evidence/evidence.section.js';
import { EvidenceAllowance } from './evidence/evidence-allowance.js';
import { IncomingFiles } from './evidence/incoming-files.js';
import { SmallViews } from './evidence/small-view.js';
import { EvidenceService } from './evidence/evidence.service.js';
import { ExtensionAnswerPages } from './extensions/extension-answer.pages.js';
import { ExtensionPages } from './extensions/extension.pages.js';
import { ExtensionSection } from './extensions/extension.section.js';
import { ExtensionsController } from './extensions/extensions.controller.js';
import { ExtensionsService } from './extensions/extensions.service.js';
import { ForecastModels } from './forecast/forecast-models.js';
import { ForecastQueries } from './forecast/forecast.queries.js';
import { ForecastSection } from './forecast/forecast.section.js';
import { IndicatorPages } from './indicators/indicator.pages.js';
import { IndicatorsController } from './indicators/indicators.controller.js';
import { IndicatorsSection } from './indicators/indicators.section.js';
import { IndicatorsService } from './indicators/indicators.service.js';
import { PlanPages } from './plan/plan.pages.js';
import { PlanSection } from './plan/plan.section.js';
import { PlansController } from './plan/plans.controller.js';
import { PlansService } from './plan/plans.service.js';
import { LeadersController } from './leaders/leaders.controller.js';
import { LeadersPages } from './leaders/leaders.pages.js';
import { LeadersQueries } from './leaders/leaders.queries.js';
import { LeadersService } from './leaders/leaders.service.js';
import { CommitmentListExports } from './list/commitment-list.exports.js';
import { CommitmentListPages } from './list/commitment-list.pages.js';
import { ListReading } from './list/list-reading.js';
import { MatterPages } from './matters/matter.pages.js';
import { MattersController } from './matters/matters.controller.js';
import { MattersQueries } from './matters/matters.queries.js';
import { MattersSection } from './matters/matters.section.js';
import { MattersService } from './matters/matters.service.js';
import { QuestionPages } from './questions/question.pages.js';
import { QuestionsController } from './questions/questions.controller.js';
import { QuestionsQueries } from './questions/questions.queries.js';
import { QuestionsSection } from './questions/questions.section.js';
import { QuestionsService } from './questions/questions.service.js';
import { NotePages } from './notes/note.pages.js';
import { NotesController } from './notes/notes.controller.js';
import { NotesQueries } from './notes/notes.queries.js';
import { NotesSection } from './notes/notes.section.js';
import { NotesService } from './notes/notes.service.js';
import { ClausesSection } from './page/clauses.section.js';
import { CommitmentForms } from './page/commitment-forms.js';
import { CommitmentPageMaker } from './page/commitment-page-maker.js';
import { CommitmentSections } from './page/commitment-sections.js';
import { CommitmentPages } from './page/commitment.pages.js';
import { GroupedQueries } from './read/grouped.queries.js';
import { CommitmentQueries } from './read/commitment.queries.js';
import { KeptRows } from './read/kept-rows.js';
import { DetailQueries } from './read/detail.queries.js';
import { ReportReviews } from './submitted/report-reviews.service.js';
import { SubmittedReports } from './submitted/submitted-reports.service.js';
import { ReportReviewPages } from './submitted/review.pages.js';
import { SubmittedSection } from './submitted/submitted.section.js';
import { AmendedReports } from './submitted/amended.service.js';
import { ReportsController } from './submitted/reports.controller.js';
import { ReportsQueries } from './submitted/reports.queries.js';
import { ReviewPages } from './undated/review.pages.js';
import { ReviewsController } from './undated/reviews.controller.js';
import { ReviewsService } from './undated/reviews.service.js';
import { UndatedSection } from './undated/undated.section.js';
import { ReportAgain } from './updates/report-again.js';
import { ReportOpening } from './updates/report-opening.js';
import { ReportQueries } from './updates/report.queries.js';
import { UpdatePageMaker } from './updates/update-page-maker.js';
import { UploadsQueries } from './uploads/uploads.queries.js';
import { UploadsTaken } from './uploads/uploads-taken.js';
import { UploadsController } from './uploads/uploads.controller.js';
import { SearchController } from './search/search.controller.js';
import { SearchPages } from './search/search.pages.js';
import { SearchQueries } from './search/search.queries.js';
import { UploadsService } from './uploads/uploads.service.js';
import { UpdatePages } from './updates/update.pages.js';
import { UpdatesService } from './updates/updates.service.js';

const programs = [AgreementsController, CommitmentsController, CommitmentChangesController];
const page = [ListReading, CommitmentSections, CommitmentPageMaker, CommitmentForms, ClausesSection];
const search = [SearchQueries];
const reads = [KeptRows, AgreementContents, CommitmentQueries, GroupedQueries, DetailQueries];

const updates = [UpdatesService, ReportQueries, UpdatePageMaker, ReportAgain, ReportOpening];
const drafts = [DraftsService, DraftsQueries, MailDraftsService, MailDraftsQueries];
const contributions = [ContributionsService, ContributionsQueries, ContributionsSection];
const confirmations = [ConfirmationsService, ConfirmationSections];
const extensions = [ExtensionsService, ExtensionSection];
const submitted = [ReportsQueries, SubmittedReports, ReportReviews, SubmittedSection, AmendedReports];
const undated = [ReviewsService, UndatedSection];
const forecasts = [ForecastModels, ForecastQueries, ForecastSection];
const indicators = [IndicatorsService, IndicatorsSection];
const plans = [PlansService, PlanSection];
const matters = [MattersService, MattersQueries, MattersSection];
const directives = [DirectivesService, DirectiveQuestions, DirectivesQueries, DirectivesSection];
const questions = [QuestionsService, QuestionsQueries, QuestionsSection];
const amendments = [AmendmentsService, AmendmentsQueries, AmendmentsSection];
const notes = [NotesService, NotesQueries, NotesSection];
const leaders = [LeadersService, LeadersQueries];
const uploads = [UploadsQueries, UploadsService, UploadsTaken];
const files = [EvidenceAllowance, IncomingFiles, SmallViews];
const evidence = [...files, EvidenceService, EvidenceQueries, EvidenceSection];

/** The commitment, and one line for each thing that is done with it. */
@Module({
  imports: [AgreementsModule, CalendarModule],
  controllers: [
    ...programs,
    SearchController,
    SearchPages,
    CommitmentListPages,
    CommitmentListExports,
    CommitmentPages,
    UpdatePages,
    ReportsController,
    DraftsController,
    DraftPages,
    MailDraftPages,
    ReportReviewPages,
    ContributionsController,
    ContributionPages,
    ConfirmationPages,
    ExtensionsController,
    ExtensionPages,
    ExtensionAnswerPages,
    IndicatorsController,
    IndicatorPages,
    PlansController,
    PlanPages,
    ReviewsController,
    ReviewPages,
    MattersController,
    MatterPages,
    DirectivesController,
    AgreementDirectivesController,
    DirectivePages,
    DirectiveListPages,
    DirectiveListExports,
    QuestionsController,
    QuestionPages,
    AmendmentsController,
    ProposePages,
    AmendmentsPages,
    NotesController,
    NotePages,
    LeadersController,
    LeadersPages,
    EvidenceController,
    EvidencePages,
    UploadsController,
  ],
  providers: [
    CommitmentsService,
    ...page,
    ...reads,
    ...search,
    ...updates,
    ...drafts,
    ...contributions,
    ...confirmations,
    ...extensions,
    ...submitted,
    ...undated,
    ...forecasts,
    ...indicators,
    ...plans,
    ...matters,
    ...directives,
    ...questions,
    ...amendments,
    ...notes,
    ...leaders,
    ...evidence,
    ...uploads,
  ],
  exports: [
    CommitmentsService,
    CommitmentSections,
    ...reads,
    UpdatesService,
    DraftsService,
    DraftsQueries,
    ConfirmationsService,
    ExtensionsService,
    MattersService,
    ForecastQueries,
    IndicatorsService,
    PlansService,
    NotesService,
    DirectivesService,
    DirectiveQuestions,
    QuestionsService,
    AmendmentsService,
    AmendmentsQueries,
    EvidenceService,
    IncomingFiles,
    SmallViews,
  ],
})
export class CommitmentsModule {}
