/** The same figures by type, channel, shop, language and template, each leading to its rows. */
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { TableProps } from '@cloudscape-design/components/table';
import Tabs from '@cloudscape-design/components/tabs';
import type { Dimension, GroupFigures, Statistics, StatisticsFilter } from '../../api/statistics';
import { MILESTONES } from '../../api/types';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { PagedTable } from './paged-table';
import { RowsLink } from './rows-link';
import { useGroupName } from './use-group-name';

interface GroupsProps {
  groups: Statistics['groups'];
  filter: StatisticsFilter;
}

export function Groups({ groups, filter }: GroupsProps) {
  const words = useI18n().text.statistics.groups;
  return (
    <Container header={<Header variant="h2" description={words.help}>{words.title}</Header>} data-testid="groups">
      <Tabs
        ariaLabel={words.title}
        tabs={groups.map(({ dimension, values }) => ({
          id: dimension,
          label: words.dimensions[dimension],
          content: <GroupTable dimension={dimension} values={values} filter={filter} />,
        }))}
      />
    </Container>
  );
}

interface GroupTableProps {
  dimension: Dimension;
  values: readonly GroupFigures[];
  filter: StatisticsFilter;
}

function GroupTable({ dimension, values, filter }: GroupTableProps) {
  const words = useI18n().text.statistics.groups;
  const columns = useColumns(dimension, filter);
  return (
    <PagedTable
      items={values}
      columnDefinitions={columns}
      empty={words.none[dimension]}
      footer={dimension === 'review_type' && values.length > 1 ? words.both : undefined}
      label={words.dimensions[dimension]}
      testId={`groups-${dimension}`}
    />
  );
}

function useColumns(dimension: Dimension, filter: StatisticsFilter): TableProps.ColumnDefinition<GroupFigures>[] {
  const { text } = useI18n();
  const dates = useDates();
  const nameOf = useGroupName(dimension);
  const stages = text.tracking.filters.milestones;
  const words = text.statistics.groups;
  const rate = ({ sent, review_submitted: reviews }: GroupFigures) => (sent === 0 ? text.details.none : dates.share(reviews / sent));
  return [
    { id: 'group', header: words.dimensions[dimension], cell: ({ value }) => nameOf(value), isRowHeader: true, minWidth: 140 },
    ...MILESTONES.map((milestone) => ({
      id: milestone,
      header: stages[milestone],
      cell: (figures: GroupFigures) => (
        <RowsLink
          count={figures[milestone]}
          filter={{ ...filter, [dimension]: [figures.value] }}
          which={{ reached: milestone }}
          label={words.of(stages[milestone], nameOf(figures.value))}
        />
      ),
    })),
    { id: 'rate', header: words.rate, cell: rate },
  ];
}
