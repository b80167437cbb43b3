import { parseArgs } from 'node:util';

export interface Options {
  /** Commitments in all. */
  commitments: number;
  /** Agreements they are spread over. */
  agreements: number;
  /** Of digests, where those are measured. */
  recipients: number;
  /** Seconds for each figure. */
  seconds: number;
  /** Only figures whose name contains this. */
  only: string;
  /** Whether docs/performance.md is written. */
  write: boolean;
}

/** @throws Error with the usage */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      commitments: { type: 'string', default: '10000' },
      agreements: { type: 'string', default: '1' },
      recipients: { type: 'string', default: '10000' },
      seconds: { type: 'string', default: '3' },
      only: { type: 'string', default: '' },
      'no-report': { type: 'boolean', default: false },
    },
  });
  const number = (name: 'commitments' | 'agreements' | 'recipients' | 'seconds') => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < 1)
      throw new Error(
        'npm run bench -- [--commitments 10000] [--agreements 1] [--recipients 10000] [--seconds 3] [--only TEXT] [--no-report]',
      );
    return value;
  };
  return {
    commitments: number('commitments'),
    agreements: number('agreements'),
    recipients: number('recipients'),
    seconds: number('seconds'),
    only: values.only,
    write: !values['no-report'] && values.only === '',
  };
}
