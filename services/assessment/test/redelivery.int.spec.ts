import {
  make,
  OrderAccepted,
  OrderCancelled,
  OrderDue,
  OrderIssued,
  OrderMoved,
  OrderRaised,
  OrderReturned,
  OrderReturnOverruled,
  OrderRungVoided,
  OrderResolved,
  OrderSentBack,
  ProfileApplied,
  StaffListApplied,
  TicketAssigned,
  TicketContinued,
  TicketDueChanged,
  TicketMoved,
  TicketSuspended,
  WhistleApproved,
  WhistleExcused,
  WhistleRated,
  WhistleReportInDue,
  WhistleRungVoided,
  WhistleSummoned,
} from '@gridwhistle/contracts';
import { ANONYMOUS, type Actor } from '@gridwhistle/platform';
import { giveProfile, Recording, redeliveryChecks, type Booted } from '@gridwhistle/testing/redelivery';
import {
  BRANCH,
  CATEGORY,
  CENTRE,
  COUNTY,
  GRID,
  HOUSING,
  ROOM,
  URBAN,
  WATER,
} from '@gridwhistle/testing/small-district';
import { connected } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { definition } from '../src/index.js';
import { AppealCommands } from '../src/appeal.commands.js';
import { Exempting } from '../src/exempting.js';
import { PeriodCommands } from '../src/period.commands.js';
import { ProposalCommands } from '../src/proposal.commands.js';
import { PublicationCommands } from '../src/publication.commands.js';
import { district, PLAN, TOWNSHIPS } from './district.js';
import { mergers } from './mergers.js';
import { Month } from './month.js';

/** An order that goes back and forth, and ends by being raised or taken away. */
function winding(last: (ids: OrderAccepted) => object): Recording['events'] {
  const ids = { orderId: v7(), ticketId: v7(), unit: BRANCH, onTime: true };
  const { onTime: _onTime, ...named } = ids;
  const fixed = { role: 'lead', tier: 'village', origin: 'raise', verifier: ROOM, category: CATEGORY } as const;
  const place = { severity: 'normal', area: GRID.slice(0, 12), grid: GRID, round: 1, provisional: false } as const;
  const due = { acceptDueAt: '2026-03-02T03:00:00Z', dueAt: '2026-03-04T09:00:00Z' };
  const rung = { ...named, dueAt: due.dueAt, severity: 'normal' } as const;
  return new Recording(COUNTY).say(
    { id: ids.orderId, ticketId: ids.ticketId, unit: BRANCH },
    make(OrderIssued, { ...named, ...fixed, ...place, ...due }),
    make(OrderReturned, named),
    make(OrderReturnOverruled, { ...named, dueAt: due.dueAt }),
    make(OrderDue, { ...rung, clock: 'accept' }),
    make(OrderAccepted, { ...named, by: 'p-1', onTime: false }),
    make(OrderResolved, { ...named, by: 'p-2', onTime: true, proofs: 1 }),
    make(OrderSentBack, { ...named, dueAt: due.dueAt }),
    make(OrderDue, { ...rung, clock: 'handling' }),
    make(OrderRungVoided, { ...named, rung: 'due', since: due.dueAt }),
    last(ids),
  ).events;
}

const month = new Month();
month.order({ unit: WATER, whistleId: month.whistle(WATER, URBAN, true), resolvedOnTime: true });
month.order({ unit: URBAN });
const ended = month.matter({ onTime: false, end: 'closed' });
const appealed = month.order({ unit: WATER, ticketId: ended, resolvedOnTime: false }).orderId;
month.answers(WATER, {}, 'reporter');
month.answers(URBAN, { effective: false }, 'centre');
mergers(month, WATER);
month.reopen(month.matter({ onTime: true, end: 'closed' }), '2026-04-05T09:00:00Z');
month.matter({ extendedTo: '2026-04-01T09:00:00Z', suspendedUntil: '2026-05-01T09:00:00Z' });
/** A whistle whose lead is let off, whose assist is not late after all, and who is rated. */
function objections(): Recording['events'] {
  const about = { whistleId: v7(), ticketId: v7(), orderId: v7(), township: ROOM };
  const named = { kind: 'difficult-problem', lead: WATER, assists: [URBAN] };
  const [dueAt, late] = ['2026-03-03T09:00:00Z', { ...about, unit: URBAN }];
  return new Recording(COUNTY).say(
    { id: about.whistleId, ticketId: about.ticketId, unit: ROOM },
    make(WhistleApproved, { ...about, ...named, onTime: true }),
    make(WhistleSummoned, { ...about, units: [WATER, URBAN], dueAt }),
    make(WhistleExcused, { ...about, unit: WATER, role: 'lead', kind: named.kind, instead: HOUSING }),
    make(WhistleSummoned, { ...about, units: [HOUSING], dueAt }),
    make(WhistleReportInDue, { ...late, dueAt }),
    make(WhistleRungVoided, { ...late, rung: 'report-in-due' }),
    make(WhistleRated, { ...late, score: 4 }),
  ).events;
}

const profile = new Recording(COUNTY)
  .say(
    { id: v7(), ticketId: null, unit: null },
    make(ProfileApplied, { district: COUNTY, version: 1, digest: 'e'.repeat(64) }),
  )
  .say({ id: v7(), ticketId: null, unit: null }, make(StaffListApplied, { district: COUNTY, revision: 1 }));
const events = [
  ...month.events,
  ...winding(({ orderId, ticketId, unit }) =>
    make(OrderRaised, { orderId, ticketId, unit, toUnit: ROOM, onTime: false }),
  ),
  ...winding(({ orderId, ticketId, unit }) => make(OrderCancelled, { orderId, ticketId, unit, reason: 'reassigned' })),
  ...objections(),
  ...put(),
  ...profile.events,
];

const staffOf = (unit: string): Actor => ({
  ...ANONYMOUS,
  kind: 'staff',
  id: 'p',
  memberships: [{ unit, roles: ['head'] }],
});

/** A ticket that is put off, goes on, is counted anew and moved, and handled again. */
function put(): Recording['events'] {
  const ticketId = v7();
  const [about, more] = [{ ticketId }, { dueAt: '2026-03-20T09:00:00Z', provisional: false }];
  const [one, order] = [
    { id: ticketId, ticketId, unit: null },
    { orderId: v7(), ticketId, unit: GRID },
  ];
  const place = { grid: GRID, area: GRID.slice(0, 12), unit: GRID, rule: 'default-grid', category: CATEGORY };
  const moved = { grid: GRID, area: GRID.slice(0, 12), dispatcher: BRANCH };
  return new Recording(COUNTY)
    .say(
      one,
      make(TicketAssigned, { ...about, ...place, round: 1, severity: 'normal', ...more }),
      make(TicketSuspended, { ...about, until: '2026-05-01T01:00:00Z' }),
      make(TicketContinued, { ...about, ...more }),
      make(TicketDueChanged, { ...about, ...more }),
      make(TicketMoved, { ...about, ...moved }),
    )
    .say({ ...one, id: order.orderId }, make(OrderMoved, { ...order, ...moved, verifier: BRANCH })).events;
}

/** Neither leaves anything behind when its transaction is undone. */
function commands({ service }: Booted): Record<string, () => Promise<unknown>> {
  const asked = { plan: PLAN, period: '2026-01' };
  const periods = service.app.get(PeriodCommands, { strict: false });
  const analyst = { actor: staffOf(CENTRE), key: 'k' };
  const proposal = { ...asked, period: '2026-02', unit: WATER, points: 1, reason: 'Did not turn up' };
  const appeals = service.app.get(AppealCommands, { strict: false });
  const exempting = service.app.get(Exempting, { strict: false });
  const appeal = { plan: PLAN, period: '2026-03', orderId: appealed, reason: 'Flood' };
  return {
    'appeal.make': () => appeals.make(appeal, { actor: staffOf(WATER), key: 'k' }),
    'exemption.make': () => exempting.make({ ...asked, ticketId: ended, reason: 'Flood' }, analyst),
    'assessment.open': () => periods.open({ ...analyst, plan: PLAN, period: '2026-03' }),
    'assessment.open by itself': () => periods.openRunning(TOWNSHIPS),
    'assessment.freeze': () => periods.freeze({ ...analyst, plan: PLAN, period: '2026-02', hasAllArrived: true }),
    'publication.publish': () =>
      service.app.get(PublicationCommands, { strict: false }).publish(asked, { actor: staffOf(CENTRE), key: 'k' }),
    'proposal.make': () =>
      service.app.get(ProposalCommands, { strict: false }).make(proposal, { actor: staffOf(ROOM), key: 'k' }),
  };
}

describe('what assessment learns may come in any way', () => {
  const prepare = async (booted: Booted): Promise<void> => {
    await giveProfile(booted, district());
    const periods = booted.service.app.get(PeriodCommands, { strict: false });
    const of = (period: string) => ({ plan: PLAN, period, actor: staffOf(CENTRE), key: 'k' });
    await connected(() => periods.open(of('2026-01')));
    await connected(() => periods.open(of('2026-02')));
    await connected(() => periods.freeze({ ...of('2026-01'), hasAllArrived: true }));
  };
  const checks = redeliveryChecks({ definition, events, prepare, commands });
  test.each(checks)('$name', ({ run }) => run());
});
