import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class AgencySettings1795500000030 implements MigrationInterface {
  readonly name = 'AgencySettings1795500000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0029-agency-settings.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0029-agency-settings.down.sql'));
  }
}
