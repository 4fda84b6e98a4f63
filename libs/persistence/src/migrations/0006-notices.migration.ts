import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class Notices1795500000016 implements MigrationInterface {
  readonly name = 'Notices1795500000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0006-notices.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0006-notices.down.sql'));
  }
}
