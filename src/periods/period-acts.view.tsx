import type { VNode } from 'preact';
import { formatDay } from '../calendar/deadline.js';
import { Button, ButtonLink, CsrfField } from '../web/components/button.js';
import { NoticeBar } from '../web/components/notice-bar.js';
import { words } from '../web/i18n/words.js';
import { chaseHref, periodsHref, unreportedHref } from '../web/links.js';
import type { PeriodPageProps } from './period-page.types.js';
import type { PeriodSide } from './periods.types.js';

/** What the reader's office can do: close the period, or issue the next number of what it closed. */
export function ActsOnPeriod(props: PeriodPageProps): VNode | null {
  const side = props.period.sides.find(({ party }) => party === props.closes);
  if (!side || side.state === 'running') return null;
  return side.frozen ? <Correct {...props} side={side} /> : <Close {...props} side={side} />;
}

type Own = PeriodPageProps & { side: PeriodSide };

function Close({ frame, slug, period, side, fault }: Own): VNode {
  const { language } = frame;
  const t = words(language).periods.close;
  const name = side.name[language];
  const missing = side.reports?.missing ?? 0;
  const waiting = period.waiting.filter(({ party }) => party === side.party).length;
  const isLast = period.sides.every(({ frozen, party }) => frozen || party === side.party);
  return (
    <section class="period-act" id="chot" aria-labelledby="chot-h">
      <h2 id="chot-h">{t.title(name)}</h2>
      {fault ? (
        <NoticeBar tone="over" title={t.failed} role="alert">
          {fault}
        </NoticeBar>
      ) : null}
      <p>{t.text(formatDay(period.to))}</p>
      <ul class="period-act-facts">
        {missing > 0 ? <li>{t.missing(missing)}</li> : null}
        {waiting > 0 ? <li>{t.waiting(waiting)}</li> : null}
        {isLast ? <li>{t.last(period.sides.length)}</li> : null}
      </ul>
      <form method="post" action={`${periodsHref(slug, period.code)}/chot`} class="form-actions">
        <CsrfField token={frame.csrf} />
        {side.state === 'ready' ? (
          <Button primary icon="lock">
            {t.button(name)}
          </Button>
        ) : null}
        {missing > 0 && period.kind === 'month' ? (
          <>
            <ButtonLink href={chaseHref(slug, { period: period.code })} icon="send">
              {t.chase}
            </ButtonLink>
            <a href={unreportedHref(slug, period.code)}>{t.unreported}</a>
          </>
        ) : null}
      </form>
    </section>
  );
}

/** Only where there is something to correct. */
function Correct({ frame, slug, period, side, shown, fault }: Own): VNode | null {
  const t = words(frame.language).periods.correct;
  const { code } = side.frozen!;
  const changed = shown?.frozen.code === code && shown.frozen.corrections.length > 0;
  if (!changed && !fault) return null;
  return (
    <section class="period-act" id="so-tiep-theo" aria-labelledby="so-tiep-theo-h">
      <h2 id="so-tiep-theo-h">{t.button}</h2>
      {fault ? (
        <NoticeBar tone="over" title={t.failed} role="alert">
          {fault}
        </NoticeBar>
      ) : null}
      {changed ? (
        <>
          <p>{t.text(code)}</p>
          <form method="post" action={`${periodsHref(slug, period.code)}/so-tiep-theo`} class="form-actions">
            <CsrfField token={frame.csrf} />
            <input type="hidden" name="replaces" value={code} />
            <Button primary icon="lock">
              {t.button}
            </Button>
          </form>
        </>
      ) : null}
    </section>
  );
}
