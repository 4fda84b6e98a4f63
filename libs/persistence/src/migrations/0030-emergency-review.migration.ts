import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class EmergencyReview1795500000034 implements MigrationInterface {
  readonly name = 'EmergencyReview1795500000034';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0030-emergency-review.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0030-emergency-review.down.sql'));
  }
}
