/** The four templates, to start from. */
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { saveFile } from '../../common/save-file';
import { useServices } from '../../common/services';
import { useWebsite } from '../../common/website';
import { useI18n } from '../../i18n';
import { dayIn } from '../../i18n/dates';
import { TEMPLATES, templateText, type Template } from './templates';

export function Templates() {
  const { language, text } = useI18n();
  const words = text.imports.templates;
  const { clock } = useServices();
  const { time_zone: zone } = useWebsite();
  const save = (template: Template) => {
    saveFile(templateText(template, language, dayIn(zone, clock())), `${words.fileNames[template]}.csv`);
  };
  return (
    <Container header={<Header variant="h2" description={words.description}>{words.title}</Header>} data-testid="templates">
      <SpaceBetween direction="horizontal" size="xs">
        {TEMPLATES.map((template) => (
          <Button key={template} iconName="download" onClick={() => { save(template); }}>
            {words.names[template]}
          </Button>
        ))}
      </SpaceBetween>
    </Container>
  );
}
