import { describe, expect, it } from '@jest/globals';
import { IsInt, IsString } from 'class-validator';
import { inputPipe, NumberText, Optional } from './input.js';

class Page {
  @Optional()
  @NumberText()
  @IsInt()
  limit: number = 50;
}

class Search {
  @IsString()
  q!: string;
}

const read = (metatype: new () => unknown, value: object) =>
  inputPipe.transform(value, { type: 'query', metatype });

describe('a query with nothing in it', () => {
  it('is the class with its defaults, a new one each time', async () => {
    const first = await read(Page, {});
    expect(first).toEqual({ limit: 50 });
    Object.assign(first as Page, { limit: 7 });
    const second = await read(Page, {});
    expect(second).toEqual({ limit: 50 });
    expect(second).toBeInstanceOf(Page);
  });

  it('leaves what has something in it to be read, and refused, as before', async () => {
    await read(Page, {});
    expect(await read(Page, { limit: '20' })).toEqual({ limit: 20 });
    await expect(read(Page, { limit: 'x' })).rejects.toThrow();
    await expect(read(Page, { other: '1' })).rejects.toThrow();
  });

  it('is refused each time where something must be in it', async () => {
    for (const _ of [1, 2]) await expect(read(Search, {})).rejects.toThrow();
  });
});

it('takes an optional value that is given empty or as null for one that is not given', async () => {
  class Report {
    @Optional()
    @IsInt({ each: true })
    ids?: number[];
  }
  for (const ids of ['', null, undefined]) {
    expect(((await read(Report, { ids })) as Report).ids).toBeUndefined();
  }
  await expect(read(Report, { ids: 'x' })).rejects.toThrow();
});
