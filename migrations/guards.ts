/** One thing that the database has, as PostgreSQL tells of it: a trigger, a column, a function. */
export interface GuardFact {
  /** `trigger append_only on audit_entry`. */
  thing: string;
  made: string;
}

/**
 * What the migrations made of the append-only tables and of what guards them. A migration that changes one, changes its
 * line here: the test of an untouched database (guard-attacks.spec.ts) shows the difference.
 */
export const guardsMade: readonly GuardFact[] = [
  ...things('table', {
    audit_entry: 'ordinary',
    audit_chain: 'ordinary',
    audit_unsealed: 'ordinary',
    commitment_event: 'ordinary',
    progress_update: 'ordinary',
    side_note: 'ordinary',
    evidence: 'ordinary',
    contribution: 'ordinary',
    contribution_outcome: 'ordinary',
    decision_matter: 'ordinary',
    decision_step: 'ordinary',
    sector_leader: 'ordinary',
    indicator_value: 'ordinary',
    submitted_report: 'ordinary',
    report_review: 'ordinary',
    rule_set: 'ordinary',
    chase: 'ordinary',
    chase_item: 'ordinary',
    directive: 'ordinary',
    directive_outcome: 'ordinary',
    question: 'ordinary',
    question_outcome: 'ordinary',
    directive_question: 'ordinary',
    extension_counter: 'ordinary',
    amendment_change: 'ordinary',
    amendment_answer: 'ordinary',
    frozen_period: 'ordinary',
    document_file: 'ordinary',
    document_issue: 'ordinary',
    document_template: 'ordinary',
    template_in_force: 'ordinary',
  }),
  ...columns('audit_entry', {
    id: 'bigint not null identity a',
    at: 'timestamp with time zone not null',
    recorded_at: 'timestamp with time zone not null clock_timestamp()',
    kind: 'text not null',
    actor_id: 'integer',
    actor: 'jsonb',
    party_id: 'integer',
    agreement_id: 'integer',
    subject: 'text',
    data: `jsonb not null '{}'::jsonb`,
    illustrative: 'boolean not null false',
  }),
  ...columns('rule_set', { at: 'timestamp with time zone generated made_at' }),
  ...columns('audit_chain', {
    seq: 'bigint not null',
    entry_id: 'bigint not null',
    previous: 'bytea not null',
    hash: 'bytea not null',
  }),
  ...columns('audit_unsealed', { entry_id: 'bigint not null' }),
  ...constraints('audit_entry', {
    pkey: 'PRIMARY KEY (id)',
    kind_check: `CHECK ((kind ~ '^[a-z_]+[.][a-z_]+$'::text))`,
    actor_check: `CHECK (((actor IS NULL) OR public.is_text((actor -> 'name'::text))))`,
    subject_check: 'CHECK ((length(subject) <= 300))',
    data_check: `CHECK (((jsonb_typeof(data) = 'object'::text) AND (length((data)::text) <= 100000)))`,
  }),
  ...constraints('audit_chain', {
    pkey: 'PRIMARY KEY (seq)',
    seq_check: 'CHECK ((seq > 0))',
    entry_id_key: 'UNIQUE (entry_id)',
    entry_id_fkey: 'FOREIGN KEY (entry_id) REFERENCES public.audit_entry(id)',
    previous_check: 'CHECK ((length(previous) = 32))',
    hash_check: 'CHECK ((length(hash) = 32))',
  }),
  ...constraints('audit_unsealed', { pkey: 'PRIMARY KEY (entry_id)' }),
  ...appendOnly('audit_entry'),
  ...appendOnly('audit_chain'),
  ...appendOnly('commitment_event'),
  ...appendOnly('progress_update'),
  ...appendOnly('side_note', 'allow_one_withdrawal'),
  ...appendOnly('evidence', 'refuse_evidence_change'),
  ...appendOnly('contribution'),
  ...appendOnly('contribution_outcome'),
  ...appendOnly('decision_matter'),
  ...appendOnly('decision_step'),
  ...appendOnly('sector_leader'),
  ...appendOnly('indicator_value'),
  ...appendOnly('submitted_report'),
  ...appendOnly('report_review'),
  ...appendOnly('rule_set'),
  ...appendOnly('chase'),
  ...appendOnly('chase_item'),
  ...appendOnly('directive'),
  ...appendOnly('directive_outcome'),
  ...appendOnly('question'),
  ...appendOnly('question_outcome'),
  ...appendOnly('extension_counter'),
  ...appendOnly('amendment_change'),
  ...appendOnly('amendment_answer'),
  ...appendOnly('directive_question'),
  ...appendOnly('frozen_period'),
  ...appendOnly('document_file'),
  ...appendOnly('document_issue'),
  ...appendOnly('document_template'),
  ...appendOnly('template_in_force'),
  withRows('tell_webhooks', 'commitment_event', 'INSERT REFERENCING NEW TABLE AS added', 'tell_webhooks'),
  withRows('await_seal', 'audit_entry', 'INSERT REFERENCING NEW TABLE AS added', 'await_seal'),
  withRows(
    'linked_on_leaving',
    'audit_unsealed',
    'DELETE REFERENCING OLD TABLE AS leaving',
    'link_audit_entries',
  ),
  trigger('never_changed', 'audit_unsealed', 'BEFORE UPDATE', 'ROW', 'refuse_change'),
  trigger('never_emptied', 'audit_unsealed', 'BEFORE TRUNCATE', 'STATEMENT', 'refuse_change'),
  ...keptFound({
    progress_update: 'report',
    evidence: 'evidence',
    question: 'question',
    question_outcome: 'answer',
    directive: 'directive',
    directive_outcome: 'directive_answer',
    side_note: 'note',
  }),
  {
    thing: 'trigger found_as_changed on side_note',
    made: `CREATE TRIGGER found_as_changed AFTER UPDATE OF withdrawn_at ON public.side_note FOR EACH ROW WHEN ((new.withdrawn_at IS NOT NULL)) EXECUTE FUNCTION public.keep_found_of_changed('note')`,
  },
  {
    thing: 'trigger period_given on progress_update',
    made: 'CREATE TRIGGER period_given BEFORE INSERT ON public.progress_update FOR EACH ROW WHEN ((new.period IS NULL)) EXECUTE FUNCTION public.give_report_its_period()',
  },
  trigger('linked_by_seal_only', 'audit_chain', 'BEFORE INSERT', 'ROW', 'refuse_link_by_hand'),
  atCommit('raise_revision_at_commit', 'commitment_event', 'raise_revision'),
  atCommit('raise_revision_at_commit', 'contribution', 'raise_revision'),
  atCommit('raise_revision_at_commit', 'contribution_outcome', 'raise_revision'),
  atCommit('raise_revision_at_commit', 'sector_leader', 'raise_revision'),
  atCommit('raise_revision_at_commit', 'rule_set', 'raise_revision'),
  atCommit('raise_own_revision_at_commit', 'submitted_report', 'raise_own_revision'),
  atCommit('raise_own_revision_at_commit', 'report_review', 'raise_own_revision'),
  atCommit('raise_own_revision_at_commit', 'directive', 'raise_own_revision'),
  atCommit('raise_own_revision_at_commit', 'directive_outcome', 'raise_own_revision'),
  atCommit('raise_own_revision_at_commit', 'directive_question', 'raise_own_revision'),
  {
    thing: 'trigger raise_own_revision_at_commit on evidence',
    made: 'CREATE CONSTRAINT TRIGGER raise_own_revision_at_commit AFTER INSERT OR UPDATE ON public.evidence DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (new.for_review) EXECUTE FUNCTION public.raise_own_revision_of_evidence()',
  },
  {
    thing: 'index public.audit_entry_stand_in on audit_entry',
    made: "CREATE INDEX audit_entry_stand_in ON public.audit_entry USING btree ((((actor #>> '{standIn,id}'::text[]))::integer)) WHERE ((actor -> 'standIn'::text) IS NOT NULL)",
  },
  {
    thing: 'index public.evidence_once_a_side on evidence',
    made: 'CREATE UNIQUE INDEX evidence_once_a_side ON public.evidence USING btree (side_id, sha256) WHERE (withdrawn_at IS NULL)',
  },
  {
    thing: 'index public.evidence_document_once_a_side on evidence',
    made: 'CREATE UNIQUE INDEX evidence_document_once_a_side ON public.evidence USING btree (side_id, lower(number), issued_on, lower(issuer)) WHERE ((withdrawn_at IS NULL) AND (sha256 IS NULL))',
  },
  // SHA-256 of what they do: one that was emptied leaves its trigger in place.
  ...things('function', {
    'public.allow_one_withdrawal()':
      'plpgsql v 733ebf58fb4c2c4c917a3b2df8c10911b528375dac08894c6fd1c1d46e55ba8f',
    'public.await_seal()': 'plpgsql v 6e95d4367660f56b06b4b8a2e67b21f6a794c24781eda59474d113de721949a8',
    'public.audit_instant(timestamp with time zone)':
      'sql i ec13fe9ac6dfb1344da4d01a58b1791ddd435e84b5bbe0fc924e1646fb82b63b',
    'public.audit_text(bigint,public.audit_entry)':
      'sql i 75494bb078cbee1bc6f781dcc85b704b1b2437e3742ed0979b2f2ff1c5e4c38f',
    'public.give_report_its_period()':
      'plpgsql v 5cebbd7e212d879b892a499925c587bfa878aeac88937511c013e22688809343',
    'public.is_text(jsonb)': 'sql i a3e40218abd415a39a796962fbaa3fb722736ce3093c14ffe99c54227d624b19',
    'public.link_audit_entries()':
      'plpgsql v {enable_seqscan=off} ab8b25bf9783358f27094f7875b18bf422f5e7dd20f30ced929efe3c888e2d0f',
    'public.raise_or_step(integer,boolean,timestamp with time zone)':
      'plpgsql v {enable_seqscan=off} efe0d55846d7cd8f52a57b2d0cbaf654ecaafbba7736ee4c83af3ca616968bdc',
    'public.raise_revision()': 'plpgsql v 4782e48067db0f046d70eadacf0e20e608e291f8605e08c39cb579a8de1750a8',
    'public.refuse_change()': 'plpgsql v 132109259d1091057fe91b4720537ec01203f94f84a8ebc85bc06d68a3947884',
    'public.refuse_evidence_change()':
      'plpgsql v 4218dc62008bb47b135433c2229fd070ae07e19e080ff476715010f1d05be31f',
    'public.refuse_link_by_hand()':
      'plpgsql v 125dae169bb8d35012d9bcb684d35d2054c821be856a50335bd722bb119ad01e',
    'public.seal_audit(integer,boolean)':
      'plpgsql v {lock_timeout=10s} 8363e891e4ca33c024d10a8c35e497bcda8a9ea798197ea47a4601c7c2289951',
  }),
];

function things(kind: string, made: Record<string, string>): GuardFact[] {
  return Object.entries(made).map(([name, each]) => ({ thing: `${kind} ${name}`, made: each }));
}

function columns(table: string, made: Record<string, string>): GuardFact[] {
  return things('column', made).map((fact) => ({ ...fact, thing: `${fact.thing} on ${table}` }));
}

function constraints(table: string, made: Record<string, string>): GuardFact[] {
  return Object.entries(made).map(([end, each]) => ({
    thing: `constraint ${table}_${end} on ${table}`,
    made: each,
  }));
}

/** @param withdraws the function that lets one withdrawal through, where a row can be withdrawn */
function appendOnly(table: string, withdraws?: string): GuardFact[] {
  return [
    trigger(
      'append_only',
      table,
      withdraws ? 'BEFORE DELETE' : 'BEFORE DELETE OR UPDATE',
      'ROW',
      'refuse_change',
    ),
    trigger('append_only_whole', table, 'BEFORE TRUNCATE', 'STATEMENT', 'refuse_change'),
    ...(withdraws ? [trigger('withdrawn_once', table, 'BEFORE UPDATE', 'ROW', withdraws)] : []),
  ];
}

function atCommit(name: string, table: string, calls: string): GuardFact {
  const made = `CREATE CONSTRAINT TRIGGER ${name} AFTER INSERT ON public.${table} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.${calls}()`;
  return { thing: `trigger ${name} on ${table}`, made };
}

/** What keeps a row of each kind for the search. */
function keptFound(kinds: Record<string, string>): GuardFact[] {
  return Object.entries(kinds).map(([table, kind]) => ({
    thing: `trigger kept_found on ${table}`,
    made: `CREATE TRIGGER kept_found AFTER INSERT ON public.${table} REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION public.keep_found_of_added('${kind}')`,
  }));
}

/** A trigger that is handed all rows of the statement. */
function withRows(name: string, table: string, when: string, calls: string): GuardFact {
  const [event, ...rows] = when.split(' ');
  const made = `CREATE TRIGGER ${name} AFTER ${event} ON public.${table} ${rows.join(' ')} FOR EACH STATEMENT EXECUTE FUNCTION public.${calls}()`;
  return { thing: `trigger ${name} on ${table}`, made };
}

function trigger(
  name: string,
  table: string,
  when: string,
  each: 'ROW' | 'STATEMENT',
  calls: string,
): GuardFact {
  const made = `CREATE TRIGGER ${name} ${when} ON public.${table} FOR EACH ${each} EXECUTE FUNCTION public.${calls}()`;
  return { thing: `trigger ${name} on ${table}`, made };
}
