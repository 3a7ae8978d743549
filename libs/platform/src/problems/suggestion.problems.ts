import { problem, type ProblemRows } from './words.js';

/** What is learnt from closed tickets, what is suggested by it, and matters that come again and again. */
export const SUGGESTION_PROBLEMS: ProblemRows<'suggestion' | 'topic'> = {
  'suggestion.unknown': problem(
    404,
    ['没有该建议或该模型版本', '请查看已有的版本；未填类别的诉求才有建议。'],
    ['There is no such suggestion or version', 'List the versions; only a report without a category has a suggestion.'],
  ),
  'suggestion.one-class': problem(
    422,
    ['训练数据只有一个类别，无法学会区分', '请待至少两个类别各有五件办结工单后再训练。'],
    [
      'The training set has one class: there is nothing to tell apart',
      'Learn again once two classes have at least five closed tickets each.',
    ],
  ),
  'suggestion.too-few': problem(
    422,
    ['训练数据太少', '请待办结工单达到五十件后再训练。'],
    ['The training set has too few lines', 'Learn again once there are fifty closed tickets.'],
  ),
  'suggestion.learning': problem(
    409,
    ['已有一个版本正在训练', '请等待其完成后再训练。'],
    ['A version is being learnt', 'Wait until it is ready, then learn again.'],
  ),
  'suggestion.not-ready': problem(
    409,
    ['该版本尚未训练完成', '请等待其完成后再启用。'],
    ['This version is not ready', 'Put it in force once it has been learnt.'],
  ),
  'topic.unknown': problem(
    404,
    ['该月没有该专题', '请从该月的专题列表中选择。'],
    ['There is no such topic in this month', 'Choose one from the list of the month.'],
  ),
  'topic.month-not-looked-through': problem(
    404,
    ['该月的重复事项尚未归集', '请等待归集完成，或由运维执行 gw topics find。'],
    ['This month has not been looked through for repeated matters', 'Wait until it has, or run `gw topics find`.'],
  ),
  'topic.month-to-come': problem(
    409,
    ['该月尚未开始', '请选择已经开始的月份。'],
    ['This month has not begun', 'Choose one that has.'],
  ),
};
