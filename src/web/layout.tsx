import type { ComponentChildren, VNode } from 'preact';
import type { Day } from '../platform/clock.js';
import { assetUrl } from './assets.js';
import { FormWords } from './components/form-words.js';
import { Hatch } from './components/icon.js';
import { NoticeBar } from './components/notice-bar.js';
import { DemoStrip } from './demo-strip.js';
import type { Active, Frame } from './frame.js';
import { formatInstant, formatNumber } from './format.js';
import { Header } from './header.js';
import { ScriptWords } from './script-words.js';
import { guideHref } from './links.js';
import { words } from './i18n/words.js';
import { StandInStrip } from './stand-in-strip.js';
import { PrintHead } from './print-head.js';

export interface PageProps extends Frame {
  title: string;
  /** The entry of the menu that this page belongs to. */
  active: Active | null;
  /** The day of the figures, where it is not today. */
  asOf?: Day;
  /** The day to which entries count for them, where it is not today. */
  knownAt?: Day;
  /** Printed on sheets turned sideways: tables of many columns. */
  landscape?: boolean;
  children: ComponentChildren;
}

export function Page({ title, asOf, knownAt, landscape = false, children, ...frame }: PageProps): VNode {
  const t = words(frame.language);
  // Errors are told without reading anything: whoever is signed in may be of any agreement.
  const site = frame.agreement?.name[frame.language] ?? (frame.viewer ? t.siteOfAny : t.site);
  return (
    <html lang={frame.language}>
      <Head title={title === site ? title : `${title} · ${site}`} />
      <body class={landscape ? 'sheet-wide' : undefined}>
        <Hatch />
        <FormWords language={frame.language} />
        <a class="skip" href="#main">
          {t.skip}
        </a>
        <Header {...frame} site={site} />
        <StandInStrip {...frame} />
        {frame.demo ? <DemoStrip {...frame} demo={frame.demo} /> : null}
        <main id="main" tabIndex={-1}>
          <PrintHead {...frame} asOf={asOf ?? frame.today} knownAt={knownAt} site={site} />
          <FormWord {...frame} />
          {children}
        </main>
        <Footer {...frame} />
        <ScriptWords {...frame} />
      </body>
    </html>
  );
}

interface ScreenPageProps extends Frame {
  title: string;
  /** Where no script listens for changes. */
  refreshSeconds: number;
  children: ComponentChildren;
}

/** A page without menu and foot, for a screen that nobody sits at. */
export function ScreenPage({ title, refreshSeconds, children, ...frame }: ScreenPageProps): VNode {
  const site = frame.agreement?.name[frame.language];
  return (
    <html lang={frame.language}>
      <Head title={site ? `${title} · ${site}` : title} refreshSeconds={refreshSeconds} />
      <body class="on-screen">
        <Hatch />
        <FormWords language={frame.language} />
        <StandInStrip {...frame} />
        <main id="main" tabIndex={-1}>
          <PrintHead {...frame} asOf={frame.today} site={site ?? words(frame.language).site} />
          {children}
        </main>
        <ScriptWords {...frame} />
      </body>
    </html>
  );
}

/** Of a form that was sent before: above everything else on its page. */
function FormWord({ word, language }: Frame): VNode | null {
  if (!word) return null;
  const { title, text } = words(language).formWord[word];
  return (
    <div class="form-word">
      <NoticeBar tone="late" title={title} role="alert">
        {text}
      </NoticeBar>
    </div>
  );
}

function Head({ title, refreshSeconds }: { title: string; refreshSeconds?: number }): VNode {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      {refreshSeconds === undefined ? null : <meta http-equiv="refresh" content={String(refreshSeconds)} />}
      <title>{title}</title>
      <link rel="icon" href={assetUrl('icon.svg')} type="image/svg+xml" />
      {['be-vietnam-pro-latin-400', 'be-vietnam-pro-vietnamese-400'].map((font) => (
        <link
          rel="preload"
          as="font"
          crossorigin="anonymous"
          href={assetUrl(`fonts/${font}-normal.woff2`)}
          key={font}
        />
      ))}
      <link rel="stylesheet" href={assetUrl('app.css')} />
      <script src={assetUrl('first.js')} />
      <script src={assetUrl('app.js')} defer />
    </head>
  );
}

function Footer({ language, viewer, revision, updatedAt }: Frame): VNode {
  const t = words(language);
  return (
    <footer class="foot">
      {revision === null || updatedAt === null ? null : (
        <p class="n">{t.footer(formatNumber(revision, language), formatInstant(updatedAt))}</p>
      )}
      {language === 'en' && viewer ? <p>{t.writtenInVietnamese}</p> : null}
      <p>
        <a href={guideHref('user', viewer?.role)}>{t.guide.link}</a>
        {' · '}
        <a href="/api/docs">{t.apiDocs}</a>
      </p>
    </footer>
  );
}
