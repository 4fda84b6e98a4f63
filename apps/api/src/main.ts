import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { stopWithSupervisor } from '#observability/process-lifecycle.js';
import { FactCourier } from '#temporal/fact-courier.js';
import { createApi } from './create-api.js';
import { refuseDemoAccounts } from './session/refuse-demo-accounts.js';

const app = await createApi();
await refuseDemoAccounts(app.get(DataSource));
// What has been acknowledged is on its way before the connections go; the relay brings what is not.
stopWithSupervisor(async () => {
  await app.get(FactCourier).settle();
  await app.close();
});
await app.listen(Number(process.env.PORT ?? 3000), process.env.HOST ?? '127.0.0.1');
process.send?.({ ready: true });
