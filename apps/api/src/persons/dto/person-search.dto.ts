import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { MayBeAbsent } from '../../http/validators.js';

/** What is known of somebody who may be in the record already. At least one of these. */
export class PersonSearchDto {
  @ApiPropertyOptional({
    example: 'Somying Jaidee',
    description: 'In Thai or Latin letters, in any order, also in part',
  })
  @MayBeAbsent()
  @IsString()
  @MaxLength(200)
  name?: string;

  // Not checked as one: a wrong card is looked for as it is written.
  @ApiPropertyOptional({ example: '1101700230708' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(40)
  nationalId?: string;

  @ApiPropertyOptional({ example: 'AA1234567' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(40)
  passportNumber?: string;

  @ApiPropertyOptional({ example: '081 234 5678' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(40)
  phone?: string;
}
