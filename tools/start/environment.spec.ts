import { consumersOff, passedOn, readCallersEnvironment } from './environment.js';

describe('the environment of npm start', () => {
  it('is refused with every unknown setting', () => {
    const wrong = () => readCallersEnvironment({ GW_OTPL_URL: 'x', GW_NAST_URL: 'y', GW_OTLP_URL: 'z', HOME: '/' });
    expect(wrong).toThrow(/GW_OTPL_URL: unknown setting\n.*GW_NAST_URL: unknown setting/);
  });

  it('goes on to the services where it concerns all of them', () => {
    const given = readCallersEnvironment({ GW_OTLP_URL: 'http://127.0.0.1:4318', GW_HOTLINE_URL: 'http://partner' });
    expect(passedOn(given)).toEqual({ GW_OTLP_URL: 'http://127.0.0.1:4318' });
  });

  it('names the services whose consumers stay off', () => {
    expect(consumersOff({ GW_CONSUMERS_OFF: 'intake, hotline-bridge' })).toEqual(['intake', 'hotline-bridge']);
    expect(consumersOff({})).toEqual([]);
  });
});
