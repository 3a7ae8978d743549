import { make, StaffListApplied, type DirectiveView, type ReceiptView, type StaffList } from '@gridwhistle/contracts';
import { BRANCH, COUNTY, GRID } from '@gridwhistle/testing/small-district';
import { until } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { DirectiveStage, wrongIn } from './directive-stage.js';
import { Stage } from './stage.js';

const WORKER = `staff-of-${GRID}`;
const HEAD = `staff-of-${BRANCH}`;
const NEWCOMER = 'newcomer';

/** What the console answers, nothing while it is away; and how often it was asked. */
let list: StaffList | undefined;
let asked = 0;
const staff = (): StaffList | undefined => {
  asked += 1;
  return list;
};
let stage: Stage;
let directives: DirectiveStage;
beforeAll(async () => {
  stage = await Stage.open((path) => (path === '/internal/staff/posts' ? staff() : undefined));
  directives = new DirectiveStage(stage);
});
afterAll(() => stage?.close());

const listId = v7();
const announce = (revision: number): Promise<void> =>
  stage.tell(make(StaffListApplied, { district: COUNTY, revision }), { id: listId });

const wrongWith = async (person: string): Promise<string[]> =>
  wrongIn(await directives.draft({ to: { persons: [person] } }));
const receiptOf = async (directive: DirectiveView): Promise<ReceiptView> =>
  (await directives.receipts(`directive=${directive.id}`))[0] as ReceiptView;

describe('a directive to persons or roles', () => {
  it('is refused before any staff has arrived; one to units needs none', async () => {
    expect((await directives.draft({ to: { persons: [WORKER] } })).body.code).toBe('unavailable');
    expect((await directives.draft({ to: { units: [GRID] } })).status).toBe(201);
  });

  it('goes by the copy of the staff, also while the console is away', async () => {
    list = {
      revision: 1,
      posts: [
        [WORKER, GRID, ['member']],
        [HEAD, BRANCH, ['member', 'head']],
      ],
    };
    await directives.staffed(2);
    list = undefined;
    expect(await receiptOf(await directives.issue({ persons: [WORKER] }))).toMatchObject({
      person: WORKER,
      unit: GRID,
    });
    expect(await receiptOf(await directives.issue({ roles: ['head'] }))).toMatchObject({ person: HEAD, unit: BRANCH });
    expect(await wrongWith('ghost')).toEqual(['to directive.nobody', 'to.persons.0 staff.unknown']);
  });

  it('reaches whoever the announced list names, and what somebody who left still owes is the head’s', async () => {
    const left = await receiptOf(await directives.issue({ persons: [WORKER] }));
    await announce(2);
    await until(async () => (await stage.rows('select from staff_copy where wanted = 2')).length === 1);
    expect(await wrongWith(NEWCOMER)).toContain('to.persons.0 staff.unknown');
    const posts = [
      [NEWCOMER, GRID, ['member', 'head']],
      [HEAD, BRANCH, ['member', 'head']],
      [HEAD, GRID, ['member']],
    ] as const;
    list = { revision: 2, posts };
    await directives.staffed(3);
    expect((await directives.draft({ to: { persons: [NEWCOMER] } })).body).toMatchObject({ persons: 1 });
    expect(await wrongWith(WORKER)).toContain('to.persons.0 staff.unknown');
    await until(async () => (await directives.receipt(left.id)).person === NEWCOMER);
    expect(await directives.events(left.id)).toEqual(['receipt.issued', 'receipt.passed']);
  });

  it('is never put back by a list of before', async () => {
    list = { revision: 1, posts: [] };
    await announce(3);
    const before = asked;
    await until(() => asked > before + 1);
    expect(await stage.count('post')).toBe(3);
    list = { revision: 3, posts: [[NEWCOMER, GRID, ['member']]] };
    await directives.staffed(1);
    expect(await stage.rows('select revision from staff_copy')).toEqual([{ revision: 3 }]);
  });
});
