import { performance } from 'node:perf_hooks';
import type { Program } from './program.js';

const ROUNDS = 25;

export interface FormFigures {
  /** Of the document of a report's form, unpacked; fonts, styles and scripts are kept by the browser. */
  bytes: number;
  /** From sending a report by the form until the page that follows has come, one after the other: the median. */
  sentAndShownMs: number;
}

/** As an officer has it who reports on commitments of their own, one after the other. */
export async function reportForm(program: Program): Promise<FormFigures> {
  const cookie = await program.cookie('officer@hanoi.example');
  const forms = await formsOf(program.url, cookie);
  const bytes: number[] = [];
  const times: number[] = [];
  for (const path of forms.slice(0, ROUNDS)) {
    const form = await (await fetch(path, { headers: { cookie } })).text();
    bytes.push(Buffer.byteLength(form));
    const began = performance.now();
    const answer = await fetch(path, {
      method: 'POST',
      headers: { cookie },
      body: new URLSearchParams({ ...hiddenIn(form), percent: '37', results: 'Đã kết nối.' }),
      redirect: 'manual',
    });
    if (answer.status !== 303) throw new Error(`${path}: ${answer.status}`);
    const shown = await fetch(new URL(answer.headers.get('location')!, program.url), { headers: { cookie } });
    await shown.text();
    times.push(performance.now() - began);
  }
  return { bytes: Math.max(...bytes), sentAndShownMs: median(times) };
}

async function formsOf(url: string, cookie: string): Promise<string[]> {
  const list = `${url}/bench/cam-ket?status=in_progress&body=hn-so-cong-thuong`;
  const page = await (await fetch(list, { headers: { cookie } })).text();
  const codes = new Set([...page.matchAll(/href="\/bench\/cam-ket\/(B\d+)"/g)].map(([, code]) => code!));
  return [...codes].map((code) => `${url}/bench/cam-ket/${code}/cap-nhat`);
}

function hiddenIn(form: string): Record<string, string> {
  const inputs = [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => input);
  const attribute = (input: string, name: string) => new RegExp(`${name}="([^"]*)"`).exec(input)?.[1] ?? '';
  return Object.fromEntries(
    inputs.map((input): [string, string] => [attribute(input, 'name'), attribute(input, 'value')]),
  );
}

function median(values: number[]): number {
  const inOrder = values.sort((one, other) => one - other);
  return inOrder[Math.floor(inOrder.length / 2)]!;
}
