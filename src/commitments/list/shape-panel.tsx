import type { VNode } from 'preact';
import { Icon } from '../../web/components/icon.js';
import { words } from '../../web/i18n/words.js';
import type { Language } from '../../platform/text.js';
import { listHref, listQuery } from '../parts/links.js';
import { sortOf } from '../read/list-rows.sql.js';
import type { ListViewProps } from './list-props.js';
import { choiceOf, choosableColumns, groupingChoices, type ColumnKey } from './shape.js';

const FORM = 'shape-form';

/** Which columns, and in which groups. Its fields belong to a form of its own, beside that of the filters: what is ticked holds once it is sent. */
export function ShapePanel({ frame, slug, filter, shape }: ListViewProps): VNode {
  const { language } = frame;
  const t = words(language).shape;
  const { columns: _columns, by: _by, ...rest } = filter;
  const query = listQuery(rest);
  return (
    <details class="menu shape" id="shape" data-menu="">
      <summary class="btn">
        <Icon name="menu" />
        <span>{t.title}</span>
      </summary>
      <div class="menu-panel">
        <fieldset>
          <legend>{t.by}</legend>
          {groupingChoices.map((by) => (
            <label class="check" key={by}>
              <input type="radio" form={FORM} name="by" value={by} checked={choiceOf(shape) === by} />
              {t.choices[by]}
            </label>
          ))}
          {sortOf(filter) === 'relevance' ? <p class="hint">{t.ofSearch}</p> : null}
        </fieldset>
        <fieldset>
          <legend>{t.columns}</legend>
          {choosableColumns.map((key) => (
            <label class="check" key={key}>
              <input
                type="checkbox"
                form={FORM}
                name="column"
                value={key}
                checked={shape.columns.includes(key)}
              />
              {columnName(key, language)}
            </label>
          ))}
          <p class="hint">{t.fixed}</p>
        </fieldset>
        <p class="shape-end">
          <button type="submit" form={FORM} class="btn btn-primary btn-small">
            {t.show}
          </button>
          <a href={`${listHref(slug)}?${query ? `${query}&` : ''}choose=usual`}>{t.usual}</a>
        </p>
        <p class="hint">{t.remembered}</p>
      </div>
    </details>
  );
}

/** The form itself, with the filters that hold; it stands outside that of the filters. */
export function ShapeForm({ slug, filter }: ListViewProps): VNode {
  const { columns: _columns, by: _by, ...rest } = filter;
  const fields = [...new URLSearchParams(listQuery(rest))];
  return (
    <form id={FORM} method="get" action={listHref(slug)}>
      <input type="hidden" name="choose" value="these" />
      {fields.map(([name, value]) => (
        <input type="hidden" name={name} value={value} key={name} />
      ))}
    </form>
  );
}

function columnName(key: ColumnKey, language: Language): string {
  const { columns, list, turn, shape } = words(language);
  const names: Record<ColumnKey, string> = {
    code: columns.code,
    title: columns.commitment,
    sector: list.sector,
    lead: columns.leadBody,
    product: shape.product,
    progress: columns.progress,
    stated: shape.stated,
    holder: turn.title,
    due: columns.due,
    standing: columns.standing,
    reported: shape.reported,
    evidence: shape.evidence,
    indicators: shape.indicators,
    chased: list.extensionsChased,
  };
  return names[key];
}
