import { problem, type ProblemRows } from './words.js';

/** The request itself cannot be used. */
export const INPUT_PROBLEMS: ProblemRows<'input' | 'precondition' | 'idempotency' | 'route' | 'method'> = {
  'input.invalid': problem(
    400,
    ['提交的内容有误', '请按 errors 列出的各项修改后重新提交。'],
    ['The input is not valid', 'Correct every field listed in errors and send it again.'],
  ),
  'input.bad-json': problem(
    400,
    ['提交的内容不是有效的 JSON', '请检查格式后重新提交。'],
    ['The body is not JSON', 'Check the format and send it again.'],
  ),
  'input.too-large': problem(
    413,
    ['提交的内容过大', '请减少文字或图片后重新提交。'],
    ['The body is too large', 'Shorten the text or send fewer or smaller photos.'],
  ),
  'input.unsupported-media': problem(
    415,
    ['不支持的内容类型', '请使用 application/json。'],
    ['This media type is not supported', 'Send application/json.'],
  ),
  'input.bad-image': problem(
    400,
    ['图片无法读取', '请换一张完整的 JPEG、PNG 或 WebP 图片。'],
    ['The image cannot be read', 'Send a complete JPEG, PNG or WebP image.'],
  ),
  'input.bad-cursor': problem(
    400,
    ['分页标记无效', '请从第一页重新查询。'],
    ['The page cursor is not valid', 'Start again from the first page.'],
  ),
  'precondition.required': problem(
    428,
    ['缺少 If-Match', '请先读取最新内容，再带上其 ETag 提交。'],
    ['If-Match is required', 'Read the resource and send its ETag in If-Match.'],
  ),
  'precondition.stale': problem(
    412,
    ['内容已被他人更新', '请刷新后确认是否仍需操作。'],
    ['Somebody else changed it meanwhile', 'Read it again and decide whether the act is still wanted.'],
  ),
  'idempotency.key-missing': problem(
    400,
    ['缺少 Idempotency-Key', '请为本次提交附上唯一的 Idempotency-Key。'],
    ['Idempotency-Key is required', 'Send a unique Idempotency-Key with this request.'],
  ),
  'idempotency.key-invalid': problem(
    400,
    ['Idempotency-Key 格式有误', '请使用 1 至 255 个可见字符。'],
    ['The Idempotency-Key is malformed', 'Use 1 to 255 visible characters.'],
  ),
  'idempotency.key-reused': problem(
    422,
    ['该 Idempotency-Key 已用于其他内容', '内容不同的提交请换用新的键。'],
    ['The Idempotency-Key was used for another request', 'Use a new key for a different request.'],
  ),
  'route.unknown': problem(
    404,
    ['地址不存在', '请查看 /api/openapi.json 中的地址。'],
    ['There is no such address', 'See /api/openapi.json for the addresses that exist.'],
  ),
  'method.not-allowed': problem(
    405,
    ['该地址不支持此方法', '请查看 /api/openapi.json。'],
    ['This method is not supported here', 'See /api/openapi.json.'],
  ),
};
