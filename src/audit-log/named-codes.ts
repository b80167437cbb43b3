import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { BilingualText } from '../platform/text.js';
import type { Names } from './audit-facts.js';
import type { AuditItem } from './audit.types.js';

interface Named {
  code: string;
  name: BilingualText;
}

/** What the codes in entries stand for, so that a page has names. */
@Injectable()
export class NamedCodes {
  constructor(private readonly em: EntityManager) {}

  async of(items: readonly AuditItem[], parties: readonly Named[]): Promise<Names> {
    const codes = [...new Set(items.flatMap(({ data, subject }) => [...codesIn(data), ...codesIn(subject)]))];
    const { rows } = await sql<Named>`select code, name from body where code = any(${codes})`.execute(
      this.em.fork().getKysely(),
    );
    return new Map([...rows, ...parties].map(({ code, name }) => [code, name]));
  }
}

/** Every text that could be a body's code, however deep it lies. */
function codesIn(value: unknown): string[] {
  if (typeof value === 'string') return /^[a-z]+(-[a-z0-9]+)+$/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(codesIn) : [];
}
