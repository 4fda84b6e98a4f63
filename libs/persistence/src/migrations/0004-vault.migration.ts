import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class Vault1795500000004 implements MigrationInterface {
  readonly name = 'Vault1795500000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0004-vault.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0004-vault.down.sql'));
  }
}
