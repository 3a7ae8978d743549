import { Injectable } from '@nestjs/common';
import { EntitySchema, type EntityManager } from 'typeorm';

/** A photo as it was re-encoded on arrival. */
export interface AttachmentRow {
  reportId: string;
  /** Counts from 0 in the order they were sent. */
  n: number;
  mediaType: string;
  bytes: Buffer;
}

export const AttachmentEntity = new EntitySchema<AttachmentRow>({
  name: 'attachment',
  columns: {
    reportId: { type: 'uuid', name: 'report_id', primary: true },
    n: { type: 'smallint', primary: true },
    mediaType: { type: 'text', name: 'media_type' },
    bytes: { type: 'bytea' },
  },
});

@Injectable()
export class AttachmentStore {
  async insert(tx: EntityManager, rows: AttachmentRow[]): Promise<void> {
    if (rows.length > 0) await tx.insert(AttachmentEntity, rows);
  }

  /** Which photos a report has, without their bytes. */
  list(tx: EntityManager, reportId: string): Promise<Pick<AttachmentRow, 'n' | 'mediaType'>[]> {
    return tx.find(AttachmentEntity, {
      where: { reportId },
      select: { n: true, mediaType: true },
      order: { n: 'asc' },
    });
  }

  find(tx: EntityManager, reportId: string, n: number): Promise<AttachmentRow | null> {
    return tx.findOne(AttachmentEntity, { where: { reportId, n } });
  }
}
