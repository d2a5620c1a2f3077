/** Shops by their identifiers, typed one after the other: nobody has a list of them. */
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { useI18n } from '../../i18n';
import type { FilterProps } from './filter-bar';
import { isShop } from './filters';

export function ShopFilter({ filters, onChange }: FilterProps) {
  const words = useI18n().text.tracking.filters;
  const [typed, setTyped] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const add = () => {
    const shop = typed.trim();
    setIsWrong(shop !== '' && !isShop(shop));
    if (!isShop(shop)) return;
    setTyped('');
    onChange({ shops: [...new Set([...filters.shops, shop])] });
  };
  return (
    <FormField label={words.shop} errorText={isWrong ? words.wrongShop : undefined} stretch>
      <Input
        value={typed}
        placeholder={words.shopPlaceholder}
        onChange={({ detail }) => {
          setTyped(detail.value);
        }}
        onKeyDown={({ detail }) => {
          if (detail.key === 'Enter') add();
        }}
        onBlur={add}
        autoComplete={false}
        data-testid="filter-shop"
      />
    </FormField>
  );
}
