import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class SealedSecrets1795500000022 implements MigrationInterface {
  readonly name = 'SealedSecrets1795500000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0018-sealed-secrets.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0018-sealed-secrets.down.sql'));
  }
}
