import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class EmergencyAccess1795500000021 implements MigrationInterface {
  readonly name = 'EmergencyAccess1795500000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0017-emergency-access.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0017-emergency-access.down.sql'));
  }
}
