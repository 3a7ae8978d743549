import { ManyRows, open, seal, SETTINGS } from '@gridwhistle/platform';
import { Inject, Injectable } from '@nestjs/common';
import { EntitySchema, type EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { DispatchSettings } from './config.js';

/** Words about a directive, a receipt or an application for admission: sealed, and in no event. */
export interface DirectiveNoteRow {
  id: string;
  /** What they are about. */
  about: string;
  /** `title`, `body`, or the act that they came with. */
  act: string;
  by: string;
  words: string;
  at: Date;
}

export const DirectiveNoteEntity = new EntitySchema<DirectiveNoteRow>({
  name: 'directive_note',
  columns: {
    id: { type: 'uuid', primary: true },
    about: { type: 'uuid' },
    act: { type: 'text' },
    by: { type: 'text' },
    words: { type: 'text' },
    at: { type: 'timestamptz' },
  },
});

const notes = new ManyRows(DirectiveNoteEntity);

@Injectable()
export class DirectiveNoteStore {
  constructor(@Inject(SETTINGS) private readonly settings: DispatchSettings) {}

  async add(tx: EntityManager, about: string, by: string, at: Date, words: Record<string, string>): Promise<void> {
    const rows = Object.entries(words).map(([act, text]) => {
      return { id: v7({ msecs: at.getTime() }), about, act, by, words: seal(this.settings.GW_DATA_KEY, text), at };
    });
    await notes.add(tx, rows);
  }

  /** The last words about something by each act. */
  async of(tx: EntityManager, about: string): Promise<Partial<Record<string, string>>> {
    const rows = await tx.find(DirectiveNoteEntity, { where: { about }, order: { at: 'ASC', id: 'ASC' } });
    return Object.fromEntries(rows.map(({ act, words }) => [act, open(this.settings.GW_DATA_KEY, words)]));
  }
}
