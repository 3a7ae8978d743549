import { Command, InvalidArgumentError, Option } from 'commander';
import { actOnPeriod, publishPeriod, recomputePeriod, type PeriodOptions } from './assessment.js';
import { exportPeriod, type ExportOptions } from './assessment-export.js';
import { importNotice, type NoticeOptions } from './calendar.js';
import type { ChartOptions } from './chart.js';
import { advanceClock, showClock } from './clock.js';
import { listDead, settleDead, showDead } from './dead.js';
import { showDirective } from './directive.js';
import { Failure } from './failure.js';
import { importExport } from './hotline-import.js';
import { listParked, settleParked } from './hotline.js';
import { findInstallation } from './installation.js';
import { tokenFor } from './operator.js';
import { print } from './output.js';
import { applyFolder, diffFolders, diffInForce, tryFolder, validateFolder } from './profile.js';
import { dryRunRoutes } from './routes.js';
import { importTable, type StandardsOptions } from './standards.js';
import { showStatus } from './status.js';
import { rebuildStream, verifyStream } from './stream.js';
import { learnVersion, listVersions, showVersion, useVersion } from './suggestions.js';
import { tail } from './tail.js';
import { findTopics, listTopics, showTopic } from './topics.js';
import { showTicket } from './ticket.js';
import { showCredentials } from './unit.js';

const gw = new Command('gw').description("The operator's tool of a GridWhistle installation").showHelpAfterError();
const options = (command: Command) => command.optsWithGlobals<{ port?: string; json?: boolean; undrained?: boolean }>();
const here = (command: Command) => findInstallation(options(command).port);
const json = (command: Command) => options(command).json;

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Write a whole number.');
  return Number(text);
}

/** One command with `--json`, `--port` and an example in its help. */
function command(parent: Command, words: string, description: string, example: string): Command {
  return parent
    .command(words)
    .description(description)
    .option('--json', 'print JSON')
    .option('--port <port>', 'which installation, when several run')
    .addHelpText('after', `\nExample:\n  npx gw ${example}`);
}

command(gw, 'status', 'What is up, and what is behind', 'status').action((_, c: Command) =>
  showStatus(here(c), json(c)),
);
command(gw, 'token', 'A token of a member of staff (embedded sign-in only)', 'token --user operator')
  .requiredOption('--user <staff id>', 'whose')
  .action(async ({ user }: { user: string }, c: Command) => {
    const token = await tokenFor(here(c), user);
    print(json(c), { token }, () => [token]);
  });
command(gw, 'ticket <id>', 'The way of a ticket through the tiers', 'ticket 019a1b2c-…').action(
  (id: string, _, c: Command) => showTicket(here(c), id, json(c)),
);
command(gw, 'directive <id>', 'How far a directive is, area by area', 'directive 019a1b2c-…')
  .option('--area <code>', "an area's own, instead of the whole district's")
  .action((id: string, { area }: { area?: string }, c: Command) => showDirective(here(c), id, area, json(c)));
command(gw, 'tail [subject]', 'Events as they happen', "tail 'gw.522730.ticket.>'").action(
  (subject: string | undefined, _, c: Command) => tail(here(c), subject ?? `gw.${here(c).district}.>`, json(c)),
);

const unit = gw.command('unit').description('Departments and their own systems');
command(unit, 'credentials <unit>', "How a department's system connects", 'unit credentials 522730-water').action(
  (code: string, _, c: Command) => showCredentials(here(c), code, json(c)),
);

const clock = gw.command('clock').description('Domain time');
command(clock, 'show', 'What time it is', 'clock show').action((_, c: Command) => showClock(here(c), json(c)));
command(clock, 'advance <duration>', 'Move simulated time; waits until everything has followed', 'clock advance 4h')
  .option('--undrained', 'do not wait')
  .action((duration: string, _, c: Command) => advanceClock(here(c), duration, options(c)));

const calendar = gw.command('calendar').description('Working days');
command(
  calendar,
  'import <file>',
  'The published text of a State Council notice as a part of a profile',
  'calendar import notice.txt --profile profiles/longli --out profiles/longli/holidays.json',
)
  .requiredOption('--profile <folder>', 'which profile')
  .option('--out <file>', 'where to write the part; without it the notice is only shown')
  .action((file: string, _, c: Command) => importNotice(file, c.optsWithGlobals<NoticeOptions>()));

const profile = gw.command('profile').description('The rules of the district');
command(profile, 'validate <folder>', 'Every problem of a profile', 'profile validate profiles/longli').action(
  (folder: string, _, c: Command) => validateFolder(folder, json(c)),
);
command(
  profile,
  'diff <folder> [other]',
  'How a profile differs from the one in force, or from another, part by part',
  'profile diff profiles/longli profiles/tongnan',
).action((folder: string, other: string | undefined, _, c: Command) =>
  other === undefined ? diffInForce(here(c), folder, json(c)) : diffFolders(folder, other, json(c)),
);
command(profile, 'apply <folder>', 'Put a profile in force', 'profile apply profiles/longli --dry-run')
  .option('--dry-run', 'change nothing: show what would become of everything open')
  .action((folder: string, { dryRun }: { dryRun?: boolean }, c: Command) =>
    (dryRun ? tryFolder : applyFolder)(here(c), folder, json(c)),
  );

const routes = gw.command('routes').description('Who gets which matter');
command(
  routes,
  'dry-run <file>',
  'Which tickets of the last days other routes would have sent elsewhere; a profile folder, or JSON with routes',
  'routes dry-run profiles/longli --days 30',
)
  .option('--days <n>', 'how many days back', wholeNumber)
  .action((file: string, { days }: { days?: number }, c: Command) =>
    dryRunRoutes(here(c), file, { ...(days === undefined ? {} : { days }), ...options(c) }),
  );

const standards = gw.command('standards').description("A city's table of cases and their limits");
command(
  standards,
  'import <file>',
  'A spreadsheet of nine columns (.xlsx, .csv) as categories and standards of a profile',
  'standards import cases.xlsx --profile profiles/longli --bare-day work-day --out profiles/longli/cases.json',
)
  .requiredOption('--profile <folder>', 'which profile')
  .option('--out <file>', 'where to write the parts; without it the table is only checked')
  .option('--sheet <name>', 'which sheet, when several have something in them')
  .addOption(new Option('--bare-day <unit>', 'what 天 alone means').choices(['work-day', 'natural-day']))
  .addOption(new Option('--bare-hour <unit>', 'what 小时 alone means').choices(['work-hour', 'emergency-hour']))
  .option('--emergency-work-day <hours>', 'how many emergency hours a 紧急工作日 has', wholeNumber)
  .option('--majors-after <n>', 'added to the codes of the major classes', wholeNumber)
  .action((file: string, _, c: Command) => importTable(file, c.optsWithGlobals<StandardsOptions>()));

const suggestions = gw
  .command('suggestions')
  .description('Categories and units that are suggested by what closed tickets taught');
command(suggestions, 'learn', 'Learn a version from the closed tickets, and measure it', 'suggestions learn').action(
  (_, c: Command) => learnVersion(here(c), json(c)),
);
command(suggestions, 'list', 'The versions beside each other', 'suggestions list').action((_, c: Command) =>
  listVersions(here(c), json(c)),
);
command(suggestions, 'show', 'How well a version guesses, class by class', 'suggestions show 3')
  .argument('<version>', 'which one', wholeNumber)
  .action((version: number, _, c: Command) => showVersion(here(c), version, json(c)));
command(suggestions, 'use', 'Put a version in force, also an earlier one', 'suggestions use 2')
  .argument('<version>', 'which one', wholeNumber)
  .action((version: number, _, c: Command) => useVersion(here(c), version, json(c)));

const topics = gw.command('topics').description('Matters that come again and again, by month');
command(topics, 'find', 'Look through a month, once more if it was before', 'topics find 2026-03')
  .argument('<month>', 'which one')
  .action((month: string, _, c: Command) => findTopics(here(c), month, json(c)));
command(topics, 'list', 'The topics of a month, the largest first', 'topics list 2026-03 --area 522730001')
  .argument('<month>', 'which one')
  .option('--area <code>', "an area's and what lies below it, instead of the whole district's")
  .action((month: string, { area }: { area?: string }, c: Command) => listTopics(here(c), { month, area }, json(c)));
command(topics, 'show', 'The tickets behind a topic', 'topics show 2026-03 019a1b2c-…')
  .argument('<month>', 'which one')
  .argument('<id>', 'the topic')
  .action((month: string, id: string, _, c: Command) => showTopic(here(c), { month, id }, json(c)));

const stream = gw.command('stream').description('What the bus holds, beside the logs of the services');
command(stream, 'verify', 'Proves that the stream is what the logs say', 'stream verify').action((_, c: Command) =>
  verifyStream(here(c), json(c)),
);
command(stream, 'rebuild', 'Sends the whole logs into a new stream', 'stream rebuild').action((_, c: Command) =>
  rebuildStream(here(c), json(c)),
);

const dead = gw.command('dead').description('Events that could not be applied');
command(dead, 'list', 'What is parked', 'dead list').action((_, c: Command) => listDead(here(c), json(c)));
command(dead, 'show <id>', 'One of them', 'dead show dispatch/1').action((id: string, _, c: Command) =>
  showDead(here(c), id),
);
command(dead, 'retry <id>', 'Apply it and what waits behind it', 'dead retry dispatch/1').action(
  (id: string, _, c: Command) => settleDead(here(c), id, 'retry'),
);
command(dead, 'drop <id>', 'Give it up', 'dead drop dispatch/1').action((id: string, _, c: Command) =>
  settleDead(here(c), id, 'drop'),
);

const assessment = gw.command('assessment').description('Plans, their periods and figures');
const period = (command: Command) => command.optsWithGlobals<PeriodOptions>();
command(
  assessment,
  'chart <folder>',
  'Charts of what the ledger has counted: load per hour, ladder by tier, deadline misses by unit, funnel',
  'assessment chart charts --png',
)
  .option('--png', 'pictures too, beside the SVG files')
  .action(async (folder: string, _, c: Command) => {
    // Loaded only here: the other commands start faster without it.
    const { drawCharts } = await import('./chart.js');
    await drawCharts(here(c), folder, c.optsWithGlobals<ChartOptions>());
  });
command(
  assessment,
  'recompute <period>',
  "A period's figures anew from the events, beside those that are kept",
  'assessment recompute 2026-03 --plan departments-monthly',
)
  .option('--plan <code>', 'which plan, when several have such a period')
  .option('--keep', 'the next publication, or correction, counts what the events say')
  .action((code: string, _, c: Command) => recomputePeriod(here(c), code, period(c)));
for (const [act, what] of [
  ['open', 'Fixes the plan of a period as it is now'],
  ['freeze', 'Fixes the facts of a period that has ended'],
] as const) {
  const example = `assessment ${act} 2026-03 --plan departments-monthly --user analyst-522730`;
  command(assessment, `${act} <period>`, what, example)
    .requiredOption('--plan <code>', 'which plan')
    .requiredOption('--user <staff id>', 'who does it')
    .action((code: string, _, c: Command) => actOnPeriod(here(c), act, code, period(c)));
}
command(
  assessment,
  'publish <period>',
  'Publishes a frozen period, or a correction of what was published',
  'assessment publish 2026-03 --plan departments-monthly --user analyst-522730',
)
  .requiredOption('--plan <code>', 'which plan')
  .requiredOption('--user <staff id>', 'who does it')
  .option('--corrects <id>', 'the last publication, which this one corrects')
  .option('--reason <text>', 'why it is corrected')
  .action((code: string, _, c: Command) => publishPeriod(here(c), code, period(c)));
command(
  assessment,
  'export <period>',
  'A period as an Excel file: its facts, and every figure a live formula over them',
  'assessment export 2026-03 --plan departments-monthly --user analyst-522730 --out march.xlsx',
)
  .requiredOption('--plan <code>', 'which plan')
  .requiredOption('--user <staff id>', 'who looks: what they may see is written')
  .requiredOption('--out <file>', 'where to write it')
  .action((code: string, _, c: Command) => exportPeriod(here(c), code, c.optsWithGlobals<ExportOptions>()));

const hotline = gw.command('hotline').description('The exchange with 12345');
command(hotline, 'parked', 'Messages that 12345 would not have', 'hotline parked').action((_, c: Command) =>
  listParked(here(c), json(c)),
);
command(
  hotline,
  'import <file>',
  "Orders and call-backs of a platform's Excel export",
  'hotline import export-2026-03-02.xlsx --platform day-export',
)
  .requiredOption('--platform <code>', 'whose mapping in the profile it is')
  .option('--sheet <name>', 'which sheet, when several have lines')
  .action((file: string, { platform, sheet }: { platform: string; sheet?: string }, c: Command) =>
    importExport(here(c), { file, platform, sheet }, json(c)),
  );
command(hotline, 'retry <id>', 'Send one of them again', 'hotline retry 019a1b2c-…').action(
  (id: string, _, c: Command) => settleParked(here(c), id, 'retry'),
);
command(hotline, 'drop <id>', 'Give it up', 'hotline drop 019a1b2c-…').action((id: string, _, c: Command) =>
  settleParked(here(c), id, 'drop'),
);

try {
  await gw.parseAsync();
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(`gw: ${error.message}`);
  process.exitCode = error.code;
}
