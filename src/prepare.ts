import type { INestApplicationContext } from '@nestjs/common';
import { join } from 'node:path';
import { readAgreementFile } from './agreements/agreement-file.js';
import { WorkingCalendarService } from './calendar/working-calendar.service.js';
import { ImportService } from './commitments/import.service.js';
import { projectRoot } from './platform/project-root.js';

/** What the program brings with it: the calendars it knows and the notice. Running it again changes nothing. */
export async function prepare(app: INestApplicationContext, at: Date): Promise<void> {
  await app.get(WorkingCalendarService, { strict: false }).ensureCalendars();
  const notice = readAgreementFile(join(projectRoot, 'agreements/2016-tb-tu.yaml'));
  await app.get(ImportService, { strict: false }).import(notice, at);
}
