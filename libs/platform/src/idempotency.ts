import { createHash } from 'node:crypto';
import { DomainError } from '@gridwhistle/kernel';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from './actor.js';

export interface IdempotentRequest {
  /** From `@IdempotencyKey()`, or the `idempotencyKey` of a bus command. */
  readonly key: string;
  readonly caller: Actor;
  /** The act with what it acts on, e.g. `order.remind:<order id>`. */
  readonly act: string;
  /** What must be the same when the request is repeated. */
  readonly body: unknown;
}

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
    const place = [`${request.caller.kind}:${request.caller.id}`, request.act, request.key];
    const digest = digestOf(request.body);
    if (!(await claim(tx, place, digest))) return replay<T>(tx, place, digest);
    const answer = await work();
    await tx.query('update idempotency_key set answer = $4 where caller = $1 and act = $2 and key = $3', [
      ...place,
      JSON.stringify(answer ?? null),
    ]);
    return answer;
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

/** SHA-256 of the value as JSON with sorted keys, so that the order of fields does not matter. */
export function digestOf(value: unknown): Buffer {
  return createHash('sha256').update(canonical(value)).digest();
}

async function claim(tx: EntityManager, place: readonly string[], digest: Buffer): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `insert into idempotency_key (caller, act, key, digest) values ($1, $2, $3, $4)
     on conflict do nothing returning 1`,
    [...place, digest],
  );
  return rows.length > 0;
}

async function replay<T>(tx: EntityManager, place: readonly string[], digest: Buffer): Promise<T> {
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

function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, field: unknown) => {
    if (typeof field !== 'object' || field === null || Array.isArray(field)) return field;
    return Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
