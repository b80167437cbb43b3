import type { ComponentChildren, VNode } from 'preact';
import type { BilingualText } from '../../platform/text.js';
import { DefinitionList } from '../../web/components/definition-list.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { commitmentHref } from '../parts/links.js';
import { diffTexts, type Run } from '../updates/text-diff.js';
import { Text } from '../updates/versions.view.js';
import type { ChangeItem } from './amendment.types.js';
import { partyName } from './amendment-list.view.js';

interface ChangeProps {
  change: ChangeItem;
  place: number;
  slug: string;
  frame: Frame;
}

/** One change: what stood before at the left, what stands after it at the right. */
export function ChangeView({ change, place, slug, frame }: ChangeProps): VNode {
  const { language } = frame;
  const t = words(language).commitment.amendments;
  const { commitment, kind } = change;
  return (
    <article class="amendment-change" id={`thay-doi-${place + 1}`}>
      <h3>
        {t.form.place(place + 1, t.kinds[kind])}{' '}
        {commitment.id === null ? (
          <span class="n">{commitment.code}</span>
        ) : (
          <a class="n" href={commitmentHref(slug, commitment.code)}>
            {commitment.code}
          </a>
        )}
      </h3>
      <Wordings change={change} frame={frame} />
      <Facts change={change} slug={slug} frame={frame} />
    </article>
  );
}

function Wordings({ change, frame: { language } }: Pick<ChangeProps, 'change' | 'frame'>): VNode | null {
  const t = words(language).commitment.amendments.one;
  const { from, to } = change.title;
  if (from && to) {
    const [before, after] = diffTexts(from[language], to[language]);
    return (
      <div class="amendment-texts">
        <Version title={t.present} runs={before} />
        <Version title={t.amended} runs={after} />
      </div>
    );
  }
  return <p class="amendment-text">{words_(to ?? from, language)}</p>;
}

const words_ = (title: BilingualText | null, language: 'vi' | 'en') => title?.[language] ?? '–';

function Version({ title, runs }: { title: string; runs: Run[] }): VNode {
  return (
    <section class="version">
      <h4>{title}</h4>
      <Text runs={runs} none="–" />
    </section>
  );
}

function Facts({ change, slug, frame }: Omit<ChangeProps, 'place'>): VNode | null {
  const { language } = frame;
  const t = words(language).commitment.amendments.one;
  const { kind, due, into, sector, leads } = change;
  const items: { term: string; value: ComponentChildren }[] = [];
  if (into)
    items.push({
      term: t.into,
      value: (
        <>
          {into.id === null ? (
            <span class="n">{into.code}</span>
          ) : (
            <a class="n" href={commitmentHref(slug, into.code)}>
              {into.code}
            </a>
          )}{' '}
          {into.title[language]}
        </>
      ),
    });
  if (kind === 'add') {
    if (sector) items.push({ term: t.sector, value: `${sector.code}. ${sector.name[language]}` });
    items.push({ term: t.due, value: due.to ? due.to.label[language] : t.noDue });
    const named = leads.map(({ party, body }) => `${partyName(party, frame)}: ${body.name[language]}`);
    items.push({ term: t.leads, value: named.join('; ') || t.leadsOpen });
  }
  if (kind === 'reword' && due.to)
    items.push({
      term: t.due,
      value: (
        <span class="n">
          {due.from?.label[language] ?? '–'} <span aria-hidden="true">→</span>{' '}
          <mark>{due.to.label[language]}</mark>
        </span>
      ),
    });
  return items.length === 0 ? null : <DefinitionList items={items} />;
}
