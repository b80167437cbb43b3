import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDefined, IsIn, IsObject, Matches, ValidateNested } from 'class-validator';
import { Optional, PlainText } from '../platform/http/input.js';
import { MOST_PRODUCT_TEXT, productKinds, type Product, type ProductKind } from './product.js';

class ProductTextDto {
  @ApiProperty({ maxLength: MOST_PRODUCT_TEXT })
  @PlainText(MOST_PRODUCT_TEXT)
  @Matches(/\S/, { message: 'must not be empty' })
  vi: string;

  @ApiPropertyOptional({ maxLength: MOST_PRODUCT_TEXT, description: 'Left out, it is the Vietnamese text' })
  @Optional()
  @PlainText(MOST_PRODUCT_TEXT)
  en?: string;
}

export class ProductDto {
  @ApiProperty({ enum: productKinds })
  @IsIn(productKinds)
  kind: ProductKind;

  @ApiProperty({ type: ProductTextDto, description: 'A few words' })
  @IsDefined()
  @IsObject()
  @Type(() => ProductTextDto)
  @ValidateNested()
  text: ProductTextDto;

  @ApiProperty({ maxLength: MOST_PRODUCT_TEXT, description: 'To whom it must go: an office or a body' })
  @PlainText(MOST_PRODUCT_TEXT)
  @Matches(/\S/, { message: 'must not be empty' })
  recipient: string;

  toProduct(): Product {
    const { kind, text, recipient } = this;
    return { kind, text: { vi: text.vi, en: text.en ?? text.vi }, recipient };
  }
}

/** What the coordinator confirms may be said with it. */
export class PlanConfirmationDto {
  @ApiPropertyOptional({
    type: ProductDto,
    description: 'The product of the side’s part, to name or change it. Needs If-Match',
  })
  @Optional()
  @IsObject()
  @Type(() => ProductDto)
  @ValidateNested()
  product?: ProductDto;
}
