import { DirectiveScene } from '../../test/directive-scene.js';
import { refusal } from '../../test/scene.js';
import { applyForAdmission, ruleAdmission } from './admission-application.js';

const asked = { duty: 'snow', name: '扫雪', unit: '522730-transport' };
const apply = (isKnown = false) => applyForAdmission(asked, { isKnown }, new DirectiveScene().context());

describe('an application for admission', () => {
  it('waits for the centre, which approves or refuses it once', () => {
    const { next, events } = apply();
    expect(next).toMatchObject({ ...asked, state: 'requested' });
    expect(events.map(({ name }) => name)).toEqual(['admission.requested']);
    const approved = ruleAdmission(next, 'approve');
    expect(approved).toMatchObject({ next: { state: 'approved' }, events: [{ name: 'admission.approved' }] });
    expect(refusal(() => ruleAdmission(approved.next, 'refuse'))).toBe('lifecycle.wrong-transition');
    expect(ruleAdmission(next, 'refuse').next.state).toBe('refused');
  });

  it('is not made for a duty that is admitted or asked for already', () => {
    expect(refusal(() => apply(true))).toBe('admission.known');
  });

  it('tells nobody the name that people gave it', () => {
    expect(JSON.stringify(apply().events)).not.toContain('扫雪');
  });
});
