import { setTimeout as delay } from 'node:timers/promises';
import { Person, type Step, type Versioned } from '../../tools/replay/person.js';
import type { Faces } from '../../tools/replay/http.js';
import type { Desk } from './desk.js';
import type { Journal } from './journal.js';

const ACT = /^\/(order|whistle)s\/([^/]+)$/;
/** How long a department waits until its stream brings the order that it is to work on. */
const STREAM_WITHIN_MS = 90_000;
const LOOK_MS = 50;
const MOST_OVERTAKEN = 50;

/** Somebody of a department: learns of orders from the department's stream and acts over the bus. */
export class Official extends Person {
  constructor(
    faces: Faces,
    token: () => Promise<string>,
    private readonly desk: Desk,
    private readonly journal: Journal,
  ) {
    super(faces, token);
  }

  override async act<V extends Versioned>(path: string, seen: V, step: Step<V>): Promise<V> {
    const [, entity, id] = ACT.exec(path) ?? [];
    if (entity === undefined || id === undefined) return super.act(path, seen, step);
    if (entity === 'order') await this.told(id);
    let now = seen;
    for (let attempt = 0; attempt < MOST_OVERTAKEN; attempt++) {
      const answer = await this.desk.command(`${entity}.${step.act}`, { id, ifMatch: now.sequence, ...step.body });
      if (answer.code === undefined) {
        const { sequence = 0 } = answer;
        this.journal.acknowledge({ what: 'act', via: 'bus', entity, id, act: step.act, sequence });
        return answer as unknown as V;
      }
      if (answer.code !== 'precondition.stale') throw refused(path, step.act, answer);
      now = await this.see<V>(path);
      if (!step.pending(now)) return now;
    }
    throw new Error(`${step.act} ${path}: overtaken ${MOST_OVERTAKEN} times`);
  }

  /** Until the department's stream has spoken of the order. */
  private async told(orderId: string): Promise<void> {
    for (const until = Date.now() + STREAM_WITHIN_MS; !this.desk.knows(orderId); await delay(LOOK_MS)) {
      if (Date.now() > until) throw new Error(`${this.desk.unit} was not told of its order ${orderId}`);
    }
  }
}

const refused = (path: string, act: string, answer: object): Error =>
  new Error(`${act} ${path} over the bus: ${JSON.stringify(answer).slice(0, 300)}`);
