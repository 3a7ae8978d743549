import { problem, type ProblemRows } from './words.js';

/** Reports, tickets and what a report must fit: place, category, area, unit. */
export const TICKET_PROBLEMS: ProblemRows<
  | 'place'
  | 'category'
  | 'condition'
  | 'grid'
  | 'unit'
  | 'area'
  | 'ticket'
  | 'council'
  | 'claim'
  | 'merge'
  | 'report'
  | 'hotline-order'
  | 'hotline-platform'
  | 'hotline-message'
> = {
  'place.outside-district': problem(
    422,
    ['地点不在本辖区', '请核对地点，或向所在地反映。'],
    ['The place lies outside this district', 'Check the place, or report it where it lies.'],
  ),
  'ticket.suspended': problem(
    409,
    ['事项已挂账，暂停办理', '复核日期到后自动恢复，在此之前不计时。'],
    ['The ticket is suspended', 'It goes on by itself on its review date; no clock runs until then.'],
  ),
  'ticket.not-at-first-order': problem(
    409,
    ['只有首个承办单位接单后可以认定事项性质，且只认定一次', '请接单后认定；已转出的事项按政府事项办理。'],
    [
      'Only the first holder, having accepted, marks the matter, once',
      'Accept the order first; what has moved on is a government matter.',
    ],
  ),
  'ticket.not-government': problem(
    409,
    ['该事项不是公家事，不能上报或吹哨', '大家事由议事会办理，自家事请解释或帮助后办结。'],
    [
      'This is no government matter: it cannot be raised',
      'A shared one is the council’s; explain or help with a private one, then resolve it.',
    ],
  ),
  'ticket.objection-open': problem(
    409,
    ['诉求人有异议，派单单位尚未裁定', '请待裁定后再核查。'],
    ['The reporter objected, and nobody has ruled it yet', 'Confirm once the dispatching unit has ruled.'],
  ),
  'ticket.objection-closed': problem(
    409,
    ['现在不能提出异议', '只能对正在办理的自家事提出一次异议；办结后可以评价。'],
    [
      'There is nothing to object to now',
      'A private matter is objected to once, while it is handled; a result can be rated.',
    ],
  ),
  'council.none': problem(
    422,
    ['该区域没有议事会', '请认定为公家事，或在档案中增设议事会。'],
    ['No council answers for this area', 'Mark it as a government matter, or add a council to the profile.'],
  ),
  'merge.into-itself': problem(
    422,
    ['不能并入自身，拆分工单与其子工单也不能互相并入', '其中一张结束，另一张也随之结束：请选择另一张工单。'],
    [
      'A ticket is not merged into itself, nor a split ticket and its part into each other',
      'Where one of them ends, so does the other: choose another ticket.',
    ],
  ),
  'merge.into-closed': problem(
    409,
    ['目标工单已归档', '请并入正在办理的工单，或重新打开原工单后再并案。'],
    ['The other ticket is closed', 'Merge into one that is being handled, or reopen that one first.'],
  ),
  'claim.not-raised': problem(
    409,
    ['该事项未上报到镇街，或已在等待吹哨', '部门只能主动认领镇街正在办理的上报事项。'],
    [
      'The matter is not in a township’s hands after a raise',
      'A department claims what was raised to a township that has not whistled for it.',
    ],
  ),
  'claim.not-your-duty': problem(
    403,
    ['该类别不在本部门权责清单内', '请由镇街吹哨，或由中心派单。'],
    ['The category is not on your duty list', 'The township can whistle for you, or the centre dispatch it.'],
  ),
  'category.unknown': problem(
    422,
    ['没有该类别', '请从类别目录中选择。'],
    ['There is no such category', 'Choose one from the registry.'],
  ),
  'condition.unknown': problem(
    422,
    ['该类别没有此立案条件', '请从该类别的立案条件中选择。'],
    ['The category has no such filing condition', "Choose one of the category's conditions."],
  ),
  'grid.unknown': problem(422, ['没有该网格', '请检查网格编码。'], ['There is no such grid', 'Check the grid code.']),
  'grid.contradicts-place': problem(
    400,
    ['位置不在所填网格内', '请核对位置，或不填网格。'],
    ['The place is not in the named grid', 'Check the place, or leave the grid out.'],
  ),
  'unit.unknown': problem(422, ['没有该单位', '请检查单位编码。'], ['There is no such unit', 'Check the unit code.']),
  'unit.empty': problem(
    422,
    ['该单位没有在岗人员', '请改派其他单位。'],
    ['The unit has no active member', 'Choose another unit.'],
  ),
  'area.unknown': problem(422, ['没有该区域', '请检查区域编码。'], ['There is no such area', 'Check the area code.']),
  'ticket.unknown': problem(404, ['没有该工单', '请检查编号。'], ['There is no such ticket', 'Check the id.']),
  'ticket.not-waiting': problem(
    409,
    ['该工单不在待派状态', '请刷新后查看。'],
    ['The ticket does not wait for dispatch', 'Read it again.'],
  ),
  'ticket.assigned-once': problem(
    409,
    ['工单已派过单，网格、类别、立案条件和紧急程度不再更改', '再次派单只填承办单位，其余不填。'],
    [
      'The ticket was assigned: its grid, category, condition and severity stay',
      'Assigned again, it gets a new lead: name the unit alone, or nothing.',
    ],
  ),
  'ticket.parts-open': problem(
    409,
    ['该工单已拆分，尚有事项未办结', '请待拆分出的事项全部办结。'],
    ['The ticket was split, and a part of it is still open', 'Wait for its parts; each is handled by itself.'],
  ),
  'ticket.split-once': problem(
    409,
    ['该工单已拆分过，或本身是拆分出的事项', '一个工单只能拆分一次；如派错单位，请改派。'],
    [
      'The ticket was split before, or is a part',
      'A ticket is split once; reassign a part that is with the wrong unit.',
    ],
  ),
  'ticket.not-resolved': problem(
    409,
    ['该工单尚未办结', '请待办结后再操作。'],
    ['The ticket is not resolved', 'Act once it is resolved.'],
  ),
  'ticket.reopen-too-late': problem(
    409,
    ['已超过重新打开的期限', '请重新上报，并注明原编号。'],
    ['It is too late to reopen', 'Report it again and name the old ticket.'],
  ),
  'report.unknown': problem(404, ['没有该诉求', '请检查编号。'], ['There is no such report', 'Check the id.']),
  'report.not-settled': problem(
    422,
    ['该事项不能当场办结上报', '请按列出的问题更正；或不填办理结果，按普通事项上报。'],
    [
      'This matter cannot be reported as settled on the spot',
      'Mend what is listed, or leave the result out and report it as any other matter.',
    ],
  ),
  'report.own-work': problem(
    403,
    ['承办单位的工作人员不能评价本单位办理的事项', '该事项将在评价期满后自动归档。'],
    ['The unit that handled the matter does not rate it', 'The ticket closes by itself when the window is over.'],
  ),
  'report.already-rated': problem(
    409,
    ['已经评价过', '每次办结只能评价一次。'],
    ['It has been rated already', 'One rating is possible for each resolution.'],
  ),
  'report.rating-closed': problem(
    409,
    ['当前不能评价', '请在办结后的评价期内评价。'],
    ['It cannot be rated now', 'Rate within the window after it was resolved.'],
  ),
  'report.withdrawal-closed': problem(
    409,
    ['已有办理结果，不能再撤回', '请在收到评价邀请后评价结果；评为未解决的将重新办理。'],
    [
      'There is a result already: it is too late to withdraw',
      'Rate the result when you are asked; not solved has it handled again.',
    ],
  ),
  'report.withdrawn': problem(
    409,
    ['该诉求已撤回', '如仍需办理，请重新上报，并注明原编号。'],
    ['This report was withdrawn', 'If you need it after all, report it again and name the old ticket.'],
  ),
  'hotline-order.unknown': problem(
    404,
    ['没有该热线工单', '请检查编号。'],
    ['There is no such hotline order', 'Check the number.'],
  ),
  'hotline-order.contradiction': problem(
    409,
    ['与已收到的热线工单不一致', '请核对后以新编号重新推送。'],
    ['This contradicts the hotline order received before', 'Check it and send it under a new number.'],
  ),
  'hotline-order.other-platform': problem(
    403,
    [
      '该热线工单由其他平台推送',
      '只有推送该工单的平台可以就此回访、催办或撤单；请核对编号、地址中的平台代码和签名密钥。',
    ],
    [
      'Another platform handed this hotline order over',
      'Only that platform may call back, press or withdraw: check the number, the code in the address and the secret.',
    ],
  ),
  'hotline-order.not-a-hard-case': problem(
    422,
    ['本辖区只接收疑难件', '非疑难件请由 12345 按原渠道办理。'],
    ['This district takes hard cases only', 'The hotline keeps what it can settle.'],
  ),
  'hotline-order.no-result': problem(
    409,
    ['该工单尚无办理结果', '回访未计入；办结后请再次导入。'],
    ['The order has no result yet', 'The call-back is not counted; import it again after the result.'],
  ),
  'hotline-platform.unknown': problem(
    404,
    ['没有该热线平台的对照表', '请检查地址中的平台代码，或在辖区规则中补充对照表。'],
    ['There is no mapping for this platform', 'Check the code in the address, or add the mapping to the profile.'],
  ),
  'hotline-message.unknown': problem(
    404,
    ['没有该热线消息', '请检查编号。'],
    ['There is no such message to the hotline', 'Check the id.'],
  ),
  'hotline-message.not-parked': problem(
    409,
    ['该热线消息未被搁置', '只有被搁置的消息才能重发或放弃。'],
    ['The message is not parked', 'Only parked messages can be sent again or given up.'],
  ),
};
