import { hash } from 'node:crypto';
import { DomainError } from '@gridwhistle/kernel';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from './actor.js';
import { run } from './statement.js';

export interface IdempotentRequest {
  /** From `@IdempotencyKey()`, or the `idempotencyKey` of a bus command. */
  readonly key: string;
  readonly caller: Actor;
  /** The act with what it acts on, e.g. `order.remind:<order id>`. */
  readonly act: string;
  /** What must be the same when the request is repeated. */
  readonly body: unknown;
}

/** One of many keys to claim, see `claimOf`. */
export interface Claim {
  /** Caller, act and key. */
  readonly place: readonly [string, string, string];
  readonly digest: Buffer;
  readonly answer: unknown;
}

/** Keys are claimed in their order, so that two groups with the same keys wait for each other in one direction only. */
const CLAIM_ALL = {
  name: 'gw_claim_all',
  text: `
    insert into idempotency_key (caller, act, key, digest, answer, used_at)
    select caller, act, key, digest, answer::jsonb, $6
    from unnest($1::text[], $2::text[], $3::text[], $4::bytea[], $5::text[])
      with ordinality u (caller, act, key, digest, answer, position)
    order by caller, act, key, position
    on conflict do nothing
    returning caller || E'\\n' || act || E'\\n' || key as place`,
};

/** A key is remembered this long; who repeats a request does so within hours. */
const REMEMBERED = '7 days';
const SWEEP_EVERY_MS = 3_600_000;
const SWEEP_ROWS = 5_000;

/** Makes a repeated creation harmless: the same key and body get the first answer again. */
@Injectable()
export class Idempotency implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('Idempotency');
  private sweeping: NodeJS.Timeout | undefined;

  constructor(private readonly source: DataSource) {}

  onModuleInit(): void {
    this.sweeping = setInterval(() => void this.sweep(), SWEEP_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.sweeping);
  }

  /**
   * Runs the work once for each (caller, act, key). The key is claimed and the answer kept in the work's own
   * transaction: a twin that comes at the same time waits for its end, and after a rollback the key is free again.
   * @returns the work's answer, or the stored one as JSON gives it back
   * @throws DomainError `idempotency.key-reused` when the key was used with another body
   */
  async run<T>(tx: EntityManager, request: IdempotentRequest, work: () => Promise<T>): Promise<T> {
    const { place, digest } = claimOf(request);
    if (!(await claim(tx, place, digest))) return replay<T>(tx, place, digest);
    const answer = await work();
    await tx.query('update idempotency_key set answer = $4 where caller = $1 and act = $2 and key = $3', [
      ...place,
      JSON.stringify(answer ?? null),
    ]);
    return answer;
  }

  /**
   * Claims the keys of many requests in one statement, each with the answer that it will get again. A key that another
   * transaction is claiming is waited for.
   * @returns for each, in order, whether it was free; of twins among them the first has it
   */
  async claimAll(tx: EntityManager, claims: readonly Claim[], now: Date): Promise<boolean[]> {
    const rows = await run<{ place: string }>(tx, CLAIM_ALL, [
      claims.map(({ place }) => place[0]),
      claims.map(({ place }) => place[1]),
      claims.map(({ place }) => place[2]),
      claims.map(({ digest }) => digest),
      claims.map(({ answer }) => JSON.stringify(answer)),
      now,
    ]);
    const claimed = new Set(rows.map(({ place }) => place));
    return claims.map(({ place }) => claimed.delete(place.join('\n')));
  }

  /**
   * The answer that a key which is not free has got, as JSON gives it back.
   * @throws DomainError `idempotency.key-reused` when it was for another body
   */
  answered<T>({ place, digest }: Omit<Claim, 'answer'>): Promise<T> {
    return replay<T>(this.source, place, digest);
  }

  private async sweep(): Promise<void> {
    await this.source
      .query(
        `delete from idempotency_key where ctid in (
           select ctid from idempotency_key where used_at < gw_now() - $1::interval limit $2)`,
        [REMEMBERED, SWEEP_ROWS],
      )
      .catch((error: unknown) => this.logger.warn(error));
  }
}

/** Where a request's key belongs, and what its body must be. */
export function claimOf({ caller, act, key, body }: IdempotentRequest): Omit<Claim, 'answer'> {
  return { place: [`${caller.kind}:${caller.id}`, act, key], digest: digestOf(body) };
}

/** SHA-256 of the value as JSON with sorted keys, so that the order of fields does not matter. */
export function digestOf(value: unknown): Buffer {
  return hash('sha256', canonical(value), 'buffer');
}

async function claim(tx: EntityManager, place: readonly string[], digest: Buffer): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `insert into idempotency_key (caller, act, key, digest) values ($1, $2, $3, $4)
     on conflict do nothing returning 1`,
    [...place, digest],
  );
  return rows.length > 0;
}

async function replay<T>(tx: Pick<EntityManager, 'query'>, place: readonly string[], digest: Buffer): Promise<T> {
  const rows = await tx.query<{ digest: Buffer; answer: T }[]>(
    'select digest, answer from idempotency_key where caller = $1 and act = $2 and key = $3',
    [...place],
  );
  const stored = rows[0];
  if (!stored?.digest.equals(digest)) {
    throw new DomainError('idempotency.key-reused', 'this Idempotency-Key belongs to another request');
  }
  return stored.answer;
}

const canonical = (value: unknown): string => JSON.stringify(sorted(value ?? null));

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) copy[key] = sorted((value as Record<string, unknown>)[key]);
  return copy;
}
