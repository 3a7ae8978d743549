/** Which methods an address has, for who asks it with another one. */
export class KnownMethods {
  private readonly routes = new Map<string, { pattern: RegExp; methods: Set<string> }>();

  /** @param url as routes are written: `/api/v1/tickets/:id` */
  add(methods: readonly string[], url: string): void {
    const route = this.routes.get(url) ?? { pattern: patternOf(url), methods: new Set() };
    this.routes.set(url, route);
    methods.forEach((method) => route.methods.add(method));
  }

  /** The value of `Allow` for an address without its query; undefined when there is nothing at it. */
  allowed(path: string): string | undefined {
    const methods = [...this.routes.values()].flatMap((route) => (route.pattern.test(path) ? [...route.methods] : []));
    return methods.length === 0 ? undefined : [...new Set(methods)].sort().join(', ');
  }
}

/** An address with a star takes everything: it says nothing about what there is. */
function patternOf(url: string): RegExp {
  if (url.includes('*')) return /^\b$/;
  const parts = url.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[^\w-]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}/?$`);
}
