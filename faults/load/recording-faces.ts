import { Faces, type Answer, type Request } from '../../tools/replay/http.js';
import type { Gate } from './gate.js';
import type { Acknowledged, Journal } from './journal.js';
import type { Shortage } from './shortage.js';

const ACT = /^\/api\/v1\/(orders|tickets|whistles)\/([^/]+)\/([a-z-]+)$/;
const ENTITIES: Record<string, string> = { orders: 'order', tickets: 'ticket', whistles: 'whistle' };

/** The public faces, with every acknowledgement kept, a watch on answers where something is short, and a gate that holds requests back. */
export class RecordingFaces extends Faces {
  constructor(
    origin: string,
    private readonly journal: Journal,
    private readonly gate: Gate,
    private readonly shortage: Shortage,
  ) {
    super(origin);
  }

  override async send<T>(request: Request): Promise<Answer<T>> {
    const key = request.headers?.['idempotency-key'];
    if (key !== undefined) this.journal.try(key);
    const answer = await this.gate.pass(() => super.send<T>(request));
    const entry = acknowledgedBy(request, answer);
    if (entry) this.journal.acknowledge(entry);
    return answer;
  }

  protected override attempt<T>(request: Request): Promise<Answer<T> | undefined> {
    return this.shortage.watch(request, () => super.attempt<T>(request));
  }
}

/** What an answer acknowledges; undefined for a look, a refusal, or what is no change. */
export function acknowledgedBy(
  { method, path, headers }: Request,
  { status, body }: Answer<unknown>,
): Acknowledged | undefined {
  if (method !== 'POST' || (status !== 200 && status !== 201)) return undefined;
  const { id, sequence, round } = body as { id: string; sequence: number; round: number };
  const key = headers?.['idempotency-key'] ?? '';
  if (path === '/api/v1/tickets') return { what: 'report', key, id };
  if (path === '/api/v1/whistles') return { what: 'whistle', key, id };
  const [, resources, target, act] = ACT.exec(path) ?? [];
  if (resources === undefined || target === undefined || act === undefined) return undefined;
  if (act === 'rating') return { what: 'rating', id: target, round };
  return { what: 'act', via: 'http', entity: ENTITIES[resources] ?? resources, id: target, act, sequence };
}
