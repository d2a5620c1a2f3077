/** Every version of the settings: who saved it, when, why; the current one can be undone. */
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useState } from 'react';
import type { ChangedSettings, SavedSettings } from '../../api/settings-types';
import { ErrorNotice } from '../../common/error-notice';
import { useActorName } from '../../common/use-actor-name';
import { useMayManage } from '../../common/use-may-manage';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { useVersions } from './hooks';
import { UndoDialog } from './undo-dialog';

interface VersionsProps {
  current: number;
  /** Going back reads the form anew: changes not saved would be lost. */
  isDirty: boolean;
  onUndone: (changed: ChangedSettings) => void;
}

export function Versions({ current, isDirty, onUndone }: VersionsProps) {
  const words = useI18n().text.settings.versions;
  const answer = useVersions();
  const columns = useColumns(current);
  if (answer.error) {
    return <ErrorNotice title={words.failed} error={answer.error} onRetry={() => void answer.refetch()} testId="versions-error" />;
  }
  return (
    <Table
      data-testid="settings-versions"
      items={answer.data?.pages.flatMap((page) => page.items) ?? []}
      trackBy={(item) => String(item.version)}
      loading={answer.isPending}
      loadingText={words.loading}
      empty={words.none}
      columnDefinitions={columns}
      wrapLines
      ariaLabels={{ tableLabel: words.title }}
      header={
        <Header variant="h2" description={words.help} actions={<Undo {...{ current, isDirty, onUndone }} />}>
          {words.title}
        </Header>
      }
      footer={answer.hasNextPage && <More onMore={() => void answer.fetchNextPage()} isLoading={answer.isFetchingNextPage} />}
    />
  );
}

function useColumns(current: number): TableProps.ColumnDefinition<SavedSettings>[] {
  const { text } = useI18n();
  const dates = useDates();
  const actorName = useActorName();
  const { columns, current: currentWord, original } = text.settings.versions;
  const number = ({ version }: SavedSettings) => (version === current ? `${version} (${currentWord})` : String(version));
  return [
    { id: 'version', header: columns.version, cell: number, isRowHeader: true },
    { id: 'saved_at', header: columns.savedAt, cell: ({ saved_at: at }) => (at ? dates.instant(at) : original) },
    { id: 'saved_by', header: columns.savedBy, cell: ({ saved_by: by }) => (by ? actorName(by) : text.details.none) },
    { id: 'note', header: columns.note, cell: ({ note }) => note || text.details.none },
  ];
}

/** The first version has none before it to go back to. */
function Undo({ current, isDirty, onUndone }: VersionsProps) {
  const words = useI18n().text.settings.versions;
  const mayManage = useMayManage();
  const [isAsked, setIsAsked] = useState(false);
  const close = () => {
    setIsAsked(false);
  };
  if (!mayManage || current <= 1) return null;
  return (
    <>
      <Button
        disabled={isDirty}
        disabledReason={words.undoDirty}
        onClick={() => { setIsAsked(true); }}
        data-testid="undo-settings"
      >
        {words.undo}
      </Button>
      {isAsked && <UndoDialog version={current} onClose={close} onUndone={onUndone} />}
    </>
  );
}

function More({ onMore, isLoading }: { onMore: () => void; isLoading: boolean }) {
  const words = useI18n().text.settings.versions;
  return (
    <SpaceBetween size="s" alignItems="center">
      <Button loading={isLoading} onClick={onMore}>
        {words.more}
      </Button>
    </SpaceBetween>
  );
}
