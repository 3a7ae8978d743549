/** The texts of one code; `{what}` is the cell or name in question, `{other}` another line. */
interface Texts {
  zh: string;
  en: string;
}

/** Everything that keeps a table of standards from becoming part of a profile. Codes are stable. */
const TEXTS = {
  'table.header-missing': {
    zh: '表头缺少“{what}”一列',
    en: 'the heading lacks the column {what}',
  },
  'table.unknown-column': {
    zh: '表头有未知的“{what}”一列',
    en: 'the heading has the unknown column {what}',
  },
  'row.width': { zh: '列数与表头不符：{what}', en: 'it has not as many cells as the heading: {what}' },
  'cell.not-text': { zh: '“{what}”既不是文字也不是数字', en: '{what} is neither text nor number' },
  'cell.missing': {
    zh: '“{what}”为空（合并单元格请拆分填写）',
    en: '{what} is empty (fill in what a merged cell hides)',
  },
  'cell.too-long': { zh: '文字过长：{what}', en: 'the text is too long: {what}' },
  'code.unreadable': { zh: '“{what}”不是一至两位的代码', en: '{what} is no code of one or two digits' },
  'major.out-of-range': { zh: '大类代码 {what} 超出 01 至 99', en: 'the major code {what} is beyond 01 to 99' },
  'category.missing': { zh: '此行不属于任何小类', en: 'the row belongs to no category' },
  'department.unknown': {
    zh: '配置中没有主管部门“{what}”',
    en: 'the profile knows no department {what}',
  },
  'limit.unreadable': { zh: '无法识别处置时限“{what}”', en: 'the limit {what} cannot be read' },
  'limit.ambiguous': { zh: '处置时限“{what}”有多种读法', en: 'the limit {what} can be read in several ways' },
  'limit.amount': { zh: '处置时限“{what}”的数值不可用', en: 'the amount of the limit {what} cannot be used' },
  'limit.bare-day': {
    zh: '“{what}”中的“天”未说明是工作日还是自然日，配置也未规定',
    en: 'the day in {what} may be a work-day or a natural day, and the profile does not say which',
  },
  'limit.bare-hour': {
    zh: '“{what}”中的“小时”未说明是工作时还是连续计时，配置也未规定',
    en: 'the hour in {what} may be a work-hour or run on through the night, and the profile does not say which',
  },
  'limit.emergency-work-day': {
    zh: '“{what}”中的“紧急工作日”折合多少紧急工作时，配置未规定',
    en: 'the profile does not say how many emergency hours the 紧急工作日 in {what} has',
  },
  'contradiction.name': {
    zh: '同一代码在第 {other} 行另有名称，此行为“{what}”',
    en: 'the same code has another name in line {other}, here it is {what}',
  },
  'contradiction.department': {
    zh: '同一小类在第 {other} 行另有主管部门，此行为“{what}”',
    en: 'the same category has another department in line {other}, here it is {what}',
  },
  'contradiction.limit': {
    zh: '同一立案条件在第 {other} 行另有时限，此行为“{what}”',
    en: 'the same filing condition has another limit in line {other}, here it is {what}',
  },
  'contradiction.closing': {
    zh: '同一立案条件在第 {other} 行另有结案条件，此行为“{what}”',
    en: 'the same filing condition has another closing condition in line {other}, here it is {what}',
  },
  'contradiction.emergency': {
    zh: '紧急时限“{what}”比同一小类第 {other} 行的一般时限更长',
    en: 'the emergency limit {what} is longer than the ordinary one of the same category in line {other}',
  },
  'profile.major-taken': {
    zh: '配置中该大类代码已用于“{what}”',
    en: 'in the profile this major code already stands for {what}',
  },
  'profile.category-taken': {
    zh: '配置中该小类代码已用于“{what}”',
    en: 'in the profile this category code already stands for {what}',
  },
} satisfies Record<string, Texts>;

export type ImportProblemCode = keyof typeof TEXTS;

/** One thing wrong in one line of the table; `other` is the line that it contradicts. */
export interface ImportProblem extends Texts {
  line: number;
  code: ImportProblemCode;
  other?: number;
}

/** What a reader of one cell finds wrong, before it is known where the cell stands. */
export interface Fault {
  code: ImportProblemCode;
  what: string;
  other?: number;
}

export function problemAt(line: number, { code, what, other }: Fault): ImportProblem {
  const fill = (text: string) => text.replace('{what}', () => what).replace('{other}', String(other));
  const { zh, en } = TEXTS[code];
  return { line, code, ...(other === undefined ? {} : { other }), zh: fill(zh), en: fill(en) };
}
