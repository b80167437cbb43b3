import type { VNode } from 'preact';
import { Button, CsrfField } from '../../web/components/button.js';
import { Icon } from '../../web/components/icon.js';
import { Section } from '../../web/components/section.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { formatInstant, formatSize } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { documentLine, evidenceName } from '../parts/document-line.js';
import { commitmentHref } from '../parts/links.js';
import { IllustrativeMark } from '../page/illustrative.view.js';
import type { CommitmentPageProps } from '../page/commitment-page.types.js';
import { readersOfWithdrawnEvidence } from '../permissions.js';
import type { EvidenceItem } from './evidence.types.js';
import type { SmallView } from './small-view.js';
import { AddEvidence } from './add-evidence.view.js';

interface EvidenceProps extends CommitmentPageProps {
  evidence: EvidenceItem[];
  /** By the id of a piece: how a browser shows its file; null where it only saves it. */
  views: ReadonlyMap<number, SmallView | null>;
  /** The most that one file may have. */
  limitBytes: number;
}

/** What the sides show as proof, and where one's own side adds to it. */
export function EvidenceView(props: EvidenceProps): VNode {
  const { commitment, evidence, can, frame, limitBytes } = props;
  const t = words(frame.language).commitment.evidence;
  return (
    <Section id="minh-chung" title={t.title} note={t.note(commitment.sides.length)} class="evidence">
      {evidence.length === 0 ? (
        <p class="none">{t.none}</p>
      ) : (
        <ul class="files">
          {evidence.map((item) => (
            <Row {...props} item={item} key={item.id} />
          ))}
        </ul>
      )}
      {can.report ? <AddEvidence {...props} limitBytes={limitBytes} action={hrefOf(props)} /> : null}
    </Section>
  );
}

function Row(props: EvidenceProps & { item: EvidenceItem }): VNode {
  const { item, commitment, frame } = props;
  const { language } = frame;
  const t = words(language).commitment.evidence;
  const side = commitment.sides.find(({ party }) => party === item.party);
  return (
    <li class={`file${item.withdrawnAt ? ' file-withdrawn' : ''}`}>
      {side ? (
        <SideMarker party={side.party} marker={side.marker} name={side.partyName[language]} />
      ) : (
        <Icon name="document" />
      )}
      <div class="file-what">
        <What {...props} />
        <span class="file-who n">
          {t.by(item.by[language], formatInstant(item.at))}
          {item.illustrative ? <IllustrativeMark language={language} /> : null}
          {item.isPublished ? null : <span class="t-late"> · {t.unpublished}</span>}
        </span>
        {item.withdrawnAt && item.withdrawnBy ? (
          <span class="file-who n">
            {t.withdrawn(item.withdrawnBy[language], formatInstant(item.withdrawnAt))}
          </span>
        ) : null}
      </div>
      <span class="file-size n">{item.size === null ? '' : formatSize(item.size, language)}</span>
      {item.withdrawable ? <Withdraw {...props} /> : <span />}
    </li>
  );
}

/** The document, what it is about, and the file, as far as there are any. */
function What(props: EvidenceProps & { item: EvidenceItem }): VNode {
  const { item, frame } = props;
  const document = documentLine(item, frame.language);
  const isOpen =
    !item.withdrawnAt || (frame.viewer !== null && readersOfWithdrawnEvidence.holds(frame.viewer));
  return (
    <>
      {document ? (
        <span class="file-name file-line" lang="vi">
          {document}
        </span>
      ) : null}
      {item.title ? (
        <span class="file-about" lang="vi">
          {item.title}
        </span>
      ) : null}
      {item.name === null ? null : isOpen ? (
        <>
          <a class="file-name" lang="vi" href={`${hrefOf(props)}/${item.id}`} download>
            {item.name}
          </a>
          <Look {...props} name={item.name} />
        </>
      ) : (
        <span class="file-name" lang="vi">
          {item.name}
        </span>
      )}
    </>
  );
}

/** The picture itself, or the way to the browser's own viewer. */
function Look(props: EvidenceProps & { item: EvidenceItem; name: string }): VNode | null {
  const { item, name, views, frame } = props;
  const view = views.get(item.id);
  if (!view) return null;
  const { look } = words(frame.language).commitment.evidence;
  const href = `${hrefOf(props)}/${item.id}/xem`;
  return (
    <a class="file-look-at" href={href} target="_blank" rel="noopener" aria-label={`${look}: ${name}`}>
      {view === 'picture' ? <img src={href} alt="" loading="lazy" /> : look}
    </a>
  );
}

function Withdraw(props: EvidenceProps & { item: EvidenceItem }): VNode {
  const { item, frame } = props;
  const t = words(frame.language).commitment.evidence;
  return (
    <details class="withdraw file-withdraw">
      <summary aria-label={`${t.withdraw}: ${evidenceName(item, frame.language)}`}>{t.withdraw}…</summary>
      <form method="post" action={`${hrefOf(props)}/${item.id}/rut`}>
        <CsrfField token={frame.csrf} />
        <p>
          {t.withdrawText} {item.name === null ? null : t.withdrawFileText}
        </p>
        <Button>{t.withdraw}</Button>
      </form>
    </details>
  );
}

function hrefOf({ commitment }: CommitmentPageProps): string {
  return `${commitmentHref(commitment.agreement.slug, commitment.code)}/minh-chung`;
}
