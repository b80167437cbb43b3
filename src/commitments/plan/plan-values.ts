import { IsIn, Matches } from 'class-validator';
import { isDeadline, precisions, type Deadline } from '../../calendar/deadline.js';
import { faultOfDay, readForm, type FormValues, type ReadFaults } from '../../platform/http/forms.js';
import { Optional, PlainText } from '../../platform/http/input.js';
import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import type { CommitmentDetail, DueItem, SideItem } from '../commitment.types.js';
import { deadlineFrom, extensionFrom, freshExtension } from '../extensions/extension-values.js';
import { MOST_PRODUCT_TEXT, productKinds, type ProductKind } from '../product.js';
import { BODY_CODE } from './plan.dto.js';
import type { StatedPlan } from './plans.service.js';

/** The deadline chosen among those that are there: `quarter:2019-Q3`, `ongoing:`; or another one. */
export const OTHER_DUE = 'other';
export const dueValue = ({ precision, value }: Pick<DueItem, 'precision' | 'value'>) =>
  `${precision}:${value ?? ''}`;

/** Of the checkbox of a body. */
export const boxOfBody = (code: string) => `with-${code}`;

class PlanForm {
  @Matches(BODY_CODE) leadBody: string;
  @IsIn(productKinds) kind: ProductKind;
  @Matches(/\S/) @PlainText(MOST_PRODUCT_TEXT) textVi: string;
  @Optional() @PlainText(MOST_PRODUCT_TEXT) textEn?: string;
  @Matches(/\S/) @PlainText(MOST_PRODUCT_TEXT) recipient: string;
}

/** The form as it opens: the side's plan as it stands, with the deadline that waits for it. */
export function valuesOfPlan(
  side: SideItem,
  { due, proposedDue }: CommitmentDetail,
  today: string,
): FormValues {
  const { reason: _reason, ...other } = freshExtension(due, today);
  const isOwn = proposedDue?.party === side.party;
  return {
    ...other,
    leadBody: side.leadToBeNamed ? '' : side.leadBody.code,
    ...Object.fromEntries(side.cooperatingBodies.map(({ code }) => [boxOfBody(code), 'yes'])),
    due: proposedDue && !isOwn ? '' : dueValue(proposedDue?.due ?? due),
  };
}

/** As it was sent; where the deadline is agreed, the form has none. */
export async function readPlan(
  values: FormValues,
  language: Language,
): Promise<{ input: StatedPlan; faults: ReadFaults }> {
  const t = words(language).commitment;
  const say = { ...t.product.faults, leadBody: t.plan.form.faults.leadBody };
  const { input, faults } = await readForm(PlanForm, values, say);
  const { leadBody, kind, textVi, textEn, recipient } = input;
  const cooperatingBodies = Object.keys(values)
    .filter((name) => name.startsWith(boxOfBody('')))
    .map((name) => name.slice(boxOfBody('').length))
    .filter((code) => code !== leadBody);
  const due = values.due === undefined ? undefined : dueFrom(values);
  const wrongDue: ReadFaults = due === null ? { due: faultOfDue(values) ?? t.plan.form.faults.due } : {};
  return {
    input: {
      leadBody,
      cooperatingBodies,
      product: { kind, text: { vi: textVi, en: textEn ?? textVi }, recipient },
      due: due ?? undefined,
    },
    faults: { ...faults, ...wrongDue },
  };
}

function dueFrom(values: FormValues): Deadline | null {
  if (values.due === OTHER_DUE) return deadlineFrom(extensionFrom(values));
  const [named, value = ''] = (values.due ?? '').split(':');
  const precision = precisions.find((one) => one === named);
  if (!precision) return null;
  const deadline = { precision, value: value || null };
  return isDeadline(deadline) ? deadline : null;
}

/** A day that is none says why. */
const faultOfDue = ({ due, precision, date }: FormValues) =>
  due === OTHER_DUE && precision === 'date' ? faultOfDay(date ?? '') : undefined;
