import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class LiveChanges1795500000024 implements MigrationInterface {
  readonly name = 'LiveChanges1795500000024';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0024-live-changes.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0024-live-changes.down.sql'));
  }
}
