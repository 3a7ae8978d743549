import { DomainError } from '@gridwhistle/kernel';
import fc from 'fast-check';
import { DUTY, GRID, OTHER_GRID } from '@gridwhistle/testing/small-district';
import { DirectiveScene } from '../../test/directive-scene.js';
import {
  confirmReceipt,
  passReceipt,
  remindReceipt,
  reportReceipt,
  sendBackReceipt,
  signReceipt,
  voidReceipt,
} from './answering.js';
import { remindDirective, revokeDirective } from './issuing.js';
import { OPEN_STATES, OWING_STATES, receiptLifecycle, type Receipt } from './receipt.js';

/** Which states may follow each other, by the field's own words. */
const FOLLOWS: Record<string, readonly string[]> = {
  issued: ['signed', 'void'],
  signed: ['reported', 'void'],
  reported: ['confirmed', 'sent-back', 'void'],
  'sent-back': ['reported', 'void'],
  confirmed: [],
  void: [],
};

type Step = (scene: DirectiveScene, receipt: Receipt) => void;

const steps: Record<string, Step> = {
  sign: (scene, receipt) => scene.on(signReceipt(receipt, scene.context())),
  report: (scene, receipt) => scene.on(reportReceipt(receipt, scene.context())),
  sendBack: (scene, receipt) => scene.on(sendBackReceipt(receipt, scene.context())),
  pass: (scene, receipt) => scene.on(passReceipt(receipt, undefined)),
  confirm: (scene, receipt) => {
    const decided = confirmReceipt(scene.directive, receipt, scene.context());
    scene.on(decided.receipt).then(decided.directive);
  },
  remind: (scene) => {
    const owing = scene.receipts.filter(({ state }) => OWING_STATES.includes(state));
    scene.then(remindDirective(scene.directive, owing.length));
    owing.forEach((receipt) => scene.on(remindReceipt(receipt)));
  },
  revoke: (scene) => {
    scene.then(revokeDirective(scene.directive));
    const open = scene.receipts.filter(({ state }) => OPEN_STATES.includes(state));
    open.forEach((receipt) => scene.on(voidReceipt(receipt, scene.context())));
  },
};

// What answers comes far more often than what ends or only tells.
const act = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('sign', 'report', 'confirm') },
  { weight: 1, arbitrary: fc.constantFrom(...Object.keys(steps)) },
);
const acts = fc.array(fc.record({ act, which: fc.nat(9), minutes: fc.nat(90) }), { minLength: 5, maxLength: 80 });
const worker = { person: 'worker', unit: GRID };
const targets = { units: [GRID, OTHER_GRID], persons: ['worker'], named: [worker], duty: DUTY };

const rule = (name: string, holds: boolean): string[] => (holds ? [] : [name]);

function brokenBy(before: readonly Receipt[], { directive, receipts }: DirectiveScene): string[] {
  const open = receipts.filter(({ state }) => OPEN_STATES.includes(state));
  const ended = ['completed', 'revoked'].includes(directive.state);
  return [
    ...rule('counts what is open', directive.open === open.length),
    ...rule('has ended when nothing is open', ended === (open.length === 0)),
    ...rule('void by revocation alone', directive.state === 'revoked' || !receipts.some((r) => r.state === 'void')),
    ...rule('completed by confirmations', directive.state !== 'completed' || receipts.every(isConfirmed)),
    ...receipts.flatMap((receipt) => brokenReceipt(receipt, before)),
  ];
}

const isConfirmed = ({ state }: Receipt): boolean => state === 'confirmed';

function brokenReceipt(receipt: Receipt, before: readonly Receipt[]): string[] {
  const { state, signClock, reportClock } = receipt;
  const old = before.find(({ id }) => id === receipt.id)?.state ?? state;
  return [
    ...rule(`${old} to ${state}`, old === state || !!FOLLOWS[old]?.includes(state)),
    ...rule('its time to sign runs until it is signed', (signClock.state === 'running') === (state === 'issued')),
    ...rule(
      'its time to report runs while a report is owed',
      (reportClock?.state === 'running') === ['signed', 'sent-back'].includes(state),
    ),
    ...rule(
      'its time to report stands while it is looked at',
      (reportClock?.state === 'stopped') === (state === 'reported'),
    ),
    ...rule('clocks end with it', !['confirmed', 'void'].includes(state) || reportClock?.state !== 'running'),
  ];
}

function take(
  scene: DirectiveScene,
  { act, which, minutes }: { act: string; which: number; minutes: number },
): string[] {
  const before = scene.wait(minutes / 60).receipts;
  const receipt = before[which % before.length];
  try {
    if (receipt) steps[act]?.(scene, receipt);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
  return brokenBy(before, scene);
}

it('whatever is done in whatever order, receipts follow the field, and the directive ends with the last of them', () => {
  const [states, ends] = [new Set<string>(), new Set<string>()];
  fc.assert(
    fc.property(acts, (plan) => {
      const scene = new DirectiveScene().issue(targets);
      const broken = plan.flatMap((each) => {
        const wrong = take(scene, each);
        for (const { state } of scene.receipts) states.add(state);
        return wrong;
      });
      ends.add(scene.directive.state);
      expect(broken).toEqual([]);
    }),
    { numRuns: 1500 },
  );
  expect([...states].sort()).toEqual([...receiptLifecycle.table.states].sort());
  expect([...ends].sort()).toEqual(['completed', 'issued', 'revoked']);
});
