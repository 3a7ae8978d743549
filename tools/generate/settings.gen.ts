import { SERVICES } from '@gridwhistle/kernel';
import type { Setting } from '@gridwhistle/platform';
import type { GeneratedFiles } from './generate.js';
import { code, page, table } from './markdown.js';
import { DESCRIBED_SERVICES } from './services.js';

interface Described {
  readonly setting: Setting<unknown>;
  readonly services: string[];
}

/** Every setting of every service. */
export function generate(): GeneratedFiles {
  const rows = [...byKey()].map(([key, { setting, services }]) => [
    code(key),
    services.length === SERVICES.length ? 'all' : services.join(', '),
    setting.description,
    code(setting.example),
    defaultOf(setting),
    setting.secret ? 'yes' : '',
  ]);
  const head = ['variable', 'services', 'what it is', 'example', 'default', 'secret'];
  return { 'docs/generated/settings.md': page('Settings', 'the `config.ts` of the services', RULE, table(head, rows)) };
}

const RULE =
  'Environment variables, read once when a service starts. A missing, bad or unknown `GW_…` stops the start, with every ' +
  'problem listed at once. `npm start` sets all of them by itself; secrets are made once and kept in the data folder.';

/** Keys that several services describe alike are one row; a key that two services describe differently is refused. */
function byKey(): Map<string, Described> {
  const found = new Map<string, Described>();
  for (const { name, settings } of DESCRIBED_SERVICES) {
    for (const [key, setting] of Object.entries(settings)) {
      const known = found.get(key) ?? { setting, services: [] };
      if (known.setting.description !== setting.description) throw new Error(`${key} is described in two ways`);
      known.services.push(name);
      found.set(key, known);
    }
  }
  return found;
}

function defaultOf(setting: Setting<unknown>): string {
  if (!('default' in setting)) return 'required';
  return setting.default === undefined ? 'none' : code(String(setting.default));
}
