import { Transform } from 'class-transformer';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { DaysAsTyped, NumberText, Optional } from '../../platform/http/input.js';
import { CommitmentListDto } from '../read/filter.dto.js';
import { columnKeys, groupingChoices, type ColumnKey, type GroupingChoice } from './shape.js';

/** Names apart by commas, or each by itself as boxes send them. */
const Listed = () =>
  Transform(({ value }: { value: unknown }) =>
    value === undefined || value === ''
      ? undefined
      : [value].flat().flatMap((one: unknown) => (typeof one === 'string' ? one.split(',') : [one])),
  );

@DaysAsTyped('dueFrom', 'dueTo', 'asOf', 'knownAt')
export class ListPageDto extends CommitmentListDto {
  /** How many rows the pages before this one showed. */
  @Optional() @NumberText() @IsInt() @Min(0) @Max(1_000_000) shown = 0;

  @Optional()
  @Listed()
  @IsIn(columnKeys, { each: true })
  columns?: ColumnKey[];

  @Optional()
  @IsIn(groupingChoices)
  by?: GroupingChoice;

  /** Of the panel: each column that is ticked. */
  @Optional()
  @Listed()
  @IsIn(columnKeys, { each: true })
  column?: ColumnKey[];

  /** Of the panel: to be seen so from now on, or as it is for everyone. */
  @Optional()
  @IsIn(['these', 'usual'])
  choose?: 'these' | 'usual';
}
