import type { VNode } from 'preact';
import { hasFaults } from '../../platform/http/forms.js';
import { AdminTabs } from '../../web/components/admin-tabs.js';
import { Button, ButtonLink, CsrfField } from '../../web/components/button.js';
import { ErrorSummary } from '../../web/components/error-summary.js';
import { TextArea } from '../../web/components/field.js';
import { PageHead, Section } from '../../web/components/section.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { startHref } from '../../web/links.js';
import { boxesOf, ofParty, rowsUpTo } from './start-boxes.js';
import { DocumentFields, RuleFields } from './start-fields.view.js';
import type { StartPageProps } from './start.types.js';
import { MOST_OF_LINES } from './start-lines.js';
import { PartyFields } from './start-party.view.js';
import { StartPreview } from './start-preview.view.js';
import { FromAnother } from './start-source.view.js';

/** A new agreement: what it says, between whom, in which sectors, and what is undertaken. */
export function StartPage(props: StartPageProps): VNode {
  const { frame, faults, preview, values } = props;
  const t = words(frame.language).agreements.fresh;
  const isUntouched = !hasFaults(faults) && !preview && !values.number;
  return (
    <Page {...frame} active="admin" title={hasFaults(faults) ? `${t.errorPrefix} ${t.title}` : t.title}>
      <PageHead title={t.title} note={t.note} />
      <AdminTabs active="agreements" frame={frame} />
      {isUntouched ? <FromAnother {...props} /> : null}
      <form method="post" action={startHref} class="start-form">
        <CsrfField token={frame.csrf} />
        {/* Of all buttons the first is the one that Enter presses. */}
        <button type="submit" name="do" value="preview" hidden aria-hidden="true" tabIndex={-1} />
        <ErrorSummary title={t.failed} faults={faults} fields={boxesOf(props.rows)} />
        {preview ? (
          <StartPreview preview={preview} language={frame.language} />
        ) : (
          <input type="hidden" name="difference" value={values.difference ?? ''} />
        )}
        <DocumentFields {...props} />
        <Parties {...props} />
        <Lines {...props} />
        <RuleFields {...props} />
        <div class="form-actions">
          <Button primary={!preview} name="do" value="preview">
            {preview ? t.previewAgain : t.preview}
          </Button>
          <ButtonLink href="/quan-tri/thoa-thuan">{t.cancel}</ButtonLink>
          <span class="hint">{t.previewHint}</span>
        </div>
      </form>
    </Page>
  );
}

function Parties(props: StartPageProps): VNode {
  const { frame, rows } = props;
  const t = words(frame.language).agreements.fresh;
  return (
    <Section id="cac-ben" title={t.parties} note={t.partiesNote}>
      <input type="hidden" name="parties" value={String(rows)} />
      {rowsUpTo(rows).map((row) => (
        <PartyFields {...props} row={row} key={row} />
      ))}
      <Button name="do" value="party" formnovalidate>
        {t.moreParties}
      </Button>
    </Section>
  );
}

function Lines({ frame: { language }, rows, values, faults, known, names }: StartPageProps): VNode {
  const t = words(language).agreements.fresh;
  const called = (row: number) => {
    const code = values[ofParty('known', row)] ?? '';
    const name = known.get(code)?.name ?? names.find((one) => one.code === code)?.name;
    return name?.[language] ?? (values[ofParty('nameVi', row)]?.trim() || t.partyAt(row + 1));
  };
  const area = (box: 'sectors' | 'commitments', hint: string, height: number) => (
    <TextArea
      id={box}
      name={box}
      label={t.labels[box]}
      hint={hint}
      rows={height}
      most={MOST_OF_LINES}
      value={values[box]}
      error={faults[box]}
      class="line-box"
    />
  );
  return (
    <Section id="noi-dung" title={t.contents}>
      {area('sectors', t.hints.sectors, 6)}
      {area('commitments', t.hints.commitments(rowsUpTo(rows).map(called)), 10)}
    </Section>
  );
}
