import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { Tokens } from '../accounts/tokens.js';
import type { Viewer } from '../accounts/viewer.js';
import { visibleTo } from '../agreements/visible.js';
import { Clock, type Day } from '../platform/clock.js';
import { languageOf } from '../platform/http/language.js';
import { MAILBOX_URL } from '../platform/mailbox-url.js';
import type { BilingualText } from '../platform/text.js';
import { MyWorkQueries } from '../commitments/work/my-work.queries.js';
import type { Frame } from '../web/frame.js';

interface AgreementRow {
  slug: string;
  number: string;
  parties: BilingualText[];
  periodFrom: Day;
  periodTo: Day;
  revision: number;
  changedAt: string;
}

/** Makes the frame of a page: who reads it, in which language, of which agreement. */
@Injectable()
export class PageContext {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly tokens: Tokens,
    private readonly work: MyWorkQueries,
    @Inject(MAILBOX_URL) private readonly mailboxUrl: string | null,
  ) {}

  /** @param slug the page's agreement; where the page has none, the first that the viewer may see */
  async frame(request: FastifyRequest, slug?: string): Promise<Frame> {
    const { viewer } = request;
    const [agreement, myWorkCount] = viewer
      ? await Promise.all([this.agreement(viewer, slug), this.work.count(viewer)])
      : [null, 0];
    return {
      ...this.bareFrame(request),
      agreement: agreement && {
        slug: agreement.slug,
        number: agreement.number,
        name: nameOf(agreement.parties),
        period: `${agreement.periodFrom.slice(0, 4)}–${agreement.periodTo.slice(0, 4)}`,
      },
      myWorkCount,
      revision: agreement?.revision ?? null,
      updatedAt: agreement?.changedAt ?? null,
    };
  }

  /** The frame without anything from the database: for errors. */
  bareFrame(request: FastifyRequest): Frame {
    return {
      viewer: request.viewer ?? null,
      language: languageOf(request),
      agreement: null,
      demo: this.clock.settable ? { day: this.clock.today(), mailboxUrl: this.mailboxUrl ?? '' } : null,
      revision: null,
      updatedAt: null,
      csrf: request.csrfSecret ? this.tokens.csrfToken(request.csrfSecret) : '',
      path: request.url,
    };
  }

  /** The agreement that a person comes to first. */
  async firstSlug(viewer: Viewer): Promise<string | null> {
    return (await this.agreement(viewer))?.slug ?? null;
  }

  private async agreement(viewer: Viewer, slug?: string): Promise<AgreementRow | null> {
    const { rows } = await sql<AgreementRow>`
      select a.slug, a.number, a.period_from::text as "periodFrom", a.period_to::text as "periodTo", a.revision::integer, iso(a.changed_at) as "changedAt",
        (select jsonb_agg(p.name order by ap.position) from agreement_party ap join party p on p.id = ap.party_id where ap.agreement_id = a.id) as parties
      from agreement a where ${visibleTo(viewer, sql`a.id`)} and ${slug === undefined ? sql`true` : sql`a.slug = ${slug}`}
      order by a.id limit 1`.execute(this.em.getKysely());
    return rows[0] ?? null;
  }
}

function nameOf(parties: BilingualText[]): BilingualText {
  const joined = (language: keyof BilingualText) => parties.map((party) => party[language]).join(' – ');
  return { vi: `Theo dõi hợp tác ${joined('vi')}`, en: `Cooperation tracker ${joined('en')}` };
}
