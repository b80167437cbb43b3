import type { VNode } from 'preact';
import { commitmentHref } from '../commitments/parts/links.js';
import { takeOverHref } from '../commitments/contributions/contributions.view.js';
import { isOpen } from '../commitments/rules.js';
import type { Role } from '../identity/viewer.js';
import type { Language } from '../platform/text.js';
import { ButtonLink } from '../web/components/button.js';
import { words } from '../web/i18n/words.js';
import { chaseHref } from '../web/links.js';
import type { Task } from './my-work.types.js';
import { kindOf } from './task-kinds.js';

/** What the row offers: to do it, and what else may help. */
export function TaskAct({
  task,
  role,
  language,
}: {
  task: Task;
  role: Role | undefined;
  language: Language;
}): VNode {
  const t = words(language).work;
  const { kind, chase, as, agreement, commitment } = task;
  const base = commitmentHref(agreement.slug, commitment.code);
  const code = <span class="sr">{commitment.code}</span>;
  const isOverdue = kind === 'overdue';
  if (chase && chase.officers.length > 0)
    return (
      <div class="task-act">
        <ButtonLink
          href={chaseHref(agreement.slug, { body: chase.body.code, codes: [commitment.code] })}
          primary
        >
          {t.chase} {code}
        </ButtonLink>
        <a href={`${base}/cap-nhat`}>
          {t.reportFor} {code}
        </a>
      </div>
    );
  if (kind === 'contribution')
    return (
      <div class="task-act">
        <ButtonLink href={takeOverHref({ agreement, code: commitment.code }, task.contributions)} primary>
          {t.act.contribution} {code}
        </ButtonLink>
        <a href={`${base}${kindOf(kind).place}`}>
          {t.declineContribution} {code}
        </a>
      </div>
    );
  return (
    <div class="task-act">
      <ButtonLink href={`${base}${kindOf(kind).place}`} primary>
        {as === 'cooperating' ? t.contribute : t.act[kind]} {code}
      </ButtonLink>
      {role === 'leader' && isOpen(commitment) ? (
        <a class="row-direct" href={`${base}#chi-dao`}>
          {words(language).exceptions.actions.direct} {code}
        </a>
      ) : null}
      {isOverdue ? (
        <a href={`${base}/gia-han`}>
          {t.askExtension} {code}
        </a>
      ) : null}
    </div>
  );
}
