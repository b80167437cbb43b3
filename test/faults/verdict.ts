/** What came of a story's faults. All but the last two must be 0. */
export interface Verdict {
  faults: Record<string, number>;
  days: number;
  mails: number;
  lost: string[];
  wrong: string[];
  different: string[];
  /** The same Message-ID again although the sender had been told that the first was taken. */
  repeated: string[];
  /** The same Message-ID again where that word, or the note of it, was lost. */
  excused: number;
}

export const noVerdict = (): Verdict => ({
  faults: {},
  days: 0,
  mails: 0,
  lost: [],
  wrong: [],
  different: [],
  repeated: [],
  excused: 0,
});

export const faultsIn = ({ faults }: Verdict): number => Object.values(faults).reduce((sum, n) => sum + n, 0);
export const complaintsIn = ({ lost, wrong, different, repeated }: Verdict): string[] => [
  ...lost,
  ...wrong,
  ...different,
  ...repeated,
];

export function addTo(sum: Verdict, one: Verdict): void {
  for (const [name, n] of Object.entries(one.faults)) sum.faults[name] = (sum.faults[name] ?? 0) + n;
  for (const name of ['days', 'mails', 'excused'] as const) sum[name] += one[name];
  for (const name of ['lost', 'wrong', 'different', 'repeated'] as const) sum[name].push(...one[name]);
}

export function tableOf(verdicts: Record<string, Verdict>): string {
  const rows: [string, (verdict: Verdict) => number][] = [
    ['faults', faultsIn],
    ['simulated working days', ({ days }) => days],
    ['mails taken by the server', ({ mails }) => mails],
    ['lost', ({ lost }) => lost.length],
    ['wrong person, day or content', ({ wrong }) => wrong.length],
    ['different messages for one thing', ({ different }) => different.length],
    ['repeated although acknowledged', ({ repeated }) => repeated.length],
    ['repeated, acknowledgement lost', ({ excused }) => excused],
  ];
  const names = Object.keys(verdicts);
  const line = (label: string, cells: (string | number)[]) =>
    `${label.padEnd(36)}${cells.map((cell) => String(cell).padStart(12)).join('')}`;
  const kinds = [...new Set(names.flatMap((name) => Object.keys(verdicts[name]!.faults)))].sort();
  return [
    line('', names),
    ...rows.map(([label, of]) =>
      line(
        label,
        names.map((name) => of(verdicts[name]!)),
      ),
    ),
    '',
    ...kinds.map((kind) =>
      line(
        `  ${kind}`,
        names.map((name) => verdicts[name]!.faults[kind] ?? 0),
      ),
    ),
  ].join('\n');
}
