import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { CommitmentQueries } from '../../commitments/read/commitment.queries.js';
import type { CommitmentItem } from '../../commitments/commitment.types.js';
import { saveMailDraft } from '../../commitments/drafts/save-mail-draft.js';
import type { DraftContent } from '../../commitments/drafts/draft.types.js';
import { Clock } from '../../platform/clock.js';
import { NotFound, RuleBroken } from '../../platform/errors.js';
import { words } from '../../web/i18n/words.js';
import { openLink, type OpenLinkRow } from './report-link.sql.js';
import { ReportLinks, type LinkedReport } from './report-links.js';

export interface OpenedLink extends OpenLinkRow {
  /** As of the day of the mail. */
  item: CommitmentItem;
}

/** What the link of a mail opens: one form, for whoever has that mail. */
@Injectable()
export class MailLinkService {
  constructor(
    private readonly em: EntityManager,
    private readonly links: ReportLinks,
    private readonly commitments: CommitmentQueries,
    private readonly clock: Clock,
  ) {}

  /** Looking changes nothing: mail scanners open links. @throws NotFound where it opens nothing, or no longer */
  async open(token: string): Promise<OpenedLink> {
    const link = this.read(token);
    const open = await this.find(this.em.fork(), link);
    const day = {
      agreementId: open.agreementId,
      asOf: open.day,
      knownAt: open.day,
      today: this.clock.today(),
    };
    const [item] = await this.commitments.itemsOf(day, [link.commitmentId]);
    if (!item) throw new NotFound();
    return { ...open, item };
  }

  /**
   * @param from the address of whoever sent it
   * @returns which saving of this link it is
   * @throws NotFound where the link opens nothing any more, RuleBroken where it has saved as often as it may
   */
  async save(token: string, content: DraftContent, from: string): Promise<number> {
    const link = this.read(token);
    return this.em.fork().transactional(async (em) => {
      const { userId, bodyId } = await this.find(em, link);
      const saving = { content, from, at: this.clock.now() };
      const number = await saveMailDraft(em, { ...link, userId, bodyId }, saving);
      if (number === null) throw new RuleBroken(noneLeft);
      return number;
    });
  }

  private read(token: string): LinkedReport {
    const link = this.links.read(token);
    if (!link) throw new NotFound();
    return link;
  }

  private async find(em: EntityManager, link: LinkedReport): Promise<OpenLinkRow> {
    const { rows } = await openLink(link, this.clock.today()).execute(em.getKysely());
    if (!rows[0]) throw new NotFound();
    return rows[0];
  }
}

const noneLeft = { vi: words('vi').mailDraft.link.none, en: words('en').mailDraft.link.none };
