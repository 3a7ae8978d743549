import { createCipheriv, createDecipheriv, createSecretKey, hash, randomBytes, type KeyObject } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A sealed text was damaged, or sealed with another key. */
export class SealError extends Error {}

/**
 * Encrypts people's data with AES-256-GCM under a random nonce.
 * @param key 32 bytes (setting GW_DATA_KEY)
 * @returns `<key id>.<base64url of nonce, tag and cipher text>`; the key id lets a later key open older texts by name
 */
export function seal(key: Buffer, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const { id, key: secret } = knownKey(key);
  const cipher = createCipheriv('aes-256-gcm', secret, nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `${id}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
}

/** The text that was sealed; throws SealError when it was damaged or sealed with another key. */
export function open(key: Buffer, sealed: string): string {
  const [id, body] = sealed.split('.');
  const { id: ours, key: secret } = knownKey(key);
  if (id !== ours || body === undefined) throw new SealError('sealed with another key');
  const bytes = Buffer.from(body, 'base64url');
  try {
    const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    throw new SealError('damaged');
  }
}

/** Keeps the first character: 王小明 → 王**; one character is hidden whole. */
export function maskName(name: string): string {
  const characters = [...name.trim()];
  if (characters.length < 2) return '*';
  return `${characters[0] ?? ''}${'*'.repeat(Math.min(characters.length - 1, 8))}`;
}

/** Keeps the last four digits, of eleven also the first three: 138****5678. Shorter than eight: hidden whole. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  if (digits.length < 8) return '****';
  return `${digits.length >= 11 ? digits.slice(0, 3) : ''}****${digits.slice(-4)}`;
}

interface Known {
  readonly id: string;
  readonly key: KeyObject;
}

const known = new WeakMap<Buffer, Known>();

/** The key as it is used, made once. */
function knownKey(key: Buffer): Known {
  const made = known.get(key) ?? { id: hash('sha256', key).slice(0, 8), key: createSecretKey(key) };
  known.set(key, made);
  return made;
}
