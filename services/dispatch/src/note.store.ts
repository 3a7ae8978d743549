import type { Outcome } from '@gridwhistle/kernel';
import { ManyRows, open, seal, SETTINGS } from '@gridwhistle/platform';
import { Inject, Injectable } from '@nestjs/common';
import { EntitySchema, type EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { DispatchSettings } from './config.js';
import type { Proof } from './proof.js';

/** Words that a unit wrote with an act: its result, its progress, a reason. People's data: sealed, and in no event. */
export interface Note {
  readonly orderId: string;
  readonly act: string;
  readonly by: string;
  readonly words: string;
  readonly outcome?: Outcome | null;
  readonly proof?: readonly Proof[];
  readonly at: Date;
}

export interface NoteRow {
  id: string;
  orderId: string;
  act: string;
  by: string;
  outcome: Outcome | null;
  words: string;
  at: Date;
}

export interface ProofRow {
  orderId: string;
  n: number;
  noteId: string;
  mediaType: string;
  bytes: Buffer;
}

export const NoteEntity = new EntitySchema<NoteRow>({
  name: 'order_note',
  columns: {
    id: { type: 'uuid', primary: true },
    orderId: { type: 'uuid', name: 'order_id' },
    act: { type: 'text' },
    by: { type: 'text' },
    outcome: { type: 'text', nullable: true },
    words: { type: 'text' },
    at: { type: 'timestamptz' },
  },
});

export const ProofEntity = new EntitySchema<ProofRow>({
  name: 'proof',
  columns: {
    orderId: { type: 'uuid', name: 'order_id', primary: true },
    n: { type: 'smallint', primary: true },
    noteId: { type: 'uuid', name: 'note_id' },
    mediaType: { type: 'text', name: 'media_type' },
    bytes: { type: 'bytea' },
  },
});

const notes = new ManyRows(NoteEntity);

/** The words and proof beside orders. */
@Injectable()
export class NoteStore {
  constructor(@Inject(SETTINGS) private readonly settings: DispatchSettings) {}

  /** Adds a note while its ticket is locked. */
  add(tx: EntityManager, note: Note): Promise<void> {
    return this.addMany(tx, [note]);
  }

  /** The same for notes on different orders. */
  async addMany(tx: EntityManager, all: readonly Note[]): Promise<void> {
    const written = all.map((note) => ({ row: this.rowOf(note), proof: note.proof ?? [] }));
    await notes.add(
      tx,
      written.map(({ row }) => row),
    );
    for (const { row, proof } of written) await this.addProof(tx, row, proof);
  }

  private rowOf({ orderId, act, by, words, outcome = null, at }: Note): NoteRow {
    const id = v7({ msecs: at.getTime() });
    return { id, orderId, act, by, outcome, words: seal(this.settings.GW_DATA_KEY, words), at };
  }

  private async addProof(tx: EntityManager, { orderId, id: noteId }: NoteRow, proof: readonly Proof[]): Promise<void> {
    if (proof.length === 0) return;
    const first = await tx.countBy(ProofEntity, { orderId });
    await tx.insert(
      ProofEntity,
      proof.map((each, index) => ({ ...each, orderId, noteId, n: first + index })),
    );
  }

  /** The notes of an order, oldest first, opened. */
  async of(tx: EntityManager, orderId: string): Promise<NoteRow[]> {
    const rows = await tx.find(NoteEntity, { where: { orderId }, order: { at: 'ASC', id: 'ASC' } });
    return rows.map((row) => ({ ...row, words: open(this.settings.GW_DATA_KEY, row.words) }));
  }

  /** Which pictures there are, without their bytes. */
  proofsOf(tx: EntityManager, orderId: string): Promise<Pick<ProofRow, 'n' | 'noteId' | 'mediaType'>[]> {
    const select = { orderId: true, n: true, noteId: true, mediaType: true } as const;
    return tx.find(ProofEntity, { where: { orderId }, select, order: { n: 'ASC' } });
  }

  proof(tx: EntityManager, orderId: string, n: number): Promise<ProofRow | null> {
    return tx.findOne(ProofEntity, { where: { orderId, n } });
  }
}
