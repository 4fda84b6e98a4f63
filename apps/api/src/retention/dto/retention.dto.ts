import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';

export class ShreddingRequestDto {
  @ApiProperty({ example: 'Retention has passed; the file was read through, nothing is still needed.' })
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  reason!: string;
}

export class LegalHoldDto {
  @ApiProperty({ example: 'The prosecutor has asked for the file in an appeal that is still open.' })
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  reason!: string;
}

export class LegalHoldLiftingDto {
  @ApiProperty({ example: 'The appeal was decided; the prosecutor needs the file no more.' })
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  reason!: string;
}
