import type { Keywords } from '../../services/intake/src/domain/keywords.js';

/**
 * The baseline: words that somebody would look for who sorts messages by hand, a dozen for each class of `tools/replay/classes.ts`.
 * Written down from the names of the classes before any figure was made, and not tuned since.
 */
export const KEYWORDS: Keywords = new Map([
  ['城乡建设', ['小区', '物业', '房', '拆迁', '违建', '施工', '城管', '占道', '路灯', '停车', '下水道', '规划']],
  ['劳动和社会保障', ['工资', '社保', '养老', '退休', '医保', '劳动', '就业', '工伤', '失业', '拖欠', '参保', '低保']],
  ['教育文体', ['学校', '学生', '老师', '教育', '幼儿园', '补课', '小学', '中学', '高考', '招生', '教师', '体育']],
  [
    '卫生计生',
    ['医院', '医生', '患者', '药', '计划生育', '独生子女', '卫生院', '疫苗', '诊所', '生育', '治疗', '护士'],
  ],
  ['交通运输', ['公交', '出租车', '客运', '高速', '车站', '司机', '班车', '快递', '铁路', '滴滴', '驾校', '公路']],
  ['商贸旅游', ['旅游', '景区', '消费', '市场', '商家', '传销', '购物', '价格', '门票', '超市', '酒店', '诈骗']],
  ['环境保护', ['污染', '噪音', '排放', '废气', '污水', '臭', '环保', '扬尘', '油烟', '垃圾', '粉尘', '河道']],
]);
