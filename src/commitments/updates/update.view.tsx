import type { VNode } from 'preact';
import { hasFaults } from '../../platform/http/forms.js';
import { DraftNotice, MailDraftsNotice } from '../drafts/draft-notice.view.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { formatPercent } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { besideBoxes, typedFigures } from '../indicators/figure-values.js';
import { ErrorSummary } from '../../web/components/error-summary.js';
import { asSentence } from '../page/commitment-notices.view.js';
import { ReportForm } from './report-form.view.js';
import { SentNotice } from './sent-notice.view.js';
import { placeIn, Sitting } from './sitting.view.js';
import { titleOf, UpdateAside, UpdateHead } from './update-frame.view.js';
import type { UpdatePageProps } from './update.types.js';
import { updateFields } from './update-values.js';

/** A side's own report on its part. Whatever was typed is shown again when it could not be sent. */
export function UpdatePage(props: UpdatePageProps): VNode {
  const { frame, commitment, faults, copied, typed, said } = props;
  const t = words(frame.language).commitment.update;
  const title = `${titleOf(props)} ${commitment.code} ${commitment.title[frame.language]}`;
  return (
    <Page {...frame} active="myWork" title={hasFaults(faults) ? `${t.errorPrefix} ${title}` : title}>
      {said ? (
        <div class="sent-notice">
          <SentNotice said={said} frame={frame}>
            <NextOne {...props} />
          </SentNotice>
        </div>
      ) : null}
      <UpdateHead {...props} isForm />
      <div class="columns columns-narrow">
        <div class="section report">
          <ErrorSummary
            faults={besideBoxes(faults, typed, frame.language)}
            fields={[
              'period',
              ...updateFields,
              'evidenceIds',
              'uploadIds',
              ...Object.keys(typedFigures(typed)),
            ]}
            title={t.errorsTitle(Object.keys(faults).length)}
            text={t.errorsText}
          />
          {copied ? <NoticeBar tone="info" title={t.copied} role="status" /> : null}
          <DraftNotice {...props} />
          <MailDraftsNotice {...props} />
          {props.amending}
          <Contested {...props} />
          <Prefilled {...props} />
          <ReportForm {...props} />
        </div>
        <div>
          <Sitting {...props} />
          <UpdateAside {...props} />
        </div>
      </div>
    </Page>
  );
}

function NextOne({ sitting = [], commitment, frame }: UpdatePageProps): VNode | null {
  if (!sitting.some(({ code }) => code === commitment.code)) return null;
  const { next } = words(frame.language).commitment.sitting;
  return <span class="n">{next(commitment.code, ...placeIn(sitting))}</span>;
}

/** The completion came back for its day alone: what was reported is filled in. */
function Contested({ frame, dayContested, contributes }: UpdatePageProps): VNode | null {
  if (dayContested === null || contributes) return null;
  const t = words(frame.language).done;
  return (
    <NoticeBar tone="late" title={t.contested(asSentence(dayContested))}>
      {t.contestedNext}
    </NoticeBar>
  );
}

/** From which contributions the form was filled in, and what they say of status and percent, which are not taken. */
function Prefilled({ frame: { language }, from = [] }: UpdatePageProps): VNode | null {
  if (from.length === 0) return null;
  const t = words(language);
  const said = from.map(
    ({ body, status, percent }) =>
      `${body.short[language]}: ${t.commitment.contributions.says(t.status[status].toLowerCase(), formatPercent(percent, language))}`,
  );
  // A body may have sent several: it is named once.
  const bodies = [...new Set(from.map(({ body }) => body.name[language]))].join(', ');
  return (
    <NoticeBar tone="info" title={t.commitment.contributions.prefilled(bodies)} role="status">
      {t.commitment.contributions.prefilledText(said.join('; '))}
    </NoticeBar>
  );
}
