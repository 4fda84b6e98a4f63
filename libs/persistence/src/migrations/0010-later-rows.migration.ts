import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class LaterRows1795500000010 implements MigrationInterface {
  readonly name = 'LaterRows1795500000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0010-later-rows.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0010-later-rows.down.sql'));
  }
}
