import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class Documents1795500000015 implements MigrationInterface {
  readonly name = 'Documents1795500000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0015-documents.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0015-documents.down.sql'));
  }
}
