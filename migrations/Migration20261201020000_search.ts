import { Migration } from '@mikro-orm/migrations';

/**
 * What is searched: a row for each text, of a commitment's own and of what was said of it, with the terms by which it is found. Kept by
 * triggers, so that what an older version writes is found too; texts that were there before are brought in afterwards, some hundred at a time
 * (`fill_search`), and until then own texts are also looked for as before. Only the index has the terms, so that rows are small: they are syllables, and pairs of syllables that stand side by side
 * (`_hoi_cho`): a Vietnamese word is mostly two, and is then one look into the index.
 */
export class Migration20261201020000_search extends Migration {
  override up(): void {
    this.addSql(`
      create table search_document (
        id bigint generated always as identity primary key,
        kind text not null check (kind in ('commitment', 'report', 'evidence', 'indicator', 'question', 'answer', 'directive',
          'directive_answer', 'note')),
        -- Of the row that it is made from.
        ref bigint not null,
        agreement_id integer not null references agreement on delete cascade,
        commitment_id integer not null references commitment on delete cascade,
        -- Null where every side reads it; else the side's party, which alone does, with auditors where it is no note.
        reader_id integer references party,
        -- Whose text it is; null where it is the commitment's own.
        party_id integer references party,
        -- By when it is to be found; null where it is always as today.
        at timestamptz,
        -- The title apart, by which it is found first.
        head text,
        body text,
        unique (kind, ref)
      );
      create index on search_document (commitment_id);

      -- Separators as in search-words.ts.
      create function search_words(value text) returns text[] language sql immutable parallel safe
        return array_remove(regexp_split_to_array(
          regexp_replace(fold_text(value), '[\\u00AD\\u200B-\\u200F\\u2060-\\u2064\\uFEFF]+', '', 'g'),
          '[\\u0001-\\u002F\\u003A-\\u0060\\u007B-\\u00BF\\u2000-\\u206F\\u3000-\\u303F\\uFF00-\\uFF0F]+'), '');

      -- Each word and each pair, behind a mark that tells titles apart.
      create function search_terms(value text, mark text default '') returns text[] language sql immutable parallel safe
        begin atomic
          select coalesce(array_agg(mark || t.term), '{}') from (select search_words(value) as words) w, lateral (
            select left(word, 80) as term from unnest(w.words) word
            union all select '_' || left(one, 80) || '_' || left(next, 80) from unnest(w.words, w.words[2:]) pair (one, next) where next is not null) t;
        end;

      -- What a document is found by; under '@17' stand all of agreement 17. It costs what a hundred rows do: never worked out where an index has it.
      create function search_vector(agreement_id integer, head text, body text) returns tsvector language sql immutable parallel safe cost 5000
        begin atomic
          select array_to_tsvector(search_terms(body) || search_terms(head, '!') || ('@' || agreement_id));
        end;
      create index search_document_own on search_document using gin (search_vector(agreement_id, head, body))
        with (gin_pending_list_limit = 256) where kind = 'commitment';
      create index search_document_other on search_document using gin (search_vector(agreement_id, head, body))
        with (gin_pending_list_limit = 256) where kind <> 'commitment';
      -- Nor to learn how often each term is there.
      alter index search_document_own alter column 1 set statistics 0;
      alter index search_document_other alter column 1 set statistics 0;
    `);
    this.addSql(`
      -- Of rows of one kind, what is searched: the one place that says it.
      create function search_source(of_kind text, refs bigint[]) returns table (ref bigint, agreement_id integer, commitment_id integer,
        reader_id integer, party_id integer, at timestamptz, head text, body text) language plpgsql stable set enable_seqscan = off as $$
      #variable_conflict use_column
      begin
        if of_kind = 'commitment' then return query
          select c.id::bigint, c.agreement_id, c.id, null::integer, null::integer, null::timestamptz, concat_ws(' ', c.title ->> 'vi', c.title ->> 'en'), c.search
          from unnest(refs) r join commitment c on c.id = r::integer;
        elsif of_kind = 'report' then return query
          select u.id, s.agreement_id, u.commitment_id, null::integer, s.party_id, u.at, null::text,
            concat_ws(E'\\n', u.results, u.difficulties, u.proposals, u.next_steps, u.no_evidence_reason)
          from unnest(refs) r join progress_update u on u.id = r join commitment_side s on s.id = u.side_id;
        elsif of_kind = 'evidence' then return query
          select e.id::bigint, s.agreement_id, e.commitment_id, case when e.for_review and p.at is null then s.party_id end, s.party_id, coalesce(p.at, e.at), null::text,
            concat_ws(' · ', e.number, e.title, case when e.sha256 is not null then e.name end, e.issuer, e.recipient)
          from unnest(refs) r join evidence e on e.id = r::integer join commitment_side s on s.id = e.side_id
            left join lateral (select min(u.at) as at from progress_update u
              where e.for_review and u.side_id = e.side_id and e.id = any(u.evidence_ids)) p on true;
        elsif of_kind = 'indicator' then return query
          select s.id::bigint, s.agreement_id, s.commitment_id, null::integer, s.party_id, null::timestamptz, null::text,
            (select string_agg(concat_ws(' · ', i -> 'name' ->> 'vi', i -> 'name' ->> 'en'), ' · ') from jsonb_array_elements(s.indicators) i)
          from unnest(refs) r join commitment_side s on s.id = r::integer where s.indicators <> '[]';
        elsif of_kind = 'question' then return query
          select q.id::bigint, q.agreement_id, q.commitment_id, null::integer, s.party_id, q.at, null::text, q.text
          from unnest(refs) r join question q on q.id = r::integer join commitment_side s on s.id = q.side_id;
        elsif of_kind = 'answer' then return query
          select q.id::bigint, q.agreement_id, q.commitment_id, null::integer, s.party_id, o.at, null::text, o.text
          from unnest(refs) r join question_outcome o on o.question_id = r::integer join question q on q.id = o.question_id
            join commitment_side s on s.id = q.to_side_id where o.text is not null;
        elsif of_kind = 'directive' then return query
          select d.id::bigint, d.agreement_id, d.commitment_id, s.party_id, s.party_id, d.at, null::text, d.text
          from unnest(refs) r join directive d on d.id = r::integer join commitment_side s on s.id = d.side_id;
        elsif of_kind = 'directive_answer' then return query
          select d.id::bigint, d.agreement_id, d.commitment_id, s.party_id, s.party_id, o.at, null::text, o.text
          from unnest(refs) r join directive_outcome o on o.directive_id = r::integer join directive d on d.id = o.directive_id
            join commitment_side s on s.id = d.side_id where o.text is not null;
        elsif of_kind = 'note' then return query
          select n.id, s.agreement_id, n.commitment_id, s.party_id, s.party_id, n.at, null::text, n.text
          from unnest(refs) r join side_note n on n.id = r join commitment_side s on s.id = n.side_id where n.withdrawn_at is null;
        end if;
      end $$;

      create function keep_found(of_kind text, refs bigint[]) returns integer language plpgsql as $$
      declare
        kept integer;
      begin
        insert into search_document (kind, ref, agreement_id, commitment_id, reader_id, party_id, at, head, body)
        select of_kind, s.ref, s.agreement_id, s.commitment_id, s.reader_id, s.party_id, s.at, s.head, s.body
        from search_source(of_kind, refs) s
        on conflict (kind, ref) do update set reader_id = excluded.reader_id, at = excluded.at, head = excluded.head, body = excluded.body;
        get diagnostics kept = row_count;
        return kept;
      end $$;

      create function keep_found_of_added() returns trigger language plpgsql as $$
      declare
        refs bigint[];
        proofs bigint[];
      begin
        if tg_table_name = 'question_outcome' then
          select array_agg(question_id) into refs from added;
        elsif tg_table_name = 'directive_outcome' then
          select array_agg(directive_id) into refs from added;
        else
          select array_agg(id) into refs from added;
        end if;
        if refs is not null then
          perform keep_found(tg_argv[0], refs);
        end if;
        -- What was attached for a report under review is every side's once a report that names it stands.
        if tg_table_name = 'progress_update' then
          select array_agg(e.id) into proofs from added a cross join unnest(a.evidence_ids) named (id) join evidence e on e.id = named.id where e.for_review;
          if proofs is not null then
            perform keep_found('evidence', proofs);
          end if;
        end if;
        return null;
      end $$;

      create function keep_found_of_changed() returns trigger language plpgsql as $$
      begin
        if keep_found(tg_argv[0], array[new.id::bigint]) = 0 then
          delete from search_document where kind = tg_argv[0] and ref = new.id;
        end if;
        return null;
      end $$;
    `);
    for (const [table, kind] of Object.entries(kindOf))
      this.addSql(`create trigger kept_found after insert on ${table} referencing new table as added
        for each statement execute function keep_found_of_added('${kind}')`);
    this.addSql(`
      create trigger found_as_changed after update of title, search on commitment for each row
        when (old.title is distinct from new.title or old.search is distinct from new.search)
        execute function keep_found_of_changed('commitment');
      create trigger found_as_changed after update of indicators on commitment_side for each row
        when (old.indicators is distinct from new.indicators) execute function keep_found_of_changed('indicator');
      create trigger found_as_changed after update of withdrawn_at on side_note for each row
        when (new.withdrawn_at is not null) execute function keep_found_of_changed('note');
    `);
    this.addSql(`
      -- What was there before, and is still to be brought in: ids after one and up to another.
      create table search_backlog (kind text primary key, after bigint not null default 0, until bigint not null);
    `);
    for (const [table, kind] of Object.entries(kindOf)) {
      const id = table.endsWith('_outcome') ? table.replace('outcome', 'id') : 'id';
      this.addSql(
        `insert into search_backlog (kind, until) select '${kind}', max(${id}) from ${table} having max(${id}) is not null`,
      );
    }
    this.addSql(`
      create function fill_search(most integer) returns boolean language plpgsql as $$
      declare
        due search_backlog;
        upto bigint;
        refs bigint[];
      begin
        select * into due from search_backlog order by kind <> 'commitment', kind limit 1 for update skip locked;
        if not found then
          return false;
        end if;
        execute format('select array_agg(id), max(id) from (select %1$I::bigint as id from %2$I where %1$I > $1 and %1$I <= $2 order by 1 limit $3) x',
          case when due.kind = 'answer' then 'question_id' when due.kind = 'directive_answer' then 'directive_id' else 'id' end,
          case due.kind when 'report' then 'progress_update' when 'indicator' then 'commitment_side' when 'note' then 'side_note'
            when 'answer' then 'question_outcome' when 'directive_answer' then 'directive_outcome' else due.kind end)
          into refs, upto using due.after, due.until, most;
        if refs is null then
          delete from search_backlog where kind = due.kind;
        else
          perform keep_found(due.kind, refs);
          update search_backlog set after = upto where kind = due.kind;
        end if;
        return true;
      end $$;
    `);
  }
}

const kindOf = {
  commitment: 'commitment',
  progress_update: 'report',
  evidence: 'evidence',
  commitment_side: 'indicator',
  question: 'question',
  question_outcome: 'answer',
  directive: 'directive',
  directive_outcome: 'directive_answer',
  side_note: 'note',
};
