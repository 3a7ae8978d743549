import { format, resolveConfig } from 'prettier';
import { fileURLToPath } from 'node:url';
import { noticeOf, YEARS } from '../calendar/years.js';
import type { GeneratedFiles } from './generate.js';

const FILE = 'libs/clocks/src/notices.ts';
const ROOT = new URL('../../', import.meta.url);

/** The State Council's notices as two independent packages tell them alike; where they differ it stops with every day. */
export async function generate(): Promise<GeneratedFiles> {
  const notices = JSON.stringify(YEARS.map((each) => noticeOf(each)));
  const text = `import type { HolidayNotice } from './notice.js';

/** Every notice this version knows: made by \`npm run generate\`, from two packages that agree on every day. */
export const STATE_COUNCIL_NOTICES: readonly HolidayNotice[] = ${notices};
`;
  const options = await resolveConfig(fileURLToPath(new URL(FILE, ROOT)));
  return { [FILE]: await format(text, { ...options, parser: 'typescript' }) };
}
