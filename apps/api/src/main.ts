import 'reflect-metadata';
import { stopWithSupervisor } from '#observability/process-lifecycle.js';
import { createApi } from './create-api.js';

const app = await createApi();
stopWithSupervisor(() => app.close());
await app.listen(Number(process.env.PORT ?? 3000), process.env.HOST ?? '127.0.0.1');
process.send?.({ ready: true });
