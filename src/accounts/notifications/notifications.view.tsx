import type { VNode } from 'preact';
import type { Viewer } from '../../identity/viewer.js';
import type { BilingualText } from '../../platform/text.js';
import { Button, CsrfField } from '../../web/components/button.js';
import { DateField } from '../../web/components/date-field.js';
import { DoneBar } from '../../web/components/done-bar.js';
import { Field } from '../../web/components/field.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { Section } from '../../web/components/section.js';
import { SegmentedRadios } from '../../web/components/segmented-radios.js';
import { Select } from '../../web/components/select.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import type { StandIn } from './notification-settings.types.js';

interface NotificationsProps {
  frame: Frame & { viewer: Viewer };
  /** As they are, or as they were typed. */
  values: {
    frequency?: string;
    pausedFrom?: string | null;
    pausedUntil?: string | null;
    standIn?: string | null;
  };
  candidates: StandIn[];
  /** The one named who may not stand in any more. */
  lapsed: BilingualText | null;
  errors: Record<string, string>;
  saved: boolean;
}

export function NotificationsView({
  frame,
  values,
  candidates,
  lapsed,
  errors,
  saved,
}: NotificationsProps): VNode {
  const { language, viewer } = frame;
  const { account, notifications: t } = words(language);
  return (
    <Section id="nhan-thu-nhac" title={t.title} note={t.note}>
      <DoneBar done={saved ? t.saved : undefined} />
      {lapsed ? (
        <NoticeBar tone="late" title={t.lapsed(lapsed[language])}>
          {t.lapsedText}
        </NoticeBar>
      ) : null}
      <form method="post" action="/tai-khoan/nhan-thu-nhac" class="account-form">
        <CsrfField token={frame.csrf} />
        <SegmentedRadios
          name="frequency"
          legend={t.frequency}
          value={values.frequency}
          error={errors.frequency}
          choices={[
            { value: 'daily', label: t.daily },
            { value: 'weekly', label: t.weekly },
          ]}
        />
        <DateField
          id="pausedFrom"
          name="pausedFrom"
          language={language}
          label={t.pausedFrom}
          hint={t.pausedFromHint}
          value={values.pausedFrom ?? ''}
          error={errors.pausedFrom}
        />
        <DateField
          id="pausedUntil"
          name="pausedUntil"
          language={language}
          label={t.pausedUntil}
          hint={t.pausedHint}
          value={values.pausedUntil ?? ''}
          error={errors.pausedUntil}
        />
        <StandInField {...{ values, candidates, errors, language }} />
        {viewer.role === 'coordinator' ? <p class="account-text">{t.officeHears}</p> : null}
        <Button>{account.save}</Button>
      </form>
    </Section>
  );
}

function StandInField({
  values,
  candidates,
  errors,
  language,
}: Pick<NotificationsProps, 'values' | 'candidates' | 'errors'> & { language: Frame['language'] }): VNode {
  const { notifications: t } = words(language);
  const choices = candidates.map(({ email, name }) => ({
    value: email,
    label: `${name[language]} (${email})`,
  }));
  return (
    <Field id="standIn" label={t.standIn} hint={t.standInHint} error={errors.standIn}>
      <Select
        id="standIn"
        name="standIn"
        value={values.standIn ?? ''}
        choices={[{ value: '', label: t.nobody }, ...choices]}
        describedBy="standIn-hint"
      />
    </Field>
  );
}
