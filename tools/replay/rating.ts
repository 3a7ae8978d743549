import type { HotlineSimulator } from '../hotline-simulator/index.js';
import type { District } from './district.js';
import { numberOf, type Entered, type Job, type Setting } from './entering.js';
import { refusal, until, type Answer } from './http.js';
import { Person } from './person.js';

interface ReporterView {
  readonly state: string;
  readonly round: number;
  readonly rateable: boolean;
}

/** What the reporter thinks of a round's result. */
export interface Opinion {
  readonly round: number;
  readonly satisfied: boolean;
}

/** The reporter rates a round by the code; the caller of 12345 says the same when the hotline calls back. */
export function rate(job: Job, entered: Entered, opinion: Opinion, setting: Setting): Promise<void> {
  const { district, hotline } = setting;
  if (job.plan.channel !== 'hotline') return rateByCode(entered, opinion, district);
  if (!hotline) throw new Error('there is no 12345 in this run');
  return callBack(numberOf(job, setting), opinion, hotline);
}

/** Intake learns of the result by an event: the reporter waits until this round can be rated. */
export async function rateByCode(
  { ticketId, code }: Entered,
  { round, satisfied }: Opinion,
  district: District,
): Promise<void> {
  const reporter = new Person(district.faces);
  const look = (): Promise<Answer<ReporterView>> => reporter.get(`/tickets/${ticketId}`, { 'gw-reporter-code': code });
  const isUp = ({ body }: Answer<ReporterView>): boolean => body.round >= round && body.rateable;
  await until(`the result of ${ticketId} in round ${round} at intake`, look, isUp);
  const body = { code, round, satisfaction: satisfied ? 'satisfied' : 'dissatisfied', solved: satisfied };
  const answer = await reporter.post<{ code?: string; round: number }>(`/tickets/${ticketId}/rating`, body);
  // Rated already: an earlier attempt came through, its answer did not. Nobody else has the code.
  if (answer.status === 409 && answer.body.code === 'report.already-rated') return;
  if (answer.status !== 201 || answer.body.round !== round) throw refusal(`rate round ${round}`, answer);
}

/** 12345 calls back as soon as it has been told of the round's result. */
export async function callBack(
  number: string,
  { round, satisfied }: Opinion,
  hotline: HotlineSimulator,
): Promise<void> {
  await until(
    `the result of ${number} in round ${round} at the bridge`,
    async () => (await hotline.askState(number)).body as { state: string; round: number },
    (seen) => seen.state === 'resolved' && seen.round === round,
  );
  const satisfaction = satisfied ? 'satisfied' : 'dissatisfied';
  const said = { number, reached: true, solved: satisfied, satisfaction } as const;
  const { status, body } = await hotline.sendCallBack(said, `replay-${number}-round-${round}`);
  if (status !== 201 && status !== 200) throw new Error(`12345's call-back: ${status} ${JSON.stringify(body)}`);
}
