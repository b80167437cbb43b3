import type { VNode } from 'preact';
import { NoticeBar } from './components/notice-bar.js';
import type { Frame } from './frame.js';
import { words } from './i18n/words.js';

/** What the browser's script says: it has no words of its own. The account is there so that nothing typed comes to another one. */
export function ScriptWords({ language, viewer }: Pick<Frame, 'language' | 'viewer'>): VNode {
  const t = words(language).script;
  return (
    <>
      <template
        id="script-words"
        data-account={accountOf(viewer)}
        data-still-sending={t.stillSending}
        data-stopped={t.stopped}
        data-choose-file-again={t.chooseFileAgain}
      />
      <template
        id="failed-request"
        data-no-answer={t.noAnswer}
        data-too-slow={t.tooSlow}
        data-unavailable={t.unavailable}
        data-refused={t.refused}
      >
        <div class="failed-request">
          <NoticeBar tone="over" title={t.failed} role="alert">
            <span data-why /> {t.oldRows}
          </NoticeBar>
          <button type="button" class="btn" data-try-again>
            {t.tryAgain}
          </button>
        </div>
      </template>
    </>
  );
}

/** What is typed for a post belongs to whoever types it, for that post. */
export const accountOf = (viewer: Frame['viewer']): string | number =>
  viewer?.standIn ? `${viewer.standIn.userId}-${viewer.userId}` : (viewer?.userId ?? '');
