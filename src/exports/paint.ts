/** The colours of charts, as files carry them: programs that draw a picture know no variables of a page. The same as in 00-tokens.css. */
export const paint = {
  ink: '#14242b',
  'ink-2': '#43545c',
  'ink-3': '#5b6b73',
  line: '#dce2e4',
  'line-2': '#b4c0c5',
  paper: '#fff',
  'wash-2': '#e9eeef',
  done: '#005f50',
  'done-text': '#00594b',
  late: '#d9a32b',
  run: '#3b78b8',
  idle: '#c6ced2',
  over: '#b93a0a',
  'over-text': '#a83308',
  hn: '#14424c',
  na: '#578c97',
} as const;

/** Letters on a ground of that colour. */
export const onPaint = {
  done: paint.paper,
  late: '#2a1e00',
  run: paint.paper,
  idle: paint.ink,
  over: paint.paper,
} as const;
