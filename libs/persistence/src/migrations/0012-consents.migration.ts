import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class Consents1795500000012 implements MigrationInterface {
  readonly name = 'Consents1795500000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0012-consents.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0012-consents.down.sql'));
  }
}
