import type { ConsumerInfo } from '@nats-io/jetstream';
import type { StreamView } from './stream-view.js';

/**
 * A durable with nothing left has come as far as the stream. It is taken to be where it was seen last for so many messages,
 * none of them its own: else every message would move the floors of a thousand quiet units.
 */
const BEHIND = 10_000;

interface Known {
  acknowledged: number;
  floor: number;
}

/** Finds how far durables have come: everything up to its floor is acknowledged, the message behind it is not. */
export class Floors {
  private readonly known = new Map<string, Known>();
  private knownOf = '';

  /**
   * `view` was opened before the server told `infos`: a durable with nothing left has reached the end it saw. `times` is
   * the bus's of before: a stream that lost its end or all of itself has other messages at the positions that are known.
   */
  async of(view: StreamView, infos: readonly ConsumerInfo[], times: number): Promise<Map<string, number>> {
    const stream = [view.created, view.leader, times].join();
    if (stream !== this.knownOf) this.known.clear();
    this.knownOf = stream;
    const floors = new Map<string, number>();
    for (const info of infos) floors.set(info.name, await this.floor(view, info));
    for (const name of this.known.keys()) if (!floors.has(name)) this.known.delete(name);
    return floors;
  }

  private async floor(view: StreamView, info: ConsumerInfo): Promise<number> {
    const acknowledged = info.ack_floor.stream_seq;
    // In a cluster another node may answer for the durable, one that does not have the stream's last messages yet.
    const isIdle = info.num_pending + info.num_ack_pending === 0;
    const known = this.known.get(info.name);
    if (isIdle && view.replicas === 1) return this.idle(info, view.lastPosition, known);
    if (known?.acknowledged === acknowledged) return known.floor;
    const next = await firstUnacknowledged(view, info);
    if (next === undefined) return isIdle ? Math.max(acknowledged, view.lastPosition) : acknowledged;
    this.known.set(info.name, { acknowledged, floor: next - 1 });
    return next - 1;
  }

  private idle({ name, ack_floor }: ConsumerInfo, lastPosition: number, known: Known | undefined): number {
    const acknowledged = ack_floor.stream_seq;
    if (known?.acknowledged === acknowledged && lastPosition - known.floor < BEHIND) return known.floor;
    const floor = Math.max(acknowledged, lastPosition);
    this.known.set(name, { acknowledged, floor });
    return floor;
  }
}

/** What a filter passes over needs no acknowledgement: the server's own floor stays far behind for a quiet unit. */
async function firstUnacknowledged(view: StreamView, info: ConsumerInfo): Promise<number | undefined> {
  const { filter_subject, filter_subjects } = info.config;
  const filters = filter_subjects ?? [filter_subject ?? '>'];
  const after = info.ack_floor.stream_seq;
  const found = await Promise.all(filters.map((filter) => view.nextOf(filter, after)));
  const positions = found.filter((position) => position !== undefined);
  return positions.length > 0 ? Math.min(...positions) : undefined;
}
