import pg from 'pg';

const MOST_NAMED = 150;
const NAMED_FROM_USE = 3;

/** As a transaction that failed sends it. */
const ROLLBACK = 'rollback';

/** How often each statement was sent, and the name that it got. */
const used = new Map<string, { times: number; name?: string }>();
let named = 0;

/**
 * Left to itself, PostgreSQL plans a named statement anew for the values of each call as long as it reckons that these plans cost less; of the time that
 * planning takes it reckons a fraction. The largest of ours take it longer to plan than to carry out.
 */
const PLANNED_ONCE = 'set plan_cache_mode = force_generic_plan';

/**
 * A connection on which a statement that keeps coming back is planned once, not at every call: it is given a name, under
 * which PostgreSQL keeps it. Only statements with parameters are, since others are different texts each time; and only so
 * many, since each connection keeps each of them.
 */
export class PreparedStatementClient extends pg.Client {
  /** As the pool connects. */
  // oxlint-disable-next-line typescript/no-explicit-any
  override connect(...[connected]: any[]): any {
    super.connect((error?: Error) => {
      if (error) connected(error);
      else super.query(PLANNED_ONCE, (refused: Error | null) => connected(refused));
    });
  }

  // The driver's own signature has six shapes; those other than text with values pass as they are.
  // oxlint-disable-next-line typescript/no-explicit-any
  override query(...args: any[]): any {
    const [text, values, ...rest] = args;
    const name =
      typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined;
    const sent = name === undefined ? args : [{ name, text, values }, ...rest];
    const answer = (super.query as (...all: unknown[]) => unknown)(...sent);
    return text === ROLLBACK && answer instanceof Promise ? this.rolledBack(answer) : answer;
  }

  /**
   * What a server had begun for a connection that broke, it takes back by itself. Were that an error, the transaction would not give its
   * connection back, and each break would cost the pool one for good.
   */
  private rolledBack(answer: Promise<unknown>): Promise<unknown> {
    return answer.catch((error: unknown) => {
      if (this.isQueryable()) throw error;
      return { command: 'ROLLBACK', rows: [], rowCount: 0, fields: [] };
    });
  }

  /** As the pool asks it, to which the driver's types do not. */
  private isQueryable(): boolean {
    const { _queryable, _ending } = this as unknown as { _queryable: boolean; _ending: boolean };
    return _queryable && !_ending;
  }
}

function nameOf(text: string): string | undefined {
  const use = used.get(text) ?? { times: 0 };
  use.times += 1;
  if (use.times === 1 && used.size < MOST_NAMED * 10) used.set(text, use);
  if (!use.name && use.times >= NAMED_FROM_USE && named < MOST_NAMED) use.name = `s${(named += 1)}`;
  return use.name;
}
