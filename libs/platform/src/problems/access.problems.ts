import { problem, type ProblemRow, type ProblemRows } from './words.js';

/** Who is asking, and what is beyond a single rule of the field. */
export const ACCESS_PROBLEMS: ProblemRows<'auth' | 'profile' | 'calendar' | 'dead-letter'> = {
  'auth.token-missing': problem(
    401,
    ['请先登录', '登录后重试。'],
    ['Sign-in is required', 'Sign in and send the token as Bearer.'],
  ),
  'auth.token-invalid': problem(
    401,
    ['登录凭证无效或已过期', '请重新登录。'],
    ['The token is not valid or has expired', 'Sign in again.'],
  ),
  'auth.code-invalid': problem(
    403,
    ['查询码不正确', '请使用上报时收到的链接或查询码。'],
    ['The code is not right', 'Use the link or code that was given with the report.'],
  ),
  'auth.signature-invalid': problem(
    401,
    ['签名校验未通过', '请检查密钥和时间戳。'],
    ['The signature does not verify', 'Check the secret and the timestamp.'],
  ),
  'auth.forbidden': problem(
    403,
    ['无权执行此操作', '请由有权限的单位或人员办理。'],
    ['You may not do this', 'Ask the unit or person who is entitled to.'],
  ),
  'profile.invalid': problem(
    422,
    ['配置未通过校验', '请按 errors 列出的各项修改后整体重新提交。'],
    ['The profile is not valid', 'Correct everything listed in errors and send the whole profile again.'],
  ),
  'profile.missing': problem(
    503,
    ['配置尚未加载', '请稍后重试。'],
    ['The profile has not been loaded yet', 'Try again shortly.'],
  ),
  'profile.stale': problem(
    409,
    ['配置已有更新版本', '请基于最新版本修改。'],
    ['A newer profile has been applied', 'Base the change on the newest version.'],
  ),
  'profile.strands': problem(
    409,
    ['该调整会使未办结事项无人承接', '请在配置的 successors 中写明承接的网格或单位，或先办结 errors 所列事项。'],
    [
      'The re-partition would leave open matters to nobody',
      'Name who takes over in the profile’s successors, or finish first what errors lists.',
    ],
  ),
  'calendar.unannounced': problem(
    422,
    ['该年度节假日安排尚未公布', '请在公布后导入工作日历。'],
    ['The holidays of that year are not announced yet', 'Import the work calendar once it is announced.'],
  ),
  'dead-letter.unknown': problem(
    404,
    ['没有该条搁置消息', '请刷新列表。'],
    ['There is no such parked message', 'Read the list again.'],
  ),
};

/** Codes without a prefix. */
export const GENERAL_PROBLEMS: Record<'not-found' | 'conflict' | 'unavailable' | 'internal', ProblemRow> = {
  'not-found': problem(404, ['未找到', '请检查编号。'], ['Not found', 'Check the id.']),
  conflict: problem(
    409,
    ['与当前状态冲突', '请刷新后重试。'],
    ['This conflicts with the present state', 'Read it again and retry.'],
  ),
  unavailable: problem(
    503,
    ['系统暂时繁忙', '请稍后重试，已提交的内容不会丢失。'],
    ['Temporarily unavailable', 'Try again after the time in Retry-After; nothing answered before is lost.'],
  ),
  internal: problem(
    500,
    ['系统出现错误', '请稍后重试；如仍出现，请联系管理员并提供 instance。'],
    ['Something went wrong on our side', 'Try again later; if it stays, tell the operator the instance.'],
  ),
};
