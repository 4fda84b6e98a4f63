import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class SealedOpinions1795500000014 implements MigrationInterface {
  readonly name = 'SealedOpinions1795500000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0014-sealed-opinions.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0014-sealed-opinions.down.sql'));
  }
}
