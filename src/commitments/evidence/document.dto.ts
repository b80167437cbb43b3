import { ApiPropertyOptional } from '@nestjs/swagger';
import { Matches, ValidateIf } from 'class-validator';
import { IsDay, Optional, PlainText, TypedDay } from '../../platform/http/input.js';
import { MOST_NUMBER, MOST_OF_A_DOCUMENT, type IssuedDocument } from './document.js';

/** A document as it is sent; all left out where a file stands alone. */
abstract class DocumentFields {
  @ApiPropertyOptional({
    maxLength: MOST_NUMBER,
    description: 'As on the document. With issuedOn and issuer',
  })
  @NeededOfADocument()
  @PlainText(MOST_NUMBER)
  @Matches(/\S/, { message: 'must not be empty' })
  number?: string | null;

  @ApiPropertyOptional({ maxLength: MOST_OF_A_DOCUMENT })
  @NeededOfADocument()
  @PlainText(MOST_OF_A_DOCUMENT)
  @Matches(/\S/, { message: 'must not be empty' })
  issuer?: string | null;

  @ApiPropertyOptional({ maxLength: MOST_OF_A_DOCUMENT, description: 'To whom it went' })
  @Optional()
  @PlainText(MOST_OF_A_DOCUMENT)
  recipient?: string | null;

  @ApiPropertyOptional({ maxLength: MOST_OF_A_DOCUMENT, description: 'What it is about' })
  @Optional()
  @PlainText(MOST_OF_A_DOCUMENT)
  title?: string | null;

  abstract issuedOn?: string | null;

  /** Null where none is named. */
  toDocument(): IssuedDocument | null {
    if (!namesADocument(this)) return null;
    const { number, issuedOn, issuer, recipient, title } = this;
    return {
      number: line(number!).replace(WORD_BEFORE, ''),
      issuedOn: issuedOn!,
      issuer: line(issuer!),
      recipient: line(recipient ?? '') || null,
      title: line(title ?? '') || null,
    };
  }
}

/** As programs send it. */
export class DocumentDto extends DocumentFields {
  @ApiPropertyOptional({ format: 'date', description: 'The day on the document, no later than today' })
  @NeededOfADocument()
  @IsDay()
  issuedOn?: string | null;
}

/** As people type it. */
export class DocumentForm extends DocumentFields {
  @NeededOfADocument()
  @TypedDay()
  issuedOn?: string;
}

/** Number, day and issuer are needed as soon as any part of a document is said. */
function NeededOfADocument(): PropertyDecorator {
  return ValidateIf((sent: DocumentFields) => namesADocument(sent));
}

function namesADocument({ number, issuedOn, issuer, recipient, title }: DocumentFields): boolean {
  return [number, issuedOn, issuer, recipient, title].some((value) => (value ?? '') !== '');
}

/** Each is one line of text, however it was pasted. */
const line = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

/** “Số 215-BC/TU”: the word is the page's own. */
const WORD_BEFORE = /^số\s*[:.]?\s*(?=\d)/i;
