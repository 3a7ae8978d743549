import { Injectable } from '@nestjs/common';
import { EntitySchema, IsNull, Not, type EntityManager } from 'typeorm';
import type { Figures } from './domain/examination.js';

/** A version of what was learnt, without its body. */
export interface VersionRow {
  version: number;
  state: 'learning' | 'ready' | 'refused';
  askedAt: Date;
  /** Texts that there were when it was asked for, and how many have been gone through. */
  texts: number;
  done: number;
  figures: Figures | null;
  unitFigures: Figures | null;
  /** Sealed; read only where it is needed. */
  body?: string | null;
  /** The latest of all is in force. */
  inForceSince: Date | null;
}

export const VersionEntity = new EntitySchema<VersionRow>({
  name: 'suggestion_version',
  columns: {
    version: { type: 'int', primary: true },
    state: { type: 'text' },
    askedAt: { type: 'timestamptz', name: 'asked_at' },
    texts: { type: 'int' },
    done: { type: 'int' },
    figures: { type: 'jsonb', nullable: true },
    unitFigures: { type: 'jsonb', name: 'unit_figures', nullable: true },
    body: { type: 'text', nullable: true, select: false },
    inForceSince: { type: 'timestamptz', name: 'in_force_since', nullable: true },
  },
});

/** A row is there at once or not at all: two who ask at the same time make one version. */
const BEGIN = `
  insert into suggestion_version (version, state, asked_at, texts, done)
  select coalesce(max(version), 0) + 1, 'learning', gw_now(), $1, 0 from suggestion_version
  on conflict do nothing returning version`;
/** What is being learnt, for whoever holds it already or finds that nobody does any more. */
const HOLD = `
  update suggestion_version set holder = $1, done = case when holder = $1 then $2 else 0 end,
    held_until = gw_now() + interval '1 minute'
  where state = 'learning' and (holder is null or holder = $1 or held_until < gw_now())
  returning version, asked_at as "askedAt"`;
const FINISH = `
  update suggestion_version set state = $3, figures = $4, unit_figures = $5, body = $6, holder = null
  where version = $1 and state = 'learning' and holder = $2`;

/** What a version ends with; `refused` where it could not be measured. */
export type Finish = Pick<VersionRow, 'state' | 'figures' | 'unitFigures'> & { readonly body: string | null };

@Injectable()
export class VersionStore {
  /** The new version's number; undefined while another is being learnt. */
  async begin(tx: EntityManager, texts: number): Promise<number | undefined> {
    return (await tx.query<{ version: number }[]>(BEGIN, [texts]))[0]?.version;
  }

  /** Takes or keeps the version that is to be learnt; undefined where there is none, or another instance is at it. */
  async hold(tx: EntityManager, holder: string, done: number): Promise<{ version: number; askedAt: Date } | undefined> {
    const [rows] = await tx.query<[{ version: number; askedAt: Date }[], number]>(HOLD, [holder, done]);
    return rows[0];
  }

  /** Nothing happens where another instance has taken over. */
  async finish(tx: EntityManager, version: number, holder: string, finish: Finish): Promise<void> {
    const { state, figures, unitFigures, body } = finish;
    const [own, units] = [figures, unitFigures].map((each) => each && JSON.stringify(each));
    await tx.query(FINISH, [version, holder, state, own, units, body]);
  }

  /** Newest first. */
  list(tx: EntityManager): Promise<VersionRow[]> {
    return tx.find(VersionEntity, { order: { version: 'DESC' } });
  }

  find(tx: EntityManager, version: number): Promise<VersionRow | null> {
    return tx.findOne(VersionEntity, { where: { version } });
  }

  async putInForce(tx: EntityManager, version: number, now: Date): Promise<void> {
    await tx.update(VersionEntity, { version }, { inForceSince: now });
  }

  /** The number of the version in force; undefined where none ever was. */
  async inForce(tx: EntityManager): Promise<Pick<VersionRow, 'version' | 'inForceSince'> | undefined> {
    const order = { inForceSince: 'DESC', version: 'DESC' } as const;
    const select = { version: true, inForceSince: true } as const;
    return (await tx.findOne(VersionEntity, { select, where: { inForceSince: Not(IsNull()) }, order })) ?? undefined;
  }

  async body(tx: EntityManager, version: number): Promise<string | undefined> {
    const row = await tx.findOne(VersionEntity, { select: { version: true, body: true }, where: { version } });
    return row?.body ?? undefined;
  }
}
