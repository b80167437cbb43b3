import type { VNode } from 'preact';
import { Button, CsrfField } from '../../web/components/button.js';
import { Field } from '../../web/components/field.js';
import { FileInput } from '../../web/components/file-input.js';
import { Icon } from '../../web/components/icon.js';
import { Section } from '../../web/components/section.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { formatInstant, formatSize } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { commitmentHref } from '../parts/links.js';
import { IllustrativeMark } from '../page/illustrative.view.js';
import { refusalOf, type CommitmentPageProps } from '../page/commitment-page.types.js';
import { readersOfWithdrawnEvidence } from '../permissions.js';
import type { EvidenceItem } from './evidence.types.js';
import { fileExtensions } from './file-kinds.js';

interface EvidenceProps extends CommitmentPageProps {
  evidence: EvidenceItem[];
  /** The most that one file may have. */
  limitBytes: number;
}

/** What the sides show as proof, and where one's own side adds to it. */
export function EvidenceView(props: EvidenceProps): VNode {
  const { commitment, evidence, can, frame } = props;
  const t = words(frame.language).commitment.evidence;
  return (
    <Section id="minh-chung" title={t.title} note={t.note(commitment.sides.length)} class="evidence">
      {evidence.length === 0 ? (
        <p class="none">{t.none}</p>
      ) : (
        <ul class="files">
          {evidence.map((item) => (
            <FileRow {...props} item={item} key={item.id} />
          ))}
        </ul>
      )}
      {can.report ? <AttachForm {...props} /> : null}
    </Section>
  );
}

function FileRow(props: EvidenceProps & { item: EvidenceItem }): VNode {
  const { item, commitment, frame } = props;
  const { language, viewer } = frame;
  const t = words(language).commitment.evidence;
  const side = commitment.sides.find(({ party }) => party === item.party);
  const isOpen = !item.withdrawnAt || (viewer !== null && readersOfWithdrawnEvidence.holds(viewer));
  return (
    <li class={`file${item.withdrawnAt ? ' file-withdrawn' : ''}`}>
      {side ? (
        <SideMarker party={side.party} marker={side.marker} name={side.partyName[language]} />
      ) : (
        <Icon name="document" />
      )}
      <div class="file-what">
        {isOpen ? (
          <a class="file-name" lang="vi" href={`${hrefOf(props)}/${item.id}`} download>
            {item.name}
          </a>
        ) : (
          <span class="file-name" lang="vi">
            {item.name}
          </span>
        )}
        {item.illustrative ? <IllustrativeMark language={language} /> : null}
        <span class="file-who n">{t.by(item.by[language], formatInstant(item.at))}</span>
        {item.withdrawnAt && item.withdrawnBy ? (
          <span class="file-who n">
            {t.withdrawn(item.withdrawnBy[language], formatInstant(item.withdrawnAt))}
          </span>
        ) : null}
      </div>
      {item.size === null ? <span /> : <span class="file-size n">{formatSize(item.size, language)}</span>}
      {item.withdrawable ? <WithdrawFile {...props} /> : <span />}
    </li>
  );
}

function WithdrawFile(props: EvidenceProps & { item: EvidenceItem }): VNode {
  const { item, frame } = props;
  const t = words(frame.language).commitment.evidence;
  return (
    <details class="withdraw file-withdraw">
      <summary aria-label={`${t.withdraw}: ${item.name}`}>{t.withdraw}…</summary>
      <form method="post" action={`${hrefOf(props)}/${item.id}/rut`}>
        <CsrfField token={frame.csrf} />
        <p>{t.withdrawText}</p>
        <Button>{t.withdraw}</Button>
      </form>
    </details>
  );
}

/** The token stands before the file: what comes after it is read only once the sender is known. */
function AttachForm(props: EvidenceProps): VNode {
  const { frame, limitBytes } = props;
  const error = refusalOf('evidence', props)?.faults.file;
  const t = words(frame.language).commitment.evidence;
  const limit = formatSize(limitBytes, frame.language);
  const kinds = fileExtensions.filter((extension) => extension !== 'jpeg').join(', ');
  const hint = t.hint(kinds, limit);
  return (
    <form class="attach" method="post" action={hrefOf(props)} encType="multipart/form-data">
      <CsrfField token={frame.csrf} />
      <Field
        id="tep"
        label={t.choose(frame.viewer?.party?.name[frame.language] ?? '')}
        hint={hint}
        error={error}
      >
        <div class="attach-row">
          <FileInput
            {...{ id: 'tep', name: 'file', language: frame.language, required: true, hint, error }}
            accept={fileExtensions.map((extension) => `.${extension}`).join(',')}
          />
          <Button icon="document">{t.attach}</Button>
        </div>
      </Field>
    </form>
  );
}

function hrefOf({ commitment }: CommitmentPageProps): string {
  return `${commitmentHref(commitment.agreement.slug, commitment.code)}/minh-chung`;
}
