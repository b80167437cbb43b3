import type { VNode } from 'preact';
import type { Viewer } from '../identity/viewer.js';
import { CsrfField } from './components/button.js';
import { Icon } from './components/icon.js';
import { words } from './i18n/words.js';
import type { Active, Frame } from './frame.js';
import {
  commitmentsHref,
  guideHref,
  acrossHref,
  agreementsHref,
  auditHref,
  documentsHref,
  exceptionsHref,
  languageHref,
  noticeHref,
  overviewHref,
  periodsHref,
  remindersHref,
  rulesHref,
  searchHref,
  sectorLeadersHref,
} from './links.js';

interface HeaderProps extends Frame {
  site: string;
  active: Active | null;
}

/** One line on a desk; on a phone, the menu opens from a button. */
export function Header(props: HeaderProps): VNode {
  const t = words(props.language);
  return (
    <header class="top">
      <Brand {...props} />
      <nav class="nav" aria-label={t.mainMenu}>
        <NavLinks {...props} />
      </nav>
      <div class="tools">
        <Tools {...props} />
      </div>
      <details class="burger" data-menu="">
        <summary aria-label={t.menu}>
          <Icon name="menu" />
        </summary>
        <nav class="burger-panel" aria-label={t.menu}>
          <NavLinks {...props} />
          <div class="burger-tools">
            <SearchLink {...props} again />
            <GuideLink {...props} />
            <LanguageLink {...props} />
            <Account {...props} again />
          </div>
        </nav>
      </details>
    </header>
  );
}

function Brand(props: HeaderProps): VNode {
  const { agreement, choices, language, site } = props;
  const t = words(language);
  const document = agreement ? (
    <span class="n">
      {t.documentNumber(agreement.kind, agreement.number)} · {t.period(agreement.period)}
    </span>
  ) : null;
  const several = choices.length > 1;
  return (
    <div class="brand">
      <a href={agreement ? overviewHref(agreement.slug) : '/'} title={site}>
        <strong>{site}</strong>
        {several ? null : document}
      </a>
      {several ? <Switcher {...props} document={document} /> : null}
    </div>
  );
}

/** Where the reader is, and where else he may go. Without a script it opens all the same. */
function Switcher({
  agreement,
  choices,
  language,
  document,
}: HeaderProps & { document: VNode | null }): VNode {
  const t = words(language);
  return (
    <details class="menu switcher" data-menu="">
      <summary>
        <span class="sr">{t.agreements.switcher}: </span>
        {document}
        <Icon name="down" size={12} />
      </summary>
      <nav class="menu-panel" aria-label={t.agreements.switcher}>
        <ul>
          {choices.map(({ slug, kind, number, title }) => (
            <li key={slug}>
              <a href={overviewHref(slug)} aria-current={slug === agreement?.slug ? 'true' : undefined}>
                <strong>
                  {t.documentNumber(kind, number)}
                  {slug === agreement?.slug ? <Icon name="check" size={14} /> : null}
                </strong>
                <span>{title[language]}</span>
              </a>
            </li>
          ))}
        </ul>
        <a class="switcher-all" href={agreementsHref}>
          {t.agreements.all}
        </a>
        <a class="switcher-all" href={acrossHref}>
          {t.across.title}
        </a>
      </nav>
    </details>
  );
}

function NavLinks({ viewer, agreement, active, language, myWorkCount }: HeaderProps): VNode | null {
  if (!viewer) return null;
  const t = words(language);
  const entries: [Active, string, boolean][] = [
    ...(agreement ? agreementEntries(agreement.slug, viewer) : []),
    ['audit', auditHref(), viewer.role === 'auditor' || viewer.role === 'admin'],
    ['admin', '/quan-tri', viewer.role === 'admin'],
  ];
  return (
    <ul>
      {entries
        .filter(([, , shown]) => shown)
        .map(([name, href]) => (
          <li key={name}>
            <a href={href} aria-current={name === active ? 'page' : undefined}>
              {name === 'notice' && agreement ? t.agreements.kinds[agreement.kind] : t.nav[name]}
              {name === 'myWork' && myWorkCount ? (
                <WorkCount count={myWorkCount} label={t.tasks(myWorkCount)} />
              ) : null}
            </a>
          </li>
        ))}
    </ul>
  );
}

function agreementEntries(slug: string, viewer: Viewer): [Active, string, boolean][] {
  const overview: [Active, string, boolean] = ['overview', overviewHref(slug), true];
  const exceptions: [Active, string, boolean] = ['exceptions', exceptionsHref(slug), true];
  return [
    ...(viewer.role === 'leader' ? [exceptions, overview] : [overview, exceptions]),
    ['commitments', commitmentsHref(slug), true],
    ['myWork', '/viec-cua-toi', hasWork(viewer)],
    ['notice', noticeHref(slug), true],
    ['reminders', remindersHref(), true],
  ];
}

/** Administrators and auditors speak for no side: nothing waits for them. */
function hasWork(viewer: Viewer): boolean {
  return viewer.role === 'liaison' || viewer.role === 'coordinator' || viewer.role === 'leader';
}

function WorkCount({ count, label }: { count: number; label: string }): VNode {
  return (
    <>
      {' '}
      <span class="nav-count n" title={label}>
        {count}
      </span>
    </>
  );
}

function Tools(props: Frame): VNode {
  return (
    <>
      <SearchLink {...props} />
      <GuideLink {...props} />
      {props.viewer ? (
        <details class="menu" data-menu="">
          <summary>
            <Icon name="person" size={14} />
            <span class="account-name">{personOf(props.viewer).name[props.language]}</span>
          </summary>
          <div class="menu-panel">
            <Account {...props} />
          </div>
        </details>
      ) : (
        <SignInLink {...props} />
      )}
      <LanguageLink {...props} />
    </>
  );
}

/** With a script it opens the palette, whose words stand beside the first of its links alone. */
function SearchLink({ viewer, language, again = false }: Frame & { again?: boolean }): VNode | null {
  if (!viewer) return null;
  const t = words(language);
  const said = again ? {} : { title: t.finding.keys, 'data-palette': t.finding.label };
  return (
    <a href={searchHref} {...said}>
      <Icon name="search" size={14} /> {t.search}
    </a>
  );
}

/** To the section of the reader's role. */
function GuideLink({ viewer, language }: Frame): VNode {
  return (
    <a class="guide-link" href={guideHref('user', viewer?.role)}>
      {words(language).guide.link}
    </a>
  );
}

/** The script keeps what is being typed; of a form that was refused, all of it. */
function LanguageLink({ language, path, answersForm, languageForm }: Frame): VNode {
  const other = language === 'vi' ? 'en' : 'vi';
  if (languageForm)
    return (
      <button
        type="submit"
        class="language-button"
        form={languageForm.id}
        formaction={languageForm.action}
        formnovalidate
        name="language"
        value={other}
        lang={other}
        data-language=""
      >
        {words(language).otherLanguage}
      </button>
    );
  return (
    <a href={languageHref(other, path)} lang={other} data-language={answersForm ? 'refused' : ''}>
      {words(language).otherLanguage}
    </a>
  );
}

/** Not from a page of signing in that carries a form: the link would leave it behind. */
function SignInLink({ language, languageForm }: Frame): VNode | null {
  return languageForm ? null : <a href="/dang-nhap">{words(language).signIn.submit}</a>;
}

/** Whoever is signed in: for whom they act, the strip says. */
const personOf = (viewer: Viewer) => viewer.standIn ?? viewer;

const SIGN_OUT = 'sign-out';

/** @param again the menu of a phone: its button sends the form that is there already */
function Account(props: Frame & { again?: boolean }): VNode | null {
  const { viewer, agreement, language, csrf, again = false } = props;
  if (!viewer) return <SignInLink {...props} />;
  const person = personOf(viewer);
  const t = words(language);
  return (
    <div class="account">
      <p>
        <strong>{person.name[language]}</strong>
        <br />
        {t.roles[person.role]} · {person.email}
      </p>
      {viewer.standIn ? null : <a href="/tai-khoan">{t.account.open}</a>}
      {hasWork(viewer) ? <a href="/lam-thay">{t.standIns.open}</a> : null}
      {agreement && (viewer.role === 'coordinator' || viewer.role === 'leader') ? (
        <a href={sectorLeadersHref(agreement.slug)}>{t.leaders.link}</a>
      ) : null}
      {agreement ? <a href={periodsHref(agreement.slug)}>{t.periods.link}</a> : null}
      {agreement ? <a href={documentsHref(agreement.slug)}>{t.documents.link}</a> : null}
      {agreement ? <a href={rulesHref(agreement.slug)}>{t.rules.link}</a> : null}
      {again ? (
        <button type="submit" form={SIGN_OUT} class="btn">
          {t.signOut}
        </button>
      ) : (
        <form method="post" action="/dang-xuat" id={SIGN_OUT}>
          <CsrfField token={csrf} />
          <button type="submit" class="btn">
            {t.signOut}
          </button>
        </form>
      )}
    </div>
  );
}
