import type { VNode } from 'preact';
import { Breadcrumb } from '../../../web/components/breadcrumb.js';
import { Button, ButtonLink, CsrfField } from '../../../web/components/button.js';
import { Icon } from '../../../web/components/icon.js';
import { NoticeBar } from '../../../web/components/notice-bar.js';
import { PageHead } from '../../../web/components/section.js';
import { SideMarker } from '../../../web/components/side-marker.js';
import { formatNumber } from '../../../web/format.js';
import { words } from '../../../web/i18n/words.js';
import { Page } from '../../../web/layout.js';
import { commitmentsHref, intakeHref, sheetHref } from '../../../web/links.js';
import { asksAgain, rowsIn, UnderWay } from '../../page/sheet-page.view.js';
import { Steps } from '../../page/sheet-steps.view.js';
import { stepWords } from './intake-start.view.js';
import { MatchedColumns, OtherSheet } from './matched-columns.view.js';
import type { OwnSheetProps } from './own-sheet.types.js';
import { OwnRows } from './own-rows.view.js';
import { Treatments } from './treatments.view.js';

const stepAt = { reading: 1, mapping: 1, ready: 2, applying: 3, applied: 4, failed: 0 };

/** An office's own sheet: how its columns are understood, what is wrong with it, and what each row would become. */
export function OwnSheetPage(props: OwnSheetProps): VNode {
  const { frame, slug, sheet } = props;
  const { language } = frame;
  const t = words(language).intake;
  const isUnderWay = sheet.status === 'reading' || sheet.status === 'applying';
  return (
    <Page {...frame} active="commitments" title={t.previewTitle} landscape>
      <Breadcrumb
        items={[
          { label: words(language).nav.commitments, href: commitmentsHref(slug) },
          { label: t.title, href: intakeHref(slug) },
          { label: t.previewTitle },
        ]}
        language={language}
      />
      <div id="sheet-state" class="sheet-state" {...(isUnderWay ? asksAgain(slug, sheet.id) : {})}>
        <PageHead title={t.previewTitle} note={<About {...props} />}>
          <Steps label={t.steps.label} words={stepWords(frame)} current={stepAt[sheet.status]} />
        </PageHead>
        {isUnderWay ? <UnderWay {...props} /> : <Told {...props} />}
        {sheet.status === 'mapping' || sheet.status === 'ready' ? <Understood {...props} /> : null}
        {sheet.status === 'applied' ? <OwnRows {...props} /> : null}
        {sheet.status === 'ready' && !props.isAnother ? <TakeIn {...props} /> : null}
        {sheet.status === 'failed' || sheet.status === 'applied' ? (
          <div class="form-actions">
            <ButtonLink href={intakeHref(slug)} primary={sheet.status === 'failed'}>
              {words(language).sheets.again}
            </ButtonLink>
          </div>
        ) : null}
      </div>
    </Page>
  );
}

function About({ sheet, frame, mapping }: OwnSheetProps): VNode {
  const { language, agreement } = frame;
  const side = agreement?.sides.find(({ code }) => code === sheet.party);
  const rows = formatNumber(rowsIn(sheet), language);
  return (
    <span class="sheet-about">
      <Icon name="document" />
      {side ? <SideMarker party={side.code} marker={side.marker} name={side.name[language]} /> : null}
      <strong lang="vi">{sheet.file}</strong>
      {mapping ? (
        <span>{words(language).intake.about(mapping.sheet, String(mapping.head), rows)}</span>
      ) : null}
    </span>
  );
}

/** What is the case, in a sentence or two. */
function Told({ sheet, faults, frame: { language } }: OwnSheetProps): VNode {
  const t = words(language);
  const { applied, counts, status, fault } = sheet;
  const so = (value: number) => formatNumber(value, language);
  const left = rowsIn(sheet) - applied - counts.same;
  const said = faults[''] ?? fault?.[language];
  const titles = { failed: t.sheets.failed, mapping: t.intake.notUnderstood };
  return (
    <>
      {said ? (
        <NoticeBar
          tone={status === 'mapping' && !faults[''] ? 'late' : 'over'}
          title={titles[status as 'failed'] ?? t.sheets.notApplied}
          role="alert"
        >
          {said}
        </NoticeBar>
      ) : null}
      {status === 'applied' && applied > 0 ? (
        <NoticeBar tone="done" title={t.sheets.applied(so(applied))} role="status">
          {left > 0 ? t.sheets.appliedText(so(left)) : null} {counts.new > 0 ? t.intake.addedText : null}
        </NoticeBar>
      ) : null}
      {status === 'applied' && applied === 0 ? (
        <NoticeBar tone="info" title={t.sheets.nothing} role="status">
          {t.sheets.nothingText}
        </NoticeBar>
      ) : null}
    </>
  );
}

/** One form: the columns, what is to be done about each kind of fault, and beside it the rows. */
function Understood(props: OwnSheetProps): VNode {
  const { sheet, slug, frame, mapping, isAnother, faults } = props;
  const t = words(frame.language).intake;
  if (!mapping) return <></>;
  const readAgain = <Button primary={sheet.status === 'mapping' || isAnother}>{t.readAgain}</Button>;
  return (
    <>
      <OtherSheet {...props} mapping={mapping} />
      <form method="post" action={`${sheetHref(slug, sheet.id)}/ghep`} class="own-form">
        <CsrfField token={frame.csrf} />
        <input type="hidden" name="sheet" value={mapping.sheet} />
        <input type="hidden" name="head" value={mapping.head} />
        <MatchedColumns {...props} mapping={mapping} />
        <div class="form-actions own-read-again">
          {readAgain}
          {faults.columns ? (
            <p class="error" id="columns-error">
              <Icon name="over" size={14} />
              <span>{faults.columns}</span>
            </p>
          ) : null}
        </div>
        {sheet.status === 'ready' && !isAnother ? (
          <div class="sheet-columns own-preview">
            <Treatments {...props} mapping={mapping} />
            <OwnRows {...props} />
          </div>
        ) : null}
      </form>
    </>
  );
}

function TakeIn({ sheet, slug, frame: { language, csrf } }: OwnSheetProps): VNode {
  const t = words(language);
  const { counts } = sheet;
  const taken = counts.change + counts.new - sheet.applied;
  const others = rowsIn(sheet) - counts.same - counts.change - counts.new;
  const so = (value: number) => formatNumber(value, language);
  return (
    <form method="post" action={`${sheetHref(slug, sheet.id)}/nhan`} class="sheet-apply">
      <CsrfField token={csrf} />
      <div class="form-actions">
        {taken > 0 ? (
          <Button name="only" value={others > 0 ? 'sound' : 'all'} primary>
            {others > 0 ? t.intake.applySound(so(taken)) : t.intake.applyAll(so(taken))}
          </Button>
        ) : null}
        <ButtonLink href={intakeHref(slug)}>{t.intake.again}</ButtonLink>
        <span>
          {taken === 0
            ? others > 0
              ? t.sheets.noneToApply
              : t.sheets.nothingText
            : others > 0
              ? t.intake.applyNote(so(others))
              : t.intake.applyNoteAll}
          {counts.change > 0 ? ` ${t.intake.doneToday}` : null}
        </span>
      </div>
    </form>
  );
}
