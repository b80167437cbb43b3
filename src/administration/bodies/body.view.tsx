import type { ComponentChildren, VNode } from 'preact';
import type { Day } from '../../platform/clock.js';
import type { Language } from '../../platform/text.js';
import { DefinitionList } from '../../web/components/definition-list.js';
import { Section } from '../../web/components/section.js';
import type { Frame } from '../../web/frame.js';
import { wordFor, words } from '../../web/i18n/words.js';
import { listHref } from '../../commitments/parts/links.js';
import { AdminPage } from '../admin-page.view.js';
import { SelectField } from '../form-parts.view.js';
import { spanOf } from './bodies-list.view.js';
import { BodyForm, type BodyFormProps } from './body-form.view.js';
import type { BodyDetail, BodyLink, PartyRef } from './body.types.js';

type FormOf = Omit<BodyFormProps, 'action' | 'submit' | 'frame'>;

export interface BodyPageProps extends FormOf {
  frame: Frame;
  body: BodyDetail;
  today: Day;
  done?: string;
}

export function BodyPage({ frame, body, today, done, ...form }: BodyPageProps): VNode {
  const { language } = frame;
  const t = words(language).bodies;
  return (
    <AdminPage
      frame={frame}
      tab="bodies"
      title={body.name[language]}
      note={noteOf(body, today, language)}
      done={wordFor(t.done, done)}
    >
      <div class="admin-columns">
        <BodyForm frame={frame} action={`/quan-tri/co-quan/${body.id}`} submit={t.save} {...form} />
        <Dependents frame={frame} body={body} />
      </div>
    </AdminPage>
  );
}

/** `Hà Nội · Mã hn-so-cong-thuong · đã kết thúc 30/11/2019 · kế thừa: …`: whether it is still there is said first of all. */
function noteOf(body: BodyDetail, today: Day, language: Language): string {
  const t = words(language).bodies;
  const parts = [
    body.party.name[language],
    `${t.code} ${body.code}`,
    spanOf(body, today, language),
    body.successor ? t.followedBy(body.successor.name[language]) : '',
  ];
  return parts.filter(Boolean).join(' · ');
}

export interface NewBodyPageProps extends FormOf {
  frame: Frame;
  parties: PartyRef[];
}

export function NewBodyPage({ frame, parties, ...form }: NewBodyPageProps): VNode {
  const { language } = frame;
  const t = words(language).bodies;
  return (
    <AdminPage frame={frame} tab="bodies" title={t.newTitle} note={t.newNote}>
      <BodyForm frame={frame} action="/quan-tri/co-quan" submit={t.create} {...form}>
        <SelectField
          name="party"
          label={t.fields.party}
          value={form.values.party}
          error={form.faults.party}
          choices={[
            { value: '', label: t.choose },
            ...parties.map(({ code, name }) => ({ value: code, label: name[language] })),
          ]}
        />
      </BodyForm>
    </AdminPage>
  );
}

/** What a change of the body touches: shown beside the form, before anything is changed. */
function Dependents({ frame, body }: { frame: Frame; body: BodyDetail }): VNode {
  const { language } = frame;
  const t = words(language).bodies;
  const links = (bodies: BodyLink[]) =>
    list(bodies.map(({ id, name }) => <a href={`/quan-tri/co-quan/${id}`}>{name[language]}</a>));
  const rows = [
    ...(body.isOffice ? [{ term: t.kinds.party_office, value: t.office }] : []),
    ...body.work.map((work) => ({
      term: words(language).nav.commitments,
      value: <Work body={body} work={work} language={language} />,
    })),
    ...(body.officers.length > 0
      ? [
          {
            term: t.officers,
            value: list(
              body.officers.map(({ id, email }) => <a href={`/quan-tri/tai-khoan/${id}`}>{email}</a>),
            ),
          },
        ]
      : []),
    ...(body.predecessors.length > 0 ? [{ term: t.predecessors, value: links(body.predecessors) }] : []),
    ...(body.children.length > 0 ? [{ term: t.children, value: links(body.children) }] : []),
  ];
  return (
    <Section id="phu-thuoc" title={t.depends}>
      {rows.length === 0 ? <p class="empty">{t.dependsNone}</p> : <DefinitionList items={rows} />}
    </Section>
  );
}

function Work(props: { body: BodyDetail; work: BodyDetail['work'][number]; language: Language }): VNode {
  const { body, work, language } = props;
  const t = words(language).bodies;
  const parts = [
    ...(work.led > 0 ? [t.led(work.led, work.open)] : []),
    ...(work.cooperating > 0 ? [t.cooperating(work.cooperating)] : []),
  ];
  return (
    <>
      {work.number}: <a href={listHref(work.slug, { body: body.code })}>{parts.join(', ')}</a>
    </>
  );
}

function list(items: ComponentChildren[]): VNode {
  return (
    <ul>
      {items.map((item, index) => (
        <li key={index}>{item}</li>
      ))}
    </ul>
  );
}
