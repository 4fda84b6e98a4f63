import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class OvertakenEnds1795500000027 implements MigrationInterface {
  readonly name = 'OvertakenEnds1795500000027';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0027-overtaken-ends.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0027-overtaken-ends.down.sql'));
  }
}
