import type { VNode } from 'preact';
import type { Language } from '../platform/text.js';
import { DataTable } from '../web/components/data-table.js';
import { Fold } from '../web/components/fold.js';
import { Icon } from '../web/components/icon.js';
import { Section } from '../web/components/section.js';
import { StatusBadge } from '../commitments/parts/status-badge.js';
import { TwoSideGlyph } from '../commitments/parts/two-side-glyph.js';
import { formatNumber } from '../web/format.js';
import { words } from '../web/i18n/words.js';
import { commitmentHref } from '../commitments/parts/links.js';
import { periodName } from '../calendar/reporting-period.js';
import { OfAgreement } from '../web/components/of-agreement.js';
import { agreementLabel, ownRole, reportSaid, type MyWorkPageProps } from './my-work-period.js';
import type { MyWork, PeriodReport } from './my-work.types.js';

type Row = MyWork['commitments'][number];

/** The commitments that are the viewer's office's, each with its report in the period. */
export function OwnCommitments(props: MyWorkPageProps): VNode {
  const { frame, work } = props;
  const { language } = frame;
  const t = words(language);
  const title = t.work.own[ownRole(props)](frame.viewer.party?.name[language] ?? '');
  const count = t.commitments(formatNumber(work.commitments.length, language), work.commitments.length);
  return (
    <Section id="cam-ket" title={title} note={count}>
      {work.commitments.length > 0 ? (
        <Fold label={t.work.foldedOwn(work.commitments.length)} language={language}>
          <Table {...props} caption={title} />
        </Fold>
      ) : (
        <p class="empty">{t.work.ownEmpty}</p>
      )}
    </Section>
  );
}

function Table(props: MyWorkPageProps & { caption: string }): VNode {
  const { frame, work, caption } = props;
  const { language } = frame;
  const { columns: t, work: own } = words(language);
  const names = new Set(work.periods.map(({ period }) => periodName(period.code)[language]));
  const oneName = names.size === 1 ? [...names][0] : undefined;
  return (
    <DataTable<Row>
      caption={caption}
      class="table-tight own"
      rows={work.commitments}
      rowKey={({ commitment }) => commitment.id}
      columns={[
        {
          key: 'code',
          head: t.code,
          cell: ({ commitment }) => <span class="code n">{commitment.code}</span>,
        },
        {
          key: 'title',
          head: t.commitment,
          rowHead: true,
          cell: ({ agreement, commitment, as }) => (
            <>
              <a class="title-link" href={commitmentHref(agreement.slug, commitment.code)}>
                {commitment.title[language]}
              </a>
              {as ? <span class="aside-text"> · {words(language).work.as[as]}</span> : null}
              <OfAgreement label={agreementLabel(props, agreement)} />
            </>
          ),
        },
        {
          key: 'progress',
          head: t.progress,
          cell: ({ commitment }) => <TwoSideGlyph sides={commitment.sides} language={language} />,
        },
        { key: 'due', head: t.due, cell: ({ commitment }) => commitment.due.label[language] },
        {
          key: 'standing',
          head: t.standing,
          cell: ({ commitment }) => <StatusBadge item={commitment} language={language} />,
        },
        {
          key: 'report',
          head: oneName === undefined ? own.columns.reports : own.columns.report(oneName),
          cell: ({ report }) => <Report report={report} language={language} />,
        },
      ]}
    />
  );
}

function Report({ report, language }: { report: PeriodReport; language: Language }): VNode {
  if (report.state === 'not_owed') return <span class="none">{reportSaid(report, language)}</span>;
  const inTime = report.state === 'gave';
  return (
    <span class={`badge ${inTime ? 't-done' : 't-late'}`}>
      <Icon name={report.state === 'missing' ? 'clock' : 'check'} size={14} />
      <span class="n">{reportSaid(report, language)}</span>
    </span>
  );
}
