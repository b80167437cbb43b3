import type { VNode } from 'preact';
import { ButtonLink } from '../../web/components/button.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { formatInstant } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { CommitmentPageProps } from '../page/commitment-page.types.js';
import { commitmentHref } from '../parts/links.js';
import type { ReportItem } from './submitted.types.js';

type OpenProps = CommitmentPageProps & { reports: ReportItem[] };

/** What the own side has sent that no other side sees: it waits for the office, or came back. */
export function OpenReports(props: OpenProps): VNode {
  return (
    <div class="notices open-reports" id="bao-cao">
      {props.reports.map((report) => (
        <Open {...props} report={report} key={report.id} />
      ))}
    </div>
  );
}

function Open({ report, commitment, can, frame }: OpenProps & { report: ReportItem }): VNode {
  const { language, viewer } = frame;
  const t = words(language).commitment.review;
  const base = commitmentHref(commitment.agreement.slug, commitment.code);
  const waits = report.review?.status === 'pending';
  const at = formatInstant(report.at);
  const isOwn = report.party === viewer?.party?.code;
  const isOffice = viewer?.role === 'coordinator';
  return (
    <NoticeBar tone="late" title={waits ? t.pendingOwn(at) : t.sentBackOwn(at)}>
      {waits ? t.pendingOwnText : (report.review?.comment ?? '')}{' '}
      {isOwn && isOffice && waits ? (
        <ButtonLink href={`${base}/bao-cao?ban=${report.id}`} primary>
          {t.open}
        </ButtonLink>
      ) : (
        <a href={`${base}/bao-cao?ban=${report.id}`}>{t.open}</a>
      )}{' '}
      {isOwn && !isOffice && can.update ? (
        <a href={`${base}/cap-nhat?sua=${report.id}`}>{waits ? t.change : t.correct}</a>
      ) : null}
    </NoticeBar>
  );
}
