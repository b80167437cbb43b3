import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { AuditFault } from './audit-faults.js';

/** The triggers that keep the log: that link entries, and that refuse every change. As PostgreSQL tells of them. */
const triggers = ['audit_entry', 'audit_chain'].flatMap((table) => [
  ['append_only', table, `BEFORE DELETE OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`],
  [
    'append_only_whole',
    table,
    `BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  ],
]);
triggers.push([
  'link_at_commit',
  'audit_entry',
  'AFTER INSERT ON audit_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link_audit_entry()',
]);
triggers.push([
  'linked_at_commit_only',
  'audit_chain',
  'BEFORE INSERT ON audit_chain FOR EACH ROW EXECUTE FUNCTION refuse_link_by_hand()',
]);

/** SHA-256 of what these functions do: one that was emptied leaves its trigger in place. */
const functions: [string, string][] = [
  ['refuse_change', '132109259d1091057fe91b4720537ec01203f94f84a8ebc85bc06d68a3947884'],
  ['link_audit_entry', '259d1b0956bb4e2ff9224d367d95d95b6eeac24a4cbbd5bb9f8e35f955d714f1'],
  ['refuse_link_by_hand', 'b5ef5add7d782ef811bac6037decef8e460b6899371148f3d0ee135abfbe9801'],
];

/** What of the database's own guard over the log is gone, switched off or exchanged. */
export async function missingGuards(em: EntityManager): Promise<AuditFault[]> {
  const { rows: found } = await sql<{ name: string; on: string; made: string; enabled: boolean }>`
    select tgname as name, tgrelid::regclass::text as "on", pg_get_triggerdef(oid, true) as made, tgenabled in ('O', 'A') as enabled
    from pg_trigger where tgrelid in ('audit_entry'::regclass, 'audit_chain'::regclass) and not tgisinternal`.execute(
    em.getKysely(),
  );
  const { rows: bodies } = await sql<{ name: string; body: string }>`
    select proname as name, encode(sha256(convert_to(prosrc, 'UTF8')), 'hex') as body
    from pg_proc where proname in (${sql.join(functions.map(([name]) => name))}) and pronamespace = current_schema::regnamespace`.execute(
    em.getKysely(),
  );
  const faults = triggers.flatMap(([name, on, made]) => {
    const trigger = found.find((each) => each.name === name && each.on === on);
    if (!trigger) return [`the trigger ${name} on ${on} is missing`];
    if (!trigger.enabled) return [`the trigger ${name} on ${on} is switched off`];
    return trigger.made.includes(made!) ? [] : [`the trigger ${name} on ${on} is another: ${trigger.made}`];
  });
  const exchanged = functions
    .filter(([name, body]) => !bodies.some((each) => each.name === name && each.body === body))
    .map(([name]) => `the function ${name}() does not do what the program's migrations made it do`);
  return [...faults, ...exchanged].map((words) => ({ kind: 'guard', words }));
}
