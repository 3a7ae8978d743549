import { dueAt } from '@gridwhistle/clocks';
import { Profile } from '@gridwhistle/registry';
import { BRANCH, DESK, DUTY, GRID, ROOM, smallDistrict, URBAN, WATER } from '@gridwhistle/testing/small-district';
import { Scene } from '../../test/scene.js';
import { requestAssist } from './assisting.js';
import { delegate } from './delegating.js';
import { sendBack } from './handling.js';
import type { Change } from './matter.js';
import { object, overruleObjection } from './objecting.js';
import type { Order } from './order.js';
import { giveBack, overrule } from './redispatch.js';
import type { Context } from './rules.js';
import { approveSuspension, endSuspension, requestSuspension } from './suspending.js';
import { endWhistle, whistle } from './whistling.js';

type Act = (matter: Scene['matter'], order: Order, context: Context) => Change;

const WHISTLE = '019a1b2c-3d4e-7f50-8a6c-000000000001';
const own = new Profile({ ...smallDistrict(), tierLimits: [{ tier: 'township', limit: '5 work-day' }] });

const does = (scene: Scene, unit: string, act: Act): Scene =>
  scene.then(act(scene.matter, scene.of(unit), scene.context()));
const givesBack: Act = (matter, order, context) => giveBack(matter, order, 1, context);
const atTownship = (profile = own): Scene => new Scene({}, 0, profile).toTownship();

/** When an order would fall due, and its ticket, as their clocks are now. */
const dueOf = (scene: Scene, unit: string): Date | undefined =>
  dueAt(scene.of(unit).handlingClock, scene.profile.calendar)?.at;
const ticketDue = ({ matter, profile }: Scene): Date | undefined =>
  matter.ticket.clock ? dueAt(matter.ticket.clock, profile.calendar)?.at : undefined;

function blown(scene: Scene): Scene {
  const names = { township: ROOM, lead: WATER, assists: [URBAN] };
  const asked = { ...names, whistleId: WHISTLE, orderId: scene.of(ROOM).id, at: scene.now };
  return scene.then(whistle(scene.matter, asked, scene.context()));
}

const whistleOver = (scene: Scene): Scene => scene.then(endWhistle(scene.matter, WHISTLE, scene.now, scene.context()));

const returned = (scene: Scene, unit: string): Scene => does(does(scene, unit, givesBack).wait(24), unit, overrule);

/** A ticket that has two office days, of which one is over. */
const PAUSES: Readonly<Record<string, readonly [string, () => Scene]>> = {
  'its whistle is over': [ROOM, () => whistleOver(blown(new Scene().toTownship()).wait(24))],
  'its return is overruled': [GRID, () => returned(new Scene(), GRID)],
  'it is sent back': [GRID, () => does(new Scene().accept().resolve().wait(24), GRID, sendBack)],
  'its objection is overruled': [
    WATER,
    () => does(does(blown(new Scene().toTownship()), WATER, object).wait(24), WATER, overruleObjection),
  ],
};

describe('an order whose clock goes on', () => {
  it.each(Object.entries(PAUSES))('has no more than its ticket has left: %s [rule 9m]', (_, [unit, goesOn]) => {
    const scene = goesOn();
    expect(dueOf(scene, unit)?.toISOString()).toBe('2026-03-03T09:00:00.000Z');
    expect(dueOf(scene, unit)).toEqual(ticketDue(scene));
  });

  it('says so in its event', () => {
    const scene = PAUSES['its whistle is over']?.[1]();
    expect(scene?.last('order.resumed').dueAt).toBe('2026-03-03T09:00:00.000Z');
  });

  it('has no more than its parent has left, though the ticket has more [rule 9m]', () => {
    const scene = does(atTownship(), ROOM, (matter, order, context) =>
      delegate(matter, order, { unit: BRANCH, duty: DUTY }, context),
    ).shortened(ROOM, 12);
    returned(scene, BRANCH);
    expect(dueOf(scene, BRANCH)).toEqual(dueOf(scene, ROOM));
    expect(scene.last('order.return-overruled').dueAt).toBe('2026-03-03T05:00:00.000Z');
  });

  it('has no more than the lead that it assists [rule 9m]', () => {
    const scene = does(atTownship(), ROOM, (matter, order, context) =>
      requestAssist(matter, order, { unit: DESK }, context),
    );
    returned(scene.shortened(ROOM, 12), DESK);
    expect(dueOf(scene, DESK)).toEqual(dueOf(scene, ROOM));
    const summoned = blown(new Scene().toTownship()).shortened(WATER, 12);
    does(does(summoned, URBAN, object).wait(24), URBAN, overruleObjection);
    expect(dueOf(summoned, URBAN)).toEqual(dueOf(summoned, WATER));
  });

  it('keeps all that it had where its tier has a limit of its own [rule 9e]', () => {
    const scene = whistleOver(blown(atTownship()).wait(24));
    expect(dueOf(scene, ROOM)?.toISOString()).toBe('2026-03-09T09:00:00.000Z');
  });

  it('falls due at once where its ticket has nothing left, as one that is issued then', () => {
    const back = does(new Scene().accept().wait(4).resolve().wait(30), GRID, sendBack);
    expect(back.of(GRID).handlingClock).toMatchObject({ state: 'running', fellDueAt: null, budgetMs: 4 * 3_600_000 });
    expect(back.wait(15).resolve(back.of(GRID)).last('order.resolved').onTime).toBe(false);
  });

  it('keeps its time where all stood together', () => {
    const scene = new Scene().accept().wait(4);
    const until = new Date('2026-04-02T01:00:00Z');
    scene.then(requestSuspension(scene.matter, scene.lead, until, scene.context()));
    const [asked] = scene.matter.suspensions;
    if (asked) scene.then(approveSuspension(scene.matter, asked, scene.context()));
    scene.wait(24 * 30).then(endSuspension(scene.matter, scene.context()));
    expect(scene.lead.handlingClock).toMatchObject({ budgetMs: 16 * 3_600_000, usedMs: 4 * 3_600_000 });
    expect(dueOf(scene, GRID)).toEqual(ticketDue(scene));
  });
});
