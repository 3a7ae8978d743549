import { problem, type ProblemRows } from './words.js';

/** Rules of the order's lifecycle and its clocks. */
export const ORDER_PROBLEMS: ProblemRows<'lifecycle' | 'order' | 'admission' | 'extension' | 'suspension'> = {
  'lifecycle.wrong-transition': problem(
    409,
    ['当前状态不能执行此操作', '请刷新后查看可以进行的操作。'],
    ['This act is not possible in the present state', 'Read it again and see what is possible.'],
  ),
  'order.unknown': problem(404, ['没有该派单', '请检查编号。'], ['There is no such order', 'Check the id.']),
  'order.waiting': problem(
    409,
    ['该派单正在等待吹哨或下级派单', '请待其完成后再办理。'],
    ['The order waits for its whistle or child orders', 'Act once they are done.'],
  ),
  'order.assists-open': problem(
    409,
    ['协办单位尚未办结', '请待协办单位办结后再办结。'],
    ['An assisting order is still open', 'Resolve once every assisting unit has resolved.'],
  ),
  'order.children-open': problem(
    409,
    ['下级派单尚未办结', '请待下级派单办结后再办结。'],
    ['A child order is still open', 'Resolve once the child orders are done.'],
  ),
  'order.return-window-closed': problem(
    409,
    ['已超过退单时限', '请接单办理，或逐级上报。'],
    ['The return window is closed', 'Accept the order, or raise it.'],
  ),
  'order.whistle-not-returnable': problem(
    409,
    ['吹哨派单不能退单', '请按时报到并办理；认为不属于本部门的，可提出异议。'],
    ["A whistle's order cannot be returned", 'Report in and handle it; if it is not yours, object to it.'],
  ),
  'order.not-of-a-whistle': problem(
    409,
    ['只有吹哨派单可以提出异议', '如不属于本单位，请在时限内退单。'],
    ["Only a whistle's order is objected to", 'If it is not yours, return it in time.'],
  ),
  'order.objection-closed': problem(
    409,
    ['对该派单已提出过异议', '每个吹哨派单只能提出一次异议，请按时报到并办理。'],
    ['The order was objected to before', "A whistle's order is objected to once; report in and handle it."],
  ),
  'order.objection-open': problem(
    409,
    ['异议尚未裁定', '请待指挥中心裁定后再接单。'],
    ['The objection is not ruled yet', 'Accept the order once the centre has ruled.'],
  ),
  'order.whistle-fixed': problem(
    409,
    ['吹哨派单不能单独改派或取消', '如需更换部门，请取消本次吹哨后重新发起。'],
    ["A whistle's order cannot be reassigned or cancelled alone", 'Cancel the whistle and request a new one.'],
  ),
  'order.at-the-top': problem(
    409,
    ['已是最高层级，不能再上报', '请由指挥中心督办。'],
    ['There is no tier above', 'The centre supervises it.'],
  ),
  'order.township-must-whistle': problem(
    409,
    ['乡镇不能上报，应当吹哨', '请发起吹哨，召集相关部门。'],
    ['A township whistles instead of raising', 'Request a whistle that names the departments.'],
  ),
  'order.returned-elsewhere': problem(
    409,
    ['退单已由派单单位处理', '请刷新后查看。'],
    ['The return has been ruled already', 'Read the order again.'],
  ),
  'order.proof-missing': problem(
    422,
    ['缺少办理凭证', '请附上办理说明和凭证。'],
    ['Proof is missing', 'Add what was done and its proof.'],
  ),
  'order.not-below': problem(
    409,
    ['该单位不是下级单位，不能下派', '请选择本单位下属的网格、板块或分支机构；给其他单位请转派或吹哨。'],
    [
      'The unit does not stand below the holder',
      'Choose a unit below; others are reached by reassigning or a whistle.',
    ],
  ),
  'order.assist-elsewhere': problem(
    409,
    ['该单位不在同一派单单位之下，不能请求协办', '请选择同一派单单位下的单位；超出范围请吹哨。'],
    ['The unit cannot be asked to help from here', 'Ask a unit under the same dispatching unit; beyond that, whistle.'],
  ),
  'order.helps-already': problem(
    409,
    ['该单位已有本工单的派单', '请刷新后查看其派单。'],
    ['The unit has an open order of this ticket', 'Read the ticket again.'],
  ),
  'extension.unknown': problem(
    404,
    ['没有该延期申请', '请检查编号。'],
    ['There is no such extension', 'Check the id.'],
  ),
  'extension.pending': problem(
    409,
    ['已有一个延期申请在等待审批', '请等审批后再申请。'],
    ['An extension is waiting to be ruled already', 'Wait for it, then ask again.'],
  ),
  'extension.too-late': problem(
    409,
    ['期限已过，不能再申请延期', '请尽快办理并说明情况。'],
    ['The limit has passed: an extension is asked for before', 'Settle the matter and say what delayed it.'],
  ),
  'extension.too-long': problem(
    422,
    ['延期时间超过原期限', '每次延期不得超过原期限，请缩短。'],
    ['The extension is longer than the original limit', 'Ask for less: each is at most the original limit.'],
  ),
  'extension.used-up': problem(
    409,
    ['延期次数已用完', '不能再延期，请按期办结，或申请挂账。'],
    ['No extension is left', 'Settle the matter in time, or apply for a suspension.'],
  ),
  'suspension.unknown': problem(
    404,
    ['没有该挂账申请', '请检查编号。'],
    ['There is no such suspension', 'Check the id.'],
  ),
  'suspension.pending': problem(
    409,
    ['已有一个挂账申请在等待审批', '请等审批后再申请。'],
    ['A suspension is waiting to be ruled already', 'Wait for it, then ask again.'],
  ),
  'suspension.too-long': problem(
    422,
    ['复核日期超过一年', '挂账最长一年，请选择更近的复核日期。'],
    ['The review date is more than a year away', 'Choose an earlier date: a suspension lasts a year at most.'],
  ),
  'suspension.too-late': problem(
    409,
    ['复核日期已过，不能再批准挂账', '请不予批准；仍需挂账的，由承办单位另选日期重新申请。'],
    [
      'The review date has passed: the suspension is not approved any more',
      'Refuse it; where the matter must still wait, its holder asks again with a later date.',
    ],
  ),
  'admission.missing': problem(
    422,
    ['事项未经准入，不能交给网格', '请填写已准入的网格职责代码；没有的，先申请准入。'],
    ['The duty is not admitted to grids', 'Name an admitted duty; where there is none, apply for its admission.'],
  ),
  'admission.unknown': problem(
    404,
    ['没有该准入申请', '请检查编号。'],
    ['There is no such application for admission', 'Check the id.'],
  ),
  'admission.known': problem(
    409,
    ['该职责已准入或正在申请', '请直接使用该职责代码，或等待审批。'],
    ['The duty is admitted already, or its application is waiting', 'Name the duty, or wait for the ruling.'],
  ),
};
