export {
  AttachmentList,
  AttachmentView,
  CallBackRecorded,
  ObjectionRecorded,
  RatingRecorded,
  ReopeningRecorded,
  ReportAccepted,
  ReporterPerson,
  ReporterView,
  ReportView,
  WithdrawalRecorded,
} from './report-answers.js';
export {
  CallBackTicket,
  ObjectTicket,
  Photo,
  PlaceQuery,
  PointPlace,
  RateTicket,
  ReadReport,
  ReportCalledBack,
  ReporterDetails,
  ReportMatter,
  ReportObjected,
  ReportRated,
  ReportReceived,
  ReportReopeningAsked,
  ReportWithdrawalAsked,
  ReopenReport,
  RevealReporter,
  WithdrawTicket,
} from './report.js';
export {
  MOST_VERSIONS,
  ReportSuggested,
  ReportSuggestionSettled,
  SUGGESTION_VERDICTS,
  SuggestionView,
  type SuggestionVerdict,
} from './suggestion.js';
export { TopicTicketView, TopicView } from './topic.js';
export { ListedWords, MOST_SEARCHED, WordListSearch, type WordListsFound } from './word-list-search.js';
export { WordsFound, WordSearch } from './word-search.js';
