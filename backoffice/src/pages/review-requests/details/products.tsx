/** The products of the experience, when product reviews are collected. */
import Box from '@cloudscape-design/components/box';
import Link from '@cloudscape-design/components/link';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useMemo } from 'react';
import type { Product } from '../../../api/types';
import { useDates } from '../../../common/website';
import { useI18n } from '../../../i18n';
import type { Catalogue } from '../../../i18n/catalogue';
import type { Dates } from '../../../i18n/dates';
import { Section } from './section';

export function Products({ products }: { products: readonly Product[] }) {
  const { text } = useI18n();
  const dates = useDates();
  const columns = useMemo(() => columnsOf(text, dates), [text, dates]);
  return (
    <Section title={text.details.products} testId="details-products">
      <Table
        variant="embedded"
        contentDensity="compact"
        wrapLines
        cellVerticalAlign="top"
        items={products}
        trackBy="product_ref"
        columnDefinitions={columns}
        ariaLabels={{ tableLabel: text.details.products }}
      />
    </Section>
  );
}

function columnsOf(text: Catalogue, dates: Dates): TableProps.ColumnDefinition<Product>[] {
  const { productColumns: labels } = text.details;
  return [
    {
      id: 'product',
      header: labels.product,
      isRowHeader: true,
      cell: (product) => <Named product={product} newTab={text.details.newTab} />,
    },
    { id: 'identifiers', header: labels.identifiers, cell: (product) => <Identifiers product={product} text={text} /> },
    { id: 'price', header: labels.price, cell: ({ price }) => priceOf(price, dates) ?? text.details.none },
  ];
}

function Named({ product, newTab }: { product: Product; newTab: string }) {
  const name = product.name ?? product.product_ref;
  const about = [product.brand, product.category].filter(Boolean).join(' · ');
  return (
    <>
      {isWebAddress(product.product_url) ? (
        <Link href={product.product_url} external externalIconAriaLabel={newTab}>
          {name}
        </Link>
      ) : (
        name
      )}
      {about && (
        <Box variant="small" color="text-body-secondary" display="block">
          {about}
        </Box>
      )}
    </>
  );
}

function Identifiers({ product, text }: { product: Product; text: Catalogue }) {
  return (
    <span className="breakable">
      {product.product_ref}
      {product.sku && <Small>{`${text.details.sku} ${product.sku}`}</Small>}
      {product.ean && <Small>{`${text.details.ean} ${product.ean}`}</Small>}
    </span>
  );
}

function Small({ children }: { children: string }) {
  return (
    <Box variant="small" color="text-body-secondary" display="block">
      {children}
    </Box>
  );
}

/** The address comes from a merchant's file: only the web's own schemes become a link. */
function isWebAddress(address: string | null): address is string {
  return address !== null && /^https?:\/\//i.test(address);
}

/** Merchants send no currency, and numbers as text; what is not a number is shown as it came. */
function priceOf(price: Product['price'], dates: Dates): string | null {
  if (price === null || price === '') return null;
  const value = Number(price);
  return Number.isFinite(value) ? dates.amount(value) : String(price);
}
