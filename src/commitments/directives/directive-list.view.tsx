import type { VNode } from 'preact';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { Downloads } from '../../web/components/downloads.js';
import { PageHead } from '../../web/components/section.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { Written } from '../../web/components/written.js';
import { beginning, capital, formatInstantDay } from '../../web/format.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { directivesHref } from '../../web/links.js';
import { commitmentHref } from '../parts/links.js';
import type { DirectivesDto } from './directive.dto.js';
import {
  directiveStates,
  type DirectiveListPage,
  type DirectiveState as State,
  type ListedDirective,
} from './directive.types.js';
import { DirectiveState } from './directives.view.js';

interface DirectiveListProps {
  frame: Frame;
  slug: string;
  query: DirectivesDto;
  page: DirectiveListPage;
}

/** Characters: what a row has room for. The commitment's page has it whole. */
const MOST_OF_TEXT = 300;

/** All that was directed, and what became of it. */
export function DirectiveList(props: DirectiveListProps): VNode {
  const { frame, slug, query, page } = props;
  const { language, viewer } = frame;
  const t = words(language).commitment.directives;
  return (
    <Page {...frame} active={null} title={t.list.title}>
      <PageHead
        title={t.list.title}
        note={`${viewer?.role === 'leader' ? t.list.note.leader : t.list.note.others}; ${
          viewer?.party ? t.only(viewer.party.name[language]) : t.onlyOwn
        }`}
      >
        <Downloads
          title={t.list.title}
          files={[
            {
              path: `agreements/${slug}/directives`,
              query: queryOf({ state: query.state, by: query.by }),
              kind: 'table',
            },
          ]}
          language={language}
        />
      </PageHead>
      <States {...props} />
      {page.items.length === 0 ? (
        <p class="empty">{t.list.none}</p>
      ) : (
        <DataTable
          class="directive-table"
          caption={t.list.caption}
          columns={columnsOf(props)}
          rows={page.items}
          rowKey={({ id }) => id}
        />
      )}
      {page.nextCursor ? (
        <p class="after-table">
          <a href={directivesHref(slug, queryOf({ ...query, cursor: page.nextCursor }))}>{t.list.next}</a>
        </p>
      ) : null}
    </Page>
  );
}

/** Links, so that each is an address. A leader looks at his own first, and at all of his side's. */
function States({ frame, slug, query }: DirectiveListProps): VNode {
  const t = words(frame.language).commitment.directives.list;
  const states: (State | undefined)[] = [undefined, ...directiveStates];
  return (
    <nav class="directive-states" aria-label={t.filter}>
      <ul>
        {frame.viewer?.role === 'leader' ? (
          <li>
            <a
              href={directivesHref(
                slug,
                queryOf({ ...query, by: query.by ? undefined : 'me', cursor: undefined }),
              )}
              aria-current={query.by ? 'true' : undefined}
            >
              {t.mine}
            </a>
          </li>
        ) : null}
        {states.map((state) => (
          <li key={state ?? 'all'}>
            <a
              href={directivesHref(slug, queryOf({ ...query, state, cursor: undefined }))}
              aria-current={query.state === state ? 'true' : undefined}
            >
              {t.states[state ?? 'all']}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function queryOf({ state, by, cursor }: Pick<DirectivesDto, 'state' | 'by' | 'cursor'>): string {
  const asked = Object.entries({ state, by, cursor }).filter((one): one is [string, string] =>
    Boolean(one[1]),
  );
  return new URLSearchParams(asked).toString();
}

function columnsOf({ frame, slug }: DirectiveListProps): Column<ListedDirective>[] {
  const { language } = frame;
  const t = words(language).commitment.directives;
  return [
    {
      key: 'commitment',
      head: t.list.columns.commitment,
      rowHead: true,
      cell: ({ commitment, id }) => (
        <a class="title-link" href={commitmentHref(slug, commitment.code, `chi-dao-${id}`)}>
          <span class="code n">{commitment.code}</span> {commitment.title[language]}
        </a>
      ),
    },
    {
      key: 'directive',
      head: t.list.columns.directive,
      cell: ({ kind, text, at, by }) => (
        <>
          <strong>{t.kinds[kind]}</strong>
          <br />
          <Written>{beginning(text, MOST_OF_TEXT)}</Written>
          <small class="aside-text n">
            {formatInstantDay(at)} · {by[language]}
          </small>
        </>
      ),
    },
    {
      key: 'to',
      head: t.list.columns.to,
      phoneLabel: t.list.columns.to,
      cell: (directive) => <To directive={directive} frame={frame} />,
    },
    {
      key: 'state',
      head: t.list.columns.state,
      cell: (directive) => <DirectiveState directive={directive} language={language} />,
    },
    {
      key: 'answer',
      head: t.list.columns.answer,
      phoneLabel: t.list.columns.answer,
      cell: ({ outcome }) =>
        outcome?.text ? (
          <Written>{beginning(outcome.text, MOST_OF_TEXT)}</Written>
        ) : (
          <span class="none">–</span>
        ),
    },
  ];
}

function To({ directive, frame }: { directive: ListedDirective; frame: Frame }): VNode {
  const { language, agreement } = frame;
  const { party, part, body } = directive;
  const t = words(language).commitment.directives;
  const sideOf = (code: string) => agreement?.sides.find((side) => side.code === code);
  const nameOf = (code: string) => sideOf(code)?.name[language] ?? code;
  const side = sideOf(party);
  return (
    <>
      {side ? <SideMarker party={side.code} marker={side.marker} /> : null}{' '}
      {body ? body.short[language] : capital(t.office(nameOf(party)))}
      {part === party ? null : <small class="aside-text">{t.aboutPart(nameOf(part))}</small>}
    </>
  );
}
