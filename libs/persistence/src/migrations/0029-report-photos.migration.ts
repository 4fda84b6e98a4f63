import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class ReportPhotos1795500000029 implements MigrationInterface {
  readonly name = 'ReportPhotos1795500000029';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0029-report-photos.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0029-report-photos.down.sql'));
  }
}
