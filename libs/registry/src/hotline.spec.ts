import { HOTLINE_MESSAGES, type HotlinePlatform, type MappingRule } from '@gridwhistle/contracts';
import { sampleProfile } from '../test/sample.js';
import { validateProfile } from './validate.js';

const platform = (): HotlinePlatform => ({
  code: 'form',
  name: { zh: '表单', en: 'Form' },
  order: {
    fields: {
      number: { from: '工单编号' },
      title: { from: '标题' },
      content: { from: '主要内容' },
      severity: { from: '紧急程度', codes: { 一般: 'normal', 紧急: 'emergency' } },
      calledAt: { from: '来电时间', date: 'yyyy-MM-dd' },
    },
  },
  outgoing: [
    { message: 'result', path: '/reply', fields: { 工单编号: { from: 'number' }, 办理情况: { from: 'result' } } },
  ],
  silent: HOTLINE_MESSAGES.filter((kind) => kind !== 'result'),
});

function problemsAfter(change: (platform: HotlinePlatform) => void): string[] {
  const [profile, changed] = [sampleProfile(), platform()];
  change(changed);
  profile.hotlinePlatforms = [changed];
  return validateProfile(profile).map(({ field, code }) => `${field} ${code}`);
}

const ORDER = 'hotlinePlatforms.0.order.fields';
const ROW = 'hotlinePlatforms.0.outgoing.0';
const order = (field: string, rule: MappingRule) => (p: HotlinePlatform) => void (p.order.fields[field] = rule);
const row = (path: string, rule: MappingRule) => (p: HotlinePlatform) => void (p.outgoing[0]!.fields[path] = rule);

describe('a platform of 12345 in a profile', () => {
  it('is right', () => expect(problemsAfter(() => undefined)).toEqual([]));

  it.each<[string, (platform: HotlinePlatform) => void, string[]]>([
    ['a field that is not ours', order('colour', { from: '颜色' }), [`${ORDER}.colour hotline.unknown-field`]],
    [
      'an order without its words',
      (p) => void delete p.order.fields['content'],
      [`${ORDER}.content hotline.missing-field`],
    ],
    ['an empty path', order('title', { from: '' }), [`${ORDER}.title.from hotline.empty-path`]],
    ['a path with an empty name', order('title', { from: 'a..b' }), [`${ORDER}.title.from hotline.empty-path`]],
    ['a value from nowhere', order('title', {}), [`${ORDER}.title hotline.no-source`]],
    ['a value from two sources', order('title', { from: 'a', always: 'b' }), [`${ORDER}.title hotline.no-source`]],
    [
      'otherwise without a table',
      order('title', { from: 'a', otherwise: 'b' }),
      [`${ORDER}.title.otherwise hotline.needless`],
    ],
    [
      'a date for what is no time',
      order('title', { from: 'a', date: 'yyyyMMdd' }),
      [`${ORDER}.title.date hotline.needless`],
    ],
    ['a date without a day', order('calledAt', { from: 'a', date: 'HH:mm' }), [`${ORDER}.calledAt.date hotline.date`]],
    [
      'codes that nobody knows',
      order('severity', { from: 'a', codes: { 急: 'urgent' }, otherwise: 'mild', absent: 'normal' }),
      [`${ORDER}.severity.codes.急 hotline.unknown-code`, `${ORDER}.severity.otherwise hotline.unknown-code`],
    ],
    [
      'a category that the profile lacks',
      order('category', { from: 'a', codes: { 路灯: '0999' }, otherwise: null }),
      [`${ORDER}.category.codes.路灯 hotline.unknown-code`],
    ],
    [
      'a flag that is a text',
      order('confidential', { always: 'yes' }),
      [`${ORDER}.confidential.always hotline.unknown-code`],
    ],
    ['a field that the message lacks', row('x', { from: 'dueAt' }), [`${ROW}.fields.x hotline.unknown-field`]],
    [
      'a value where a path leads through',
      row('工单编号.no', { from: 'id' }),
      [`${ROW}.fields.工单编号 hotline.path-taken`],
    ],
    [
      'a condition on a field that the message lacks',
      (p) => void (p.outgoing[0]!.when = { dueAt: ['x'] }),
      [`${ROW}.when.dueAt hotline.unknown-field`],
    ],
    ['a message without a place', (p) => void p.silent.shift(), ['hotlinePlatforms.0.outgoing hotline.untold']],
    [
      'a message that is told and not wanted',
      (p) => void p.silent.push('result'),
      ['hotlinePlatforms.0.silent hotline.told-and-silent'],
    ],
    [
      'a message nobody sends',
      (p) => void p.silent.push('sung' as never),
      [`hotlinePlatforms.0.silent.${HOTLINE_MESSAGES.length - 1} shape.not-allowed`],
    ],
    [
      'a word of a rule that nobody reads',
      order('title', { form: 'a' } as never),
      [`${ORDER}.title.form shape.unknown-field`, `${ORDER}.title hotline.no-source`],
    ],
  ])('is refused with %s [hotline 2]', (_what, change, expected) => {
    expect(problemsAfter(change)).toEqual(expected);
  });

  it('stands once', () => {
    const profile = sampleProfile();
    profile.hotlinePlatforms = [platform(), platform()];
    expect(validateProfile(profile)).toMatchObject([{ field: 'hotlinePlatforms.1', code: 'hotline.duplicate' }]);
  });
});
