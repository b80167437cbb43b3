import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { words } from '../i18n/words.js';
import { Icon } from './icon.js';

/** Formats in the order in which they are offered: for people first. */
const formats = { table: ['xlsx', 'csv'], chart: ['xlsx', 'csv', 'svg', 'png'] } as const;

export interface Download {
  /** Of what; left out where the page has only one list. */
  label?: string;
  /** Its address without format and query. */
  path: string;
  /** What is asked for, as the page's own address says it; empty for all. */
  query?: string;
  kind: keyof typeof formats;
}

interface DownloadsProps {
  /** What the page is called: read out with each format. */
  title: string;
  files: Download[];
  /** Where the list can be edited as a sheet: the file, and the page on which it is handed in again. */
  edit?: { file: string; handIn: string };
  /** The page on which a sheet is brought that an office keeps itself. */
  bring?: string;
  language: Language;
}

/** The lists and charts of a page as files: one quiet button, under it a line for each. It is a `details`, so no script is needed. */
export function Downloads({ title, files, edit, bring, language }: DownloadsProps): VNode {
  const t = words(language).exports;
  return (
    <details class="menu downloads" id="downloads" data-menu="">
      <summary class="btn">
        <Icon name="download" />
        <span>{t.download}</span>
      </summary>
      <div class="menu-panel">
        {files.map(({ label, path, query = '', kind }) => (
          <div class="download" key={path}>
            {label === undefined ? null : <strong>{label}</strong>}
            <ul>
              {formats[kind].map((format) => (
                <li key={format}>
                  <a
                    href={`/api/v1/${path}.${format}${query && `?${query}`}`}
                    aria-label={t.as(label ?? title, t.formats[format])}
                  >
                    {t.formats[format]}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
        {edit ? <Edit {...edit} language={language} /> : null}
        {bring ? (
          <div class="download">
            <ul>
              <li>
                <a href={bring}>{words(language).intake.link}</a>
              </li>
            </ul>
          </div>
        ) : null}
      </div>
    </details>
  );
}

function Edit({
  file,
  handIn,
  language,
}: Pick<DownloadsProps, 'language'> & NonNullable<DownloadsProps['edit']>): VNode {
  const t = words(language).sheets;
  return (
    <div class="download">
      <strong>{t.download}</strong>
      <ul>
        <li>
          <a href={file}>{t.downloadFormat}</a>
        </li>
        <li>
          <a href={handIn}>{t.handIn}</a>
        </li>
      </ul>
    </div>
  );
}
