import type { VNode } from 'preact';
import type { WitnessToCheck, WitnessVerdict } from '../audit/witness-check.js';
import { Button, CsrfField } from '../web/components/button.js';
import { FileInput } from '../web/components/file-input.js';
import { Field, TextArea } from '../web/components/field.js';
import { NoticeBar, type NoticeTone } from '../web/components/notice-bar.js';
import { PageHead } from '../web/components/section.js';
import { formatInstant, formatNumber } from '../web/format.js';
import type { Frame } from '../web/frame.js';
import { words } from '../web/i18n/words.js';
import { Page } from '../web/layout.js';

export const MAIL_CHECK = '/nhat-ky/doi-chieu-thu';

export interface MailCheckProps {
  frame: Frame;
  /** What was sent: nothing of it is lost. */
  text: string;
  error?: { field: 'file' | 'text'; message: string };
  result?: { witness: WitnessToCheck; verdict: WitnessVerdict };
}

/** Whether the log still contains what a mail noted of it. */
export function MailCheckPage(props: MailCheckProps): VNode {
  const { frame } = props;
  const t = words(frame.language).auditLog.mail;
  return (
    <Page {...frame} active="audit" title={t.title}>
      <PageHead title={t.title} note={t.note} />
      {props.result ? <Result {...props} result={props.result} /> : null}
      <CheckForm {...props} />
      <p class="audit-paging">
        <a href="/nhat-ky">{t.back}</a>
      </p>
    </Page>
  );
}

const tones: Record<WitnessVerdict['found'], NoticeTone> = {
  contained: 'done',
  restored: 'late',
  undated: 'late',
  rewritten: 'over',
  cut_off: 'over',
  broken: 'over',
};

function Result({
  frame: { language },
  result: { witness, verdict },
}: MailCheckProps & Required<Pick<MailCheckProps, 'result'>>): VNode {
  const t = words(language).auditLog.mail;
  return (
    <>
      <NoticeBar
        tone={tones[verdict.found]}
        role={verdict.found === 'contained' ? 'status' : 'alert'}
        title={t.found[verdict.found]}
      >
        {textOf(verdict, witness.entry, t, (count) => formatNumber(count, language))}
      </NoticeBar>
      <p class="audit-head">
        {t.noted}: <code>{`${witness.entry} ${witness.hash}`}</code>
        {witness.sentAt ? (
          <>
            <br />
            {t.sentAt(formatInstant(witness.sentAt.toISOString()))}
          </>
        ) : null}
      </p>
    </>
  );
}

function textOf(
  verdict: WitnessVerdict,
  entry: number,
  t: ReturnType<typeof words>['auditLog']['mail'],
  number: (count: number) => string,
): string {
  switch (verdict.found) {
    case 'contained': {
      const whole = verdict.recomputed ? t.recomputed(number(entry)) : t.notRecomputed(number(entry));
      return verdict.guards > 0 ? `${whole} ${t.guards}` : whole;
    }
    case 'restored': {
      const { restoredAt, takenAt, lastEntry } = verdict.restoration;
      return t.restored(formatInstant(restoredAt), formatInstant(takenAt), number(lastEntry), number(entry));
    }
    case 'undated':
      return t.undated(formatInstant(verdict.restoration.restoredAt), number(entry));
    case 'rewritten':
      return t.rewritten(number(entry));
    case 'cut_off':
      return t.cutOff(number(verdict.lastEntry), number(entry));
    case 'broken':
      return t.broken(verdict.entry === null ? null : number(verdict.entry));
  }
}

function CheckForm({ frame: { language, csrf }, text, error }: MailCheckProps): VNode {
  const t = words(language).auditLog.mail;
  const errorOf = (field: 'file' | 'text') => (error?.field === field ? error.message : undefined);
  return (
    <form method="post" action={MAIL_CHECK} enctype="multipart/form-data" class="import-form">
      <CsrfField token={csrf} />
      <TextArea
        id="text"
        name="text"
        label={t.text}
        hint={t.textHint}
        rows={4}
        value={text}
        error={errorOf('text')}
      />
      <Field id="file" label={t.file} hint={t.fileHint} error={errorOf('file')} class="import-file">
        <FileInput
          {...{ id: 'file', name: 'file', language, hint: t.fileHint, error: errorOf('file') }}
          accept=".eml,.txt,message/rfc822,text/plain"
        />
      </Field>
      <div class="form-actions">
        <Button primary>{t.check}</Button>
      </div>
    </form>
  );
}
