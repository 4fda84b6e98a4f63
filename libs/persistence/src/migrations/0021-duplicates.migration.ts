import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class Duplicates1795500000031 implements MigrationInterface {
  readonly name = 'Duplicates1795500000031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0021-duplicates.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0021-duplicates.down.sql'));
  }
}
