import type { Photo } from '@gridwhistle/contracts';
import { refuseIfAny, type Detail } from '@gridwhistle/kernel';
import sharp from 'sharp';

/** A picture as it is stored: decoded, checked and encoded anew, so that nothing but the picture is left. */
export interface Proof {
  readonly mediaType: string;
  readonly bytes: Buffer;
}

const MAX_BYTES = 5 * 1024 * 1024;
/** More pixels than any phone's camera; a small file that unpacks to more is refused unread. */
const MAX_PIXELS = 64_000_000;
const LONGEST_SIDE = 4096;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const FORMATS: Readonly<Record<string, 'jpeg' | 'png' | 'webp'>> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
};

// Requests run side by side already; one picture must not take every core.
sharp.concurrency(1);
sharp.cache(false);

/** Cleans the proof of an act; `input.bad-image` names each picture that cannot be used as `proof.N`. */
export async function cleanProof(photos: readonly Photo[] = []): Promise<Proof[]> {
  const clean: Proof[] = [];
  const problems: Detail[] = [];
  // One after the other: a decoded picture takes far more memory than its file.
  for (const [n, photo] of photos.entries()) {
    const result = await cleanPicture(photo);
    if (typeof result === 'string') problems.push({ field: `proof.${n}`, code: 'input.bad-image', message: result });
    else clean.push(result);
  }
  refuseIfAny('input.bad-image', `${problems.length} picture(s) cannot be used`, problems);
  return clean;
}

async function cleanPicture({ mediaType, data }: Photo): Promise<Proof | string> {
  const format = FORMATS[mediaType];
  if (!BASE64.test(data)) return 'is not base64';
  const bytes = Buffer.from(data, 'base64');
  if (bytes.length > MAX_BYTES) return `is larger than ${MAX_BYTES} bytes`;
  try {
    const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'warning' });
    if (format === undefined || (await image.metadata()).format !== format) return `is no ${mediaType}`;
    const side = { width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true } as const;
    // Turned as its EXIF says, since sharp then leaves all metadata out.
    return { mediaType, bytes: await image.rotate().resize(side).toFormat(format).toBuffer() };
  } catch {
    return 'is a broken image';
  }
}
