import {
  make,
  ProfileApplied,
  HardCaseDeclared,
  PartClosed,
  RaiseDemanded,
  ReportCalledBack,
  ReportObjected,
  ReportReopeningAsked,
  ReportRated,
  ReportReceived,
  ReportWithdrawalAsked,
  SplitEnded,
  StaffDeactivated,
  StaffListApplied,
  WhistleApproved,
  WhistleCancelled,
  WhistleCompleted,
} from '@gridwhistle/contracts';
import type { Actor } from '@gridwhistle/platform';
import { giveProfile, Recording, redeliveryChecks, type Booted } from '@gridwhistle/testing/redelivery';
import type { Type } from '@nestjs/common';
import { v7 } from 'uuid';
import type { Order } from '../src/domain/order.js';
import { definition } from '../src/index.js';
import type { Stored } from '../src/matter.changes.js';
import { MatterStore } from '../src/matter.store.js';
import { OrderCommands } from '../src/order.commands.js';
import { Queries } from '../src/queries.js';
import { SuspensionCommands } from '../src/suspension.commands.js';
import { TicketCommands } from '../src/ticket.commands.js';
import { requestExtension } from '../src/domain/extending.js';
import { giveBack } from '../src/domain/redispatch.js';
import { rate } from '../src/domain/closing.js';
import { object } from '../src/domain/objecting.js';
import { whistle as blow } from '../src/domain/whistling.js';
import { split } from '../src/domain/splitting.js';
import { requestSuspension } from '../src/domain/suspending.js';
import { ExtensionCommands } from '../src/extension.commands.js';
import {
  BRANCH,
  CATEGORY,
  CENTRE,
  DUTY,
  GRID,
  HOUSING,
  OTHER_GRID,
  ROOM,
  smallDistrict,
  URBAN,
  WATER,
} from '@gridwhistle/testing/small-district';
import { directiveCommands, giveDirectives, WORKER } from './directive-history.js';
import { Scene } from './scene.js';
import { RESULT } from './stage.js';

// Matters as they stand before the events, with ids that are alike in every run.
const whistled = new Scene({}, 100).toTownship();
const cancelled = new Scene({}, 200).toTownship();
const bad = new Scene({}, 300).solved();
const good = new Scene({}, 400).solved();
const called = new Scene({}, 500).solved();
const withdrawn = new Scene({}, 600).accept();
// For the commands: one of each state, which no event touches.
const fresh = new Scene({}, 700);
const accepted = new Scene({}, 800).accept();
const resolved = new Scene({}, 900).accept().resolve();
const returned = new Scene({}, 1000);
returned.then(giveBack(returned.matter, returned.lead, 0, returned.context()));
const done = new Scene({}, 1100).solved();
const waiting = new Scene({ grid: undefined }, 1200);
const held = new Scene({ severity: 'emergency' }, 1300).accept();
const asking = new Scene({}, 1400).accept();
asking.then(requestExtension(asking.matter, asking.lead, { amount: 1, unit: 'work-day' }, asking.context()));
const extensionOf = ({ matter }: Scene): string => matter.extensions[0]?.id ?? '';
const puttingOff = new Scene({}, 1500).accept();
const closed = (count: number): Scene => {
  const scene = new Scene({}, count).solved();
  const rating = { round: 1, satisfaction: 'satisfied', solved: true } as const;
  return scene.then(rate(scene.matter, rating, scene.context()));
};
const [over, reopened] = [closed(1600), closed(1700)];
const [hard, overdue] = [new Scene({}, 1800), new Scene({}, 1900)];
const objected = new Scene({}, 2000).toTownship();
const blown = { whistleId: v7(), orderId: objected.lead.id, township: ROOM, lead: WATER, assists: [URBAN] };
objected.then(blow(objected.matter, { ...blown, at: objected.now }, objected.context()));
objected.then(object(objected.matter, objected.of(WATER), objected.context()));
// A ticket that was split, and one that ended before its part.
const [parted, ended] = [new Scene({}, 2100).accept(), new Scene({}, 2200).accept()];
const wanted = [{ unit: WATER }, { unit: URBAN }];
parted.then(split(parted.matter, wanted, parted.context()).whole);
const [openPart] = split(ended.matter, wanted, ended.context()).parts;
const endedPart = new Scene({}, 2300);
endedPart.changes.length = 0;
endedPart.matter = { ticket: undefined as never, orders: [], extensions: [], suspensions: [] };
endedPart.then(openPart ?? { orders: [] });
const until = new Date(puttingOff.now.getTime() + 86_400_000);
puttingOff.then(requestSuspension(puttingOff.matter, puttingOff.lead, until, puttingOff.context()));
const suspensionOf = ({ matter }: Scene): string => matter.suspensions[0]?.id ?? '';
const scenes = [
  whistled,
  cancelled,
  bad,
  good,
  called,
  withdrawn,
  fresh,
  accepted,
  resolved,
  returned,
  done,
  waiting,
  held,
  asking,
  puttingOff,
  over,
  reopened,
  hard,
  overdue,
  objected,
  parted,
  ended,
  endedPart,
];

const recording = new Recording('522730');
const facts = { photos: 0, anonymous: false, confidential: false, severity: 'normal', channel: 'resident' } as const;

/** A report and what its reporter said later. */
function report(ticketId: string, ...later: object[]): void {
  const received = make(ReportReceived, { ticketId, category: CATEGORY, grid: GRID, wordLists: ['burst'], ...facts });
  recording.say({ id: ticketId, ticketId, unit: null }, received, ...later);
}

function whistle(ticketId: string, orderId: string, end: 'completed' | 'cancelled' | 'open'): void {
  const about = { whistleId: v7(), ticketId, orderId, township: ROOM };
  const kind = { kind: 'difficult-problem', lead: WATER, assists: [URBAN], onTime: true };
  recording.say({ id: about.whistleId, ticketId, unit: ROOM }, make(WhistleApproved, { ...about, ...kind }));
  if (end === 'completed') recording.say({ id: about.whistleId, ticketId, unit: ROOM }, make(WhistleCompleted, about));
  const reason = 'by-township';
  if (end === 'cancelled') {
    recording.say({ id: about.whistleId, ticketId, unit: ROOM }, make(WhistleCancelled, { ...about, reason }));
  }
}

recording.say(
  { id: v7(), ticketId: null, unit: null },
  make(StaffDeactivated, { person: WORKER, unit: GRID, version: 2 }),
);

recording.say({ id: v7(), ticketId: null, unit: null }, make(StaffListApplied, { district: '522730', revision: 1 }));

const idOf = ({ matter }: Scene): string => matter.ticket.id;
const digest = 'a'.repeat(64);
const profileId = v7();
recording.say(
  { id: profileId, ticketId: null, unit: null },
  make(ProfileApplied, { district: '522730', version: 1, digest }),
);
const rated = (ticketId: string, solved: boolean) =>
  make(ReportRated, { ticketId, round: 1, satisfaction: 'satisfied', solved });
const reached = { round: 1, effective: true, responded: true, solved: true, by: 'centre' } as const;
report(idOf(bad), rated(idOf(bad), false));
report(
  idOf(good),
  rated(idOf(good), true),
  make(ReportCalledBack, { ticketId: idOf(good), ...reached, solved: false }),
);
report(idOf(called), make(ReportCalledBack, { ticketId: idOf(called), ...reached }), rated(idOf(called), true));
for (const partId of parted.matter.ticket.parts?.open ?? []) {
  const result = { partId, ticketId: idOf(parted), outcome: 'solved', orderId: v7(), unit: WATER } as const;
  recording.say({ id: partId, ticketId: idOf(parted), unit: null }, make(PartClosed, result));
}
recording.say(
  { id: idOf(ended), ticketId: idOf(ended), unit: null },
  make(SplitEnded, { ticketId: idOf(ended), parts: [idOf(endedPart)] }),
);
report(idOf(reopened), make(ReportReopeningAsked, { ticketId: idOf(reopened), round: 1 }));
recording.say(
  { id: idOf(hard), ticketId: idOf(hard), unit: null },
  make(HardCaseDeclared, { ticketId: idOf(hard), reason: 'redos' }),
);
const demand = { raiseId: v7(), ticketId: idOf(overdue), orderId: overdue.lead.id, unit: GRID, cause: 'order.overdue' };
recording.say({ id: demand.raiseId, ticketId: demand.ticketId, unit: GRID }, make(RaiseDemanded, demand));
const objecting = v7();
report(objecting, make(ReportObjected, { ticketId: objecting }));
report(idOf(withdrawn), make(ReportWithdrawalAsked, { ticketId: idOf(withdrawn) }));
const late = v7();
report(late, rated(late, false), make(ReportWithdrawalAsked, { ticketId: late }));
whistle(idOf(whistled), whistled.lead.id, 'completed');
whistle(idOf(cancelled), cancelled.lead.id, 'cancelled');
whistle(v7(), v7(), 'open');
whistle(late, v7(), 'open');

/** The profile, and every scene decision by decision. */
async function prepare(booted: Booted): Promise<void> {
  await giveProfile(booted, smallDistrict());
  await giveDirectives(booted);
  const store = get(booted, MatterStore);
  await booted.database.transaction(async (tx) => {
    for (const scene of scenes) {
      let stored: Stored | undefined;
      for (const change of scene.changes) {
        stored = await store.save(tx, stored, change, { rules: scene.profile, now: scene.now });
      }
    }
  });
}

/** Every command, each on a matter in the state that it needs. */
function commands(booted: Booted): Record<string, () => Promise<unknown>> {
  const staff = (unit: string): Actor => ({ kind: 'staff', id: unit, memberships: [{ unit, roles: ['member'] }] });
  const [orders, tickets, queries] = [get(booted, OrderCommands), get(booted, TicketCommands), get(booted, Queries)];
  const of = (scene: Scene): Order => scene.matter.orders[0] as Order;
  const onOrder = async (id: string, unit: string) => {
    return { actor: staff(unit), id, ifMatch: (await queries.order(id, staff(unit))).sequence };
  };
  const on = (scene: Scene, unit: string) => onOrder(of(scene).id, unit);
  const about = async (scene: Scene, unit: string) => {
    const id = idOf(scene);
    return { actor: staff(unit), id, ifMatch: (await queries.ticket(id, staff(unit))).sequence };
  };
  const reason = 'because';
  return {
    accept: async () => orders.accept(await on(fresh, GRID), {}),
    return: async () => orders.return(await on(fresh, GRID), { reason, proof: RESULT.proof }),
    raise: async () => orders.raise(await on(fresh, GRID), { reason }),
    reassign: async () => orders.reassign(await on(fresh, BRANCH), { unit: HOUSING, reason }),
    cancel: async () => orders.cancel(await on(fresh, BRANCH), { reason }),
    assist: async () => orders.assist(await on(accepted, GRID), { unit: BRANCH, reason }),
    delegate: async () => orders.delegate(await on(held, ROOM), { unit: BRANCH, reason }),
    requestExtension: async () =>
      get(booted, ExtensionCommands).request(
        await on(accepted, GRID),
        { amount: 1, measure: 'work-day', reason },
        'key-1',
      ),
    approveExtension: async () =>
      get(booted, ExtensionCommands).approve({ actor: staff(BRANCH), id: extensionOf(asking), ifMatch: 1 }, {}),
    refuseExtension: async () =>
      get(booted, ExtensionCommands).refuse({ actor: staff(BRANCH), id: extensionOf(asking), ifMatch: 1 }, { reason }),
    requestSuspension: async () =>
      get(booted, SuspensionCommands).request(
        await about(accepted, GRID),
        { until: '2026-06-01T01:00:00Z', reason },
        'key-2',
      ),
    approveSuspension: async () =>
      get(booted, SuspensionCommands).approve({ actor: staff(BRANCH), id: suspensionOf(puttingOff), ifMatch: 1 }, {}),
    refuseSuspension: async () =>
      get(booted, SuspensionCommands).refuse(
        { actor: staff(BRANCH), id: suspensionOf(puttingOff), ifMatch: 1 },
        { reason },
      ),
    progress: async () => orders.progress(await on(accepted, GRID), { text: reason }),
    resolve: async () => orders.resolve(await on(accepted, GRID), RESULT),
    confirm: async () => orders.confirm(await on(resolved, BRANCH), {}),
    sendBack: async () => orders.sendBack(await on(resolved, BRANCH), { reason }),
    upholdReturn: async () => orders.upholdReturn(await on(returned, BRANCH), { unit: OTHER_GRID, reason, duty: DUTY }),
    overruleReturn: async () => orders.overruleReturn(await on(returned, BRANCH), { reason }),
    object: async () => orders.object(await onOrder(objected.of(URBAN).id, URBAN), { reason }),
    upholdObjection: async () =>
      orders.upholdObjection(await onOrder(objected.of(WATER).id, CENTRE), { unit: HOUSING, reason }),
    overruleObjection: async () => orders.overruleObjection(await onOrder(objected.of(WATER).id, CENTRE), { reason }),
    assign: async () => tickets.assign(await about(waiting, CENTRE), { grid: GRID }),
    mark: async () => tickets.mark(await about(accepted, GRID), { as: 'private', reason }),
    split: async () => tickets.split(await about(fresh, BRANCH), { parts: [{ unit: WATER }, { unit: URBAN }], reason }),
    merge: async () => tickets.merge(await about(fresh, BRANCH), { into: idOf(accepted) }),
    claim: async () => tickets.claim(await about(held, WATER), { unit: WATER, reason }),
    reopen: async () => tickets.reopen(await about(over, BRANCH), { reason }),
    redo: async () => tickets.redo(await about(done, BRANCH), { reason }),
    ...directiveCommands(booted),
  };
}

const get = <T>({ service }: Booted, provider: Type<T>): T => service.app.get(provider, { strict: false });

describe('what dispatch learns may come in any way', () => {
  // What a clock has used depends on the milliseconds between two events.
  const volatile = ['clock.used_ms', 'clock.budget_ms'];
  const checks = redeliveryChecks({ definition, events: recording.events, prepare, commands, volatile });
  test.each(checks)('$name', ({ run }) => run());
});
