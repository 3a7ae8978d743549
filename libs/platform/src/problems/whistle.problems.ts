import { problem, type ProblemRows } from './words.js';

/** Whistles and the assessment that follows from them. */
export const WHISTLE_PROBLEMS: ProblemRows<'whistle' | 'assessment' | 'proposal' | 'appeal' | 'exemption'> = {
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
    ['没有该考核期', '请按方案的周期写考核期：2026-03、2026-q1 或 2026。'],
    ['There is no such period', 'Write it as the plan counts: 2026-03, 2026-q1 or 2026.'],
  ),
  'assessment.period-open': problem(
    409,
    ['考核期尚未结束或尚未封账', '请在考核期结束后先封账，再发布。'],
    ['The period has not ended, or is not frozen', 'Freeze it once it has ended, then publish it.'],
  ),
  'assessment.period-not-opened': problem(
    409,
    ['考核期尚未开启，没有固定的考核方案', '请先开启考核期。'],
    ['The period was not opened, so no plan is fixed for it', 'Open the period first.'],
  ),
  'assessment.period-opened': problem(
    409,
    ['考核期已开启，方案不再变动', '无需再次开启；方案的修改从下一考核期起生效。'],
    [
      'The period was opened before; its plan stands',
      'Nothing is to be done; a changed plan counts from the next period on.',
    ],
  ),
  'assessment.period-overlaps': problem(
    409,
    ['考核期与已开启的考核期重叠', '请选择不重叠的考核期。'],
    ['The period shares days with one that was opened', 'Choose a period that shares none.'],
  ),
  'assessment.events-outstanding': problem(
    503,
    ['仍有事件未到达，此时封账会遗漏事实', '未作任何改动。请按 Retry-After 稍后重试；如仍出现，请管理员检查消息积压。'],
    [
      'Events are still on their way: the period would be frozen without them',
      'Nothing was changed. Try again after the time in Retry-After; if it stays, the operator looks why consumers are behind.',
    ],
  ),
  'assessment.already-frozen': problem(
    409,
    ['考核期已封账', '可以直接发布；之后的变化不再计入。'],
    ['The period has been frozen', 'It can be published; what happened since does not count in it.'],
  ),
  'assessment.not-the-last': problem(
    409,
    ['更正所注明的不是该考核期的最新发布', '请注明最新的发布。'],
    ['The correction does not name the last publication of the period', 'Name the last one.'],
  ),
  'assessment.already-published': problem(
    409,
    ['该考核期已发布', '如需更正，请发布更正并注明原发布。'],
    ['The period has been published', 'A correction is a new publication that names this one.'],
  ),
  'assessment.recount-running': problem(
    409,
    ['正在重新计算另一个考核期', '一次只能重算一个考核期，未作任何改动，请稍后重试。'],
    [
      'Another period is being counted anew',
      'One is counted at a time, and nothing was changed: try again when it is done.',
    ],
  ),
  'proposal.beyond-cap': problem(
    422,
    ['超过可建议扣分的上限', '请减少扣分。'],
    ['The proposal exceeds the cap', 'Propose a smaller deduction.'],
  ),
  'appeal.not-closed': problem(
    409,
    ['工单尚未结案，不能申诉', '请在结案后申诉。'],
    ['The ticket is not closed, so there is no appeal yet', 'Appeal once it is closed.'],
  ),
  'appeal.not-overdue': problem(
    409,
    ['该派单未超期，无需申诉', '只有被判超期的派单可以申诉。'],
    ['The order was in time', 'Only an order that was judged overdue can be appealed against.'],
  ),
  'appeal.once': problem(
    409,
    ['该派单已申诉过', '每个派单只能申诉一次，请查看原申诉的结果。'],
    ['There was an appeal about this order', 'There is one appeal per order: look at what became of it.'],
  ),
  'appeal.too-late': problem(
    409,
    ['申诉期限已过', '结案后的申诉期限由考核方案规定，逾期不再受理。'],
    ['The time for appeals is over', 'The plan says how long after the closing an appeal may be made.'],
  ),
  'appeal.same-reviewer': problem(
    409,
    ['同一人不能两次审核', '申诉须由两人分别审核，请由另一人审核。'],
    ['This reviewer has reviewed the appeal', 'Two reviewers decide: somebody else reviews it next.'],
  ),
  'exemption.known': problem(
    409,
    ['已剔除，不再重复', '该工单在该考核期内已不计入统计。'],
    ['It has left the statistics of the period before', 'Nothing is to be done.'],
  ),
};
