import type { VNode } from 'preact';
import { Button, CsrfField } from '../../web/components/button.js';
import { DefinitionList } from '../../web/components/definition-list.js';
import { DoneBar } from '../../web/components/done-bar.js';
import { Section } from '../../web/components/section.js';
import { SegmentedRadios } from '../../web/components/segmented-radios.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import type { Viewer } from '../../identity/viewer.js';

export function DetailsView({ frame, saved }: { frame: Frame & { viewer: Viewer }; saved: boolean }): VNode {
  const { language, viewer } = frame;
  const t = words(language);
  const rows = [
    { term: t.account.post, value: viewer.name[language] },
    { term: t.signIn.email, value: viewer.email },
    { term: t.signIn.role, value: t.roles[viewer.role] },
    { term: t.account.side, value: viewer.party?.name[language] ?? t.account.noSide },
    ...(viewer.body ? [{ term: t.account.body, value: viewer.body.name[language] }] : []),
  ];
  return (
    <Section id="details" title={t.account.details} note={t.account.detailsNote}>
      <DefinitionList items={rows} />
      <form method="post" action="/tai-khoan/ngon-ngu" class="account-form">
        <DoneBar done={saved ? t.account.languageSaved : undefined} />
        <CsrfField token={frame.csrf} />
        <SegmentedRadios
          name="language"
          legend={t.account.mailLanguage}
          value={viewer.language}
          choices={[
            { value: 'vi', label: 'Tiếng Việt' },
            { value: 'en', label: 'English' },
          ]}
        />
        <Button>{t.account.save}</Button>
      </form>
    </Section>
  );
}
