import { everyItem, type DigestContent } from './digest.content.js';
import { isCoordinator } from './digest.reader.js';
import { wordsFor } from './digest.words.js';

/** Where people say how they want to be reminded. */
export const SETTINGS_PATH = '/tai-khoan#nhan-thu-nhac';

/** The header by which a mail program leads there. Behind signing in: an address that anybody may press would silence somebody else. */
export const unsubscribedAt = (publicUrl: string) => ({
  'List-Unsubscribe': `<${publicUrl}${SETTINGS_PATH}>`,
});

/** Where all that was counted as overdue stands: an officer's on the own work; of an office the agreement's list, where the mail is of one. */
export function overdueHref(content: DigestContent): string {
  const { publicUrl } = content;
  const [slug, ...others] = new Set(everyItem(content).map((item) => item.slug));
  return !isCoordinator(content) || slug === undefined || others.length > 0
    ? `${publicUrl}/viec-cua-toi`
    : `${publicUrl}/${slug}/cam-ket?timeliness=overdue`;
}

/** Of each body, so that a long list does not make a mail too long. */
const MOST_CODES = 12;

/** The lead bodies in a digest that no mail reaches, each once. */
export function silentBodies({ items, recipient }: DigestContent): string[] {
  const silent = items.flatMap(({ code, sides }) =>
    sides
      .filter(({ hasAccount, status }) => !hasAccount && status !== 'completed')
      .map((side) => ({
        name: `${side.bodyShort[recipient.language]} · ${side.partyName[recipient.language]}`,
        code,
      })),
  );
  const { moreStill } = wordsFor(recipient.language);
  return [...Map.groupBy(silent, ({ name }) => name)].map(([name, of]) => {
    const rest = of.length - MOST_CODES;
    const codes = of.slice(0, MOST_CODES).map(({ code }) => code);
    return `${name} (${codes.join(', ')}${rest > 0 ? ` ${moreStill(rest)}` : ''})`;
  });
}
