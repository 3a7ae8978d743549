import { performance } from 'node:perf_hooks';
import {
  afterCommit,
  areLarge,
  Database,
  databaseNow,
  GROUP_ANSWER_MS,
  GroupCommit,
  inThisTrace,
  markFailed,
  require,
  startTicketSpan,
  traceparentOf,
  withPatience,
  type Act,
} from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { Span } from '@opentelemetry/api';
import type { EntityManager } from 'typeorm';
import type { OrderView } from './answers.js';
import { AdmissionStore } from './admission-application.store.js';
import { checkVersion, contextOf, orderIn, subjectOf, unknownOrder, type Call } from './call.js';
import type { Change, Matter } from './domain/matter.js';
import type { Order } from './domain/order.js';
import type { Context } from './domain/rules.js';
import type { Moment, Stored } from './matter.changes.js';
import { MatterStore } from './matter.store.js';
import { NoteStore, type Note } from './note.store.js';
import { orderViewOf, versionOf } from './views.js';

type OrderAct = Act extends infer A ? (A extends `order.${infer Name}` ? Name : never) : never;
type Decide = (matter: Matter, order: Order, context: Context) => Change;

/** An act that is asked for. */
interface Asked {
  readonly call: Call;
  readonly act: OrderAct;
  readonly decide: Decide;
  readonly note: Pick<Note, 'words' | 'outcome' | 'proof'> | undefined;
  /** Runs something as part of the request it came by: the caller's trace is linked. */
  readonly inRequest: <T>(work: () => T) => T;
}

/** An act that was decided: a change, or why there is none. */
interface Decided {
  readonly asked: Asked;
  readonly stored: Stored | undefined;
  readonly span?: Span;
  readonly change?: Change;
  readonly refused?: unknown;
}

type Answer = { readonly view: OrderView } | { readonly refused: unknown } | 'again';

/** Waiting and writing together stay below the 2 s in which a caller gets an answer. */
const GROUPS = { size: 50, lanes: 2, waiting: 1_000, patienceMs: 400 };
const WRITE_MS = 1_200;
/** Pictures are megabytes: one act at a time, and few that wait with theirs in memory. */
const WITH_PROOF = { size: 1, lanes: 2, waiting: 20, patienceMs: 700 };
const WRITE_PROOF_MS = 4_000;
/** Who holds a ticket for long must not hold up everybody else. */
const LOCK_BRIEFLY = `set local lock_timeout = '500ms'`;

/** How every act on an order is done: locked, checked, decided, saved and published, those that come together in one transaction. */
@Injectable()
export class OrderActs {
  private readonly groups = new GroupCommit(GROUPS, (all: readonly Asked[]) => this.together(all, WRITE_MS));
  private readonly withProof = new GroupCommit(WITH_PROOF, (all: readonly Asked[]) =>
    this.together(all, WRITE_PROOF_MS),
  );

  constructor(
    private readonly database: Database,
    private readonly matters: MatterStore,
    private readonly notes: NoteStore,
    private readonly registry: Registry,
    private readonly admissions: AdmissionStore,
  ) {}

  /** @throws DomainError `order.unknown`, `auth.forbidden`, `precondition.stale`, `unavailable`, or what the decision refuses by */
  async perform(call: Call, act: OrderAct, decide: Decide, note?: Asked['note']): Promise<OrderView> {
    const asked: Asked = { call, act, decide, note, inRequest: inThisTrace() };
    const isLarge = areLarge(note?.proof ?? []);
    const until = performance.now() + GROUP_ANSWER_MS;
    for (;;) {
      const answer = await (isLarge ? this.withProof.add(asked) : this.groups.add(asked, until - performance.now()));
      if (answer === 'again') continue;
      if ('refused' in answer) throw answer.refused;
      return answer.view;
    }
  }

  private together(all: readonly Asked[], withinMs: number): Promise<Answer[]> {
    const rules = this.registry.current();
    return withPatience(withinMs, () => this.database.transaction((tx) => this.write(tx, all, rules)));
  }

  private async write(tx: EntityManager, all: readonly Asked[], rules: Profile): Promise<Answer[]> {
    await tx.query(LOCK_BRIEFLY);
    const stored = await this.matters.lockOfOrders(
      tx,
      all.map(({ call }) => call.id),
    );
    const now = await databaseNow(tx);
    const turns = inTurn(all, stored);
    const admitted = await this.admissions.admitted(tx, dutiesOf(all));
    const decided = all.map((asked, index) =>
      turns[index]
        ? decidedOf(asked, stored.get(asked.call.id), contextOf(rules, now, asked.call.actor, admitted))
        : undefined,
    );
    const views = await this.save(tx, decided.filter(isChange), { rules, now });
    return decided.map((each) => {
      if (!each) return 'again';
      const view = views.get(each);
      return view ? { view } : { refused: each.refused };
    });
  }

  private async save(tx: EntityManager, changes: readonly Changing[], at: Moment): Promise<Map<Decided, OrderView>> {
    const decisions = changes.map(({ stored, change, span }) => {
      return { stored, change, traceparent: traceparentOf(span.spanContext()) };
    });
    const saved = await this.matters.saveMany(tx, decisions, at);
    await this.notes.addMany(
      tx,
      changes.flatMap(({ asked }) => noteOf(asked, at.now)),
    );
    // A span is told of only when its act took place.
    afterCommit(tx, () => changes.forEach(({ span }) => span.end()));
    return new Map(changes.map((each, index) => [each, viewIn(saved[index] as Stored, each.asked, at.rules)]));
  }
}

type Changing = Decided & { readonly stored: Stored; readonly change: Change; readonly span: Span };
const isChange = (decided: Decided | undefined): decided is Changing => decided?.change !== undefined;

/** Of several acts on one ticket the first has its turn; what the others see must be what it leaves. */
function inTurn(all: readonly Asked[], stored: ReadonlyMap<string, Stored>): boolean[] {
  const seen = new Set<string>();
  return all.map(({ call }) => {
    const ticketId = stored.get(call.id)?.matter.ticket.id;
    if (ticketId === undefined) return true;
    return !seen.has(ticketId) && Boolean(seen.add(ticketId));
  });
}

const dutiesOf = (all: readonly Asked[]): string[] =>
  all.flatMap(({ call: { duty } }) => (duty === undefined ? [] : [duty]));

function decidedOf(asked: Asked, stored: Stored | undefined, context: Context): Decided {
  if (!stored) return { asked, stored, refused: unknownOrder() };
  const order = orderIn(stored, asked.call.id);
  const { ticketId, unit, tier } = order;
  const span = asked.inRequest(() => startTicketSpan(`order ${asked.act}`, { ticketId, unit, tier }));
  try {
    require(asked.call.actor, `order.${asked.act}`, subjectOf(order, context.rules));
    checkVersion(stored, asked.call);
    return { asked, stored, span, change: asked.decide(stored.matter, order, context) };
  } catch (refused) {
    markFailed(span, refused);
    span.end();
    return { asked, stored, refused };
  }
}

function noteOf({ note, call, act }: Asked, at: Date): Note[] {
  return note ? [{ ...note, orderId: call.id, act, by: call.actor.id, at }] : [];
}

const viewIn = (saved: Stored, { call }: Asked, rules: Profile): OrderView =>
  orderViewOf(orderIn(saved, call.id), saved.matter, versionOf(saved.versions, call.id), rules);
