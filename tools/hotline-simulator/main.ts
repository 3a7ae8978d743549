import { parseArgs } from 'node:util';
import { startHotlineSimulator } from './simulator.js';

const USAGE = `node --import ./tools/register.mjs tools/hotline-simulator/main.ts --secret SECRET [--platform URL] [--port PORT]

A 12345 platform to try the exchange with. SECRET is the installation's GW_HOTLINE_SECRET.
Then: curl -X POST URL/control/orders -d '{"number":"HL1","title":"Leak","content":"A pipe leaks"}'`;

const { values } = parseArgs({
  options: {
    secret: { type: 'string' },
    platform: { type: 'string', default: 'http://127.0.0.1:8080' },
    port: { type: 'string', default: '8099' },
    help: { type: 'boolean', default: false },
  },
});

const secret = values.secret ?? process.env['GW_HOTLINE_SECRET'];
if (values.help || secret === undefined) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}

const simulator = await startHotlineSimulator({
  secret,
  platformUrl: values.platform,
  port: Number(values.port),
});
console.log(`the simulated 12345 listens on ${simulator.url}; start the platform with GW_HOTLINE_URL=${simulator.url}`);
const stop = (): void => void simulator.stop().then(() => process.exit(0));
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
