"""Every way into Suivi: one decorator and one line per trigger; the groups of routes stand in api/routes.py."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext
from chalice.app import Chalice, CloudWatchEvent, ConvertToMiddleware, DynamoDBEvent, Rate, SQSEvent

from chalicelib import triggers
from chalicelib.api.errors import shape_answer
from chalicelib.api.routes import ROUTES
from chalicelib.observability import APP_NAME, flush_metrics, logger

app = Chalice(app_name=APP_NAME, configure_logs=False)
app.register_middleware(ConvertToMiddleware(logger.inject_lambda_context))
app.register_middleware(flush_metrics)
app.register_middleware(shape_answer, "http")

for routes in ROUTES:
    app.register_blueprint(routes)


# A module of triggers is imported when it is first named: every function loads this file, and should load no more than
# its own work. The real names of queues and stream come from infra/template.yaml; Chalice wants a literal at import.
@app.on_sqs_message(queue="proof-files", batch_size=1)
def receive_proof_files(event: SQSEvent) -> dict[str, Any]:
    """A merchant dropped a file."""
    return triggers.proof_files.on_proof_files(event)


@app.on_sqs_message(queue="proof-chunks", batch_size=1)
def receive_proof_chunks(event: SQSEvent) -> dict[str, Any]:
    """A large file was cut into chunks."""
    return triggers.proof_chunks.on_proof_chunks(event)


@app.schedule(Rate(15, unit=Rate.MINUTES))
def sweep_dropped_files(_event: CloudWatchEvent) -> dict[str, int]:
    """A quarter of an hour has passed: files whose notification was lost are found."""
    return triggers.proof_files.on_sweep()


@app.on_sqs_message(queue="send", batch_size=10)
def send_review_requests(event: SQSEvent) -> dict[str, Any]:
    """E-mails are released to leave."""
    return triggers.sending.on_send_queue(event)


@app.on_sqs_message(queue="email-events", batch_size=10)
def receive_email_events(event: SQSEvent) -> dict[str, Any]:
    """SES tells what became of e-mails."""
    return triggers.email_events.on_email_events(event)


@app.on_sqs_message(queue="operations", batch_size=1)
def run_operations(event: SQSEvent) -> dict[str, Any]:
    """An operation's undo window is over, or it goes on."""
    return triggers.operations.on_operations(event)


@app.on_dynamodb_record("table", batch_size=500, starting_position="TRIM_HORIZON", maximum_batching_window_in_seconds=1)
def count_changes(event: DynamoDBEvent) -> dict[str, Any]:
    """Rows were written: their counts follow."""
    return triggers.counting.on_table_changes(event)


@app.schedule(Rate(1, unit=Rate.HOURS))
def check_counters(event: CloudWatchEvent) -> dict[str, int]:
    """An hour has passed: counts that were not checked today are compared with their rows."""
    return triggers.counting.on_check_counters(event.context)


@app.schedule(Rate(1, unit=Rate.HOURS))
def check_books(event: CloudWatchEvent) -> dict[str, int]:
    """An hour has passed: where it brought midnight, the books of the days that are over are checked."""
    return triggers.books.on_check_books(event.context)


@app.on_sqs_message(queue="exports", batch_size=1)
def run_exports(event: SQSEvent) -> dict[str, Any]:
    """An export is asked for, or goes on."""
    return triggers.exports.on_exports(event)


@app.schedule(Rate(1, unit=Rate.HOURS))
def write_feeds(_event: CloudWatchEvent) -> dict[str, int]:
    """An hour has passed: somewhere it may be 03:00, the hour of the nightly feeds."""
    return triggers.exports.on_feeds_tick()


@app.on_dynamodb_record("table", batch_size=100, starting_position="TRIM_HORIZON", maximum_batching_window_in_seconds=1)
def announce_changes(event: DynamoDBEvent) -> dict[str, Any]:
    """Rows were written: the webhooks that want to know are told."""
    return triggers.webhooks.on_announced_changes(event)


@app.on_sqs_message(queue="webhooks", batch_size=4)
def deliver_webhooks(event: SQSEvent) -> dict[str, Any]:
    """Events wait for webhooks."""
    return triggers.webhooks.on_webhook_queue(event)


@app.schedule(Rate(1, unit=Rate.MINUTES))
def release_due_webhooks(_event: CloudWatchEvent) -> dict[str, int]:
    """A minute has passed: webhooks that failed are tried again."""
    return triggers.webhooks.on_webhook_tick()


@app.schedule(Rate(1, unit=Rate.MINUTES))
def release_due_requests(_event: CloudWatchEvent) -> dict[str, int]:
    """A minute has passed (twice a minute: the template adds a second, independent tick)."""
    return triggers.sending.on_tick()


@app.lambda_function()
def open_website(event: dict[str, Any], _context: LambdaContext) -> dict[str, str]:
    """An operator opens a website."""
    return triggers.operator_actions.on_open_website(event)


@app.lambda_function()
def control_sending(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """An operator stops the sending of a website or of all, lets it run again, or starts a warm-up."""
    return triggers.sending_control.on_control_sending(event)


@app.lambda_function()
def recount_website(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """An operator wants a website counted anew."""
    return triggers.counting.on_recount_website(event, context)
