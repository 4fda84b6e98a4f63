import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class Audit1795500000005 implements MigrationInterface {
  readonly name = 'Audit1795500000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0005-audit.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0005-audit.down.sql'));
  }
}
