import type { VNode } from 'preact';
import { hasFaults } from '../../platform/http/forms.js';
import { Button, CsrfField } from '../../web/components/button.js';
import { TextArea } from '../../web/components/field.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { SegmentedRadios } from '../../web/components/segmented-radios.js';
import { formatPercent } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { commitmentHref } from '../parts/links.js';
import { statuses } from '../commitment.types.js';
import { contributionStatuses } from '../contributions/contribution.types.js';
import { ErrorSummary } from '../../web/components/error-summary.js';
import { LevelField } from '../matters/level-field.view.js';
import { DayFields } from '../completion/day-fields.view.js';
import { asSentence } from '../page/commitment-notices.view.js';
import { PercentField } from './update-percent.view.js';
import { PeriodField } from './update-period.view.js';
import { leadOf, titleOf, UpdateAside, UpdateHead } from './update-frame.view.js';
import type { UpdatePageProps } from './update.types.js';
import { MOST_STATEMENT_TEXT } from './update.dto.js';
import { updateFields } from './update-values.js';

/** A side's own report on its part. Whatever was typed is shown again when it could not be sent. */
export function UpdatePage(props: UpdatePageProps): VNode {
  const { frame, commitment, faults, copied } = props;
  const t = words(frame.language).commitment.update;
  const title = `${titleOf(props)} ${commitment.code} ${commitment.title[frame.language]}`;
  return (
    <Page {...frame} active="myWork" title={hasFaults(faults) ? `${t.errorPrefix} ${title}` : title}>
      <UpdateHead {...props} />
      <div class="columns columns-narrow">
        <div class="section report">
          <ErrorSummary
            faults={faults}
            fields={['period', ...updateFields, 'evidenceIds']}
            title={t.errorsTitle(Object.keys(faults).length)}
            text={t.errorsText}
          />
          {copied ? <NoticeBar tone="info" title={t.copied} role="status" /> : null}
          <Contested {...props} />
          <Prefilled {...props} />
          <ReportForm {...props} />
        </div>
        <UpdateAside {...props} />
      </div>
    </Page>
  );
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

function ReportForm(props: UpdatePageProps): VNode {
  const { frame, commitment, version, basedOn, levelStood, contributes, takesOver = [] } = props;
  const base = commitmentHref(commitment.agreement.slug, commitment.code);
  return (
    <form method="post" action={`${base}/cap-nhat`} novalidate>
      <CsrfField token={frame.csrf} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="basedOn" value={basedOn ?? ''} />
      {contributes ? null : <input type="hidden" name="levelStood" value={levelStood} />}
      {contributes ? <input type="hidden" name="as" value="contribution" /> : null}
      {takesOver.length > 0 ? <input type="hidden" name="takesOver" value={takesOver.join(',')} /> : null}
      {contributes ? null : <PeriodField {...props} />}
      <div class="report-top">
        <StatusField {...props} />
        <PercentField {...props} />
      </div>
      {contributes ? null : <DayFields {...props} />}
      <Texts {...props} />
      <FormActions {...props} />
    </form>
  );
}

function StatusField(props: UpdatePageProps): VNode {
  const { frame, commitment, party, values, faults, canWithdraw, contributes } = props;
  const t = words(frame.language);
  const { body } = frame.viewer ?? {};
  const side = commitment.sides.find((one) => one.party === party);
  return (
    <div id="status" tabIndex={-1}>
      <SegmentedRadios
        name="status"
        legend={
          contributes && body
            ? t.commitment.contributions.form.status(body.name[frame.language])
            : t.commitment.update.status(side?.partyName[frame.language] ?? party)
        }
        choices={(contributes ? contributionStatuses : statuses)
          .filter((status) => status !== 'withdrawn' || canWithdraw)
          .map((status) => ({ value: status, label: t.status[status] }))}
        value={values.status}
        error={faults.status}
      />
      {canWithdraw ? <p class="hint">{t.commitment.update.withdrawnNote}</p> : null}
    </div>
  );
}

function Texts(props: UpdatePageProps): VNode {
  const { frame, values, faults, contributes } = props;
  const t = words(frame.language).commitment;
  const area = (field: 'results' | 'difficulties' | 'proposals' | 'nextSteps', rows: number) => (
    <TextArea
      id={field}
      name={field}
      label={t.texts[field]}
      hint={t.update.hints[field]}
      value={values[field]}
      rows={rows}
      most={MOST_STATEMENT_TEXT}
      error={faults[field]}
    />
  );
  return (
    <>
      {area('results', 4)}
      <div class="field-row">
        {area('difficulties', 4)}
        {area('proposals', 4)}
      </div>
      {contributes ? null : <LevelField {...props} />}
      {area('nextSteps', 3)}
    </>
  );
}

function FormActions({ frame, commitment, party, contributes }: UpdatePageProps): VNode {
  const { language } = frame;
  const { update: t, contributions } = words(language).commitment;
  const others = commitment.sides.filter((side) => side.party !== party);
  return (
    <div class="form-actions">
      <Button primary icon="send">
        {contributes ? contributions.form.send : t.send}
      </Button>
      <a href={commitmentHref(commitment.agreement.slug, commitment.code)}>{t.cancel}</a>
      <p>
        {contributes
          ? contributions.form.sendNote(leadOf(commitment, party, language))
          : t.sendNote(others.map(({ partyName }) => partyName[language]).join(', '))}
      </p>
    </div>
  );
}
