import { RESULT } from '../../tools/replay/words.js';
import { wishOf } from '../../tools/replay/whistling.js';
import type { Hand, Stage, Whistled } from '../stage.js';
import { merge, oneBeside } from './merges.js';
import { onOrder } from './orders.js';
import { act, BY_EVENT_MS, meeting, STALE, wish, type Pair, type Side } from './pair.js';
import { claim, split, withdraw } from './tickets.js';

const WHY = { reason: RESULT.overruled };

type Name = 'approve' | 'decline' | 'cancel';

/** What the township, or its principal, does with its whistle. */
export const onWhistle =
  (name: Name, role = 'principal'): Side<Whistled> =>
  ({ district }, { whistle }) => {
    const body = name === 'decline' || name === 'cancel' ? WHY : {};
    return act(district.staffOf(whistle.township, role), 'whistles', whistle, name, body);
  };

/** The lead department turns up. */
export const reportIn: Side<Whistled> = ({ district }, { whistle, lead }) =>
  act(district.staffOf(lead), 'whistles', whistle, 'report-in');

const request: Side = (stage, { order }) => {
  const body = wishOf(order, stage.departmentsFor(order));
  return wish(stage.district.staffOf(order.unit), 'escalation', '/whistles', body, stage.key());
};

export const asked = (stage: Stage): Promise<Whistled> => stage.whistled();
const askedByResident = (stage: Stage): Promise<Whistled> => stage.whistled('resident');
export const summoned = (stage: Stage): Promise<Whistled> => stage.summoned();
const atTownship = (stage: Stage): Promise<Hand> => stage.atTownship('resident');

const SUMMONED = ['assigned: raised, raised, waiting, issued, issued assist; whistle summoned'];
const CALLED_OFF = ['assigned: raised, raised, accepted, cancelled, cancelled assist; whistle cancelled'];

/** The orders of a whistle that its ticket took along, where they were issued before it ended. */
const ended = (ticket: string): string[] => [
  `${ticket}: raised, raised, cancelled; whistle cancelled`,
  `${ticket}: raised, raised, cancelled, cancelled, cancelled assist; whistle cancelled`,
];
const besideOther = (lines: readonly string[]): string[] => lines.map((line) => `${line} | assigned: issued`);

/** Its order ended: whoever rules on it hears so, or it is refused where it was ruled on before that was heard of. */
const calledOffBy = (standing: string): Pair['outcomes'] => ({ second: [standing], both: [standing] });

const RULINGS: readonly Pair[] = [
  {
    id: 'approve-decline',
    about: 'whistle approved × declined',
    meet: meeting(asked, onWhistle('approve'), onWhistle('decline', 'deputy')),
    outcomes: { first: SUMMONED, second: ['assigned: raised, raised, accepted; whistle declined'] },
  },
];

/** The principal's word comes to dispatch by an event: whoever owns the order says whether it finds it as it was. */
const APPROVALS: readonly Pair[] = [
  {
    id: 'approve-resolve',
    about: 'whistle approved × the township resolves',
    meet: meeting(asked, onWhistle('approve'), onOrder('resolve')),
    outcomes: { first: SUMMONED, ...calledOffBy('assigned: raised, raised, resolved; whistle cancelled') },
    apart: BY_EVENT_MS,
  },
  {
    id: 'approve-claim',
    about: 'whistle approved × a department claims',
    meet: meeting(asked, onWhistle('approve'), claim),
    outcomes: { first: SUMMONED, ...calledOffBy('assigned: raised, raised, cancelled, issued; whistle cancelled') },
    refused: ['claim.not-raised', STALE],
    apart: BY_EVENT_MS,
  },
  {
    id: 'approve-withdraw',
    about: 'whistle approved × the reporter withdraws',
    meet: meeting(askedByResident, onWhistle('approve'), withdraw),
    outcomes: {
      second: ['closed withdrawn: raised, raised, cancelled; whistle cancelled'],
      both: ended('closed withdrawn'),
    },
    apart: BY_EVENT_MS,
  },
  {
    id: 'approve-split',
    about: 'whistle approved × split',
    meet: meeting(asked, onWhistle('approve'), split),
    outcomes: {
      first: SUMMONED,
      ...calledOffBy(
        'assigned: raised, raised, cancelled; whistle cancelled | part assigned: issued | part assigned: issued',
      ),
    },
    refused: ['order.waiting', STALE],
    apart: BY_EVENT_MS,
  },
  {
    id: 'approve-merge',
    about: 'whistle approved × merge of its ticket',
    meet: meeting(oneBeside(asked), onWhistle('approve'), merge()),
    outcomes: {
      second: ['closed merged: raised, raised, cancelled; whistle cancelled | assigned: issued'],
      both: besideOther(ended('closed merged')),
    },
    apart: BY_EVENT_MS,
  },
];

const REQUESTED = ['assigned: raised, raised, accepted; whistle requested'];

const REQUESTS: readonly Pair[] = [
  {
    id: 'request-request',
    about: 'whistle asked for × the same with another key',
    meet: meeting(atTownship, request, request),
    outcomes: { first: REQUESTED, second: REQUESTED },
    refused: ['whistle.already-open'],
  },
  {
    id: 'request-withdraw',
    about: 'whistle asked for × the reporter withdraws',
    meet: meeting(atTownship, request, withdraw),
    outcomes: {
      second: ['closed withdrawn: raised, raised, cancelled'],
      both: ['closed withdrawn: raised, raised, cancelled; whistle cancelled'],
    },
    refused: ['whistle.not-allowed'],
    apart: BY_EVENT_MS,
  },
];

type OnLead = 'object' | 'uphold-objection' | 'overrule-objection';

/** The lead department with its order, and the centre with what it objects. */
const onLead =
  (name: OnLead, other = false): Side<Whistled> =>
  async (stage, whistled) => {
    const { district } = stage;
    const by = name === 'object' ? district.staffOf(whistled.lead) : district.centre;
    const unit = other ? { unit: stage.departmentsFor(whistled.order).other } : {};
    return act(by, 'orders', await stage.leadOrder(whistled), name, { ...unit, ...WHY });
  };

/** The lead objects, and the centre is to rule. */
async function objectedTo(stage: Stage): Promise<Whistled> {
  const whistled = await stage.summoned();
  await stage.done(await onLead('object')(stage, whistled));
  return whistled;
}

const DEPARTMENTS: readonly Pair[] = [
  {
    id: 'report-in-object',
    about: 'the lead department reports in × objects',
    meet: meeting(summoned, reportIn, onLead('object')),
    outcomes: { both: SUMMONED },
    apart: BY_EVENT_MS,
  },
  {
    id: 'report-in-call-off',
    about: 'report in × whistle called off',
    meet: meeting(summoned, reportIn, onWhistle('cancel')),
    outcomes: { first: SUMMONED, second: CALLED_OFF },
  },
  {
    id: 'uphold-overrule',
    about: 'objection upheld × overruled',
    meet: meeting(objectedTo, onLead('uphold-objection'), onLead('overrule-objection')),
    outcomes: { first: CALLED_OFF, second: SUMMONED },
  },
  {
    id: 'uphold-call-off',
    about: 'objection upheld, another named × whistle called off',
    meet: meeting(objectedTo, onLead('uphold-objection', true), onWhistle('cancel')),
    outcomes: {
      second: CALLED_OFF,
      both: ['assigned: raised, raised, accepted, cancelled, cancelled assist, cancelled; whistle cancelled'],
    },
    apart: BY_EVENT_MS,
  },
];

const ENDS: readonly Pair[] = [
  {
    id: 'confirm-call-off',
    about: "the lead's result confirmed × whistle called off",
    meet: meeting((stage) => stage.worked(), onOrder('confirm'), onWhistle('cancel')),
    outcomes: {
      second: CALLED_OFF,
      both: ['assigned: raised, raised, accepted, confirmed, cancelled assist; whistle cancelled'],
    },
    apart: BY_EVENT_MS,
  },
];

export const WHISTLE_PAIRS: readonly Pair[] = [...RULINGS, ...APPROVALS, ...REQUESTS, ...DEPARTMENTS, ...ENDS];
