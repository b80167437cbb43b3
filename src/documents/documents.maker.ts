import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit } from '../audit/audit.js';
import { Clock } from '../platform/clock.js';
import { Queues } from '../platform/queue/queues.js';
import { DOCUMENTS_JOB } from '../platform/queue/work-queue.js';
import { couldNotBeMade } from './document.refusals.js';
import type { MadeKind } from './documents.types.js';
import { FilesOfDocument, type FilesMade } from './files-of-document.js';
import type { DocumentModel } from './render/model.js';

/** Longer than a document may take: whoever holds one for longer has died. */
const LEASE_SECONDS = 120;
const MOST_ATTEMPTS = 3;

interface Claimed {
  id: number;
  agreementId: number;
  kind: MadeKind;
  model: DocumentModel;
  askedAt: string;
  /** By which its holder is known: nobody else has the same of this document. */
  attempt: number;
}

/** The job: makes what was asked for, one after the other, until nothing waits. */
@Injectable()
export class DocumentsMaker implements OnModuleInit {
  private readonly log = new Logger('documents');

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly queues: Queues,
    private readonly files: FilesOfDocument,
  ) {}

  onModuleInit(): void {
    this.queues.handle(DOCUMENTS_JOB, () => this.makeAll());
  }

  /** Several at the same time do no harm: each document is held by one. What fails is tried again at the next check, not in the same breath. */
  async makeAll(): Promise<void> {
    await this.giveUp();
    const tried: number[] = [];
    for (let next = await this.claim(tried); next; next = await this.claim(tried)) {
      tried.push(next.id);
      await this.make(next);
    }
  }

  private async make(document: Claimed): Promise<void> {
    try {
      const tell = (progress: number) => void this.tellProgress(document, progress).catch(() => {});
      await this.keep(document, await this.files.make(document, tell, () => this.holdOn(document)));
    } catch (error) {
      this.log.error({ err: error, document: document.id }, 'a document could not be made');
      await this.handBack(document);
    }
  }

  /** Real time, whatever the demo's clock says: a lease is about processes. */
  private async claim(tried: readonly number[]): Promise<Claimed | undefined> {
    const { rows } = await sql<Claimed>`
      update document set status = 'making', progress = 5, attempts = attempts + 1,
        lease_until = clock_timestamp() + ${LEASE_SECONDS} * interval '1 second'
      where id = (select d.id from document d
        where (d.status = 'waiting' or (d.status = 'making' and d.lease_until < clock_timestamp())) and d.attempts < ${MOST_ATTEMPTS}
          and d.id <> all(${[...tried]}::integer[])
        order by d.attempts, d.id limit 1 for update skip locked)
      returning id, agreement_id as "agreementId", kind, model, iso(asked_at) as "askedAt", attempts as attempt`.execute(
      this.em.fork().getKysely(),
    );
    return rows[0];
  }

  /** What was begun as often as it may be, and held by nobody any more. */
  private async giveUp(): Promise<void> {
    await sql`update document set status = 'failed', lease_until = null, fault = ${JSON.stringify(couldNotBeMade)}::jsonb
      where attempts >= ${MOST_ATTEMPTS} and (status = 'waiting' or (status = 'making' and lease_until < clock_timestamp()))`.execute(
      this.em.fork().getKysely(),
    );
  }

  private async tellProgress({ id, attempt }: Claimed, progress: number): Promise<void> {
    await sql`update document set progress = ${progress} where id = ${id} and status = 'making' and attempts = ${attempt}
      and progress < ${progress}`.execute(this.em.fork().getKysely());
  }

  /** What is to come takes as long again as what was. @throws where another worker has taken it over */
  private async holdOn({ id, attempt }: Claimed): Promise<void> {
    const { rows } =
      await sql`update document set lease_until = clock_timestamp() + ${LEASE_SECONDS} * interval '1 second'
      where id = ${id} and status = 'making' and attempts = ${attempt} returning 1`.execute(
        this.em.fork().getKysely(),
      );
    if (rows.length === 0) throw new Error('another worker has taken the document over');
  }

  /** All files and the state in one transaction: there is never half a document. Whoever lost the lease writes nothing. */
  private async keep(
    { id, agreementId, kind, attempt }: Claimed,
    { files, noPdf }: FilesMade,
  ): Promise<void> {
    await this.em.fork().transactional(async (em) => {
      const db = em.getKysely();
      const { rows } = await sql`
        update document set status = 'done', progress = 100, lease_until = null
        where id = ${id} and status = 'making' and attempts = ${attempt} returning 1`.execute(db);
      if (rows.length === 0) return;
      if (noPdf)
        await sql`update document_of_template set no_pdf = ${noPdf} where document_id = ${id}`.execute(db);
      const sha256: Record<string, string> = {};
      for (const [format, bytes] of files) {
        const { rows: kept } = await sql<{ sha256: string }>`
          insert into document_file (document_id, format, bytes, sha256)
          select ${id}, ${format}, b, sha256(b) from (select ${Buffer.from(bytes)}::bytea as b) f returning encode(sha256, 'hex') as sha256`.execute(
          db,
        );
        sha256[format] = kept[0]!.sha256;
      }
      await appendAudit(em, {
        kind: 'agreement.document_made',
        at: this.clock.now(),
        actor: null,
        agreementId,
        subject: String(id),
        data: { document: kind, ...sha256, ...(noPdf && { noPdf }) },
      });
    });
  }

  /** To be tried again, if it may be. */
  private async handBack({ id, attempt }: Claimed): Promise<void> {
    await sql`update document set status = case when attempts >= ${MOST_ATTEMPTS} then 'failed' else 'waiting' end, progress = 0,
      lease_until = null, fault = case when attempts >= ${MOST_ATTEMPTS} then ${JSON.stringify(couldNotBeMade)}::jsonb end
      where id = ${id} and status = 'making' and attempts = ${attempt}`.execute(this.em.fork().getKysely());
  }
}
