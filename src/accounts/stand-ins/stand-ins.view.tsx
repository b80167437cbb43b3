import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { Button, CsrfField } from '../../web/components/button.js';
import { DoneBar } from '../../web/components/done-bar.js';
import { PageHead, Section } from '../../web/components/section.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { OfficersAway } from './officers-away.view.js';
import type { StandInsPageProps } from './stand-ins.types.js';

export function StandInsPage(props: StandInsPageProps): VNode {
  const { frame, done } = props;
  const t = words(frame.language).standIns;
  return (
    <Page {...frame} path="/lam-thay" active={null} title={t.title}>
      <PageHead title={t.title} note={t.note} />
      <DoneBar done={done === 'named' ? t.named : undefined} />
      <Posts {...props} />
      <OfficersAway {...props} />
      <Section id="toi-vang-mat" title={t.ownAbsence}>
        <p class="account-text">
          {t.ownAbsenceText}{' '}
          {frame.viewer.standIn ? null : <a href="/tai-khoan#nhan-thu-nhac">{t.ownLink}</a>}
        </p>
      </Section>
    </Page>
  );
}

/** The posts for which the reader may act today. */
function Posts({ frame }: StandInsPageProps): VNode {
  const { language, csrf, viewer, actsFor = [] } = frame;
  const t = words(language).standIns;
  return (
    <Section id="lam-thay" title={t.posts}>
      {actsFor.length === 0 ? <p class="account-text">{t.noPosts}</p> : null}
      <ul class="stand-in-posts">
        {actsFor.map(({ userId, name, until }) => (
          <li key={userId}>
            <span>
              <strong>{name[language]}</strong> <span class="n">{t.until(formatDay(until))}</span>
            </span>
            {viewer.standIn && viewer.userId === userId ? (
              <span class="hint">{t.now}</span>
            ) : (
              <form method="post" action="/lam-thay/bat-dau">
                <CsrfField token={csrf} />
                <Button primary name="post" value={String(userId)}>
                  {t.begin}
                  <span class="sr"> {name[language]}</span>
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
