import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { FileStore } from '../../platform/storage/file-store.js';
import { deleteExpired, stillNeeded } from './upload-rows.js';

/** Lets go of uploads that nobody has gone on with, and of the files of those that became evidence. */
@Injectable()
export class UploadHousekeeping {
  constructor(
    private readonly em: EntityManager,
    private readonly files: FileStore,
  ) {}

  async run(): Promise<void> {
    const em = this.em.fork();
    for (const id of await deleteExpired(em)) await this.files.partial.remove(id);
    await this.files.partial.sweep((ids) => stillNeeded(em, ids));
  }
}
