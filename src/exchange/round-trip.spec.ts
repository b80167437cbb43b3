import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { parseAgreement, type AgreementFile } from './file/agreement-file.js';
import { writeAgreement } from './file/agreement-yaml.js';
import {
  awkwardTexts,
  deadline,
  generatedAgreement,
  product,
  randomFrom,
} from '../../test/support/generated-agreement.js';
import { freshOrm } from '../../test/support/orm.js';
import { DiffService, differenceOf } from './diff.service.js';
import { ExportQueries } from './export.queries.js';
import { ImportService } from './import.service.js';
import { linesOfDifference } from './import.words.js';

const at = new Date('2019-06-21T13:14:00+07:00');
const seeds = Array.from({ length: 8 }, (_, i) => i + 1);

describe('agreements by chance', () => {
  let db: Awaited<ReturnType<typeof freshOrm>>;
  let em: EntityManager;
  let imports: ImportService;
  let diffs: DiffService;

  beforeAll(async () => {
    db = await freshOrm();
    em = db.em;
    imports = new ImportService(em);
    diffs = new DiffService(em, imports);
  });
  afterAll(() => db.close());

  const exported = async ({ slug }: AgreementFile, from = em) =>
    writeAgreement(await new ExportQueries(from).agreement(slug));
  const exportedElsewhere = async (text: string) => {
    const other = await freshOrm();
    try {
      const file = parseAgreement(text, 'export.yaml');
      await new ImportService(other.em).import(file, at);
      return await exported(file, other.em);
    } finally {
      await other.close();
    }
  };

  it.each(seeds)('come out as they went in, here and in an empty database (seed %i)', async (seed) => {
    const file = generatedAgreement(seed);
    await imports.import(parseAgreement(JSON.stringify(file), 'generated.json'), at);
    const text = await exported(file);
    expect(ordered(parseAgreement(text, 'export.yaml'))).toEqual(ordered(inNfc(file)));
    expect(await exportedElsewhere(text)).toBe(text);
    const again = parseAgreement(text, 'export.yaml');
    expect(linesOfDifference(await diffs.diff(again, at))).toEqual([`${again.number}: no difference`]);
    expect(await imports.import(again, at)).toMatchObject({ created: 0, updated: 0, changes: [], kept: [] });
    expect(await exported(file)).toBe(text);
  });

  it.each(seeds)(
    'foretell every change of a changed file, keep what is confirmed, and still go round (seed %i)',
    async (seed) => {
      const file = inNfc(generatedAgreement(seed));
      await sql`update commitment_side s set plan_confirmed_at = ${at} from commitment c join agreement a on a.id = c.agreement_id
      where c.id = s.commitment_id and a.slug = ${file.slug} and c.position % 3 = 0`.execute(em.getKysely());
      const confirmed = await confirmedSides(file.slug);
      change(file, seed);
      const parsed = parseAgreement(writeAgreement(file), 'changed.yaml');
      const foretold = await diffs.diff(parsed, at);
      expect(differenceOf(await diffs.diff(parsed, at))).toBe(differenceOf(foretold));
      const made = await imports.import(parsed, at);
      expect(foretold).toMatchObject({ created: made.created, updated: made.updated, written: made.written });
      expect(foretold.changes).toEqual(expect.arrayContaining(made.changes));
      const left = await diffs.diff(parsed, at);
      expect(left.changes).toEqual([]);
      expect(left.kept).toEqual(foretold.kept);
      expect(await confirmedSides(file.slug)).toEqual(confirmed);
      const text = await exported(file);
      expect(await exportedElsewhere(text)).toBe(text);
    },
  );

  const confirmedSides = async (slug: string) => {
    const { rows } = await sql`select s.id, s.lead_body_id, s.plan_confirmed_at, c.due_value, c.title,
        array(select body_id from cooperating_body cb where cb.side_id = s.id order by body_id) as cooperating
      from commitment_side s join commitment c on c.id = s.commitment_id join agreement a on a.id = c.agreement_id
      where a.slug = ${slug} and s.plan_confirmed_at is not null order by s.id`.execute(em.getKysely());
    return rows;
  };
});

describe('the text of a file', () => {
  it.each(awkwardTexts)('carries %j', (text) => {
    const file = generatedAgreement(1);
    file.title = { vi: text, en: text };
    expect(parseAgreement(writeAgreement(inNfc(file)), 'f.yaml').title.vi).toBe(text.normalize('NFC'));
  });
});

function change(file: AgreementFile, seed: number): void {
  const random = randomFrom(seed * 1000);
  file.title = random.text();
  file.settings.differencePoints = 1 + random.upTo(100);
  file.settings.evidenceRequired = !file.settings.evidenceRequired;
  file.settings.reportReview = !file.settings.reportReview;
  file.settings.waitingLimitDays = 1 + random.upTo(60);
  for (const body of random.some(file.bodies)) body.short = random.text();
  for (const clause of random.some(file.clauses)) clause.summary = random.text();
  file.sectors.unshift({ code: '999', name: random.text() });
  file.bodies.push({
    ...file.bodies[0]!,
    code: `${file.parties[0]!.code}-new`,
    parent: file.bodies[0]!.code,
    lastDay: null,
    successor: null,
  });
  for (const entry of random.some(file.commitments, 0.6)) {
    entry.title = random.text();
    entry.due = deadline(random);
    const [party, side] = random.oneOf(Object.entries(entry.sides));
    side.product = product(random);
    side.cooperating = random
      .some(file.bodies.filter((body) => body.party === party))
      .map(({ code }) => code);
  }
  file.commitments.push({ ...structuredClone(file.commitments[0]!), code: '9.99', sector: '999' });
  if (file.commitments.length > 3) file.commitments.splice(1, 1);
  Object.assign(file, inNfc(file));
}

function inNfc(file: AgreementFile): AgreementFile {
  return JSON.parse(JSON.stringify(file).normalize('NFC')) as AgreementFile;
}

/** Where a file has no order of its own, one that both share. */
function ordered(file: AgreementFile): AgreementFile {
  const byCode = (one: { code: string }, other: { code: string }) => (one.code < other.code ? -1 : 1);
  const sides = (entry: AgreementFile['commitments'][number]) =>
    Object.entries(entry.sides).map(([party, side]) => [
      party,
      { ...side, cooperating: [...side.cooperating].sort() },
    ]);
  const commitments = file.commitments.map((entry) => ({
    ...entry,
    clauses: [...entry.clauses].sort(),
    sides: Object.fromEntries(sides(entry)) as typeof entry.sides,
  }));
  return { ...file, bodies: [...file.bodies].sort(byCode), commitments: commitments.sort(byCode) };
}
