import type { Hand, Stage } from '../stage.js';
import { approveSuspension, suspensionAsked } from './applications.js';
import { onOrder } from './orders.js';
import { act, BY_EVENT_MS, meeting, STALE, type Pair, type Side } from './pair.js';
import { rateNotSolved, settled, withdraw } from './tickets.js';

/** A matter, and others beside it. */
const beside =
  <H extends Hand>(bring: (stage: Stage) => Promise<H>, ...others: ((stage: Stage) => Promise<Hand>)[]) =>
  async (stage: Stage): Promise<H> => {
    const hand = await bring(stage);
    const found: Hand[] = [];
    for (const other of others) found.push(await other(stage));
    return { ...hand, others: found };
  };

const issued = (stage: Stage): Promise<Hand> => stage.issued();
const issuedByResident = (stage: Stage): Promise<Hand> => stage.issued('resident');
const accepted = (stage: Stage): Promise<Hand> => stage.accepted();

/** One of the matters, counted from the first, is merged into another; the centre dispatches every ticket. */
export const merge =
  (from = 0, to = 1): Side =>
  async (stage, hand) => {
    const all = [hand, ...(hand.others ?? [])];
    const [one, into] = [all[from] ?? hand, all[to] ?? hand];
    return act(stage.district.centre, 'tickets', await stage.ticket(one), 'merge', { into: into.matter.ticketId });
  };

/** Something is done to the other one. */
const toOther =
  (side: Side): Side =>
  (stage, { others: [other] = [] }) => {
    if (!other) throw new Error('there is no other matter');
    return side(stage, other);
  };

export const oneBeside = <H extends Hand>(bring: (stage: Stage) => Promise<H>) => beside(bring, issuedByResident);

const MERGED = ['closed merged: cancelled | assigned: issued'];

/** What is done to a ticket while it is merged into another one. */
const MERGED_MEANWHILE: readonly Pair[] = [
  {
    id: 'accept-merge',
    about: 'accept × merge of its ticket',
    meet: meeting(oneBeside(issued), onOrder('accept'), merge()),
    outcomes: { second: MERGED, both: MERGED },
  },
  {
    id: 'resolve-merge',
    about: 'resolve × merge of its ticket',
    meet: meeting(oneBeside(accepted), onOrder('resolve'), merge()),
    outcomes: { first: ['assigned: resolved | assigned: issued'], second: MERGED },
    refused: [STALE, 'conflict'],
  },
  {
    id: 'suspension-merge',
    about: 'suspension approved × merge of its ticket',
    meet: meeting(oneBeside(suspensionAsked), approveSuspension, merge()),
    outcomes: {
      first: ['suspended: accepted; suspension approved | assigned: issued'],
      second: ['closed merged: cancelled; suspension void | assigned: issued'],
    },
  },
  {
    id: 'withdraw-merge',
    about: 'the reporter withdraws × merge of its ticket',
    meet: meeting(oneBeside(issuedByResident), withdraw, merge()),
    outcomes: { first: ['closed withdrawn: cancelled | assigned: issued'], both: MERGED },
    apart: BY_EVENT_MS,
  },
];

/** What is done to a ticket while another one is merged into it. */
const MERGED_INTO: readonly Pair[] = [
  {
    id: 'merge-merge',
    about: 'merge of one ticket into another × of the other into the one',
    meet: meeting(oneBeside(issued), merge(0, 1), merge(1, 0)),
    outcomes: { first: MERGED, second: ['assigned: issued | closed merged: cancelled'] },
    refused: [STALE, 'merge.into-closed'],
  },
  {
    id: 'merge-chain',
    about: 'merge of one ticket into a second × of the second into a third',
    meet: meeting(beside(issued, issuedByResident, issuedByResident), merge(0, 1), merge(1, 2)),
    outcomes: {
      second: ['assigned: issued | closed merged: cancelled | assigned: issued'],
      both: ['closed merged: cancelled | closed merged: cancelled | assigned: issued'],
    },
    refused: ['merge.into-closed'],
  },
  {
    id: 'merge-withdraw',
    about: 'merge × the reporter of the other ticket withdraws',
    meet: meeting(beside(issued, issuedByResident), merge(), toOther(withdraw)),
    outcomes: {
      second: ['assigned: issued | closed withdrawn: cancelled'],
      both: MERGED,
    },
    refused: ['merge.into-closed'],
    apart: BY_EVENT_MS,
  },
  {
    id: 'merge-rate-not-solved',
    about: 'merge × the other ticket is rated not solved',
    meet: meeting(beside(issued, settled), merge(), toOther(rateNotSolved)),
    outcomes: { both: ['closed merged: cancelled | assigned round 2: confirmed, issued'] },
    apart: BY_EVENT_MS,
  },
];

export const MERGE_PAIRS: readonly Pair[] = [...MERGED_MEANWHILE, ...MERGED_INTO];
