import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, Matches } from 'class-validator';
import { DaysDto } from '../commitments/read/days.dto.js';
import { postPattern } from '../commitments/read/post-pattern.js';
import { Optional, PageLimit } from '../platform/http/input.js';
import { holderGroups, onlyKinds, type OnlyKind } from './exceptions.types.js';

const HOLDER = new RegExp(`^(outside|${postPattern(holderGroups.filter((role) => role !== 'outside'))})$`);

export class ExceptionsFilterDto extends DaysDto {
  @ApiPropertyOptional({
    example: 'hanoi.leader',
    description:
      'Those of which this holds something that is late or stuck: `<party>.<role>`, with a role of leader, coordinator or lead_body; or `outside`',
  })
  @Optional()
  @Matches(HOLDER)
  holder?: string;

  @ApiPropertyOptional({
    enum: onlyKinds,
    description:
      'overdue; waiting: too long, though not overdue; above: those that both committees or a higher level must decide',
  })
  @Optional()
  @IsIn(onlyKinds)
  only?: OnlyKind;
}

export class ExceptionsDto extends ExceptionsFilterDto {
  @PageLimit()
  limit: number = 50;

  @ApiPropertyOptional({ description: 'nextCursor of the previous page' })
  @Optional()
  @IsString()
  @Matches(/^[\w-]{1,200}$/)
  cursor?: string;
}
