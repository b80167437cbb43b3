import type { VNode } from 'preact';
import { formatDay } from '../calendar/deadline.js';
import { CsrfField } from './components/button.js';
import { Icon } from './components/icon.js';
import type { Frame } from './frame.js';
import { words } from './i18n/words.js';

/** Says on every page for whom the reader acts, and lets him go on as himself; the same once he may no longer. */
export function StandInStrip({ viewer, standInEnded = false, language, csrf }: Frame): VNode | null {
  const standIn = viewer?.standIn;
  if (!standIn && !standInEnded) return null;
  const { strip: t } = words(language).standIns;
  return (
    <aside class={`stand-in${standIn ? '' : ' stand-in-over'}`} aria-label={t.title}>
      <p>
        <Icon name="person" size={14} />{' '}
        {standIn ? (
          <>
            <strong>{t.acting(viewer.name[language])}</strong>{' '}
            <span class="stand-in-more n">{t.until(formatDay(standIn.until))}</span>
          </>
        ) : (
          <>
            <strong>{t.ended}</strong> <span class="stand-in-more">{t.endedText}</span>
          </>
        )}
      </p>
      <form method="post" action="/lam-thay/thoi">
        <CsrfField token={csrf} />
        <button type="submit" class="demo-btn stand-in-stop">
          {standIn ? t.stop : t.understood}
        </button>
      </form>
    </aside>
  );
}
