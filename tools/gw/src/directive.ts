import type { Installation } from './installation.js';
import { call, tokenFor } from './operator.js';
import { print, table } from './output.js';

interface Counts {
  readonly issued: number;
  readonly signed: number;
  readonly reported: number;
  readonly sentBack: number;
  readonly confirmed: number;
  readonly void: number;
}

interface Progress {
  readonly directiveId: string;
  readonly state: string;
  readonly unit: string;
  readonly channel: string;
  readonly area: string;
  readonly counts: Counts;
  readonly below: readonly { readonly area: string; readonly counts: Counts }[];
}

/** Prints how many receipts of a directive are in which state: in an area, and in each area next below it. */
export async function showDirective(
  installation: Installation,
  id: string,
  area: string | undefined,
  json?: boolean,
): Promise<void> {
  const token = await tokenFor(installation, 'operator');
  const query = area === undefined ? '' : `?area=${encodeURIComponent(area)}`;
  const path = `/directives/${encodeURIComponent(id)}/progress${query}`;
  const progress = await call<Progress>(installation, path, token);
  print(json, progress, () => [
    `directive ${progress.directiveId}`,
    `${progress.state}, by ${progress.unit} through ${progress.channel}`,
    '',
    ...table(HEADINGS, [progress, ...progress.below].map(row)),
  ]);
}

const HEADINGS = ['area', 'issued', 'signed', 'reported', 'sent back', 'confirmed', 'void'];

const row = ({ area, counts }: Pick<Progress, 'area' | 'counts'>): string[] => [
  area,
  ...[counts.issued, counts.signed, counts.reported, counts.sentBack, counts.confirmed, counts.void].map(String),
];
