import type { VNode } from 'preact';
import type { FileFault, FilePath } from './file/file-faults.js';
import type { Language } from '../platform/text.js';
import { AdminTabs } from '../web/components/admin-tabs.js';
import { Button, CsrfField } from '../web/components/button.js';
import { FileInput } from '../web/components/file-input.js';
import { Field, TextArea } from '../web/components/field.js';
import { NoticeBar } from '../web/components/notice-bar.js';
import { PageHead } from '../web/components/section.js';
import type { Frame } from '../web/frame.js';
import { words } from '../web/i18n/words.js';
import { Page } from '../web/layout.js';
import { importHref } from '../web/links.js';

export interface ImportFormProps {
  frame: Frame;
  /** What was sent: nothing of it is lost. */
  text: string;
  faults: FileFault[];
  /** What is wrong with the whole. */
  refused: string | null;
  /** Beside the file or the text. */
  error: { field: 'file' | 'text'; message: string } | null;
}

const MOST_SHOWN = 50;

/** Where an agreement is handed in, as a file or as text. */
export function ImportFormPage(props: ImportFormProps): VNode {
  const { frame } = props;
  const t = words(frame.language).agreements.imports;
  return (
    <Page {...frame} active="admin" title={t.title}>
      <PageHead title={t.title} note={t.note} />
      <AdminTabs active="agreements" frame={frame} />
      <Faults {...props} />
      <ImportForm {...props} />
    </Page>
  );
}

function Faults({ frame: { language }, faults, refused }: ImportFormProps): VNode | null {
  const t = words(language).agreements.imports;
  if (refused)
    return (
      <NoticeBar tone="over" role="alert" title={t.refused}>
        {refused}
      </NoticeBar>
    );
  if (faults.length === 0) return null;
  return (
    <>
      <NoticeBar tone="over" role="alert" title={t.faults(faults.length)}>
        {t.faultsText}
      </NoticeBar>
      <ul class="import-faults">
        {faults.slice(0, MOST_SHOWN).map(({ line, column, path, text }) => (
          <li key={`${line}:${column}:${text.en}`}>
            <strong class="n">{t.place(line, column)}</strong>
            <span class="import-path">{pathInWords(path, language) || t.whole}</span>
            <span>{text[language]}</span>
          </li>
        ))}
      </ul>
      {faults.length > MOST_SHOWN ? <p>{t.faultsMore(faults.length - MOST_SHOWN)}</p> : null}
    </>
  );
}

/** `cam kết thứ 4 › các bên › nghean › cơ quan chủ trì`. */
export function pathInWords(path: FilePath, language: Language): string {
  const t = words(language).agreements.imports;
  const parts: string[] = [];
  path.forEach((part, i) => {
    const list = path[i - 1];
    if (typeof part === 'number')
      parts[parts.length - 1] = `${t.lists[String(list)] ?? String(list)} ${t.nth(part + 1)}`;
    else parts.push(t.fields[part] ?? (typeof path[i + 1] === 'number' ? (t.lists[part] ?? part) : part));
  });
  return parts.join(' › ');
}

function ImportForm({ frame: { language, csrf }, text, error }: ImportFormProps): VNode {
  const t = words(language).agreements.imports;
  const errorOf = (field: 'file' | 'text') => (error?.field === field ? error.message : undefined);
  return (
    <form method="post" action={`${importHref}/xem-truoc`} enctype="multipart/form-data" class="import-form">
      <CsrfField token={csrf} />
      <TextArea
        id="text"
        name="text"
        label={t.text}
        hint={t.textHint}
        rows={text ? 20 : 8}
        value={text}
        error={errorOf('text')}
        class="import-text"
      />
      <Field id="file" label={t.file} hint={t.fileHint} error={errorOf('file')} class="import-file">
        <FileInput
          {...{ id: 'file', name: 'file', language, hint: t.fileHint, error: errorOf('file') }}
          accept=".yaml,.yml,.json,application/yaml,application/json"
        />
      </Field>
      <div class="form-actions">
        <Button primary>{t.preview}</Button>
        <span>{t.help}</span>
      </div>
    </form>
  );
}
