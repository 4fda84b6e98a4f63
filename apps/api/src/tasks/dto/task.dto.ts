import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsDefined, IsIn, IsInt, IsObject, IsOptional, IsString, IsUUID, MaxLength, Min } from 'class-validator';
import { Transform } from 'class-transformer';
import { getForm } from '#policy/forms.js';
import { PageQuery } from '../../http/page.query.js';
import { IsRfc3339, MayBeAbsent } from '../../http/validators.js';

/** The answers as they came: the form's schema judges them, not the envelope. */
const untouched = () =>
  Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => obj[key], { toClassOnly: true });

export class CompletionDto {
  @ApiPropertyOptional({
    format: 'date-time',
    example: '2025-11-20T17:00:00Z',
    description: 'When it happened; default: now',
  })
  @MayBeAbsent()
  @IsRfc3339()
  occurredAt?: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: getForm('triage-report').example,
    description: 'By the task’s form: GET /v1/tasks/{id} → form.schema',
  })
  @IsDefined()
  @IsObject()
  @untouched()
  answers!: Record<string, unknown>;

  @ApiPropertyOptional({
    example: 1,
    description: 'The version that was answered; default: that of my draft, else the current',
  })
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  formVersion?: number;
}

export class DraftHandoverDto {
  @ApiProperty({ example: 'social-kan', description: 'Username of somebody who may complete the task' })
  @IsString()
  @MaxLength(100)
  to!: string;
}

export class DraftDto {
  @ApiProperty({ type: 'object', additionalProperties: true, example: { reasons: 'To be finished after the break' } })
  @IsDefined()
  @IsObject()
  @untouched()
  answers!: Record<string, unknown>;

  @ApiPropertyOptional({
    example: 'social',
    description: 'Whose draft, by username; default: mine, else one handed to me',
  })
  @MayBeAbsent()
  @IsString()
  @MaxLength(100)
  author?: string;
}

export class AssignmentDto {
  @ApiProperty({
    example: 'social',
    nullable: true,
    type: String,
    description: 'Username, or null to put it back into the pool',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  assignee!: string | null;
}

export class InboxQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ['me', 'unassigned', 'anyone'], example: 'anyone' })
  @MayBeAbsent()
  @IsIn(['me', 'unassigned', 'anyone'])
  assigned?: 'me' | 'unassigned' | 'anyone';

  @ApiPropertyOptional({ example: '12' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(2)
  province?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @MayBeAbsent()
  @IsUUID()
  caseId?: string;

  @ApiPropertyOptional({ example: 'decide-screening' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(60)
  key?: string;
}
