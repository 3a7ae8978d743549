import {
  HotlineOrderCalledBack,
  HotlineOrderReceived,
  HotlineOrderWithdrawalAsked,
  make,
  OrderAccepted,
  OrderCancelled,
  OrderConfirmed,
  OrderIssued,
  OrderRaised,
  OrderResolved,
  OrderReturned,
  OrderReturnOverruled,
  OrderSentBack,
  OrderMoved,
  ProfileApplied,
  TicketAssigned,
  TicketClosed,
  TicketMarked,
  TicketMerged,
  TicketMoved,
  TicketObjected,
  TicketOpened,
  TicketReopened,
  TicketReporterLeft,
  TicketResolved,
  TicketWithdrawalRefused,
} from '@gridwhistle/contracts';
import type { Actor } from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry/copy';
import { until } from '@gridwhistle/testing/stage';
import { giveProfile, Recording, redeliveryChecks, type Booted } from '@gridwhistle/testing/redelivery';
import type { Type } from '@nestjs/common';
import { v7 } from 'uuid';
import { CallBackCommands } from '../src/call-back.commands.js';
import { definition } from '../src/index.js';
import { LookCommands } from '../src/look.commands.js';
import { RatingCommands } from '../src/rating.commands.js';
import { ReportCommands } from '../src/report.commands.js';
import { ReportWriter } from '../src/report.writer.js';
import { digestOfCode } from '../src/sealed.js';
import { Suggestions } from '../src/suggestions.js';
import { TopicQueries } from '../src/topic.queries.js';
import { VersionCommands } from '../src/version.commands.js';
import { BRANCH, CENTRE, district, GRID, HERE, LAMPS, LEAKS, ROOM, WATER } from './district.js';

const code = 'AAAAAAAAAAAAAAAAAAAAAA';
const [ticketId, hotlineId, profileId, privateId, closedId, leftId] = [v7(), v7(), v7(), v7(), v7(), v7()];
const due = '2026-03-04T09:00:00Z';
const what = { category: '0102', severity: 'normal' as const, grid: GRID, area: '522730001001' };

const recording = new Recording('522730');
const ticket = { id: ticketId, ticketId, unit: null };
const hotline = { id: hotlineId, ticketId: hotlineId, unit: null };
const said = { round: 1, effective: true, responded: true, solved: true };

/** An order of the ticket with what its unit does. */
function order(
  unit: string,
  verifier: string,
  acts: (ids: { orderId: string; ticketId: string; unit: string }) => object[],
) {
  const ids = { orderId: v7(), ticketId, unit };
  const kind = { role: 'lead' as const, tier: 'grid' as const, origin: 'route' as const, round: 1, verifier };
  const issued = make(OrderIssued, { ...ids, ...kind, ...what, acceptDueAt: due, dueAt: due, provisional: false });
  recording.say({ id: ids.orderId, ticketId, unit }, issued, ...acts(ids));
}

const assigned = (round: number) =>
  make(TicketAssigned, { ticketId, round, ...what, unit: GRID, rule: 'default-grid', dueAt: due, provisional: false });
const resolved = (round: number, unit: string) => {
  const result = {
    outcome: 'solved' as const,
    orderId: v7(),
    unit,
    onTime: true,
    ratingUntil: '2026-03-11T09:00:00Z',
  };
  return make(TicketResolved, { ticketId, round, ...result });
};

recording.say(
  { id: profileId, ticketId: null, unit: null },
  make(ProfileApplied, { district: '522730', version: 1, digest: 'a'.repeat(64) }),
);
recording.say(
  ticket,
  make(TicketOpened, { ticketId, severity: 'normal', channel: 'resident', dispatcher: BRANCH, waitingFor: [] }),
  assigned(1),
  make(TicketMoved, { ticketId, grid: GRID, area: '522730001001', dispatcher: ROOM }),
  resolved(1, ROOM),
  make(TicketWithdrawalRefused, { ticketId, reporter: ticketId }),
  make(TicketReporterLeft, { ticketId, reporter: leftId }),
  make(TicketReopened, { ticketId, round: 2, reason: 'not-solved' }),
  assigned(2),
  resolved(2, WATER),
);
recording.say(hotline, make(HotlineOrderReceived, { ticketId: hotlineId, severity: 'normal', confidential: false }));
recording.say(hotline, make(HotlineOrderCalledBack, { ticketId: hotlineId, ...said }));
recording.say(hotline, make(HotlineOrderCalledBack, { ticketId: hotlineId, ...said, solved: false }));
recording.say(hotline, make(HotlineOrderWithdrawalAsked, { ticketId: hotlineId }));
order(GRID, BRANCH, (ids) => [
  make(OrderAccepted, { ...ids, onTime: true }),
  make(OrderRaised, { ...ids, toUnit: ROOM, onTime: true }),
]);
order(BRANCH, ROOM, (ids) => [
  make(OrderReturned, ids),
  make(OrderReturnOverruled, { ...ids, dueAt: due }),
  make(OrderMoved, { ...ids, verifier: WATER, dispatcher: WATER, area: what.area, grid: GRID }),
  make(OrderAccepted, { ...ids, onTime: true }),
]);
order(WATER, ROOM, (ids) => [
  make(OrderAccepted, { ...ids, onTime: true }),
  make(OrderResolved, { ...ids, onTime: true, proofs: 1 }),
  make(OrderSentBack, { ...ids, dueAt: due }),
  make(OrderResolved, { ...ids, onTime: true, proofs: 1 }),
  make(OrderConfirmed, { ...ids, onTime: true }),
]);
order(ROOM, '522730-centre', (ids) => [make(OrderCancelled, { ...ids, reason: 'cancelled' })]);
recording.say(
  { id: privateId, ticketId: privateId, unit: null },
  make(TicketAssigned, {
    ...{ ticketId: privateId, round: 1, ...what, unit: GRID, rule: 'default-grid', dueAt: due, provisional: false },
  }),
  make(TicketMarked, { ticketId: privateId, kind: 'private' }),
);
recording.say(
  { id: closedId, ticketId: closedId, unit: null },
  make(TicketClosed, { ticketId: closedId, round: 1, outcome: 'solved', by: 'rating' }),
);
const objected = v7();
recording.say(
  { id: objected, ticketId: objected, unit: null },
  make(TicketMarked, { ticketId: objected, kind: 'private' }),
  make(TicketMerged, { ticketId: objected, into: ticketId }),
  make(TicketObjected, { ticketId: objected, dispatcher: BRANCH }),
);
const other = v7();
recording.say(
  { id: other, ticketId: other, unit: null },
  make(TicketClosed, { ticketId: other, round: 1, outcome: 'solved', by: 'rating' }),
);

/** A profile, and the report that the ticket's events are about. */
async function prepare(booted: Booted): Promise<void> {
  await giveProfile(booted, district);
  const profile = get(booted, Registry).current();
  const arrival = {
    channel: 'resident' as const,
    severity: 'normal' as const,
    filing: { grid: GRID, category: '0102' },
    place: HERE,
    words: { text: 'Water runs' },
    reporter: { phone: '13800001234' },
    anonymous: false,
    confidential: false,
    photos: [],
    codeDigest: digestOfCode(code),
  };
  const now = new Date('2026-03-02T01:00:00Z');
  await putVersionInForce(booted);
  await booted.database.transaction(async (tx) => {
    for (const [id, category] of [
      [ticketId, LAMPS] as const,
      [privateId, LEAKS] as const,
      [closedId, LAMPS] as const,
      [leftId, LAMPS] as const,
    ]) {
      const suggestion = { version: 1, category, confidence: 0.9, applied: false, unit: WATER, unitConfidence: 0.7 };
      await get(booted, ReportWriter).write(tx, { ...arrival, id, suggestion }, { profile, now });
    }
  });
}

/** A version that is in force, so that what becomes of suggestions is looked for; and closed tickets to learn another from. */
async function putVersionInForce({ source, service }: Booted): Promise<void> {
  const closed = `insert into report (id, channel, severity, category, words, words_key, photos, anonymous, confidential, received_at, sequence)
    select uuidv7(), 'resident', 'normal', case when n % 2 = 0 then '${LEAKS}' else '${LAMPS}' end, '', '', 0, true, false, now(), 1
    from generate_series(1, 60) n returning id`;
  await source.query(
    `with r as (${closed}) insert into ticket_standing (ticket_id, state, round, outcome, closed_at)
     select id, 'closed', 1, 'solved', '2026-01-01' from r`,
  );
  await source.query(
    `insert into suggestion_version (version, state, asked_at, texts, done, in_force_since) values (1, 'ready', now(), 60, 60, now())`,
  );
  const suggestions = service.app.get(Suggestions, { strict: false });
  suggestions.wake();
  await until(async () => suggestions.everUsed);
}

/** Every command, on the state after all events. */
function commands(booted: Booted): Record<string, () => Promise<unknown>> {
  const staff = (unit: string): Actor => ({ kind: 'staff', id: 's', memberships: [{ unit, roles: ['member'] }] });
  const sender = { actor: staff(GRID), key: 'k', query: {} };
  const said = { effective: true, responded: true, solved: true };
  const look = { actor: staff(BRANCH), purpose: 'handle' };
  return {
    report: () => get(booted, ReportCommands).receive({ text: 'Water runs', category: '0102' }, sender),
    rate: () => get(booted, RatingCommands).rate(ticketId, { code, satisfaction: 'satisfied', solved: true }),
    reopen: () => get(booted, RatingCommands).reopen(closedId, { code }),
    object: () => get(booted, RatingCommands).object(privateId, { code }),
    withdraw: () => get(booted, RatingCommands).withdraw(privateId, { code }),
    callBack: () => get(booted, CallBackCommands).record(ticketId, said, { actor: staff(CENTRE), key: 'k' }),
    read: () => get(booted, LookCommands).read(ticketId, look),
    reveal: () => get(booted, LookCommands).reveal(ticketId, look),
    learn: () => get(booted, VersionCommands).learn(),
    wantTopics: () => get(booted, TopicQueries).want('2026-03'),
    putInForce: () => get(booted, VersionCommands).putInForce(1),
  };
}

const get = <T>({ service }: Booted, provider: Type<T>): T => service.app.get(provider, { strict: false });

describe('what intake learns may come in any way', () => {
  // Sealed under a fresh nonce, and the trace of whoever delivered it.
  const volatile = ['report.words', 'report.reporter', 'hotline_wanted.traceparent'];
  const checks = redeliveryChecks({ definition, events: recording.events, prepare, commands, volatile });
  test.each(checks)('$name', ({ run }) => run());
});
