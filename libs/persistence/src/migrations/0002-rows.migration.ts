import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class Rows1795500000002 implements MigrationInterface {
  readonly name = 'Rows1795500000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0002-rows.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0002-rows.down.sql'));
  }
}
