import type { VNode } from 'preact';
import { formatDay } from '../calendar/deadline.js';
import { anyPeriodName } from '../calendar/longer-periods.js';
import { dayOf } from '../platform/clock.js';
import type { Language } from '../platform/text.js';
import { ButtonLink, PrintButton } from '../web/components/button.js';
import { Downloads } from '../web/components/downloads.js';
import { Icon } from '../web/components/icon.js';
import { NoticeBar } from '../web/components/notice-bar.js';
import { PageHead, Section } from '../web/components/section.js';
import { formatInstant } from '../web/format.js';
import type { Frame } from '../web/frame.js';
import { words } from '../web/i18n/words.js';
import { Page } from '../web/layout.js';
import { frozenHref, periodsHref } from '../web/links.js';
import { CodeDocuments } from './code-documents.view.js';
import { Corrections } from './corrections.view.js';
import { frozenTables } from './frozen-tables.js';
import { FiguresTable } from './figures.view.js';
import { BodyTable, CommitmentTable, SectorTable } from './frozen-tables.view.js';
import type { FrozenBesideNow } from './frozen.queries.js';

/** What is frozen under a code, as a sheet that carries the code; and what became known since. */
export function FrozenPage({ frame, frozen, now }: FrozenBesideNow & { frame: Frame }): VNode {
  const { language } = frame;
  const t = words(language).periods;
  const { agreement, parties, period, code, party, figures, closedBy, closedAt, newer } = frozen;
  const { slug } = agreement;
  const side = parties.find((one) => one.code === party);
  const whose = side ? t.side(side.name[language]) : t.joint(parties.length);
  const document = words(language).documentNumber(agreement.kind, agreement.number);
  return (
    <Page
      {...frame}
      active={null}
      title={t.frozen.title(code)}
      asOf={period.to}
      knownAt={dayOf(new Date(closedAt))}
    >
      <PageHead
        title={
          <span class="frozen-title n">
            <Icon name="lock" /> {code}
          </span>
        }
        note={
          <>
            <strong>{t.frozen.subject(anyPeriodName(period.code)[language], whose)}</strong>
            <br />
            {document} · {t.frozen.note(closedBy[language], formatInstant(closedAt), formatDay(period.to))}
            {frozen.illustrative ? ` · ${t.frozen.illustrative}` : null}
          </>
        }
      >
        <ButtonLink href={periodsHref(slug, period.code)} icon="left">
          {t.frozen.toPeriod}
        </ButtonLink>
        <Files code={code} language={language} />
        <PrintButton language={language} />
      </PageHead>
      {newer ? (
        <NoticeBar tone="late" title={<a href={frozenHref(newer)}>{t.frozen.newer(newer)}</a>}>
          {t.frozen.newerText}
        </NoticeBar>
      ) : null}
      <div class="columns period-below">
        <Section id="so-lieu" title={t.figures.frozen}>
          <FiguresTable figures={figures} now={now} party={party} language={language} />
          <p class="hint">{t.figures.inTimeNote}</p>
        </Section>
        <div>
          <Section id="dinh-chinh" title={t.corrections.title} note={t.corrections.note}>
            <Corrections
              corrections={frozen.corrections}
              none={t.corrections.none}
              {...{ parties, slug, language }}
            />
          </Section>
          {frozen.since ? (
            <Section
              id="thay-doi"
              title={t.corrections.since(frozen.since.code)}
              note={t.corrections.sinceNote}
            >
              <Corrections
                corrections={frozen.since.corrections}
                none={t.corrections.sinceNone}
                {...{ parties, slug, language }}
              />
            </Section>
          ) : null}
        </div>
      </div>
      <CodeDocuments documents={frozen.documents} language={language} />
      <SectorTable figures={figures} language={language} />
      <BodyTable figures={figures} parties={parties} party={party} language={language} />
      <CommitmentTable frozen={frozen} language={language} />
      <p class="hint hash">{t.frozen.hash(frozen.sha256)}</p>
      <p class="print-only print-foot n">{code}</p>
    </Page>
  );
}

/** Each table as a file, under the same code. */
function Files({ code, language }: { code: string; language: Language }): VNode {
  const t = words(language);
  const files = frozenTables.map((name) => ({
    label: t.exports.tables[name],
    path: `frozen/${code}/${name}`,
    kind: 'table' as const,
  }));
  return <Downloads title={t.periods.frozen.title(code)} files={files} language={language} />;
}
