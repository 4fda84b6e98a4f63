import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { IsRfc3339, MayBeAbsent } from '../../http/validators.js';

/** GUIDE §3: an extension needs its ground, who granted it, and the document. */
export class ExtensionDto {
  @ApiProperty({ example: 'health', description: 'One of the grounds that the policy allows for this clock' })
  @IsString()
  @MinLength(1)
  @MaxLength(60)
  ground!: string;

  @ApiProperty({ example: 'Head of PSDHS Nonthaburi' })
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  authority!: string;

  @ApiProperty({ example: 'พม 0301/1234' })
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  document!: string;

  @ApiProperty({ format: 'date-time', example: '2027-01-15T09:00:00Z' })
  @IsRfc3339()
  newDueAt!: string;

  @ApiPropertyOptional({ format: 'date-time', example: '2025-11-20T09:00:00Z', description: 'Default: now' })
  @MayBeAbsent()
  @IsRfc3339()
  grantedAt?: string;

  @ApiPropertyOptional({ example: 'Still in hospital' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(2000)
  reason?: string;
}
