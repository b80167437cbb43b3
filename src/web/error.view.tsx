import type { VNode } from 'preact';
import { ButtonLink } from './components/button.js';
import { PageHead } from './components/section.js';
import { words } from './i18n/words.js';
import type { Frame } from './frame.js';
import { Page } from './layout.js';
import { TypedTextSection, type TypedText } from './typed-text.js';
import { commitmentsHref, overviewHref } from './links.js';

export type { TypedText };

export interface ErrorViewProps {
  frame: Frame;
  status: number;
  /** What happened, in the reader's language; else the words for the status. */
  detail?: string;
  /** Faults of single fields. */
  errors?: { field: string; message: string }[];
  requestId?: string;
  /** What was typed into the form that it is about. */
  typed?: TypedText | null;
}

/** What happened, what to do next, and what to tell whoever is asked for help. */
export function ErrorView(props: ErrorViewProps): VNode {
  const { frame, status, detail, errors: faults = [], requestId, typed = null } = props;
  const errors = faults.filter(({ message }) => message !== detail);
  const t = words(frame.language).errors;
  const kind = t.titles[status] ? status : status >= 500 ? 500 : 400;
  const title = t.titles[kind] ?? '';
  return (
    <Page {...frame} active={null} title={title}>
      <div class="error-page">
        <p class="error-code n">{t.code(status)}</p>
        <PageHead title={title} />
        {detail ? <p>{detail}</p> : null}
        {errors.length > 0 ? (
          <ul class="error-list">
            {errors.map(({ field, message }) => (
              <li key={field}>{message}</li>
            ))}
          </ul>
        ) : null}
        <p>{t.next[kind]}</p>
        {typed ? <TypedTextSection typed={typed} language={frame.language} again={mayHelp(status)} /> : null}
        <Ways frame={frame} status={status} />
        {requestId ? (
          <p class="hint">
            {t.requestId}: <code>{requestId}</code>
          </p>
        ) : null}
      </div>
    </Page>
  );
}

/** What was refused for good is not sent again as it is. */
const mayHelp = (status: number) => status >= 500 || status === 408 || status === 429 || status === 409;

function Ways({ frame, status }: Pick<ErrorViewProps, 'frame' | 'status'>): VNode {
  const t = words(frame.language);
  if (!frame.viewer || status === 401 || !frame.agreement) {
    return (
      <p class="error-ways">
        <ButtonLink href={frame.viewer ? '/' : '/dang-nhap'} primary>
          {frame.viewer ? t.errors.goOverview : t.signIn.submit}
        </ButtonLink>
      </p>
    );
  }
  return (
    <p class="error-ways">
      <ButtonLink href={commitmentsHref(frame.agreement.slug)} primary>
        {t.errors.goCommitments}
      </ButtonLink>
      <ButtonLink href={overviewHref(frame.agreement.slug)}>{t.errors.goOverview}</ButtonLink>
    </p>
  );
}
