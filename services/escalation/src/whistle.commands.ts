import {
  make,
  WhistleApproved,
  WhistleDeclined,
  WhistleRated,
  WhistleReportedIn,
  WhistleRequested,
  type DeclineWhistle,
  type CancelWhistle,
  type RateDepartment,
  type RequestWhistle,
  type WhistleView,
} from '@gridwhistle/contracts';
import { DomainError, type StaffRole } from '@gridwhistle/kernel';
import {
  Database,
  databaseNow,
  Idempotency,
  inTicketSpan,
  may,
  require,
  type Act,
  type Actor,
} from '@gridwhistle/platform';
import { takeDue } from '@gridwhistle/messaging';
import type { Profile } from '@gridwhistle/registry';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import {
  approveWhistle,
  askCompletion,
  askerOf,
  assembleIfAllAccounted,
  checkApprover,
  completeIfAsked,
  declineWhistle,
  rateDepartment,
  reportIn,
  requestWhistle,
  type KnownOrder,
} from './domain/whistle.js';
import { holderAsking, townshipOf, WhistleAsking, whistleRules } from './whistle.asking.js';
import { WhistleClocks } from './whistle.clocks.js';
import { WhistleRungs } from './whistle.rungs.js';
import { WhistleStandstills } from './whistle.standstills.js';
import { WhistleStore, type WhistleRow } from './whistle.store.js';
import { viewOf } from './whistle.view.js';
import { idsOf, WhistleWriter } from './whistle.writer.js';

/** Who acts on which whistle, and which version of it they saw. */
export interface WhistleCall {
  actor: Actor;
  id: string;
  ifMatch: number;
}

interface Work {
  tx: EntityManager;
  row: WhistleRow;
  profile: Profile;
  now: Date;
}

/** The whistle after its approval's rungs, and whether the principal decided in time. */
interface Approval {
  judged: WhistleRow;
  onTime: boolean;
}

/** Everything that can be done with a whistle, over HTTP and over the bus alike. */
@Injectable()
export class WhistleCommands {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly registry: Registry,
    private readonly whistles: WhistleStore,
    private readonly asking: WhistleAsking,
    private readonly clocks: WhistleClocks,
    private readonly rungs: WhistleRungs,
    private readonly standstills: WhistleStandstills,
    private readonly writer: WhistleWriter,
  ) {}

  /** A unit asks the principal of its township; the reason stays here. */
  async request(actor: Actor, asked: RequestWhistle, key: string): Promise<WhistleView> {
    const request = { key, caller: actor, act: 'whistle.request', body: asked };
    const order = await this.asking.orderOf(asked.orderId);
    const span = { ticketId: asked.ticketId, unit: actor.memberships[0]?.unit };
    return this.database.transaction((tx) =>
      this.idempotency.run(tx, request, () =>
        inTicketSpan('whistle.request', span, () => this.create(tx, actor, asked, order)),
      ),
    );
  }

  approve(call: WhistleCall): Promise<WhistleView> {
    return this.act('whistle.approve', call, async ({ tx, row, profile, now }) => {
      checkApprover(...rolesOf(call.actor, row, profile));
      const { judged, onTime } = await this.endApproval(tx, row, now, profile);
      const approved = { ...judged, ...approveWhistle(judged) };
      const { kind, lead, assists } = row;
      const event = make(WhistleApproved, { ...idsOf(row), ...askedBelow(row), kind, lead, assists, onTime });
      return this.writer.write(tx, judged, approved, [event], now);
    });
  }

  decline(call: WhistleCall, { reason }: DeclineWhistle): Promise<WhistleView> {
    return this.act('whistle.decline', call, async ({ tx, row, profile, now }) => {
      checkApprover(...rolesOf(call.actor, row, profile));
      const { judged } = await this.endApproval(tx, row, now, profile);
      const declined = { ...judged, ...declineWhistle(judged), endReason: reason };
      return this.writer.write(tx, judged, declined, [make(WhistleDeclined, idsOf(row))], now);
    });
  }

  /**
   * A summoned department turns up; rungs that are due but have not fired (all was down) fire first. Before the event
   * of its order has arrived there is no clock: then the summons judges it and says so.
   */
  reportIn(call: WhistleCall): Promise<WhistleView> {
    return this.act('whistle.report-in', call, async ({ tx, row, profile, now }) => {
      const unit = summonedUnitOf(call.actor, row);
      const clock = (await this.clocks.load(tx, row, 'report-in')).find((each) => each.unit === unit);
      const judged = clock ? await this.rungs.fireOn(tx, row, [clock], now) : row;
      const onTime = clock ? await this.clocks.end(tx, judged, takeDue(clock, now).row, now, profile) : null;
      const present = assembleIfAllAccounted(reportIn(judged, unit, now, onTime));
      const events = onTime === null ? [] : [make(WhistleReportedIn, { ...idsOf(row), unit, onTime })];
      return this.writer.write(tx, judged, { ...judged, ...present }, events, now);
    });
  }

  complete(call: WhistleCall): Promise<WhistleView> {
    return this.act('whistle.complete', call, ({ tx, row, now }) =>
      this.writer.write(tx, row, { ...row, ...completeIfAsked(askCompletion(row)) }, [], now),
    );
  }

  cancel(call: WhistleCall, { reason }: CancelWhistle): Promise<WhistleView> {
    return this.act('whistle.cancel', call, ({ tx, row, profile, now }) =>
      this.writer.cancel(tx, { ...row, endReason: reason }, 'by-township', { profile, now }),
    );
  }

  rate(call: WhistleCall, { unit, score, comment }: RateDepartment): Promise<WhistleView> {
    return this.act('whistle.rate', call, ({ tx, row, now }) => {
      const rating = { score, ...(comment === undefined ? {} : { comment }) };
      const rated = { ...row, ...rateDepartment(row, unit, rating) };
      return this.writer.write(tx, row, rated, [make(WhistleRated, { ...idsOf(row), unit, score })], now);
    });
  }

  async read(actor: Actor, id: string): Promise<WhistleView> {
    const { manager } = this.database.source;
    const row = await this.whistles.find(manager, id);
    if (!row || !may(actor, 'whistle.read', this.subjectOf(row))) {
      throw new DomainError('whistle.unknown', 'there is no such whistle that you may see');
    }
    return viewOf(row, await this.standstills.isSuspended(manager, row.ticketId));
  }

  private async create(
    tx: EntityManager,
    actor: Actor,
    asked: RequestWhistle,
    told: KnownOrder | undefined,
  ): Promise<WhistleView> {
    const profile = this.registry.current();
    const order = (await this.asking.held(tx, asked.orderId)) ?? told;
    await this.standstills.checkNotSuspended(tx, asked.ticketId);
    const asker = holderAsking(actor, asked.kind, order, profile);
    const township = townshipOf(asker, profile);
    const askedBy = asker === township ? null : asker;
    const now = await databaseNow(tx);
    const by = { id: v7({ msecs: now.getTime() }), township, askedBy, requestedBy: actor.id };
    const whistle = requestWhistle(asked, by, order, whistleRules(profile));
    const clock = await this.clocks.start(tx, whistle, { kind: 'approval', unit: township, at: now }, profile);
    const dueAt = clock.dueAt ?? now;
    const times = { approvalDueAt: dueAt, reportInDueAt: null, requestedAt: now };
    const row: WhistleRow = { ...whistle, reason: asked.reason, endReason: null, ...times, sequence: 0 };
    await this.whistles.insert(tx, row);
    const { kind, lead, assists } = whistle;
    const known = { ...idsOf(row), ...askedBelow(row), kind, lead, assists };
    const event = make(WhistleRequested, { ...known, dueAt: dueAt.toISOString() });
    return viewOf(await this.writer.write(tx, row, row, [event], now));
  }

  /** One transaction: the row locked, the version compared, the right checked, then the work. */
  private act(act: Act, call: WhistleCall, work: (work: Work) => Promise<WhistleRow>): Promise<WhistleView> {
    const profile = this.registry.current();
    return this.database.transaction(async (tx) => {
      const row = await this.whistles.lock(tx, call.id);
      require(call.actor, act, this.subjectOf(row));
      if (row.sequence !== call.ifMatch) throw new DomainError('precondition.stale', `now at ${row.sequence}`);
      if (act !== 'whistle.rate') await this.standstills.checkNotSuspended(tx, row.ticketId);
      const span = { ticketId: row.ticketId, unit: row.township };
      const now = await databaseNow(tx);
      return viewOf(await inTicketSpan(act, span, () => work({ tx, row, profile, now })));
    });
  }

  private async endApproval(tx: EntityManager, row: WhistleRow, now: Date, profile: Profile): Promise<Approval> {
    const [clock] = await this.clocks.load(tx, row, 'approval');
    if (!clock) return { judged: row, onTime: true };
    const judged = await this.rungs.fireOn(tx, row, [clock], now);
    const onTime = await this.clocks.end(tx, judged, takeDue(clock, now).row, now, profile);
    return { judged, onTime };
  }

  private subjectOf(row: WhistleRow) {
    const summoned = [row.lead, ...row.assists].filter(() => row.attendance.length > 0);
    const holders = [askerOf(row), ...summoned];
    const { township } = row;
    const profile = this.registry.current();
    const area = profile.unit(township)?.area;
    return { township, holders, centre: profile.centre(area).code, area: area ?? null };
  }
}

const askedBelow = ({ askedBy }: WhistleRow): { askedBy?: string } => (askedBy === null ? {} : { askedBy });

/** What the caller is in the township, and who rules on this kind; a kind that left the profile keeps its principal. */
function rolesOf(actor: Actor, { township, kind }: WhistleRow, profile: Profile): [StaffRole[], readonly StaffRole[]] {
  const held = actor.memberships.filter(({ unit }) => unit === township).flatMap(({ roles }) => roles);
  return [held, profile.whistleKind(kind)?.approvers ?? ['principal']];
}

/** The summoned unit that the caller speaks for; `whistle.not-summoned` when there is none. */
function summonedUnitOf(actor: Actor, row: WhistleRow): string {
  const unit = row.attendance.find((a) => actor.memberships.some((m) => m.unit === a.unit))?.unit;
  if (!unit) throw new DomainError('whistle.not-summoned', 'your unit is not summoned by this whistle');
  return unit;
}
