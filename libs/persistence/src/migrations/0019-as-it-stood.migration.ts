import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class AsItStood1795500000023 implements MigrationInterface {
  readonly name = 'AsItStood1795500000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0019-as-it-stood.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0019-as-it-stood.down.sql'));
  }
}
