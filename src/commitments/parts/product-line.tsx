import type { VNode } from 'preact';
import type { BilingualText, Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import type { CommitmentDetail, SideItem } from '../commitment.types.js';
import type { Product } from '../product.js';
import { ProposedChip } from './status-badge.js';

interface ProductProps {
  side: SideItem;
  commitment: Pick<CommitmentDetail, 'recipients'>;
  language: Language;
}

/** What a side's part is to bring about: kind and words; with a mark while it is only proposed. */
export function ProductWords({ side: { product }, language }: Omit<ProductProps, 'commitment'>): VNode {
  const t = words(language).commitment.product;
  if (!product) return <span class="none">{t.none}</span>;
  return (
    <>
      <strong>{t.kinds[product.kind]}</strong>:{' '}
      <span lang={langOf(product.text, language)}>{product.text[language]}</span>
      {product.proposed ? <ProposedChip language={language} /> : null}
    </>
  );
}

/** To whom it must go; null where none is named. */
export function RecipientWords({ side, commitment, language }: ProductProps): VNode | null {
  const name = recipientOf(side, commitment);
  return name ? <span lang={langOf(name, language)}>{name[language]}</span> : null;
}

/** The same in one sentence. */
export function productSentence(
  { kind, text }: Pick<Product, 'kind' | 'text'>,
  to: string,
  language: Language,
): string {
  const t = words(language).commitment.product;
  return t.sentence(t.kinds[kind], text[language], to);
}

/** Where it is no body or committee that is known, it stands as it was written. */
export function recipientOf(
  { party, product }: SideItem,
  { recipients }: ProductProps['commitment'],
): BilingualText | null {
  if (!product) return null;
  return recipients[party] ?? { vi: product.recipient, en: product.recipient };
}

/** Nobody has put it into English: then the Vietnamese stands there. */
const langOf = ({ vi, en }: BilingualText, language: Language) =>
  language === 'en' && vi === en ? 'vi' : undefined;
