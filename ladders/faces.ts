import { Faces, type Answer, type Request } from '../tools/replay/http.js';

/** The public faces, with every refusal counted by its code, and what was too busy by where that was. */
export class CountingFaces extends Faces {
  readonly refusals = new Map<string, number>();

  protected override told(request: Request, answer: Answer<unknown> | undefined): void {
    super.told(request, answer);
    if (!answer || answer.status < 400) return;
    const { code = 'no code' } = answer.body as { code?: string };
    const where = answer.status >= 500 ? ` ${request.method} ${whereOf(request.path)}` : '';
    const key = `${answer.status} ${code}${where}`;
    this.refusals.set(key, (this.refusals.get(key) ?? 0) + 1);
  }
}

/** Without ids and queries. */
const whereOf = (path: string): string => path.replace(/\?.*$/, '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{id}');
