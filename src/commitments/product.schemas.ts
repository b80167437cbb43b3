import { boolean, choice, named, object, string, text } from '../platform/http/schema.js';
import { productKinds } from './product.js';
import type { ProductItem } from './commitment.types.js';

export const productSchema = named<ProductItem>(
  'Product',
  'What the part of a side is to bring about, and to whom that must go',
  object({ kind: choice(productKinds), text, recipient: string, proposed: boolean }),
);
