export {
  AppealEndorsed,
  AppealEvent,
  AppealMade,
  AppealRefused,
  AppealUpheld,
  ExemptionMade,
  MakeAppeal,
  MakeExemption,
  RefuseAppeal,
  UpholdAppeal,
} from './appeal.js';
export { FreezePeriod, OpenPeriod, PeriodFrozen, PeriodOpened } from './period.js';
export { MakeProposal, ProposalMade, PublicationPublished, PublishAssessment } from './publication.js';
export type { RecountAsked, RecountComparison, RecountDifference, RecountState } from './recount.js';
