import type { VNode } from 'preact';
import { PageHead } from '../../web/components/section.js';
import { formatNumber } from '../../web/format.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { searchHref } from '../../web/links.js';
import { commitmentHref } from '../parts/links.js';
import type { FoundAcross, FoundCommitment } from './across.types.js';
import { FoundLine, MarkedText } from './found-text.view.js';
import type { Place } from './places.js';

export interface SearchViewProps {
  frame: Frame;
  q: string;
  found: FoundAcross;
  places: readonly Place[];
}

/** The same that the palette offers, as a page: a form and two lists of links. */
export function SearchPage(props: SearchViewProps): VNode {
  const { frame, q, found, places } = props;
  const t = words(frame.language);
  return (
    <Page {...frame} active={null} title={t.finding.title}>
      <PageHead title={t.finding.title} />
      <form class="search-form" method="get" action={searchHref} role="search">
        <label for="search-q">{t.finding.label}</label>
        <input
          class="input"
          type="search"
          id="search-q"
          name="q"
          value={q}
          data-most={200}
          autocomplete="off"
        />
        <button type="submit" class="btn">
          {t.search}
        </button>
      </form>
      {found.items.length > 0 ? <FoundCommitments {...props} /> : null}
      {places.length > 0 ? <Places {...props} /> : null}
      {found.items.length + places.length === 0 ? <p>{t.finding.nothing}</p> : null}
    </Page>
  );
}

function FoundCommitments({ frame, q, found }: SearchViewProps): VNode {
  const { language } = frame;
  const t = words(language);
  return (
    <section class="found-part" aria-labelledby="search-commitments">
      <h2 id="search-commitments">
        {t.nav.commitments} <span class="n">({totalIn(found, frame)})</span>
      </h2>
      <ol class="search-list">
        {found.items.map((item) => (
          <li key={item.id}>
            <a href={hrefOf(item)}>
              <span class="code n">{item.code}</span> <MarkedText text={item.title[language]} q={q} />
            </a>{' '}
            <small>{item.agreement.number}</small>
            <FoundLine found={item.found} language={language} />
          </li>
        ))}
      </ol>
      {found.items.length < found.total ? <p>{t.finding.narrow}</p> : null}
    </section>
  );
}

function Places({ frame, places }: SearchViewProps): VNode {
  return (
    <section class="found-part" aria-labelledby="search-places">
      <h2 id="search-places">{words(frame.language).finding.places}</h2>
      <ul class="search-list">
        {places.map(({ label, of, href }) => (
          <li key={href}>
            <a href={href}>{label}</a> {of ? <small>{of}</small> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What stands in the palette under its box, and is put there by its script: no link can be reached by Tab, as a listbox has it. */
export function PaletteOptions({ frame, q, found, places }: SearchViewProps): VNode {
  const { language } = frame;
  const t = words(language).finding;
  const count = found.items.length + places.length;
  return (
    <>
      <ul role="listbox" id="palette-list" aria-label={t.title}>
        {found.items.map((item, at) => (
          <li
            role="option"
            id={`palette-c${at}`}
            aria-selected="false"
            data-href={hrefOf(item)}
            key={item.id}
          >
            <span class="code n">{item.code}</span> <MarkedText text={item.title[language]} q={q} />{' '}
            <small>{item.agreement.number}</small>
            <FoundLine found={item.found} language={language} />
          </li>
        ))}
        {places.map(({ label, of, href }, at) => (
          <li role="option" id={`palette-p${at}`} aria-selected="false" data-href={href} key={href}>
            {label} {of ? <small>{of}</small> : null}
          </li>
        ))}
      </ul>
      <p role="status" class={count > 0 ? 'sr' : undefined}>
        {count > 0 ? t.results(formatNumber(count, language)) : t.nothing}
      </p>
    </>
  );
}

const hrefOf = ({ agreement, code }: FoundCommitment) => commitmentHref(agreement.slug, code);

function totalIn({ total, totalIsAtLeast }: FoundAcross, { language }: Frame): string {
  const count = formatNumber(total, language);
  return totalIsAtLeast ? words(language).list.moreThan(count) : count;
}
