import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';

/** Made up for the demo: said wherever such a figure stands, discreetly. */
export function IllustrativeMark({ language, long = false }: { language: Language; long?: boolean }): VNode {
  const t = words(language).commitment;
  return <span class="illustrative">{long ? t.illustrative : t.illustrativeShort}</span>;
}
