import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class SealedReasons1795500000011 implements MigrationInterface {
  readonly name = 'SealedReasons1795500000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0011-sealed-reasons.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0011-sealed-reasons.down.sql'));
  }
}
