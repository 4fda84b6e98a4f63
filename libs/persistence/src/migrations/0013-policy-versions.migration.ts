import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class PolicyVersions1795500000013 implements MigrationInterface {
  readonly name = 'PolicyVersions1795500000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0013-policy-versions.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0013-policy-versions.down.sql'));
  }
}
