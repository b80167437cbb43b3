import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { Tokens } from '../accounts/tokens.js';
import type { Viewer } from '../identity/viewer.js';
import { visibleTo } from '../agreements/visible.js';
import { Clock, type Day } from '../platform/clock.js';
import { languageOf } from '../platform/http/language.js';
import { MAILBOX_URL } from '../platform/mailbox-url.js';
import type { BilingualText, Language } from '../platform/text.js';
import { MyWorkQueries } from '../my-work/my-work.queries.js';
import type { AgreementChoice, Frame } from '../web/frame.js';
import { words } from '../web/i18n/words.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The agreement whose page is shown, where the reader has several: it is the one to come back to. */
    visitedAgreement?: string;
  }
}

export const AGREEMENT_COOKIE = 'agreement';
/** More than these are chosen on a page of their own. */
const MOST_IN_SWITCHER = 8;

interface AgreementRow {
  slug: string;
  number: string;
  kind: string;
  parties: BilingualText[];
  periodFrom: Day;
  periodTo: Day;
  revision: number;
  changedAt: string;
  /** Those that the viewer may see, the first few, one more than is shown. */
  choices: AgreementChoice[];
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

  /** @param slug the page's agreement; where the page has none, the last that the viewer was in, or else the first */
  async frame(request: FastifyRequest, slug?: string): Promise<Frame> {
    const { viewer } = request;
    const [agreement, myWorkCount] = viewer
      ? await Promise.all([this.agreement(viewer, slug, request), this.work.count(viewer)])
      : [null, 0];
    const choices = agreement?.choices ?? [];
    if (agreement && slug !== undefined && choices.length > 1) request.visitedAgreement = slug;
    return {
      ...this.bareFrame(request),
      choices: choices.slice(0, MOST_IN_SWITCHER),
      agreement: agreement && {
        slug: agreement.slug,
        number: agreement.number,
        kind: agreement.kind,
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
      choices: [],
      demo: this.clock.settable ? { day: this.clock.today(), mailboxUrl: this.mailboxUrl ?? '' } : null,
      revision: null,
      updatedAt: null,
      csrf: request.csrfSecret ? this.tokens.csrfToken(request.csrfSecret) : '',
      path: request.url,
    };
  }

  /** The agreement that a person comes to first: the last one visited, where there are several. */
  async firstSlug(viewer: Viewer, request: FastifyRequest): Promise<string | null> {
    return (await this.agreement(viewer, undefined, request))?.slug ?? null;
  }

  private async agreement(
    viewer: Viewer,
    slug: string | undefined,
    request: FastifyRequest,
  ): Promise<AgreementRow | null> {
    const last = request.cookies[AGREEMENT_COOKIE] ?? '';
    const { rows } = await sql<AgreementRow>`
      select a.slug, a.number, a.kind, a.period_from::text as "periodFrom", a.period_to::text as "periodTo", a.revision::integer, iso(a.changed_at) as "changedAt",
        (select jsonb_agg(p.name order by ap.position) from agreement_party ap join party p on p.id = ap.party_id where ap.agreement_id = a.id) as parties,
        (select jsonb_agg(jsonb_build_object('slug', o.slug, 'number', o.number, 'kind', o.kind, 'title', o.title) order by o.id) from (
          select * from agreement a where ${visibleTo(viewer, sql`a.id`)} order by a.id limit ${MOST_IN_SWITCHER + 1}) o) as choices
      from agreement a where ${visibleTo(viewer, sql`a.id`)} and ${slug === undefined ? sql`true` : sql`a.slug = ${slug}`}
      order by a.slug = ${last} desc, a.id limit 1`.execute(this.em.getKysely());
    return rows[0] ?? null;
  }
}

/** `Theo dõi hợp tác Hà Nội – Nghệ An`; of more than three, the first and how many others. */
function nameOf(parties: BilingualText[]): BilingualText {
  const named = (language: Language) => {
    const names = parties.map((party) => party[language]);
    const { site, andOthers } = words(language).agreements;
    return site(names.length > 3 ? andOthers(names[0]!, names.length - 1) : names.join(' – '));
  };
  return { vi: named('vi'), en: named('en') };
}
