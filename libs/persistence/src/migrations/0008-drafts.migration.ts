import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class Drafts1795500000008 implements MigrationInterface {
  readonly name = 'Drafts1795500000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0008-drafts.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0008-drafts.down.sql'));
  }
}
