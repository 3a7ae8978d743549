import { destinationOf } from './routes.js';

const ID = '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b';
const to = (method: string, path: string, headers = {}): string =>
  destinationOf(method, path.replace('{id}', ID), headers)?.to ?? 'console';

describe('the routing table', () => {
  it.each([
    ['POST', '/api/v1/tickets', 'intake'],
    ['GET', '/api/v1/tickets', 'console'],
    ['GET', '/api/v1/tickets/{id}', 'console'],
    ['GET', '/api/v1/tickets/{id}/timeline', 'console'],
    ['GET', '/api/v1/tickets/{id}/report', 'intake'],
    ['GET', '/api/v1/tickets/{id}/suggestion', 'intake'],
    ['GET', '/api/v1/tickets/{id}/attachments/1', 'intake'],
    ['POST', '/api/v1/tickets/{id}/rating', 'intake'],
    ['POST', '/api/v1/tickets/{id}/withdrawal', 'intake'],
    ['POST', '/api/v1/tickets/{id}/call-backs', 'intake'],
    ['POST', '/api/v1/tickets/{id}/reveal', 'intake'],
    ['POST', '/api/v1/tickets/{id}/assign', 'dispatch'],
    ['POST', '/api/v1/tickets/{id}/redo', 'dispatch'],
    ['GET', '/api/v1/topics/2026-03', 'intake'],
    ['GET', '/api/v1/topics/2026-03/{id}/tickets', 'intake'],
    ['GET', '/api/v1/orders', 'console'],
    ['GET', '/api/v1/orders/{id}', 'console'],
    ['GET', '/api/v1/orders/{id}/result', 'dispatch'],
    ['POST', '/api/v1/orders/{id}/accept', 'dispatch'],
    ['POST', '/api/v1/orders/{id}/remind', 'escalation'],
    ['POST', '/api/v1/orders/{id}/supervise', 'escalation'],
    ['POST', '/api/v1/directives', 'dispatch'],
    ['GET', '/api/v1/directives/{id}/progress', 'dispatch'],
    ['POST', '/api/v1/receipts/{id}/send-back', 'dispatch'],
    ['POST', '/api/v1/admissions', 'dispatch'],
    ['GET', '/api/v1/registry/admissions', 'console'],
    ['GET', '/api/v1/registry/routes', 'console'],
    ['POST', '/api/v1/registry/routes/dry-run', 'dispatch'],
    ['POST', '/api/v1/whistles', 'escalation'],
    ['POST', '/api/v1/whistles/{id}/report-in', 'escalation'],
    ['GET', '/api/v1/assessments/departments-monthly/2026-03', 'assessment'],
    ['POST', '/api/v1/publications', 'assessment'],
    ['POST', '/api/v1/proposals', 'assessment'],
    ['POST', '/hotline/v1/orders', 'hotline-bridge'],
    ['POST', '/api/v1/hotline/messages/{id}/retry', 'hotline-bridge'],
    ['GET', '/api/v1/registry/units', 'console'],
    ['GET', '/api/v1/events', 'console'],
    ['GET', '/oidc/jwks', 'console'],
    ['GET', '/', 'console'],
    ['GET', '/nowhere', 'console'],
  ])('sends %s %s to %s', (method, path, service) => {
    expect(to(method, path)).toBe(service);
  });

  it('asks intake when the reporter shows the code', () => {
    expect(to('GET', '/api/v1/tickets/{id}', { 'gw-reporter-code': 'abc' })).toBe('intake');
  });

  it('never passes an internal address on, however it is spelt', () => {
    const spellings = [
      '/internal/profile',
      '/api/v1/tickets/../../../internal/reports/1',
      '/hotline/v1/../../internal/outbox',
      '/hotline/v1/%2e%2e/%2e%2e/internal/outbox',
      '/hotline/v1/..%2f..%2finternal/outbox',
      '/hotline/v1//internal',
    ];
    expect(spellings.map((path) => to('GET', path))).toEqual(spellings.map(() => 'console'));
  });

  it('takes photos with reports and results only', () => {
    const limit = (path: string): number | undefined => destinationOf('POST', path, {})?.bodyLimit;
    expect(limit('/api/v1/tickets')).toBe(40 * 1024 * 1024);
    expect(limit(`/api/v1/orders/${ID}/resolve`)).toBe(40 * 1024 * 1024);
    expect(limit(`/api/v1/orders/${ID}/progress`)).toBe(1024 * 1024);
    expect(limit(`/api/v1/tickets/${ID}/rating`)).toBe(1024 * 1024);
  });
});
