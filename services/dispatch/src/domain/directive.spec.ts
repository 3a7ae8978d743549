import { BRANCH, DUTY, GRID, OTHER_GRID, WATER } from '@gridwhistle/testing/small-district';
import { DirectiveScene } from '../../test/directive-scene.js';
import { refusal } from '../../test/scene.js';
import {
  confirmReceipt,
  passReceipt,
  remindReceipt,
  reportReceipt,
  sendBackReceipt,
  signReceipt,
  voidReceipt,
} from './answering.js';
import { directiveLifecycle } from './directive.js';
import { remindDirective, revokeDirective } from './issuing.js';
import { receiptLifecycle } from './receipt.js';
import { receiptRungFact } from './receipt-rung.js';

const two = { units: [BRANCH, GRID], duty: DUTY };
const sign = (scene: DirectiveScene, unit: string) => scene.on(signReceipt(scene.of(unit), scene.context()));
const report = (scene: DirectiveScene, unit: string) => scene.on(reportReceipt(scene.of(unit), scene.context()));
const sendBack = (scene: DirectiveScene, unit: string) => scene.on(sendBackReceipt(scene.of(unit), scene.context()));

function confirm(scene: DirectiveScene, unit: string): DirectiveScene {
  const { receipt, directive } = confirmReceipt(scene.directive, scene.of(unit), scene.context());
  return scene.on(receipt).then(directive);
}

const done = (scene: DirectiveScene, unit: string) => confirm(report(sign(scene, unit), unit), unit);

describe('a directive', () => {
  it('is a draft, issued, and completed with its last confirmation [directive 1]', () => {
    const scene = new DirectiveScene().draft(two);
    expect(scene.directive).toMatchObject({ state: 'draft', units: 2, persons: 0, open: 0 });
    const issued = new DirectiveScene().issue(two);
    expect(issued.directive).toMatchObject({ state: 'issued', open: 2 });
    expect(done(issued, BRANCH).directive).toMatchObject({ state: 'issued', open: 1 });
    expect(done(issued, GRID).directive).toMatchObject({ state: 'completed', open: 0 });
    expect(issued.names().at(-1)).toBe('directive.completed');
    expect(refusal(() => revokeDirective(issued.directive))).toBe('lifecycle.wrong-transition');
  });

  it('is revoked, which voids what is open of it [directive 1] [directive 2]', () => {
    const scene = done(new DirectiveScene().issue(two), BRANCH);
    scene.then(revokeDirective(scene.directive)).on(voidReceipt(scene.of(GRID), scene.context()));
    expect(scene.directive).toMatchObject({ state: 'revoked', open: 0 });
    expect(scene.last('directive.revoked').targets).toBe(1);
    expect(scene.of(GRID)).toMatchObject({ state: 'void', signClock: { state: 'ended' } });
    expect(refusal(() => sign(scene, GRID))).toBe('lifecycle.wrong-transition');
    expect(refusal(() => voidReceipt(scene.of(BRANCH), scene.context()))).toBe('lifecycle.wrong-transition');
  });

  it('goes to each target as a receipt that is signed, reported, sent back, reported again, confirmed [directive 2]', () => {
    const scene = report(sign(new DirectiveScene().issue(two), GRID), GRID);
    expect(refusal(() => report(scene, BRANCH))).toBe('lifecycle.wrong-transition');
    sendBack(scene, GRID);
    expect(scene.of(GRID).state).toBe('sent-back');
    expect(confirm(report(scene, GRID), GRID).of(GRID).state).toBe('confirmed');
    expect(scene.names().filter((name) => name.startsWith('receipt.'))).toEqual([
      'receipt.issued',
      'receipt.issued',
      ...['signed', 'reported', 'sent-back', 'reported', 'confirmed'].map((each) => `receipt.${each}`),
    ]);
  });

  it('knows no ticket, rating or whistle [directive 5]', () => {
    const scene = done(new DirectiveScene().issue(two), GRID);
    const fields = scene.facts.flatMap(({ data }) => Object.keys(data));
    expect(fields.filter((field) => /ticket|order|whistle|round|rat(ed|ing)/i.test(field))).toEqual([]);
    const acts = [...directiveLifecycle.table.transitions, ...receiptLifecycle.table.transitions].map(({ act }) => act);
    expect(acts.filter((act) => ['raise', 'return', 'rate', 'whistle'].includes(act))).toEqual([]);
  });

  it("reminds only whoever still owes something, and a receipt passes to its unit's head [directive 4]", () => {
    const person = { person: 'worker', unit: GRID };
    const scene = new DirectiveScene().issue({ persons: ['worker'], named: [person], units: [WATER], duty: DUTY });
    scene.then(remindDirective(scene.directive, 2)).on(remindReceipt(scene.of(GRID)));
    expect(scene.of(GRID)).toMatchObject({ person: 'worker', reminders: 1 });
    scene.on(passReceipt(scene.of(GRID), 'head'));
    expect(scene.of(GRID)).toMatchObject({ person: 'head', state: 'issued' });
    expect(scene.on(passReceipt(scene.of(GRID), undefined)).of(GRID).person).toBeNull();
    report(sign(scene, WATER), WATER);
    expect(refusal(() => remindReceipt(scene.of(WATER)))).toBe('lifecycle.wrong-transition');
  });
});

describe("a receipt's clocks [directive 7]", () => {
  it('judge the signature from the issue, and the report from the issue too', () => {
    const scene = new DirectiveScene().issue(two);
    expect(scene.last('directive.issued')).toMatchObject({
      signDueAt: '2026-03-02T02:00:00.000Z',
      reportDueAt: '2026-03-02T05:00:00.000Z',
    });
    sign(scene.wait(0.5), GRID);
    sign(scene.wait(1), BRANCH);
    const signed = scene.facts.filter(({ name }) => name === 'receipt.signed').map(({ data }) => data);
    expect(signed).toMatchObject([
      { unit: GRID, onTime: true },
      { unit: BRANCH, onTime: false },
    ]);
    report(scene.wait(2), GRID);
    expect(scene.last('receipt.reported').onTime).toBe(true);
    report(scene.wait(1), BRANCH);
    expect(scene.last('receipt.reported').onTime).toBe(false);
  });

  it('stand while the issuer looks, and go on with what was left', () => {
    const scene = report(sign(new DirectiveScene().issue(two), GRID).wait(3), GRID);
    sendBack(scene.wait(10), GRID);
    expect(scene.last('receipt.sent-back').dueAt).toBe('2026-03-02T15:00:00.000Z');
    expect(confirm(report(scene, GRID), GRID).last('receipt.confirmed').onTime).toBe(true);
  });

  it('tell of a rung which clock it is', () => {
    const { id, directiveId, issuer } = new DirectiveScene().issue({ units: [OTHER_GRID], duty: DUTY }).of(OTHER_GRID);
    const dueAt = new Date('2026-03-02T02:00:00Z');
    const receipt = { id, directiveId, unit: OTHER_GRID, issuer };
    expect(receiptRungFact(receipt, 'amber', 'sign', dueAt)).toMatchObject({ name: 'receipt.amber' });
    expect(receiptRungFact(receipt, 'due', 'report', dueAt)).toEqual({
      name: 'receipt.due',
      data: { receiptId: id, directiveId, unit: OTHER_GRID, issuer, clock: 'report', dueAt: dueAt.toISOString() },
    });
  });
});
