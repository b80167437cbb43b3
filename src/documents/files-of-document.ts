import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { Config } from '../config/config.js';
import { NotConverted, pdfByLibreOffice } from './libreoffice/libreoffice.js';
import type { NoPdf } from './documents.types.js';
import { filesInThread, type MadeFiles } from './render/made-in-thread.js';
import type { DocumentModel, ToMake } from './render/model.js';

/** What is made of a document: its files, and why there is no PDF among them. */
export interface FilesMade {
  files: MadeFiles;
  noPdf: NoPdf | null;
}

interface Making {
  id: number;
  model: DocumentModel;
  askedAt: string;
}

/** Makes the files of one document: as shipped, or by the office's template that was in force when it was asked for. */
@Injectable()
export class FilesOfDocument {
  private readonly log = new Logger('documents');

  constructor(
    private readonly em: EntityManager,
    private readonly config: Config,
  ) {}

  /**
   * @param onProgress told how far it is, 0–100
   * @param goOn asked before LibreOffice begins; throws where somebody else has taken the document over
   */
  async make(
    { id, model, askedAt }: Making,
    onProgress: (progress: number) => void,
    goOn: () => Promise<void>,
  ): Promise<FilesMade> {
    const template = await this.templateOf(id);
    const files = await filesInThread({ model, at: askedAt, template }, onProgress);
    if (!template) return { files, noPdf: null };
    const soffice = this.config.libreOffice;
    if (soffice === null) return { files, noPdf: 'not_installed' };
    await goOn();
    try {
      files.set('pdf', await pdfByLibreOffice(soffice, files.get('docx')!));
      return { files, noPdf: null };
    } catch (error) {
      if (!(error instanceof NotConverted)) throw error;
      // The office goes on with the DOCX, which is the original.
      this.log.error({ err: error, document: id }, 'LibreOffice made no PDF of a document');
      return { files, noPdf: 'failed' };
    }
  }

  private async templateOf(id: number): Promise<ToMake['template']> {
    const { rows } = await sql<NonNullable<ToMake['template']>>`
      select t.bytes as docx, o.filling from document_of_template o join document_template t on t.id = o.template_id
      where o.document_id = ${id}`.execute(this.em.fork().getKysely());
    return rows[0];
  }
}
