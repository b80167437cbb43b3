import type { VNode } from 'preact';

const line = {
  fill: 'none',
  stroke: 'currentColor',
  'stroke-width': 1.5,
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round',
} as const;
const draw = (d: string): VNode => <path {...line} d={d} />;
const tick = 'M4.8 8.3l2.2 2.2 4.3-4.6';

/** Each state has its own shape, so that none is told by colour alone. */
export const drawings = {
  done: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d={tick} fill="none" stroke="#fff" stroke-width="1.7" />
    </>
  ),
  late: (
    <>
      <rect {...line} x="1.8" y="1.8" width="12.4" height="12.4" rx="2" />
      {draw(tick)}
    </>
  ),
  run: (
    <>
      <circle {...line} cx="8" cy="8" r="6.3" />
      <path d="M8 1.7a6.3 6.3 0 010 12.6z" fill="currentColor" />
    </>
  ),
  continuing: draw(
    'M13.6 6.2A6 6 0 003 4.6L1.8 6M1.8 2.4V6h3.6M2.4 9.8A6 6 0 0013 11.4l1.2-1.4M14.2 13.6V10h-3.6',
  ),
  idle: <circle {...line} cx="8" cy="8" r="6.3" stroke-dasharray="2.4 2.55" stroke-linecap="butt" />,
  over: (
    <>
      <path d="M8 1.2L15.4 14.4H.6z" fill="currentColor" stroke="currentColor" stroke-linejoin="round" />
      <path d="M8 6v4M8 11.6v1.2" fill="none" stroke="#fff" stroke-width="1.5" />
    </>
  ),
  diff: draw('M2.5 6h11M2.5 10h11M10.6 2.6l-5.2 10.8'),
  suspended: (
    <>
      <circle {...line} cx="8" cy="8" r="6.3" />
      {draw('M6.3 5.8v4.4M9.7 5.8v4.4')}
    </>
  ),
  withdrawn: (
    <>
      <circle {...line} cx="8" cy="8" r="6.3" />
      {draw('M3.6 3.6l8.8 8.8')}
    </>
  ),
  clock: (
    <>
      <circle {...line} cx="8" cy="8" r="6.3" />
      {draw('M8 4.4V8l2.4 1.6')}
    </>
  ),
  check: draw('M2.8 8.6l3.4 3.4 7-7.6'),
  dot: <circle cx="8" cy="8" r="4.2" fill="currentColor" />,
  lock: draw('M3.8 7.2h8.4v6.2H3.8zM5.6 7.2V5a2.4 2.4 0 014.8 0v2.2'),
  bell: draw('M3.4 11.6h9.2l-1.2-1.8V7a3.4 3.4 0 00-6.8 0v2.8zM6.8 13.8h2.4M8 3.6V2.2'),
  calendar: draw('M2.2 3.6h11.6v10.2H2.2zM2.2 6.8h11.6M5.2 2v3M10.8 2v3'),
  extension: draw('M2.2 3.6h11.6v10.2H2.2zM2.2 6.4h11.6M5.2 2v3M10.8 2v3M8 8v4M6 10h4'),
  search: draw('M7 12.2A5.2 5.2 0 107 1.8a5.2 5.2 0 000 10.4zM10.8 10.8l3.6 3.6'),
  person: draw('M8 8a3 3 0 100-6 3 3 0 000 6zM2.6 14c.4-3 2.6-4.4 5.4-4.4s5 1.4 5.4 4.4'),
  menu: draw('M2 4h12M2 8h12M2 12h12'),
  down: draw('M4 6l4 4 4-4'),
  right: draw('M6 4l4 4-4 4'),
  left: draw('M10 4L6 8l4 4'),
  better: draw('M8 13.2V3M3.8 7.2L8 3l4.2 4.2'),
  worse: draw('M8 2.8V13M3.8 8.8L8 13l4.2-4.2'),
  print: draw('M4.4 6V2.4h7.2V6M4.4 11.4H2.2V6h11.6v5.4h-2.2M4.4 9.4h7.2v4.2H4.4z'),
  download: draw('M8 2v8M4.6 6.8L8 10.2l3.4-3.4M2.4 11.4v2.4h11.2v-2.4'),
  info: (
    <>
      <circle {...line} cx="8" cy="8" r="6.3" />
      {draw('M8 7.4v3.8M8 4.8v.2')}
    </>
  ),
  document: draw('M3.4 1.8h6l3.2 3.2v9.2H3.4zM9.2 1.8V5h3.4M5.6 8h4.8M5.6 10.8h4.8'),
  send: draw('M14.4 1.6L1.6 6.8l4.8 2 2 5.2zM14.4 1.6L6.4 8.8'),
  mail: draw('M1.8 3.4h12.4v9.2H1.8zM1.8 4l6.2 5 6.2-5'),
  edit: draw('M2.4 13.6l.6-3L10.8 2.8l2.4 2.4-7.8 7.8z'),
  back: draw('M6.4 3L2.4 7l4 4M2.4 7h7.2a4 4 0 010 8H8'),
  close: draw('M3.6 3.6l8.8 8.8M12.4 3.6l-8.8 8.8'),
  block: draw('M8 14.3A6.3 6.3 0 108 1.7a6.3 6.3 0 000 12.6zM3.6 12.4l8.8-8.8'),
} as const satisfies Record<string, VNode>;

export type IconName = keyof typeof drawings;
