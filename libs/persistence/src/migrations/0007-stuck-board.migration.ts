import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class StuckBoard1795500000007 implements MigrationInterface {
  readonly name = 'StuckBoard1795500000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0007-stuck-board.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0007-stuck-board.down.sql'));
  }
}
