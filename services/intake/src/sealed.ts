import {
  createCipheriv,
  createHmac,
  createSecretKey,
  hash,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';
import { open, seal, SETTINGS } from '@gridwhistle/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { IntakeSettings } from './config.js';
import type { ReporterDetails } from './domain/reporter.js';
import { sameWordsKey } from './domain/similar-case.js';
import type { Pair } from './domain/word-pairs.js';

/** What was said, in the reporter's words. */
export interface Words {
  title?: string;
  text: string;
  address?: string;
  /** What the grid worker did who settled it on the spot. */
  result?: string;
}

const CODE_BYTES = 16;
/** Bytes of a block of AES. */
const BLOCK = 16;

/** People's data at rest: sealed with GW_DATA_KEY, so that a copy of the database alone shows nothing of it. */
@Injectable()
export class Sealed {
  private readonly wordsSecret: KeyObject;
  private readonly tokenSecret: KeyObject;

  constructor(@Inject(SETTINGS) private readonly settings: IntakeSettings) {
    this.wordsSecret = createSecretKey(settings.GW_DATA_KEY);
    const derived = hkdfSync('sha256', settings.GW_DATA_KEY, '', 'gridwhistle:intake:word-tokens', 32);
    this.tokenSecret = createSecretKey(Buffer.from(derived));
  }

  /**
   * A 64-bit number, in decimal, for each pair of characters: equal for equal pairs of one span of time, and without the
   * key it tells nothing about them. AES on one block is a keyed function of the block; all blocks go in one call, where
   * an HMAC for each takes fifty times as long.
   */
  tokens(span: number, pairs: readonly Pair[]): string[] {
    const blocks = Buffer.alloc(BLOCK * pairs.length);
    for (const [index, [first, second]] of pairs.entries()) {
      blocks.writeUInt32BE(span, BLOCK * index);
      blocks.writeUInt32BE(first, BLOCK * index + 4);
      blocks.writeUInt32BE(second, BLOCK * index + 8);
    }
    const cipher = createCipheriv('aes-256-ecb', this.tokenSecret, null).setAutoPadding(false);
    const keyed = Buffer.concat([cipher.update(blocks), cipher.final()]);
    return pairs.map((_pair, index) => keyed.readBigInt64BE(BLOCK * index).toString());
  }

  sealWords(words: Words): string {
    return this.seal(JSON.stringify(words));
  }

  openWords(sealed: string): Words {
    return JSON.parse(this.open(sealed)) as Words;
  }

  sealReporter(reporter: ReporterDetails | undefined): string | null {
    return reporter ? this.seal(JSON.stringify(reporter)) : null;
  }

  openReporter(sealed: string | null): ReporterDetails | undefined {
    return sealed === null ? undefined : (JSON.parse(this.open(sealed)) as ReporterDetails);
  }

  seal(text: string): string {
    return seal(this.settings.GW_DATA_KEY, text);
  }

  open(sealed: string): string {
    return open(this.settings.GW_DATA_KEY, sealed);
  }

  /** Equal for equal words; without the key it tells nothing about them. */
  wordsKey(words: Words): Buffer {
    return createHmac('sha256', this.wordsSecret).update(sameWordsKey(words.title, words.text)).digest();
  }
}

/** A new reporter's code: 128 random bits in base64url, of which only the digest is stored. */
export const newCode = (): string => randomBytes(CODE_BYTES).toString('base64url');

export const digestOfCode = (code: string): Buffer => hash('sha256', code, 'buffer');

/** Whether a code is the one of a digest; a report without a code fits none. Takes the same time either way. */
export function codeFits(code: string, digest: Buffer | null | undefined): boolean {
  return timingSafeEqual(digestOfCode(code), digest ?? Buffer.alloc(32));
}
