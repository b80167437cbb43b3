import type { VNode } from 'preact';
import { commitmentHref } from '../../commitments/parts/links.js';
import type { BulkAction } from '../../commitments/together/bulk-actions.js';
import type { BilingualText } from '../../platform/text.js';
import { Breadcrumb } from '../../web/components/breadcrumb.js';
import { ButtonLink } from '../../web/components/button.js';
import { DoneBar } from '../../web/components/done-bar.js';
import { PageHead, Section } from '../../web/components/section.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { commitmentsHref } from '../../web/links.js';
import type { BulkKind } from './bulk-page.types.js';

interface BulkDoneProps {
  frame: Frame;
  slug: string;
  action: BulkAction;
  kind: BulkKind;
  /** How many commitments were changed, and how many stayed as they were. */
  done: number;
  out: number;
  /** The filters of the list from which they came. */
  back: string;
  items: { code: string; title: BilingualText }[];
}

/** What was done, and with which. */
export function BulkDonePage({ frame, slug, action, kind, done, out, items, back }: BulkDoneProps): VNode {
  const { language } = frame;
  const t = words(language).bulk;
  const title = t.actions[action];
  const list = `${commitmentsHref(slug)}${back ? `?${back}` : ''}`;
  return (
    <Page {...frame} active="commitments" title={title}>
      <Breadcrumb
        language={language}
        items={[{ label: words(language).list.title, href: list }, { label: title }]}
      />
      <PageHead title={title} />
      <DoneBar done={{ title: t.done[kind](done), text: t.doneText(out) }} />
      <Section id="da-thuc-hien" title={t.doneList}>
        <ul class="bulk-done">
          {items.map(({ code, title: name }) => (
            <li key={code}>
              <a class="title-link" href={commitmentHref(slug, code)}>
                <span class="code n">{code}</span> {name[language]}
              </a>
            </li>
          ))}
        </ul>
      </Section>
      <p class="after-table">
        <ButtonLink href={list}>{t.back}</ButtonLink>
      </p>
    </Page>
  );
}
