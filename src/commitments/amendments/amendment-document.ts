import type { Day } from '../../platform/clock.js';
import { RuleBroken } from '../../platform/errors.js';
import { mustBeIssued } from '../evidence/document.js';
import type { SourceDocument } from './amendment.types.js';

/** @throws RuleBroken under `source.issuedOn` where nobody can have such a document by now */
export function mustBeIssuedAs(name: string, document: SourceDocument, today: Day): void {
  try {
    mustBeIssued({ ...document, issuer: '', recipient: null }, today);
  } catch (error) {
    throw error instanceof RuleBroken ? new RuleBroken(error.text, `${name}.issuedOn`) : error;
  }
}
