import type { VNode } from 'preact';
import { Breadcrumb } from '../../web/components/breadcrumb.js';
import { Button, ButtonLink, CsrfField } from '../../web/components/button.js';
import { Icon } from '../../web/components/icon.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { PageHead } from '../../web/components/section.js';
import { formatInstant, formatNumber } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { commitmentsHref, sheetHref, sheetsHref } from '../../web/links.js';
import type { SheetDetail } from '../sheet.types.js';
import type { SheetPageProps } from './sheet-page.types.js';
import { FaultsByKind } from './faults-by-kind.view.js';
import { RowsOfSheet } from './rows-of-sheet.view.js';
import { SheetSteps } from './sheet-steps.view.js';

/** So often a page on which work is under way asks how far it has got. */
const ASKED_AGAIN = 'every 1s';

/** What a sheet would change, or has changed, row by row. While it is being read or applied, the page asks again by itself. */
export function SheetPage(props: SheetPageProps): VNode {
  const { frame, slug, sheet } = props;
  const { language } = frame;
  const t = words(language).sheets;
  const isUnderWay = sheet.status === 'reading' || sheet.status === 'applying';
  const step = {
    reading: 'preview',
    mapping: 'preview',
    ready: 'preview',
    failed: 'handIn',
    applying: 'apply',
    applied: 'done',
  };
  return (
    <Page {...frame} active="commitments" title={t.previewTitle} landscape>
      <Breadcrumb
        items={[
          { label: words(language).nav.commitments, href: commitmentsHref(slug) },
          { label: t.title, href: sheetsHref(slug) },
          { label: t.previewTitle },
        ]}
        language={language}
      />
      <div id="sheet-state" class="sheet-state" {...(isUnderWay ? asksAgain(slug, sheet.id) : {})}>
        <PageHead title={t.previewTitle} note={<About {...props} />}>
          <SheetSteps at={step[sheet.status] as 'done'} language={language} />
        </PageHead>
        {isUnderWay ? <UnderWay {...props} /> : <Words {...props} />}
        {sheet.status === 'ready' || sheet.status === 'applied' ? <Preview {...props} /> : null}
        {sheet.status === 'failed' ? (
          <div class="form-actions">
            <ButtonLink href={sheetsHref(slug)} primary>
              {t.again}
            </ButtonLink>
          </div>
        ) : null}
      </div>
    </Page>
  );
}

/** While work is under way, the page asks by itself how far it has got. */
export const asksAgain = (slug: string, id: number) => ({
  'hx-get': sheetHref(slug, id),
  'hx-trigger': ASKED_AGAIN,
  'hx-select': '#sheet-state',
  'hx-swap': 'outerHTML',
  'hx-target': 'this',
});

/** Of all outcomes. */
export const rowsIn = ({ counts }: SheetDetail) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

function About({ sheet, frame: { language } }: SheetPageProps): VNode {
  const t = words(language).sheets;
  const rows = rowsIn(sheet);
  return (
    <span class="sheet-about">
      <Icon name="document" />
      <span lang="vi">{rows > 0 ? t.about(sheet.file, formatNumber(rows, language)) : sheet.file}</span>
      <span class="n">{t.handedIn(formatInstant(sheet.at))}</span>
    </span>
  );
}

/** How far the work has got. */
export function UnderWay({ sheet, slug, frame: { language } }: SheetPageProps): VNode {
  const t = words(language).sheets;
  const { progress, total, status } = sheet;
  const so = (value: number) => formatNumber(value, language);
  return (
    <div class="sheet-under-way" role="status">
      <p>
        <strong>{status === 'applying' ? t.applying : t.reading}</strong>{' '}
        <span class="n">{total > 0 ? t.progress(so(progress), so(total)) : t.progressUnknown}</span>
      </p>
      <progress
        aria-label={status === 'applying' ? t.applying : t.reading}
        {...(total > 0 ? { value: progress, max: total } : {})}
      />
      <p class="hint">
        {t.goesOn}{' '}
        <a class="no-js" href={sheetHref(slug, sheet.id)}>
          {t.reload}
        </a>
      </p>
    </div>
  );
}

/** What is the case, in a sentence or two. */
function Words({ sheet, faults, frame: { language } }: SheetPageProps): VNode {
  const t = words(language).sheets;
  const so = (value: number) => formatNumber(value, language);
  const { counts, applied, downloadedRows, status, fault } = sheet;
  const rows = rowsIn(sheet);
  const left = rows - counts.same - applied;
  const isNothing = status === 'ready' && counts.same === rows;
  return (
    <>
      {faults[''] || fault ? (
        <NoticeBar tone="over" title={status === 'failed' ? t.failed : t.notApplied} role="alert">
          {faults[''] ?? fault![language]}
        </NoticeBar>
      ) : null}
      {status === 'applied' && applied > 0 ? (
        <NoticeBar tone="done" title={t.applied(so(applied))} role="status">
          {left > 0 ? t.appliedText(so(left)) : t.appliedAll}
        </NoticeBar>
      ) : null}
      {isNothing || (status === 'applied' && applied === 0) ? (
        <NoticeBar tone="info" title={t.nothing} role="status">
          {t.nothingText}
        </NoticeBar>
      ) : null}
      {status === 'ready' && downloadedRows !== null && downloadedRows > rows ? (
        <p class="hint">{t.missingRows(so(rows), so(downloadedRows))}</p>
      ) : null}
    </>
  );
}

function Preview(props: SheetPageProps): VNode {
  const { sheet, frame } = props;
  return (
    <>
      <div class="sheet-columns">
        <FaultsByKind sheet={sheet} language={frame.language} />
        <RowsOfSheet {...props} />
      </div>
      {sheet.status === 'ready' ? <Apply {...props} /> : null}
    </>
  );
}

function Apply({ sheet, slug, frame: { language, csrf } }: SheetPageProps): VNode {
  const t = words(language).sheets;
  const { counts } = sheet;
  const changes = counts.change - sheet.applied;
  const others = rowsIn(sheet) - counts.same - counts.change;
  const so = formatNumber(changes, language);
  return (
    <form method="post" action={`${sheetHref(slug, sheet.id)}/nhan`} class="sheet-apply">
      <CsrfField token={csrf} />
      <div class="form-actions">
        {changes > 0 && others === 0 ? (
          <Button name="only" value="all" primary>
            {t.applyAll(so)}
          </Button>
        ) : null}
        {changes > 0 && others > 0 ? (
          <Button name="only" value="sound" primary>
            {t.applySound(so)}
          </Button>
        ) : null}
        <ButtonLink href={sheetsHref(slug)}>{t.again}</ButtonLink>
        <span>{changes > 0 ? t.applyNote : others > 0 ? t.noneToApply : null}</span>
      </div>
    </form>
  );
}
