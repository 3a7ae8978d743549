import { problem, type ProblemRows } from './words.js';

/** Directives, their receipts, and the people they are addressed to. */
export const DIRECTIVE_PROBLEMS: ProblemRows<'directive' | 'receipt' | 'staff'> = {
  'directive.unknown': problem(404, ['没有该指令', '请检查编号。'], ['There is no such directive', 'Check the id.']),
  'directive.channel-unknown': problem(
    422,
    ['没有该指令通道', '请从指令通道目录中选择。'],
    ['There is no such channel for directives', 'Choose one of the profile.'],
  ),
  'directive.not-allowed': problem(
    403,
    ['本单位不能使用该指令通道', '请由有权单位下达，或换用其他通道。'],
    ['Your unit may not issue through this channel', 'Choose another channel, or ask a unit that may.'],
  ),
  'directive.nobody': problem(
    422,
    ['没有选中任何下达对象', '请调整区域、层级、岗位，或点名单位和人员。'],
    ['The selection addresses nobody', 'Change areas, tiers or roles, or name units and persons.'],
  ),
  'receipt.unknown': problem(404, ['没有该指令回执', '请检查编号。'], ['There is no such receipt', 'Check the id.']),
  'staff.unknown': problem(
    422,
    ['没有该工作人员，或已停用', '请检查人员编号。'],
    ['There is no such active member of staff', 'Check the id.'],
  ),
};
