import type { VNode } from 'preact';
import { FieldError } from '../../web/components/field.js';
import { FileInput } from '../../web/components/file-input.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { SecrecyLine } from '../../web/components/secrecy-line.js';
import { formatPercent, formatSize } from '../../web/format.js';
import { accountOf } from '../../web/script-words.js';
import { words } from '../../web/i18n/words.js';
import type { Language } from '../../platform/text.js';
import { fileExtensions } from '../evidence/file-kinds.js';
import { commitmentHref } from '../parts/links.js';
import type { ReportFrame } from '../updates/update.types.js';
import type { Upload } from './upload.types.js';
import type { ReportFiles } from './uploads.queries.js';

interface FilesFieldProps extends Pick<ReportFrame, 'frame' | 'commitment' | 'files'> {
  error?: string;
}

/**
 * Files that go with a report, uploaded while it is written: the script beside it sends them in pieces. What is on the server already
 * stands in it, whichever page it was chosen on. Without a script, the commitment's page takes files.
 */
export function FilesField({ frame, commitment, files, error }: FilesFieldProps): VNode {
  const { language } = frame;
  const t = words(language).uploads;
  const { uploads, colleagues, limitBytes } = files;
  const kinds = fileExtensions.filter((extension) => extension !== 'jpeg').join(', ');
  const hint = t.hint(kinds, formatSize(limitBytes, language));
  const evidence = `${commitmentHref(commitment.agreement.slug, commitment.code)}#minh-chung`;
  return (
    <div
      class={`field files-field${error ? ' field-wrong' : ''}`}
      data-uploads
      data-commitment={commitment.id}
      data-account={accountOf(frame.viewer)}
      {...said(language)}
    >
      <label for="uploadIds">{t.label}</label>
      <p class="hint" id="uploadIds-hint">
        <span class="js-only">{hint} </span>
        <a href={evidence} target="_blank" rel="noopener">
          <span class="js-only">{t.documents}</span>
          <span class="no-js">{t.withoutScript}</span>
        </a>
      </p>
      <div class="js-only">
        <FileInput
          {...{ id: 'uploadIds', language, hint, error }}
          multiple
          accept={fileExtensions.map((extension) => `.${extension}`).join(',')}
        />
      </div>
      <FieldError id="uploadIds" error={error} />
      {colleagues.count > 0 ? (
        <NoticeBar
          tone="info"
          title={t.ofColleagues(colleagues.count, colleagues.by.map((name) => name[language]).join(', '))}
        >
          {t.goWithTheirs}
        </NoticeBar>
      ) : null}
      <ul class="uploads" aria-label={t.list}>
        {uploads.map((upload) => (
          <Row upload={upload} language={language} key={upload.id} />
        ))}
      </ul>
      <template>
        <Row upload={null} language={language} />
      </template>
      <p class="uploads-state hint js-only" role="status" />
      <WholeUploads {...files} />
      <SecrecyLine language={language} />
    </div>
  );
}

/** The files that the report names. */
function WholeUploads({ uploads }: ReportFiles): VNode {
  const whole = uploads.filter(({ sha256 }) => sha256 !== null).map(({ id }) => id);
  return <input type="hidden" name="uploadIds" value={whole.join(',')} />;
}

/** @param upload null for the one from which the script makes others */
function Row({ upload, language }: { upload: Upload | null; language: Language }): VNode {
  const t = words(language).uploads;
  const { id, name = '', length = 0, received = 0, sha256 = null } = upload ?? {};
  const percent = length > 0 ? Math.floor((received / length) * 100) : 0;
  return (
    <li class="upload" data-upload={id} data-whole={sha256 === null ? undefined : 'yes'}>
      <span class="upload-name" lang="vi">
        {name}
      </span>
      <span class="upload-size n">{length > 0 ? formatSize(length, language) : ''}</span>
      <progress class="js-only" max={100} value={percent} aria-label={name || t.label} />
      <span class="upload-state">
        {upload === null ? '' : sha256 === null ? t.partly(formatPercent(percent, language)) : t.whole}
      </span>
      <span class="upload-actions js-only">
        <button type="button" class="btn btn-small" data-retry="" hidden>
          {t.retry}
        </button>
        <button type="button" class="btn btn-small" data-remove aria-label={`${t.remove} ${name}`.trim()}>
          {t.remove}
        </button>
      </span>
    </li>
  );
}

/** What the script says: it has no words of its own. */
function said(language: Language): Record<string, string> {
  const t = words(language).uploads;
  const spoken = { ...t.script, whole: t.whole, remove: t.remove };
  return Object.fromEntries(
    Object.entries(spoken).map(([name, text]) => [
      `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      text,
    ]),
  );
}
