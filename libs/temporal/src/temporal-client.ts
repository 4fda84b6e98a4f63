import { Client, Connection } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';

export interface TemporalAddress {
  readonly address: string;
  readonly namespace: string;
}

export function temporalAddressFrom(env: NodeJS.ProcessEnv): TemporalAddress {
  return {
    address: env.SAPHAN_TEMPORAL_ADDRESS ?? '127.0.0.1:7233',
    namespace: env.SAPHAN_TEMPORAL_NAMESPACE ?? 'default',
  };
}

/**
 * A client that connects when it is first used: the API starts, and people work, while Temporal is away. After an outage
 * it tries again every second at the latest, not every two minutes as gRPC does by itself.
 */
export function createTemporalClient({ address, namespace }: TemporalAddress, dataConverter: DataConverter): Client {
  const connection = Connection.lazy({
    address,
    connectTimeout: '5 seconds',
    channelArgs: {
      'grpc.initial_reconnect_backoff_ms': 200,
      'grpc.min_reconnect_backoff_ms': 200,
      'grpc.max_reconnect_backoff_ms': 1000,
    },
  });
  return new Client({ connection, namespace, dataConverter });
}
