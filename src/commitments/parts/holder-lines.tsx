import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { Language } from '../../platform/text.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { words } from '../../web/i18n/words.js';
import type { Holder } from '../commitment.types.js';

/** Who holds what holds a commitment back most; under it since when, and how long that is past what it may take. */
export function HolderLines({ holder, language }: { holder: Holder | null; language: Language }): VNode {
  const t = words(language).turn;
  if (holder === null) {
    return (
      <span class="none" title={t.nobody}>
        <span aria-hidden="true">–</span>
        <span class="sr">{t.nobody}</span>
      </span>
    );
  }
  return (
    <span class="lines holder" title={`${holder.name[language]}: ${holder.why[language]}`}>
      <span class="side-line">
        {holder.role === 'outside' ? null : <SideMarker party={holder.party} marker={holder.marker} />}
        <span class="side-text">
          <span>{holder.short[language]}</span>
        </span>
      </span>
      <small class="n">
        <HolderTime holder={holder} language={language} />
      </small>
    </span>
  );
}

/** `từ 20/11/2019, 9 ngày`: working days; in the colour of what is late where it is past its day. */
export function HolderTime({ holder, language }: { holder: Holder; language: Language }): VNode {
  const t = words(language).turn;
  const since = t.sinceShort(formatDay(holder.since), holder.workingDays);
  return holder.pastDays === null ? <>{since}</> : <b class="t-over">{since}</b>;
}
