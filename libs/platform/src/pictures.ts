import type { Photo } from '@gridwhistle/contracts';
import type { Detail } from '@gridwhistle/kernel';

/** A picture as it is stored: decoded, checked and encoded anew, so that nothing but the picture is left. */
export interface Picture {
  readonly mediaType: string;
  readonly bytes: Buffer;
}

export type PictureProblem = Detail & { code: 'input.bad-image' };

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

/** Bytes of pictures that are written along with what has none. */
const FEW_BYTES = 100_000;

/** More than goes along with others in one transaction. */
export const areLarge = (pictures: readonly Pick<Picture, 'bytes'>[]): boolean =>
  pictures.reduce((sum, { bytes }) => sum + bytes.length, 0) > FEW_BYTES;

/** Cleans pictures; those that cannot be used are problems of the field `<field>.<n>`. */
export async function cleanPictures(
  photos: readonly Photo[],
  field: string,
): Promise<{ clean: Picture[]; problems: PictureProblem[] }> {
  const clean: Picture[] = [];
  const problems: PictureProblem[] = [];
  // One after the other: a decoded picture takes far more memory than its file.
  for (const [n, photo] of photos.entries()) {
    const result = await cleanPicture(photo);
    if (typeof result !== 'string') clean.push(result);
    else problems.push({ field: `${field}.${n}`, code: 'input.bad-image', message: result });
  }
  return { clean, problems };
}

async function cleanPicture({ mediaType, data }: Photo): Promise<Picture | string> {
  const format = FORMATS[mediaType];
  if (!BASE64.test(data)) return 'is not base64';
  const bytes = Buffer.from(data, 'base64');
  if (bytes.length > MAX_BYTES) return `is larger than ${MAX_BYTES} bytes`;
  const sharp = await (loading ??= load());
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

/** With the first picture: the library is megabytes, and most services never see one. */
let loading: ReturnType<typeof load> | undefined;

async function load() {
  const { default: sharp } = await import('sharp');
  // Requests run side by side already; one picture must not take every core.
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp;
}
