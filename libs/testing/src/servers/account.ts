import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';

/** A user and group to run a process as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const NOBODY = 65534;

/** PostgreSQL refuses to run as root: then `nobody`; undefined for an ordinary user, who stays who they are. */
export function unprivileged(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const fields = passwd()
    .find((line) => line.startsWith('nobody:'))
    ?.split(':');
  return { uid: Number(fields?.[2] ?? NOBODY), gid: Number(fields?.[3] ?? NOBODY) };
}

/** True when the unprivileged account (or, for an ordinary user, we) can enter and list the folder. */
export function canEnter(folder: string): boolean {
  return spawnSync('/bin/ls', [folder], { ...unprivileged(), stdio: 'ignore', cwd: '/' }).status === 0;
}

/** False for a uid that the machine does not know by name (a container's random uid): `initdb` refuses it. */
export function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}

/** Makes a folder that belongs to the account PostgreSQL runs as, with every new parent enterable for it. */
export function ownedFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const account = unprivileged();
  if (account) chownSync(folder, account.uid, account.gid);
  chmodSync(folder, 0o700);
}

function passwd(): string[] {
  try {
    return readFileSync('/etc/passwd', 'utf8').split('\n');
  } catch {
    return [];
  }
}
