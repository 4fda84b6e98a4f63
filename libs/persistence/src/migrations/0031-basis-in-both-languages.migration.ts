import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class BasisInBothLanguages1795500000033 implements MigrationInterface {
  readonly name = 'BasisInBothLanguages1795500000033';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0031-basis-in-both-languages.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0031-basis-in-both-languages.down.sql'));
  }
}
