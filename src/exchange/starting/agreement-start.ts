import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { By } from '../../identity/actor.js';
import { dayOf } from '../../platform/clock.js';
import { Malformed, RuleBroken } from '../../platform/errors.js';
import type { FormFaults, FormValues } from '../../platform/http/forms.js';
import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import { DiffService, differenceOf } from '../diff.service.js';
import type { AgreementFile } from '../file/agreement-file.types.js';
import { ReservedSlugs } from '../reserved-slugs.js';
import { boxesOf } from './start-boxes.js';
import type { KnownInForm } from './known-parties.js';
import type { Attempt } from './start.types.js';
import { startedFile, type StartedFile } from './start-file.js';

interface Asked {
  rows: number;
  inForm: KnownInForm;
  seen: string | null;
  language: Language;
  by: By;
}

/** A new agreement, said in a form: it becomes what its file would, by the same import. */
@Injectable()
export class AgreementStart {
  constructor(
    private readonly em: EntityManager,
    private readonly diffs: DiffService,
    private readonly reserved: ReservedSlugs,
  ) {}

  /**
   * @param rows of parties
   * @param inForm the parties that the form chooses from and has chosen
   * @param seen what was looked at before, and is to be made; null where nothing is made yet
   * @throws Malformed at the boxes; RuleBroken where the agreement is there already, or contradicts another one
   */
  async attempt(values: FormValues, { rows, inForm, seen, language, by }: Asked): Promise<Attempt> {
    const { known, names } = inForm;
    const started = startedFile(values, { rows, known, names, language, today: dayOf(by.at) });
    const { file } = started;
    refuse(await this.faultsOf(started, language), boxesOf(rows));
    await this.mustBeNew(file, language);
    const there = new Set([...known.values()].flatMap(({ bodies }) => bodies.map(({ code }) => code)));
    const fresh = file.bodies.filter(({ code }) => !there.has(code));
    if (seen === null) {
      const report = await this.diffs.diff(file, by.at);
      return { file, fresh, difference: differenceOf(report), done: false };
    }
    const { done, report } = await this.diffs.importAsSeen(file, by.at, by.actor, seen);
    // Somebody may have made it meanwhile.
    if (!done) await this.mustBeNew(file, language);
    return { file, fresh, difference: differenceOf(report), done };
  }

  /** What is wrong with the file is told once at each box; at one that cannot be read by itself, nothing follows from it. */
  private async faultsOf({ file, faults, boxOf }: StartedFile, language: Language): Promise<FormFaults> {
    // With the schema and its validator, which nothing else needs.
    const { schemaViolations } = await import('../file/file-schema.js');
    const { inconsistencies } = await import('../file/file-checks.js');
    const broken = schemaViolations(file);
    const found = broken.length > 0 ? broken : inconsistencies(file, this.reserved.all());
    const told: FormFaults = { ...faults };
    for (const { path, text } of found) {
      const box = boxOf(path);
      if (box in told || (box === '' && Object.keys(told).length > 0)) continue;
      told[box] = sentence(box, text[language], language);
    }
    return told;
  }

  private async mustBeNew({ slug, number }: AgreementFile, language: Language): Promise<void> {
    const { rows } = await sql<{ number: string }>`
      select number from agreement where ${slug} = slug or ${number} = number`.execute(this.em.getKysely());
    if (!rows[0]) return;
    const text = words(language).agreements.fresh.faults.isThere(rows[0].number);
    throw new RuleBroken({ vi: text, en: text }, rows[0].number === number ? 'number' : 'slug');
  }
}

/** `Số văn bản: không được để trống.` */
function sentence(box: string, text: string, language: Language): string {
  const labels: Record<string, string> = words(language).agreements.fresh.labels;
  const label = labels[box.replace(/\d+$/, '')];
  return `${label ? `${label}: ` : ''}${text}.`;
}

/** In the order of the form. @throws Malformed */
function refuse(faults: FormFaults, boxes: readonly string[]): void {
  const found = Object.entries(faults).sort(([a], [b]) => boxes.indexOf(a) - boxes.indexOf(b));
  if (found.length === 0) return;
  throw new Malformed(found.map(([field, text]) => ({ field, message: { vi: text, en: text } })));
}
