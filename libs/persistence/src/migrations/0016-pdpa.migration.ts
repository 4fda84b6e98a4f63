import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class Pdpa1795500000020 implements MigrationInterface {
  readonly name = 'Pdpa1795500000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0016-pdpa.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0016-pdpa.down.sql'));
  }
}
