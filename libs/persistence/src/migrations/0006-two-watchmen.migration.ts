import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class TwoWatchmen1795500000006 implements MigrationInterface {
  readonly name = 'TwoWatchmen1795500000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0006-two-watchmen.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0006-two-watchmen.down.sql'));
  }
}
