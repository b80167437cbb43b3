import type { VNode } from 'preact';
import { Badge } from '../../../web/components/badge.js';
import { Button, CsrfField } from '../../../web/components/button.js';
import { DataTable, type Column } from '../../../web/components/data-table.js';
import { Section } from '../../../web/components/section.js';
import { formatInstant, formatSize } from '../../../web/format.js';
import type { Frame } from '../../../web/frame.js';
import { words } from '../../../web/i18n/words.js';
import type { TemplateDetail, TemplateVersion } from '../template.types.js';
import { templateFileHref, templatesHref } from './template-names.js';

interface VersionsProps extends TemplateDetail {
  frame: Frame;
  slug: string;
}

/** Every file that was taken, and which one is in force. */
export function VersionsSection(props: VersionsProps): VNode {
  const { frame, slot, versions } = props;
  const t = words(frame.language).templates.versions;
  return (
    <Section id="cac-lan" title={t.title}>
      {versions.length === 0 ? (
        <p class="quiet">{t.none}</p>
      ) : (
        <DataTable<TemplateVersion>
          class="template-versions"
          caption={t.title}
          rows={versions}
          rowKey={({ version }) => version}
          columns={columnsOf(props)}
        />
      )}
      {slot.inForce === null ? null : (
        <form method="post" action={`${templatesHref(props.slug, slot.slot)}/ap-dung`} class="template-back">
          <CsrfField token={frame.csrf} />
          <input type="hidden" name="version" value="" />
          <input type="hidden" name="replaces" value={slot.inForce} />
          <Button>{t.back}</Button>
        </form>
      )}
    </Section>
  );
}

function columnsOf(props: VersionsProps): Column<TemplateVersion>[] {
  const { frame, slug, slot } = props;
  const { language } = frame;
  const all = words(language).templates;
  const t = all.versions;
  return [
    {
      key: 'version',
      head: t.columns.version,
      rowHead: true,
      cell: ({ version, fileName }) => (
        <span class="lines">
          {all.own(version)}
          <small lang="vi">{fileName}</small>
        </span>
      ),
    },
    {
      key: 'at',
      head: t.columns.at,
      phoneLabel: t.columns.at,
      cell: ({ at, by }) => (
        <span class="lines">
          <span class="n">{formatInstant(at)}</span>
          <small>{by[language]}</small>
        </span>
      ),
    },
    {
      key: 'files',
      head: t.columns.files,
      cell: ({ version, size, sha256 }) => (
        <ul class="document-files">
          <li>
            <a
              href={templateFileHref(slug, slot.slot, `versions/${version}/template.docx`)}
              aria-label={t.fileOf(version)}
              title={`SHA-256: ${sha256}`}
            >
              {t.file}
            </a>{' '}
            <small class="n">{formatSize(size, language)}</small>
          </li>
          <li>
            <a
              href={templateFileHref(slug, slot.slot, `versions/${version}/trial.docx`)}
              aria-label={t.trialOf(version)}
            >
              {t.trial}
            </a>
          </li>
        </ul>
      ),
    },
    { key: 'use', head: t.columns.use, cell: ({ version }) => <Use {...props} version={version} /> },
  ];
}

function Use({ frame, slug, slot, version }: VersionsProps & { version: number }): VNode {
  const t = words(frame.language).templates.versions;
  if (slot.inForce === version)
    return (
      <Badge tone="done" icon="check">
        {t.inUse}
      </Badge>
    );
  return (
    <form method="post" action={`${templatesHref(slug, slot.slot)}/ap-dung`}>
      <CsrfField token={frame.csrf} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="replaces" value={slot.inForce ?? ''} />
      <Button>{t.useOf(version)}</Button>
    </form>
  );
}
