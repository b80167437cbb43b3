import type { VNode } from 'preact';
import { addDays, type Day } from '../platform/clock.js';
import { formatDay } from '../calendar/deadline.js';
import { CsrfField } from './components/button.js';
import { DateInput } from './components/date-field.js';
import { Icon } from './components/icon.js';
import { weekdayName } from './format.js';
import { words } from './i18n/words.js';
import type { Frame } from './frame.js';

/** Says that figures are illustrative, and moves the clock: forward only. Never shown in production. */
export function DemoStrip({
  demo,
  language,
  csrf,
  path,
  viewer,
}: Frame & { demo: { day: Day; mailboxUrl: string | null } }): VNode {
  const t = words(language).demo;
  return (
    <aside class="demo" aria-label={t.title}>
      <p class="demo-text">
        <strong>{t.title}</strong> <span class="wide-only">{t.text}</span>{' '}
        {demo.mailboxUrl === null ? null : (
          <a href={demo.mailboxUrl} class="demo-mail wide-only">
            {t.mailbox}
          </a>
        )}
      </p>
      <div class="demo-clock">
        <span class="wide-only">{t.systemDate}</span>
        <span class="demo-day n">
          <Icon name="calendar" size={14} />
          <span class="sr">{t.systemDate}: </span>
          <span>
            <span class="wide-only">{weekdayName(demo.day, language)}, </span>
            {formatDay(demo.day)}
          </span>
        </span>
        {viewer ? <Clock demo={demo} language={language} csrf={csrf} path={path} /> : null}
      </div>
    </aside>
  );
}

function Clock({
  demo,
  language,
  csrf,
  path,
}: Pick<Frame, 'language' | 'csrf' | 'path'> & { demo: { day: Day; mailboxUrl: string | null } }): VNode {
  const t = words(language).demo;
  const hidden = (
    <>
      <CsrfField token={csrf} />
      <input type="hidden" name="back" value={path} />
    </>
  );
  return (
    <>
      <form method="post" action="/trinh-dien/ngay" class="demo-steps">
        {hidden}
        <button type="submit" class="demo-btn n" name="date" value={addDays(demo.day, 1)}>
          {t.plusDay}
        </button>
        <button type="submit" class="demo-btn wide-only n" name="date" value={addDays(demo.day, 7)}>
          {t.plusWeek}
        </button>
      </form>
      <details class="menu demo-menu" data-menu="">
        <summary class="demo-btn" title={t.setDay}>
          <span class="wide-only">{t.setDay}</span>
          <span class="phone-only">
            <Icon name="down" size={12} title={t.setDay} />
          </span>
        </summary>
        <form method="post" action="/trinh-dien/ngay" class="menu-panel">
          {hidden}
          <label for="demo-date">{t.newDay}</label>
          <DateInput id="demo-date" name="date" language={language} value={demo.day} required />
          <p class="hint">{t.forwardOnly}</p>
          <button type="submit" class="btn">
            {t.set}
          </button>
          {demo.mailboxUrl === null ? null : (
            <a class="phone-only" href={demo.mailboxUrl}>
              {t.mailbox}
            </a>
          )}
        </form>
      </details>
    </>
  );
}
