/** What the table says when it has no row to show, and why. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { useI18n } from '../../i18n';

const EXPLAINED_METHODS = ['api', 'sftp', 'prestashop'] as const;

function Empty({ testId, title, children }: { testId: string; title: string; children: ReactNode }) {
  return (
    <div data-testid={testId}>
      <Box textAlign="center" margin={{ vertical: 'l' }} color="inherit">
        <SpaceBetween size="s">
          <Box variant="h3" tagOverride="p">
            {title}
          </Box>
          {children}
        </SpaceBetween>
      </Box>
    </div>
  );
}

export function NoMatch({ onClear }: { onClear: () => void }) {
  const { text } = useI18n();
  return (
    <Empty testId="no-match" title={text.list.noMatch}>
      <Box color="inherit">{text.list.noMatchHelp}</Box>
      <Button onClick={onClear}>{text.filters.clear}</Button>
    </Empty>
  );
}

/** The API may stop a long search part way: an empty page is then not the end. */
export function PartialPage({ onFurther }: { onFurther: () => void }) {
  const { text } = useI18n();
  return (
    <Empty testId="partial-page" title={text.list.noMatch}>
      <Box color="inherit">{text.list.partialPage}</Box>
      <Button onClick={onFurther}>{text.list.searchFurther}</Button>
    </Empty>
  );
}

export function NothingFound({ onBack }: { onBack: () => void }) {
  const { search } = useI18n().text.tracking;
  return (
    <Empty testId="nothing-found" title={search.none}>
      <Box color="inherit">{search.noneHelp}</Box>
      <Button onClick={onBack}>{search.back}</Button>
    </Empty>
  );
}

export function NothingYet() {
  const { text } = useI18n();
  return (
    <Empty testId="nothing-yet" title={text.list.nothingYet}>
      <Box color="inherit">{text.list.nothingYetHelp}</Box>
      <ul className="centered-list">
        {EXPLAINED_METHODS.map((method) => (
          <li key={method}>{text.list.transmissionHelp[method]}</li>
        ))}
      </ul>
    </Empty>
  );
}
