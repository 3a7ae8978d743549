import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canEnter, unprivileged } from './account.js';
import { outsideFolder } from './checkout.js';

/** A fresh folder for a test server's data, at a place that the account it runs as can reach. */
export function scratchFolder(name: string): string {
  const folder = mkdtempSync(join(base(), `gridwhistle-${name}-`));
  chmodSync(folder, 0o711);
  return folder;
}

function base(): string {
  if (!unprivileged() || canEnter(tmpdir())) return tmpdir();
  const outside = join(outsideFolder(), 'scratch');
  mkdirSync(outside, { recursive: true, mode: 0o711 });
  return outside;
}
