import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit } from '../audit/audit.js';
import { onOneState } from '../audit/audit-verification.js';
import type { RequestScope } from '../identity/scope.js';
import { dayOf } from '../platform/clock.js';
import { NotAllowed, RuleBroken } from '../platform/errors.js';
import { annexModel } from './content/annex.js';
import { makingOf, type Making } from './content/common.js';
import { readFacts, type DocumentSource } from './content/facts.js';
import { letterModel } from './content/letter.js';
import { reportModel } from './content/report.js';
import * as refusals from './document.refusals.js';
import { DocumentQueue } from './documents.queue.js';
import type { DocumentAsked, MadeKind } from './documents.types.js';
import type { DocumentModel } from './render/model.js';
import type { Filling } from './templates/fields/field.types.js';
import { fillingOf } from './templates/fields/filling.js';
import { templateInForce } from './templates/in-force.sql.js';

/** What is asked for, once it is known to make sense. */
interface Sound extends Omit<DocumentAsked, 'kind' | 'party' | 'period' | 'day'> {
  kind: MadeKind;
  party: string | null;
  of: { period: string } | { day: string };
}

/** What a document is made of: nothing of it changes any more. */
interface Fixed {
  model: DocumentModel;
  source: DocumentSource;
  illustrative: boolean;
  /** The office's own layout that is in force, with what its fields stand for; null for the shipped one. */
  template: { id: number; version: number; filling: Filling } | null;
}

/** Takes what is asked for: what a document says is fixed here, at that instant; its files are made by a job. */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly em: EntityManager,
    private readonly queue: DocumentQueue,
  ) {}

  /**
   * Pressed twice while the first is being made, it is the same document.
   * @returns its id
   * @throws RuleBroken, NotAllowed, NotFound
   */
  async ask(scope: RequestScope, asked: DocumentAsked): Promise<number> {
    const sound = soundOf(asked, scope.party!);
    const { agreement, by } = scope;
    const { template, ...fixed } = await onOneState(this.em, async (em) => {
      const today = dayOf(by.at);
      const facts = await readFacts(em, { agreement, party: sound.party, of: sound.of, today });
      if (facts.state.commitments.length > refusals.MOST_COMMITMENTS) throw new RuleBroken(refusals.tooMuch);
      const isIllustrative = await hasIllustrative(em, agreement.id);
      const making = makingOf(facts, { ...sound, illustrative: isIllustrative });
      return {
        model: modelOf(making, sound, facts.inCharge),
        source: facts.source,
        illustrative: isIllustrative,
        template: await templateOf(em, scope, { making, sound }),
      };
    });
    if (JSON.stringify(fixed.model).length > refusals.MOST_MODEL) throw new RuleBroken(refusals.tooMuch);
    const id = await this.write(scope, sound, { ...fixed, template });
    await this.queue.notify();
    return id;
  }

  private write(
    { agreement, viewer, by }: RequestScope,
    sound: Sound,
    { model, source, illustrative, template }: Fixed,
  ): Promise<number> {
    const { kind, edition, language, body = null } = sound;
    const partyId = sound.party === null ? null : viewer.party!.id;
    return this.em.fork().transactional(async (em) => {
      const db = em.getKysely();
      // One at a time in an agreement: versions count on, and who pressed twice is told of the first.
      await sql`select pg_advisory_xact_lock(hashtext('document'), ${agreement.id}::integer)`.execute(db);
      const { rows: alike } = await sql<{ id: number; version: number; status: string; userId: number }>`
        select d.id, d.version, d.status, d.user_id as "userId" from document d
        where d.agreement_id = ${agreement.id} and d.party_id is not distinct from ${partyId}::integer and d.kind = ${kind}
          and d.body_id is not distinct from (select id from body where code = ${body}) and d.edition = ${edition} and d.language = ${language}
          and d.period is not distinct from ${source.period?.code ?? null} and d.as_of = ${source.asOf}::date
        order by d.version desc limit 1`.execute(db);
      const last = alike[0];
      if (last && (last.status === 'waiting' || last.status === 'making') && last.userId === by.actor.userId)
        return last.id;
      const version = (last?.version ?? 0) + 1;
      const { rows } = await sql<{ id: number }>`
        insert into document (agreement_id, party_id, kind, body_id, edition, language, period, frozen_id, as_of, version, layout, model,
          asked_at, user_id, author, illustrative)
        select ${agreement.id}, ${partyId}::integer, ${kind}, (select id from body where code = ${body}), ${edition}, ${language},
          ${source.period?.code ?? null}::text, ${source.frozenId}::integer, ${source.asOf}::date, ${version}, ${model.layout},
          ${JSON.stringify(model)}::jsonb, ${by.at}, ${by.actor.userId}::integer, ${JSON.stringify(by.actor.name)}::jsonb, ${illustrative}
        returning id`.execute(db);
      const { id } = rows[0]!;
      if (template)
        await sql`insert into document_of_template (document_id, template_id, filling)
          values (${id}, ${template.id}, ${JSON.stringify(template.filling)}::jsonb)`.execute(db);
      const of = source.period ? { period: source.period.code } : { day: source.asOf };
      await appendAudit(em, {
        kind: 'agreement.document_asked',
        ...by,
        agreementId: agreement.id,
        subject: String(id),
        data: {
          document: kind,
          ...(sound.party && { party: sound.party }),
          ...(body && { body }),
          ...of,
          edition,
          language,
          version,
          ...(template && { templateVersion: template.version }),
        },
      });
      return id;
    });
  }
}

async function templateOf(
  em: EntityManager,
  { agreement, viewer }: RequestScope,
  { making, sound }: { making: Making; sound: Sound },
): Promise<Fixed['template']> {
  const { kind, language, party, body } = sound;
  const partyId = party === null ? null : viewer.party!.id;
  const template = await templateInForce(em, {
    agreementId: agreement.id,
    partyId,
    kind,
    language,
  });
  if (!template) return null;
  const to = [...making.facts.inCharge.values()].find(({ code }) => code === body);
  return { ...template, filling: fillingOf(making, kind, to) };
}

/** @param own code of the side for which is asked */
function soundOf(asked: DocumentAsked, own: string): Sound {
  const { kind, period, day, edition, language, body } = asked;
  if (kind === 'minutes' || kind === 'conclusions') throw new RuleBroken(refusals.withMeetings, 'kind');
  if (kind === 'joint_report' && asked.party) throw new RuleBroken(refusals.jointHasNoSide, 'party');
  if (asked.party && asked.party !== own) throw new NotAllowed(refusals.ofOtherSide, 'party');
  const isJoint = kind === 'joint_report' || (kind === 'annex' && !asked.party);
  if (isJoint && edition === 'internal') throw new RuleBroken(refusals.internalIsOwn, 'edition');
  if (kind === 'reminder_letter' && edition === 'internal')
    throw new RuleBroken(refusals.internalIsOwn, 'edition');
  if (language === 'en' && kind !== 'joint_report' && kind !== 'annex')
    throw new RuleBroken(refusals.vietnameseOnly, 'language');
  if (kind === 'reminder_letter' && !body) throw new RuleBroken(refusals.bodyMissing, 'body');
  if (kind !== 'reminder_letter' && body) throw new RuleBroken(refusals.bodyOnlyInLetters, 'body');
  if (period && day) throw new RuleBroken(refusals.onePoint, 'day');
  if (!period && !day) throw new RuleBroken(refusals.noPoint, 'period');
  return {
    kind,
    party: isJoint ? null : own,
    body,
    edition,
    language,
    of: period ? { period } : { day: day! },
  };
}

function modelOf(
  making: Making,
  { kind, body }: Sound,
  inCharge: ReadonlyMap<string, { code: string; name: { vi: string; en: string } }>,
): DocumentModel {
  if (kind === 'annex') return annexModel(making);
  if (kind !== 'reminder_letter') return reportModel(making);
  const to = [...inCharge.values()].find(({ code }) => code === body);
  // A body of the other side, or of none, leads nothing here: it is the same as one that has nothing to answer for.
  if (!to) throw new RuleBroken(refusals.nothingToUrge, 'body');
  return letterModel(making, to);
}

/** Whether history of the demo is among what is counted. */
async function hasIllustrative(em: EntityManager, agreementId: number): Promise<boolean> {
  const { rows } = await sql`
    select 1 from progress_update u join commitment c on c.id = u.commitment_id where c.agreement_id = ${agreementId} and u.illustrative limit 1`.execute(
    em.getKysely(),
  );
  return rows.length > 0;
}
