import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import { fileNameFrom } from '../../commitments/evidence/file-name.js';
import type { RequestScope } from '../../identity/scope.js';
import { dayOf, instantOf } from '../../platform/clock.js';
import { Conflict, NotFound, RuleBroken, RulesBroken, TooLarge } from '../../platform/errors.js';
import type { UploadedFile } from '../../platform/http/uploads.js';
import { mustStand } from '../../platform/standing.js';
import { FileStore } from '../../platform/storage/file-store.js';
import { templateBytes } from './check/take-file.js';
import { fileFaults } from './check/template-faults.js';
import { templateInForce } from './in-force.sql.js';
import { templateInThread, type TemplateJob } from './in-thread.js';
import { alreadyThere, decidedMeanwhile, inForceAlready } from './template.refusals.js';
import { TemplatesQueries, type KnownSlot } from './templates.queries.js';
import { Trials } from './trials.js';

/** Takes templates in and puts them in force. What is asked for from then on is made of them; what was asked for before is not. */
@Injectable()
export class TemplatesService {
  constructor(
    private readonly em: EntityManager,
    private readonly files: FileStore,
    private readonly queries: TemplatesQueries,
    private readonly trials: Trials,
  ) {}

  /** The shipped layout as a template that passes every check. */
  async starter(scope: RequestScope, key: string): Promise<Uint8Array> {
    const slot = await this.queries.known(scope.agreement, key);
    const model = await this.trials.starter(scope, slot);
    // Downloaded twice on a day, it is the same file.
    return this.made({ do: 'starter', model, at: instantOf(dayOf(scope.at)).toISOString() });
  }

  /** A document of today by one version; nothing of it is kept. @throws NotFound, and RuleBroken where a letter has nothing to say */
  async trial(scope: RequestScope, key: string, version: number): Promise<Uint8Array> {
    const slot = await this.queries.known(scope.agreement, key);
    const { bytes } = await this.queries.file(scope.agreement, key, version);
    const trial = await this.trials.real(scope, slot);
    if (!trial) throw new RuleBroken(nothingToTry);
    return this.made({ do: 'try', docx: bytes, trial, at: scope.at.toISOString() });
  }

  private async made(job: TemplateJob): Promise<Uint8Array> {
    const outcome = await templateInThread(job);
    if (!outcome?.docx) throw new RuleBroken(fileFaults.tooMuch);
    return outcome.docx;
  }

  /**
   * Takes a file in, once it was looked at and tried. It is in force only when it is put there.
   * @returns its version @throws RuleBroken, RulesBroken with each fault and its paragraph, TooLarge, Busy, NoRoom, NotFound
   */
  async add(scope: RequestScope, key: string, file: UploadedFile | null): Promise<{ version: number }> {
    const slot = await this.queries.known(scope.agreement, key);
    if (!file || file.name.trim() === '') throw new RuleBroken(fileFaults.noFile, 'file');
    const fileName = fileNameFrom(file.name);
    const draft = await file.take((content) => this.files.receive(content, file.announced ?? 0));
    try {
      if (file.isTooLarge()) throw new TooLarge(fileFaults.tooLarge, 'file');
      await file.end();
      const bytes = await templateBytes(draft.path);
      await this.mustBeSound(scope, slot, bytes);
      return { version: await this.keep(scope, slot, { fileName, bytes, sha256: draft.sha256 }) };
    } finally {
      await draft.discard();
    }
  }

  private async mustBeSound(scope: RequestScope, slot: KnownSlot, docx: Uint8Array): Promise<void> {
    const { kind, language } = slot;
    const real = await this.trials.real(scope, slot);
    const outcome = await templateInThread({
      do: 'check',
      docx,
      kind,
      language,
      real,
      at: scope.at.toISOString(),
    });
    if (!outcome) throw new RuleBroken(fileFaults.tooMuch, 'file');
    if (outcome.faults.length > 0)
      throw new RulesBroken(outcome.faults.map((message) => ({ field: 'file', message })));
  }

  private keep(
    { agreement, by, actor }: RequestScope,
    { kind, party, partyId, language }: KnownSlot,
    { fileName, bytes, sha256 }: { fileName: string; bytes: Uint8Array; sha256: string },
  ): Promise<number> {
    return this.em.fork().transactional(async (em) => {
      const db = em.getKysely();
      await mustStand(em, actor);
      await sql`select pg_advisory_xact_lock(hashtext('template'), ${agreement.id}::integer)`.execute(db);
      const { rows: before } = await sql<{ version: number; same: boolean }>`
        select version, encode(sha256, 'hex') = ${sha256} as same from document_template where agreement_id = ${agreement.id} and kind = ${kind}
          and language = ${language} and party_id is not distinct from ${partyId}::integer order by version desc`.execute(
        db,
      );
      const same = before.find((one) => one.same);
      if (same) throw new RuleBroken(alreadyThere(same.version), 'file');
      const version = (before[0]?.version ?? 0) + 1;
      await sql`
        insert into document_template (agreement_id, party_id, kind, language, version, file_name, bytes, sha256, at, user_id, author)
        select ${agreement.id}, ${partyId}::integer, ${kind}, ${language}, ${version}, ${fileName}, b, sha256(b), ${by.at},
          ${actor.userId}::integer, ${JSON.stringify(actor.name)}::jsonb from (select ${Buffer.from(bytes)}::bytea as b) f`.execute(
        db,
      );
      await appendAudit(em, {
        kind: 'agreement.template_added',
        ...by,
        agreementId: agreement.id,
        data: { document: kind, ...(party && { party }), language, version, fileName, sha256 },
      });
      return version;
    });
  }

  /**
   * From now on documents are made of this version, or as shipped.
   * @param version null for the shipped layout
   * @param replaces what the caller saw in force; left out, whatever is
   * @throws NotFound, Conflict where something else was put in force meanwhile
   */
  async putInForce(
    { agreement, by, actor }: RequestScope,
    key: string,
    { version, replaces }: { version: number | null; replaces?: number | null },
  ): Promise<void> {
    const { kind, party, partyId, language } = await this.queries.known(agreement, key);
    await this.em.fork().transactional(async (em) => {
      const db = em.getKysely();
      await mustStand(em, actor);
      await sql`select pg_advisory_xact_lock(hashtext('template'), ${agreement.id}::integer)`.execute(db);
      const slot = { agreementId: agreement.id, partyId, kind, language };
      const now = (await templateInForce(em, slot))?.version ?? null;
      if (now === version) throw new Conflict(inForceAlready);
      if (replaces !== undefined && replaces !== now) throw new Conflict(decidedMeanwhile);
      const { rows } = await sql`
        insert into template_in_force (agreement_id, party_id, kind, language, template_id, at, user_id, author)
        select ${agreement.id}, ${partyId}::integer, ${kind}, ${language}, t.id, ${by.at}, ${actor.userId}::integer, ${JSON.stringify(actor.name)}::jsonb
        from (select 1) one left join document_template t on t.agreement_id = ${agreement.id} and t.kind = ${kind} and t.language = ${language}
          and t.party_id is not distinct from ${partyId}::integer and t.version = ${version}::integer
        where ${version}::integer is null or t.id is not null returning id`.execute(db);
      if (rows.length === 0) throw new NotFound();
      await appendAudit(em, {
        kind: 'agreement.template_in_force',
        ...by,
        agreementId: agreement.id,
        data: {
          document: kind,
          ...(party && { party }),
          language,
          template: version === null ? 'shipped' : 'own',
          ...(version !== null && { version }),
        },
      });
    });
  }
}

const nothingToTry = {
  vi: 'Hôm nay không có cơ quan nào cần đôn đốc nên không có số liệu để lập thử công văn.',
  en: 'No body has anything to be urged about today, so there is nothing to try a letter with.',
};
