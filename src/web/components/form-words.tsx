import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { weekdays } from '../format.js';
import { words } from '../i18n/words.js';
import { drawingsUrl } from './icon.js';

/** What the browser's script says in forms, in the language of the page: it has no words of its own; and where its signs are drawn. */
export function FormWords({ language }: { language: Language }): VNode {
  const { fault, left, long, missing, days, dayInWords, months } = words(language).form;
  return (
    <div
      id="form-words"
      hidden
      data-fault={fault}
      data-left={left}
      data-long={long}
      data-fill={missing.fill}
      data-choose={missing.choose}
      data-file={missing.file}
      data-email={missing.email}
      data-number={missing.number}
      data-weekdays={weekdays[language].join('|')}
      data-months={months.join('|')}
      data-day-in-words={dayInWords}
      data-shape={days.shape}
      data-year={days.year}
      data-missing={days.missing}
      data-range={days.range}
      data-drawings={drawingsUrl}
    />
  );
}
