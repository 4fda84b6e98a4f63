import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlOf } from '../sql-file.js';

export class DocumentUploads1795500000032 implements MigrationInterface {
  readonly name = 'DocumentUploads1795500000032';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0022-document-uploads.sql'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sqlOf('0022-document-uploads.down.sql'));
  }
}
