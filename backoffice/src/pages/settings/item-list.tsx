/** A list of things of one kind (rules, reminders, texts): each can be taken away, one more can be added. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useId, type ReactNode } from 'react';
import { useI18n } from '../../i18n';
import { Field, type FieldProps } from './controls';
import { useSettingsForm } from './form-context';

interface ItemListProps<T> extends FieldProps {
  items: readonly T[];
  onChange: (items: T[]) => void;
  titleOf: (item: T, index: number) => string;
  render: (item: T, index: number, change: (item: T) => void) => ReactNode;
  /** One more; null when no other can be added. */
  blank: T | null;
  add: string;
  none: string;
}

export function ItemList<T>({ items, onChange, titleOf, render, blank, add, none, ...field }: ItemListProps<T>) {
  const { isReadOnly } = useSettingsForm();
  return (
    <SpaceBetween size="m">
      <Field {...field}>{items.length === 0 && <Box color="text-body-secondary">{none}</Box>}</Field>
      {items.map((item, index) => (
        <Item
          key={index}
          title={titleOf(item, index)}
          onRemove={() => {
            onChange(items.toSpliced(index, 1));
          }}
        >
          {render(item, index, (changed) => {
            onChange(items.with(index, changed));
          })}
        </Item>
      ))}
      {!isReadOnly && blank !== null && <Add label={add} onAdd={() => { onChange([...items, blank]); }} />}
    </SpaceBetween>
  );
}

function Add({ label, onAdd }: { label: string; onAdd: () => void }) {
  return (
    <Button iconName="add-plus" onClick={onAdd}>
      {label}
    </Button>
  );
}

function Item({ title, onRemove, children }: { title: string; onRemove: () => void; children: ReactNode }) {
  const { lists } = useI18n().text.settings;
  const { isReadOnly } = useSettingsForm();
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className="settings-item">
      <SpaceBetween size="s">
        <SpaceBetween direction="horizontal" size="s" alignItems="center">
          <Box variant="h4" padding="n">
            <span id={id}>{title}</span>
          </Box>
          {!isReadOnly && (
            <Button variant="inline-link" ariaLabel={lists.remove(title)} onClick={onRemove}>
              {lists.removeShort}
            </Button>
          )}
        </SpaceBetween>
        {children}
      </SpaceBetween>
    </div>
  );
}
