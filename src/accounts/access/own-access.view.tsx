import type { VNode } from 'preact';
import { Button, ButtonLink, CsrfField } from '../../web/components/button.js';
import { DoneBar } from '../../web/components/done-bar.js';
import { Section } from '../../web/components/section.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import type { SessionItem, TokenItem } from '../../identity/access.types.js';
import { SessionsTable } from './sessions-table.view.js';
import { TokensTable } from './tokens-table.view.js';

interface OwnSessionsProps {
  frame: Frame;
  items: SessionItem[];
  current?: number;
  done?: string;
}

/** A section of the own account's page. */
export function OwnSessionsView({ frame, items, current, done }: OwnSessionsProps): VNode {
  const { language, csrf } = frame;
  const t = words(language).access;
  return (
    <Section id="phien" class="wide" title={t.sessions} note={t.sessionsNote}>
      <DoneBar done={done === 'session' || done === 'sessions' ? t.done[done] : undefined} />
      <SessionsTable
        {...{ language, csrf, items, current }}
        endHref={(id) => `/tai-khoan/phien/${id}/cham-dut`}
      />
      {items.some(({ id }) => id !== current) ? (
        <form method="post" action="/tai-khoan/phien/cham-dut-khac" class="token-actions">
          <CsrfField token={csrf} />
          <Button>{t.endOthers}</Button>
        </form>
      ) : null}
    </Section>
  );
}

interface OwnTokensProps {
  frame: Frame;
  items: TokenItem[];
  done?: string;
}

/** Likewise. */
export function OwnTokensView({ frame, items, done }: OwnTokensProps): VNode {
  const { language, csrf } = frame;
  const t = words(language).access;
  return (
    <Section id="ma-truy-cap" class="wide" title={t.tokens} note={t.tokensNote}>
      <DoneBar done={done === 'token' ? t.done.token : undefined} />
      <TokensTable
        {...{ language, csrf, items }}
        revokeHref={(id) => `/tai-khoan/ma-truy-cap/${id}/thu-hoi`}
      />
      <p class="token-actions">
        <ButtonLink href="/tai-khoan/ma-truy-cap">{t.make}</ButtonLink>
      </p>
    </Section>
  );
}
