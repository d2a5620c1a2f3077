/** The products bought; without any, only the brand review can be asked for. */
import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useI18n } from '../../i18n';
import type { DraftProduct } from './draft';
import type { FieldsProps } from './event-form';

const MOST = 50;

export function Products({ draft, onChange, wrong }: FieldsProps) {
  const words = useI18n().text.simulate;
  const change = (products: readonly DraftProduct[]) => { onChange({ ...draft, products }); };
  const edit = (place: number, changes: Partial<DraftProduct>) => {
    change(draft.products.map((one, other) => (other === place ? { ...one, ...changes } : one)));
  };
  return (
    <FormField label={words.labels.products} description={words.help.products} errorText={wrong('products')} stretch data-testid="field-products">
      <AttributeEditor
        items={draft.products}
        definition={(['reference', 'name'] as const).map((part) => ({
          label: words.product[part],
          control: (item: DraftProduct, place: number) => (
            <Input value={item[part]} ariaLabel={words.productField(words.product[part], place + 1)} onChange={({ detail }) => { edit(place, { [part]: detail.value }); }} />
          ),
        }))}
        disableAddButton={draft.products.length >= MOST}
        addButtonText={words.addProduct}
        removeButtonText={words.removeProduct}
        removeButtonAriaLabel={() => words.removeProduct}
        onAddButtonClick={() => { change([...draft.products, { reference: '', name: '' }]); }}
        onRemoveButtonClick={({ detail }) => { change(draft.products.filter((_, place) => place !== detail.itemIndex)); }}
        empty={<Box color="text-body-secondary">{words.noProducts}</Box>}
      />
    </FormField>
  );
}
