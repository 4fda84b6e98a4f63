import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class Accounts1795500000003 implements MigrationInterface {
  readonly name = 'Accounts1795500000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0003-accounts.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0003-accounts.down.sql'));
  }
}
