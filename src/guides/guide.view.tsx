import type { VNode } from 'preact';
import type { Frame } from '../web/frame.js';
import { words } from '../web/i18n/words.js';
import { Page } from '../web/layout.js';
import { guideHref, guidePages } from '../web/links.js';
import type { Guide } from './guide-html.js';

/** A guide within the frame of every page, so that the way back is where it always is. */
export function GuideView({ frame, guide }: { frame: Frame; guide: Guide }): VNode {
  const t = words(frame.language).guide;
  return (
    <Page {...frame} active={null} title={guide.title}>
      <nav class="guide-pages" aria-label={t.all}>
        <ul>
          {guidePages.map((page) => (
            <li key={page}>
              <a href={guideHref(page)}>{t.pages[page]}</a>
            </li>
          ))}
        </ul>
      </nav>
      <article class="guide" dangerouslySetInnerHTML={{ __html: guide.html }} />
    </Page>
  );
}
