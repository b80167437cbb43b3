import type { VNode } from 'preact';
import { periodName } from '../../calendar/reporting-period.js';
import { Section } from '../../web/components/section.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { Written } from '../../web/components/written.js';
import { formatInstant, formatPercent } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { CommitmentPageProps } from '../page/commitment-page.types.js';
import { textFields } from '../page/commitment-side.view.js';
import { commitmentHref } from '../parts/links.js';
import type { ReportItem } from './submitted.types.js';

type VersionsProps = CommitmentPageProps & { reports: ReportItem[] };

/** Earlier reports, each folded; what was corrected stands with what corrects it. */
export function ReportVersions(props: VersionsProps): VNode {
  const { reports, frame } = props;
  const t = words(frame.language).commitment.review.versions;
  const current = reports.filter(({ supersededBy }) => supersededBy === null);
  return (
    <Section id="cac-bao-cao" title={t.title} note={t.count(reports.length)}>
      <details class="report-versions">
        <summary>{t.all(reports.length)}</summary>
        <ol class="versions">
          {current.map((report) => (
            <Version {...props} report={report} key={report.id} />
          ))}
        </ol>
      </details>
    </Section>
  );
}

function Version(props: VersionsProps & { report: ReportItem }): VNode {
  const { report, reports, commitment, frame, can } = props;
  const { language } = frame;
  const t = words(language);
  const earlier = earlierOf(report, reports);
  const isOwnLast =
    can.update &&
    report.party === frame.viewer?.party?.code &&
    commitment.statements[report.party]?.id === report.id;
  return (
    <li>
      <Said {...props} />
      {isOwnLast ? (
        <a href={`${commitmentHref(commitment.agreement.slug, commitment.code)}/cap-nhat?sua=${report.id}`}>
          {t.commitment.review.correctThis}
        </a>
      ) : null}
      {earlier.length > 0 ? (
        <details>
          <summary>{t.commitment.review.versions.earlier(earlier.length)}</summary>
          {earlier.map((one) => (
            <Said {...props} report={one} key={one.id} />
          ))}
        </details>
      ) : null}
    </li>
  );
}

function Said({ report, commitment, frame: { language } }: VersionsProps & { report: ReportItem }): VNode {
  const t = words(language);
  const side = commitment.sides.find(({ party }) => party === report.party);
  return (
    <div class="version-said">
      <p class="n">
        {side ? <SideMarker party={side.party} marker={side.marker} name={side.partyName[language]} /> : null}{' '}
        {formatInstant(report.at)} · {report.by[language]} ·{' '}
        {t.commitment.forPeriod(periodName(report.period)[language])}
        {report.givenLate ? ` (${t.commitment.review.versions.late})` : ''} · {t.status[report.status]},{' '}
        {formatPercent(report.percent, language)}
      </p>
      {textFields
        .filter((field) => report[field].trim() !== '')
        .map((field) => (
          <p key={field}>
            {t.commitment.texts[field]}: <Written>{report[field]}</Written>
          </p>
        ))}
    </div>
  );
}

/** What it corrects, and what that corrected, newest first. */
function earlierOf({ corrects }: ReportItem, reports: ReportItem[]): ReportItem[] {
  const before = reports.find(({ id }) => id === corrects);
  return before ? [before, ...earlierOf(before, reports)] : [];
}
