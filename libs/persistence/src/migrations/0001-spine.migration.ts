import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class Spine1795500000000 implements MigrationInterface {
  readonly name = 'Spine1795500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0001-spine.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0001-spine.down.sql'));
  }
}
