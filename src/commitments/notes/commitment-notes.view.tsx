import type { VNode } from 'preact';
import { Button } from '../../web/components/button.js';
import { TextArea } from '../../web/components/field.js';
import { Section } from '../../web/components/section.js';
import { formatInstant, formatInstantDay } from '../../web/format.js';
import { SecrecyLine } from '../../web/components/secrecy-line.js';
import { words } from '../../web/i18n/words.js';
import type { NoteItem } from './note.types.js';
import { ActionForm } from '../page/commitment-form.view.js';
import { refusalOf, type CommitmentPageProps } from '../page/commitment-page.types.js';
import { Written } from '../../web/components/written.js';

/** What the viewer's own side keeps to itself. It is not printed. */
export function SideNotes(props: CommitmentPageProps & { notes: NoteItem[] }): VNode | null {
  const { can, notes, commitment, frame } = props;
  const t = words(frame.language).commitment.notes;
  const own = commitment.sides.find(({ party }) => party === frame.viewer?.party?.code);
  if (!can.readNotes || !own) return null;
  return (
    <Section
      id="ghi-chu"
      title={t.title(own.partyName[frame.language])}
      note={t.only(commitment.sides.length)}
      class="side-notes"
    >
      {notes.length === 0 ? <p class="hint">{t.none}</p> : null}
      <ol class="note-list">
        {notes.map((note) => (
          <Note {...props} note={note} key={note.id} />
        ))}
      </ol>
      {can.writeNote ? <NoteForm {...props} /> : props.past ? null : <p class="hint">{t.readOnly}</p>}
    </Section>
  );
}

function Note(props: CommitmentPageProps & { note: NoteItem }): VNode {
  const { note, frame } = props;
  const { language } = frame;
  const t = words(language).commitment.notes;
  return (
    <li>
      <p class="aside-text n">
        {formatInstant(note.at)} · {note.by[language]}
      </p>
      {note.text === null ? (
        <p class="none">{t.withdrawn(formatInstantDay(note.withdrawnAt ?? note.at))}</p>
      ) : (
        <Written as="p">{note.text}</Written>
      )}
      {note.mayWithdraw ? (
        <details class="withdraw">
          <summary>{t.withdraw}…</summary>
          <ActionForm {...props} path={`ghi-chu/${note.id}/rut`}>
            <p>{t.withdrawText}</p>
            <Button>{t.withdraw}</Button>
          </ActionForm>
        </details>
      ) : null}
    </li>
  );
}

function NoteForm(props: CommitmentPageProps): VNode {
  const { frame } = props;
  const refusal = refusalOf('note', props);
  const typed = refusal?.values.text;
  const t = words(frame.language).commitment.notes;
  return (
    <details class="note-new" open={typed !== undefined}>
      <summary class="btn">{t.write}</summary>
      <ActionForm {...props} path="ghi-chu">
        <TextArea
          id="ghi-chu-moi"
          name="text"
          label={t.label}
          hint={t.hint}
          rows={4}
          most={4000}
          required
          value={typed}
          error={refusal?.faults.text}
        />
        <SecrecyLine {...props.frame} />
        <Button>{t.save}</Button>
      </ActionForm>
    </details>
  );
}
