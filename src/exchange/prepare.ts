import { EntityManager } from '@mikro-orm/postgresql';
import type { INestApplicationContext } from '@nestjs/common';
import { sql } from 'kysely';
import { join } from 'node:path';
import { appendAudit } from '../audit/audit.js';
import { WorkingCalendarService } from '../calendar/working-calendar.service.js';
import { ImportService } from './import.service.js';
import { projectRoot } from '../platform/project-root.js';

/**
 * What the program brings with it: the calendars it knows, and the notice where it is not there yet. What an
 * administrator has changed since stands.
 */
export async function prepare(app: INestApplicationContext, at: Date): Promise<void> {
  await app
    .get(WorkingCalendarService, { strict: false })
    .ensureCalendars((em, years) =>
      appendAudit(em, { kind: 'calendar.entered', at, actor: null, subject: years.join(', ') }),
    );
  const { rows } = await sql`select 1 from agreement where slug = ${NOTICE}`.execute(
    app.get(EntityManager, { strict: false }).getKysely(),
  );
  if (rows.length > 0) return;
  const { readAgreementFile } = await import('./file/agreement-file.js');
  const notice = readAgreementFile(join(projectRoot, `agreements/${NOTICE}.yaml`));
  await app.get(ImportService, { strict: false }).import(notice, at);
}

/** Its slug, and the name of its file. */
const NOTICE = '2016-tb-tu';
