import { problem, type ProblemRows } from './words.js';

/** Whistles and the assessment that follows from them. */
export const WHISTLE_PROBLEMS: ProblemRows<'whistle' | 'assessment' | 'proposal'> = {
  'whistle.unknown': problem(404, ['没有该吹哨', '请检查编号。'], ['There is no such whistle', 'Check the id.']),
  'whistle.already-open': problem(
    409,
    ['该派单已有进行中的吹哨', '请在原吹哨上继续办理。'],
    ['The order has an open whistle already', 'Go on with that whistle.'],
  ),
  'whistle.unit-twice': problem(
    422,
    ['同一单位被重复点名', '每个单位只能列一次。'],
    ['A unit is named twice', 'Name each unit once.'],
  ),
  'whistle.not-summoned': problem(
    409,
    ['该单位未被召集', '只有被召集的单位需要报到。'],
    ['The unit was not summoned', 'Only summoned units report in.'],
  ),
  'whistle.already-reported-in': problem(
    409,
    ['该单位已经报到', '无需重复报到。'],
    ['The unit has reported in already', 'Nothing more is needed.'],
  ),
  'whistle.not-assembled': problem(
    409,
    ['部门尚未集结完毕', '请待各部门报到或报到期满后再评价。'],
    ['The departments are not assembled yet', 'Rate them once everybody has reported in or missed it.'],
  ),
  'whistle.already-rated': problem(
    409,
    ['该部门已经评价过', '每次吹哨对每个部门只评价一次。'],
    ['The department is rated already', 'A department is rated once for each whistle.'],
  ),
  'whistle.results-open': problem(
    409,
    ['仍有部门派单未确认', '请逐一确认办理结果后再完成。'],
    ["A department's result is not confirmed yet", 'Confirm every result, then complete.'],
  ),
  'whistle.kind-unknown': problem(
    422,
    ['没有该吹哨类型', '请从吹哨类型中选择。'],
    ['There is no such kind of whistle', 'Choose one from the registry.'],
  ),
  'whistle.not-allowed': problem(
    409,
    ['该单位不能就此派单吹哨', '请由持有该派单且有吹哨权的单位发起。'],
    ['This unit cannot whistle on this order', 'The unit that holds the order and may whistle asks for it.'],
  ),
  'assessment.unknown-plan': problem(
    404,
    ['没有该考核方案', '请检查方案编码。'],
    ['There is no such plan', 'Check the plan code.'],
  ),
  'assessment.unknown-period': problem(
    404,
    ['没有该考核期', '请检查考核期，例如 2026-03。'],
    ['There is no such period', 'Check the period, for example 2026-03.'],
  ),
  'assessment.period-open': problem(
    409,
    ['考核期尚未结束', '请在考核期结束后发布。'],
    ['The period has not ended', 'Publish once it has ended.'],
  ),
  'assessment.already-published': problem(
    409,
    ['该考核期已发布', '如需更正，请发布更正并注明原发布。'],
    ['The period has been published', 'A correction is a new publication that names this one.'],
  ),
  'proposal.beyond-cap': problem(
    422,
    ['超过可建议扣分的上限', '请减少扣分。'],
    ['The proposal exceeds the cap', 'Propose a smaller deduction.'],
  ),
};
