import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class WaitingClocks1795500000028 implements MigrationInterface {
  readonly name = 'WaitingClocks1795500000028';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0028-waiting-clocks.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0028-waiting-clocks.down.sql'));
  }
}
